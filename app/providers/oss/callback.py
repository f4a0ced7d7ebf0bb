"""The upload callback: from the spec to headers, and from the reply to what came of it.

Rules: oss.md, 1.2 (fields), 1.5 (variables), 1.6 (headers), 1.10 (what the uploader receives).
"""

from __future__ import annotations

import base64
import codecs
import json
from collections.abc import Mapping
from urllib.parse import quote, urlsplit, urlunsplit

from app.domain.callback import CallbackResult, CallbackSpec, Sni, custom_name
from app.domain.errors import DestinationError
from app.domain.exchange import Headers, redacted_headers
from app.domain.states import CallbackOutcome
from app.providers import xml
from app.providers.contract import Reply
from app.providers.oss.addressing import is_address
from app.providers.oss.errors import error_document

# Characters of a URL that are left as they are: all of ASCII's, `%` included.
_URL_SAFE = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

STORED_CALLBACK_FAILED = 203


def callback_headers(spec: CallbackSpec, own: Mapping[str, str]) -> Headers:
    """``x-oss-callback`` and ``x-oss-callback-var``; none when no callback is asked for.

    ``own`` are the task's variables, over those of the spec. Raises `DestinationError` with problem
    ``callback.no_url`` or ``callback.url_invalid``: without a URL the service might just not call.
    """
    if not spec.enabled:
        return ()
    headers: Headers = (("x-oss-callback", encoded(callback_fields(spec))),)
    variables = merged_variables(spec, own)
    return (*headers, ("x-oss-callback-var", encoded(variables))) if variables else headers


def callback_query(spec: CallbackSpec, own: Mapping[str, str]) -> Headers:
    """Parameters ``callback`` and ``callback-var`` of a presigned address (1.6); as above."""
    names = {"x-oss-callback": "callback", "x-oss-callback-var": "callback-var"}
    return tuple((names[name], value) for name, value in callback_headers(spec, own))


def callback_form_fields(spec: CallbackSpec, own: Mapping[str, str]) -> Headers:
    """Field ``callback`` and one field with a plain value for each variable (1.6).

    None when no callback is asked for. Raises as `callback_headers` does.
    """
    if not spec.enabled:
        return ()
    return (("callback", encoded(callback_fields(spec))), *merged_variables(spec, own).items())


def callback_fields(spec: CallbackSpec) -> dict[str, str | bool]:
    """The callback's JSON object."""
    urls = [wire_url(url) for url in spec.urls if url.strip()]
    if not urls:
        raise DestinationError(problem="callback.no_url")
    fields: dict[str, str | bool] = {
        "callbackUrl": ";".join(urls),
        "callbackBody": spec.body,
        "callbackBodyType": spec.body_type.value,
        "callbackSNI": _with_sni(spec.sni, urls),  # a string would be refused
    }
    if spec.host.strip():
        fields["callbackHost"] = spec.host.strip()
    return fields


def merged_variables(spec: CallbackSpec, own: Mapping[str, str]) -> dict[str, str]:
    """Custom variables of spec and task, names as the service knows them."""
    pairs = [*spec.variables.items(), *own.items()]
    return {custom_name(name): value for name, value in pairs if custom_name(name)}


def encoded(fields: Mapping[str, str | bool]) -> str:
    """JSON in standard Base64 without line breaks."""
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    try:
        return base64.b64encode(text.encode()).decode("ascii")
    except UnicodeEncodeError:
        raise DestinationError(problem="callback.not_text") from None


def wire_url(url: str) -> str:
    """A callback URL with its scheme written out and everything outside ASCII encoded (1.2)."""
    text = url.strip() if "://" in url else "http://" + url.strip()
    if text.isascii():
        return text
    try:
        parts = urlsplit(text)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
        rest = (quote(part, safe=_URL_SAFE) for part in (parts.path, parts.query, parts.fragment))
        return urlunsplit((parts.scheme, host, *rest))
    except (ValueError, UnicodeError):
        raise DestinationError(problem="callback.url_invalid", url=text) from None


def _with_sni(wanted: Sni, urls: list[str]) -> bool:
    """``auto``: on as soon as a URL is https with a host name, which SNI is for."""
    if wanted is not Sni.AUTO:
        return wanted is Sni.ON
    parts = [urlsplit(url) for url in urls]
    return any(p.scheme == "https" and not is_address(p.hostname or "") for p in parts)


def callback_result(reply: Reply, *, asked: bool) -> CallbackResult:
    """What came of the callback, from the reply to the request that it rode on (1.10).

    203 is a failed callback with the object stored. 200 hands on the application server's body
    exactly; without a body the server's answer was not seen, for an answer is never empty (1.9).
    """
    if reply.status == STORED_CALLBACK_FAILED:
        return _failed(reply, asked=asked)
    if not asked:
        return CallbackResult()
    # A form's own statuses (4.1) never come with an application server's answer.
    ours = not reply.body or reply.status != 200 or _is_own(reply)
    return _told(reply, CallbackOutcome.UNKNOWN if ours else CallbackOutcome.DELIVERED)


def _is_own(reply: Reply) -> bool:
    """Whether the body is the service's own, which a callback's answer would have replaced."""
    try:
        return xml.read(reply.body).tag in ("CompleteMultipartUploadResult", "PostResponse")
    except xml.NotXml:
        return False


def _failed(reply: Reply, *, asked: bool) -> CallbackResult:
    document = error_document(reply)
    if document is None:
        outcome = CallbackOutcome.FAILED if asked else CallbackOutcome.NOT_REQUESTED
        return _told(reply, outcome, ec=reply.header("x-oss-ec"))
    code, message = xml.text(document, "Code"), xml.text(document, "Message")
    ec = xml.text(document, "EC") or reply.header("x-oss-ec")
    return _told(reply, CallbackOutcome.FAILED, code=code, message=message, ec=ec)


def _told(
    reply: Reply, outcome: CallbackOutcome, *, code: str = "", message: str = "", ec: str = ""
) -> CallbackResult:
    text, binary = body_text(reply.body, cut=reply.cut)
    return CallbackResult(
        outcome,
        reply.status,
        text,
        reply.cut,
        binary,
        reply.header("content-type"),
        code,
        message,
        ec,
        redacted_headers(reply.headers),
    )


def body_text(body: bytes, *, cut: bool) -> tuple[str, bool]:
    """``body`` as text and False, or with ``\\xNN`` for what is no UTF-8 and True."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        return decoder.decode(body, final=not cut), False
    except UnicodeDecodeError:
        return body.decode("utf-8", "backslashreplace"), True

"""The callback that an upload asks for, read and judged before a byte is stored (oss.md 1.2, 1.5).

Every refusal of the first table of section 1.11 is here; that of private addresses only when a knob
asks for it: an application server on this computer is what the demo cloud is for.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import contextlib
import ipaddress
import json
import re
import socket
import threading
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from app.democloud.net import HOST
from app.democloud.oss import limits
from app.democloud.oss.errors import OssError, invalid_argument
from app.democloud.oss.request import Request

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
RESOLVE_SECONDS = 2.0

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_OWN_HEADERS = frozenset(
    """authorization connection content-length content-md5 content-type date host transfer-encoding
    user-agent""".split()  # noqa: SIM905 (a list of one word a line would fill pages)
)


@dataclass(frozen=True, slots=True)
class CallbackUrl:
    """One place to call."""

    text: str
    """The URL with its scheme."""
    tls: bool
    """Whether it is https."""
    host: str
    """Name or address without the port."""
    port: int
    """Port, given or usual."""
    authority: str
    """What goes into ``Host`` by default."""
    target: str
    """Path and query as sent."""


@dataclass(frozen=True, slots=True)
class CallbackSpec:
    """A callback as asked for, ready to be done."""

    urls: tuple[CallbackUrl, ...]
    """1 to 5, tried in this order."""
    template: str
    """The body with its ``${...}``."""
    body_type: str
    """:data:`FORM` or :data:`JSON`."""
    host: str
    """Value of ``Host``; empty: that of each URL."""
    sni: bool
    """Whether to name the host in the TLS handshake."""
    headers: tuple[tuple[str, str], ...]
    """``additionalHeaders``."""
    variables: dict[str, str]
    """``x:name`` to value."""


async def callback_of(request: Request) -> CallbackSpec | None:
    """Give the callback of a request, None without one; OssError 400 when it is not valid."""
    _refuse_both(request, "x-oss-callback", "callback", ec="0007-00000027")
    _refuse_both(request, "x-oss-callback-var", "callback-var", ec="")
    text = request.either("x-oss-callback", "callback")
    if text is None:
        return None
    variables = request.either("x-oss-callback-var", "callback-var")
    return await read_callback(text, _variables(variables) if variables else {})


async def read_callback(text: str, variables: dict[str, str]) -> CallbackSpec:
    """Read a callback from its Base64; OssError 400 when it is not valid.

    A form gives its variables as fields of their own (reference/oss.md 1.6).
    """
    spec = _spec(_decode(text), variables)
    for url in spec.urls:
        await _check_resolves(url)
    return spec


def _refuse_both(request: Request, header: str, parameter: str, *, ec: str) -> None:
    if request.header(header) is not None and request.has(parameter):
        message = (
            f"Either the {parameter} query string parameter or the {header} header "
            "should be specified, not both."
        )
        raise invalid_argument(message, name=parameter, ec=ec)


def _refused(message: str, number: int, *, name: str = "callback", value: str = "") -> OssError:
    return invalid_argument(message, name=name, value=value, ec=f"0007-{number:08d}")


def _decode(text: str) -> dict[str, Any]:
    if len(text) > limits.LONGEST_CALLBACK:
        message = f"The length of callback is {len(text)}, exceed max value 5120."
        raise _refused(message, 1)
    try:
        raw = base64.b64decode(text, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        raise _refused("The callback configuration is not base64 encoded.", 2) from None
    try:
        value = json.loads(raw)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise _refused("The callback configuration is not json format.", 3, value=raw)
    return value


def _variables(text: str) -> dict[str, str]:
    if len(text) > limits.LONGEST_CALLBACK:
        message = f"The length of callback-var is {len(text)}, exceed max value 5120."
        raise _refused(message, 101, name="callback-var")
    try:
        raw = base64.b64decode(text, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        message = "The callback var is not base64 encoded."
        raise _refused(message, 102, name="callback-var") from None
    with contextlib.suppress(ValueError):
        value = json.loads(raw)
        if isinstance(value, dict) and all(
            name.startswith("x:") and isinstance(item, str) for name, item in value.items()
        ):
            return value
    # "expecten" is how the service spells it.
    message = "The callback var is not expecten json."
    raise _refused(message, 103, name="callback-var", value=raw)


def _spec(fields: dict[str, Any], variables: dict[str, str]) -> CallbackSpec:
    urls = _urls(fields.get("callbackUrl"))
    host = fields.get("callbackHost", "")
    if not isinstance(host, str) or not _plain(host) or " " in host:
        raise _refused("The callback host configuration is invalid.", 9, name="callbackHost")
    _check_version(fields)
    return CallbackSpec(
        urls=urls,
        template=_template(fields.get("callbackBody")),
        body_type=_body_type(fields.get("callbackBodyType", FORM)),
        host=host,
        sni=_sni(fields.get("callbackSNI", False)),
        headers=_additional_headers(fields.get("additionalHeaders", {})),
        variables=variables,
    )


def _template(value: object) -> str:
    if not isinstance(value, str):
        raise _refused("The callback body is invalid.", 11, name="callbackBody")
    if not value:
        raise _refused("The callback body is empty.", 11, name="callbackBody")
    return value


def _body_type(value: object) -> str:
    if not isinstance(value, str):
        message = "The callback body type configuration is invalid."
        raise _refused(message, 12, name="callbackBodyType")
    if value not in ("", FORM, JSON):
        message = "The body type of callback is not supported."
        raise _refused(message, 12, name="callbackBodyType", value=value)
    return value or FORM


def _sni(value: object) -> bool:
    if not isinstance(value, bool):
        raise invalid_argument("The callback sni is invalid.", name="callbackSNI")
    return value


def _plain(text: str) -> bool:
    return text.isascii() and (text.isprintable() or not text) and text == text.strip()


def _check_version(fields: dict[str, Any]) -> None:
    if fields.get("signatureVersion", "1.0") != "1.0":
        message = "The callback signature version is invalid."
        raise invalid_argument(message, name="signatureVersion")


def _additional_headers(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
        message = "The additionalHeaders of callback is not a map."
        raise _refused(message, 21, name="additionalHeaders")
    for name, item in value.items():
        if name.lower().startswith("x-oss-"):
            message = "The key of additionalHeaders can not start with x-oss-."
            raise _refused(message, 26, name="additionalHeaders", value=name)
        if name.lower() in _OWN_HEADERS or not _TOKEN.fullmatch(name) or not _plain(item):
            message = "The additionalHeaders of callback is invalid."
            raise _refused(message, 21, name="additionalHeaders", value=name)
    return tuple(value.items())


def _urls(value: object) -> tuple[CallbackUrl, ...]:
    texts = [text.strip() for text in value.split(";")] if isinstance(value, str) else []
    texts = [text for text in texts if text]
    if not texts:
        raise _bad_url("")
    if len(texts) > limits.MOST_CALLBACK_URLS:
        message = f"The number of callback url is {len(texts)}, exceed max value 5."
        raise _refused(message, 5, name="callbackUrl")
    return tuple(_url(text) for text in texts)


def _url(text: str) -> CallbackUrl:
    full = text if "://" in text else "http://" + text
    try:
        pieces = urlsplit(full)
        port = pieces.port
    except ValueError:
        raise _bad_url(text) from None
    host = pieces.hostname or ""
    if pieces.scheme not in ("http", "https") or not host or port == 0:
        raise _bad_url(text)
    if ":" in host and not _ipv6(host):
        raise _bad_url(text)
    if not full.isprintable() or " " in full or not pieces.netloc.isascii():
        raise _bad_url(text)
    target = quote(pieces.path or "/", safe="/%:@!$&'()*+,;=~-._")
    target += "?" + quote(pieces.query, safe="/%:@!$&'()*+,;=~-._?") if pieces.query else ""
    tls = pieces.scheme == "https"
    authority = pieces.netloc.rpartition("@")[2]
    return CallbackUrl(full, tls, host, port or (443 if tls else 80), authority, target)


def _ipv6(host: str) -> bool:
    with contextlib.suppress(ValueError):
        return ipaddress.IPv6Address(host).scope_id is None
    return False


def _bad_url(text: str) -> OssError:
    message = "The callback url configuration is invalid."
    return _refused(message, 4, name="callbackUrl", value=text)


def address_of(host: str) -> str:
    """Give the address to connect to; names under ``localhost`` are this computer."""
    return HOST if host == "localhost" or host.endswith(".localhost") else host


def refuse_private(spec: CallbackSpec) -> None:
    """Refuse addresses that the real service does not call; OssError 400."""
    for url in spec.urls:
        if ":" in url.host:  # oss.md, 1.2: no IPv6
            raise _bad_url(url.text)
        with contextlib.suppress(ValueError):
            if ipaddress.IPv4Address(address_of(url.host)).is_private:
                message = "Private address is forbidden to callback."
                raise _refused(message, 8, name="callbackUrl", value=url.text)


async def _check_resolves(url: CallbackUrl) -> None:
    host = address_of(url.host)
    with contextlib.suppress(ValueError):
        ipaddress.ip_address(host)
        return
    if not await _resolves(host):
        message = f"Can not get ip by this host: {url.host}."
        raise _refused(message, 7, name="callbackUrl", value=url.text)


async def _resolves(host: str) -> bool:
    """Ask the resolver in a thread of its own: one that hangs must not hold up the exit."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[bool] = loop.create_future()

    def settle(found: bool) -> None:
        if not answer.done():
            answer.set_result(found)

    def ask() -> None:
        try:
            found = bool(socket.getaddrinfo(host, None, socket.AF_INET))
        except (OSError, UnicodeError):
            found = False
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, found)

    threading.Thread(target=ask, daemon=True, name="resolve").start()
    try:
        return await asyncio.wait_for(answer, RESOLVE_SECONDS)
    except TimeoutError:
        return False

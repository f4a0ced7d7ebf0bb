"""PostObject: one file as a form with a signed policy (oss.md, section 4)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import quote

from app.domain.credentials import Credentials
from app.domain.errors import DestinationError, Refused
from app.domain.exchange import Headers
from app.domain.plan import GIB
from app.domain.stored_headers import acl_header, stored_headers
from app.providers.contract import Order, Request, SourceRange
from app.providers.oss import policy
from app.providers.oss.addressing import form_place
from app.providers.oss.callback import callback_form_fields
from app.providers.oss.requests import content_type, keep_others, patience
from app.providers.oss.signing import Scope, stamp_of

LARGEST_FORM = 5 * GIB
"""Bytes of a file in a form (4.1)."""

GOOD_FOR = 3600
"""Seconds that a policy of ours is good for, and as many more as the file takes on a slow line:
the sheet does not say when the service looks. It permits seven days (4.2)."""

SLOW_LINE = 64 * 1024
"""Bytes per second."""

_LONGEST_FILE_NAME = 60
_FIELD_NAME = re.compile(r'[^\x00-\x1f\x7f"\\]+')
_PLAIN = " !#$&'()+,-.;=@[]^_`{}~"


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it goes out."""

    request: Request
    secrets: tuple[str, ...]
    """Texts in it that let anybody upload: they must not come back in an error."""
    callback: Headers = ()
    """Those of its fields that are about the callback."""


def callback_of(fields: Headers) -> Headers:
    """The fields about the callback (1.6)."""
    return tuple((n, v) for n, v in fields if n == "callback" or n.lower().startswith("x:"))


def post_object(order: Order, credentials: Credentials, *, now: float) -> Form:
    """PostObject of the whole source, the callback on it. ``now`` is the service's Unix time.

    Raises `Refused` (reason ``size.form``) for a file that no form can carry, and
    `DestinationError` as `app.providers.oss.addressing.place` and the callback's fields do.
    """
    check_size(order)
    where = form_place(order.destination, order.task.key)
    fields, secrets = _fields(order, credentials, now=now)
    boundary = _boundary(order, secrets[-1], now=now)
    kind = (("Content-Type", f"multipart/form-data; boundary={boundary}"),)
    before = preamble(fields, file_name(order), boundary=boundary, kind=content_type(order))
    source = SourceRange(order.task.path, 0, order.size)
    body = (before, *((source,) if order.size else ()), epilogue(boundary))
    request = Request("POST", where.origin, where.path, kind, body, patience(order))
    return Form(request, secrets, callback_of(fields))


def check_size(order: Order) -> None:
    """Raises `Refused` when the file is too large for a form; there are no parts to go by."""
    if order.size > LARGEST_FORM:
        text = f"a form takes a file of {LARGEST_FORM} bytes at most; this one has {order.size}"
        raise Refused(text, reason="size.form", most=str(LARGEST_FORM), bytes=str(order.size))


def _fields(
    order: Order, credentials: Credentials, *, now: float
) -> tuple[Headers, tuple[str, str]]:
    """All fields but the file, in the order in which they are sent; and policy and signature."""
    scope = Scope(order.destination.region, stamp_of(now))
    signer = policy.signer_fields(credentials, scope)
    callback = callback_form_fields(order.callback, order.task.variables)
    acl = acl_header(order.batch.options)
    told = (("success_action_status", "200"), *keep_others(order), *acl)
    # Callback and variables are not pinned: nobody but us fills this form in, and all fields
    # together may have to stay within 4 KB (4.1), of which a token takes its part twice.
    conditions: list[policy.Condition] = [
        {"bucket": order.destination.bucket},
        policy.key_condition(order.task.key),
        ["content-length-range", order.size, order.size],
        *({name: value} for name, value in (*told, *signer)),
    ]
    document = policy.policy_text(conditions, expires=now + GOOD_FOR + order.size / SLOW_LINE)
    signature = policy.signature_v4(document, secret=credentials.access_key_secret, scope=scope)
    signed = (("policy", document), *signer, ("x-oss-signature", signature))
    options = (("Content-Type", content_type(order)), *stored_headers(order.batch.options))
    fields = (("key", order.task.key), *signed, *told, *options, *callback)
    return fields, (document, signature)


def _boundary(order: Order, signature: str, *, now: float) -> str:
    """A line that no file holds by chance, nor on purpose: only the key foresees it."""
    text = "\0".join((signature, order.task.id, repr(now)))
    return "upcall-" + hashlib.sha256(text.encode()).hexdigest()[:48]


def preamble(fields: Headers, name: str, *, boundary: str, kind: str) -> bytes:
    """Everything before the file's first byte: ``fields`` with plain values, the file part last.

    Raises `DestinationError` (problem ``callback.variable_name``) for a field's name that cannot
    stand in a form, ``callback.not_text`` for text that is no Unicode.
    """
    pieces = [_field(field, value, boundary=boundary) for field, value in fields]
    pieces.append(
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        f"Content-Type: {kind}\r\n\r\n".encode()
    )
    return b"".join(pieces)


def epilogue(boundary: str) -> bytes:
    """Everything after the file's last byte."""
    return f"\r\n--{boundary}--\r\n".encode()


def _field(name: str, value: str, *, boundary: str) -> bytes:
    if not _FIELD_NAME.fullmatch(name):
        raise DestinationError(problem="callback.variable_name", name=name)
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
    try:
        return f"{head}{value}\r\n".encode()
    except UnicodeEncodeError:
        raise DestinationError(problem="callback.not_text") from None


def file_name(order: Order) -> str:
    """Name of the file part: ASCII that needs no escape, for every reader escapes differently.

    The service puts it where the key says ``${filename}`` (4.1). A key that says so means these
    very letters, so then the name is these letters, and the key stays what it is.
    """
    if "${filename}" in order.task.key:
        return "${filename}"
    name = order.task.key.rpartition("/")[2][-_LONGEST_FILE_NAME:]
    return quote(name, safe=_PLAIN) or "file"

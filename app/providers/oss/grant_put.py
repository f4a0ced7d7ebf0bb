"""Uploads by a grant: the form that a server signed, or the address that it presigned."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from app.domain.callback import CallbackSpec, custom_name
from app.domain.destination import with_scheme
from app.domain.errors import DestinationError, Refused
from app.domain.exchange import Headers, secrets_in_headers, secrets_in_url
from app.domain.grant import FormGrant, UrlGrant, facts_of
from app.domain.stored_headers import acl_header, stored_headers
from app.providers.contract import Order, Request, SourceRange
from app.providers.oss.addressing import is_address, key_problem
from app.providers.oss.callback import callback_form_fields, merged_variables
from app.providers.oss.form import Form, callback_of, epilogue, file_name, preamble
from app.providers.oss.requests import content_type, keep_others, patience

_LOCAL = ("localhost", "127.0.0.1", "::1")


def by_grant(order: Order, grant: FormGrant | UrlGrant) -> Order:
    """The order as it will really go: see `app.providers.contract.Provider.granted`.

    Raises `Refused`: ``size.grant`` for a file that cannot go that way, ``grant_place`` for a
    place that nothing may be sent to; `DestinationError` for a name that no object can have.
    """
    _check_place(order, grant)
    _check_size(order, grant)
    key = _key(order, grant)
    problem = key_problem(key)
    if problem:
        raise DestinationError(problem=problem, key=key, bucket=order.destination.bucket)
    batch = replace(order.batch, callback=_callback(order, grant))
    return replace(order, task=replace(order.task, key=key), batch=batch)


def _check_place(order: Order, grant: FormGrant | UrlGrant) -> None:
    """A server's word must not take a file off TLS, or to an address with a password in it."""
    try:
        parts = urlsplit(grant.url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    sound = parts.scheme in ("http", "https") and host and "@" not in parts.netloc
    secure = urlsplit(with_scheme(order.destination.endpoint)).scheme == "https"
    plain = parts.scheme == "http" and host not in _LOCAL
    whole = grant.url.isascii() and grant.url.isprintable() and " " not in grant.url
    if not sound or (secure and plain) or not whole:
        raise Refused("the server named a place that is not safe", reason="grant_place", host=host)


def _check_size(order: Order, grant: FormGrant | UrlGrant) -> None:
    """Too little has a reason of its own: *too large* would be wrong, and parts would not help."""
    most = facts_of(grant).largest
    least = grant.smallest if isinstance(grant, FormGrant) else 0
    if order.size > most or order.size < least:
        raise Refused(
            "the grant does not cover this size",
            reason="size.grant" if order.size > most else "size.small",
            most=str(most),
            least=str(least),
            bytes=str(order.size),
        )


def _key(order: Order, grant: FormGrant | UrlGrant) -> str:
    """The server's folder takes the place of the connection's; a name of its own goes before."""
    key = order.task.key
    if isinstance(grant, FormGrant):
        if not key.startswith(grant.prefix):
            key = grant.prefix + key.removeprefix(order.destination.prefix)
        return grant.key or key
    return grant.key or _key_of_address(grant.url, order.destination.bucket)


def _key_of_address(url: str, bucket: str) -> str:
    """The object's name in a presigned address: without the bucket in path style (6.3)."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    path = unquote(parts.path.removeprefix("/"), errors="surrogateescape")
    in_path = is_address(host) or host == "localhost"
    return path.removeprefix(f"{bucket}/") if in_path else path


def _callback(order: Order, grant: FormGrant | UrlGrant) -> CallbackSpec:
    """What the service will call: as the server fixed it, with our values for what it left open."""
    own = order.batch.callback
    if isinstance(grant, UrlGrant):  # another header would break the signature (5.1)
        return grant.callback or CallbackSpec()
    if grant.callback is None:
        return own
    wanted = {custom_name(name): value for name, value in own.variables.items()}
    values = {name: wanted[name] for name in grant.open_variables if name in wanted}
    return replace(grant.callback, variables=values)


def granted_form(order: Order, grant: FormGrant) -> Form:
    """PostObject with the fields that the server signed; ours come after, the file last (4.1)."""
    fields = (("key", order.task.key), *grant.fields)
    sent = {name.lower() for name, _value in fields}
    ours: Headers = (("success_action_status", "200"), *keep_others(order))
    options = (*stored_headers(order.batch.options), *acl_header(order.batch.options))
    ours += (("Content-Type", content_type(order)), *options, *_variables(order, grant))
    fields += tuple((name, value) for name, value in ours if name.lower() not in sent)
    secrets = tuple(value for name, value in grant.fields if _is_secret(name))
    boundary = _boundary(order, "\0".join(secrets))
    kind = (("Content-Type", f"multipart/form-data; boundary={boundary}"),)
    before = preamble(fields, file_name(order), boundary=boundary, kind=content_type(order))
    source = SourceRange(order.task.path, 0, order.size)
    body = (before, *((source,) if order.size else ()), epilogue(boundary))
    parts = urlsplit(grant.url)
    origin = f"{parts.scheme}://{parts.netloc}"
    request = Request("POST", origin, parts.path or "/", kind, body, patience(order))
    return Form(request, secrets, callback_of(fields))


def _variables(order: Order, grant: FormGrant) -> Headers:
    """The callback's own fields: all of them, or the values of what the server left open."""
    if grant.callback is None:
        return callback_form_fields(order.callback, order.task.variables)
    values = merged_variables(order.callback, order.task.variables)
    return tuple((name, values[name]) for name in grant.open_variables if name in values)


def _is_secret(name: str) -> bool:
    return name.lower() in ("policy", "signature", "x-oss-signature", "x-oss-security-token")


def _boundary(order: Order, secret: str) -> str:
    """A line that no file holds by chance, nor on purpose: only who has the grant foresees it."""
    text = f"{secret}\0{order.task.id}\0{order.task.key}"
    return "upcall-" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:48]


def granted_put(order: Order, grant: UrlGrant) -> tuple[Request, tuple[str, ...]]:
    """A PUT to exactly the presigned address with exactly the headers that go along (5.3).

    The second value are texts in it that must not come back in an error.
    """
    parts = urlsplit(grant.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    body = SourceRange(order.task.path, 0, order.size) if order.size else b""
    origin = f"{parts.scheme}://{parts.netloc}"
    secrets = (*secrets_in_url(grant.url), *secrets_in_headers(grant.headers))
    return Request("PUT", origin, target, grant.headers, body, patience(order)), secrets

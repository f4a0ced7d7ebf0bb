"""Upload tokens that an application server hands out, and orders that go by one (wangsu.md, 1.2).

A token fixes everything: name, callback, answer, size. It is good for a form and for blocks alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from app.domain.callback import custom_name
from app.domain.destination import SameName, with_scheme
from app.domain.errors import DestinationError, NotAllowed, NotUnderstood, Refused
from app.domain.grant import Authorisation, FormGrant
from app.domain.wangsu_place import key_problem
from app.domain.wangsu_policy import Permit, read_token
from app.providers import app_server
from app.providers.contract import Order, Reply
from app.providers.wangsu.place import LOCAL

_TOKEN_NAMES = ("token", "uploadtoken", "uptoken")
_PLACE_NAMES = ("uploaddomain", "uploadurl", "puturl", "domain", "host", "url")
_DEEPEST = 4


def understood(reply: Reply) -> Authorisation:
    """The token in an application server's answer, as JSON in any envelope or as bare text.

    Raises `CredentialsRefused`, `ServiceFault`, `Refused` or `NotUnderstood`, reason ``server``;
    nothing of the answer is quoted.
    """
    failed = app_server.refused(reply)
    if failed is not None:
        raise failed
    text = "" if reply.cut else reply.body.decode("utf-8-sig", "replace").strip()
    for layer in _layers(_opened(text), _DEEPEST):
        token = _first(layer, _TOKEN_NAMES)
        if token:
            return _grant(token, _first(layer, _PLACE_NAMES))
    raise NotUnderstood("application server: an answer without a token", reason="server")


def _opened(text: str) -> Mapping[str, object]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = text
    if isinstance(found, str):
        return {"token": found.strip().removeprefix("UpToken ").strip()}
    return found if isinstance(found, dict) else {}


def _layers(value: Mapping[str, object], left: int) -> Iterator[Mapping[str, str]]:
    """The texts of an object and of those inside it, names in one spelling, outside first."""
    yield {_bare(name): text for name, text in value.items() if isinstance(text, str)}
    for inner in value.values() if left else ():
        if isinstance(inner, dict):
            yield from _layers(inner, left - 1)


def _bare(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


def _first(layer: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((layer[name].strip() for name in names if layer.get(name, "").strip()), "")


def _grant(token: str, place: str) -> FormGrant:
    try:
        permit = read_token(token)
    except ValueError:
        raise NotUnderstood("application server: no upload token", reason="server") from None
    if not (token.isascii() and token.isprintable() and " " not in token):
        raise NotUnderstood("application server: a token that nothing can carry", reason="server")
    return FormGrant(
        with_scheme(place) if place else "",
        (("token", token),),
        key=permit.key,
        expires_at=permit.expires_at,
        callback=permit.callback,
        open_variables=permit.open_variables,
        largest=permit.largest,
        in_parts=True,
    )


def token_of(grant: FormGrant) -> str:
    """The token. Raises `NotAllowed` (``grant``) for a grant of another service."""
    token = dict(grant.fields).get("token", "")
    if not token:
        raise NotAllowed("this grant holds no upload token", reason="grant")
    return token


def by_grant(order: Order, grant: FormGrant) -> Order:
    """The order as a token lets it go: see `app.providers.contract.Provider.granted`.

    Raises `Refused`: ``size.grant`` for a file that is too large for it, ``grant_place`` for a
    place that nothing may be sent to, ``grant_bucket`` for a token of another bucket.
    """
    permit = _permit(grant)
    _check_place(order, grant.url)
    if permit.bucket != order.destination.bucket:
        text = "the token is for another bucket"
        raise Refused(text, reason="grant_bucket", bucket=permit.bucket)
    if 0 < permit.largest < order.size:
        most = str(permit.largest)
        text = "the token does not cover this size"
        raise Refused(text, reason="size.grant", most=most, bytes=str(order.size))
    key = permit.key or order.task.key
    problem = key_problem(key)
    if problem:
        raise DestinationError(problem=problem, key=key, bucket=permit.bucket)
    kept = {n: text for n, text in order.batch.extras.items() if n in _OURS}
    batch = replace(
        order.batch,
        callback=replace(permit.callback, variables=_values(order, permit)),
        same_name=_same_name(order, permit),
        extras={**permit.extras, **kept},
    )
    return replace(order, task=replace(order.task, key=key), batch=batch)


_OURS = ("statusUrl", "retentionDays", "leaveSeconds")
"""Options that no policy fixes."""


def _permit(grant: FormGrant) -> Permit:
    try:
        return read_token(token_of(grant))
    except ValueError:
        raise NotAllowed("this grant holds no upload token", reason="grant") from None


def _values(order: Order, permit: Permit) -> dict[str, str]:
    """Our values for what the server's templates ask for."""
    own = {custom_name(n): text for n, text in order.batch.callback.variables.items()}
    return {name: own[name] for name in permit.open_variables if name in own}


def _same_name(order: Order, permit: Permit) -> SameName:
    if permit.replaces:
        return SameName.REPLACE
    own = order.batch.same_name
    return SameName.KEEP_BOTH if own in (SameName.REPLACE, SameName.DIFFERENT) else own


def _check_place(order: Order, url: str) -> None:
    """A server's word must not take a file off TLS, or to an address with a password in it."""
    if not url:
        return
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    sound = parts.scheme in ("http", "https") and host and "@" not in parts.netloc
    secure = urlsplit(with_scheme(order.destination.endpoint)).scheme == "https"
    plain = parts.scheme == "http" and host not in LOCAL
    if not sound or (secure and plain):
        raise Refused("the server named a place that is not safe", reason="grant_place", host=host)

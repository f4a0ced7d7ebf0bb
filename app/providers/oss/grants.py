"""What an application server hands out: a temporary key, a signed form or a presigned address.

There is no protocol for it, only shapes in use (oss.md, 4.5, 5.3, 7.2 and 7.4): names in any
spelling, in an envelope or without one. What is none of these is said to be none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from app.domain.credentials import Credentials, cleaned
from app.domain.errors import CredentialsRefused, NotUnderstood
from app.domain.exchange import without
from app.domain.grant import Authorisation
from app.providers import app_server
from app.providers.contract import Reply
from app.providers.oss.form_grants import form_grant
from app.providers.oss.given import Given, given_object, named
from app.providers.oss.url_grants import URL_NAMES, url_grant

_CODE = re.compile(r"-?\w[\w.]{0,59}")
"""What looks like a code, such as ``EntityNotExist.Role``; anything else may be what it likes."""

_EXPIRY_NAMES = ("expiration", "expire", "expires", "expiresat", "expireat", "expiretime")


def understood(reply: Reply) -> Authorisation:
    """What the server gave.

    Raises `CredentialsRefused`, `ServiceFault` or `NotUnderstood`, reason ``server``; nothing of
    the answer is quoted, for it may hold keys.
    """
    refused = app_server.refused(reply)
    if refused is not None:
        raise refused
    text = "" if reply.cut else reply.body.decode("utf-8-sig", "replace").strip()
    found = given_object(_bare_address(text) or _json(text))
    if found.has(*named("accesskeyid", "accesskeysecret")):
        return _credentials(found)
    if found.has("policy") or "policy" in found.texts("fields"):
        return form_grant(found, expires_at=expiry(found))
    if found.first(*URL_NAMES):
        return url_grant(found, expires_at=expiry(found))
    raise _not_understood("an answer without key, policy or address")


def _bare_address(text: str) -> Mapping[str, Any] | None:
    """An address without anything around it but quotes."""
    bare = text.strip('"')
    return {"url": bare} if bare.startswith(("https://", "http://")) else None


def _json(text: str) -> Mapping[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise _not_understood("no JSON") from None
    if not isinstance(value, dict):
        raise _not_understood("no JSON object")
    return value


def _not_understood(detail: str) -> NotUnderstood:
    return NotUnderstood(f"application server: {detail}", reason="server")


def _credentials(found: Given) -> Credentials:
    """A temporary key (7.2, 7.4); a failure in its place says so by its ``Code``."""
    told = found.first("code", "statuscode")
    token = found.first("securitytoken", "ststoken", "sessiontoken", "token")
    key_id, secret = found.first("accesskeyid"), found.first("accesskeysecret")
    if told and told.lower() not in ("success", "ok", "0", "200"):
        code = without(told, (token, secret)) if _CODE.fullmatch(told) else ""
        raise CredentialsRefused("the application server says no", reason="server", code=code)
    if not key_id or not secret:
        raise _not_understood("a key with a part missing")
    given = cleaned(Credentials(key_id, secret, token, expiry(found)))
    if not all(map(str.isascii, (given.access_key_id, given.access_key_secret, token))):
        raise _not_understood("a key that no request can carry")
    return given


def expiry(found: Given) -> float:
    """Unix time in seconds at which a grant ends; 0 when it does not say."""
    return app_server.moment(found.first(*_EXPIRY_NAMES))

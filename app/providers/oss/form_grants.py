"""Signed form policies of an application server, of the V1 and the V4 kind (oss.md, 4.2, 4.5)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.domain.callback import custom_name
from app.domain.errors import NotUnderstood
from app.domain.exchange import Headers
from app.domain.grant import FormGrant
from app.providers.moments import moment
from app.providers.oss.given import Given
from app.providers.oss.grant_callback import decoded, decoded_callback, variables_in

_V1 = (("accessid", "OSSAccessKeyId"), ("ossaccesskeyid", "OSSAccessKeyId"))
_V4 = (
    ("version", "x-oss-signature-version"),
    ("xosssignatureversion", "x-oss-signature-version"),
    ("xosscredential", "x-oss-credential"),
    ("credential", "x-oss-credential"),
    ("xossdate", "x-oss-date"),
    ("date", "x-oss-date"),
)
_TOKEN = (("xosssecuritytoken", "x-oss-security-token"), ("securitytoken", "x-oss-security-token"))
_ESCAPED_DOLLAR = re.compile(r"(?<!\\)((?:\\\\)*)\\\$")
"""``\\$``, a policy's way to write a dollar sign (4.2), which is no JSON."""
_NOT_FIELDS = frozenset(
    {"key", "bucket", "file", "content-length-range", "success_action_redirect"}
)


@dataclass(frozen=True, slots=True)
class Policy:
    """What a policy permits, as far as an uploader needs to know it."""

    prefix: str = ""
    key: str = ""
    smallest: int = 0
    largest: int = 0
    expires_at: float = 0.0
    exact: tuple[tuple[str, str], ...] = ()
    """Fields that have to have exactly this value."""


def form_grant(found: Given, *, expires_at: float) -> FormGrant:
    """The grant in an answer that holds a policy. Raises `NotUnderstood` (``server``)."""
    inner = found.by_name.get("fields")
    if isinstance(inner, dict):  # the fields as they are to be sent, in an object of their own
        found = Given(inner, {**found.by_name, **_spelled(inner)})
    text = found.first("policy")
    url = found.first("host", "url", "action", "endpoint")
    policy = read_policy(text)
    signed = _signed(found)
    if not url or len(signed) < 2:
        raise NotUnderstood("application server: a policy with parts missing", reason="server")
    callback = found.first("callback")
    fields: Headers = (("policy", text), *signed)
    fields += (("callback", callback),) if callback else ()
    known = {name.lower() for name, _value in fields}
    fields += tuple((n, v) for n, v in policy.exact if n.lower() not in known)
    fields += tuple(_own_variables(found, fields))
    spec = decoded_callback(callback or dict(policy.exact).get("callback", ""))
    sent = {name.lower() for name, _value in fields}
    ends = [end for end in (expires_at, policy.expires_at) if end]
    return FormGrant(
        url if "://" in url else "https://" + url,
        fields,
        max(found.first("dir"), policy.prefix, key=len),
        policy.key,
        min(ends, default=0.0),
        spec,
        tuple(name for name in variables_in(spec) if name not in sent),
        policy.smallest,
        policy.largest,
    )


def _spelled(inner: dict[str, Any]) -> dict[str, Any]:
    return {"".join(c for c in name.lower() if c.isalnum()): v for name, v in inner.items()}


def _signed(found: Given) -> Headers:
    """Who signed, and the signature: V4 when it says so, else V1."""
    signature = found.first("xosssignature", "signature")
    v4 = bool(found.first("xosscredential", "credential"))
    pairs = [(field, found.first(name)) for name, field in (_V4 if v4 else _V1)]
    pairs += [(field, found.first(name)) for name, field in _TOKEN]
    pairs.append(("x-oss-signature" if v4 else "Signature", signature))
    return tuple({field: text for field, text in reversed(pairs) if text}.items())[::-1]


def _own_variables(found: Given, fields: Headers) -> Iterator[tuple[str, str]]:
    """Custom variables that the server gave a value, as ``x:name`` or in a text of Base64."""
    sent = {name.lower() for name, _value in fields}
    for name, value in found.raw.items():
        if str(name).lower().startswith("x:") and isinstance(value, str):
            own = custom_name(str(name))
            if own not in sent:
                yield own, value


def read_policy(text: str) -> Policy:
    """A policy in Base64. Raises `NotUnderstood` (``server``) when it is none."""
    try:
        raw = decoded(text).decode("utf-8-sig")
        value = json.loads(_ESCAPED_DOLLAR.sub(r"\1\\\\$", raw))
        conditions, ends = value["conditions"], str(value.get("expiration", ""))
        return _policy([c for c in conditions if isinstance(c, dict | list)], ends)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise NotUnderstood("application server: no policy", reason="server") from None


def _policy(conditions: list[Any], ends: str) -> Policy:
    exact: dict[str, str] = {}
    prefix, sizes = "", (0, 0)
    for condition in conditions:
        if isinstance(condition, dict):
            exact |= {str(n): v for n, v in condition.items() if isinstance(v, str)}
        elif len(condition) == 3 and condition[0] == "content-length-range":
            sizes = int(condition[1]), int(condition[2])
        elif len(condition) == 3 and condition[0] == "eq" and isinstance(condition[2], str):
            exact[str(condition[1]).lstrip("$")] = condition[2]
        elif condition[:2] == ["starts-with", "$key"]:
            prefix = _unescaped(str(condition[2]))
    key = _unescaped(next((v for n, v in exact.items() if n.lower() == "key"), ""))
    fields = {n: _unescaped(v) for n, v in exact.items() if n.lower() not in _NOT_FIELDS}
    until = moment(ends) or 0.0
    return Policy(prefix, key, *sizes, until, tuple(fields.items()))


def _unescaped(text: str) -> str:
    r"""A literal dollar sign is written ``\$`` in a policy (4.2)."""
    return text.replace("\\$", "$")

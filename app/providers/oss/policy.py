"""Policies of form uploads, and their signatures (oss.md, 4.2 and 4.3)."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Sequence
from datetime import UTC, datetime

from app.domain.credentials import Credentials
from app.domain.exchange import Headers
from app.providers.oss.signing import ALGORITHM, Scope, signing_key

Condition = dict[str, str] | list[str | int]
"""An exact match as ``{name: value}``, or ``[operator, name or number, ...]``."""


def policy_text(conditions: Sequence[Condition], *, expires: float) -> str:
    """A policy as it is sent: its JSON in Base64. ``expires`` is Unix time in seconds."""
    until = datetime.fromtimestamp(int(expires), UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    policy = {"expiration": until, "conditions": list(conditions)}
    text = json.dumps(policy, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(text.encode()).decode("ascii")


def key_condition(key: str) -> Condition:
    """The condition for exactly this key, or as much of it as can be written without doubt.

    A dollar sign begins a field's name in a policy, and the sheet's way to write a literal one
    does not say where it applies: the key is pinned up to its first dollar sign.
    """
    sure, dollar, _rest = key.partition("$")
    return ["starts-with", "$key", sure] if dollar else ["eq", "$key", key]


def signer_fields(credentials: Credentials, scope: Scope) -> Headers:
    """The fields that say who signs: conditions of a V4 policy and fields of its form alike."""
    token = credentials.security_token
    return (
        ("x-oss-signature-version", ALGORITHM),
        ("x-oss-credential", f"{credentials.access_key_id}/{scope}"),
        ("x-oss-date", scope.stamp),
        *((("x-oss-security-token", token),) if token else ()),
    )


def signature_v4(policy: str, *, secret: str, scope: Scope) -> str:
    """``x-oss-signature`` over a policy in Base64: 64 hex digits."""
    return hmac.digest(signing_key(secret, scope), policy.encode(), "sha256").hex()


def signature_v1(policy: str, *, secret: str) -> str:
    """``Signature`` over a policy in Base64, for forms of the old kind: Base64 as well."""
    return base64.b64encode(hmac.digest(secret.encode(), policy.encode(), "sha1")).decode("ascii")

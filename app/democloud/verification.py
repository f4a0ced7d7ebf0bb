"""A callback's signature, verified step by step (reference/oss.md 1.8), so that it can be shown.

Six steps, in the order of the vendor's page; the first one that fails ends it:

``key_url``    the decoded ``x-oss-pub-key-url`` is the one that is trusted (value: the URL)
``key``        the public key behind it is at hand (value: SHA-256 of the key, hex)
``signature``  ``Authorization`` is Base64 of a signature (value: its bytes, hex)
``text``       the string to sign was put together (value: its length in bytes)
``digest``     its MD5 (value: 32 hex digits)
``match``      the signature is of that digest (value: the digest that was signed, 32 hex digits,
               or empty when the key cannot read the signature: another key made it)
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from app.democloud.keys import CallbackKeys, signed_text

STEPS = ("key_url", "key", "signature", "text", "digest", "match")
LONGEST_VALUE = 2048
"""Characters of a step's value that are kept: headers come from anywhere."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step that was taken."""

    step: str
    """One of :data:`STEPS`."""
    ok: bool
    """Whether it held."""
    value: str
    """What it found, as the module's text says."""


@dataclass(frozen=True, slots=True)
class Verification:
    """All steps that were taken; the last one is the one that failed, if any did."""

    steps: tuple[Step, ...]
    """In order."""
    reason: str
    """Why it is not accepted; empty when it is."""

    @property
    def failed(self) -> str:
        """Name of the step that failed; empty when none did."""
        return self.steps[-1].step if self.reason else ""

    def facts(self) -> dict[str, Any]:
        """What an ``app_received`` event says of it."""
        return {
            "signature_valid": not self.reason,
            "reason": self.reason,
            "failed_step": self.failed,
            "steps": [asdict(step) for step in self.steps],
        }


def verify(
    headers: Mapping[str, str], target: str, body: bytes, *, keys: CallbackKeys, trusted: str
) -> Verification:
    """Verify a callback to ``target`` (raw path and query); ``trusted`` is the one key URL."""
    steps: list[Step] = []
    reason = ""
    for step, why in _steps(headers, signed_text(target, body), keys=keys, trusted=trusted):
        steps.append(step)
        reason = "" if step.ok else why
        if reason:
            break
    return Verification(tuple(steps), reason)


def _steps(
    headers: Mapping[str, str], text: bytes, *, keys: CallbackKeys, trusted: str
) -> Iterator[tuple[Step, str]]:
    """Each step, and what is wrong should it not hold."""
    url = _unpacked(headers.get("x-oss-pub-key-url", ""))
    readable = url is not None
    shown = (url or b"").decode("utf-8", "replace")[:LONGEST_VALUE]
    yield (
        Step("key_url", readable and url == trusted.encode("utf-8"), shown),
        "the public key URL is not the one that this server trusts"
        if readable
        else "x-oss-pub-key-url is not Base64",
    )
    # Nothing is fetched: the cloud's key is at hand, and no other one would be taken.
    yield Step("key", True, keys.fingerprint), ""
    signature = _unpacked(headers.get("authorization", ""))
    found = (signature or b"").hex()[:LONGEST_VALUE]
    yield Step("signature", bool(signature), found), "Authorization is not a signature in Base64"
    yield Step("text", True, str(len(text))), ""
    digest = hashlib.md5(text, usedforsecurity=False).hexdigest()
    yield Step("digest", True, digest), ""
    signed = keys.signed_digest(signature or b"")
    yield Step("match", signed == digest, signed), "the signature does not fit the request"


def _unpacked(value: str) -> bytes | None:
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return None

"""V4 signatures, as header and as presigned query (oss.md, 5.1 and 5.3)."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from app.domain.credentials import Credentials
from app.domain.exchange import Headers
from app.providers.oss.encoding import Query, query_string

ALGORITHM = "OSS4-HMAC-SHA256"
UNSIGNED = "UNSIGNED-PAYLOAD"
LONGEST_LIFE = 604_800
"""Seconds that a presigned address may live."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is signed of a request."""

    method: str
    resource: str
    """Canonical URI: ``/bucket/key``, percent-encoded, with the bucket whatever the addressing."""
    query: Query = ()
    headers: Headers = ()
    additional: frozenset[str] = frozenset()
    """Headers to sign beyond those that always are; names in any spelling."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Day, region and product that a signing key is good for."""

    region: str
    """Bare id, such as ``cn-hangzhou``; the cloud box's id for product ``oss-cloudbox``."""
    stamp: str
    """UTC time of signing, ``YYYYMMDDTHHMMSSZ``."""
    product: str = "oss"

    def __str__(self) -> str:
        """The scope as written into credential and string to sign."""
        return f"{self.stamp[:8]}/{self.region}/{self.product}/aliyun_v4_request"


def stamp_of(now: float) -> str:
    """Unix seconds as ``YYYYMMDDTHHMMSSZ``."""
    return _stamp(int(now))


@lru_cache(maxsize=4)
def _stamp(now: int) -> str:
    return datetime.fromtimestamp(now, UTC).strftime("%Y%m%dT%H%M%SZ")


def canonical_request(subject: Subject) -> str:
    """The six pieces of 5.1, joined with line feeds."""
    additional = _additional(subject)
    headers = sorted(pair for pair in _lowered(subject.headers) if _signed(pair[0], additional))
    pieces = (
        subject.method.upper(),
        subject.resource,
        query_string(subject.query),
        "".join(f"{name}:{value}\n" for name, value in headers),
        ";".join(additional),
        UNSIGNED,
    )
    return "\n".join(pieces)


def signing_key(secret: str, scope: Scope) -> bytes:
    """The key that is constant for a UTC day, region and product."""
    return _signing_key(secret, str(scope))


@lru_cache(maxsize=4)
def _signing_key(secret: str, scope: str) -> bytes:
    key = ("aliyun_v4" + secret).encode()
    for text in scope.split("/"):
        key = _hmac(key, text)
    return key


def signature(canonical: str, *, key: bytes, scope: Scope) -> str:
    """64 hex digits over a canonical request."""
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    return _hmac(key, "\n".join((ALGORITHM, scope.stamp, str(scope), digest))).hex()


def signed_headers(subject: Subject, credentials: Credentials, scope: Scope) -> Headers:
    """The subject's headers with date, payload mark, token and ``Authorization`` added."""
    headers = (
        *subject.headers,
        ("x-oss-content-sha256", UNSIGNED),
        ("x-oss-date", scope.stamp),
        *_token(credentials),
    )
    whole = _with_headers(subject, headers)
    key = signing_key(credentials.access_key_secret, scope)
    names = ";".join(_additional(whole))
    text = (
        f"{ALGORITHM} Credential={credentials.access_key_id}/{scope}"
        + (f",AdditionalHeaders={names}" if names else "")
        + f",Signature={signature(canonical_request(whole), key=key, scope=scope)}"
    )
    return (*headers, ("Authorization", text))


def presigned_query(
    subject: Subject, credentials: Credentials, scope: Scope, *, seconds: int
) -> Query:
    """The subject's query with everything that makes it usable without a header (5.3)."""
    names = ";".join(_additional(subject))
    query = (
        *subject.query,
        ("x-oss-signature-version", ALGORITHM),
        ("x-oss-credential", f"{credentials.access_key_id}/{scope}"),
        ("x-oss-date", scope.stamp),
        ("x-oss-expires", str(min(max(seconds, 1), LONGEST_LIFE))),
        *_token(credentials),
        *((("x-oss-additional-headers", names),) if names else ()),
    )
    whole = Subject(subject.method, subject.resource, query, subject.headers, subject.additional)
    key = signing_key(credentials.access_key_secret, scope)
    return (*query, ("x-oss-signature", signature(canonical_request(whole), key=key, scope=scope)))


def _token(credentials: Credentials) -> Headers:
    token = credentials.security_token
    return (("x-oss-security-token", token),) if token else ()


def _with_headers(subject: Subject, headers: Headers) -> Subject:
    return Subject(subject.method, subject.resource, subject.query, headers, subject.additional)


def _lowered(headers: Headers) -> list[tuple[str, str]]:
    return [(name.lower(), value.strip()) for name, value in headers]


def _additional(subject: Subject) -> list[str]:
    """Sorted names that are asked for, present, and not signed anyway."""
    if not subject.additional:
        return []
    present = {name for name, _value in _lowered(subject.headers)}
    wanted = {name.lower() for name in subject.additional}
    return sorted(name for name in wanted & present if not _signed(name, ()))


def _signed(name: str, additional: Iterable[str]) -> bool:
    always = name.startswith("x-oss-") or name in ("content-type", "content-md5")
    return always or name in additional


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")

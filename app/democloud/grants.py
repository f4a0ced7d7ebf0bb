"""What an application server signs: policies, presigned addresses, key documents.

Written from reference/oss.md 4.5, 5.3, 5.4 and 7.2 upon the cloud's own signing code, which checks
the official SDKs' signatures and shares nothing with Upcall's client.
"""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from app.democloud.accounts import OWNER_ID, Account
from app.democloud.oss import signature_v1, signature_v4
from app.democloud.oss.limits import REGION
from app.democloud.oss.request import Request
from app.democloud.oss.signature_v1 import SignedV1
from app.democloud.oss.signature_v4 import SignedV4

SYSTEM_FIELDS = ("bucket", "object", "etag", "size", "mimeType", "crc64", "reqId", "operation")
"""System variables that the server's callback asks for, each under its own name."""

OPEN_VARIABLE = "order"
"""The custom variable that the server leaves to the person, as ``${x:order}``."""

_TYPES = {"form": "application/x-www-form-urlencoded", "json": "application/json"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where uploads go, and whom the storage calls back."""

    endpoint: str
    """URL of the data plane."""
    bucket: str
    """Bucket name."""
    callback_url: str
    """Address of the application server."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A key at a moment."""

    account: Account
    """The key that signs."""
    now: float
    """Unix seconds of the signature."""

    @property
    def stamp(self) -> str:
        """The moment as ``x-oss-date``."""
        return time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(self.now))

    @property
    def credential(self) -> str:
        """The key and its scope."""
        scope = f"{self.stamp[:8]}/{REGION}/oss/{signature_v4.TERMINATOR}"
        return f"{self.account.access_key_id}/{scope}"

    def signed(self) -> SignedV4:
        """Give what a V4 signature of this key claims, signature still empty."""
        key = self.account.access_key_id
        return SignedV4(key, self.stamp[:8], REGION, "oss", self.stamp, (), "")


def callback_text(url: str, body_type: str) -> str:
    """Give the server's callback in Base64 (reference/oss.md 1.2)."""
    names = {name: f"${{{name}}}" for name in SYSTEM_FIELDS}
    names[OPEN_VARIABLE] = f"${{x:{OPEN_VARIABLE}}}"
    body = "&".join(f"{name}={value}" for name, value in names.items())
    if body_type == "json":
        body = "{" + ",".join(f'"{name}":{value}' for name, value in names.items()) + "}"
    return encoded(
        {"callbackUrl": url, "callbackBody": body, "callbackBodyType": _TYPES[body_type]}
    )


def encoded(value: object) -> str:
    """Give JSON in standard Base64."""
    return base64.b64encode(json.dumps(value, ensure_ascii=False).encode("utf-8")).decode("ascii")


def form_v4(signer: Signer, conditions: list[Any], *, expires_at: float) -> dict[str, str]:
    """Sign a policy the newer way; names as in the sample of reference/oss.md 4.5."""
    own = {
        "x-oss-signature-version": signature_v4.ALGORITHM,
        "x-oss-credential": signer.credential,
        "x-oss-date": signer.stamp,
    }
    token = signer.account.security_token
    pinned = own | ({"x-oss-security-token": token} if token else {})
    policy = _policy([*({name: value} for name, value in pinned.items()), *conditions], expires_at)
    secret = signer.account.access_key_secret
    grant = {
        "version": signature_v4.ALGORITHM,
        "policy": policy,
        "x_oss_credential": signer.credential,
        "x_oss_date": signer.stamp,
        "signature": signature_v4.signature_of(secret, signer.signed(), policy),
    }
    return grant | ({"security_token": token} if token else {})


def form_v1(signer: Signer, conditions: list[Any], *, expires_at: float) -> dict[str, str]:
    """Sign a policy the older way; names as in the sample of reference/oss.md 4.5."""
    policy = _policy(conditions, expires_at)
    secret, token = signer.account.access_key_secret, signer.account.security_token
    grant = {
        "accessid": signer.account.access_key_id,
        "policy": policy,
        "signature": signature_v1.signature_of(secret, policy.encode("ascii")),
    }
    return grant | ({"security_token": token} if token else {})


def _policy(conditions: list[Any], expires_at: float) -> str:
    expiration = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(expires_at))
    return encoded({"expiration": expiration, "conditions": conditions})


@dataclass(frozen=True, slots=True)
class Asked:
    """An upload for which an address is to be signed."""

    place: Place
    """Where to."""
    key: str
    """Object key."""
    headers: Mapping[str, str]
    """Headers that will have to be sent."""
    query: Mapping[str, str]
    """Parameters that the address carries, such as ``callback``."""
    expires_at: int
    """Unix seconds."""


def url_v4(signer: Signer, asked: Asked) -> str:
    """Presign a PUT the newer way (reference/oss.md 5.3)."""
    own = {
        "x-oss-signature-version": signature_v4.ALGORITHM,
        "x-oss-credential": signer.credential,
        "x-oss-date": signer.stamp,
        "x-oss-expires": str(asked.expires_at - int(signer.now)),
    }
    token = signer.account.security_token
    own |= {"x-oss-security-token": token} if token else {}
    request, signed = _request(asked, own), signer.signed()
    text = signature_v4.string_to_sign(signed, signature_v4.canonical_request(request, signed))
    signature = signature_v4.signature_of(signer.account.access_key_secret, signed, text)
    return _url(asked, request, {"x-oss-signature": signature})


def url_v1(signer: Signer, asked: Asked) -> str:
    """Presign a PUT the older way (reference/oss.md 5.4)."""
    token = signer.account.security_token
    request = _request(asked, {"security-token": token} if token else {})
    expires = str(asked.expires_at)
    signed = SignedV1(signer.account.access_key_id, expires, "", in_url=True)
    text = signature_v1.strings_to_sign(request, signed)[0]
    signature = signature_v1.signature_of(signer.account.access_key_secret, text)
    own = {"OSSAccessKeyId": signed.access_key_id, "Expires": expires, "Signature": signature}
    return _url(asked, request, own)


def _request(asked: Asked, own: Mapping[str, str]) -> Request:
    headers = ((n.lower().encode(), v.encode("utf-8")) for n, v in asked.headers.items())
    return Request(
        request_id="",
        method="PUT",
        host="",
        bucket=asked.place.bucket,
        key_bytes=asked.key.encode("utf-8"),
        query=tuple({**asked.query, **own}.items()),
        headers=tuple(headers),
        client_ip="",
        path_style=True,
    )


def _url(asked: Asked, request: Request, signature: Mapping[str, str]) -> str:
    pairs = [*request.query, *signature.items()]
    query = "&".join(
        f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}" for name, value in pairs
    )
    return f"{asked.place.endpoint}{signature_v4.canonical_uri(request)}?{query}"


def key_document(account: Account, shape: str, *, request_id: str) -> dict[str, Any]:
    """Give a temporary key in one of the shapes of reference/oss.md 7.2 and 7.4."""
    expiration = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(account.expires_at))
    inner = {
        "AccessKeyId": account.access_key_id,
        "AccessKeySecret": account.access_key_secret,
        "SecurityToken": account.security_token,
        "Expiration": expiration,
    }
    if shape == "credentials":
        return inner
    if shape == "camel":
        return {name[0].lower() + name[1:]: value for name, value in inner.items()}
    if shape == "uri":
        return {"Code": "Success"} | inner
    user = {
        "Arn": f"acs:ram::{OWNER_ID}:role/demo/uploader",
        "AssumedRoleId": f"{OWNER_ID}:uploader",
    }
    return {"RequestId": request_id, "AssumedRoleUser": user, "Credentials": inner}

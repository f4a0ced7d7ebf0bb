"""Forms for PostObject, signed by the rules of the vendor's own signer."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

import httpx
from alibabacloud_oss_v2.signer import SignerV4

from tests.cloud import PATIENCE, Cloud

FREE = (["content-length-range", 0, 1 << 40],)
"""Conditions that allow everything."""


@dataclass(frozen=True)
class Signer:
    """Signs policies of one key."""

    access_key_id: str
    access_key_secret: str
    region: str
    token: str = ""

    def v4(self, policy: str, stamp: str) -> str:
        """Sign a policy's Base64 with the vendor's signer."""
        secret = self.access_key_secret
        found = SignerV4()._calc_signature(secret, stamp[:8], self.region, "oss", policy)
        return str(found)

    def v1(self, policy: str) -> str:
        """Sign a policy's Base64 the old way."""
        digest = hmac.new(self.access_key_secret.encode(), policy.encode(), hashlib.sha1).digest()
        return base64.b64encode(digest).decode()


def signer_of(cloud: Cloud, key: Mapping[str, str] | None = None) -> Signer:
    """Give the signer of the cloud's own key, or of a temporary one."""
    if key is None:
        return Signer(cloud.access_key_id, cloud.access_key_secret, cloud.region)
    pair = (key["access_key_id"], key["access_key_secret"])
    return Signer(*pair, cloud.region, key["security_token"])


def stamp_at(seconds: float) -> str:
    """Give ``x-oss-date`` for Unix seconds."""
    return time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(seconds))


def expiration_at(seconds: float) -> str:
    """Give the time that a policy ends."""
    return time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(seconds))


def encoded(document: object) -> str:
    """Give the Base64 of a policy."""
    return base64.b64encode(json.dumps(document, ensure_ascii=False).encode()).decode()


def signed_v4(
    signer: Signer,
    conditions: Sequence[Any] = FREE,
    *,
    at: float | None = None,
    seconds: float = 600,
    pinned: bool = True,
) -> dict[str, str]:
    """Give the fields that authorise a form in V4."""
    now = time.time() if at is None else at
    fields = {
        "x-oss-signature-version": "OSS4-HMAC-SHA256",
        "x-oss-credential": (
            f"{signer.access_key_id}/{stamp_at(now)[:8]}/{signer.region}/oss/aliyun_v4_request"
        ),
        "x-oss-date": stamp_at(now),
    }
    if signer.token:
        fields["x-oss-security-token"] = signer.token
    own = [{name: value} for name, value in fields.items()] if pinned else []
    expiration = expiration_at(now + seconds)
    policy = encoded({"expiration": expiration, "conditions": [*own, *conditions]})
    return fields | {"policy": policy, "x-oss-signature": signer.v4(policy, stamp_at(now))}


def signed_v1(
    signer: Signer, conditions: Sequence[Any] = FREE, *, seconds: float = 600
) -> dict[str, str]:
    """Give the fields that authorise a form in V1."""
    expiration = expiration_at(time.time() + seconds)
    return raw_v1(signer, {"expiration": expiration, "conditions": list(conditions)})


_FRESH = httpx.Client(timeout=PATIENCE, limits=httpx.Limits(max_keepalive_connections=0))
"""A new connection for each form; to make a client anew for each takes longer than the request."""


def raw_v1(signer: Signer, document: object) -> dict[str, str]:
    """Sign any document as a policy; text is taken as the policy's Base64 itself."""
    policy = document if isinstance(document, str) else encoded(document)
    fields = {
        "OSSAccessKeyId": signer.access_key_id,
        "policy": policy,
        "Signature": signer.v1(policy),
    }
    return fields | ({"x-oss-security-token": signer.token} if signer.token else {})


def post(
    cloud: Cloud,
    fields: Mapping[str, str],
    file: bytes = b"hello",
    *,
    filename: str = "a.txt",
    kind: str = "text/plain",
    virtual: bool = False,
) -> httpx.Response:
    """Send a form as httpx makes it: the fields, then the file."""
    url = cloud.endpoint + ("/" if virtual else f"/{cloud.bucket}/")
    headers = {"Host": f"{cloud.bucket}.localhost:{cloud.port}"} if virtual else {}
    files = {"file": (filename, file, kind)}
    return _FRESH.post(url, data=fields, files=files, headers=headers)


def code_of(answer: httpx.Response) -> tuple[int, str, str]:
    """Give status, code and EC of a refusal."""
    document = ET.fromstring(answer.content)  # noqa: S314
    return answer.status_code, document.findtext("Code") or "", document.findtext("EC") or ""


def message_of(answer: httpx.Response) -> str:
    """Give the message of a refusal."""
    return ET.fromstring(answer.content).findtext("Message") or ""  # noqa: S314

"""Whoever asks the application server for an authorisation, and uses it with plain httpx."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from tests.cloud import PATIENCE, Cloud

FORM_NAMES = {
    "accessid": "OSSAccessKeyId",
    "version": "x-oss-signature-version",
    "x_oss_credential": "x-oss-credential",
    "x_oss_date": "x-oss-date",
    "policy": "policy",
    "callback": "callback",
}
"""Form fields by the names of the server's answer (reference/oss.md 4.5)."""


def asked(cloud: Cloud, road: str, *, code: str = "", **inputs: str) -> httpx.Response:
    """Ask for an authorisation by GET."""
    url = cloud.facts["authorise"][road]
    headers = {"Authorization": f"Bearer {code}"} if code else {}
    return httpx.get(url, params=inputs, headers=headers, timeout=PATIENCE)


def granted(cloud: Cloud, road: str, **inputs: str) -> dict[str, Any]:
    """Give an authorisation; it has to be given."""
    answer = asked(cloud, road, **inputs)
    assert answer.status_code == 200, answer.text
    value: dict[str, Any] = answer.json()
    return value


def form_fields(grant: Mapping[str, Any]) -> dict[str, str]:
    """Turn a policy answer into form fields, as its sample says."""
    fields = {field: grant[name] for name, field in FORM_NAMES.items() if name in grant}
    v4 = "version" in grant
    fields["x-oss-signature" if v4 else "Signature"] = grant["signature"]
    if "security_token" in grant:
        fields["x-oss-security-token"] = grant["security_token"]
    return fields


def send_form(
    grant: Mapping[str, Any], name: str, file: bytes = b"hello", **more: str
) -> httpx.Response:
    """Upload with a policy answer; ``more`` are further fields, variables written ``x_name``."""
    extra = {field.replace("x_", "x:", 1): value for field, value in more.items()}
    fields = form_fields(grant) | {"key": grant["dir"] + name, "success_action_status": "200"}
    files = {"file": (name, file, "text/plain")}
    return httpx.post(grant["host"], data=fields | extra, files=files, timeout=PATIENCE)


def send_to(grant: Mapping[str, Any], body: bytes = b"hello", **more: str) -> httpx.Response:
    """Upload to a presigned address with the headers that it demands."""
    headers = {**grant["headers"], **more}
    return httpx.put(grant["url"], content=body, headers=headers, timeout=PATIENCE)


def key_of(answer: Mapping[str, Any]) -> dict[str, str]:
    """Give a temporary key of ``/sts`` in the form of ``Cloud.sts``."""
    inner = answer["Credentials"]
    return {
        "access_key_id": inner["AccessKeyId"],
        "access_key_secret": inner["AccessKeySecret"],
        "security_token": inner["SecurityToken"],
        "expiration": inner["Expiration"],
    }

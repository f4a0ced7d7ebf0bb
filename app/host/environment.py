"""Keys and places out of the environment, in the vendor's usual variables (oss.md, 7.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.credentials import Credentials, cleaned
from app.domain.destination import with_scheme
from app.domain.endpoints import region_in
from app.domain.services import service

_FAMILIES = (
    ("OSS_ACCESS_KEY_ID", "OSS_ACCESS_KEY_SECRET", "OSS_SESSION_TOKEN"),
    (
        "ALIBABA_CLOUD_ACCESS_KEY_ID",
        "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
        "ALIBABA_CLOUD_SECURITY_TOKEN",
    ),
)
"""In this order; a family whose id or secret is missing counts for nothing."""


@dataclass(frozen=True, slots=True)
class EnvironmentPlace:
    """Where uploads go, as far as the environment says."""

    endpoint: str = ""
    """With a scheme."""
    region: str = ""
    """From its own variable, or out of the endpoint's name."""


def credentials_in(environment: Mapping[str, str], provider: str = "oss") -> Credentials | None:
    """The first whole key pair, without the blanks that copying brings along; None: there is none.

    A token never comes from another family than its key. Other services have one family each
    (`app.domain.services`).
    """
    for names in _FAMILIES if provider == "oss" else (service(provider).variables,):
        key_id, secret, token = (environment.get(n, "") for n in (*names, "", "", "")[:3])
        found = cleaned(Credentials(key_id, secret, token))
        if found.access_key_id and found.access_key_secret:
            return found
    return None


def place_in(environment: Mapping[str, str]) -> EnvironmentPlace:
    """``OSS_ENDPOINT`` and ``OSS_REGION``; empty fields where they say nothing."""
    endpoint = with_scheme(environment.get("OSS_ENDPOINT", ""))
    region = environment.get("OSS_REGION", "").strip().lower().removeprefix("oss-")
    return EnvironmentPlace(endpoint, region or region_in(endpoint))

"""The vendor's Python SDKs, unchanged, pointed at the demo cloud."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import alibabacloud_oss_v2 as oss_v2
import oss2
from alibabacloud_oss_v2.transport.requests_client import RequestsHttpClient
from requests.adapters import HTTPAdapter

from tests.cloud import Cloud

LOCAL = "127.0.0.1"


class Loopback(HTTPAdapter):
    """Resolves names under ``localhost`` to this computer; this system's resolver does not."""

    def send(self, request: Any, *rest: Any, **options: Any) -> Any:
        """Send to the loopback address what is addressed to a name."""
        place = urlsplit(request.url)
        request.headers["Host"] = place.netloc
        request.url = request.url.replace(place.netloc, f"{LOCAL}:{place.port}", 1)
        return super().send(request, *rest, **options)


def named(cloud: Cloud) -> str:
    """Give the endpoint by name, which makes clients use virtual hosts."""
    return cloud.endpoint.replace(LOCAL, "localhost")


def old_bucket(
    cloud: Cloud,
    *,
    version: str = "V4",
    virtual: bool = False,
    secret: str = "",
    key: Mapping[str, str] | None = None,
    bucket: str = "",
    region: str = "",
) -> Any:
    """Give a bucket of the older SDK; ``key`` is a temporary key as ``sts()`` gives it."""
    pair = (cloud.access_key_id, secret or cloud.access_key_secret)
    if key is not None:
        token = key["security_token"]
        provider = oss2.credentials.StaticCredentialsProvider(
            key["access_key_id"], secret or key["access_key_secret"], token
        )
        maker = oss2.ProviderAuthV4 if version == "V4" else oss2.ProviderAuth
        auth = maker(provider)
    else:
        auth = oss2.AuthV4(*pair) if version == "V4" else oss2.Auth(*pair)
    return oss2.Bucket(
        auth,
        named(cloud) if virtual else cloud.endpoint,
        bucket or cloud.bucket,
        region=region or cloud.region,
        session=oss2.Session(adapter=Loopback()),
    )


def new_client(
    cloud: Cloud,
    *,
    version: str = "v4",
    virtual: bool = False,
    secret: str = "",
    key: Mapping[str, str] | None = None,
) -> Any:
    """Give a client of the newer SDK; ``key`` is a temporary key as ``sts()`` gives it."""
    pair = (cloud.access_key_id, secret or cloud.access_key_secret)
    if key is not None:
        pair = (key["access_key_id"], secret or key["access_key_secret"])
    token = key["security_token"] if key is not None else None
    provider = oss_v2.credentials.StaticCredentialsProvider(*pair, token)
    config = oss_v2.config.Config(
        region=cloud.region,
        endpoint=named(cloud) if virtual else cloud.endpoint,
        credentials_provider=provider,
        signature_version=version,
        http_client=RequestsHttpClient(adapter=Loopback()),
    )
    return oss_v2.Client(config)


def encoded(value: object) -> str:
    """Give JSON in Base64, as callbacks are handed over."""
    return base64.b64encode(json.dumps(value, ensure_ascii=False).encode()).decode()


def callback_headers(
    cloud: Cloud,
    body: str = "object=${object}&size=${size}&uid=${x:uid}",
    *,
    variables: Mapping[str, str] | None = None,
    **more: object,
) -> dict[str, str]:
    """Give the two headers of a callback to the cloud's own application server."""
    wanted = {"callbackUrl": cloud.callback_url, "callbackBody": body} | more
    return {
        "x-oss-callback": encoded(wanted),
        "x-oss-callback-var": encoded(variables or {"x:uid": "42"}),
    }

"""What one service's callback can say: variables, limits and encoding, as data for the form."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from app.domain.addresses import ipv4
from app.domain.callback import BodyType, CallbackSpec, Sni


@dataclass(frozen=True, slots=True)
class SystemVariable:
    """A variable that the service fills in."""

    name: str
    """As written between ``${`` and ``}``; case matters."""
    meaning_key: str
    """Key of the sentence that the window shows for it."""
    image_only: bool = False
    """Empty for everything that is no image."""
    put_only: bool = False
    """Empty for uploads in parts."""
    number: bool = False
    """A number in a JSON body (UNVERIFIED for OSS; servers should take text too)."""
    later: bool = False
    """Known only once the file is stored: a preview can show an example at best."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """The callback language of one storage service."""

    name: str
    """Name of the provider that speaks it."""
    system_variables: tuple[SystemVariable, ...]
    """In the order in which the form offers them."""
    body_types: tuple[BodyType, ...] = (BodyType.FORM, BodyType.JSON)
    longest_encoded: int = 5120
    """Bytes of Base64 that the callback may take."""
    longest_encoded_variables: int = 5120
    """Bytes of Base64 that the custom variables may take."""
    most_urls: int = 5
    seconds_to_answer: float = 5.0
    """Time that the application server has for its whole answer."""
    longest_answer: int = 1024 * 1024
    """Bytes that its answer may have."""
    advised_variables: int = 10
    """Number of custom variables that older documents advise; not enforced."""
    advised_variable_bytes: int = 512
    """Bytes of all custom values together that older documents advise; not enforced."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """What people write (in lower case) -> the variable that they most likely mean."""

    def variable(self, name: str) -> SystemVariable | None:
        """The system variable of exactly that name, or None."""
        return next((v for v in self.system_variables if v.name == name), None)


_ALIASES = {
    "key": "object",
    "name": "object",
    "file": "object",
    "filename": "object",
    "fname": "object",
    "objectname": "object",
    "hash": "etag",
    "md5": "contentMd5",
    "fsize": "size",
    "filesize": "size",
    "length": "size",
    "type": "mimeType",
    "contenttype": "mimeType",
    "content-type": "mimeType",
    "width": "imageInfo.width",
    "height": "imageInfo.height",
    "format": "imageInfo.format",
    "crc": "crc64",
    "ip": "clientIp",
    "requestid": "reqId",
}

OSS = Dialect(
    name="oss",
    system_variables=(
        SystemVariable("bucket", "bucket"),
        SystemVariable("object", "object"),
        SystemVariable("size", "size", number=True),
        SystemVariable("mimeType", "mime_type"),
        SystemVariable("etag", "etag", later=True),
        SystemVariable("crc64", "crc64", later=True),
        SystemVariable("contentMd5", "content_md5", put_only=True, later=True),
        SystemVariable("imageInfo.width", "image_width", image_only=True, number=True),
        SystemVariable("imageInfo.height", "image_height", image_only=True, number=True),
        SystemVariable("imageInfo.format", "image_format", image_only=True),
        SystemVariable("operation", "operation"),
        SystemVariable("reqId", "request_id", later=True),
        SystemVariable("clientIp", "client_ip", later=True),
        SystemVariable("vpcId", "vpc_id", later=True),
    ),
    aliases=_ALIASES,
)
"""Alibaba Cloud OSS: oss.md, 1.2 (limits), 1.3 (variables), 1.5 (custom variables)."""

DIALECTS: Mapping[str, Dialect] = {OSS.name: OSS}
"""Dialect of each provider, by the name in `Destination.provider`."""


def names_server(spec: CallbackSpec) -> bool:
    """Whether SNI is sent: ``auto`` means that some URL is https with a name (oss.md, 1.2)."""
    if spec.sni is not Sni.AUTO:
        return spec.sni is Sni.ON
    return any(is_https_name(url) for url in spec.urls)


def is_https_name(url: str) -> bool:
    """True for an https URL whose host is a name and no address."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme == "https" and ":" not in host and bool(host) and ipv4(host) is None


def callback_fields(spec: CallbackSpec) -> dict[str, str | bool]:
    """The JSON object that describes the callback to OSS (oss.md, 1.2)."""
    fields: dict[str, str | bool] = {"callbackUrl": ";".join(_with_scheme(spec.urls))}
    if spec.host.strip():
        fields["callbackHost"] = spec.host.strip()
    fields["callbackBody"] = spec.body
    fields["callbackBodyType"] = spec.body_type.value
    fields["callbackSNI"] = names_server(spec)
    return fields


def _with_scheme(urls: tuple[str, ...]) -> list[str]:
    given = [url.strip() for url in urls if url.strip()]
    return [url if "://" in url else "http://" + url for url in given]


def encoded_callback(spec: CallbackSpec) -> str:
    """Standard Base64 of the callback's JSON, as header ``x-oss-callback`` carries it."""
    return _encoded(callback_fields(spec))


def encoded_variables(variables: Mapping[str, str]) -> str:
    """Standard Base64 of the custom variables' JSON; empty when there are none."""
    return _encoded(dict(variables)) if variables else ""


def _encoded(value: Mapping[str, str | bool]) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(text.encode("utf-8", "replace")).decode("ascii")

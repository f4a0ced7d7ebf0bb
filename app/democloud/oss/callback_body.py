"""Filling the callback's template (reference/oss.md 1.3, 1.4; oss-clients.md 7).

Form bodies get percent-encoded values; JSON bodies get JSON values: sizes and image measures as
numbers, all else as strings with their quotes. A variable that does not exist or is not set becomes
an empty value. (The sheet leaves numbers and unset values open; this is the cloud's choice.)
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from urllib.parse import quote

from app.democloud.images import ImageInfo
from app.democloud.oss.callback_spec import JSON, CallbackSpec

_PLACEHOLDER = re.compile(r"\$\{([^${}\n]*)\}")


@dataclass(frozen=True, slots=True)
class UploadFacts:
    """What the system variables say about an upload that was just stored."""

    bucket: str
    """Bucket name."""
    key: str
    """Object key."""
    etag: str
    """ETag without quotes."""
    size: int
    """Bytes of the whole object."""
    mime_type: str
    """Stored content type."""
    crc64: int
    """CRC-64 of the whole object."""
    content_md5: str
    """Base64; empty for multipart."""
    client_ip: str
    """The uploader's address."""
    request_id: str
    """Of the upload request."""
    operation: str
    """``PutObject``, ``PostObject`` or ``CompleteMultipartUpload``."""
    image: ImageInfo | None
    """None when the object is no image."""


def system_variables(facts: UploadFacts) -> dict[str, str | int]:
    """Give the value of every system variable by its name."""
    image = facts.image
    return {
        "bucket": facts.bucket,
        "object": facts.key,
        "etag": facts.etag,
        "size": facts.size,
        "mimeType": facts.mime_type,
        "imageInfo.height": image.height if image else "",
        "imageInfo.width": image.width if image else "",
        "imageInfo.format": image.format if image else "",
        "crc64": str(facts.crc64),
        "contentMd5": facts.content_md5,
        "vpcId": "",
        "clientIp": facts.client_ip,
        "reqId": facts.request_id,
        "operation": facts.operation,
    }


def filled_body(spec: CallbackSpec, facts: UploadFacts) -> bytes:
    """Give the body of the callback."""
    values: dict[str, str | int] = {**spec.variables, **system_variables(facts)}

    def replace(found: re.Match[str]) -> str:
        value = values.get(found[1], "")
        if spec.body_type == JSON:
            return json.dumps(value, ensure_ascii=False)
        return quote(str(value), safe="-_.~")

    return _PLACEHOLDER.sub(replace, spec.template).encode("utf-8", "replace")

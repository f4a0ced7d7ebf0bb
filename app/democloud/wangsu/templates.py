"""Filling ``$(name)`` and ``$(x:name)`` (reference/wangsu.md 4.2).

Values go in as they are: the language has no way to escape them. A variable that is not set, or
that the service does not have, becomes empty (the sheet leaves that open; the cloud's choice).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.democloud.wangsu.encoding import encoded

_PLACEHOLDER = re.compile(r"\$\(([^$()\n]*)\)")


@dataclass(frozen=True, slots=True)
class UploadFacts:
    """What the variables say about a file that was just stored."""

    request_id: str
    """Of the request that ended the upload."""
    bucket: str
    """Bucket name."""
    key: str
    """Object name."""
    file_name: str
    """What the file was called by its sender."""
    etag: str
    """28 characters."""
    size: int
    """Bytes."""
    mime_type: str
    """Stored content type."""
    url: str
    """Where the object can be read."""
    client_ip: str
    """The uploader's address."""
    milliseconds: int
    """From the request's beginning to this moment."""
    persistent_id: str
    """The processing task; empty: none."""
    variables: Mapping[str, str]
    """Custom variables by their whole name, ``x:...``."""


def filled(template: str, facts: UploadFacts) -> str:
    """Give the template with its variables replaced, once."""
    values = _values(facts)
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], ""), template)


def _values(facts: UploadFacts) -> dict[str, str]:
    own = {name: value for name, value in facts.variables.items() if name.startswith("x:")}
    return own | {
        "bucket": facts.bucket,
        "key": facts.key,
        "fname": facts.file_name,
        "hash": facts.etag,
        "fsize": str(facts.size),
        "mimeType": facts.mime_type,
        "url": encoded(facts.url),
        "ip": facts.client_ip,
        "costTime": str(facts.milliseconds),
        "persistentId": facts.persistent_id,
    }

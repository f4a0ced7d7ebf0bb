"""ObjectOptions: what is stored with each object besides its bytes (oss.md, 3.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ObjectOptions:
    """Empty everywhere: the service's own defaults."""

    content_type: str = ""
    """For all files; empty: by each file's ending."""
    disposition: str = ""
    """``Content-Disposition``, such as ``inline``."""
    cache_control: str = ""
    storage_class: str = ""
    """``Standard``, ``IA``, ``Archive``, ``ColdArchive`` or ``DeepColdArchive``."""
    acl: str = ""
    """``private``, ``public-read`` or ``public-read-write``; empty: as the bucket."""
    encryption: str = ""
    """``AES256``, ``KMS`` or ``SM4``."""
    encryption_key: str = ""
    """Id of the key, with ``KMS`` only."""
    tags: Mapping[str, str] = field(default_factory=dict)
    metadata: Mapping[str, str] = field(default_factory=dict)
    """Names without ``x-oss-meta-``."""

"""Destination: where uploads go."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from app.domain.services import Field, service


class Addressing(StrEnum):
    """How the bucket appears in the URL."""

    AUTO = "auto"
    """Path style for IP addresses and localhost, virtual host otherwise (oss.md, 6.3)."""
    VIRTUAL_HOST = "virtual_host"
    PATH = "path"
    CNAME = "cname"
    """A custom domain: the bucket is signed but not sent."""


class SameName(StrEnum):
    """What to do when an object of that name is already there."""

    KEEP_BOTH = "keep_both"
    SKIP = "skip"
    REPLACE = "replace"
    DIFFERENT = "different"
    """Replace what is there unless it is the same (size and CRC-64); then skip."""
    ASK = "ask"
    """Ask once per batch, in the review sheet; without an answer: keep both."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A place in one storage service."""

    provider: str
    """Name in the providers' registry: ``oss``, ``wangsu`` or ``vod``."""
    endpoint: str
    """Scheme, host and port, such as ``https://oss-cn-hangzhou.aliyuncs.com``; no path.

    OSS: the endpoint; Wangsu: the upload domain; VOD: the API."""
    region: str
    """Bare region id, such as ``cn-hangzhou``; OSS's V4 signs it. VOD: the storage region that is
    wished for, or empty. Wangsu has none."""
    bucket: str
    """VOD: the application's id (``SubAppId``) in decimal digits, or empty: the main one."""
    prefix: str = ""
    """Put in front of every object name; empty or ending in a slash."""
    addressing: Addressing = Addressing.AUTO
    practice: bool = False
    """True for a demo cloud: files stay on this computer and are deleted on quit."""
    other_endpoint: str = ""
    """A second address of the same shape. Wangsu: the management domain, empty: nobody can look or
    ask how a task goes. VOD: where the storage is reached, whatever its host's name; empty: by its
    own name (``bucket.cos.region.myqcloud.com``)."""


_BUCKET = re.compile(r"[a-z0-9]([a-z0-9-]{1,61})[a-z0-9]")
_BUCKETS = {"wangsu": re.compile(r"[a-z][a-z0-9-]{3,31}"), "vod": re.compile(r"\d{0,20}")}
"""Where the rule is another one: wangsu.md, 1.5; tencent-vod.md, 1.2 (``SubAppId``)."""


def with_scheme(endpoint: str) -> str:
    """``endpoint`` with ``https://`` in front unless it names a scheme, without a final slash."""
    text = endpoint.strip()
    return (text if "://" in text or not text else "https://" + text).rstrip("/")


def problems(destination: Destination) -> list[str]:
    """Codes of what keeps a destination from being used; the window has a sentence for each.

    ``endpoint.empty``, ``endpoint.invalid``, ``other_endpoint.invalid``, ``region.empty``,
    ``bucket.invalid``, ``prefix.invalid``. Bucket rule: oss.md, 3.3.
    """
    found = [_endpoint_problem(destination.endpoint)]
    if destination.other_endpoint and _endpoint_problem(destination.other_endpoint):
        found.append("other_endpoint.invalid")
    if Field.REGION in service(destination.provider).needed and not destination.region.strip():
        found.append("region.empty")
    rule = _BUCKETS.get(destination.provider, _BUCKET)
    found.append("" if rule.fullmatch(destination.bucket) else "bucket.invalid")
    found.append("prefix.invalid" if destination.prefix.startswith(("/", "\\")) else "")
    return [code for code in found if code]


def _endpoint_problem(endpoint: str) -> str:
    if not endpoint.strip():
        return "endpoint.empty"
    try:
        parts = urlsplit(with_scheme(endpoint))
        _ = parts.port
    except ValueError:
        return "endpoint.invalid"
    bare = not parts.path and not parts.query and not parts.fragment and "@" not in parts.netloc
    good = parts.scheme in ("http", "https") and parts.hostname and bare
    return "" if good else "endpoint.invalid"


def guessed_region(endpoint: str) -> str:
    """Region id in a public endpoint's name, or an empty string (oss.md, 6.3)."""
    host = urlsplit(with_scheme(endpoint)).hostname or ""
    if host.endswith(".oss.aliyuncs.com"):
        return host.removesuffix(".oss.aliyuncs.com").rsplit(".", 1)[-1]
    if not host.endswith(".aliyuncs.com"):
        return ""
    labels = [label for label in host.split(".") if label.startswith("oss-")]
    region = labels[0].removeprefix("oss-").removesuffix("-internal") if labels else ""
    return "" if region.startswith("accelerate") else region

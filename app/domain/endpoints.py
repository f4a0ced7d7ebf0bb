"""Endpoints: from a region and a kind to the address, and back (oss.md, 6.1 to 6.3).

Also places out of what people paste: endpoints, ``oss://`` paths, addresses of objects and buckets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from app.domain.addresses import HostKind, host_kind, ipv4, is_loopback
from app.domain.destination import Addressing, guessed_region, with_scheme
from app.domain.naming import split_ending
from app.domain.regions import REGIONS, region_of

_HOME = ".aliyuncs.com"
_DUAL = ".oss.aliyuncs.com"
_LONGEST = 8 * 1024
"""Characters; longer text is no place."""
_CONSOLES = ("oss.console.aliyun.com", "oss.console.alibabacloud.com")


class EndpointKind(StrEnum):
    """Which road leads to the storage."""

    PUBLIC = "public"
    INTERNAL = "internal"
    """Only from machines inside the same region's network."""
    ACCELERATE = "accelerate"
    ACCELERATE_OVERSEAS = "accelerate_overseas"
    DUAL_STACK = "dual_stack"
    """IPv4 and IPv6; where `Region.dual_stack` says so."""
    CUSTOM_DOMAIN = "custom_domain"
    """A name of somebody's own that is bound to one bucket."""
    PRIVATE = "private"
    """An own installation, or a test server: addressed by path."""


_FIXED = {
    EndpointKind.ACCELERATE: "oss-accelerate.aliyuncs.com",
    EndpointKind.ACCELERATE_OVERSEAS: "oss-accelerate-overseas.aliyuncs.com",
}


def endpoint_for(region_id: str, kind: EndpointKind) -> str:
    """The endpoint, with ``https://``; empty where it must be typed (custom domain, private).

    A region that we do not know follows the pattern; without a region only acceleration has one.
    """
    if kind in _FIXED:
        return "https://" + _FIXED[kind]
    bare = region_id.strip().lower().removeprefix("oss-")
    region = region_of(bare)
    public = (region.public_host if region else "") or f"oss-{bare}{_HOME}"
    dual = (region.dual_stack_host if region else "") or bare + _DUAL
    hosts = {
        EndpointKind.PUBLIC: public,
        EndpointKind.INTERNAL: public.removesuffix(_HOME) + "-internal" + _HOME,
        EndpointKind.DUAL_STACK: dual,
    }
    return "https://" + hosts[kind] if bare and kind in hosts else ""


def kind_of(endpoint: str) -> EndpointKind:
    """Which kind an endpoint is, from its spelling; a bucket in front does not matter.

    An empty text is PUBLIC, the usual one. A public name outside the vendor's is taken for a
    custom domain, although a private installation may have one too.
    """
    if not endpoint.strip():
        return EndpointKind.PUBLIC
    parts = split(endpoint)
    host = (parts.hostname or "").rstrip(".") if parts else ""
    if not host.endswith(_HOME):
        named = bool(host) and host_kind(host) is HostKind.PUBLIC and ipv4(host) is None
        return EndpointKind.CUSTOM_DOMAIN if named else EndpointKind.PRIVATE
    base = service_host(host)
    for kind, fixed in _FIXED.items():
        if base == fixed:
            return kind
    if base.endswith(_DUAL):
        return EndpointKind.DUAL_STACK
    internal = base.removesuffix(_HOME).endswith("-internal")
    return EndpointKind.INTERNAL if internal else EndpointKind.PUBLIC


def addressing_for(kind: EndpointKind) -> Addressing:
    """How the bucket has to appear in addresses of that kind."""
    if kind is EndpointKind.CUSTOM_DOMAIN:
        return Addressing.CNAME
    return Addressing.PATH if kind is EndpointKind.PRIVATE else Addressing.AUTO


def region_in(endpoint: str) -> str:
    """Region id of an endpoint, or nothing where its name does not tell (oss.md, 6.3)."""
    parts = split(endpoint)
    if parts is None or not parts.hostname:
        return ""
    host = service_host(parts.hostname.rstrip("."))
    return _EXCEPTIONS.get(host.removesuffix(_HOME)) or guessed_region(host)


def _exceptions() -> dict[str, str]:
    """Region ids by hosts that do not follow the pattern, without ``.aliyuncs.com``."""
    found: dict[str, str] = {}
    for region in REGIONS:
        if region.public_host:
            name = region.public_host.removesuffix(_HOME)
            found |= {name: region.id, name + "-internal": region.id}
        if region.dual_stack_host:
            found[region.dual_stack_host.removesuffix(_HOME)] = region.id
        found |= dict.fromkeys(region.other_hosts, region.id)
    return found


_EXCEPTIONS = _exceptions()
_SERVICE = re.compile(r"(?:^|\.)(oss-[a-z0-9-]+\.aliyuncs\.com|[a-z0-9-]+\.oss\.aliyuncs\.com)$")


def service_host(host: str) -> str:
    """``host`` without the bucket in front, when it is one of the vendor's; else as it is."""
    found = _SERVICE.search(host.lower())
    return found[1] if found else host


def bucket_in_host(host: str) -> str:
    """The bucket in front of one of the vendor's hosts, or nothing (``s3.`` is no bucket)."""
    lower = host.lower().rstrip(".")
    front = lower.removesuffix(service_host(lower)).rstrip(".")
    return "" if front == "s3" else front.removesuffix(".s3")


def split(text: str) -> SplitResult | None:
    """Parts of an address with or without a scheme; None when it is none. Never raises."""
    try:
        parts = urlsplit(with_scheme(text))
        _ = parts.port, parts.hostname
    except ValueError:
        return None
    return parts


@dataclass(frozen=True, slots=True)
class PastedPlace:
    """What a text says about where files go; empty where it says nothing."""

    endpoint: str = ""
    """Scheme, host and port."""
    region: str = ""
    bucket: str = ""
    path: str = ""
    """Object name or folder, decoded; without a slash in front."""
    kind: EndpointKind | None = None
    """None without an endpoint."""

    @property
    def prefix(self) -> str:
        """The folder in `path`, with its final slash: a last name with an ending is a file's."""
        folder, slash, last = self.path.rpartition("/")
        if not last or split_ending(last)[1]:
            return folder + slash
        return self.path + "/"


def from_pasted_place(text: str) -> PastedPlace | None:
    """The place that a text names, or None. Never raises; a query (a signature) is left out.

    ``oss://bucket/path``; an endpoint with or without scheme and bucket; an object's or bucket's
    address, by host or by path; the vendor's console. A public name that is not the vendor's is
    taken for a custom domain, which does not tell the bucket.
    """
    text = text.strip().strip("\"'<>").strip()
    if not text or len(text) > _LONGEST or any(c.isspace() for c in text.partition("/")[0]):
        return None
    if text.lower().startswith("oss://"):
        return _of_oss(text[len("oss://") :])
    parts = split(text)
    if parts is None or parts.scheme not in ("http", "https") or not _is_host(parts, text):
        return None
    if "://" not in text and is_loopback(parts.hostname or ""):
        parts = parts._replace(scheme="http")  # nobody has a certificate for this computer
    if parts.hostname in _CONSOLES:
        return _of_console(parts)
    final = "/" if text.endswith("/") and parts.path else ""  # `with_scheme` took it away
    return _of_address(parts, parts.path + final)


def _of_oss(rest: str) -> PastedPlace | None:
    bucket, _, path = rest.partition("/")
    bucket = bucket.partition("?")[0].strip().lower()
    return PastedPlace(bucket=bucket, path=path.strip().lstrip("/")) if bucket else None


def _is_host(parts: SplitResult, text: str) -> bool:
    """One word without scheme or port is a name of something else, not a host."""
    host = parts.hostname or ""
    if not host or any(c.isspace() or not c.isprintable() or c in "@=,;" for c in parts.netloc):
        return False
    if ".." in host or host.startswith("."):
        return False
    return "." in host or ":" in host or "://" in text or bool(parts.port) or host == "localhost"


def _of_console(parts: SplitResult) -> PastedPlace | None:
    """``…/bucket/oss-cn-hangzhou/NAME/object?path=uploads%2F``."""
    pieces = [unquote(piece) for piece in parts.path.split("/") if piece]
    if len(pieces) < 3 or pieces[0] != "bucket" or not pieces[1].startswith("oss-"):
        return None
    region = region_in(pieces[1] + _HOME)
    fields = parse_qs((parts.query or parts.fragment.partition("?")[2])[:_LONGEST])
    path = fields.get("path", [""])[0].lstrip("/")
    endpoint = endpoint_for(region, EndpointKind.PUBLIC)
    return PastedPlace(endpoint, region, pieces[2].lower(), path, EndpointKind.PUBLIC)


def _of_address(parts: SplitResult, path: str) -> PastedPlace:
    host = parts.hostname or ""
    kind = kind_of(f"{parts.scheme}://{parts.netloc}")
    base, bucket = service_host(host), bucket_in_host(host) if host.endswith(_HOME) else ""
    path = unquote(path).lstrip("/")
    if not bucket and kind is not EndpointKind.CUSTOM_DOMAIN:
        bucket, _, path = path.partition("/")
    port = f":{parts.port}" if parts.port else ""
    shown = f"[{base}]" if ":" in base else base
    endpoint = f"{parts.scheme}://{shown}{port}"
    return PastedPlace(endpoint, region_in(base), bucket, path.lstrip("/"), kind)

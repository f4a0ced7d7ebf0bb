"""Endpoints: from a region and a kind to the address, and back (oss.md, 6.1 to 6.3)."""

from __future__ import annotations

import re
from enum import StrEnum
from urllib.parse import SplitResult, urlsplit

from app.domain.addresses import HostKind, host_kind, ipv4
from app.domain.destination import Addressing, guessed_region, with_scheme
from app.domain.regions import REGIONS, region_of

_HOME = ".aliyuncs.com"
_DUAL = ".oss.aliyuncs.com"


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

"""Where a request goes: origin, path on the wire, and the resource that is signed (oss.md, 6.3)."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from app.domain.destination import Addressing, Destination, problems, with_scheme
from app.domain.errors import DestinationError
from app.providers.oss.encoding import quoted, quoted_path, wire_path

LONGEST_KEY = 1023
"""Bytes of UTF-8 (oss.md, 3.3)."""


@dataclass(frozen=True, slots=True)
class Place:
    """An object's place, in the three forms that a request needs."""

    origin: str
    """Scheme, host and port."""
    path: str
    """Percent-encoded path, sent as it is."""
    resource: str
    """Canonical URI: always ``/bucket/key``."""


def place(destination: Destination, key: str) -> Place:
    """Place of ``key``. Raises `DestinationError` with a ``problem`` when there can be none.

    Problems are those of `app.domain.destination.problems` and `key_problem`.
    """
    _check(destination, key)
    origin, folder, bucket = _root(destination)
    return Place(origin, f"{folder}/{wire_path(key)}", f"{bucket}/{quoted_path(key)}")


def form_place(destination: Destination, key: str) -> Place:
    """Where a form that stores ``key`` is sent to: the bucket (4.1). Raises as `place` does."""
    _check(destination, key)
    origin, folder, bucket = _root(destination)
    return Place(origin, folder + "/", bucket + "/")


def _check(destination: Destination, key: str) -> None:
    problem = _problem(destination) or key_problem(key)
    if problem:
        raise DestinationError(problem=problem, key=key, bucket=destination.bucket)


# Thousands of files go to one place: what does not depend on the key is worked out once.


@lru_cache(maxsize=64)
def _problem(destination: Destination) -> str:
    return next(iter(problems(destination)), "")


@lru_cache(maxsize=64)
def _root(destination: Destination) -> tuple[str, str, str]:
    """Origin, and the paths in front of a key without its slash: on the wire, and as signed.

    On the wire it is the bucket in path style, else nothing.
    """
    parts = urlsplit(with_scheme(destination.endpoint))
    host = _ascii_host(parts.hostname or "")
    style = _style(destination.addressing, host)
    if style is Addressing.VIRTUAL_HOST:
        host = _bucket_host(destination.bucket, host)
    port = f":{parts.port}" if parts.port else ""
    bucket = "/" + quoted(destination.bucket)
    folder = bucket if style is Addressing.PATH else ""
    return f"{parts.scheme}://{host}{port}", folder, bucket


def key_problem(key: str) -> str:
    """Code of what the service would refuse about an object's name; empty when nothing.

    ``key.empty``, ``key.not_text`` (a file name that is no Unicode), ``key.too_long``,
    ``key.first_character``. Rules: oss.md, 3.3.
    """
    if not key:
        return "key.empty"
    try:
        length = len(key.encode())
    except UnicodeEncodeError:
        return "key.not_text"
    if length > LONGEST_KEY:
        return "key.too_long"
    return "key.first_character" if key[0] in "/\\" else ""


def _style(wanted: Addressing, host: str) -> Addressing:
    if wanted is not Addressing.AUTO:
        return wanted
    return Addressing.PATH if _is_local(host) else Addressing.VIRTUAL_HOST


def _is_local(host: str) -> bool:
    return host == "localhost" or host.endswith(".localhost") or is_address(host)


def is_address(host: str) -> bool:
    """Whether ``host`` is an IP address rather than a name; brackets around it are fine."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _bucket_host(bucket: str, host: str) -> str:
    """``host`` below the bucket; a public endpoint that was typed with its bucket stays."""
    rest = host.removeprefix(bucket + ".")
    public = rest.endswith(".aliyuncs.com") and (".oss." in rest or rest.startswith("oss-"))
    typed = rest != host and (public or rest == "localhost")
    return host if typed else f"{bucket}.{host}"


def _ascii_host(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise DestinationError(problem="endpoint.invalid") from None

"""Where requests go (wangsu.md, 6): two domains of the customer's own, nothing is derived."""

from __future__ import annotations

from urllib.parse import urlsplit

from app.domain.destination import Destination, problems, with_scheme
from app.domain.errors import DestinationError
from app.domain.wangsu_place import key_problem

LOCAL = ("localhost", "127.0.0.1", "::1")


def origin_of(endpoint: str) -> str:
    """Scheme, host and port of an endpoint. Raises `DestinationError` (``endpoint.invalid``)."""
    try:
        parts = urlsplit(with_scheme(endpoint))
        host, port = parts.hostname or "", parts.port
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise DestinationError(problem="endpoint.invalid") from None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        raise DestinationError(problem="endpoint.invalid" if endpoint.strip() else "endpoint.empty")
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port else "")


def check(destination: Destination, key: str) -> None:
    """Raises `DestinationError` with a ``problem`` when nothing can be stored there.

    Problems: `app.domain.destination.problems` and `app.domain.wangsu_place.key_problem`.
    """
    problem = next(iter(problems(destination)), "") or key_problem(key)
    if problem:
        raise DestinationError(problem=problem, key=key, bucket=destination.bucket)

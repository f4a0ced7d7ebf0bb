"""Facts of one event of the demo cloud: they came over a wire, so each may be anything."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.exchange import Headers
from app.domain.stage import Event


def text(event: Event, name: str) -> str:
    """A fact that is text; empty when it is not."""
    value = event.get(name)
    return value if isinstance(value, str) else ""


def pairs(event: Event, name: str) -> Headers:
    """Headers of an event."""
    value = event.get(name)
    return tuple((str(n), str(v)) for n, v in value.items()) if isinstance(value, Mapping) else ()


def header(headers: Headers, name: str) -> str:
    """A header in any spelling; empty when it is not there."""
    return next((v for n, v in headers if n.lower() == name), "")


def seconds_of(event: Event) -> float:
    """Unix time of an event."""
    value = event.get("at")
    return float(value) if isinstance(value, (int, float)) else 0.0


def duration(event: Event, name: str) -> float | None:
    """A fact that is a number of seconds; None when it is not."""
    value = event.get(name)
    return float(value) if isinstance(value, (int, float)) else None


def whole(event: Event, name: str) -> int | None:
    """A fact that is a whole number; None when it is not."""
    value = event.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None

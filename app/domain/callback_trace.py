"""What the demo cloud saw of an upload's callback: each attempt, with its own times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.exchange import Headers


@dataclass(frozen=True, slots=True)
class Attempt:
    """One call of one address, as the cloud recorded it."""

    url: str
    headers: Headers
    body: str
    sent_at: float
    """Unix time in seconds."""
    seconds: float | None = None
    """How long the server took; None while it is not known."""
    status: int | None = None
    """None: no answer."""
    accepted: bool = False
    reason: str = ""
    """What the uploader was told instead of the answer."""


def trace_of(events: Iterable[Mapping[str, object]]) -> tuple[Attempt, ...]:
    """The attempts in the events of one request (`callback_sent`, `callback_answered`)."""
    attempts: list[Attempt] = []
    for event in events:
        if event.get("kind") == "callback_sent":
            attempts.append(_sent(event))
        elif event.get("kind") == "callback_answered" and attempts:
            attempts[-1] = _answered(attempts[-1], event)
    return tuple(attempts)


def _sent(event: Mapping[str, object]) -> Attempt:
    headers = event.get("headers")
    pairs = headers.items() if isinstance(headers, Mapping) else ()
    return Attempt(
        str(event.get("url", "")),
        tuple((str(name), str(value)) for name, value in pairs),
        str(event.get("body", "")),
        _number(event.get("at")) or 0.0,
    )


def _answered(attempt: Attempt, event: Mapping[str, object]) -> Attempt:
    status = event.get("status")
    return Attempt(
        attempt.url,
        attempt.headers,
        attempt.body,
        attempt.sent_at,
        _number(event.get("seconds")),
        status if isinstance(status, int) else None,
        event.get("accepted") is True,
        str(event.get("reason") or ""),
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None

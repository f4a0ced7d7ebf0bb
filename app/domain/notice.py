"""Notice: what a service tells later about a stored file (design, section 3).

Wangsu tells how the processing of a file went (wangsu.md, 5); Tencent VOD tells that a file is
there (tencent-vod.md, 4). A notice never changes the outcome of an upload: the file is stored.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.exchange import Exchange


class NoticeKind(StrEnum):
    """What is told."""

    PROCESSING = "processing"
    """How a task of instructions on the stored file went."""
    EVENT = "event"
    """That the file is there, with what the service knows of it."""


class NoticeState(StrEnum):
    """Where it stands; exactly one of these is shown, as glyph, word and colour."""

    PENDING = "pending"
    ARRIVED = "arrived"
    GAVE_UP = "gave_up"
    """It was waited for in vain, or the service gave up telling."""
    NONE = "none"
    """None will be seen here; ``reason`` says why."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice of one file, pending or come."""

    kind: NoticeKind
    id: str
    """What it is found by: Wangsu's ``persistentId``, VOD's ``FileId``. Unique in its task."""
    state: NoticeState = NoticeState.PENDING
    reason: str = ""
    """Why it will not be seen here or was given up: ``off`` (the service is told to send none),
    ``elsewhere`` (it goes to the application server alone), ``not_read`` (reading the queue is
    switched off here), ``late`` (nobody waits any longer), ``unknown`` (the service does not know
    it), ``refused`` (no right to ask), ``receiver`` (the service could not tell the receiver)."""
    good: bool | None = None
    """Whether what it tells of succeeded; None: not known yet, or it tells of nothing to fail."""
    progress: str = ""
    """The service's own word of the moment, such as ``1`` (processing); for Expert."""
    body: str = ""
    """What was told, as JSON text: an event as the service sent it, a processing result decoded."""
    raw: str = ""
    """The same as it was on the wire where that differs (Wangsu: Base64)."""
    way: str = ""
    """How it was seen: ``poll``, ``queue`` or ``stream`` (the application server told us)."""
    times: int = 0
    """How often it was delivered to us; it is shown once."""
    since: float = 0.0
    """Unix time from which on it was waited for."""
    at: float = 0.0
    """Unix time at which its state last changed."""
    facts: tuple[tuple[str, str], ...] = ()
    """Said beside it, such as ``("receiver", "delivered")`` or ``("signature", "good")``."""
    exchange: Exchange | None = field(default=None, compare=False)
    """The exchange that brought it, redacted."""


WAITED_FOR = 4 * 24 * 3600.0
"""Seconds after which nobody waits any longer: VOD keeps an event for four days."""


def merged(known: tuple[Notice, ...], news: Notice) -> tuple[Notice, ...]:
    """The notices of a task with one that came: it takes the place of the one of its id."""
    before = next((n for n in known if n.id == news.id), None)
    if before is None:
        return (*known, news)
    return tuple(news if n is before else n for n in known)

"""Mailbox: how snapshots and events leave the engine; the only state that two threads share."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from app.domain.events import Event
from app.domain.upload import TaskSnapshot


@dataclass(frozen=True, slots=True)
class Mail:
    """What has gathered since the last look."""

    snapshots: dict[str, TaskSnapshot] = field(default_factory=dict)
    """The latest picture of each task that changed, in the order of their first change."""
    events: tuple[Event, ...] = ()


def _nobody() -> None:
    """Stands for the bell until somebody listens."""


class Mailbox:
    """Keeps the latest snapshot per task and all events; rings once until it is emptied.

    ``on_ring`` is called from the engine's thread and must return at once.
    """

    def __init__(self) -> None:
        self.on_ring: Callable[[], None] = _nobody
        self.before_events: Callable[[], None] = _nobody
        """Puts the pictures of what the events speak of; called where `put` is."""
        self._lock = threading.Lock()
        self._snapshots: dict[str, TaskSnapshot] = {}
        self._events: list[Event] = []
        self._rung = False

    def put(self, snapshots: Iterable[TaskSnapshot] = (), events: Iterable[Event] = ()) -> None:
        """Add what is new, replacing older pictures of the same tasks."""
        if events:
            self.before_events()
        with self._lock:
            self._snapshots.update((s.id, s) for s in snapshots)
            self._events.extend(events)
            full = bool(self._snapshots or self._events)
            first, self._rung = full and not self._rung, self._rung or full
        if first:
            self.on_ring()

    def take(self) -> Mail:
        """Everything since the last look; the next change rings again."""
        with self._lock:
            mail = Mail(self._snapshots, tuple(self._events))
            self._snapshots, self._events, self._rung = {}, [], False
        return mail

"""One application's queue of events for the reliable callback (sheet 4.3).

An event that was pulled is hidden for a while; unless it is confirmed in that time it comes again,
with a new handle and the old one void. Nothing is promised about the order.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

BATCH = 16
"""Events that one answer holds, and handles that one confirmation takes."""


@dataclass(slots=True, eq=False)
class Queued:
    """One event that waits to be confirmed."""

    content: dict[str, Any]
    """``EventContent`` without its handle."""
    facts: dict[str, Any]
    """What the cloud's own events say of it: ``key``, ``file_id``, ``name``."""
    queued_at: float
    """Unix seconds."""
    handle: str = ""
    """Handle of the last pull; empty: not pulled yet."""
    visible_at: float = 0.0
    """Unix seconds until which it is hidden; 0: never was."""
    pulls: int = 0
    """How often it was given out."""


@dataclass(slots=True)
class EventQueue:
    """The events of one application that nobody has confirmed."""

    clock: Callable[[], float]
    """Unix seconds."""
    _waiting: list[Queued] = field(default_factory=list)
    _more: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, content: dict[str, Any], facts: dict[str, Any]) -> None:
        """Put an event in."""
        self._waiting.append(Queued(content, facts, self.clock()))
        self._more.set()

    def clear(self) -> None:
        """Forget every event."""
        self._waiting.clear()

    def count(self, *, kept_seconds: float) -> int:
        """Say how many events wait, hidden ones included."""
        self._forget_old(kept_seconds)
        return len(self._waiting)

    def pull(self, *, hidden_seconds: float, kept_seconds: float) -> list[Queued]:
        """Give up to 16 events that are not hidden, and hide them."""
        self._forget_old(kept_seconds)
        now = self.clock()
        found = [event for event in self._waiting if event.visible_at <= now][:BATCH]
        for event in found:
            event.handle = "EventHandle." + secrets.token_hex(24)
            event.visible_at = now + hidden_seconds
            event.pulls += 1
        return found

    def put_back(self, events: Sequence[Queued]) -> None:
        """Show events again that were pulled for somebody who has gone."""
        for event in events:
            event.handle, event.visible_at = "", 0.0
        self._more.set()

    def confirm(self, handles: Sequence[str], *, partly: bool) -> tuple[list[Queued], list[str]]:
        """Take out what the handles name; gives that and the handles that are void.

        With a void one among them the others count only if ``partly`` (UNVERIFIED).
        """
        now = self.clock()
        live = {e.handle: e for e in self._waiting if e.handle and now < e.visible_at}
        void = [handle for handle in handles if handle not in live]
        if void and not partly:
            return [], void
        done = [live[handle] for handle in dict.fromkeys(handles) if handle in live]
        self._waiting = [event for event in self._waiting if event not in done]
        return done, void

    async def wait(self, seconds: float) -> None:
        """Return when there may be an event to pull, or after ``seconds``."""
        now = self.clock()
        hidden = [event.visible_at - now for event in self._waiting]
        if any(left <= 0 for left in hidden):
            return
        self._more.clear()
        try:
            await asyncio.wait_for(self._more.wait(), min([seconds, *hidden]))
        except TimeoutError:
            return

    def _forget_old(self, kept_seconds: float) -> None:
        oldest = self.clock() - kept_seconds
        self._waiting = [event for event in self._waiting if event.queued_at >= oldest]

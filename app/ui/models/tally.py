"""Tally: sums over all rows of the list, kept up to date row by row."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from app.domain.states import ENDED, RUNNING, Outcome, UploadState
from app.domain.upload import TaskSnapshot
from app.ui.words import waits_for_access

TRUST_AFTER = 5.0
"""Seconds of sending before a time left is told (ux.md, C: time-left smoothing)."""

ATTENTION = frozenset({Outcome.NOT_STORED, Outcome.CALLBACK_FAILED, Outcome.ANSWER_NOT_SEEN})
"""Ends that need a person's look."""
_COUNTED = (
    *("files", "ended", "failed", "attention", "on_top"),
    *("held", "paused", "running", "waiting"),
)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the whole list."""

    files: int = 0
    ended: int = 0
    failed: int = 0
    """Files that were not stored."""
    attention: int = 0
    """Files that need a look: not stored, callback failed, answer not seen, no access."""
    on_top: int = 0
    """Files whose end needs a look; see `stays_on_top`."""
    bytes_total: int = 0
    bytes_sent: int = 0
    speed: float = 0.0
    """Bytes per second of all files together."""
    seconds_left: float | None = None
    """None when it cannot be trusted."""
    held: int = 0
    """Files that wait for *Upload*."""
    paused: int = 0
    running: int = 0
    waiting: int = 0
    """Files that wait for their turn."""


def stays_on_top(snapshot: TaskSnapshot) -> bool:
    """Whether a row stands above the others, until it is tried again or taken off the list."""
    return snapshot.state is UploadState.FAILED or snapshot.outcome in ATTENTION


def only_waits(row: TaskSnapshot) -> bool:
    """Whether a row is as most of a long list: on it, and nothing has happened to it."""
    return row.state is UploadState.QUEUED and not (row.error_code or row.sent or row.outcome)


def needs_attention(snapshot: TaskSnapshot) -> bool:
    """Whether a person should look at this row."""
    return stays_on_top(snapshot) or waits_for_access(snapshot)


def _sent(snapshot: TaskSnapshot) -> int:
    return snapshot.size if snapshot.state is UploadState.DONE else snapshot.sent


class Tally:
    """Adds and takes away rows; `totals` costs nothing, however long the list is."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """``clock`` gives monotonic seconds."""
        self._clock = clock
        self._counts = dict.fromkeys(_COUNTED, 0)
        self._total = self._sent = self._open = 0
        self._speeds: dict[str, float] = {}
        self._moving_since: float | None = None

    def change(self, old: TaskSnapshot | None, new: TaskSnapshot | None) -> None:
        """One row came (``old`` None), went (``new`` None) or changed."""
        if old is not None:
            self._count(old, -1)
            self._speeds.pop(old.id, None)
        if new is not None:
            self._count(new, 1)
            if new.speed > 0 and new.state not in ENDED:
                self._speeds[new.id] = new.speed
        self._look_at_clock()

    def add(self, rows: Collection[TaskSnapshot]) -> None:
        """Rows came: as `change` for each of them, at once for those to which nothing happened."""
        waiting = [row for row in rows if only_waits(row)]
        size = sum([row.size for row in waiting])
        held = [row.size for row in waiting if row.held]
        counts = self._counts
        counts["files"] += len(waiting)
        counts["held"] += len(held)
        counts["waiting"] += len(waiting) - len(held)
        self._total += size
        self._open += size - sum(held)
        if len(waiting) < len(rows):
            for row in rows:
                if not only_waits(row):
                    self.change(None, row)

    def _count(self, row: TaskSnapshot, step: int) -> None:
        counts = self._counts
        counts["files"] += step
        self._total += step * row.size
        if row.state is UploadState.QUEUED and not row.error_code:  # most of a long list
            counts["held" if row.held else "waiting"] += step
            self._sent += step * row.sent
            self._open += 0 if row.held else step * (row.size - row.sent)
            return
        counts["ended"] += step * (row.state in ENDED)
        counts["failed"] += step * (row.state is UploadState.FAILED)
        counts["attention"] += step * needs_attention(row)
        counts["on_top"] += step * stays_on_top(row)
        counts["paused"] += step * (row.state is UploadState.PAUSED)
        counts["running"] += step * (row.state in RUNNING)
        if row.state is UploadState.QUEUED:
            counts["held" if row.held else "waiting"] += step
        self._sent += step * _sent(row)
        if row.state not in ENDED and row.state is not UploadState.PAUSED and not row.held:
            self._open += step * (row.size - row.sent)

    def _look_at_clock(self) -> None:
        if not self._speeds:
            self._moving_since = None
        elif self._moving_since is None:
            self._moving_since = self._clock()

    def totals(self) -> Totals:
        """The sums of now."""
        speed = sum(self._speeds.values())
        return Totals(
            **self._counts,
            bytes_total=self._total,
            bytes_sent=self._sent,
            speed=speed,
            seconds_left=self._left(speed),
        )

    def _left(self, speed: float) -> float | None:
        since = self._moving_since
        if since is None or self._clock() - since < TRUST_AFTER or speed < 1:
            return None
        return self._open / speed

"""Files whose place cannot be reached: set aside, shown as waiting, and let on when it is back.

    running ── `NoLine` ──> WAITING, in no slot ──┐                    ┌──> QUEUED, in its old turn
    QUEUED, its turn has come, the place is out ──┴── the line is back ┤
                                                      patience is over └──> FAILED (command line)

So a service that is gone takes nobody's slot, and whatever is stored of a file stays.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from app.domain.errors import NotReached, UploadError
from app.domain.events import LineChanged
from app.domain.states import UploadState
from app.engine.authorities import Authorities
from app.engine.commands import SLICE, slices
from app.engine.holding import Holding
from app.engine.lines import Hooks, Lines
from app.engine.mailbox import Mailbox
from app.engine.record import Record
from app.engine.rows import Rows
from app.engine.steps import NoLine

_HERE = (UploadState.WAITING, UploadState.QUEUED)


class Stranded:
    """Every method runs on the loop's thread."""

    def __init__(
        self, holding: Holding, authorities: Authorities, lines: Lines, *, rows: Rows, mail: Mailbox
    ) -> None:
        self._rows = rows
        self._holding = holding
        self._authorities = authorities
        self._lines = lines
        self._mailbox = mail
        self._side: set[asyncio.Task[None]] = set()
        self._pump: Callable[[], None] = lambda: None
        self._aside: dict[str, dict[str, None]] = {}
        """By place: all that wait for it."""
        self._begun: dict[str, str] = {}
        """Those of them that had begun, with their place."""

    def join(
        self,
        *,
        pump: Callable[[], None],
        fail: Callable[[Sequence[Record], UploadError], None],
    ) -> None:
        """Hear of the lines from now on. ``pump`` starts what may start; ``fail`` ends files."""

        def back(place: str) -> None:
            going = asyncio.get_running_loop().create_task(self._back(place))
            self._side.add(going)
            going.add_done_callback(self._side.discard)
            going.add_done_callback(lambda _task: pump())

        def given_up(place: str, error: NotReached) -> None:
            fail(self._those(list(self._aside.pop(place, {}))), error)

        self._pump = pump
        self._lines.hooks = Hooks(self._changed, back, given_up, self._aside.__contains__)

    def next(self) -> Record | None:
        """The one whose turn it is and whose place can be reached; others are set aside.

        None: there is nobody, or so many were set aside that the loop has its turn first.
        """
        for _ in range(SLICE):
            if not self._holding:
                return None
            record = self._holding.next()
            place = self._place_out(record)
            if place is None:
                return record
            self._aside.setdefault(place, {})[record.task.id] = None
        self._pump()
        return None

    def strand(self, record: Record, nothing: NoLine) -> None:
        """A job came to a halt; the record is WAITING."""
        task_id, place = record.task.id, nothing.place
        if self._lines.trouble(place) is None:  # it is back already
            self._on(record)
            return
        record.retry_at = self._lines.retry_at(place)
        self._aside.setdefault(place, {})[task_id] = None
        self._begun[task_id] = place

    def leave(self, record: Record) -> None:
        """It waits no more: paused, cancelled or taken off the list."""
        self._holding.leave(record)
        self._begun.pop(record.task.id, None)
        for place, waiting in list(self._aside.items()):
            if record.task.id in waiting:
                del waiting[record.task.id]
                if not waiting:
                    del self._aside[place]
                    self._lines.forget(place)

    def _changed(self, news: LineChanged) -> None:
        """Tell of it; the rows' next try is at another time."""
        here = self._rows.those(list(self._begun), (UploadState.WAITING,))
        for record in here:
            record.retry_at = self._lines.retry_at(self._begun[record.task.id])
        self._rows.show(here)
        self._mailbox.put(events=[news])

    async def _back(self, place: str) -> None:
        """A place can be reached: its files have their turn again."""
        aside = list(self._aside.pop(place, {}))
        async for some in slices(aside):
            for record in self._those(some):
                self._on(record)
                self._holding.enter(record)

    def _those(self, task_ids: Sequence[str]) -> list[Record]:
        for task_id in task_ids:
            self._begun.pop(task_id, None)
        return [record for record in self._rows.those(task_ids, _HERE) if not record.held]

    def _on(self, record: Record) -> None:
        if record.state is UploadState.WAITING:
            record.rest(UploadState.PAUSED)
            record.move(UploadState.QUEUED)
            self._rows.tell([record])

    def _place_out(self, record: Record) -> str | None:
        if not self._lines:
            return None
        places = (
            record.batch.destination.endpoint,
            self._authorities.server(record.batch.connection_id),
        )
        return next((p for p in places if self._lines.trouble(p) is not None), None)

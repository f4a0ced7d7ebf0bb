"""Steering: what people want of tasks that are on the list, whether they run or not."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence

from app.domain.states import UploadState
from app.engine.commands import slices
from app.engine.line_holding import Stranded
from app.engine.rows import Rows
from app.engine.runner import Runner, Wish
from app.engine.tools import Tools
from app.engine.turns import Turns

_WAITING = (UploadState.QUEUED, UploadState.WAITING)
_AGAIN = (UploadState.FAILED, UploadState.CANCELLED)
_CANCELLABLE = (*_WAITING, UploadState.PAUSED, UploadState.FAILED)


class Steering:
    """Every method runs on the loop's thread."""

    def __init__(
        self,
        rows: Rows,
        runner: Runner,
        *,
        turns: Turns,
        stranded: Stranded,
        tools: Tools,
        beside: Callable[[Coroutine[None, None, object]], object],
    ) -> None:
        """``beside`` does work that a command does not wait for."""
        self._rows = rows
        self._runner = runner
        self._turns = turns
        self._stranded = stranded
        self._tools = tools
        self._beside = beside

    async def begin(self, task_ids: Sequence[str] | None) -> None:
        """See `Engine.begin`."""
        async for some in slices(self._rows.ids(task_ids)):
            for record in self._rows.those(some, tuple(UploadState)):
                self._runner.go_on(record)
            changed = [
                record
                for record in self._rows.those(some, (UploadState.QUEUED, UploadState.PAUSED))
                if record.held or record.state is UploadState.PAUSED
            ]
            for record in changed:
                if record.state is UploadState.PAUSED:
                    record.move(UploadState.QUEUED)
                record.held = False
                self._turns.enter(record)
            self._rows.tell(changed)
            self._turns.pump()

    async def pause(self, task_ids: Sequence[str] | None) -> None:
        """See `Engine.pause`."""
        async for some in slices(self._rows.ids(task_ids)):
            changed = []
            self._turns.lane.release(some)
            for record in self._rows.those(some, tuple(UploadState)):
                if record.task.id in self._runner:
                    self._runner.stop(record, Wish.PAUSE)
                elif record.state in _WAITING and not record.held:
                    self._stranded.leave(record)
                    record.rest(UploadState.PAUSED)
                    changed.append(record)
            self._rows.tell(changed)

    async def cancel(self, task_ids: Sequence[str]) -> None:
        """See `Engine.cancel`."""
        async for some in slices(task_ids):
            clean = []
            self._turns.lane.release(some)
            for record in self._rows.those(some, tuple(UploadState)):
                if record.task.id in self._runner:
                    self._runner.stop(record, Wish.CANCEL)
                elif record.state in _CANCELLABLE:
                    self._stranded.leave(record)
                    record.rest(UploadState.CANCELLING)
                    if record.started_at:
                        self._tools.leave_behind(record)
                        self._rows.tell([record])
                        self._beside(self._runner.cancel_at_rest(record))
                    else:
                        clean.append(record)
            self._runner.outcomes.cancelled(clean)

    async def retry(self, task_ids: Sequence[str] | None) -> None:
        """See `Engine.retry`."""
        states = (UploadState.FAILED,) if task_ids is None else _AGAIN
        async for some in slices(self._rows.ids(task_ids)):
            self._runner.outcomes.tell_now()
            changed = self._rows.those(some, states)
            for record in changed:
                record.rest(UploadState.QUEUED)
                record.outcome, record.held = None, False
                record.attempt += 1
                self._turns.enter(record)
            self._rows.tell(changed)
            self._turns.pump()

    def stop_waiting(self, task_ids: Sequence[str]) -> None:
        """See `Engine.stop_waiting`."""
        self._turns.lane.release(task_ids)
        for record in self._rows.those(task_ids, (UploadState.COMPLETING,)):
            self._runner.stop(record, Wish.STOP_WAITING)

"""Runner: lets jobs run side by side, stops them, and turns their ends into results."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from enum import Enum, auto

from app.domain.answer import sentence
from app.domain.destination import SameName
from app.domain.errors import (
    InternalError,
    NameTaken,
    Refused,
    SourceChanged,
    UploadError,
    UploadGone,
    failure_of,
)
from app.domain.naming import renamed
from app.domain.states import OUTCOME_OF_CALLBACK, Outcome, UploadState
from app.domain.upload import Receipt, Result
from app.engine.job import Job
from app.engine.journal import Leftover
from app.engine.record import Record
from app.engine.slots import Lease
from app.engine.tools import Tools
from app.providers.contract import Order

log = logging.getLogger("upcall.engine")
_FINAL = (UploadState.COMPLETING, UploadState.VERIFYING)
MOST_NAMES = 1000
"""Names tried for *keep both* before giving up."""


class Wish(Enum):
    """Why a running job is being stopped."""

    PAUSE = auto()
    CANCEL = auto()
    STOP_WAITING = auto()
    QUIT = auto()


class Runner:
    """The jobs that run now. ``ended`` is called when one is over, whatever its end."""

    def __init__(
        self,
        tools: Tools,
        *,
        finished: Callable[[Record, Result], None],
        ended: Callable[[Record], None],
    ) -> None:
        self._tools = tools
        self._finished = finished
        self._ended = ended
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._wishes: dict[str, Wish] = {}

    def __contains__(self, task_id: str) -> bool:
        return task_id in self._tasks

    def __len__(self) -> int:
        return len(self._tasks)

    def ids(self) -> list[str]:
        """Ids of the tasks whose jobs run."""
        return list(self._tasks)

    def run(self, record: Record, *, file_lease: Lease) -> None:
        """Start a job for a record that is QUEUED."""
        if not record.started_at:
            record.started_at = self._tools.clocks.wall()
        record.pace.restart(self._tools.clocks.monotonic(), record.sent())
        self._tasks[record.task.id] = asyncio.create_task(self._whole(record, file_lease))

    def stop(self, record: Record, wish: Wish) -> None:
        """Ask a running job to stop; past the point of no return only *stop waiting* does."""
        task = self._tasks.get(record.task.id)
        if task is None or (record.state in _FINAL and wish in (Wish.PAUSE, Wish.CANCEL)):
            return
        if wish is Wish.STOP_WAITING and record.state is not UploadState.COMPLETING:
            return
        self._wishes[record.task.id] = wish
        task.cancel()

    async def quit(self, within: float) -> None:
        """Cancel everything and wait until it is gone."""
        for task_id, task in list(self._tasks.items()):
            self._wishes[task_id] = Wish.QUIT
            task.cancel()
        if self._tasks:
            await asyncio.wait(list(self._tasks.values()), timeout=within)

    async def abort(self, left: Leftover) -> bool:
        """Abort a multipart upload that stayed behind; False when that failed (again)."""
        call = self._tools.call(Record(left.task, left.batch, 0), None, None)
        provider = self._tools.providers(left.batch.destination.provider)
        order = Order(left.task, left.batch, left.task.size)
        try:
            await provider.abort(call, order, left.session)
        except UploadGone:
            pass
        except UploadError as error:
            log.info("leftover of task %s stays: %s", left.task.id, error.code)
            return False
        self._tools.journal.drop_leftover(left)
        return True

    async def _whole(self, record: Record, file_lease: Lease) -> None:
        provider = self._tools.providers(record.batch.destination.provider)
        job = Job(record, provider, self._tools, file_lease=file_lease)
        try:
            await self._ending(record, lambda: self._named(job))
        except asyncio.CancelledError:
            await self._stopped(job)
        finally:
            file_lease.give_back()
            self._tasks.pop(record.task.id, None)
            self._wishes.pop(record.task.id, None)
            self._ended(record)

    async def _ending(self, record: Record, work: Callable[[], Awaitable[Receipt]]) -> None:
        """Run to an end; the job's top, where the unexpected becomes FAILED."""
        try:
            receipt = await work()
        except NameTaken:
            self._skip(record)
        except UploadError as error:
            self._fail(record, error)
        except Exception as error:  # the job's top: nothing takes the other jobs down
            log.exception("task %s: internal error", record.task.id)
            self._fail(record, InternalError(type(error).__name__))
        else:
            self._done(record, receipt)

    async def _named(self, job: Job) -> Receipt:
        """Upload; when the name is taken and both shall be kept, under the next free one."""
        wanted = job.record.task.key
        for number in range(2, MOST_NAMES + 2):
            try:
                return await job.upload()
            except NameTaken:
                if job.record.batch.same_name is not SameName.KEEP_BOTH:
                    raise
                job.rename(renamed(wanted, number))
        raise NameTaken(name=wanted)

    async def _stopped(self, job: Job) -> None:
        record = job.record
        wish = self._wishes.get(record.task.id, Wish.QUIT)
        if wish is not Wish.QUIT and record.state in _FINAL:  # the body left before the cancel came
            wish = Wish.STOP_WAITING
        if wish is Wish.STOP_WAITING:
            await self._ending(record, job.stop_waiting)
        elif wish is Wish.CANCEL:
            await self._cancelled(job)
        elif wish is Wish.PAUSE:
            record.move(UploadState.PAUSED)
            self._tools.journal.note([record])
            await job.gone()
        else:
            await job.gone()

    async def _cancelled(self, job: Job) -> None:
        """Let go at once, abort once everything is gone, remember what could not be aborted."""
        record = job.record
        record.move(UploadState.CANCELLING)
        self._tools.leave_behind(record)
        self._tools.tell(record)
        await job.gone()
        await self.cancel_at_rest(record)

    async def cancel_at_rest(self, record: Record) -> None:
        """The rest of a cancel: abort at the storage, then CANCELLED. The record is CANCELLING."""
        point = record.checkpoint
        if point is not None:
            await self.abort(Leftover(record.task, record.batch, point.session))
        record.forget_parts()
        self._tools.journal.keep_checkpoint(record)
        record.move(UploadState.CANCELLED)
        self._end(record, Outcome.CANCELLED)

    def _done(self, record: Record, receipt: Receipt) -> None:
        _to_done(record)
        record.answer = sentence(receipt.callback, record.batch.answer_field)
        self._end(record, OUTCOME_OF_CALLBACK[receipt.callback.outcome], receipt=receipt)

    def _skip(self, record: Record) -> None:
        _to_done(record)
        self._end(record, Outcome.SKIPPED)

    def _fail(self, record: Record, error: UploadError) -> None:
        record.trouble(error)
        if isinstance(error, Refused):
            record.claimed_at = 0.0
        if isinstance(error, SourceChanged):  # a retry begins anew; what is there is a mixture
            self._tools.leave_behind(record)
            record.forget_parts()
            self._tools.journal.keep_checkpoint(record)
        record.move(UploadState.FAILED)
        self._tools.journal.note([record])
        self._end(record, Outcome.NOT_STORED, error=error)

    def _end(
        self,
        record: Record,
        outcome: Outcome,
        *,
        receipt: Receipt | None = None,
        error: UploadError | None = None,
    ) -> None:
        record.outcome = outcome
        record.seconds = max(0.0, self._tools.clocks.wall() - record.started_at)
        record.retry_at = 0.0
        result = Result(
            record.task.id,
            outcome,
            receipt,
            failure_of(error) if error else None,
            record.started_at,
            record.seconds,
            parts=max(1, len(record.stored)),
            attempts=record.attempt,
            practice=record.batch.destination.practice,
            answer=record.answer,
        )
        self._tools.journal.finish(record, result)
        self._finished(record, result)


def _to_done(record: Record) -> None:
    """By permitted moves from wherever the answer found the job."""
    if record.state is UploadState.PREPARING:
        record.move(UploadState.SENDING)
    if record.state is UploadState.SENDING:
        record.move(UploadState.COMPLETING)
    record.move(UploadState.DONE)

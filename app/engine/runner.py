"""Runner: lets jobs run side by side, stops them, and says how they end.

A stop has two moments. *Let go*: the row says so at once. *Gone*: file and socket are free; until
then the job is among those that are *leaving*, and a new job of the same task waits for it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from enum import Enum, auto

from app.domain.destination import SameName
from app.domain.errors import (
    CannotTell,
    InternalError,
    NameTaken,
    SourceChanged,
    UploadError,
)
from app.domain.naming import renamed
from app.domain.states import UploadState
from app.domain.upload import Receipt
from app.engine.flight import Flight
from app.engine.job import Job
from app.engine.leaving import Leaving
from app.engine.looking import stored_all_the_same
from app.engine.outcomes import Outcomes
from app.engine.record import Record
from app.engine.slots import Lease
from app.engine.steps import NoAccess, NoLine
from app.engine.tools import Tools

log = logging.getLogger("upcall.engine")
_FINAL = (UploadState.COMPLETING, UploadState.VERIFYING)
MOST_NAMES = 1000
"""Names tried for *keep both* before giving up."""


class Wish(Enum):
    """Why a running job is being stopped."""

    PAUSE = auto()
    GO_ON = auto()
    """Paused, and before it had stopped, begun again."""
    CANCEL = auto()
    STOP_WAITING = auto()
    QUIT = auto()


class Runner:
    """The jobs that run now.

    ``held`` is told whose access was refused, and why, ``stranded`` who waits for a line; ``ended``
    is called when a job is over.
    """

    def __init__(
        self,
        tools: Tools,
        *,
        outcomes: Outcomes,
        held: Callable[[Record, NoAccess], None],
        stranded: Callable[[Record, NoLine], None],
        ended: Callable[[Record], None],
    ) -> None:
        self.outcomes = outcomes
        """Makes results of ends."""
        self.leaving = Leaving(tools)
        """Those that are not quite gone."""
        self._tools = tools
        self._held = held
        self._stranded = stranded
        self._ended = ended
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._wishes: dict[str, Wish] = {}
        self._fresh: set[str] = set()
        """Whose jobs have not had their first turn: a cancel would end them without a trace."""

    def __contains__(self, task_id: str) -> bool:
        return task_id in self._tasks

    def __len__(self) -> int:
        return len(self._tasks)

    def ids(self) -> list[str]:
        """Ids of the tasks whose jobs run."""
        return list(self._tasks)

    def run(self, record: Record, *, file_lease: Lease, flight: Flight | None = None) -> None:
        """Start a job for a record that is QUEUED, or one that goes on with a flight."""
        if not record.started_at:
            record.started_at = self._tools.clocks.wall()
        record.pace.restart(self._tools.clocks.monotonic(), record.sent())
        self._fresh.add(record.task.id)
        self._tasks[record.task.id] = asyncio.create_task(self._whole(record, file_lease, flight))

    def stop(self, record: Record, wish: Wish) -> None:
        """Ask a running job to stop; past the point of no return only *stop waiting* does."""
        task = self._tasks.get(record.task.id)
        if task is None or (record.state in _FINAL and wish in (Wish.PAUSE, Wish.CANCEL)):
            return
        if wish is Wish.STOP_WAITING and record.state is not UploadState.COMPLETING:
            return
        stopping = record.task.id in self._wishes
        self._wishes[record.task.id] = wish
        looks = record.state is UploadState.QUEUED or record.task.id in self._fresh
        if not stopping and not looks:  # else it looks before it goes
            task.cancel()

    def go_on(self, record: Record) -> None:
        """Take back a pause that has not happened yet."""
        if self._wishes.get(record.task.id) is Wish.PAUSE:
            self._wishes[record.task.id] = Wish.GO_ON

    async def quit(self, within: float) -> None:
        """Cancel everything and wait until it is gone."""
        for task_id, task in list(self._tasks.items()):
            self._wishes[task_id] = Wish.QUIT
            if task_id not in self._fresh:
                task.cancel()
        last = [*self._tasks.values(), *self.leaving.under_way()]
        if last:
            await asyncio.wait(last, timeout=within)

    # --- a job from end to end --------------------------------------------------------------

    async def _whole(self, record: Record, file_lease: Lease, flight: Flight | None) -> None:
        self._fresh.discard(record.task.id)
        provider = self._tools.providers(record.batch.destination.provider)
        job = Job(
            record,
            provider,
            self._tools,
            file_lease=file_lease,
            is_stopped=lambda: record.task.id in self._wishes,
            flight=flight,
        )
        try:
            await self.leaving.gone_before(record)
            if record.task.id in self._wishes:
                job.let_go()
                await self._stopped(job)
            else:
                await self._ending(job, lambda: self._named(job))
        except asyncio.CancelledError:
            await self._stopped(job)
        finally:
            file_lease.give_back()
            job.let_go()
            self._tasks.pop(record.task.id, None)
            self._wishes.pop(record.task.id, None)
            if job.steps.abandoned or not job.steps.is_gone():
                self.leaving.leave(job)
            self._ended(record)

    async def _ending(self, job: Job, work: Callable[[], Awaitable[Receipt | None]]) -> None:
        """Run to an end; the job's top, where the unexpected becomes FAILED."""
        try:
            receipt = await work()
        except NameTaken as error:
            if job.record.batch.same_name in (SameName.SKIP, SameName.DIFFERENT):
                self._skip(job)
            else:
                self._fail(job, error)
        except NoAccess as nothing:
            if self._tools.await_access:
                await self._hold(job, nothing)
            else:
                self._fail(job, nothing.error)
        except NoLine as nothing:
            await self._strand(job, nothing)
        except UploadError as error:
            self._fail(job, error)
        except Exception as error:  # the job's top: nothing takes the other jobs down
            log.exception("task %s: internal error", job.record.task.id)
            self._fail(job, InternalError(type(error).__name__))
        else:
            if receipt is not None:
                point = job.record.checkpoint
                self.outcomes.stored(job.record, receipt)
                if point is not None:
                    await self._tools.secrets.forget(job.record.task.id, point.session)

    async def _named(self, job: Job) -> Receipt:
        """Upload; when the name is taken and both shall be kept, under the next free one.

        Not for ever the same one: a server that signs for uploads may have fixed the name.
        """
        wanted = job.record.task.key
        taken: set[str] = set()
        for number in range(2, MOST_NAMES + 2):
            try:
                return await job.upload()
            except NameTaken:
                if job.record.batch.same_name not in (SameName.KEEP_BOTH, SameName.ASK):
                    raise
                if (refused := job.record.going().task.key) in taken:
                    raise
                taken.add(refused)
                job.rename(renamed(wanted, number))
        raise NameTaken(name=wanted)

    # --- stops ------------------------------------------------------------------------------

    async def _stopped(self, job: Job) -> None:
        wish = self._wishes.get(job.record.task.id, Wish.QUIT)
        if wish is Wish.QUIT:
            await job.steps.gone()
            job.steps.unclaim_unless_left()
        elif job.record.state in _FINAL:  # perhaps the body left before the stop came
            await self._ending(job, lambda: self._late(job, wish))
        else:
            await self._obey(job, wish)

    async def _late(self, job: Job, wish: Wish) -> Receipt | None:
        """A stop at the very end: what is stored counts, else the wish does."""
        claimed_at = job.record.claimed_at
        receipt = await job.stored_after_all()
        if receipt is None and wish is Wish.STOP_WAITING:
            job.record.claimed_at = claimed_at  # the service may still be at work: look again then
            raise CannotTell("it is not there yet", name=job.record.task.name)
        if receipt is None:
            job.steps.sending()
            await self._obey(job, wish)
        return receipt

    async def _obey(self, job: Job, wish: Wish) -> None:
        record = job.record
        if wish is Wish.CANCEL:
            await self._cancelled(job)
            return
        if record.state is not UploadState.QUEUED or wish is Wish.PAUSE:
            record.rest(UploadState.PAUSED)
        if wish is Wish.GO_ON and record.state is UploadState.PAUSED:
            record.move(UploadState.QUEUED)
        self._tools.journal.note([record])

    async def _cancelled(self, job: Job) -> None:
        """Let go at once, abort once everything is gone, remember what could not be aborted."""
        record = job.record
        record.rest(UploadState.CANCELLING)
        self._tools.leave_behind(record)
        self._tools.tell(record)
        await job.steps.gone()
        job.steps.unclaim_unless_left()
        await self.cancel_at_rest(record)

    async def cancel_at_rest(self, record: Record) -> None:
        """The rest of a cancel: look, abort at the storage, then CANCELLED (or DONE after all).

        The record is CANCELLING.
        """
        await self.leaving.gone_before(record)
        receipt = await stored_all_the_same(record, self._tools)
        left = self._tools.leave_behind(record)
        if left is not None:
            await self.leaving.abort(left)
            record.forget_parts()
            self._tools.journal.keep_checkpoint(record)
        if receipt is not None:
            self.outcomes.stored(record, receipt)
        else:
            self.outcomes.cancelled([record])

    async def _hold(self, job: Job, nothing: NoAccess) -> None:
        """Its access was refused: it waits for another one, with everything that is stored.

        By permitted moves from wherever the refusal found it; a claim, if any, stays.
        """
        if await self._stops_instead(job):
            return
        record = job.record
        record.rest(UploadState.PAUSED)
        record.move(UploadState.QUEUED)
        record.trouble(nothing.error)
        self._tools.journal.note([record])
        self._held(record, nothing)

    async def _strand(self, job: Job, nothing: NoLine) -> None:
        """Its place cannot be reached: it waits in no slot, with everything that is stored."""
        if await self._stops_instead(job):
            return
        record = job.record
        if record.state is not UploadState.WAITING:  # its last worker had just begun to rest
            record.move(UploadState.WAITING)
        record.trouble(nothing.error)
        record.error_values = {**record.error_values, "line": "out"}
        self._tools.journal.note([record])
        self._stranded(record, nothing)

    async def _stops_instead(self, job: Job) -> bool:
        """A job's run ends where a pause or a cancel may end it, too: was there one?"""
        record = job.record
        if record.state in _FINAL:
            record.move(UploadState.SENDING)
        wish = self._wishes.get(record.task.id)
        if wish in (Wish.PAUSE, Wish.CANCEL):
            await self._obey(job, wish)
        return wish in (Wish.PAUSE, Wish.CANCEL)

    # --- ends -------------------------------------------------------------------------------

    def _skip(self, job: Job) -> None:
        job.steps.abandon()
        self.outcomes.skipped(job.record)

    def _fail(self, job: Job, error: UploadError) -> None:
        if isinstance(error, SourceChanged):  # a retry begins anew; what is there is a mixture
            job.steps.abandon()
        self.outcomes.failed([job.record], error)

"""Scheduler: what commands do to tasks, and what is told about them.

Runs on the engine's loop thread and owns all records.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from functools import partial

from app.domain.connection import Batch
from app.domain.credentials import Access
from app.domain.destination import Destination
from app.domain.events import Finished, Noticed, Removed, ResultRead
from app.domain.states import UploadState
from app.domain.upload import Result, UploadTask
from app.engine.amending import Amending
from app.engine.asking import Asking
from app.engine.chores import Chores
from app.engine.claims import Claims
from app.engine.commands import slices
from app.engine.easing import Easing, LineUse
from app.engine.ends import Ended, Ends
from app.engine.gathering import Gathering, known_of
from app.engine.granting import Granting
from app.engine.history import History
from app.engine.holding import Holding
from app.engine.journal import Journal
from app.engine.journal_news import JournalNews
from app.engine.line_holding import Stranded
from app.engine.line_probe import lines_of
from app.engine.mailbox import Mailbox
from app.engine.marks import Marks
from app.engine.notices import Notices, foremost
from app.engine.ordering import Ordering
from app.engine.outcomes import Outcomes
from app.engine.parts import EngineParts
from app.engine.record import Record
from app.engine.restoring import Restoring, resumed, stale
from app.engine.retry import RetryPolicy
from app.engine.rows import Rows
from app.engine.runner import Runner
from app.engine.session_secrets import SessionSecrets
from app.engine.slots import Slots
from app.engine.steering import Steering
from app.engine.steps import NoAccess
from app.engine.throttle import Throttle
from app.engine.tools import EngineLimits, Tools
from app.engine.turns import Turns
from app.engine.wire import Wire

TICK = 0.1
"""Seconds between two looks at moving bytes."""


class Scheduler:
    """Owner of all records; every method runs on the loop's thread."""

    def __init__(
        self, parts: EngineParts, *, wire: Wire, throttle: Throttle, mailbox: Mailbox
    ) -> None:
        self._parts = parts
        self._limits = parts.limits
        self._throttle = throttle
        self._mailbox = mailbox
        self._journal = Journal(parts.journal)
        self._news = JournalNews(self._journal, mailbox)
        self._chores = Chores()
        self._files = Slots(parts.limits.files)
        self._easing = Easing(parts.limits.parts, parts.limits.ceiling)
        self._rows = Rows(self._journal, mailbox)
        self.amending = Amending(self._rows, self._journal)
        """Changes what waits or failed."""
        self.lines, self._probe = lines_of(parts, wire)
        self._granting = Granting(parts, wire=wire, lines=self.lines, mailbox=mailbox)
        self._authorities = self._granting.authorities
        self._holding = Holding(self._rows, self._authorities, mailbox)
        self._stranded = Stranded(
            self._holding, self._authorities, self.lines, rows=self._rows, mail=mailbox
        )
        self.ordering = Ordering(self._rows, self._holding.moved)
        """Changes the order of what waits."""
        self._gathering = Gathering(mailbox, wall=parts.clocks.wall, chance=parts.chance)
        self._ending = asyncio.Event()
        self._side, self._aborts = set[asyncio.Task[object]](), set[asyncio.Task[object]]()
        self._stop_within = 2.0
        self._tools = self._tools_of(parts, wire)
        self.asking = Asking(self._tools, mailbox)
        self._history = History(parts.history)
        self._ends = Ends(self._journal, self._finished, history=self._history)
        self._notices = Notices(self._tools, self._noticed, settled=self._journal.settle)
        self._outcomes = Outcomes(self._ends, parts.clocks)
        self._runner = self._runner_of(self._outcomes)
        self._turns = Turns(
            self._holding,
            self._stranded,
            runner=self._runner,
            tools=self._tools,
            files=self._files,
            is_over=self._ending.is_set,
            idle=self._ends.now,
        )
        self._lane = self._turns.lane
        self.steering = Steering(
            self._rows,
            self._runner,
            turns=self._turns,
            stranded=self._stranded,
            tools=self._tools,
            beside=self._beside,
        )
        """Begins, pauses, cancels, tries again."""
        self._restoring = Restoring(
            self._tools, self._rows, holding=self._holding, turns=self._turns
        )
        self._stranded.join(pump=self._turns.pump_soon, fail=self._outcomes.failed)

    def _tools_of(self, parts: EngineParts, wire: Wire) -> Tools:
        """What all jobs share."""
        return Tools(
            self._journal,
            wire,
            Slots(parts.limits.parts),
            self._chores,
            Marks(self._chores, self._holding.upcoming, clock=parts.clocks.monotonic),
            Claims(self._journal),
            self._authorities,
            parts.clocks,
            RetryPolicy(parts.chance, most_reaching=parts.reach_tries),
            parts.providers,
            parts.sleep,
            lambda: self._limits,
            lambda record: self._rows.tell([record]),
            self._slowed,
            self.lines,
            SessionSecrets(parts.keeper, self._chores, parts.hide),
            parts.await_access,
        )

    def _runner_of(self, outcomes: Outcomes) -> Runner:
        return Runner(
            self._tools,
            outcomes=outcomes,
            held=self._held,
            stranded=self._stranded.strand,
            ended=self._ended,
        )

    # --- life -------------------------------------------------------------------------------

    async def run(self) -> None:
        """Until `stop`."""
        if self._parts.restore:
            self._restoring.all()
            self._notices.wait(self._restoring.waiting(), again=True)
        self._news.look()
        while not self._ending.is_set():
            await self._parts_tick()
        self._rows.show([self._rows[i] for i in self._moving()])
        self.asking.close()
        self._notices.close()
        self._authorities.close()
        self.lines.close()
        aborts = set(self._aborts)
        for task in self._side - aborts:
            task.cancel()
        self._lane.close()
        await self._runner.quit(self._stop_within)
        if aborts:
            await asyncio.wait(aborts, timeout=min(1.0, self._stop_within))
        self._probe.close()
        self._chores.close()
        self._gathering.close()
        self._ends.close()
        self._rows.show_now()
        self._journal.close()

    def stop(self, within: float) -> None:
        """End: running jobs are cancelled and taken up at the next start."""
        self._stop_within = within
        self._ending.set()

    def set_limits(self, limits: EngineLimits) -> None:
        """See `Engine.set_limits`."""
        self._limits = limits
        self._files.resize(limits.files)
        self._easing.set_most(limits.parts, limits.ceiling)
        self._tools.slots.resize(limits.parts)
        self._throttle.set_rate(limits.rate)
        self._tools.wire.set_patience(limits.patience)
        self._turns.pump()

    # --- commands ---------------------------------------------------------------------------

    async def connect(self, connection_id: str, access: Access | None) -> None:
        """See `Engine.connect`; leftovers of that connection are tried again."""
        self._authorities.give(connection_id, access)
        self._lane.recall()
        if access is not None:
            for left in self._journal.leftovers():
                if left.batch.connection_id == connection_id:
                    self._aborts.add(aborting := self._beside(self._runner.leaving.abort(left)))
                    aborting.add_done_callback(self._aborts.discard)
        await self._holding.release(connection_id)
        self._notices.wake(connection_id)
        self._turns.pump()

    def check_grant(self, connection_id: str, there: Destination) -> None:
        """See `Engine.check_grant`."""
        self._beside(self._granting.check(connection_id, there, self._holding))

    async def submit(self, batch: Batch, tasks: Sequence[UploadTask], *, held: bool) -> None:
        """See `Engine.submit`."""
        async for some in slices(tasks):
            self._add(batch, some, held=held)

    async def adopt(self, batch: Batch, tasks: Sequence[UploadTask], *, resume: bool) -> None:
        """See `Engine.adopt`."""
        self._ends.now()
        if not self._parts.restore:
            self._restoring.leave_off(stale(self._journal.load()))
        async for some in slices(tasks):
            known = self._journal.load([task.id for task in some])
            going_on = [r for r in known if resume and r.state is not UploadState.DONE]
            ids = {record.task.id for record in going_on}
            self._restoring.leave_off([record for record in known if record.task.id not in ids])
            self._restoring.take_up([resumed(record, batch) for record in going_on])
            self._add(batch, some, held=False)

    def gather(self, batch: Batch, paths: Sequence[str], *, held: bool, hidden: bool) -> None:
        """See `Engine.gather`."""
        add = partial(self._add, held=held)
        self._beside(self._gathering.walk(batch, paths, add, hidden=hidden))

    async def remove(self, task_ids: Sequence[str]) -> None:
        """See `Engine.remove`; what is under way stays on the list."""
        gone: list[str] = []
        async for some in slices(task_ids):
            self._ends.now()
            at_rest = [
                record
                for record in self._rows.those(some, tuple(UploadState))
                if record.task.id not in self._turns
            ]
            for record in at_rest:
                self._stranded.leave(record)
            self._rows.take_off(at_rest, removed=True)
            gone += [record.task.id for record in at_rest]
        if gone:
            self._mailbox.put(events=[Removed(tuple(gone))])

    async def restore(self, task_ids: Sequence[str]) -> None:
        """See `Engine.restore`."""
        async for some in slices(task_ids):
            back = self._rows.removed(some)
            self._rows.take_off(back, removed=False)
            for record in back:
                self._turns.enter(record)
            self._rows.show(back)
            self._turns.pump()

    def ask_result(self, task_id: str) -> None:
        """See `Engine.ask_result`."""
        self._ends.now()
        self._mailbox.put(events=[ResultRead(task_id, self._journal.result(task_id))])

    # --- how things go on -------------------------------------------------------------------

    def _add(self, batch: Batch, tasks: Sequence[UploadTask], *, held: bool) -> Sequence[str]:
        """Put tasks on the list; returns the names of those that were there already."""
        if self._ending.is_set():
            return ()
        records = self._rows.add(batch, tasks, held=held)
        for record in records:
            self._turns.enter(record)
        self._turns.pump()
        return known_of(tasks, records)

    def _held(self, record: Record, nothing: NoAccess) -> None:
        """Somebody's access was refused: all files of the connection wait for another."""
        connection_id = record.batch.connection_id
        if self._holding.refused(connection_id, nothing.error, since=nothing.since):
            self._beside(self._holding.park(connection_id))

    def _slowed(self) -> None:
        self._tools.slots.resize(self._easing.slowed(self._parts.clocks.monotonic()))

    def _ended(self, record: Record) -> None:
        """A job is over, whatever its end."""
        self._rows.show([record])
        self._turns.enter(record)
        self._turns.pump_soon()

    def _finished(self, ended: Sequence[Ended]) -> None:
        self._news.look()
        self._rows.show([record for record, _result in ended])
        self._mailbox.put(events=[Finished(result) for _record, result in ended])
        self._notices.wait(ended)

    def _noticed(self, record: Record, result: Result) -> None:
        """A service told something later: kept before it is confirmed, then told."""
        record.notice, record.notice_reason = foremost(result.receipt)
        text = self._journal.renew(record, result)
        self._history.add([(record, result)], [text])
        self._rows.show([record])
        self._mailbox.put(events=[Noticed(result)])

    async def _parts_tick(self) -> None:
        """Look at moving bytes, ten times a second."""
        self._journal.try_again()
        self._news.look()
        self.lines.look()
        now = self._parts.clocks.monotonic()
        full = self._tools.slots.is_full() and not self._limits.rate
        self._tools.slots.resize(self._easing.look(now, LineUse(self._throttle.passed, full)))
        for record in (moving := [self._rows[task_id] for task_id in self._moving()]):
            record.pace.look(now, record.sent())
        self._rows.show(moving)
        self._lane.look()
        moves = any(self._rows[i].state in _MOVING for i in self._runner.ids())
        self._parts.moving(moves or bool(self._lane))
        try:
            await asyncio.wait_for(self._ending.wait(), TICK)
        except TimeoutError:
            return

    def _moving(self) -> list[str]:
        ids = (*self._runner.ids(), *self._lane.moving())
        return [i for i in ids if self._rows[i].state is UploadState.SENDING]

    def _beside(self, work: Coroutine[None, None, object]) -> asyncio.Task[object]:
        task = asyncio.get_running_loop().create_task(work)
        self._side.add(task)
        task.add_done_callback(self._side.discard)
        return task


_MOVING = (UploadState.SENDING, UploadState.COMPLETING)

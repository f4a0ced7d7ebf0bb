"""Scheduler: which task runs when, what commands do to tasks, and what is told about them.

Runs on the engine's loop thread and owns all records. A file takes a *file slot* until its last
byte has left, so that uploads that wait for slow callbacks starve nobody; `MOST_ACTIVE` bounds them
all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import replace

from app.domain.connection import Batch, Connection
from app.domain.credentials import Credentials
from app.domain.events import Finished, Gathered, JournalTrouble, Removed, ResultRead
from app.domain.states import UploadState
from app.domain.upload import UploadTask
from app.engine import restoring
from app.engine.amending import amended
from app.engine.chores import Chores
from app.engine.commands import slices
from app.engine.gather import Count, gather
from app.engine.journal import Journal, Leftover
from app.engine.keys import KeyBook
from app.engine.mailbox import Mailbox
from app.engine.parts import EngineParts
from app.engine.record import Record
from app.engine.retry import RetryPolicy
from app.engine.rows import Rows
from app.engine.runner import Ended, Runner, Wish
from app.engine.slots import Slots
from app.engine.throttle import Throttle
from app.engine.tools import EngineLimits, Tools
from app.engine.wire import Wire

TICK = 0.1
"""Seconds between two looks at moving bytes."""
MOST_ACTIVE = 48
"""Jobs at a time, those that only wait for an answer included; below the 64 sender threads."""


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
        self._trouble_told = ""
        self._chores = Chores()
        self._walkers = Chores()
        self._keys = KeyBook()
        self._files = Slots(parts.limits.files)
        self._rows = Rows(self._journal, mailbox)
        self._waiting: dict[str, None] = {}
        self._keyless: dict[str, dict[str, None]] = {}
        self._ending = asyncio.Event()
        self._side: set[asyncio.Task[None]] = set()
        self._aborts: set[asyncio.Task[None]] = set()
        self._stop_within = 2.0
        tools = Tools(
            self._journal,
            wire,
            Slots(parts.limits.parts),
            self._chores,
            self._keys,
            parts.clocks,
            RetryPolicy(parts.chance, most_reaching=parts.reach_tries),
            parts.providers,
            parts.sleep,
            lambda: self._limits,
            lambda record: self._rows.tell([record]),
        )
        self._tools = tools
        self._runner = Runner(tools, finished=self._finished, ended=self._ended)

    # --- life -------------------------------------------------------------------------------

    async def run(self) -> None:
        """Until `stop`."""
        if self._parts.restore:
            self._restore()
        self._check_journal()
        while not self._ending.is_set():
            await self._parts_tick()
        self._rows.show([self._rows[i] for i in self._moving()])
        aborts = set(self._aborts)
        for task in self._side - aborts:
            task.cancel()
        await self._runner.quit(self._stop_within)
        if aborts:
            await asyncio.wait(aborts, timeout=min(1.0, self._stop_within))
        self._chores.close()
        self._walkers.close()
        self._journal.close()

    def stop(self, within: float) -> None:
        """End: running jobs are cancelled and taken up at the next start."""
        self._stop_within = within
        self._ending.set()

    def set_limits(self, limits: EngineLimits) -> None:
        """See `Engine.set_limits`."""
        self._limits = limits
        self._files.resize(limits.files)
        self._tools.slots.resize(limits.parts)
        self._throttle.set_rate(limits.rate)
        self._pump()

    # --- commands ---------------------------------------------------------------------------

    def connect(self, connection_id: str, credentials: Credentials | None) -> None:
        """See `Engine.connect`; leftovers of that connection are tried again."""
        for secret in (
            (credentials.access_key_secret, credentials.security_token) if credentials else ()
        ):
            self._parts.hide(secret)
        self._keys.give(connection_id, credentials)
        self._waiting.update(self._keyless.pop(connection_id, {}))
        if credentials is not None:
            for left in self._journal.leftovers():
                if left.batch.connection_id == connection_id:
                    self._aborts.add(aborting := self._beside(self._abort(left)))
                    aborting.add_done_callback(self._aborts.discard)
        self._pump()

    async def submit(self, batch: Batch, tasks: Sequence[UploadTask], *, held: bool) -> None:
        """See `Engine.submit`."""
        async for some in slices(tasks):
            self._add(batch, some, held=held)

    async def adopt(self, batch: Batch, tasks: Sequence[UploadTask], *, resume: bool) -> None:
        """See `Engine.adopt`."""
        if not self._parts.restore:
            self._leave_off(restoring.stale(self._journal.load()))
        async for some in slices(tasks):
            known = self._journal.load([task.id for task in some])
            going_on = [r for r in known if resume and r.state is not UploadState.DONE]
            ids = {record.task.id for record in going_on}
            self._leave_off([record for record in known if record.task.id not in ids])
            self._take_up([restoring.resumed(record, batch) for record in going_on])
            self._add(batch, some, held=False)

    def gather(self, batch: Batch, paths: Sequence[str], *, held: bool) -> None:
        """See `Engine.gather`."""
        self._beside(self._gathered(batch, paths, held=held))

    async def amend(self, connection: Connection) -> None:
        """See `Engine.amend`."""
        async for some in slices(self._rows.ids(None)):
            for batch, records in amended(self._rows.those(some, _HELD), connection):
                self._journal.add(batch, records)

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
                self._enqueue(record)
            self._rows.tell(changed)
            self._pump()

    async def pause(self, task_ids: Sequence[str] | None) -> None:
        """See `Engine.pause`."""
        async for some in slices(self._rows.ids(task_ids)):
            changed = []
            for record in self._rows.those(some, tuple(UploadState)):
                if record.task.id in self._runner:
                    self._runner.stop(record, Wish.PAUSE)
                elif record.state is UploadState.QUEUED and not record.held:
                    self._dequeue(record)
                    record.rest(UploadState.PAUSED)
                    changed.append(record)
            self._rows.tell(changed)

    async def cancel(self, task_ids: Sequence[str]) -> None:
        """See `Engine.cancel`."""
        async for some in slices(task_ids):
            clean = []
            for record in self._rows.those(some, tuple(UploadState)):
                if record.task.id in self._runner:
                    self._runner.stop(record, Wish.CANCEL)
                elif record.state in _CANCELLABLE:
                    self._dequeue(record)
                    record.rest(UploadState.CANCELLING)
                    if record.started_at:
                        self._tools.leave_behind(record)
                        self._rows.tell([record])
                        self._beside(self._runner.cancel_at_rest(record))
                    else:
                        clean.append(record)
            self._runner.cancelled(clean)

    async def retry(self, task_ids: Sequence[str] | None) -> None:
        """See `Engine.retry`."""
        states = (UploadState.FAILED,) if task_ids is None else _AGAIN
        async for some in slices(self._rows.ids(task_ids)):
            changed = self._rows.those(some, states)
            for record in changed:
                record.rest(UploadState.QUEUED)
                record.outcome, record.held = None, False
                record.attempt += 1
                self._enqueue(record)
            self._rows.tell(changed)
            self._pump()

    def stop_waiting(self, task_ids: Sequence[str]) -> None:
        """See `Engine.stop_waiting`."""
        for record in self._rows.those(task_ids, (UploadState.COMPLETING,)):
            self._runner.stop(record, Wish.STOP_WAITING)

    async def remove(self, task_ids: Sequence[str]) -> None:
        """See `Engine.remove`; what is under way stays on the list."""
        gone: list[str] = []
        async for some in slices(task_ids):
            at_rest = [
                record
                for record in self._rows.those(some, tuple(UploadState))
                if record.task.id not in self._runner
            ]
            for record in at_rest:
                self._dequeue(record)
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
                self._enqueue(record)
            self._rows.show(back)
            self._pump()

    def ask_result(self, task_id: str) -> None:
        """See `Engine.ask_result`."""
        self._mailbox.put(events=[ResultRead(task_id, self._journal.result(task_id))])

    # --- how things go on -------------------------------------------------------------------

    def _add(self, batch: Batch, tasks: Sequence[UploadTask], *, held: bool) -> int:
        """Put tasks on the list; returns how many were there already."""
        if self._ending.is_set():
            return 0
        records = self._rows.add(batch, tasks, held=held)
        for record in records:
            self._enqueue(record)
        self._pump()
        return len(tasks) - len(records)

    def _pump(self) -> None:
        """Start what may start."""
        while self._waiting and len(self._runner) < MOST_ACTIVE and not self._ending.is_set():
            lease = self._files.take_now(self._pump_soon)
            if lease is None:
                return
            task_id = next(iter(self._waiting))
            del self._waiting[task_id]
            self._runner.run(self._rows[task_id], file_lease=lease)

    def _pump_soon(self) -> None:
        if not self._ending.is_set():
            asyncio.get_running_loop().call_soon(self._pump)

    def _enqueue(self, record: Record) -> None:
        """Let a task wait for its turn, or for its connection's key.

        One whose job has not quite ended comes back here from `_ended`.
        """
        off = record.held or record.removed or record.task.id in self._runner
        if record.state is not UploadState.QUEUED or off:
            return
        connection_id = record.batch.connection_id
        if self._keys.knows(connection_id):
            self._waiting[record.task.id] = None
        else:
            self._keyless.setdefault(connection_id, {})[record.task.id] = None

    def _dequeue(self, record: Record) -> None:
        self._waiting.pop(record.task.id, None)
        self._keyless.get(record.batch.connection_id, {}).pop(record.task.id, None)

    def _ended(self, record: Record) -> None:
        """A job is over, whatever its end."""
        self._rows.show([record])
        self._enqueue(record)
        self._pump_soon()

    def _finished(self, ended: Sequence[Ended]) -> None:
        self._check_journal()
        self._rows.show([record for record, _result in ended])
        self._mailbox.put(events=[Finished(result) for _record, result in ended])

    async def _parts_tick(self) -> None:
        """Look at moving bytes, ten times a second."""
        now = self._parts.clocks.monotonic()
        moving = [self._rows[task_id] for task_id in self._moving()]
        for record in moving:
            record.pace.look(now, record.sent())
        self._rows.show(moving)
        try:
            await asyncio.wait_for(self._ending.wait(), TICK)
        except TimeoutError:
            return

    def _moving(self) -> list[str]:
        return [i for i in self._runner.ids() if self._rows[i].state is UploadState.SENDING]

    async def _gathered(self, batch: Batch, paths: Sequence[str], *, held: bool) -> None:
        loop = asyncio.get_running_loop()
        total = twice = 0

        async def taken(tasks: Sequence[UploadTask], count: Count, *, last: bool) -> None:
            nonlocal total, twice
            async for some in slices(tasks):
                twice += self._add(batch, some, held=held)
            total += len(tasks)
            left_out = count.unreadable + count.refused
            event = Gathered(batch.id, total - twice, twice, count.hidden, left_out, last)
            self._mailbox.put(events=[event])

        def take(tasks: list[UploadTask], count: Count) -> None:
            """In the walker's thread, which waits: it must not run ahead of the loop."""
            work = taken(tasks, replace(count), last=False)
            try:
                asyncio.run_coroutine_threadsafe(work, loop).result()
            except RuntimeError:  # the loop has ended
                work.close()
                raise

        count = await self._walkers.run(lambda: gather(batch, paths, take=take))
        await taken([], count, last=True)

    async def _abort(self, left: Leftover) -> None:
        await self._runner.abort(left)

    def _beside(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._side.add(task)
        task.add_done_callback(self._side.discard)
        return task

    # --- the journal ------------------------------------------------------------------------

    def _restore(self) -> None:
        kept, gone = restoring.sorted_out(self._journal.load())
        self._leave_off(gone)
        restoring.add_results(kept, self._journal.results())
        self._take_up(kept)

    def _leave_off(self, records: Sequence[Record]) -> None:
        """Drop rows for good; what they have at a storage that outlives us is to be aborted."""
        for record in records:
            if not record.batch.destination.practice:
                self._tools.leave_behind(record)
        self._journal.forget(record.task.id for record in records)

    def _take_up(self, records: Sequence[Record]) -> None:
        for record in records:
            self._rows.take_up(record)
            self._enqueue(record)
        self._rows.show(records)
        self._pump()

    def _check_journal(self) -> None:
        if self._journal.trouble and self._journal.trouble != self._trouble_told:
            self._trouble_told = self._journal.trouble
            trouble = JournalTrouble(self._journal.trouble, self._journal.detail)
            self._mailbox.put(events=[trouble])


_HELD = (UploadState.QUEUED,)
_AGAIN = (UploadState.FAILED, UploadState.CANCELLED)
_CANCELLABLE = (UploadState.QUEUED, UploadState.PAUSED, UploadState.FAILED)

"""Scheduler: which task runs when, what commands do to tasks, and what is told about them.

Runs on the engine's loop thread and owns all records. A file takes a *file slot* until its last
byte has left, so that uploads that wait for slow callbacks starve nobody; `MOST_ACTIVE` bounds them
all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable, Sequence

from app.domain.connection import Batch
from app.domain.credentials import Credentials
from app.domain.events import Event, Finished, Gathered, JournalTrouble, Removed, ResultRead
from app.domain.states import ENDED, UploadState
from app.domain.upload import Result, UploadTask
from app.engine import restoring
from app.engine.chores import Chores
from app.engine.gather import Count, gather
from app.engine.journal import Journal, Leftover
from app.engine.keys import KeyBook
from app.engine.mailbox import Mailbox
from app.engine.parts import EngineParts
from app.engine.record import Record
from app.engine.retry import RetryPolicy
from app.engine.runner import Runner, Wish
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
        self._keys = KeyBook()
        self._files = Slots(parts.limits.files)
        self._records: dict[str, Record] = {}
        self._places: dict[tuple[str, str, str, str], str] = {}
        self._waiting: dict[str, None] = {}
        self._keyless: dict[str, dict[str, None]] = {}
        self._order = 0
        self._ending = asyncio.Event()
        self._side: set[asyncio.Task[None]] = set()
        self._stop_within = 2.0
        tools = Tools(
            self._journal,
            wire,
            Slots(parts.limits.parts),
            self._chores,
            self._keys,
            parts.clocks,
            RetryPolicy(parts.chance),
            parts.providers,
            parts.sleep,
            lambda: self._limits,
            self._told,
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
        self._mailbox.put(self._records[i].snapshot() for i in self._moving())
        await self._runner.quit(self._stop_within)
        for task in self._side:
            task.cancel()
        self._chores.close()
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
                    self._beside(self._abort(left))
        self._pump()

    def submit(self, batch: Batch, tasks: Sequence[UploadTask], *, held: bool) -> int:
        """See `Engine.submit`; returns how many were on the list already."""
        records = [self._new(task, batch, held=held) for task in tasks if self._is_new(task, batch)]
        self._journal.add(batch, records)
        self._show(records)
        for record in records:
            self._enqueue(record)
        self._pump()
        return len(tasks) - len(records)

    def adopt(self, batch: Batch, tasks: Sequence[UploadTask], *, resume: bool) -> None:
        """See `Engine.adopt`."""
        fresh = []
        for task in tasks:
            found = self._journal.load(task.id) if resume else []
            if found and found[0].state is not UploadState.DONE:
                self._take_up(restoring.resumed(found[0], batch))
            else:
                self._journal.forget([task.id])
                fresh.append(task)
        self.submit(batch, fresh, held=False)

    def gather(self, batch: Batch, paths: Sequence[str], *, held: bool) -> None:
        """See `Engine.gather`."""
        self._beside(self._gathered(batch, paths, held=held))

    def begin(self, task_ids: Sequence[str] | None) -> None:
        """See `Engine.begin`."""
        for record in self._those(task_ids, (UploadState.QUEUED, UploadState.PAUSED)):
            if record.state is UploadState.PAUSED:
                record.move(UploadState.QUEUED)
            record.held = False
            self._told(record)
            self._enqueue(record)
        self._pump()

    def pause(self, task_ids: Sequence[str] | None) -> None:
        """See `Engine.pause`."""
        for record in self._those(task_ids, tuple(UploadState)):
            if record.task.id in self._runner:
                self._runner.stop(record, Wish.PAUSE)
            elif record.state is UploadState.QUEUED and not record.held:
                self._dequeue(record)
                record.move(UploadState.PAUSED)
                self._told(record)

    def cancel(self, task_ids: Sequence[str]) -> None:
        """See `Engine.cancel`."""
        for record in self._those(task_ids, tuple(UploadState)):
            if record.task.id in self._runner:
                self._runner.stop(record, Wish.CANCEL)
            elif record.state not in ENDED or record.state is UploadState.FAILED:
                self._dequeue(record)
                self._tools.leave_behind(record)
                record.move(UploadState.CANCELLING)
                self._told(record)
                self._beside(self._runner.cancel_at_rest(record))

    def retry(self, task_ids: Sequence[str] | None) -> None:
        """See `Engine.retry`."""
        states = (UploadState.FAILED,) if task_ids is None else _AGAIN
        for record in self._those(task_ids, states):
            record.move(UploadState.QUEUED)
            record.trouble(None)
            record.outcome, record.held = None, False
            record.attempt += 1
            self._told(record)
            self._enqueue(record)
        self._pump()

    def stop_waiting(self, task_ids: Sequence[str]) -> None:
        """See `Engine.stop_waiting`."""
        for record in self._those(task_ids, (UploadState.COMPLETING,)):
            self._runner.stop(record, Wish.STOP_WAITING)

    def remove(self, task_ids: Sequence[str]) -> None:
        """See `Engine.remove`; what is under way stays on the list."""
        gone = [
            record
            for record in self._those(task_ids, tuple(UploadState))
            if record.task.id not in self._runner and not record.removed
        ]
        for record in gone:
            record.removed = True
            self._dequeue(record)
            self._places.pop(_place(record.task, record.batch), None)
        self._journal.note(gone)
        self._mailbox.put(events=[Removed(tuple(record.task.id for record in gone))])

    def restore(self, task_ids: Sequence[str]) -> None:
        """See `Engine.restore`."""
        back = [r for i in task_ids if (r := self._records.get(i)) is not None and r.removed]
        for record in back:
            record.removed = False
            self._places[_place(record.task, record.batch)] = record.task.id
            self._enqueue(record)
        self._journal.note(back)
        self._show(back)
        self._pump()

    def ask_result(self, task_id: str) -> None:
        """See `Engine.ask_result`."""
        self._mailbox.put(events=[ResultRead(task_id, self._journal.result(task_id))])

    # --- how things go on -------------------------------------------------------------------

    def _pump(self) -> None:
        """Start what may start."""
        while self._waiting and len(self._runner) < MOST_ACTIVE:
            lease = self._files.take_now(self._pump_soon)
            if lease is None:
                return
            task_id = next(iter(self._waiting))
            del self._waiting[task_id]
            self._runner.run(self._records[task_id], file_lease=lease)

    def _pump_soon(self) -> None:
        if not self._ending.is_set():
            asyncio.get_running_loop().call_soon(self._pump)

    def _enqueue(self, record: Record) -> None:
        """Let a task wait for its turn, or for its connection's key."""
        if record.state is not UploadState.QUEUED or record.held or record.removed:
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
        self._show([record])
        self._pump_soon()

    def _finished(self, record: Record, result: Result) -> None:
        self._check_journal()
        self._mailbox.put([record.snapshot()], [Finished(result)])

    def _told(self, record: Record) -> None:
        """A record changed its state."""
        if record.state in _KEPT:
            self._journal.note([record])
        self._show([record])

    def _show(self, records: Iterable[Record]) -> None:
        self._mailbox.put(r.snapshot() for r in records if not r.removed)

    async def _parts_tick(self) -> None:
        """Look at moving bytes, ten times a second."""
        now = self._parts.clocks.monotonic()
        moving = [self._records[task_id] for task_id in self._moving()]
        for record in moving:
            record.pace.look(now, record.sent())
        self._show(moving)
        try:
            await asyncio.wait_for(self._ending.wait(), TICK)
        except TimeoutError:
            return

    def _moving(self) -> list[str]:
        return [i for i in self._runner.ids() if self._records[i].state is UploadState.SENDING]

    def _those(self, task_ids: Sequence[str] | None, states: Sequence[UploadState]) -> list[Record]:
        ids = self._records if task_ids is None else task_ids
        found = [record for i in ids if (record := self._records.get(i)) is not None]
        return [record for record in found if record.state in states and not record.removed]

    def _new(self, task: UploadTask, batch: Batch, *, held: bool) -> Record:
        self._order += 1
        record = Record(task, batch, self._order, held=held)
        self._records[task.id] = record
        self._places[_place(task, batch)] = task.id
        return record

    def _is_new(self, task: UploadTask, batch: Batch) -> bool:
        """The same file to the same key is one row, until it has ended."""
        known = self._records.get(self._places.get(_place(task, batch), ""))
        return known is None or known.state in (UploadState.DONE, UploadState.CANCELLED)

    async def _gathered(self, batch: Batch, paths: Sequence[str], *, held: bool) -> None:
        loop = asyncio.get_running_loop()
        twice = 0

        def taken(tasks: list[UploadTask], hidden: int, unreadable: int, last: bool) -> None:
            nonlocal twice
            twice += self.submit(batch, tasks, held=held)
            total[0] += len(tasks)
            event = Gathered(batch.id, total[0] - twice, twice, hidden, unreadable, last)
            self._mailbox.put(events=[event])

        def take(tasks: list[UploadTask], count: Count) -> None:
            left_out = count.unreadable + count.refused
            loop.call_soon_threadsafe(taken, tasks, count.hidden, left_out, False)

        total = [0]
        count = await self._chores.run(lambda: gather(batch, paths, take=take))
        taken([], count.hidden, count.unreadable + count.refused, True)

    async def _abort(self, left: Leftover) -> None:
        await self._runner.abort(left)

    def _beside(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._side.add(task)
        task.add_done_callback(self._side.discard)

    # --- the journal ------------------------------------------------------------------------

    def _restore(self) -> None:
        kept, gone = restoring.sorted_out(self._journal.load())
        for record in gone:
            self._tools.leave_behind(record)
        self._journal.forget(record.task.id for record in gone)
        restoring.add_results(kept, self._journal.results())
        for record in kept:
            self._take_up(record)

    def _take_up(self, record: Record) -> None:
        self._order = max(self._order, record.order)
        self._records[record.task.id] = record
        self._places[_place(record.task, record.batch)] = record.task.id
        self._show([record])
        self._enqueue(record)
        self._pump()

    def _check_journal(self) -> None:
        trouble: list[Event] = []
        if self._journal.trouble and self._journal.trouble != self._trouble_told:
            self._trouble_told = self._journal.trouble
            trouble.append(JournalTrouble(self._journal.trouble, self._journal.detail))
        self._mailbox.put(events=trouble)


_AGAIN = (UploadState.FAILED, UploadState.CANCELLED)
_KEPT = frozenset({UploadState.QUEUED, UploadState.PAUSED, UploadState.CANCELLING})
"""States that the journal has to know; the others follow from checkpoint and claim."""


def _place(task: UploadTask, batch: Batch) -> tuple[str, str, str, str]:
    """The same file to the same key of the same destination."""
    return (task.path, task.key, batch.destination.endpoint, batch.destination.bucket)

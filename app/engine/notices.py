"""Notices: what services tell later about stored files; they hold no slot and no job.

One watcher for each place at which something is waited for: VOD's queue is the application's, never
a job's. What a look brought is written down before the service is told that it was taken: who dies
in between gets it again, and it is shown once (tencent-vod.md, 4.3). Pending ones are
taken up at the next start (design, section 5).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import overload

from app.domain.destination import Destination
from app.domain.errors import CredentialsMissing, CredentialsRefused, NotAllowed, UploadError
from app.domain.grant import Authorisation
from app.domain.notice import WAITED_FOR, Notice, NoticeState, merged
from app.domain.upload import Receipt, Result, Session
from app.engine.authorities import subject_of
from app.engine.call import PlainCall
from app.engine.record import Record
from app.engine.tools import Tools
from app.providers.contract import Pending, Watched

log = logging.getLogger("upcall.engine")
LONGEST_PAUSE = 60.0
"""Seconds between two looks after many that failed."""
FIRST_PAUSE = 1.0
"""Seconds before the look after one that failed, or that brought nothing and took no time."""
LEAST = 0.2
"""Seconds from look to look, whatever comes: a server may pretend to have news for ever."""
NO_RIGHT = 3
"""Refusals in a row after which nobody asks any more: the key may not."""

UNCONFIRMED_FOR = 180.0
"""Seconds for which a notice that was shown is still looked for, because nobody could be told that
it was taken: a queue brings it again after thirty."""

Place = tuple[str, Destination]
"""Connection id and destination, without what differs from file to file."""


@dataclass(slots=True)
class _Watch:
    """One place with the tasks whose notices are waited for there."""

    tasks: dict[str, tuple[Record, Result]] = field(default_factory=dict)
    watcher: asyncio.Task[None] | None = None
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    memory: Session = field(default_factory=dict)
    failed: int = 0
    """Looks in a row that ended in an error."""
    unconfirmed: dict[str, float] = field(default_factory=dict)
    """Tasks whose notices came and were not confirmed yet, and until when they are looked for
    (monotonic)."""


class Notices:
    """All that is waited for; every method runs on the loop's thread."""

    def __init__(
        self,
        tools: Tools,
        changed: Callable[[Record, Result], None],
        *,
        settled: Callable[[str], None],
    ) -> None:
        """``changed`` keeps and tells a result whose notices changed; ``settled`` is told the id of
        a task of which nothing is to come, and all was confirmed."""
        self._tools = tools
        self._changed = changed
        self._settled = settled
        self._places: dict[Place, _Watch] = {}
        self._memories: dict[Place, Session] = {}
        """Of places where nothing is waited for now: the next upload may end in a moment."""
        self._over = False

    def wait(self, ended: Iterable[tuple[Record, Result]], *, again: bool = False) -> None:
        """Watch for what the receipts of these say is to come.

        ``again``: they are of an earlier run, which may have shown what it could not confirm.
        """
        for record, result in ended:
            pending = pending_of(result.receipt)
            if self._over or result.receipt is None or not (pending or again):
                continue
            watch = self._watch(_place(record))
            watch.tasks[record.task.id] = (record, result)
            if not pending:
                self._leave_unconfirmed(watch, record.task.id)
            watch.woken.set()
            if watch.watcher is None:
                self._begin(_place(record), watch)

    def wake(self, connection_id: str) -> None:
        """Its access changed: look again at once."""
        for place, watch in self._places.items():
            if place[0] == connection_id:
                watch.failed = 0
                watch.woken.set()

    def close(self) -> None:
        """Stop looking; what is pending stays in the journal."""
        self._over = True
        for watch in self._places.values():
            if watch.watcher is not None:
                watch.watcher.cancel()

    # --- one place --------------------------------------------------------------------------

    def _watch(self, place: Place) -> _Watch:
        if place not in self._places:
            self._places[place] = _Watch(memory=self._memories.pop(place, {}))
        return self._places[place]

    def _begin(self, place: Place, watch: _Watch, *, pause: float = 0.0) -> None:
        async def look_until_all_came() -> None:
            if pause:
                await self._tools.sleep(pause)
            while watch.tasks:
                watch.woken.clear()
                began = self._tools.clocks.monotonic()
                wait = await self._look(place, watch)
                await self._rest(watch, wait, took=self._tools.clocks.monotonic() - began)
            del self._places[place]
            self._memories[place] = watch.memory

        def begin_again(over: asyncio.Task[None]) -> None:
            """A mistake of ours in one look must not be the end of all waiting there."""
            if over.cancelled() or (error := over.exception()) is None or self._over:
                return
            log.error("the look for notices ended", exc_info=error)
            watch.memory = {}
            self._begin(place, watch, pause=LONGEST_PAUSE)

        watch.watcher = asyncio.get_running_loop().create_task(look_until_all_came())
        watch.watcher.add_done_callback(begin_again)

    async def _rest(self, watch: _Watch, seconds: float, *, took: float) -> None:
        """Wait after a look that took so long, but not when something new is to be looked for."""
        if not watch.tasks:
            return
        if took < LEAST:
            await self._tools.sleep(LEAST - took)
            seconds -= LEAST - took
        if seconds <= 0:
            return
        sleeping = asyncio.ensure_future(_slept(self._tools.sleep(seconds)))
        woken = asyncio.ensure_future(watch.woken.wait())
        try:
            await asyncio.wait({sleeping, woken}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            sleeping.cancel()
            woken.cancel()

    async def _look(self, place: Place, watch: _Watch) -> float:
        """One look; gives the seconds to wait until the next."""
        connection_id, there = place
        provider = self._tools.providers(there.provider)
        pending = _Live(watch)
        call = self._call(connection_id, there, watch)
        began = self._tools.clocks.monotonic()
        try:
            watched = await provider.watch(call, there, pending, watch.memory)
            watch.memory = watched.memory
            self._take(watch, watched)
            if self._tools.journal.in_memory:  # not written down: it shall come again
                return max(watched.wait, FIRST_PAUSE)
            if watched.confirm:
                await provider.confirm(call, there, watched.confirm)
            self._confirmed(watch, [task_id for task_id, _notice in watched.notices])
        except UploadError as error:
            return self._missed(watch, error)
        watch.failed = 0
        self._give_up_late(watch)
        idle = self._tools.clocks.monotonic() - began < FIRST_PAUSE and not watched.notices
        return max(watched.wait, FIRST_PAUSE) if idle else watched.wait

    def _call(self, connection_id: str, there: Destination, watch: _Watch) -> PlainCall:
        record, _result = next(iter(watch.tasks.values()))
        subject = subject_of(record.task, record.batch, size=record.size)
        tools = self._tools

        async def authorise() -> Authorisation:
            return await tools.authorities.of(subject)

        return PlainCall(tools.wire, tools.clocks, authorise, endpoint=there.endpoint)

    def _take(self, watch: _Watch, watched: Watched) -> None:
        for task_id, notice in watched.notices:
            if task_id in watch.tasks:
                self._came(watch, task_id, notice)
                if not pending_of(watch.tasks[task_id][1].receipt):
                    self._leave_unconfirmed(watch, task_id)

    def _came(self, watch: _Watch, task_id: str, notice: Notice) -> None:
        record, result = watch.tasks[task_id]
        assert result.receipt is not None  # noqa: S101 - others are not waited for
        before = {known.id: known.state for known in result.receipt.notices}
        if before.get(notice.id) is NoticeState.ARRIVED and notice.state is not NoticeState.ARRIVED:
            return  # what came stays
        receipt = replace(result.receipt, notices=merged(result.receipt.notices, notice))
        if receipt.notices != result.receipt.notices:
            result = replace(result, receipt=receipt)
            watch.tasks[task_id] = (record, result)
            self._changed(record, result)

    def _leave_unconfirmed(self, watch: _Watch, task_id: str) -> None:
        watch.unconfirmed[task_id] = self._tools.clocks.monotonic() + UNCONFIRMED_FOR

    def _confirmed(self, watch: _Watch, task_ids: Iterable[str]) -> None:
        """Those of which nothing is to come any more are done with."""
        for task_id in task_ids:
            if watch.unconfirmed.pop(task_id, None) is not None:
                watch.tasks.pop(task_id, None)
                self._settled(task_id)

    def _missed(self, watch: _Watch, error: UploadError) -> float:
        """After a look that failed: longer and longer, and not for ever when the key may not."""
        watch.failed += 1
        log.info("a look for notices failed: %s", error.code)
        if isinstance(error, NotAllowed) and watch.failed >= NO_RIGHT:
            self._end(watch, watch.tasks, NoticeState.NONE, "refused")
            return 0.0
        if isinstance(error, CredentialsMissing | CredentialsRefused):
            return LONGEST_PAUSE  # another access wakes it
        self._give_up_late(watch)
        hint = error.wait or 0.0
        return max(hint, min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(watch.failed, 10)))

    def _give_up_late(self, watch: _Watch) -> None:
        now, soon = self._tools.clocks.wall(), self._tools.clocks.monotonic()
        self._confirmed(watch, [i for i, until in watch.unconfirmed.items() if soon >= until])
        late = [
            task_id
            for task_id, (_record, result) in watch.tasks.items()
            if task_id not in watch.unconfirmed
            and all(n.since and now - n.since > WAITED_FOR for n in pending_of(result.receipt))
        ]
        self._end(watch, late, NoticeState.GAVE_UP, "late")

    def _end(self, watch: _Watch, task_ids: Iterable[str], state: NoticeState, reason: str) -> None:
        now = self._tools.clocks.wall()
        for task_id in list(task_ids):
            for notice in pending_of(watch.tasks[task_id][1].receipt):
                over = replace(notice, state=state, reason=reason, at=now)
                self._came(watch, task_id, over)
            self._leave_unconfirmed(watch, task_id)
            self._confirmed(watch, [task_id])


def pending_of(receipt: Receipt | None) -> tuple[Notice, ...]:
    """The notices of a receipt that are waited for."""
    notices = receipt.notices if receipt is not None else ()
    return tuple(n for n in notices if n.state is NoticeState.PENDING)


def foremost(receipt: Receipt | None) -> tuple[str, str]:
    """State and reason of the notice that a row shows: what is pending first, then what failed."""
    notices = receipt.notices if receipt is not None else ()
    if not notices:
        return "", ""
    order = (NoticeState.PENDING, NoticeState.GAVE_UP, NoticeState.ARRIVED, NoticeState.NONE)
    first = min(notices, key=lambda notice: order.index(notice.state))
    failed = next((n for n in notices if n.good is False), None)
    if failed is not None and first.state is not NoticeState.PENDING:
        return str(failed.state), failed.reason or "failed"
    return str(first.state), first.reason


def _place(record: Record) -> Place:
    batch = record.batch
    return batch.connection_id, replace(batch.destination, prefix="")


class _Live(Sequence[Pending]):
    """What is waited for at a place, as it is at each moment: a look may take seconds, and what it
    brings may be of an upload that ended meanwhile."""

    def __init__(self, watch: _Watch) -> None:
        self._watch = watch

    @overload
    def __getitem__(self, index: int) -> Pending: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Pending]: ...
    def __getitem__(self, index: int | slice) -> Pending | Sequence[Pending]:
        return self._now()[index]

    def __iter__(self) -> Iterator[Pending]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now())

    def _now(self) -> list[Pending]:
        return [
            Pending(record.going(), result.receipt, notice)
            for task_id, (record, result) in self._watch.tasks.items()
            if result.receipt is not None
            for notice in result.receipt.notices
            if notice.state is NoticeState.PENDING or task_id in self._watch.unconfirmed
        ]


async def _slept(sleep: Awaitable[None]) -> None:
    await sleep

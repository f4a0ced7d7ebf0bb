"""The lane: many small files, one after the other, in a few sender threads.

    queue ── eight or more wait ──> fingerprinted and claimed together ──> waiting ──> under way
                                                                              │           │
      ^── trouble of any kind: the lane shuts for a while, what waits goes back           │
                                                        told in groups <── stored ────────┤
                                                        a job goes on  <── anything else ─┘

A file has its place in here instead of a job as long as all goes well. A pause or a cancel takes it
out: what waits is simply not sent, what is under way becomes a job's first try and is stopped as
one. Claims are kept before the first byte leaves, as always.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Iterable, Sequence

from app.domain.credentials import Credentials
from app.domain.destination import Destination, SameName
from app.domain.errors import (
    CredentialsMissing,
    CredentialsRefused,
    NetworkError,
    ServiceFault,
    SourceError,
    Throttled,
    UploadError,
)
from app.domain.states import UploadState
from app.domain.upload import Fingerprint, Receipt
from app.engine import fingerprint
from app.engine.authorities import subject_of
from app.engine.connections import origin_of
from app.engine.crew import Crew
from app.engine.flight import Flight
from app.engine.record import Record
from app.engine.runner import Runner
from app.engine.slots import no_slot
from app.engine.tools import Tools
from app.providers.contract import Provider

FEW = 8
"""Files from which on the lane is worth while."""
SMALL = 256 << 10
"""Bytes of the largest file that goes this way."""
MOST = 64
"""Files in the lane at a time: claimed ones are looked for after a crash, each."""
EACH = 6
"""The same for each thread, when that is more: none is to stand idle between two looks."""
GATHER = 0.01
"""Seconds between two looks at what has ended."""
SHUT = 2.0
"""Seconds for which the lane is shut after trouble."""
_MAY_HIT_ALL = (NetworkError, Throttled, ServiceFault, CredentialsRefused, CredentialsMissing)


class Lane:
    """Every method runs on the loop's thread."""

    def __init__(
        self,
        tools: Tools,
        runner: Runner,
        *,
        freed: Callable[[], None],
        back: Callable[[Sequence[Record]], None],
    ) -> None:
        """``freed``: there is room for others; ``back``: these wait in the queue again."""
        self._tools = tools
        self._runner = runner
        self._freed = freed
        self._back = back
        self._entering: dict[str, Record] = {}
        self._new: list[Record] = []
        """Those of them that nobody has looked at."""
        self._flights: dict[str, Flight] = {}
        self._waiting: deque[Flight] = deque()
        """Those of them that no thread has taken; threads take from its left."""
        self._landed: deque[Flight] = deque()
        self._called = False
        """Set by the thread that tells of the first that has landed, until they are looked at."""
        self._gathering: asyncio.TimerHandle | None = None
        self._crew = Crew(self._waiting, tools, landed=self._has_landed, gone=self._gather)
        self._tasks: set[asyncio.Task[None]] = set()
        self._open_from = 0.0
        self._last_place: tuple[Destination | None, str] = None, ""

    def __contains__(self, task_id: str) -> bool:
        return task_id in self._entering or task_id in self._flights

    def __bool__(self) -> bool:
        return bool(self._entering or self._flights)

    # --- in ---------------------------------------------------------------------------------

    def takes(self, record: Record, *, among: int) -> bool:
        """Is this one for the lane? ``among`` so many that wait."""
        batch, tools = record.batch, self._tools
        fresh = not (record.claimed_at or record.checkpoint or record.fixed)
        small = record.task.size <= SMALL and batch.method != "multipart"
        if not (fresh and small and (self or among >= FEW)) or tools.lines:
            return False
        if batch.same_name is SameName.DIFFERENT or tools.clocks.monotonic() < self._open_from:
            return False
        return self._key(record) is not None

    def has_room(self) -> bool:
        """May another one enter?"""
        return len(self._entering) + len(self._flights) < max(MOST, EACH * len(self._crew))

    def enter(self, record: Record) -> None:
        """Take one that `takes` said yes to; it is QUEUED."""
        if not self._new:
            asyncio.get_running_loop().call_soon(self._admit_new)
        self._entering[record.task.id] = record
        self._new.append(record)

    # --- out --------------------------------------------------------------------------------

    def release(self, task_ids: Iterable[str]) -> None:
        """These are not the lane's any more: they are QUEUED, or a job that goes on with them."""
        back = []
        for task_id in task_ids:
            self._entering.pop(task_id, None)
            if (flight := self._flights.pop(task_id, None)) is None:
                continue
            try:
                self._waiting.remove(flight)
            except ValueError:
                self._go_on_as_job(flight)
            else:
                back.append(self._taken_back(flight))
        self._tools.journal.note(back)

    def recall(self) -> None:
        """All that no thread has taken waits in the queue again."""
        back = list(self._entering.values())
        self._entering.clear()
        claimed = []
        while self._waiting:
            try:
                flight = self._waiting.pop()
            except IndexError:
                break  # a thread was quicker
            del self._flights[flight.record.task.id]
            claimed.append(self._taken_back(flight))
        self._tools.journal.note(claimed)
        self._back([*back, *claimed])

    def close(self) -> None:
        """The end of the program: jobs that are about to be stopped take over."""
        self.recall()
        self._gather()
        self.release(list(self._flights))
        if self._gathering is not None:
            self._gathering.cancel()

    # --- meanwhile --------------------------------------------------------------------------

    def moving(self) -> list[str]:
        """Ids of those whose bytes move."""
        return [f.record.task.id for f in self._under_way() if not f.out_at]

    def look(self) -> None:
        """Ten times a second: say who is where."""
        for flight in self._under_way():
            if flight.record.state is UploadState.PREPARING:
                flight.record.move(UploadState.SENDING)
                self._tools.tell(flight.record)
        for flight in self._crew.stand_aside():  # the row says that it waits for an answer
            here = self._flights.get(flight.record.task.id) is flight
            if here and flight.record.state is UploadState.SENDING:
                flight.record.move(UploadState.COMPLETING)
                self._tools.tell(flight.record)
        self._crew.hire()

    # --- from the queue to a thread ---------------------------------------------------------

    def _admit_new(self) -> None:
        new, self._new = self._new, []
        self._beside(self._admit(new))

    async def _admit(self, records: list[Record]) -> None:
        paths = [record.task.path for record in records]
        marks = await self._tools.chores.run(lambda: [_mark(path) for path in paths])
        flights = []
        for record, mark in zip(records, marks, strict=True):
            if self._entering.pop(record.task.id, None) is None:
                continue  # somebody took it out meanwhile
            flight = None if isinstance(mark, SourceError) else self._flight(record, mark)
            if flight is None:
                self._runner.run(record, file_lease=no_slot())  # which says what is odd
            else:
                flights.append(flight)
        self._tools.journal.note(flight.record for flight in flights)
        self._flights.update((flight.record.task.id, flight) for flight in flights)
        self._waiting.extend(flights)
        self._crew.hire()
        if not flights:
            self._freed()

    def _flight(self, record: Record, mark: Fingerprint) -> Flight | None:
        """The record is claimed then; None: it needs a job."""
        tools, there, key = self._tools, record.batch.destination, self._key(record)
        provider = tools.providers(there.provider)
        limits = provider.limits(there)
        whole = record.batch.method != "auto" or mark.size < limits.multipart_from
        if key is None or mark.size > min(SMALL, limits.largest_put) or not whole:
            return None
        now = tools.clocks.wall()
        record.mark, record.size = mark, mark.size
        record.claimed_at, record.started_at = now, record.started_at or now
        record.pace.restart(tools.clocks.monotonic(), 0)
        record.trouble(None)
        record.move(UploadState.PREPARING)
        flight = Flight(
            record,
            provider,
            key,
            origin=self._origin(provider, record),
            now=lambda: tools.clocks.at(there.endpoint),
            clock=tools.clocks.monotonic,
        )
        record.meters = (flight.meter,)
        tools.lines.begun(there.endpoint, flight.origin)
        return flight

    def _origin(self, provider: Provider, record: Record) -> str:
        """Where its requests will go, as far as one can know."""
        there = record.batch.destination
        if there is not self._last_place[0]:
            self._last_place = there, origin_of(provider.address(there, record.task.key))
        return self._last_place[1]

    def _key(self, record: Record) -> Credentials | None:
        """A key that is at hand; what is granted for each file is a job's business."""
        subject = subject_of(record.task, record.batch, size=record.task.size)
        return self._tools.authorities.key_at_hand(subject)

    # --- from a thread to the end -----------------------------------------------------------

    def _has_landed(self, flight: Flight) -> None:
        """In the sender thread."""
        self._landed.append(flight)
        if not self._called:
            self._called = True
            self._tools.wire.post().put(self._gather_soon)

    def _gather_soon(self) -> None:
        if self._gathering is None:
            self._gathering = asyncio.get_running_loop().call_later(GATHER, self._gather)

    def _gather(self) -> None:
        """Look at what has landed."""
        if self._gathering is not None:
            self._gathering.cancel()
            self._gathering = None
        self._called = False  # first: who lands from now on calls again
        endpoint = date = ""
        waited = []
        while self._landed:
            flight = self._landed.popleft()
            waited.append(flight.waited)
            endpoint, date = flight.record.batch.destination.endpoint, flight.date or date
            self._end(flight)
        if date:  # of all these answers the last one tells the time
            self._tools.clocks.learn(endpoint, date)
        self._crew.learn(waited)
        self._crew.hire()
        self._freed()

    def _end(self, flight: Flight) -> None:
        record, outcome = flight.record, flight.outcome
        error = outcome if isinstance(outcome, UploadError) else None
        flight.land()
        self._tools.lines.ended(record.batch.destination.endpoint, flight.origin, error)
        if self._flights.get(record.task.id) is not flight:
            return  # a job has it
        del self._flights[record.task.id]
        record.meters = ()
        if isinstance(error, _MAY_HIT_ALL):
            self._shut()
        if isinstance(outcome, Receipt):
            self._runner.outcomes.stored(record, outcome)
        else:
            self._go_on_as_job(flight)

    def _shut(self) -> None:
        """What fails may fail for all: one by one, jobs find out and do what has to be done."""
        self._open_from = self._tools.clocks.monotonic() + SHUT
        self.recall()

    def _go_on_as_job(self, flight: Flight) -> None:
        record = flight.record
        if record.state is UploadState.PREPARING:
            record.move(UploadState.SENDING)
        if flight.out_at and not flight.is_gone() and record.state is UploadState.SENDING:
            record.move(UploadState.COMPLETING)
        self._runner.run(record, file_lease=no_slot(), flight=flight)

    def _taken_back(self, flight: Flight) -> Record:
        """Nothing of it has left; the journal is to be told."""
        self._tools.lines.dropped(flight.record.batch.destination.endpoint, flight.origin)
        flight.land()
        return _as_it_was(flight.record)

    # --- small things -----------------------------------------------------------------------

    def _under_way(self) -> list[Flight]:
        return [flight for flight in self._flights.values() if flight.begun]

    def _beside(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _as_it_was(record: Record) -> Record:
    """QUEUED: nothing came of it, for certain."""
    record.meters = ()
    record.claimed_at = 0.0
    record.rest(UploadState.PAUSED)
    record.move(UploadState.QUEUED)
    return record


def _mark(path: str) -> Fingerprint | SourceError:
    try:
        return fingerprint.of(path)
    except SourceError as error:
        return error

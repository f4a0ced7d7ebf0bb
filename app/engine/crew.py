"""The lane's crew: sender threads that take one flight after the other, and how many of them.

All of Python has one lock: where an answer is there at once, a third thread is only in the others'
way. Where it takes its time, threads that wait are no burden, and many have to wait side by side.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence

from app.engine import processors
from app.engine.courier import Courier
from app.engine.flight import Flight
from app.engine.post import Post
from app.engine.slots import Lease
from app.engine.tools import Tools

FEWEST = 1
MOST = 42
"""Threads at a time; below the 64 of the wire. More of them are in each other's way."""
WORK = 0.0005
"""Seconds of a thread's own work for a file, about."""
ENOUGH = 4
"""Files that tell how long the line takes."""
ANSWERING = 0.005
"""Seconds from which on a thread that waits for an answer is one that another can stand in for."""
LONG = 0.1
"""Seconds from which on it gives its slot back."""


class Shift:
    """A sender thread's errand in the lane: it takes one flight after the other."""

    def __init__(
        self,
        waiting: deque[Flight],
        post: Post,
        *,
        lease: Lease | None,
        landed: Callable[[Flight], None],
        over: Callable[[Shift], None],
    ) -> None:
        """``landed`` is called in the thread, ``over`` on the loop; ``lease`` is a slot, if any."""
        self.post = post
        self.lease = lease
        self.flight: Flight | None = None
        """The one under way."""
        self.last = False
        """It takes no other one."""
        self._waiting = waiting
        self._landed = landed
        self._over = over
        self._sent = 0

    @property
    def origin(self) -> str:
        """See `Errand`."""
        try:
            return (self.flight or self._waiting[0]).origin
        except IndexError:  # another thread took the last one in this moment
            return ""

    def carry(self, courier: Courier) -> None:
        """Take what waits, until nothing does."""
        processors.stay_on_one()
        try:
            self._carry_all(courier)
        finally:
            processors.use_all()

    def _carry_all(self, courier: Courier) -> None:
        while not self.last:
            try:
                flight = self._waiting.popleft()
            except IndexError:
                return
            flight.begun, self.flight = True, flight
            try:
                flight.carry(courier)
            finally:
                self._sent += flight.order.size + 1  # an empty one counts, too
                self.flight = None
                self._landed(flight)

    def settle(self) -> None:
        """See `Errand`."""
        self._over(self)

    turned_away = settle

    def let_go(self) -> None:
        """See `Errand`."""
        self.last = True
        if (flight := self.flight) is not None:
            flight.let_go()

    def sever(self) -> None:
        """See `Errand`."""
        if (flight := self.flight) is not None:
            flight.grip.sever()

    def sent(self) -> int:
        """See `Errand`."""
        flight = self.flight
        return self._sent + (flight.meter.sent if flight is not None else 0)

    def may_break(self) -> bool:
        """See `Errand`."""
        flight = self.flight
        return flight is not None and not flight.out_at


class Crew:
    """Those who work now; every method runs on the loop's thread."""

    def __init__(
        self,
        waiting: deque[Flight],
        tools: Tools,
        *,
        landed: Callable[[Flight], None],
        gone: Callable[[], None],
    ) -> None:
        """``landed`` is called in a sender thread, ``gone`` when one has ended its shift."""
        self._waiting = waiting
        self._tools = tools
        self._landed = landed
        self._gone = gone
        self._shifts: set[Shift] = set()
        self._wanted = FEWEST
        self._queueing: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        return len(self._shifts)

    def learn(self, waited: Sequence[float]) -> None:
        """How long the line took for some files, in seconds."""
        if waited and (len(waited) >= ENOUGH or len(waited) >= len(self._shifts)):
            # The quickest one had least to do with locks of ours.
            self._wanted = min(MOST, FEWEST + int(min(waited) / WORK))

    def hire(self) -> None:
        """As many threads as slots are free, and one more for each that only waits."""
        if not self._waiting:
            return
        now, slots = self._tools.clocks.monotonic(), self._tools.slots
        stand_ins = sum(1 for shift in self._shifts if shift.lease is None)
        answering = sum(1 for shift in self._shifts if _waits(shift, now) > ANSWERING)
        more = min(self._wanted + answering, MOST) - len(self._shifts)
        for _ in range(min(len(self._waiting), more)):
            lease = slots.take_now()
            if lease is None and stand_ins >= answering:
                break
            stand_ins += lease is None
            self._begin(lease)
        if not self._shifts and self._queueing is None:
            self._queueing = asyncio.get_running_loop().create_task(self._queue_up())

    def stand_aside(self) -> list[Flight]:
        """Flights whose answer takes long; their threads hold no slot any more."""
        now, slots = self._tools.clocks.monotonic(), self._tools.slots
        long = [shift for shift in self._shifts if _waits(shift, now) > LONG]
        for shift in long:
            shift.last = True
            if shift.lease is not None:
                shift.lease.give_back()
                shift.lease = None
        if slots.is_crowded():  # parts of large files wait, too: one after the other makes room
            held = (shift for shift in self._shifts if shift.lease is not None and not shift.last)
            if (one := next(held, None)) is not None:
                one.last = True
        return [flight for shift in long if (flight := shift.flight) is not None]

    def _begin(self, lease: Lease | None) -> None:
        wire = self._tools.wire
        shift = Shift(
            self._waiting, wire.post(), lease=lease, landed=self._landed, over=self._shift_over
        )
        self._shifts.add(shift)
        processors.stay_on_one()  # the loop, too: it takes turns with them
        wire.hand_out(shift)

    def _shift_over(self, shift: Shift) -> None:
        self._shifts.discard(shift)
        if not self._shifts:
            processors.use_all()
        if shift.lease is not None:
            shift.lease.give_back()
        self._gone()

    async def _queue_up(self) -> None:
        """Others have all the slots: wait in their queue."""
        try:
            lease = await self._tools.slots.take()
        finally:
            self._queueing = None
        if self._waiting:
            self._begin(lease)
        else:
            lease.give_back()


def _waits(shift: Shift, now: float) -> float:
    """Seconds for which its thread has been waiting for an answer."""
    flight = shift.flight
    return now - flight.out_at if flight is not None and flight.out_at else 0.0

"""Sender threads, and the staff that hands them requests.

The staff lives on the loop and needs no lock: a thread is *idle* (waits for its next request) or
*busy* (carries one), and it becomes idle only by a call on the loop. Threads are made when a
request finds none idle, up to a limit; beyond it requests wait their turn. A request goes to an
idle thread that has a connection to its origin, else to the one that worked last. A thread that
was idle for long is let off.
"""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from weakref import WeakKeyDictionary

from app.domain.errors import InternalError
from app.engine.courier import Courier, Rules
from app.engine.trip import Outcome, Trip

Marks = WeakKeyDictionary[Trip, int]
"""Bytes sent by each request."""


class Sender:
    """A daemon thread that carries one request after the other."""

    def __init__(
        self, courier: Courier, name: str, *, on_done: Callable[[Sender, Trip, Outcome], None]
    ) -> None:
        """``on_done`` is called on the loop of each trip after it."""
        self.origins: frozenset[str] = frozenset()
        """Where it keeps connections to; true while it is idle."""
        self.idle_since = 0.0
        """Loop time; kept by the staff."""
        self.sound = True
        """False when its thread died of a mistake of ours."""
        self._courier = courier
        self._on_done = on_done
        self._inbox: SimpleQueue[Trip | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def give(self, trip: Trip) -> None:
        """Carry this one next."""
        self._inbox.put(trip)

    def let_off(self) -> None:
        """End the thread after what it was given so far; its connections are closed."""
        self._inbox.put(None)

    def _work(self) -> None:
        try:
            while (trip := self._inbox.get()) is not None:
                self._carry(trip)
                del trip  # or its body would stay until the next one comes
        finally:
            self._courier.rest()

    def _carry(self, trip: Trip) -> None:
        outcome: Outcome = InternalError("a sender thread died")
        self.sound = False
        try:
            outcome = self._courier.carry(trip)
            self.sound = True
        finally:
            self.origins = self._courier.origins()
            trip.post.put(partial(self._on_done, self, trip, outcome))


class Staff:
    """All sender threads of a wire. Every method is called on the loop."""

    def __init__(self, rules: Rules, *, most_threads: int) -> None:
        """No thread yet."""
        self._rules = rules
        self._most = most_threads
        self._names = itertools.count(1)
        self._idle: list[Sender] = []  # the one that is idle longest comes first
        self._busy: dict[Trip, Sender] = {}
        self._waiting: deque[Trip] = deque()
        self._letting_off: asyncio.TimerHandle | None = None
        self._closed = False

    def hand_out(self, trip: Trip) -> None:
        """Have a request carried, now or when a thread becomes free."""
        if self._closed:
            trip.settle(None)
        elif self._idle:
            self._give(trip, self._pick(trip.request.origin))
        elif len(self._busy) < self._most:
            name = f"sender-{next(self._names)}"
            self._give(trip, Sender(Courier(self._rules), name, on_done=self._done))
        else:
            self._waiting.append(trip)

    def let_go(self, trip: Trip) -> None:
        """Cancel a request; its thread notices at once in whatever it does."""
        if trip in self._busy:
            trip.grip.cancel()
        elif trip in self._waiting:
            self._waiting.remove(trip)
            trip.settle(None)

    def drop_idle(self) -> None:
        """Connections that carry nothing now are not used again."""
        while self._idle:
            self._idle.pop().let_off()

    def marks(self) -> Marks:
        """How many bytes each request under way has sent; keeps none of them."""
        return WeakKeyDictionary({trip: trip.sending.meter.sent for trip in self._busy})

    def still(self, marks: Marks) -> list[Trip]:
        """Requests that got nowhere since those marks, and whose connections are no loss."""
        return [
            trip
            for trip, sent in marks.items()
            if trip in self._busy and trip.may_break() and trip.sending.meter.sent == sent
        ]

    def sever_still(self, marks: Marks) -> None:
        """Break their connections."""
        for trip in self.still(marks):
            trip.grip.sever()

    def close(self) -> None:
        """Cancel all requests and end all threads; returns at once."""
        self._closed = True
        if self._letting_off is not None:
            self._letting_off.cancel()
        while self._waiting:
            self._waiting.popleft().settle(None)
        for trip, sender in self._busy.items():
            trip.grip.cancel()
            sender.let_off()
        while self._idle:
            self._idle.pop().let_off()

    def _pick(self, origin: str) -> Sender:
        warm = (i for i in reversed(range(len(self._idle))) if origin in self._idle[i].origins)
        return self._idle.pop(next(warm, -1))

    def _give(self, trip: Trip, sender: Sender) -> None:
        self._busy[trip] = sender
        sender.give(trip)

    def _done(self, sender: Sender, trip: Trip, outcome: Outcome) -> None:
        del self._busy[trip]
        trip.settle(outcome)
        if self._closed:
            return
        if sender.sound:
            loop = asyncio.get_running_loop()
            sender.idle_since = loop.time()
            self._idle.append(sender)
            self._watch(loop)
        if self._waiting:
            self.hand_out(self._waiting.popleft())

    def _watch(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._letting_off is None and self._idle:
            when = self._idle[0].idle_since + self._rules.idle
            self._letting_off = loop.call_at(when, self._let_off_idle, loop)

    def _let_off_idle(self, loop: asyncio.AbstractEventLoop) -> None:
        self._letting_off = None
        while self._idle and self._idle[0].idle_since + self._rules.idle <= loop.time():
            self._idle.pop(0).let_off()
        self._watch(loop)

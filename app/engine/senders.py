"""Sender threads, and the staff that hands them errands: one request, or a row of them.

The staff lives on the loop and needs no lock: a thread is *idle* (waits for its next errand) or
*busy* (is on one), and it becomes idle only by a call on the loop. Threads are made when an errand
finds none idle, up to a limit; beyond it errands wait their turn. An errand goes to an idle thread
that has a connection to its origin, else to the one that worked last. A thread that was idle for
long is let off.
"""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from typing import Protocol
from weakref import WeakKeyDictionary

from app.engine import processors
from app.engine.courier import Courier, Rules
from app.engine.post import Post


class Errand(Protocol):
    """What a sender thread is given to do."""

    post: Post
    """To the loop."""

    @property
    def origin(self) -> str:
        """Where its requests go, or the one at hand."""
        ...

    def carry(self, courier: Courier) -> None:
        """Do it; in the sender thread."""

    def settle(self) -> None:
        """The thread is through with it; on the loop, like everything below."""

    def turned_away(self) -> None:
        """No thread takes it (any more)."""

    def let_go(self) -> None:
        """End it at once, whatever its thread is doing."""

    def sever(self) -> None:
        """Break the connection of the request at hand."""

    def sent(self) -> int:
        """Bytes of files that have left."""
        ...

    def may_break(self) -> bool:
        """Is nothing lost with that connection?"""
        ...


Marks = WeakKeyDictionary[Errand, int]
"""Bytes sent on each errand."""


class Sender:
    """A daemon thread that does one errand after the other."""

    def __init__(
        self, courier: Courier, name: str, *, on_done: Callable[[Sender, Errand], None]
    ) -> None:
        """``on_done`` is called on the loop of each errand after it."""
        self.origins: frozenset[str] = frozenset()
        """Where it keeps connections to; true while it is idle."""
        self.idle_since = 0.0
        """Loop time; kept by the staff."""
        self.sound = True
        """False when its thread died of a mistake of ours."""
        self._courier = courier
        self._on_done = on_done
        self._inbox: SimpleQueue[Errand | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def give(self, errand: Errand) -> None:
        """Do this one next."""
        self._inbox.put(errand)

    def let_off(self) -> None:
        """End the thread after what it was given so far; its connections are closed."""
        self._inbox.put(None)

    def _work(self) -> None:
        processors.use_all()  # whatever holds for who made it
        try:
            while (errand := self._inbox.get()) is not None:
                self._carry(errand)
                del errand  # or its body would stay until the next one comes
        finally:
            self._courier.rest()

    def _carry(self, errand: Errand) -> None:
        self.sound = False
        try:
            errand.carry(self._courier)
            self.sound = True
        finally:
            self.origins = self._courier.origins()
            errand.post.put(partial(self._on_done, self, errand))


class Staff:
    """All sender threads of a wire. Every method is called on the loop."""

    def __init__(self, rules: Rules, *, most_threads: int) -> None:
        """No thread yet."""
        self._rules = rules
        self._most = most_threads
        self._names = itertools.count(1)
        self._idle: list[Sender] = []  # the one that is idle longest comes first
        self._busy: dict[Errand, Sender] = {}
        self._waiting: deque[Errand] = deque()
        self._letting_off: asyncio.TimerHandle | None = None
        self._closed = False

    def hand_out(self, errand: Errand) -> None:
        """Have an errand done, now or when a thread becomes free."""
        if self._closed:
            errand.turned_away()
        elif self._idle:
            self._give(errand, self._pick(errand.origin))
        elif len(self._busy) < self._most:
            name = f"sender-{next(self._names)}"
            self._give(errand, Sender(Courier(self._rules), name, on_done=self._done))
        else:
            self._waiting.append(errand)

    def let_go(self, errand: Errand) -> None:
        """End an errand; its thread notices at once in whatever it does."""
        if errand in self._busy:
            errand.let_go()
        elif errand in self._waiting:
            self._waiting.remove(errand)
            errand.turned_away()

    def drop_idle(self) -> None:
        """Connections that carry nothing now are not used again."""
        while self._idle:
            self._idle.pop().let_off()

    def marks(self) -> Marks:
        """How many bytes have left on each errand under way; keeps none of them."""
        return WeakKeyDictionary({errand: errand.sent() for errand in self._busy})

    def still(self, marks: Marks) -> list[Errand]:
        """Errands that got nowhere since those marks, and whose connections are no loss."""
        return [
            errand
            for errand, sent in marks.items()
            if errand in self._busy and errand.may_break() and errand.sent() == sent
        ]

    def sever_still(self, marks: Marks) -> None:
        """Break their connections."""
        for errand in self.still(marks):
            errand.sever()

    def close(self) -> None:
        """End all errands and all threads; returns at once."""
        self._closed = True
        if self._letting_off is not None:
            self._letting_off.cancel()
        while self._waiting:
            self._waiting.popleft().turned_away()
        for errand, sender in self._busy.items():
            errand.let_go()
            sender.let_off()
        while self._idle:
            self._idle.pop().let_off()

    def _pick(self, origin: str) -> Sender:
        warm = (i for i in reversed(range(len(self._idle))) if origin in self._idle[i].origins)
        return self._idle.pop(next(warm, -1))

    def _give(self, errand: Errand, sender: Sender) -> None:
        self._busy[errand] = sender
        sender.give(errand)

    def _done(self, sender: Sender, errand: Errand) -> None:
        del self._busy[errand]
        errand.settle()
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

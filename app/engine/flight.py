"""Flight: one small file's only step, carried out from end to end in a sender thread.

A job takes its file through the loop some ten times; for thousands of small files that is most of
the work. A flight takes the one step that most of them need, the provider's ``put``, out of the
loop: a step waits for nothing but its requests, and in a sender thread these do not wait either.
What does not end well goes on as a job (`app.engine.job`), with the flight as its first try.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import TypeVar

from app.domain.credentials import Credentials
from app.domain.errors import InternalError, NotReached, UploadError
from app.domain.upload import Fingerprint, Receipt
from app.engine.body import measured
from app.engine.call import GONE_WITHIN, file_bytes
from app.engine.courier import Courier
from app.engine.grip import Grip, LetGo
from app.engine.meter import Meter
from app.engine.record import Record
from app.providers.contract import Order, Provider, Reply, Request

T = TypeVar("T")


class Flight:
    """One file's ``put``: the call that its step is given, and the load that a courier carries."""

    request: Request

    def __init__(
        self,
        record: Record,
        provider: Provider,
        given: Credentials,
        *,
        origin: str,
        now: Callable[[], float],
        clock: Callable[[], float],
    ) -> None:
        """``now`` is the service's time, ``clock`` monotonic; both are called in any thread."""
        self.record = record
        self.order: Order = record.going()
        self.origin = origin
        self.grip, self.meter = Grip(), Meter()
        self.begun = False
        """True from the moment that a thread took it."""
        self.out_at = 0.0
        """Monotonic time at which the last byte left; 0: not yet."""
        self.outcome: Receipt | UploadError | None = None
        """How it ended, once it is over; None when it was let go."""
        self.date = ""
        """The service's clock, as the answer told it."""
        self.waited = 0.0
        """Seconds that its thread spent with the line: others may work meanwhile."""
        self._provider = provider
        self.given = given
        """What it goes by."""
        self._now = now
        self._clock = clock
        self._courier: Courier | None = None
        self._over = False
        self._landed = asyncio.Event()

    @property
    def mark(self) -> Fingerprint | None:
        """See `Load`."""
        return self.record.mark

    # --- in the sender thread ---------------------------------------------------------------

    def carry(self, courier: Courier) -> None:
        """Carry out the step."""
        self._courier = courier
        sound = False
        try:
            self.outcome = self._put()
            sound = True
        except LetGo:
            sound = True
        except UploadError as error:
            error.__context__ = error.__cause__ = None  # these hold frames, and their blocks
            self.outcome, sound = error.with_traceback(None), True
        finally:
            self._courier = None
            if not sound:
                self.outcome = InternalError("a sender thread died")

    def _put(self) -> Receipt:
        try:
            return _driven(self._provider.put(self, self.order))
        except NotReached as error:
            if error.values.get("stale") != "yes":
                raise
        return _driven(self._provider.put(self, self.order))  # over a new connection

    async def send(self, request: Request) -> Reply:
        """As `app.providers.contract.Call`; it does not wait, for the thread does."""
        courier, self.request = self._courier, measured(request)
        assert courier is not None  # noqa: S101 - steps run within `carry` only
        outcome = courier.carry(self)
        if outcome is None:
            raise LetGo
        if isinstance(outcome, UploadError):
            raise outcome
        self.date = outcome.header("date")
        self.waited += outcome.timings.send + outcome.timings.wait
        return outcome

    async def authorisation(self) -> Credentials:
        """What this try was begun with."""
        return self.given

    async def another(self) -> Credentials:
        """The same: flights go by keys."""
        return self.given

    def now(self) -> float:
        """Unix time by the service's clock."""
        return self._now()

    def body_sent(self) -> None:
        """See `Load`."""
        if self.order.size == 0 or file_bytes(self.request.body) is not None:
            self.out_at = self._clock()

    # --- on the loop: as a call of the job that goes on with it -------------------------------

    def land(self) -> None:
        """It is over, and the thread has let go of everything."""
        self._over = True
        self._landed.set()

    async def landing(self) -> Receipt:
        """How it ends. Raises `UploadError`; a cancel lets it go."""
        try:
            await self._landed.wait()
        except asyncio.CancelledError:
            self.let_go()
            raise
        if isinstance(self.outcome, UploadError):
            raise self.outcome
        if self.outcome is None:
            raise asyncio.CancelledError
        return self.outcome

    def let_go(self) -> None:
        """End it, whatever its thread is doing."""
        self.grip.cancel()

    async def gone(self) -> None:
        """Wait until file and socket are free, at most 2 s."""
        waiting = asyncio.ensure_future(self._landed.wait())
        await asyncio.wait({waiting}, timeout=GONE_WITHIN)
        waiting.cancel()

    def is_gone(self) -> bool:
        """True when nothing is held any more."""
        return self._over

    def may_have_left(self) -> bool:
        """Can the service have got a whole request? It is small: at once, then."""
        return self.begun


def _driven(step: Coroutine[None, None, T]) -> T:
    """The result of a step whose requests do not wait: then nothing of it does."""
    try:
        step.send(None)
    except StopIteration as end:
        result: T = end.value
        return result
    step.close()
    raise InternalError("a step waits for something else than its requests")

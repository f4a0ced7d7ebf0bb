"""The wire: every HTTP request of the program goes through `Wire.send`.

    loop thread                              sender threads (at most 64, each with own connections)
    -----------                              --------------
    await wire.send(request, sending) ---->  connect, write, read the file and count its checksums
        on_body_sent()                <----  the last byte of the body has left
        Reply, or an error raised     <----  the answer is complete, or never came
        sending.gone is set           <----  file and socket are let go

A request is sent once and never again; redirects are not followed, bodies not decoded, targets not
changed. One road for all requests, with and without a file body, over proxies too: llhttp's grammar
(`channel`) over sockets of ours (`backend`). httpcore copies each block of a large file once more;
h11, in Python, took a third of a small file's time.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Callable, Collection

from app.domain.errors import UploadError
from app.domain.patience import Patience
from app.engine.connections import ProxyFor
from app.engine.courier import Rules
from app.engine.gate import Gate
from app.engine.meter import Meter
from app.engine.post import Post
from app.engine.senders import Errand, Marks, Staff
from app.engine.throttle import Throttle
from app.engine.trip import Sending, Trip
from app.engine.trust import Trust
from app.providers.contract import Reply, Request

__all__ = ["Meter", "Sending", "Wire", "no_proxy"]


def no_proxy(origin: str) -> str | None:
    """Connect directly, always."""
    return None


class Wire:
    """Sends requests. Belongs to one loop; all methods are called there."""

    def __init__(
        self,
        *,
        throttle: Throttle,
        proxy_for: ProxyFor = no_proxy,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        patience: Patience | None = None,
        idle: float = 15.0,
        abreast: int = 0,
        most_threads: int = 64,
        context: Callable[[], ssl.SSLContext] | None = None,
    ) -> None:
        """Times in seconds.

        ``proxy_for`` and ``context`` (TLS; default: this computer's trust) are called in sender
        threads. ``idle`` is how long an unused connection is kept, and an unused thread.
        ``abreast`` is how many senders work at once (`app.engine.gate`); 0: all of them.
        """
        self._patience = patience or Patience()
        self._post: Post | None = None
        rules = Rules(
            throttle=throttle,
            proxy_for=proxy_for,
            context=context or Trust().context,
            clock=clock,
            wall=wall,
            patience=lambda: self._patience,
            idle=idle,
            gate=Gate(abreast),
        )
        self._marks = Marks()
        self._staff = Staff(rules, most_threads=most_threads)

    async def send(self, request: Request, sending: Sending) -> Reply:
        """Send once. ``sending`` is new for each call.

        Raises `NotReached` (``reason`` is name, refused, timeout, certificate, proxy,
        proxy_password or broken; ``stale`` is yes when a kept connection turned out dead and
        nothing was carried out),
        `AnswerLost`, `SourceError`; `DestinationError` for an origin that is none; `InternalError`
        for a request that is not HTTP. A cancel returns at once; wait for ``sending.gone`` to know
        that file and connection are free. After `close` every send is cancelled.
        """
        trip = Trip(request, sending, self.post(), asyncio.get_running_loop().create_future())
        self._staff.hand_out(trip)
        outcome = None
        try:
            outcome = await trip.future
            if isinstance(outcome, UploadError):
                raise outcome
            return outcome
        except asyncio.CancelledError:
            self._staff.let_go(trip)
            raise
        finally:
            del outcome, trip  # an error must not hold on to the frame that raised it

    def hand_out(self, errand: Errand) -> None:
        """Have something else done in a sender thread, with its connections."""
        self._staff.hand_out(errand)

    def post(self) -> Post:
        """Calls to the loop."""
        if self._post is None:
            self._post = Post(asyncio.get_running_loop())
        return self._post

    def set_patience(self, patience: Patience) -> None:
        """Wait that long from the next request on; those under way keep what they began with."""
        self._patience = patience

    def refresh(self, stalled: float) -> None:
        """The network may be another one: kept connections are dropped.

        A request that writes and gets nowhere for ``stalled`` seconds from now on breaks; one whose
        answer is awaited does not: it may come, and the callback's outcome with it.
        """
        self._staff.drop_idle()
        loop, marks = asyncio.get_running_loop(), self._staff.marks()
        loop.call_later(stalled, self._staff.sever_still, marks)

    def still(self, lost: Collection[str]) -> set[str]:
        """Origins of requests that got nowhere since the last call; those to ``lost`` break."""
        before, self._marks = self._marks, self._staff.marks()
        found = self._staff.still(before)
        for errand in found:
            if errand.origin in lost:
                errand.sever()
        return {errand.origin for errand in found}

    def close(self) -> None:
        """Cancel everything and end all threads; returns at once."""
        self._staff.close()

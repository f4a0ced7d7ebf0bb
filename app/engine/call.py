"""What a provider's step may use: `JobCall` for one job, `PlainCall` for everything else."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from app.domain.grant import Authorisation
from app.engine.body import LARGEST, pieces
from app.engine.clocks import Clocks
from app.engine.lines import Lines
from app.engine.record import Record
from app.engine.slots import Lease
from app.engine.wire import Sending, Wire
from app.providers.contract import Body, Reply, Request, SourceRange

GONE_WITHIN = 2.0
"""Seconds that a cancelled send may take to let go of its file and socket (design, section 6)."""


Authorise = Callable[[], Awaitable[Authorisation]]


class _Call:
    """What calls have in common: an authorisation, and whose time it is."""

    def __init__(
        self,
        wire: Wire,
        clocks: Clocks,
        authorise: Authorise,
        *,
        endpoint: str = "",
        lines: Lines | None = None,
        another: Authorise | None = None,
    ) -> None:
        """``endpoint`` is whose time the answers tell; empty: nobody's that matters.

        ``another``: see `app.providers.contract.Call.another`.

        ``lines`` are told whether requests reach their place.
        """
        self._wire = wire
        self._lines = lines
        self._clocks = clocks
        self._authorise = authorise
        self._another = another or authorise
        self._endpoint = endpoint

    async def authorisation(self) -> Authorisation:
        """As `app.engine.authorities.Authorities.of`; of a job: what this try was begun with."""
        return await self._authorise()

    async def another(self) -> Authorisation:
        """See `app.providers.contract.Call`."""
        return await self._another()

    def now(self) -> float:
        """Unix time by the service's clock."""
        return self._clocks.at(self._endpoint)

    async def _carried(self, request: Request, sending: Sending) -> Reply:
        if self._lines is None:
            return await self._wire.send(request, sending)
        with self._lines.using(self._endpoint or request.origin, request.origin):
            return await self._wire.send(request, sending)


class PlainCall(_Call):
    """Sends requests that belong to no upload, and tells the service's time."""

    async def send(self, request: Request) -> Reply:
        """Send once (see `app.providers.contract.Call`)."""
        reply = await self._carried(request, Sending())
        if self._endpoint and not request.foreign:
            self._clocks.learn(self._endpoint, reply.header("date"))
        return reply


class JobCall(_Call):
    """Sends requests, lends an authorisation and tells the service's time.

    ``lease`` is given back with the last byte of the (first) body that holds file data;
    ``on_body_sent`` is called at that moment.
    """

    def __init__(
        self,
        record: Record,
        *,
        wire: Wire,
        authorise: Authorise,
        clocks: Clocks,
        lines: Lines | None = None,
        lease: Lease | None = None,
        on_body_sent: Callable[[], None] | None = None,
        repeatable: bool = False,
        another: Authorise | None = None,
    ) -> None:
        """``repeatable``: nothing is lost when an answer does not come (parts)."""
        endpoint = record.batch.destination.endpoint
        super().__init__(wire, clocks, authorise, endpoint=endpoint, lines=lines, another=another)
        self._record = record
        self._lease = lease
        self._told = on_body_sent
        self._repeatable = repeatable
        self._sendings: list[tuple[Sending, int]] = []

    async def send(self, request: Request) -> Reply:
        """Send once (see `app.providers.contract.Call`)."""
        size = file_bytes(request.body)
        # The body of an empty file holds no range: with the first request everything has left.
        carries = size is not None or self._record.size == 0
        sending = Sending(
            self._body_sent if carries else None,
            mark=self._record.mark,
            repeatable=self._repeatable,
        )
        self._sendings.append((sending, size or 0))
        self._record.meters += (sending.meter,)
        try:
            reply = await self._carried(request, sending)
        finally:
            meters = self._record.meters
            self._record.meters = tuple(m for m in meters if m is not sending.meter)
        if not request.foreign:
            self._clocks.learn(self._endpoint, reply.header("date"))
        return reply

    def let_go(self) -> None:
        """Give the slot back if it is still held."""
        if self._lease is not None:
            self._lease.give_back()

    async def gone(self) -> None:
        """Wait until every send of this call has let go of file and socket, at most 2 s."""
        waits = [asyncio.ensure_future(sending.gone.wait()) for sending, _ in self._sendings]
        try:
            if waits:
                await asyncio.wait(waits, timeout=GONE_WITHIN)
        finally:
            for wait in waits:
                wait.cancel()

    def is_gone(self) -> bool:
        """True when nothing of this call is held any more."""
        return all(sending.gone.is_set() for sending, _ in self._sendings)

    def may_have_left(self) -> bool:
        """Can the service have got a whole request? False only when that is certain.

        The last block may have been written although nobody counted it any more.
        """
        return any(
            not sending.gone.is_set() or sending.meter.sent + LARGEST >= size
            for sending, size in self._sendings
        )

    def _body_sent(self) -> None:
        self.let_go()
        if self._told is not None:
            self._told()


def file_bytes(body: Body) -> int | None:
    """Bytes of the body that come from a file; None when there is no file in it."""
    ranges = [p for p in pieces(body) if isinstance(p, SourceRange) and not p.beside]
    return sum(piece.length for piece in ranges) if ranges else None

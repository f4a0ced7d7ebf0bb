"""Carries out one request after the other in a sender thread, over HTTP/1.1.

What becomes of a request, and what is raised:

answered, whatever the status                     `Reply`; also when it came too early
cancelled                                         nothing (the caller has gone already)
file missing, unreadable, shorter than planned    `SourceError`
no connection, or broken before the body was out  `NotReached`; ``reason``, ``stale`` in its values
body out, but no (legal) answer in time           `AnswerLost`
a request that is not HTTP                        `InternalError`, `DestinationError`
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, field
from typing import NamedTuple

from app.domain.errors import AnswerLost, InternalError, NetworkError, NotReached, UploadError
from app.domain.exchange import (
    Exchange,
    Headers,
    Timings,
    redacted_headers,
    redacted_url,
    secrets_in_headers,
    secrets_in_url,
)
from app.domain.patience import Patience
from app.engine.backend import Block, Desk, Unwritable
from app.engine.body import Pace, Reader, Room, length_of
from app.engine.channel import Channel, IllegalAnswer, IllegalRequest
from app.engine.connections import (
    PROXY_WANTS_PASSWORD,
    Connections,
    Line,
    ProxyFor,
    proxy_headers,
)
from app.engine.gate import Gate, Turn
from app.engine.grip import LetGo
from app.engine.load import Load, Outcome
from app.engine.shut_proxies import ShutProxies
from app.engine.throttle import Throttle
from app.providers.contract import Digests, Reply, Request

KEEP = 4 << 20
"""Bytes of an answer's body that are kept."""
DROP = 64 << 20
"""Bytes of an answer's body that are read and dropped after those, to save the connection."""
USER_AGENT = "Upcall"
LONGEST_DETAIL = 300

_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


class Answer(NamedTuple):
    """A complete answer: the first fields of a `Reply`."""

    status: int
    headers: Headers
    body: bytes
    cut: bool
    digests: tuple[Digests, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """What all couriers of a wire have in common. Times in seconds."""

    throttle: Throttle
    proxy_for: ProxyFor
    context: Callable[[], ssl.SSLContext]
    clock: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    """Unix time, for the record only."""
    patience: Callable[[], Patience] = Patience
    """Asked for each request: it may be changed at any time."""
    idle: float = 15.0
    """A connection that was idle for longer is not used again."""
    shut: ShutProxies = field(default_factory=ShutProxies)
    gate: Gate = field(default_factory=Gate)


def wire_headers(request: Request) -> Headers:
    """The request's headers as they are sent: as given, with what is missing around them."""
    given = {name.lower() for name, _value in request.headers}
    before: list[tuple[str, str]] = []
    after: list[tuple[str, str]] = []
    if "host" not in given:
        before.append(("Host", _authority(request.origin)))
    if "content-length" not in given and (request.body or request.method in _WITH_BODY):
        after.append(("Content-Length", str(length_of(request.body))))
    if "user-agent" not in given:
        after.append(("User-Agent", USER_AGENT))
    if "accept-encoding" not in given:
        after.append(("Accept-Encoding", "identity"))
    return (*before, *request.headers, *after)


class Courier:
    """Carries requests; belongs to one sender thread."""

    def __init__(self, rules: Rules) -> None:
        """Has no connection yet."""
        self._rules = rules
        self._turn = Turn(rules.gate)
        self._desk = Desk(self._turn, clock=rules.clock)
        self._pace = Pace()
        self._room = Room()
        self._patience = rules.patience()
        self._connections = Connections(
            self._desk, context=rules.context, proxy_for=rules.proxy_for, idle=rules.idle
        )

    def carry(self, load: Load) -> Outcome:
        """Carry out one request to its end. Errors are returned; None when it was let go."""
        self._patience = self._rules.patience()
        within = self._patience.for_answer(load.request.answer_within)
        self._desk.begin(load.grip, patience=within)
        started_at, began = self._rules.wall(), self._rules.clock()
        headers = wire_headers(load.request)
        outcome = self._try(load, headers)
        load.grip.detach()
        if load.grip.let_go:
            outcome = None
        if not isinstance(outcome, Answer):
            # After a cancel too: it may have hit after the last byte, unseen by us.
            self._connections.drop(load.request.origin)
        if outcome is None:
            return None
        answer = outcome if isinstance(outcome, Answer) else None
        timings = self._timings(began)
        exchange = _exchange(load.request, headers, answer, started_at=started_at, timings=timings)
        if answer is not None:
            return Reply(*answer, timings=timings, exchange=exchange)
        assert isinstance(outcome, UploadError)  # noqa: S101 - there is nothing else
        outcome.exchange = exchange
        return outcome

    def origins(self) -> frozenset[str]:
        """Where connections are kept to."""
        return self._connections.origins()

    def rest(self) -> None:
        """Close all connections; others are made when needed."""
        self._connections.close()

    def _try(self, load: Load, headers: Headers) -> Answer | UploadError | None:
        try:
            return self._attempt(load, headers)
        except LetGo:
            return None
        except UploadError as error:
            # What led to it holds frames, and these hold blocks of the file: not beyond here.
            error.__context__ = error.__cause__ = None
            return error.with_traceback(None)

    def _attempt(self, load: Load, headers: Headers) -> Answer:
        line = self._connections.take(load.request.origin)
        self._rules.shut.check(line.proxy)
        reader = Reader(
            load.request.body,
            load.grip,
            meter=load.meter,
            throttle=self._rules.throttle,
            turn=self._turn,
            pace=self._pace,
            room=self._room,
            on_out=lambda: self._body_out(load),
            mark=load.mark,
            clock=self._rules.clock,
        )
        with closing(reader.blocks()) as blocks:
            try:
                return self._talk(load.request, headers, line, reader=reader, blocks=blocks)
            except (NotReached, IllegalRequest, IllegalAnswer, OSError) as error:
                raise self._ours(error, line=line, reader=reader) from None

    def _talk(
        self,
        request: Request,
        headers: Headers,
        line: Line,
        *,
        reader: Reader,
        blocks: Generator[Block],
    ) -> Answer:
        target, raw = _raw(request, headers, line)
        channel = self._connections.connected(line, within=self._patience.connect)
        channel.begin(request.method, target, raw, length=length_of(request.body))
        stalled = self._patience.stalled
        try:
            for block in blocks:
                channel.write(block, within=stalled)
            channel.end(within=stalled)
        except Unwritable:
            blocks.close()  # the service has answered already, or nothing comes any more
        answer = self._answer(channel, reader)
        if line.proxy is not None and answer.status == PROXY_WANTS_PASSWORD:
            raise NotReached("407 from the proxy", reason="proxy_password")
        self._connections.keep(line)
        return answer

    def _answer(self, channel: Channel, reader: Reader) -> Answer:
        within = self._desk.patience
        status, headers = channel.head(within=within)
        self._desk.await_answer()
        body, cut = channel.body(keep=KEEP, drop=DROP, within=within)
        return Answer(status, headers, body, cut, tuple(reader.digests))

    def _body_out(self, load: Load) -> None:
        self._desk.await_answer()
        load.body_sent()

    def _ours(self, error: Exception, *, line: Line, reader: Reader) -> UploadError:
        """The one place where errors of sockets and of HTTP become the domain's."""
        if isinstance(error, NotReached):
            if line.proxy is not None and not line.reused and not self._desk.connected:
                error.values["reason"] = "proxy"
            if line.proxy is not None and error.values.get("reason") == "proxy_password":
                self._rules.shut.note(line.proxy)
            return error
        if isinstance(error, IllegalRequest):
            return InternalError("the request is not valid HTTP")
        if isinstance(error, TimeoutError):
            return self._lost(f"timed out: {error}", "timeout", line=line, reader=reader)
        return self._lost(str(error), "broken", line=line, reader=reader)

    def _lost(self, detail: str, reason: str, *, line: Line, reader: Reader) -> NetworkError:
        kind = AnswerLost if reader.out else NotReached
        error = kind(detail[:LONGEST_DETAIL], reason=reason)
        if line.reused:
            error.values["reused"] = "yes"
            if not reader.out and reason == "broken" and self._desk.first_read is None:
                error.values["stale"] = "yes"
        return error

    def _timings(self, began: float) -> Timings:
        desk, now = self._desk, self._rules.clock()
        heard = desk.first_read
        return Timings(
            connect=desk.connect,
            tls=desk.tls,
            send=0.0 if desk.first_write is None else desk.last_write - desk.first_write,
            wait=0.0 if heard is None else max(0.0, heard - desk.last_write),
            receive=0.0 if heard is None else now - heard,
            total=now - began,
            lookup=desk.lookup,
        )


def _raw(request: Request, headers: Headers, line: Line) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    """Target and headers as bytes; a proxy that forwards is told the whole address."""
    try:
        target = request.target.encode("ascii")
        raw = [(n.encode("ascii"), v.encode()) for n, v in headers]
    except ValueError:
        raise InternalError("target or header is not ASCII") from None
    if line.forwards:
        target = request.origin.encode("ascii") + target
        raw += proxy_headers(line.proxy)
    return target, raw


def _exchange(
    request: Request,
    headers: Headers,
    answer: Answer | None,
    *,
    started_at: float,
    timings: Timings,
) -> Exchange:
    """What went over the line, redacted."""
    secrets = (*secrets_in_headers(headers), *secrets_in_url(request.target))
    return Exchange(
        request.method,
        redacted_url(request.origin + request.target),
        redacted_headers(headers),
        request_bytes=length_of(request.body),
        status=answer.status if answer else 0,
        headers=redacted_headers(answer.headers, secrets) if answer else (),
        started_at=started_at,
        timings=timings,
    )


def _authority(origin: str) -> str:
    return origin.partition("://")[2]

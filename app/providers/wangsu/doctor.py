"""The doctor: what keeps uploads from succeeding, found out without leaving anything behind.

The first question is a block that is never merged, which no list shows and the service clears away
(wangsu.md, 3.5). A whole file is only sent where it can be deleted again: with a key and a
management domain.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.domain.addresses import is_loopback
from app.domain.asks import Check, CheckState, Probe
from app.domain.connection import Batch
from app.domain.credentials import Credentials
from app.domain.destination import with_scheme
from app.domain.errors import (
    ClockSkewed,
    CredentialsRefused,
    NetworkError,
    NotAllowed,
    NotReached,
    NotUnderstood,
    Refused,
    UploadError,
)
from app.domain.grant import Authorisation
from app.domain.upload import UploadTask
from app.providers.contract import Call, Order, Reply, Request
from app.providers.moments import moment
from app.providers.scrubbing import scrubbed
from app.providers.wangsu import answers, blocks, form, manage
from app.providers.wangsu.errors import Asked, json_object, refusal
from app.providers.wangsu.leave import leave
from app.providers.wangsu.place import check as check_place
from app.providers.wangsu.place import origin_of
from app.providers.wangsu.refusals import Kind

CONTENT = b"Upcall was here to see whether files can be stored. This one can go.\n"

NOTICEABLE = 60.0
"""Seconds that a clock may be off without a word."""


def nobodys_name() -> str:
    """A name that no object has."""
    return f"upcall-check-{secrets.token_hex(8)}.txt"


async def probe(
    call: Call, subject: Probe, *, name: Callable[[], str] = nobodys_name
) -> AsyncIterator[Check]:
    """All checks, in the order in which they build on each other. Never raises."""
    own_name = name()
    order = _order(subject, own_name)
    first = await _first_look(call, order)
    reading = _Reading(subject, first)
    for line in (reading.name(), reading.tls(), reading.clock(), reading.key()):
        yield line
    yield await _write(call, reading, order)
    yield await _manage(call, reading, order, "look")
    yield await _manage(call, reading, order, "list")
    yield reading.line("callbacks", CheckState.GOOD)


def _order(subject: Probe, name: str) -> Order:
    there = subject.destination
    task = UploadTask("check", "check", "", there.prefix + name, name, len(CONTENT), "text/plain")
    return Order(task, Batch("check", subject.connection_id, there), len(CONTENT))


@dataclass(frozen=True, slots=True)
class _First:
    """What came of the first question."""

    authorisation: Authorisation | None = None
    locked: UploadError | None = None
    """Why there is no authorisation."""
    origin: str = ""
    reply: Reply | None = None
    error: UploadError | None = None
    """None: the block was taken."""

    @property
    def reached(self) -> bool:
        """Whether it was the service that answered."""
        strange = isinstance(self.error, NotUnderstood) and not _is_service(self.reply)
        return self.reply is not None and not strange

    @property
    def skew(self) -> float | None:
        """Seconds that the service's clock is ahead; None: nobody can tell."""
        reply = self.reply
        if reply is None or reply.exchange is None or not reply.exchange.started_at:
            return None
        told = moment(reply.header("date"))
        return None if told is None else told - reply.exchange.started_at - reply.timings.total / 2


def _is_service(reply: Reply | None) -> bool:
    return reply is not None and bool(reply.header("x-reqid") or json_object(reply.body))


async def _first_look(call: Call, order: Order) -> _First:
    """Ask once, again for a clock that is corrected by now. Without leave the question goes all the
    same: the answer to that is a refusal of the service's own."""
    authorisation: Authorisation | None = None
    locked: UploadError | None = None
    try:
        authorisation = await call.authorisation()
    except UploadError as error:
        locked = error
    first = await _once(call, order, authorisation)
    if isinstance(first.error, ClockSkewed):
        first = await _once(call, order, authorisation)
    return _First(authorisation, locked, first.origin, first.reply, first.error)


async def _once(call: Call, order: Order, authorisation: Authorisation | None) -> _First:
    origin, reply = order.destination.endpoint, None
    try:
        check_place(order.destination, order.task.key)
        request, asked = _question(call, order, authorisation)
        origin = request.origin
        reply = scrubbed(await call.send(request), asked.secrets)
        if authorisation is None:
            return _First(origin=origin, reply=reply, error=refusal(reply, asked))
        blocks.block_told(reply, asked)
    except UploadError as error:
        return _First(origin=origin, reply=reply, error=error)
    return _First(origin=origin, reply=reply)


def _question(
    call: Call, order: Order, authorisation: Authorisation | None
) -> tuple[Request, Asked]:
    batch, length = secrets.token_hex(16), len(CONTENT)
    if authorisation is None:
        origin = origin_of(order.destination.endpoint)
        request = Request("POST", origin, f"/mkblk/{length}/0", (("UploadBatch", batch),), CONTENT)
        return request, Asked(order.destination, order.task.key, Kind.BLOCK)
    there = leave(order, authorisation, now=call.now(), in_parts=True)
    request = blocks.block_request(there, batch, CONTENT, index=0, length=length)
    return request, there.asked(Kind.BLOCK)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the first answer says about each line."""

    subject: Probe
    first: _First

    @property
    def host(self) -> str:
        """Host that is called; empty when it cannot be told."""
        try:
            return urlsplit(with_scheme(self.first.origin)).hostname or ""
        except ValueError:
            return ""

    def line(self, name: str, state: CheckState, reason: str = "", **values: str) -> Check:
        """A check with a word of its own."""
        there = self.subject.destination
        known = {"host": self.host, "bucket": there.bucket, "prefix": there.prefix}
        return Check(name, state, reason, known | values)

    def skipped(self, name: str, reason: str = "") -> Check:
        """It was not looked at."""
        return self.line(name, CheckState.SKIPPED, reason)

    def trouble(self, name: str, state: CheckState, error: UploadError) -> Check:
        """An error kept it from being good."""
        reason = error.values.get("reason") or error.values.get("problem", "")
        values = {n: value for n, value in error.values.items() if n != "key"}
        if error.answer is not None:
            told = {"request_id": error.answer.request_id, "code": error.answer.code}
            values |= {n: value for n, value in told.items() if value}
        known = self.line(name, state).values
        word = f"{error.code}/{reason}" if reason else error.code
        return Check(name, state, word, {**known, **values})

    def name(self) -> Check:
        error = self.first.error
        if self.first.reached or error is None or _certificate(error):
            return self.line("name", CheckState.GOOD)
        return self.trouble("name", CheckState.BAD, error)

    def tls(self) -> Check:
        error = self.first.error
        if with_scheme(self.first.origin).startswith("http:") and self.host:
            at_home = self.subject.destination.practice or is_loopback(self.host)
            state = CheckState.GOOD if at_home else CheckState.NOTE
            return self.line("tls", state, "plain" if at_home else "off")
        if error is not None and _certificate(error):
            return self.trouble("tls", CheckState.BAD, error)
        if self.first.reply is None:
            return self.skipped("tls")
        return self.line("tls", CheckState.GOOD)

    def clock(self) -> Check:
        skew, error = self.first.skew, self.first.error
        if skew is None or not self.first.reached:
            return self.skipped("clock")
        if isinstance(error, ClockSkewed):
            return self.trouble("clock", CheckState.BAD, error)
        off = abs(skew) >= NOTICEABLE
        seconds = {"seconds": str(round(abs(skew)))} if off else {}
        state = CheckState.NOTE if off else CheckState.GOOD
        return self.line("clock", state, "off" if off else "", **seconds)

    def key(self) -> Check:
        error, locked = self.first.error, self.first.locked
        if locked is not None:
            if locked.values.get("reason") == "server" or isinstance(locked, NetworkError):
                return self.skipped("key")  # it is the server that has trouble
            return self.trouble("key", CheckState.BAD, locked)
        if not self.first.reached:
            return self.skipped("key")
        if isinstance(error, CredentialsRefused):
            return self.trouble("key", CheckState.BAD, error)
        proved = error is None or isinstance(error, NotAllowed)
        return self.line("key", CheckState.GOOD) if proved else self.skipped("key")

    @property
    def closed(self) -> bool:
        """Whether nothing further can be found out."""
        first = self.first
        refused = isinstance(first.error, CredentialsRefused | ClockSkewed)
        return not first.reached or first.locked is not None or refused


def _certificate(error: UploadError | None) -> bool:
    return isinstance(error, NotReached) and error.values.get("reason") == "certificate"


async def _write(call: Call, reading: _Reading, order: Order) -> Check:
    error, given = reading.first.error, reading.first.authorisation
    if reading.closed:
        stands = isinstance(error, Refused) and not isinstance(error, CredentialsRefused)
        if error is not None and reading.first.reached and stands and given is not None:
            return reading.trouble("write", CheckState.BAD, error)
        return reading.skipped("write")
    if error is not None:
        return reading.trouble("write", CheckState.BAD, error)
    whole = isinstance(given, Credentials) and order.destination.other_endpoint.strip()
    if not whole or given is None:
        return reading.line("write", CheckState.GOOD, "block")
    try:
        there = leave(order, given, now=call.now())
        reply = await call.send(form.small(there, order.task.name, CONTENT))
        answers.said(scrubbed(reply, there.secrets), there.asked(Kind.FORM))
    except UploadError as trouble:
        return reading.trouble("write", CheckState.BAD, trouble)
    try:
        await manage.delete(call, order.destination, order.task.key)
    except UploadError as trouble:
        left = reading.trouble("write", CheckState.NOTE, trouble)
        return Check("write", left.state, f"{trouble.code}/left", left.values)
    return reading.line("write", CheckState.GOOD)


async def _manage(call: Call, reading: _Reading, order: Order, name: str) -> Check:
    there = order.destination
    if reading.closed:
        return reading.skipped(name)
    if not isinstance(reading.first.authorisation, Credentials):
        return reading.skipped(name, "grant")
    if not there.other_endpoint.strip():
        return reading.line(name, CheckState.NOTE, "management")
    try:
        if name == "look":
            await manage.stat(call, there, order.task.key)
        else:
            await manage.listed(call, there)
    except UploadError as trouble:
        return reading.trouble(name, CheckState.NOTE, trouble)
    return reading.line(name, CheckState.GOOD)

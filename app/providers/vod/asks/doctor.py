"""The doctor: what keeps uploads from succeeding, found out without leaving anything behind.

Two questions: how events are told (which any key of the account may be allowed to ask, or not), and
ApplyUpload for a file that is never sent, which reserves a path and stores nothing.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from app.domain.asks import Check, CheckState, EventSettings, Probe
from app.domain.connection import Batch
from app.domain.credentials import Credentials
from app.domain.errors import (
    AnswerLost,
    ClockSkewed,
    CredentialsRefused,
    NetworkError,
    NotReached,
    Refused,
    UploadError,
)
from app.domain.grant import Authorisation, FormGrant
from app.domain.upload import UploadTask
from app.providers.contract import Call, Order, Reply, Request
from app.providers.findings import Findings
from app.providers.moments import moment
from app.providers.vod import api, ugc, upload
from app.providers.vod.asks import event_settings

NOTICEABLE = 60.0
"""Seconds that a clock may be off without a word; the service tolerates 300 (3)."""
NAME = "upcall-check.mp4"


@dataclass(slots=True)
class _Ear:
    """A call that remembers the last answer: its date tells the service's time."""

    call: Call
    reply: Reply | None = None

    async def send(self, request: Request) -> Reply:
        """As `Call`."""
        self.reply = await self.call.send(request)
        return self.reply

    async def authorisation(self) -> Authorisation:
        """As `Call`."""
        return await self.call.authorisation()

    async def another(self) -> Authorisation:
        """As `Call`."""
        return await self.call.another()

    def now(self) -> float:
        """As `Call`."""
        return self.call.now()


@dataclass(frozen=True, slots=True)
class _First:
    """What came of the first question."""

    authorisation: Authorisation | None = None
    locked: UploadError | None = None
    """Why there is no authorisation."""
    reply: Reply | None = None
    error: UploadError | None = None
    events: EventSettings | None = None

    @property
    def reached(self) -> bool:
        """Did the service answer, rather than a proxy or a log-in page?"""
        if self.reply is None:
            return False
        opened = api.opened(self.reply)
        return "Response" in opened or "code" in opened

    @property
    def granted(self) -> bool:
        """Is it a client's signature that uploads go by?"""
        return isinstance(self.authorisation, FormGrant)

    @property
    def skew(self) -> float | None:
        """Seconds that the service's clock is ahead of this computer's."""
        reply = self.reply
        if reply is None or reply.exchange is None or not reply.exchange.started_at:
            return None
        told = moment(reply.header("date"))
        return None if told is None else told - reply.exchange.started_at - reply.timings.total / 2


async def probe(call: Call, subject: Probe) -> AsyncIterator[Check]:
    """All checks, in the order in which they build on each other. Never raises."""
    first = await _first(call, subject)
    findings = Findings(subject, _origin(first, subject))
    yield _name(first, findings)
    yield _tls(first, findings)
    yield _clock(first, findings)
    yield _key(first, findings)
    yield await _write(call, subject, first, findings=findings)
    yield _callbacks(first, findings)


async def _first(call: Call, subject: Probe) -> _First:
    """Ask; again at once where that may help: a clock that is corrected by now, a dead line."""
    try:
        authorisation = await call.authorisation()
    except UploadError as error:
        found = await _unsigned(call, subject)
        return _First(locked=error, reply=found.reply, error=found.error)
    found = await _asked(call, subject, authorisation)
    stale = isinstance(found.error, NotReached) and found.error.values.get("stale")
    if isinstance(found.error, ClockSkewed | AnswerLost) or stale:
        found = await _asked(call, subject, authorisation)
    return found


async def _asked(call: Call, subject: Probe, authorisation: Authorisation) -> _First:
    ear = _Ear(call)
    try:
        if not isinstance(authorisation, Credentials):
            await ugc.apply(ear, _order(subject))
            return _First(authorisation, reply=ear.reply)
        events = await event_settings.read(ear, subject.destination)
        return _First(authorisation, reply=ear.reply, events=events)
    except UploadError as error:
        return _First(authorisation, reply=ear.reply, error=error)


async def _unsigned(call: Call, subject: Probe) -> _First:
    """Without a key: is anybody there?"""
    try:
        origin, host = api.where(subject.destination.endpoint)
        headers = (("Host", host), ("Content-Type", api.TYPE))
        return _First(reply=await call.send(Request("POST", origin, "/", headers, b"{}", 30.0)))
    except UploadError as error:
        return _First(error=error)


def _origin(first: _First, subject: Probe) -> str:
    given, there = first.authorisation, subject.destination
    try:
        return api.where(ugc.door(given, there) if first.granted and given else there.endpoint)[0]
    except UploadError:
        return subject.destination.endpoint


def _order(subject: Probe) -> Order:
    """A file that nobody sends."""
    task = UploadTask("upcall-check", "upcall-check", NAME, NAME, NAME, 1, "video/mp4")
    return Order(task, Batch("upcall-check", subject.connection_id, subject.destination), 1)


# --- lines ------------------------------------------------------------------------------------


def _name(first: _First, findings: Findings) -> Check:
    error = first.error
    reached = first.reached or error is None or _certificate(error)
    if reached or error is None:
        return findings.good("name")
    return findings.trouble("name", CheckState.BAD, error)  # nobody is there, or somebody else


def _tls(first: _First, findings: Findings) -> Check:
    if not findings.encrypted and findings.host:
        if findings.at_home:
            return findings.good("tls", "plain")
        return findings.line("tls", CheckState.NOTE, "off")
    if first.error is not None and _certificate(first.error):
        return findings.trouble("tls", CheckState.BAD, first.error)
    return findings.good("tls") if first.reply is not None else findings.skipped("tls")


def _clock(first: _First, findings: Findings) -> Check:
    skew = first.skew
    if skew is None or not first.reached:
        return findings.skipped("clock")
    seconds = {"seconds": str(round(abs(skew)))}
    if isinstance(first.error, ClockSkewed):
        return findings.trouble("clock", CheckState.BAD, first.error, seconds)
    if abs(skew) >= NOTICEABLE:
        return findings.line("clock", CheckState.NOTE, "off", **seconds)
    return findings.good("clock")


def _key(first: _First, findings: Findings) -> Check:
    error, locked = first.error, first.locked
    if locked is not None:
        servers = locked.values.get("reason") == "server" or isinstance(locked, NetworkError)
        if servers:
            return findings.skipped("key")  # it is the server that has trouble
        return findings.trouble("key", CheckState.BAD, locked)
    if not first.reached:
        return findings.skipped("key")
    if isinstance(error, CredentialsRefused):
        return findings.trouble("key", CheckState.BAD, error)
    proved = error is None or (isinstance(error, Refused) and not error.retryable)
    return findings.good("key") if proved else findings.skipped("key")


async def _write(call: Call, subject: Probe, first: _First, *, findings: Findings) -> Check:
    """May a file be sent? ApplyUpload without a commit."""
    error = first.error
    stopped = isinstance(error, CredentialsRefused | ClockSkewed)
    if not first.reached or first.locked is not None or stopped:
        return findings.skipped("write")
    if first.granted:  # asked already
        return findings.good("write") if error is None else _no_write(findings, error)
    try:
        await upload.apply(call, _order(subject))
    except UploadError as trouble:
        return _no_write(findings, trouble)
    return findings.good("write")


def _no_write(findings: Findings, error: UploadError) -> Check:
    return findings.trouble("write", CheckState.BAD, error)


def _callbacks(first: _First, findings: Findings) -> Check:
    """How events are told, in facts: values ``mode``, ``url``, ``uploaded``, ``deleted``."""
    events, error = first.events, first.error
    if first.granted:
        return findings.skipped("callbacks", "grant")
    if events is None:
        told = error is not None and first.reached and not isinstance(error, CredentialsRefused)
        if told and error is not None and not isinstance(error, ClockSkewed):
            return findings.trouble("callbacks", CheckState.NOTE, error)
        return findings.skipped("callbacks")
    values = {
        "mode": events.mode,
        "url": events.url,
        "uploaded": _word(events.uploaded),
        "deleted": _word(events.deleted),
    }
    if events.uploaded is False:
        return findings.line("callbacks", CheckState.NOTE, "events_off", **values)
    if events.mode.upper() == "PUSH" and not events.url:
        return findings.line("callbacks", CheckState.NOTE, "events_nowhere", **values)
    return findings.line("callbacks", CheckState.GOOD, f"events_{events.mode.lower()}", **values)


def _word(on: bool | None) -> str:
    return "" if on is None else "on" if on else "off"


def _certificate(error: UploadError) -> bool:
    return isinstance(error, NotReached) and error.values.get("reason") == "certificate"

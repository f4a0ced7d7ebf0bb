"""The doctor: what keeps uploads from succeeding, found out without leaving anything behind."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.domain.asks import Check, CheckState, Probe
from app.domain.credentials import Credentials
from app.domain.destination import with_scheme
from app.domain.errors import (
    ClockSkewed,
    CredentialsRefused,
    NetworkError,
    NotAllowed,
    NotReached,
    Refused,
    UploadError,
)
from app.providers.contract import Call
from app.providers.oss.asks import buckets
from app.providers.oss.asks.findings import Findings
from app.providers.oss.asks.first_look import FirstLook, first_look
from app.providers.oss.asks.hand import Hand, regional
from app.providers.oss.asks.writing import may_write
from app.providers.oss.requests import Draft

NOTICEABLE = 60.0
"""Seconds that a clock may be off without a word (oss.md, 5.5)."""

_MISPLACED = frozenset({"endpoint", "region"})
_TOLD_TO_ALL = frozenset({"endpoint", "no_bucket", "bucket_disabled", "account_disabled"})


def nobodys_name() -> str:
    """A name that no object has."""
    return f"upcall-check-{secrets.token_hex(8)}"


async def probe(
    call: Call, subject: Probe, *, name: Callable[[], str] = nobodys_name
) -> AsyncIterator[Check]:
    """All checks, in the order in which they build on each other. Never raises."""
    there = subject.destination
    key = there.prefix + name()
    look = await first_look(call, there, key)
    findings = Findings(subject, _origin(look, there.endpoint))
    reading = _Reading(findings, look)
    for check in (reading.name(), reading.tls(), reading.clock(), reading.key()):
        yield check
    hand = Hand(call, there)
    yield await _write(reading, hand, key)
    yield reading.look_()
    yield await _list(reading, hand)
    yield findings.callbacks()


def _origin(look: FirstLook, endpoint: str) -> str:
    authorisation = look.authorisation
    if authorisation is None or isinstance(authorisation, Credentials):
        return with_scheme(endpoint)
    parts = urlsplit(authorisation.url)
    return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the first answer says about each line."""

    findings: Findings
    first: FirstLook

    def name(self) -> Check:
        error = self.first.error
        if self.first.reached or _certificate(error) or error is None:
            return self.findings.good("name")
        return self.findings.trouble("name", CheckState.BAD, error)

    def tls(self) -> Check:
        error, findings = self.first.error, self.findings
        if not findings.encrypted and findings.host:
            if findings.at_home:
                return findings.good("tls", "plain")
            return findings.line("tls", CheckState.NOTE, "off")
        if error is not None and _certificate(error):
            return findings.trouble("tls", CheckState.BAD, error)
        return findings.good("tls") if self.first.reply is not None else findings.skipped("tls")

    def clock(self) -> Check:
        skew, error = self.first.skew, self.first.error
        if skew is None or not self.first.reached:
            return self.findings.skipped("clock")
        values = {"seconds": str(round(abs(skew)))}
        if isinstance(error, ClockSkewed):
            return self.findings.trouble("clock", CheckState.BAD, error, values)
        if abs(skew) >= NOTICEABLE:
            return self.findings.line("clock", CheckState.NOTE, "off", **values)
        return self.findings.good("clock")

    def key(self) -> Check:
        error, locked = self.first.error, self.first.locked
        if locked is not None:
            if locked.values.get("reason") == "server" or isinstance(locked, NetworkError):
                return self.findings.skipped("key")  # it is the server that has trouble
            return self.findings.trouble("key", CheckState.BAD, locked)
        if not self.first.reached:
            return self.findings.skipped("key")
        if self.granted:
            return self.findings.good("key")
        if isinstance(error, CredentialsRefused):
            return self.findings.trouble("key", CheckState.BAD, error)
        proved = error is None or _no_right(error)
        return self.findings.good("key") if proved else self.findings.skipped("key")

    def look_(self) -> Check:
        error = self.first.error
        if why := self.gate():
            return self.findings.skipped("look", why.reason)
        if error is None:
            return self.findings.good("look")
        if _no_right(error):
            return self.findings.trouble("look", CheckState.NOTE, error)
        return self.findings.skipped("look")

    @property
    def granted(self) -> bool:
        authorisation = self.first.authorisation
        return authorisation is not None and not isinstance(authorisation, Credentials)

    def gate(self) -> Check | None:
        """The line for whatever needs a key that works; None: go on."""
        error = self.first.error
        if not self.first.reached or self.first.locked is not None:
            return self.findings.skipped("")
        if self.granted:
            return self.findings.skipped("", "grant")
        if isinstance(error, CredentialsRefused | ClockSkewed):
            return self.findings.skipped("")
        return None

    def refused_here(self) -> bool:
        """Whether the place itself was refused; without a key only what needs none counts."""
        error = self.first.error
        if not self.first.reached or error is None or not _stands(error):
            return False
        if self.granted or self.first.locked is not None:
            return error.values.get("reason") in _TOLD_TO_ALL
        return not isinstance(error, CredentialsRefused)


def _certificate(error: UploadError | None) -> bool:
    return isinstance(error, NotReached) and error.values.get("reason") == "certificate"


def _no_right(error: UploadError) -> bool:
    """The key is right, but has no right to this."""
    return isinstance(error, NotAllowed)


def _stands(error: UploadError | None) -> bool:
    """Whether an answer to one question is the answer to all of them."""
    return isinstance(error, Refused) and not _no_right(error) and not error.retryable


async def _write(reading: _Reading, hand: Hand, key: str) -> Check:
    findings, error = reading.findings, reading.first.error
    if error is not None and reading.refused_here():
        return await _misplaced(findings, hand, error)
    if why := reading.gate():
        return findings.skipped("write", why.reason)
    try:
        left = await may_write(hand, key)
    except UploadError as trouble:
        return await _misplaced(findings, hand, trouble)
    if left is not None:
        check = findings.trouble("write", CheckState.NOTE, left)
        return Check("write", check.state, f"{left.code}/abort", check.values)
    return findings.good("write")


async def _misplaced(findings: Findings, hand: Hand, error: UploadError) -> Check:
    """Why nothing can be stored here; for a bucket that is elsewhere, where that is."""
    if error.values.get("reason") not in _MISPLACED:
        return findings.trouble("write", CheckState.BAD, error)
    try:
        found = await buckets.where_is(hand.call, hand.there)
        there = {"region": found.region, "endpoint": found.endpoint}
    except UploadError:
        named = buckets.named_by(error, regional(hand.there))
        if named is None:
            return findings.trouble("write", CheckState.BAD, error)
        there = {"region": named.region, "endpoint": urlsplit(named.endpoint).netloc}
    check = findings.trouble("write", CheckState.BAD, error, there)
    return Check("write", check.state, f"{error.code}/endpoint", check.values)


async def _list(reading: _Reading, hand: Hand) -> Check:
    findings = reading.findings
    if why := reading.gate():
        return findings.skipped("list", why.reason)
    if _stands(reading.first.error):
        return findings.skipped("list")
    prefix = hand.there.prefix
    query = (("list-type", "2"), ("max-keys", "1"), *((("prefix", prefix),) if prefix else ()))
    try:
        (await hand.on_bucket(Draft("GET", query))).good()
    except NotAllowed as error:
        return findings.trouble("list", CheckState.NOTE, error)
    except UploadError as error:
        return findings.trouble("list", CheckState.SKIPPED, error)
    return findings.good("list")

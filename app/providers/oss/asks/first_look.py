"""The doctor's first request, whose answer tells most: HEAD of a name that nobody has."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from app.domain.credentials import Credentials
from app.domain.destination import Destination
from app.domain.errors import (
    AnswerLost,
    ClockSkewed,
    DestinationError,
    NotReached,
    NotUnderstood,
    UploadError,
)
from app.domain.grant import Authorisation
from app.providers.contract import Call, Reply, Request
from app.providers.moments import moment
from app.providers.oss.addressing import place
from app.providers.oss.asks.hand import Answer, Hand
from app.providers.oss.errors import Asked
from app.providers.oss.requests import Draft, head

_SIGNS = ("x-oss-request-id", "x-oss-err", "x-oss-hash-crc64ecma")


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What came of it."""

    authorisation: Authorisation | None = None
    locked: UploadError | None = None
    """Why there is no authorisation."""
    reply: Reply | None = None
    error: UploadError | None = None
    """None: there is no object of that name, and we may know that."""

    @property
    def reached(self) -> bool:
        """Whether it was the service that answered."""
        strange = isinstance(self.error, NotUnderstood) and not is_service(self.reply)
        return self.reply is not None and not strange

    @property
    def skew(self) -> float | None:
        """Seconds that the service's clock is ahead of this computer's; None: nobody can tell."""
        reply = self.reply
        if reply is None or reply.exchange is None or not reply.exchange.started_at:
            return None
        told = moment(reply.header("date"))
        took = reply.timings.total
        return None if told is None else told - reply.exchange.started_at - took / 2


def is_service(reply: Reply | None) -> bool:
    """Whether an answer bears a sign of the service rather than of a proxy or a log-in page."""
    return reply is not None and any(map(reply.header, _SIGNS))


async def first_look(call: Call, there: Destination, key: str) -> FirstLook:
    """Ask once; again at once where that may help: a clock that is corrected by now, a dead line.

    Without a key the question goes unsigned to where files would go: no right is needed to be told
    that there is none. Never raises an `UploadError`.
    """
    authorisation: Authorisation | None = None
    locked: UploadError | None = None
    try:
        authorisation = await call.authorisation()
    except UploadError as error:
        locked = error
    found = await _once(call, there, key, authorisation)
    if isinstance(found.error, ClockSkewed | AnswerLost) or _stale(found.error):
        found = await _once(call, there, key, authorisation)
    return FirstLook(authorisation, locked, found.reply, found.error)


def _stale(error: UploadError | None) -> bool:
    return isinstance(error, NotReached) and bool(error.values.get("stale"))


async def _once(
    call: Call, there: Destination, key: str, authorisation: Authorisation | None
) -> FirstLook:
    try:
        if not isinstance(authorisation, Credentials):
            request = _unsigned(there, key, authorisation)
            answer = Answer(await call.send(request), Asked(there, key))
            return FirstLook(reply=answer.reply, error=_error(answer))
        hand = Hand(call, there)
        answer = await hand.on_object(head(), key)
        if _mute(answer):
            answer = await hand.on_object(Draft("GET"), key)
        return FirstLook(reply=answer.reply, error=_error(answer))
    except UploadError as error:
        return FirstLook(error=error)


def _mute(answer: Answer) -> bool:
    """A refusal of a HEAD without its document: the same as GET says why."""
    refused = answer.reply.status in (400, 401, 403)
    return refused and not answer.reply.header("x-oss-err") and is_service(answer.reply)


def _error(answer: Answer) -> UploadError | None:
    reply = answer.reply
    if reply.status == 200 and is_service(reply):
        return None
    error = answer.error()
    if reply.status == 404 and is_service(reply) and error.values.get("reason") != "no_bucket":
        return None
    return error


def _unsigned(there: Destination, key: str, grant: Authorisation | None) -> Request:
    if grant is None or isinstance(grant, Credentials):
        where = place(there, key)
        return Request("HEAD", where.origin, where.path)
    parts = urlsplit(grant.url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise DestinationError(problem="endpoint.invalid")
    path = quote(parts.path or "/", safe="/%")
    return Request("HEAD", f"{parts.scheme}://{parts.netloc}", path + quote(key, safe=""))

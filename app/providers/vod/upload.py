"""Server upload: ApplyUpload and CommitUpload with the account's key (tencent-vod.md, 1)."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.errors import (
    AnswerLost,
    ClockSkewed,
    NotReached,
    NotUnderstood,
    Refused,
    ServiceFault,
    UploadError,
)
from app.domain.exchange import Exchange
from app.providers.contract import Call, Order, Reply
from app.providers.vod import api, fields
from app.providers.vod.api import Question
from app.providers.vod.errors import not_understood
from app.providers.vod.ticket import Ticket, temporary_key

MOST_COMMITS = 3
"""Tries of one commit whose failure bore no request id: it never got to the service (1.7)."""
_KEY = ("SecretId", "SecretKey", "Token", "ExpiredTime")


@dataclass(frozen=True, slots=True)
class Committed:
    """What the commit gave."""

    file_id: str
    url: str = ""
    cover_url: str = ""
    request_id: str = ""
    reply: Reply | None = None

    @property
    def exchange(self) -> Exchange | None:
        """Of the commit."""
        return self.reply.exchange if self.reply is not None else None


async def apply(call: Call, order: Order) -> Ticket:
    """ApplyUpload: where the bytes go, and by which temporary key."""
    question = Question("ApplyUpload", fields.values(order))
    answer = await api.ask(call, order.destination, question, order.task.name)
    ticket = Ticket(
        bucket=answer.text("StorageBucket"),
        region=answer.text("StorageRegion"),
        path=answer.text("MediaStoragePath"),
        session_key=answer.text("VodSessionKey"),
        key=temporary_key(answer.members.get("TempCertificate"), _KEY),
        cover_path=answer.text("CoverStoragePath"),
        issued_at=call.now(),
    )
    if not ticket.is_whole():
        raise not_understood(answer.reply, answer.asked)
    return ticket


async def commit(call: Call, order: Order, ticket: Ticket) -> Committed:
    """CommitUpload. Raises `AnswerLost` when it may have been carried out.

    Repeated only when the failure bore no request id (1.7), or for a clock that is right by now.
    """
    values = {"VodSessionKey": ticket.session_key}
    question = Question("CommitUpload", values, secrets=ticket.secrets)
    tries = 0
    while True:
        tries += 1
        try:
            return _committed(await api.ask(call, order.destination, question, order.task.name))
        except ClockSkewed:
            if tries >= MOST_COMMITS:
                raise
        except (NotReached, ServiceFault, NotUnderstood) as error:
            if _is_last(error, tries):
                raise doubtful(error) from error
        except Refused as error:
            raise _early(error) from None


def _committed(answer: api.Answer) -> Committed:
    file_id = answer.text("FileId")
    if not file_id:
        raise not_understood(answer.reply, answer.asked)
    return Committed(
        file_id, answer.text("MediaUrl"), answer.text("CoverUrl"), answer.request_id, answer.reply
    )


def _is_last(error: UploadError, tries: int) -> bool:
    answered = error.answer is not None and bool(error.answer.request_id)
    return answered or tries >= MOST_COMMITS


def doubtful(error: UploadError) -> UploadError:
    """What may have been carried out all the same is to be looked for, not repeated."""
    if isinstance(error, NotReached):
        return error
    return AnswerLost(
        error.detail, answer=error.answer, exchange=error.exchange, wait=None, **error.values
    )


def _early(error: Refused) -> UploadError:
    """*Not found* of a commit: the object is not in the storage yet, as far as anybody knows."""
    if error.values.get("reason") != "no_object":
        return error
    values = error.values | {"reason": "not_there_yet"}
    found = ServiceFault(
        error.detail, answer=error.answer, exchange=error.exchange, wait=None, **values
    )
    found.undone = True
    return found

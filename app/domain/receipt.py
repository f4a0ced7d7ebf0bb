"""Receipt lines: an upload that has ended, as history and receipts tell it. No secrets in them.

What comes in has been redacted before it was kept (`app.domain.exchange`); nothing here adds a
credential, a signature or a path of a request.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.domain.destination import Destination
from app.domain.errors import Failure
from app.domain.notice import Notice
from app.domain.states import CallbackOutcome, Outcome
from app.domain.upload import Receipt, Result, UploadTask

LineNotice = tuple[str, str, str, str]
"""What was told later, for a line: kind, id, state, and why (``failed``: it tells of a failure)."""

STORED = frozenset(
    {Outcome.DELIVERED, Outcome.STORED, Outcome.CALLBACK_FAILED, Outcome.ANSWER_NOT_SEEN}
)
"""Ends after which there is an object."""


@dataclass(frozen=True, slots=True)
class Line:
    """One ended upload."""

    task_id: str
    batch_id: str
    connection_id: str
    place: Destination
    path: str
    """Of the source on this computer, at that time."""
    name: str
    key: str
    size: int
    outcome: Outcome
    ended_at: float
    """Unix time in seconds."""
    seconds: float = 0.0
    etag: str = ""
    crc64: int | None = None
    verified: bool = False
    """The checksum equals the one computed while reading the file."""
    version_id: str = ""
    request_id: str = ""
    url: str = ""
    """Plain address of the object, without a signature."""
    http_status: int = 0
    callback: CallbackOutcome = CallbackOutcome.NOT_REQUESTED
    callback_status: int = 0
    callback_code: str = ""
    """Why a callback failed, in the service's word."""
    answer: str = ""
    """The server's answer as one line."""
    error: str = ""
    """Code of what kept it from being stored; see `app.domain.errors`."""
    error_values: Mapping[str, str] = field(default_factory=dict)
    error_code: str = ""
    """The service's own word for that."""
    parts: int = 1
    attempts: int = 1
    practice: bool = False
    started_at: float = 0.0
    """Unix time of the first attempt; 0: not known."""
    body: str = ""
    """The whole of the answer; empty where only `answer` was asked for."""
    body_cut: bool = False
    """The answer was longer than what is kept."""
    file_id: str = ""
    """The service's own id of what is stored."""
    notices: tuple[LineNotice, ...] = ()
    id: int = 0
    """Number in the history; 0: it is not there."""

    @property
    def is_stored(self) -> bool:
        """Whether there is an object."""
        return self.outcome in STORED


def line_of(
    task: UploadTask,
    result: Result,
    *,
    connection_id: str,
    place: Destination,
    size: int,
    now: float,
) -> Line:
    """The line of an upload that has just ended; ``now`` (Unix seconds) when nothing says when."""
    receipt, failure = result.receipt, result.failure
    line = Line(
        task.id,
        task.batch_id,
        connection_id,
        place,
        task.path,
        task.name,
        task.key,
        size,
        result.outcome,
        result.started_at + result.seconds if result.started_at else now,
        result.seconds,
        answer=result.answer,
        parts=result.parts,
        attempts=result.attempts,
        practice=result.practice or place.practice,
        started_at=result.started_at,
    )
    if receipt is not None:
        return _stored(line, receipt)
    return line if failure is None else _failed(line, failure)


def _stored(line: Line, receipt: Receipt) -> Line:
    callback = receipt.callback
    return replace(
        line,
        key=receipt.key,
        size=receipt.size,
        etag=receipt.etag,
        crc64=receipt.crc64,
        verified=receipt.verified,
        version_id=receipt.version_id,
        request_id=receipt.request_id,
        url=receipt.url,
        http_status=receipt.http_status,
        callback=callback.outcome,
        callback_status=callback.status,
        callback_code=callback.code,
        body=callback.body,
        body_cut=callback.body_cut,
        file_id=receipt.file_id,
        notices=tuple(map(_notice, receipt.notices)),
    )


def _notice(notice: Notice) -> LineNotice:
    reason = "failed" if notice.good is False else notice.reason
    return str(notice.kind), notice.id, str(notice.state), reason


def _failed(line: Line, failure: Failure) -> Line:
    answer = failure.answer
    return replace(
        line,
        error=failure.code,
        error_values=dict(failure.values),
        error_code=answer.code,
        request_id=answer.request_id,
        http_status=answer.status,
    )

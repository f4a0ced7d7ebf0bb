"""Outcomes: the last move of a record, and the result that is kept and told of it."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.answer import sentence
from app.domain.errors import UploadError, failure_of
from app.domain.states import OUTCOME_OF_CALLBACK, Outcome, UploadState
from app.domain.upload import Receipt, Result
from app.engine.clocks import Clocks
from app.engine.ends import Ends
from app.engine.notices import foremost
from app.engine.record import Record


class Outcomes:
    """Every method runs on the loop's thread."""

    def __init__(self, ends: Ends, clocks: Clocks) -> None:
        """``ends`` keeps and tells the results."""
        self._ends = ends
        self._clocks = clocks

    def tell_now(self) -> None:
        """Before something is done to what has ended: its end comes first, for everybody."""
        self._ends.now()

    def stored(self, record: Record, receipt: Receipt) -> None:
        """The end of an upload that is stored."""
        record.succeed()
        record.answer = sentence(receipt.callback, record.batch.answer_field)
        record.notice, record.notice_reason = foremost(receipt)
        outcome = OUTCOME_OF_CALLBACK[receipt.callback.outcome]
        self._ends.add([(record, self._result(record, outcome, receipt=receipt))])

    def skipped(self, record: Record) -> None:
        """The end of one whose name was there already."""
        record.succeed()
        self._ends.add([(record, self._result(record, Outcome.SKIPPED))])

    def failed(self, records: Sequence[Record], error: UploadError) -> None:
        """The end of some for which there is nothing more to do, with a job or without one."""
        for record in records:
            record.trouble(error)
            record.move(UploadState.FAILED)
        self._ends.add([(r, self._result(r, Outcome.NOT_STORED, error=error)) for r in records])

    def cancelled(self, records: Sequence[Record]) -> None:
        """The end of cancels that leave nothing behind at the storage."""
        for record in records:
            record.move(UploadState.CANCELLED)
        self._ends.add([(record, self._result(record, Outcome.CANCELLED)) for record in records])

    def _result(
        self,
        record: Record,
        outcome: Outcome,
        *,
        receipt: Receipt | None = None,
        error: UploadError | None = None,
    ) -> Result:
        record.outcome = outcome
        began = record.started_at
        record.seconds = max(0.0, self._clocks.wall() - began) if began else 0.0
        record.retry_at = 0.0
        return Result(
            record.task.id,
            outcome,
            receipt,
            failure_of(error) if error else None,
            began,
            record.seconds,
            parts=max(1, len(record.stored)),
            attempts=record.attempt,
            practice=record.batch.destination.practice,
            answer=record.answer,
            sending_at=record.sending_at,
        )

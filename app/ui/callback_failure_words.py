"""Why a callback failed or was refused, in words, and what mends it (cases of oss.md, 1.11).

Which case it is says `app.domain.callback_failure`.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.callback import CallbackResult
from app.domain.callback_failure import failure_of_callback, refusal_of_callback, server_status
from app.domain.errors import ServiceAnswer
from app.domain.states import CallbackOutcome
from app.ui.error_entry import Fix
from app.ui.error_words import Trouble, trouble


@dataclass(frozen=True, slots=True)
class Cause:
    """Why the server was not told."""

    code: str
    """A reason of ``callback_failed`` in `app.ui.error_callback_table`; ``other``: unknown."""
    status: str = ""
    """HTTP status that the application server gave, where the storage says so."""


def cause_of(callback: CallbackResult) -> Cause:
    """The cause that the storage's answer names."""
    code = failure_of_callback(callback.message, callback.ec)
    status = server_status(callback.message)
    return Cause(code, "" if status.startswith("-") else status)


def failed(callback: CallbackResult, *, expert: bool = True) -> Trouble:
    """Words for a callback that failed."""
    cause = cause_of(callback)
    values = {"reason": cause.code, "status": cause.status}
    return trouble("callback_failed", values, expert=expert)


def fixes(callback: CallbackResult) -> tuple[Fix, ...]:
    """What mends it; for an answer that was not seen only the report can be copied."""
    if callback.outcome is CallbackOutcome.FAILED:
        return failed(callback).fixes
    return (Fix.REPORT,)


def refused_reason(answer: ServiceAnswer) -> str:
    """Reason of ``refused`` for a callback that the service itself found wrong."""
    code = refusal_of_callback(answer.message, answer.ec)
    return f"callback.{code}" if code else "callback"

"""The states of a job, its permitted moves, and the ends that a person is told about.

QUEUED -> PREPARING -> SENDING -> COMPLETING -> DONE (+ CallbackOutcome, + Notices)
   ^                     |  ^         |
   |                     v  |         v
 PAUSED                WAITING     VERIFYING -> DONE, or back to SENDING
FAILED, CANCELLING, CANCELLED

COMPLETING is the point of no return: only *Stop waiting* is offered there (design, section 5).
"""

from __future__ import annotations

from enum import StrEnum


class UploadState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    PREPARING = "preparing"
    SENDING = "sending"
    COMPLETING = "completing"
    VERIFYING = "verifying"
    WAITING = "waiting"
    PAUSED = "paused"
    FAILED = "failed"
    CANCELLING = "cancelling"
    CANCELLED = "cancelled"
    DONE = "done"


S = UploadState

_STOPPABLE = frozenset({S.PAUSED, S.CANCELLING})
MOVES: dict[UploadState, frozenset[UploadState]] = {
    S.QUEUED: _STOPPABLE | {S.PREPARING, S.FAILED},
    S.PREPARING: _STOPPABLE | {S.SENDING, S.COMPLETING, S.VERIFYING, S.WAITING, S.FAILED},
    S.SENDING: _STOPPABLE | {S.COMPLETING, S.WAITING, S.FAILED},
    S.COMPLETING: frozenset({S.DONE, S.VERIFYING, S.WAITING, S.SENDING, S.FAILED}),
    S.VERIFYING: frozenset({S.DONE, S.SENDING, S.WAITING, S.FAILED}),
    S.WAITING: _STOPPABLE | {S.PREPARING, S.FAILED},
    S.PAUSED: frozenset({S.QUEUED, S.CANCELLING}),
    S.FAILED: frozenset({S.QUEUED, S.CANCELLING}),
    S.CANCELLING: frozenset({S.CANCELLED, S.DONE}),  # what was stored all the same counts
    S.CANCELLED: frozenset({S.QUEUED}),
    S.DONE: frozenset(),
}
"""From each state, the states that may follow; everything else is a defect of ours."""

ENDED = frozenset({S.DONE, S.FAILED, S.CANCELLED})
RUNNING = frozenset({S.PREPARING, S.SENDING, S.COMPLETING, S.VERIFYING, S.WAITING, S.CANCELLING})


class IllegalMove(RuntimeError):
    """A job was asked to make a move that the table does not permit: a programming error."""


def moved(current: UploadState, following: UploadState) -> UploadState:
    """Return ``following`` when the table permits it; raise `IllegalMove` when it does not."""
    if following not in MOVES[current]:
        raise IllegalMove(f"{current} -> {following}")
    return following


class CallbackOutcome(StrEnum):
    """What became of the callback of a stored object."""

    NOT_REQUESTED = "not_requested"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """How an upload ended; the same word in row, receipt, notification and exit code."""

    DELIVERED = "delivered"
    STORED = "stored"
    CALLBACK_FAILED = "callback_failed"
    ANSWER_NOT_SEEN = "answer_not_seen"
    NOT_STORED = "not_stored"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


OUTCOME_OF_CALLBACK: dict[CallbackOutcome, Outcome] = {
    CallbackOutcome.NOT_REQUESTED: Outcome.STORED,
    CallbackOutcome.DELIVERED: Outcome.DELIVERED,
    CallbackOutcome.FAILED: Outcome.CALLBACK_FAILED,
    CallbackOutcome.UNKNOWN: Outcome.ANSWER_NOT_SEEN,
}

EXIT_CODES: dict[Outcome, int] = {
    Outcome.DELIVERED: 0,
    Outcome.STORED: 0,
    Outcome.SKIPPED: 0,
    Outcome.CALLBACK_FAILED: 3,
    Outcome.ANSWER_NOT_SEEN: 3,
    Outcome.NOT_STORED: 1,
    Outcome.CANCELLED: 1,
}


def exit_code(outcomes: list[Outcome]) -> int:
    """Exit code of a batch (design, section 8): 1 beats 3 beats 0."""
    codes = {EXIT_CODES[outcome] for outcome in outcomes}
    return 1 if 1 in codes else 3 if 3 in codes else 0

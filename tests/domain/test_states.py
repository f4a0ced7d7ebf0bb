"""The state table, all pairs of it, and the ends with their exit codes."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.states import (
    ENDED,
    EXIT_CODES,
    MOVES,
    OUTCOME_OF_CALLBACK,
    RUNNING,
    CallbackOutcome,
    IllegalMove,
    Outcome,
    UploadState,
    exit_code,
    moved,
)

DRAWN = {
    "queued": "preparing paused cancelling failed",
    "preparing": "sending completing verifying waiting paused cancelling failed",
    "sending": "completing waiting paused cancelling failed",
    "completing": "done verifying waiting sending failed",
    "verifying": "done sending waiting failed",
    "waiting": "preparing paused cancelling failed",
    "paused": "queued cancelling",
    "failed": "queued cancelling",
    "cancelling": "cancelled done",
    "cancelled": "queued",
    "done": "",
}
"""The table of the design's section 5, written down a second time by hand."""


@pytest.mark.parametrize(("before", "after"), list(product(UploadState, UploadState)))
def test_a_move_is_made_exactly_when_the_design_permits_it(
    before: UploadState, after: UploadState
) -> None:
    if after.value in DRAWN[before.value].split():
        assert moved(before, after) is after
    else:
        with pytest.raises(IllegalMove, match=f"{before} -> {after}"):
            moved(before, after)


def test_every_state_has_its_line_in_the_table() -> None:
    assert set(MOVES) == set(UploadState)


def test_nothing_pauses_or_cancels_an_upload_that_is_being_completed_or_verified() -> None:
    stops = {UploadState.PAUSED, UploadState.CANCELLING}
    assert not MOVES[UploadState.COMPLETING] & stops
    assert not MOVES[UploadState.VERIFYING] & stops


def test_every_state_can_be_reached_and_every_running_one_can_end() -> None:
    assert _reachable(UploadState.QUEUED) == set(UploadState)
    for state in RUNNING:
        assert _reachable(state) & ENDED


def _reachable(start: UploadState) -> set[UploadState]:
    known = {start}
    while new := {after for state in known for after in MOVES[state]} - known:
        known |= new
    return known


def test_an_upload_has_one_end_for_each_thing_that_a_callback_can_come_to() -> None:
    assert set(OUTCOME_OF_CALLBACK) == set(CallbackOutcome)
    assert OUTCOME_OF_CALLBACK[CallbackOutcome.FAILED] is Outcome.CALLBACK_FAILED
    assert OUTCOME_OF_CALLBACK[CallbackOutcome.UNKNOWN] is Outcome.ANSWER_NOT_SEEN


@given(st.lists(st.sampled_from(Outcome)))
def test_the_exit_code_tells_the_worst_end_of_a_batch(outcomes: list[Outcome]) -> None:
    single = [EXIT_CODES[outcome] for outcome in outcomes]
    expected = 1 if 1 in single else max(single, default=0)
    assert exit_code(outcomes) == expected


def test_a_stored_file_with_a_failed_callback_is_code_3_and_one_not_stored_code_1() -> None:
    assert exit_code([Outcome.DELIVERED, Outcome.STORED, Outcome.SKIPPED]) == 0
    assert exit_code([Outcome.DELIVERED, Outcome.CALLBACK_FAILED]) == 3
    assert exit_code([Outcome.ANSWER_NOT_SEEN]) == 3
    assert exit_code([Outcome.CALLBACK_FAILED, Outcome.NOT_STORED]) == 1
    assert exit_code([]) == 0

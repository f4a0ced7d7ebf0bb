"""From events to the four steps: what was seen, what is missing, and no invented time."""

from __future__ import annotations

from typing import Any

from app.domain.callback import CallbackResult
from app.domain.exchange import Exchange, Timings
from app.domain.stage import Lane, Sight, Tale, answers_in, run_of_result, total_seconds
from app.domain.stage_events import Recorder, run_of
from app.domain.states import CallbackOutcome, Outcome
from app.domain.upload import Receipt, Result

URL, OTHER = "http://127.0.0.1:1/callback", "http://127.0.0.1:9/callback"


def event(kind: str, at: float, **facts: Any) -> dict[str, Any]:
    return {"kind": kind, "at": 100.0 + at, "service": "oss"} | facts


def started(at: float, name: str = "A", operation: str = "PutObject") -> dict[str, Any]:
    return event("request_started", at, request_id=name, operation=operation, key="a.jpg")


def ended(at: float, status: int | None, name: str = "A", **facts: Any) -> dict[str, Any]:
    told = {"request_id": name, "operation": "PutObject", "key": "a.jpg", "error_code": ""}
    return event("request", at, status=status, **(told | facts))


def stored(at: float, name: str = "A") -> dict[str, Any]:
    return event("object_stored", at, key="a.jpg", size=7, etag="E", request_id=name)


def called(at: float, url: str = URL) -> dict[str, Any]:
    return event("callback_sent", at, request_id="A", url=url, headers={"Host": "h"}, body="k=v")


def received(at: float) -> dict[str, Any]:
    headers = {"x-oss-request-id": "A"}
    return event("app_received", at, headers=headers, signature_valid=True, reason="", body="k=v")


def answered(at: float, status: int | None = 200, number: str | None = "cafe") -> dict[str, Any]:
    return event("app_answered", at, status=status, number=number, body='{"n":"cafe"}', mode="well")


def judged(at: float, status: int | None, reason: str = "", url: str = URL) -> dict[str, Any]:
    facts = {"headers": {"Content-Length": "12"}, "body": '{"n":"cafe"}' if status else ""}
    return event(
        "callback_answered",
        at,
        request_id="A",
        url=url,
        status=status,
        accepted=not reason,
        reason=reason,
        **facts,
    )


WELL = [
    started(0.0),
    stored(0.25),
    called(0.5),
    received(0.625),
    answered(0.75),
    judged(0.875, 200),
    ended(1.0, 200),
]
LATE_REASON = "Cost too long time."
LATE = [
    started(0.0),
    stored(0.25),
    called(0.5),
    received(0.625),
    judged(5.5, None, LATE_REASON),
    ended(5.75, 203, error_code="CallbackFailed"),
    answered(6.0, None, None),
]


def test_a_success_is_four_observed_steps_with_the_events_times() -> None:
    run = run_of(WELL)
    assert [(s.number, s.tale, s.sight) for s in run.steps] == [
        (1, Tale.UPLOAD, Sight.OBSERVED),
        (2, Tale.CALLBACK, Sight.OBSERVED),
        (3, Tale.ANSWER, Sight.OBSERVED),
        (4, Tale.HANDED_ON, Sight.OBSERVED),
    ]
    assert [(s.left, s.came) for s in run.steps] == [
        (0.0, 0.25),
        (0.5, 0.625),
        (0.75, 0.875),
        (1.0, None),
    ]
    assert [(s.source, s.target) for s in run.steps][1] == (Lane.STORAGE, Lane.SERVER)
    assert (run.outcome, run.stored, run.size) == (Outcome.DELIVERED, 0.25, 7)
    assert answers_in(run.steps) == ["cafe", "cafe"]
    assert run.steps[1].signature_valid is True
    assert total_seconds(run) == 1.0


def test_a_late_server_gives_a_missing_answer_and_a_stored_file() -> None:
    run = run_of(LATE)
    third, fourth = run.steps[2:]
    assert (third.tale, third.sight, third.left, third.came) == (
        Tale.NO_ANSWER,
        Sight.ABSENT,
        None,
        5.5,
    )
    assert (fourth.tale, fourth.status, fourth.reason) == (Tale.FAILED, 203, LATE_REASON)
    assert (run.outcome, run.stored) == (Outcome.CALLBACK_FAILED, 0.25)
    assert len(run.steps) == 4


def test_while_the_answer_is_awaited_the_run_says_since_when() -> None:
    assert run_of(LATE[:4]).waiting_since == 0.5
    assert run_of(LATE).waiting_since is None


def test_with_two_addresses_the_second_is_called_when_nobody_is_at_the_first() -> None:
    gone = [called(0.5, OTHER), judged(0.6, None, "can not connect", OTHER)]
    run = run_of([*WELL[:2], *gone, *WELL[2:]])
    assert [(s.number, s.tale, s.attempt) for s in run.steps] == [
        (1, Tale.UPLOAD, 1),
        (2, Tale.UNREACHABLE, 1),
        (2, Tale.CALLBACK, 2),
        (3, Tale.ANSWER, 2),
        (4, Tale.HANDED_ON, 1),
    ]
    assert run.steps[1].sight is Sight.ABSENT
    assert run.calls == 2


def test_an_answer_that_the_storage_does_not_take_is_seen_and_marked() -> None:
    events = [*WELL[:5], judged(0.875, 500, "Error status : 500."), ended(1.0, 203)]
    run = run_of(events)
    assert [(s.tale, s.status) for s in run.steps[2:]] == [
        (Tale.BAD_ANSWER, 500),
        (Tale.FAILED, 203),
    ]
    assert run.outcome is Outcome.CALLBACK_FAILED


def test_a_refused_key_and_the_second_sending_are_one_story() -> None:
    refused = [started(-0.5, "R"), ended(-0.25, 403, "R", error_code="SecurityTokenExpired")]
    recorder = Recorder()
    for one in [*refused, *WELL]:
        assert recorder.take(one) == "a.jpg#1"
    run = recorder.run("a.jpg#1")
    assert run is not None
    assert [(s.number, s.tale) for s in run.steps][:3] == [
        (1, Tale.UPLOAD),
        (4, Tale.REFUSED),
        (1, Tale.UPLOAD),
    ]
    assert run.steps[1].code == "SecurityTokenExpired"
    assert run.outcome is Outcome.DELIVERED


def test_a_cut_connection_is_a_step_that_did_not_come() -> None:
    run = run_of([started(0.0, "C"), ended(0.1, None, "C"), *WELL[1:]])
    assert (run.steps[0].tale, run.steps[0].sight) == (Tale.CUT, Sight.ABSENT)


def test_parts_are_counted_and_their_requests_are_no_steps() -> None:
    first = started(0.0, "I", "InitiateMultipartUpload")
    part = event("part_stored", 0.1, key="a.jpg", part=1, request_id="P")
    whole = started(0.2, "A", "CompleteMultipartUpload")
    run = run_of([first, ended(0.05, 200, "I"), part, part, whole, *WELL[1:]])
    assert run.parts == 2
    assert [s.number for s in run.steps] == [1, 2, 3, 4]
    assert run.steps[0].left == 0.0


def test_uploads_that_run_at_once_are_told_apart_and_a_second_one_is_a_run_of_its_own() -> None:
    recorder = Recorder()
    other = [dict(e, key="b.jpg", request_id="B") for e in (started(0), stored(0.2))]
    for one in [WELL[0], other[0], *WELL[1:], other[1], dict(WELL[0], request_id="Z")]:
        recorder.take(one)
    assert recorder.ids() == ["a.jpg#1", "b.jpg#2", "a.jpg#3"]
    assert recorder.latest("a.jpg") == "a.jpg#3"


def receipt(outcome: CallbackOutcome, message: str = "") -> Receipt:
    callback = CallbackResult(outcome, 200, '{"a":1}', message=message)
    timings = Timings(connect=0.25, send=0.5, wait=1.0, total=2.0)
    exchange = Exchange("PUT", "https://h/a.jpg", started_at=50.0, timings=timings)
    return Receipt("a.jpg", 7, http_status=200, callback=callback, exchange=exchange)


def test_a_real_service_shows_steps_one_and_four_and_the_others_have_no_time() -> None:
    result = Result("t", Outcome.DELIVERED, receipt(CallbackOutcome.DELIVERED))
    run = run_of_result(result, "a.jpg", with_callback=True)
    assert [s.sight for s in run.steps] == [
        Sight.OBSERVED,
        Sight.INFERRED,
        Sight.INFERRED,
        Sight.OBSERVED,
    ]
    assert [(s.left, s.came) for s in run.steps] == [
        (0.0, 0.75),
        (None, None),
        (None, None),
        (None, 2.0),
    ]
    assert run.stored is None
    assert run.practice is False


def test_without_a_callback_there_are_two_steps() -> None:
    result = Result("t", Outcome.STORED, receipt(CallbackOutcome.NOT_REQUESTED))
    run = run_of_result(result, "a.jpg", with_callback=False)
    assert [s.number for s in run.steps] == [1, 4]


def test_our_own_server_called_by_a_real_service_makes_the_second_step_observed() -> None:
    run = run_of([received(0.0), answered(0.25)])
    assert [(s.number, s.left, s.came) for s in run.steps] == [(2, None, 0.0), (3, 0.25, None)]

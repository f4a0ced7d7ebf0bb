"""What is told later, read tolerantly: processing results, events, signatures; answers as pairs."""

from __future__ import annotations

import json

import pytest

from app.domain.answer_pairs import as_received, pairs_of
from app.domain.callback import CallbackResult
from app.domain.notice import Notice, NoticeKind
from app.domain.notice_reading import MOST_ITEMS, Reading, reading

P, E = NoticeKind.PROCESSING, NoticeKind.EVENT


def processing(document: object, way: str = "poll") -> Reading:
    return reading(Notice(P, "1", body=json.dumps(document), way=way))


def test_numbers_may_come_as_text() -> None:
    for code, size in ((3, 5), ("3", "5")):
        item = {"cmd": "vframe/jpg", "code": code, "fsize": size, "key": "b:a:b.jpg"}
        told = processing({"code": code, "items": [item]})
        assert dict(told.facts)["stage"] == "finished"
        (made,) = told.items
        assert (made.stage, made.size, made.bucket, made.key) == ("finished", 5, "b:a", "b.jpg")
        assert made.good is True


def test_the_same_code_means_another_thing_in_a_notification() -> None:
    assert dict(processing({"code": 1}).facts)["stage"] == "works"
    assert dict(processing({"code": 1}, way="stream").facts)["stage"] == "partial"
    assert dict(processing({"code": 77}).facts)["stage"] == "77"


def test_an_error_says_that_it_failed_whatever_the_code() -> None:
    told = processing({"items": [{"cmd": "a", "code": 3, "error": "no"}, {"cmd": "b", "code": 1}]})
    assert [item.good for item in told.items] == [False, None]


def test_segments_and_further_facts_are_kept() -> None:
    detail = [{"key": "b:s1.ts", "fsize": 1}]
    told = processing({"items": [{"cmd": "a", "duration": 1.5, "detail": detail, "x": None}]})
    facts = dict(told.items[0].facts)
    assert facts["duration"] == "1.5"
    assert json.loads(facts["detail"]) == detail
    assert "x" not in facts


@pytest.mark.parametrize("body", ["", "[]", "5", "x", "{}", '{"items":{"a":1}}', '{"items":[5]}'])
@pytest.mark.parametrize("kind", [P, E])
def test_nonsense_is_read_as_nothing(body: str, kind: NoticeKind) -> None:
    told = reading(Notice(kind, "1", body=body))
    assert (told.items, told.variables, told.legacy) == ((), {}, False)


def test_ever_so_many_results_are_cut() -> None:
    told = processing({"items": [{"cmd": str(n)} for n in range(MOST_ITEMS + 5)]})
    assert len(told.items) == MOST_ITEMS


def event(**basic: object) -> Reading:
    document = {
        "EventType": "NewFileUpload",
        "FileUploadEvent": {"FileId": "5285890784273533167", "MediaBasicInfo": basic},
    }
    return reading(Notice(E, "1", body=json.dumps(document)))


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("9999-12-31T23:59:59Z", "never"),
        ("9999-12-31T15:59:59Z", "never"),
        ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z"),
    ],
)
def test_what_does_not_expire_never_does(moment: str, shown: str) -> None:
    assert dict(event(ExpireTime=moment).facts)["expires"] == shown


def test_own_values_come_out_of_the_context_and_a_foreign_one_is_shown_as_it_is() -> None:
    ours = event(SourceInfo={"SourceContext": '{"order":"4711","_":"12345678"}'})
    assert ours.variables == {"order": "4711"}
    assert "context" not in dict(ours.facts)
    theirs = event(SourceInfo={"SourceContext": "job=42"})
    assert (theirs.variables, dict(theirs.facts)["context"]) == ({}, "job=42")
    assert dict(theirs.facts)["file_id"] == "5285890784273533167"


def test_a_reply_of_names_and_values_is_read_in_its_order() -> None:
    assert pairs_of("key=a/b c&hash=F=&x=") == [("key", "a/b c"), ("hash", "F="), ("x", "")]
    for text in ("", "OK", '{"a":"b=c"}', "a=b\nc", "<a b='c'>", "=b"):
        assert pairs_of(text) == []


@pytest.mark.parametrize(
    ("body", "length", "packed"),
    [
        ("hash=Fq", "12", "aGFzaD1GcQ=="),
        ("hash=Fq", "10", "aGFzaD1GcQ"),
        ("hash=Fq", "7", ""),
        ("hash=Fq", "x", ""),
        ("", "0", ""),
    ],
)
def test_a_reply_that_was_base64_is_told_by_its_length(body: str, length: str, packed: str) -> None:
    result = CallbackResult(body=body, headers=(("Content-Length", length),))
    assert as_received(result) == packed

"""The soak in small, so that it cannot rot; and its judge, who has to see what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastcrc import crc64

from tests.soak import judging, traffic
from tests.soak.evidence import Evidence
from tests.soak.files import Item
from tests.soak.rounds import Round, run

ITEM = Item(1, 5, "put", with_callback=True, keep_both=False, server=False)
KEY = ITEM.name
BYTES = b"bytes"
SUM = str(crc64.xz(BYTES))


@pytest.mark.slow
def test_nothing_is_wrong_after_a_few_dozen_uploads_and_a_handful_of_kills(tmp_path: Path) -> None:
    tally = run(Round(0, 41, uploads=36, kills=3, life=0.3, patience=0.2), tmp_path / "round")
    assert (tally["violations"], tally["examples"]) == ({}, [])
    assert sum(tally["kills"].values()) == 3
    assert sum(tally["faults"].values()) > 15
    assert sum(tally["outcomes"].values()) == 36


def request(number: int, operation: str, seq: int, **facts: Any) -> dict[str, Any]:
    """The end of a request."""
    known: dict[str, Any] = {"request_id": f"r{number}", "operation": operation}
    known |= {"key": KEY, "part": None}
    known |= {"status": 200, "fault": None, "upload_id": "", "seconds": 0.01}
    return {"kind": "request", "seq": seq, "at": float(seq)} | known | facts


def a_good_round() -> Evidence:
    """One file, stored and delivered."""
    stored = {"kind": "object_stored", "key": KEY, "size": 5, "crc64": SUM, "request_id": "r1"}
    call = {"kind": "callback_answered", "request_id": "r1", "status": 200, "accepted": True}
    events = [
        {**request(1, "PutObject", 1), "kind": "request_started"},
        {**stored, "seq": 2, "at": 2.0},
        {"kind": "callback_sent", "request_id": "r1", "seq": 3, "at": 3.0},
        {**call, "body": "thanks", "seq": 4, "at": 4.0},
        request(1, "PutObject", 5),
    ]
    told = {"id": ITEM.task_id, "outcome": "delivered", "error": "", "key": KEY}
    told |= {"request_id": "r1", "body": "thanks"}
    said: list[dict[str, Any]] = [
        {"k": "state", "id": ITEM.task_id, "s": "done", "error": "", "at": 6.0},
        {"k": "said", "at": 6.0, **told},
        {"k": "final", "s": "done", "shown": "delivered", **told},
        {"k": "unfinished", "ids": []},
        {"k": "journal", "ids": []},
    ]
    there = {KEY: BYTES}
    return Evidence({1: ITEM}, said, events, there, [], {1: [BYTES]}, {1: {(5, SUM)}})


def found(evidence: Evidence) -> set[str]:
    """What the judge says."""
    return {what for what, _ in [*judging.wrongs(evidence), *traffic.wrongs(evidence)]}


def test_the_judge_has_nothing_against_a_good_round() -> None:
    assert found(a_good_round()) == set()


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"outcome": "not_stored"}, "said not stored, but it is there"),
        ({"outcome": "cancelled"}, "said not stored, but it is there"),
        ({"outcome": "callback_failed"}, "said callback failed, but it was delivered"),
        ({"outcome": "stored"}, "the wrong kind of stored"),
        ({"request_id": "r2"}, "said delivered, but the server never said so"),
        ({"body": "another"}, "another answer than the server's"),
        ({"s": "sending"}, "without an end"),
        ({"shown": "stored"}, "the list and the journal differ"),
        ({"error": "internal"}, "internal error"),
    ],
)
def test_the_judge_sees_a_wrong_word(changes: dict[str, str], wrong: str) -> None:
    evidence = a_good_round()
    evidence.lines("final")[0].update(changes)
    assert wrong in found(evidence)


def test_the_judge_sees_what_is_missing() -> None:
    evidence = a_good_round()
    evidence.objects[KEY] = b"other"
    assert {"the cloud holds other bytes", "said stored, but it is not there"} <= found(evidence)
    evidence.objects.clear()
    assert "said stored, but it is not there" in found(evidence)
    evidence = a_good_round()
    evidence.said = [line for line in evidence.said if line["k"] != "final"]
    assert "lost" in found(evidence)
    evidence = a_good_round()
    evidence.lines("said")[0]["at"] = 1.0
    assert "said stored before it was there" in found(evidence)
    evidence.lines("said")[0].update(outcome="not_stored", at=9.0)
    assert "said not stored while it was there" in found(evidence)


def test_the_judge_sees_what_was_sent_twice_or_left_behind() -> None:
    evidence = a_good_round()
    evidence.events += [
        {"kind": "object_stored", "key": KEY, "request_id": "r2", "seq": 6, "at": 6.0}
        | {"size": 5, "crc64": SUM},
        {"kind": "callback_sent", "request_id": "r2", "seq": 7, "at": 7.0},
    ]
    assert found(evidence) == {"a callback was fired twice"}
    evidence.objects["000001-put (2).bin"] = BYTES
    assert "stored twice, under two names" in found(evidence)
    evidence = a_good_round()
    evidence.uploads = [{"key": KEY, "upload_id": "u"}]
    assert found(evidence) == {"an upload stays unlisted", "an upload was forgotten"}
    evidence.lines("unfinished")[0]["ids"] = ["u"]
    assert found(evidence) == {"an upload was forgotten"}
    evidence.events.append(request(9, "InitiateMultipartUpload", 8, status=None))
    assert found(evidence) == set()


def test_the_judge_sees_a_listed_part_that_was_sent_again() -> None:
    evidence = a_good_round()
    part: dict[str, Any] = {"key": KEY, "upload_id": "u", "part": 1}
    asked = request(3, "ListParts", 7, upload_id="u")
    again = request(4, "UploadPart", 10, upload_id="u", part=1, bytes_in=5)
    began = {**again, "kind": "request_started", "seq": 9}
    evidence.events += [
        {"kind": "part_stored", "seq": 6, "at": 6.0, **part},
        {**asked, "kind": "request_started"},
        {**asked, "seq": 8},
        began,
        again,
    ]
    assert found(evidence) == {"a listed part was sent again"}
    again["bytes_in"] = 0
    assert found(evidence) == set()
    again["bytes_in"], began["seq"] = 5, 7
    assert found(evidence) == set()

"""Was anything sent that need not have been, or left behind unlisted?"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator

from tests.soak import mix
from tests.soak.evidence import Evidence, Line
from tests.soak.files import number_of
from tests.soak.judging import Wrong

UNSEEN = frozenset({"lost_answer", "bad_etag", "bad_crc"})
"""Faults after which a client does not know of its success."""
BEFORE_A_KILL = 0.5
"""Seconds before a kill in which an answer may have been on its way."""


def wrongs(evidence: Evidence) -> Iterator[Wrong]:
    """Parts sent again, callbacks fired twice, uploads left behind."""
    yield from _parts_again(evidence)
    yield from _callbacks_again(evidence)
    yield from _left_behind(evidence)


def counts(evidence: Evidence) -> dict[str, int]:
    """What cannot always be helped, for the table."""
    per_part = Counter((e["upload_id"], e["part"]) for e in evidence.of_kind("part_stored"))
    per_file = Counter(number for number, _call in _calls(evidence))
    return {
        "requests": len(evidence.of_kind("request")),
        "parts stored": sum(per_part.values()),
        "parts stored again": sum(n - 1 for n in per_part.values()),
        "objects stored": len(evidence.of_kind("object_stored")),
        "callbacks fired": sum(per_file.values()),
        "callbacks fired again": sum(n - 1 for n in per_file.values()),
        "lists of parts": sum(
            1 for e in evidence.of_kind("request") if e["operation"] == "ListParts"
        ),
    }


def _parts_again(evidence: Evidence) -> Iterator[Wrong]:
    """A part that was there before a list was asked for, and was sent after it was answered."""
    started = {e["request_id"]: e["seq"] for e in evidence.of_kind("request_started")}
    stored: dict[tuple[str, int], int] = {}
    for event in evidence.of_kind("part_stored"):
        stored.setdefault((event["upload_id"], event["part"]), event["seq"])
    lists: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for event in evidence.of_kind("request"):
        if event["operation"] == "ListParts" and event["status"] == 200:
            span = (started[event["request_id"]], event["seq"])
            lists[event["upload_id"]].append(span)
    for event in evidence.of_kind("request"):
        if event["operation"] != "UploadPart" or not event["bytes_in"]:
            continue
        began = started[event["request_id"]]
        first = stored.get((event["upload_id"], event["part"]))
        for asked, answered in lists[event["upload_id"]]:
            if first is not None and first < asked and answered < began:
                yield "a listed part was sent again", f"{event['key']} part {event['part']}"
                break


def _callbacks_again(evidence: Evidence) -> Iterator[Wrong]:
    """After a success whose answer was given to the client, another callback for the same file."""
    calls: dict[int, list[Line]] = defaultdict(list)
    for number, event in _calls(evidence):
        calls[number].append(event)
    ends = {e["request_id"]: e for e in evidence.of_kind("request")}
    for number, fired in calls.items():
        for first, second in itertools.pairwise(fired):
            end = ends[first["request_id"]]
            known = end["status"] in (200, 203) and end["fault"] not in UNSEEN
            if known and end["seq"] < second["seq"]:
                near = _is_unseen(evidence, end)
                what = "a callback was fired twice"
                yield (
                    f"{what}, whose answer may have come too late" if near else what,
                    f"file {number}: {end['key']}",
                )


def _is_unseen(evidence: Evidence, end: Line) -> bool:
    """Was the answer given to somebody who was dead by then, or had stopped waiting?"""
    began, over = end["at"] - end["seconds"], end["at"] + BEFORE_A_KILL
    dead = any(began < back and killed < over for killed, back in _deaths(evidence))
    late = end["seconds"] > 0.8 * mix.ANSWER_WITHIN or _was_missed(evidence, end)
    return dead or late or not end["status"]


def _was_missed(evidence: Evidence, end: Line) -> bool:
    """On a busy machine an answer may be late without any fault: then Upcall said so."""
    number, within = number_of(end["key"]), 2 * mix.ANSWER_WITHIN
    return any(
        line["error"] == "network.answer_lost" and abs(line["at"] - end["at"]) < within
        for line in evidence.lines("state")
        if int(line["id"][-6:]) == number
    )


def _deaths(evidence: Evidence) -> Iterator[tuple[float, float]]:
    """When Upcall was killed and when it came back."""
    killed = 0.0
    for line in evidence.said:
        if line["k"] == "kill":
            killed = line["at"]
        elif line["k"] == "life" and killed:
            yield killed, line["at"]


def _calls(evidence: Evidence) -> Iterator[tuple[int, Line]]:
    keys = {e["request_id"]: e["key"] for e in evidence.of_kind("object_stored")}
    for event in evidence.of_kind("callback_sent"):
        yield number_of(keys[event["request_id"]]), event


def _left_behind(evidence: Evidence) -> Iterator[Wrong]:
    """Uploads at the cloud that Upcall lists nowhere, or whose id it was told and forgot."""
    own = {i for line in evidence.lines("journal") for i in line["ids"]}
    listed = {i for line in evidence.lines("unfinished") for i in line["ids"]}
    begins = [e for e in evidence.of_kind("request") if e["operation"] == "InitiateMultipartUpload"]
    unseen = Counter(e["key"] for e in begins if _is_unseen(evidence, e))
    for upload in evidence.uploads:
        if upload["upload_id"] in own:
            continue
        if upload["upload_id"] not in listed:
            yield "an upload stays unlisted", upload["key"]
        unseen[upload["key"]] -= 1
        if unseen[upload["key"]] < 0:
            yield "an upload was forgotten", upload["key"]

"""Is what Upcall said true, and is nothing lost?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tests.soak.evidence import Evidence, Line
from tests.soak.files import number_of

STORED = frozenset({"delivered", "stored", "callback_failed", "answer_not_seen"})
NOT_THERE = frozenset({"not_stored", "cancelled"})
FINAL = frozenset({"done", "failed", "cancelled"})
DOUBT = "refused.cannot_tell"
"""With this error Upcall says that nobody knows."""

Wrong = tuple[str, str]
"""What is wrong in general, and where."""


def wrongs(evidence: Evidence) -> Iterator[Wrong]:
    """Wrong outcomes and lost items."""
    yield from _wrong_ends(evidence)
    yield from _wrong_words(evidence)
    yield from _lost(evidence)


def _wrong_ends(evidence: Evidence) -> Iterator[Wrong]:
    """The last word on each file against what the cloud holds, byte for byte."""
    keys: dict[int, list[str]] = defaultdict(list)
    for key in evidence.objects:
        keys[number_of(key)].append(key)
        if not evidence.is_ours(key):
            yield "the cloud holds other bytes", key
    calls = {event["request_id"]: event for event in evidence.of_kind("callback_answered")}
    for line in evidence.lines("final"):
        number = int(line["id"][-6:])
        there = [key for key in keys[number] if evidence.is_ours(key)]
        if len(there) > 1:
            yield "stored twice, under two names", f"{line['id']}: {there}"
        if line["shown"] and line["shown"] != line["outcome"]:
            yield "the list and the journal differ", f"{line['id']}: {line}"
        if line["outcome"] in STORED and not _is_there(line, there):
            yield "said stored, but it is not there", f"{line['id']}: {line['outcome']}"
        if line["outcome"] in NOT_THERE and there and line["error"] != DOUBT:
            where = f"{line['id']}: {line['outcome']} {line['error']}"
            yield "said not stored, but it is there", where
        if line["error"] == "internal":
            yield "internal error", line["id"]
        yield from _wrong_callback(evidence, line, calls.get(line["request_id"]))


def _is_there(line: Line, there: list[str]) -> bool:
    return line["key"] in there if line["key"] else bool(there)


def _wrong_callback(evidence: Evidence, line: Line, call: Line | None) -> Iterator[Wrong]:
    wanted = evidence.items[int(line["id"][-6:])].with_callback
    outcome = line["outcome"]
    if outcome == "delivered" and (call is None or call["status"] != 200 or not call["accepted"]):
        yield "said delivered, but the server never said so", line["id"]
    elif outcome == "delivered" and call is not None and call["body"] != line["body"]:
        yield "another answer than the server's", line["id"]
    elif outcome == "callback_failed" and call is not None and call["accepted"]:
        yield "said callback failed, but it was delivered", line["id"]
    if outcome in STORED and wanted == (outcome == "stored"):
        yield "the wrong kind of stored", f"{line['id']}: {outcome}"


def _wrong_words(evidence: Evidence) -> Iterator[Wrong]:
    """Every end that was told, at the moment when it was told."""
    stored: dict[int, list[Line]] = defaultdict(list)
    for event in evidence.of_kind("object_stored"):
        number = number_of(event["key"])
        if (event["size"], event["crc64"]) in evidence.sums[number]:
            stored[number].append(event)
    for line in evidence.lines("said"):
        before = [e for e in stored[int(line["id"][-6:])] if e["at"] <= line["at"]]
        where = f"{line['id']}: {line['outcome']} {line['error']}"
        if line["outcome"] in STORED and not before:
            yield "said stored before it was there", where
        if line["outcome"] in NOT_THERE and before and line["error"] != DOUBT:
            yield "said not stored while it was there", where


def _lost(evidence: Evidence) -> Iterator[Wrong]:
    """Each file that was on the list is on it in the end, with an end, unless it was cancelled."""
    last: dict[str, str] = {}
    cancelled: set[str] = set()
    for line in evidence.said:
        if line["k"] == "state":
            last[line["id"]] = line["s"]
        elif line["k"] == "cmd" and line["do"] == "cancel":
            cancelled.update(line["ids"])
    final = {line["id"]: line for line in evidence.lines("final")}
    for item in evidence.items.values():
        end = final.get(item.task_id)
        if end is not None and end["s"] not in FINAL:
            yield "without an end", f"{item.task_id}: {end['s']}"
        if end is None and not (
            item.task_id in cancelled or last.get(item.task_id) in ("cancelling", "cancelled")
        ):
            yield "lost", f"{item.task_id}: last {last.get(item.task_id)}"

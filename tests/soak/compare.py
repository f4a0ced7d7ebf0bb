"""The same files through the same faults with other clients, side by side with Upcall.

No kills, no trouble with the disk and no temporary keys: nothing but what the service and the line
do to everybody. Same seed, same rates, same time-outs.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from tests.cloud import Cloud
from tests.soak import mix
from tests.soak.evidence import Evidence, gathered
from tests.soak.files import keep_items, lines_of, number_of, planned, write_all
from tests.soak.peer import CLIENTS
from tests.soak.recorder import Recorder
from tests.soak.rounds import where

UPCALL = "Upcall"
ROWS = (
    "files",
    "said stored, and so it is",
    "said not stored, and so it is",
    "WRONG: said stored, but it is not there",
    "WRONG: said not stored, but it is there",
    "WRONG: no callback came, and not a word of it",
    "parts sent again",
    "callbacks fired again",
    "uploads left behind",
    "faults met",
    "seconds",
)
_STORED = ("delivered", "stored", "callback_failed", "answer_not_seen")


def compared(seed: int, count: int, folder: Path) -> dict[str, Counter[str]]:
    """One column for each client."""
    names = [UPCALL, *CLIENTS]
    return {name: _column(name, seed, count, folder / name.replace(" ", "-")) for name in names}


def shown(columns: dict[str, Counter[str]]) -> str:
    """The table as text."""
    head = f"  {'the same faults':<44}" + "".join(f"{name:>10}" for name in columns)
    lines = [
        f"  {row:<44}" + "".join(f"{column[row]:>10}" for column in columns.values())
        for row in ROWS
    ]
    return "\n".join([head, *lines])


def _column(name: str, seed: int, count: int, folder: Path) -> Counter[str]:
    shutil.rmtree(folder, ignore_errors=True)
    plain = [replace(item, server=False, keep_both=False) for item in planned(seed, count)]
    items = [item if item.method != "post" else replace(item, method="put") for item in plain]
    write_all(items, folder / "files", seed)
    keep_items(items, folder / "items.jsonl")
    cloud = Cloud()
    recorder = Recorder(cloud, folder / "events.jsonl")
    try:
        cloud.settings(callback_seconds=mix.CALLBACK_SECONDS)
        cloud.ask("/chance", method="POST", **mix.chance(seed))
        began = time.monotonic()
        _run(name, cloud, folder, seed)
        seconds = time.monotonic() - began
        recorder.stop()
        there = cloud.bucket, cloud.control_url
        evidence = gathered(folder, seed, control_url=there[1], bucket=there[0])
    finally:
        cloud.close()
    column = _judged(evidence, _said(folder, evidence, name))
    column["seconds"] = round(seconds)
    return column


def _run(name: str, cloud: Cloud, folder: Path, seed: int) -> None:
    order = {"folder": str(folder), "seed": seed, "client": name, **where(cloud)}
    life = {"life": 0, "calm": True, "only_the_cloud": True, "upto": 10**9, "shown": []}
    program = "tests.soak.child" if name == UPCALL else "tests.soak.peer"
    subprocess.run(
        [sys.executable, "-m", program],
        input=json.dumps(order | life) + "\n",
        text=True,
        timeout=900,
        check=True,
        stderr=subprocess.DEVNULL,
    )


def _said(folder: Path, evidence: Evidence, name: str) -> dict[int, str]:
    """Each file's last word: ``stored``, ``callback_failed`` or ``not_stored``."""
    if name == UPCALL:
        return {int(line["id"][-6:]): line["outcome"] for line in evidence.lines("final")}
    said: dict[int, str] = {}
    for line in lines_of(folder / "peer.jsonl"):
        said[line["n"]] = "not_stored" if line["error"] else "stored"
        if line["status"] == 203:
            said[line["n"]] = "callback_failed"
    return said


def _judged(evidence: Evidence, said: dict[int, str]) -> Counter[str]:
    found: Counter[str] = Counter()
    found["files"] = len(evidence.items)
    accepted = {
        event["request_id"] for event in evidence.of_kind("callback_answered") if event["accepted"]
    }
    delivered = {
        number_of(event["key"])
        for event in evidence.of_kind("object_stored")
        if event["request_id"] in accepted
    }
    for number, item in evidence.items.items():
        word, there = said.get(number, "not_stored"), evidence.is_ours(item.name)
        if word in _STORED:
            found["said stored, and so it is" if there else ROWS[3]] += 1
        else:
            found[ROWS[4] if there else "said not stored, and so it is"] += 1
        silent = word in ("stored", "delivered") and item.with_callback
        if silent and there and number not in delivered:
            found["WRONG: no callback came, and not a word of it"] += 1
    parts = [(event["key"], event["part"]) for event in evidence.of_kind("part_stored")]
    found["parts sent again"] = len(parts) - len(set(parts))
    keys = {event["request_id"]: event["key"] for event in evidence.of_kind("object_stored")}
    calls = [keys[event["request_id"]] for event in evidence.of_kind("callback_sent")]
    found["callbacks fired again"] = len(calls) - len(set(calls))
    found["uploads left behind"] = len(evidence.uploads)
    found["faults met"] = len(evidence.of_kind("fault"))
    return found

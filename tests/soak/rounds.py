"""A round: one cloud, one list of files, many lives of Upcall; then the judge."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.cloud import Cloud
from tests.soak import mix
from tests.soak.files import keep_items, lines_of, planned, write_all
from tests.soak.recorder import Recorder

TARGETS = (
    "queued",
    "preparing",
    "sending",
    "completing",
    "verifying",
    "waiting",
    "paused",
    "cancelling",
    "cancelled",
    "failed",
    "done",
    "",
)
"""States that kills wait for; empty: a kill from outside at a random moment."""


LONGEST = 400
"""Seconds of a life, the last and calm one included."""


@dataclass(frozen=True, slots=True)
class Round:
    """What to do in one go."""

    number: int
    seed: int
    uploads: int
    kills: int
    life: float = 5.0
    """Seconds of a life, at most, before its kill is armed."""
    patience: float = 4.0
    """Seconds to wait for somebody in the state of the kill."""


def run(round_: Round, folder: Path) -> dict[str, Any]:
    """Carry a round out and have it judged; gives the judge's tally."""
    shutil.rmtree(folder, ignore_errors=True)
    items = planned(round_.seed, round_.uploads)
    write_all(items, folder / "files", round_.seed)
    keep_items(items, folder / "items.jsonl")
    began = time.monotonic()
    cloud = Cloud()
    recorder = Recorder(cloud, folder / "events.jsonl")
    try:
        cloud.settings(callback_seconds=mix.CALLBACK_SECONDS)
        cloud.ask("/chance", method="POST", **mix.chance(round_.seed))
        _lives(round_, folder, cloud)
        last = _life(round_, folder, cloud, number=round_.kills)
        recorder.stop()
        tally = _judged(round_, folder, cloud)
    finally:
        cloud.close()
    tally["seconds"] = round(time.monotonic() - began, 1)
    tally["round"], tally["seed"], tally["uploads"] = round_.number, round_.seed, round_.uploads
    if last != 0:
        tally["violations"]["the last life did not end well"] = 1
    if not tally["violations"]:
        shutil.rmtree(folder)
    return tally


def _lives(round_: Round, folder: Path, cloud: Cloud) -> None:
    for number in range(round_.kills):
        _life(round_, folder, cloud, number=number)


def _life(round_: Round, folder: Path, cloud: Cloud, *, number: int) -> int:
    """One process from start to its end; gives its exit code."""
    chance = random.Random(f"{round_.seed}/kills/{number}")
    target = TARGETS[(number + round_.number * 5) % len(TARGETS)]
    after = chance.uniform(0.2 * round_.life, round_.life)
    calm = number == round_.kills
    order = {
        "folder": str(folder),
        "seed": round_.seed,
        "life": number,
        "calm": calm,
        "only_the_cloud": False,
        "upto": round_.uploads if calm else round_.uploads * (number + 1) // (round_.kills + 1),
        "shown": sorted({line["id"] for line in _said(folder) if line["k"] == "state"}),
        "kill": {
            "state": target,
            "after": after,
            "jitter": chance.choice([0.0, 0.0, 0.001, 0.01]),
            "patience": round_.patience,
        },
        **where(cloud),
    }
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.soak.child"], stdin=subprocess.PIPE, text=True
    )
    assert child.stdin is not None
    child.stdin.write(json.dumps(order) + "\n")
    child.stdin.close()
    try:
        if not target and not calm:
            _kill_outside(child, after + 0.5, folder)
        return child.wait(LONGEST)
    finally:
        child.kill()  # of no effect, unless somebody is tired of waiting


def _kill_outside(child: subprocess.Popen[str], after: float, folder: Path) -> None:
    try:
        child.wait(after)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
        with (folder / "said.jsonl").open("a") as log:
            log.write(json.dumps({"k": "kill", "target": "outside", "at": time.time()}) + "\n")


def _said(folder: Path) -> list[dict[str, Any]]:
    return list(lines_of(folder / "said.jsonl"))


def where(cloud: Cloud) -> dict[str, str]:
    return {
        "endpoint": cloud.endpoint,
        "region": cloud.region,
        "bucket": cloud.bucket,
        "key_id": cloud.access_key_id,
        "secret": cloud.access_key_secret,
        "callback_url": cloud.callback_url,
        "sts": cloud.facts["authorise"]["sts"],
        "control_url": cloud.control_url,
    }


def _judged(round_: Round, folder: Path, cloud: Cloud) -> dict[str, Any]:
    order = {
        "folder": str(folder),
        "seed": round_.seed,
        "control_url": cloud.control_url,
        "bucket": cloud.bucket,
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.soak.checker"],
        input=json.dumps(order),
        stdout=subprocess.PIPE,
        text=True,
        timeout=180,
        check=True,
    )
    tally: dict[str, Any] = json.loads(done.stdout)
    return tally

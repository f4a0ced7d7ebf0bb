"""The judge: a program of its own that knows nothing of the engine.

``python -m tests.soak.checker``; one JSON object on standard input names a round's folder and the
cloud's control plane. Prints one JSON object: counts for the tables, and everything that is wrong.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from tests.soak import judging, traffic
from tests.soak.evidence import Evidence, Line, gathered

EXAMPLES = 30


def main() -> int:
    """Judge one round."""
    order: dict[str, Any] = json.loads(sys.stdin.readline())
    evidence = gathered(
        Path(order["folder"]),
        order["seed"],
        control_url=order["control_url"],
        bucket=order["bucket"],
    )
    json.dump(tally(evidence), sys.stdout)
    return 0


def tally(evidence: Evidence) -> dict[str, Any]:
    """What one round comes to."""
    wrong = [*judging.wrongs(evidence), *traffic.wrongs(evidence)]
    kills, states = _kills(evidence.said)
    return {
        "faults": dict(_faults(evidence)),
        "kills": dict(kills),
        "states": dict(states),
        "outcomes": dict(_outcomes(evidence)),
        "counts": traffic.counts(evidence),
        "violations": dict(Counter(what for what, _where in wrong)),
        "examples": [f"{what}: {where}" for what, where in wrong[:EXAMPLES]],
    }


def _faults(evidence: Evidence) -> Counter[str]:
    found: Counter[str] = Counter()
    for event in evidence.of_kind("fault"):
        found[_name(event)] += 1
    for event in evidence.of_kind("app_answered"):
        if event["mode"] != "well":
            found["late callback" if event["mode"] == "late" else "broken callback"] += 1
    for line in evidence.lines("disk"):
        found[f"disk: {line['what']}"] += 1
    return found


def _name(event: Line) -> str:
    kind: str = event["fault"]
    if kind == "status":
        return "429/503 with hint" if "headers" in event["parameters"] else "5xx"
    return f"lost answer: {event['operation']}" if kind == "lost_answer" else kind


def _kills(said: list[Line]) -> tuple[Counter[str], Counter[str]]:
    """Kills by what they waited for, and how many kills found somebody in each state."""
    targets: Counter[str] = Counter()
    states: Counter[str] = Counter()
    now: dict[str, str] = {}
    for line in said:
        if line["k"] == "life":
            now = {}
        elif line["k"] == "state":
            now[line["id"]] = line["s"]
        elif line["k"] == "kill":
            targets[line["target"]] += 1
            states.update(set(now.values()))
    return targets, states


def _outcomes(evidence: Evidence) -> Counter[str]:
    final = Counter(line["outcome"] or line["s"] for line in evidence.lines("final"))
    final["cancelled, off the list"] = len(evidence.items) - sum(final.values())
    return final


if __name__ == "__main__":
    sys.exit(main())

"""A run to hand to others: a Mermaid diagram, and a trace that opens as the same run elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from app.domain.stage import Lane, Run, Sight, Step
from app.domain.stage_events import Recorder

FORMAT = "upcall-stage-trace"
VERSION = 1
LONGEST = 32 * 1024 * 1024
"""Bytes of the largest trace that is opened."""
_MERMAID = str.maketrans({";": ",", "#": "", "\n": " ", "\r": " ", "<": "(", ">": ")"})


def mermaid(
    run: Run,
    *,
    lane: Callable[[Lane], str],
    words: Callable[[Step], str],
    moment: Callable[[Step], str],
) -> str:
    """A sequence diagram; ``lane``, ``words`` and ``moment`` give names, sentences and times.

    Solid arrows are observed, dashed ones inferred, crossed ones did not come.
    """
    lines = ["sequenceDiagram"]
    there = [one for one in Lane if run.forged or one is not Lane.STRANGER]
    lines += [f"    participant {one.value} as {_plain(lane(one))}" for one in there]
    for step in run.steps:
        arrow = {Sight.OBSERVED: "->>", Sight.INFERRED: "-->>", Sight.ABSENT: "-x"}[step.sight]
        text = f"{step.mark} {words(step)}"
        time = moment(step)
        text += f" ({time})" if time else ""
        lines.append(f"    {step.source.value}{arrow}{step.target.value}: {_plain(text)}")
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Outside text without what the notation gives a meaning."""
    return text.translate(_MERMAID)


def trace(run: Run) -> str:
    """JSON with what was seen of each step, and the events that it was told from."""
    value = {
        "format": FORMAT,
        "version": VERSION,
        "key": run.key,
        "outcome": run.outcome.value if run.outcome else None,
        "started_at": run.zero,
        "limit_seconds": run.limit,
        "steps": [_step(step) for step in run.steps],
        "events": list(run.events),
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _step(step: Step) -> dict[str, Any]:
    return {
        "number": step.mark,
        "from": step.source.value,
        "to": step.target.value,
        "what": step.tale.value,
        "how": step.sight.value,
        "left": step.left,
        "came": step.came,
        "status": step.status,
        "number_in_answer": step.number_in_answer or None,
        "reason": step.reason,
        "url": step.url,
        "headers": dict(step.headers),
        "body": step.body,
        "signature_valid": step.signature_valid,
    }


def run_from_trace(text: str) -> Run:
    """The run of a trace, told again from its events. Raises `ValueError`."""
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise ValueError("not a trace of the stage")
    limit = value.get("limit_seconds")
    known = isinstance(limit, (int, float)) and 0 < limit < 3600
    recorder = Recorder(limit=float(limit)) if known and limit else Recorder()
    events = value.get("events")
    for event in events if isinstance(events, list) else ():
        if isinstance(event, Mapping):
            recorder.take(event)
    found = recorder.ids()
    run = recorder.run(found[0]) if found else None
    if run is None:
        raise ValueError("the trace has no events: only runs that were seen can be opened")
    return run

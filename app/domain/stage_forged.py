"""Forged callbacks on the stage: somebody else's messages, and how the server turns them away.

The demo cloud tells of them by ``forged_sent`` and ``forged_answered`` (`app.democloud.forged`);
those of one *series* are one run, whose steps are two for each message.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.stage import LIMIT, Event, Run, Step, Tale
from app.domain.stage_facts import pairs, seconds_of, text

KINDS = frozenset({"forged_sent", "forged_answered"})


def is_forged(event: Event) -> bool:
    """Whether a run that begins with this event is about forged callbacks."""
    return text(event, "kind") == "forged_sent"


def series_of(event: Event) -> str:
    """What the run is kept under: its series, or the one message that stands alone."""
    return (text(event, "series") or text(event, "request_id")) if is_forged(event) else ""


def forged_run(events: Sequence[Event], *, limit: float = LIMIT, run_id: str = "") -> Run:
    """Tell a series from its events, which are in order and not none."""
    zero, steps = seconds_of(events[0]), list[Step]()
    answered = 0
    for event in events:
        kind, at = text(event, "kind"), seconds_of(event) - zero
        last = steps[-1] if steps else None
        if kind == "forged_sent":
            steps.append(_sent(event, at, attempt=sum(s.number == 2 for s in steps) + 1))
        elif last is not None and kind == "app_received" and last.number == 2:
            valid = event.get("signature_valid")
            known = valid if isinstance(valid, bool) else None
            reason = text(event, "reason")
            steps[-1] = replace(last, came=at, signature_valid=known, reason=reason)
        elif last is not None and kind == "app_answered" and last.number == 2:
            steps.append(_refused(event, at, last))
        elif last is not None and kind == "forged_answered":
            answered += 1
            if last.number == 2:  # the server named no request: the answer itself tells
                steps[-1] = last = replace(last, signature_valid=_taken(event))
                steps.append(_refused(event, at, last))
            steps[-1] = replace(steps[-1], came=at)
    wanted = events[0].get("of")
    return Run(
        id=run_id,
        key=series_of(events[0]),
        steps=tuple(steps),
        operation="forged",
        zero=zero,
        ended=answered >= (wanted if isinstance(wanted, int) else 1),
        limit=limit,
        events=tuple(events),
    )


def _taken(event: Event) -> bool:
    status = event.get("status")
    return isinstance(status, int) and status < 300


def _sent(event: Event, at: float, *, attempt: int) -> Step:
    return Step(
        2,
        Tale.FORGED,
        attempt=attempt,
        left=at,
        url=text(event, "url"),
        headers=pairs(event, "headers"),
        body=text(event, "body"),
        code=text(event, "way"),
        request_id=text(event, "request_id"),
    )


def _refused(event: Event, at: float, forged: Step) -> Step:
    status = event.get("status")
    return Step(
        3,
        Tale.TURNED_AWAY if forged.signature_valid is False else Tale.TAKEN_IN,
        attempt=forged.attempt,
        left=at,
        status=status if isinstance(status, int) else None,
        headers=pairs(event, "headers"),
        body=text(event, "body"),
        code=forged.code,
        reason=forged.reason,
        signature_valid=forged.signature_valid,
    )

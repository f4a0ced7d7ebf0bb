"""``upcall doctor``: what keeps uploads from succeeding, found out without changing anything."""

from __future__ import annotations

import argparse
import json
import sys
import threading
import uuid
from collections.abc import Sequence

from app.bootstrap import House
from app.cli_words import add_callback, add_place, callback_from, connection_of
from app.domain.asks import AskOf, Check, CheckState, Probe
from app.domain.errors import Failure
from app.domain.events import Answered
from app.engine.engine import Engine
from app.sending import LOOK_EVERY
from app.terminal_words import CHECKS, of_check, of_failure, plain

_MARKS = {
    CheckState.GOOD: "good",
    CheckState.NOTE: "note",
    CheckState.BAD: "BAD",
    CheckState.SKIPPED: "-",
}


def add_doctor(command: argparse.ArgumentParser) -> None:
    """All arguments of ``upcall doctor``."""
    add_place(command)
    add_callback(command)
    command.add_argument("--json", action="store_true", help="one check per line, as JSON")


def examined(asked: argparse.Namespace, house: House) -> int:
    """Carry out all checks and tell of them; 1 when one of them is bad. Raises `UsageError`."""
    connection, access = connection_of(asked, house)
    callback = callback_from(asked, connection.callback)
    probe = Probe(
        uuid.uuid4().hex, connection.id, connection.destination, access=access, callback=callback
    )
    answered = answer_to(house.engine, probe)
    if answered.failure is not None:
        _tell_failure(answered.failure, as_json=asked.json)
        return 1
    found = answered.answer if isinstance(answered.answer, tuple) else ()
    checks = [check for check in found if isinstance(check, Check)]
    _tell(checks, as_json=asked.json)
    return 1 if any(check.state is CheckState.BAD for check in checks) else 0


def answer_to(engine: Engine, ask: AskOf) -> Answered:
    """Ask, and wait for the whole answer."""
    rung = threading.Event()
    engine.mailbox.on_ring = rung.set
    engine.ask(ask)
    while True:
        for event in engine.mailbox.take().events:
            if isinstance(event, Answered) and event.ask.id == ask.id and event.complete:
                return event
        rung.wait(LOOK_EVERY)
        rung.clear()


def _tell(checks: Sequence[Check], *, as_json: bool) -> None:
    wide = max((len(CHECKS.get(check.name, check.name)) for check in checks), default=0)
    for check in checks:
        said = plain(of_check(check))
        if as_json:
            facts = {"check": check.name, "state": str(check.state), "reason": check.reason}
            line = json.dumps({**facts, "values": dict(check.values), "message": said})
        else:
            title = CHECKS.get(check.name, check.name)
            line = f"{_MARKS[check.state]:>4}  {title:<{wide}}  {said}".rstrip()
        sys.stdout.write(line + "\n")


def _tell_failure(failure: Failure, *, as_json: bool) -> None:
    message, advice = of_failure(failure)
    if as_json:
        facts = {"check": "", "state": "bad", "reason": failure.code, "message": message}
        sys.stdout.write(json.dumps(facts) + "\n")
    else:
        sys.stdout.write(f"{plain(message)} {plain(advice)}\n")

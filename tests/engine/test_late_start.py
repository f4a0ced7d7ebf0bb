"""An engine that starts late: a window gives it commands before it has been loaded."""

from __future__ import annotations

import threading
from pathlib import Path

from app.domain.events import ResultRead
from app.engine.engine import Engine
from app.engine.parts import EngineParts
from app.providers.registry import provider


def test_commands_from_before_the_start_are_carried_out_in_their_order(tmp_path: Path) -> None:
    made_in: list[str] = []
    rung = threading.Event()

    def parts() -> EngineParts:
        made_in.append(threading.current_thread().name)
        return EngineParts(provider, tmp_path / "queue.db")

    engine = Engine(parts)
    engine.mailbox.on_ring = rung.set
    engine.ask_result("first")
    engine.ask_result("second")
    assert made_in == []
    engine.start(wait=False)
    engine.ask_result("third")
    read: list[str] = []
    while len(read) < 3:
        assert rung.wait(20)
        rung.clear()
        events = engine.mailbox.take().events
        read += [event.task_id for event in events if isinstance(event, ResultRead)]
    engine.stop()
    assert read == ["first", "second", "third"]
    assert made_in == ["upcall-engine"]


def test_an_engine_that_was_never_started_is_stopped_at_once(tmp_path: Path) -> None:
    engine = Engine(EngineParts(provider, tmp_path / "queue.db"))
    engine.ask_result("nobody")
    engine.stop()
    assert engine.mailbox.take().events == ()

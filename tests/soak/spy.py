"""What Upcall says, written down at the very moment; and the process's end in a chosen state."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from app.domain.events import AccessNeeded, Answered, Event, Finished, ResultRead
from app.domain.upload import Result, TaskSnapshot
from app.engine.mailbox import Mailbox
from tests.soak.files import Log


class Spy(Mailbox):
    """A mailbox that keeps a diary. Everything comes from the engine's thread."""

    def __init__(self, log: Log, *, on_state: Callable[[str, str], None]) -> None:
        super().__init__()
        self.log = log
        self.target = ""
        """Kill this process as soon as a task enters this state; empty: never."""
        self.jitter = 0.0
        """Seconds to wait after that."""
        self.needed: set[str] = set()
        """Connections whose access was refused."""
        self.read: dict[str, Result | None] = {}
        self.answered: list[Answered] = []
        self._on_state = on_state
        self._now: dict[str, TaskSnapshot] = {}
        self._guard = threading.Lock()

    def now(self) -> list[TaskSnapshot]:
        """The latest picture of every task."""
        with self._guard:
            return list(self._now.values())

    def put(self, snapshots: Iterable[TaskSnapshot] = (), events: Iterable[Event] = ()) -> None:
        """Write down what is new, then let it go on its way."""
        snapshots, events = list(snapshots), list(events)
        for event in events:
            self._hear(event)
        for snapshot in snapshots:
            self._see(snapshot)
        super().put(snapshots, events)

    def _see(self, snapshot: TaskSnapshot) -> None:
        before = self._now.get(snapshot.id)
        with self._guard:
            self._now[snapshot.id] = snapshot
        if before is not None and before.state is snapshot.state:
            return
        state = str(snapshot.state)
        self.log.put(k="state", id=snapshot.id, s=state, error=snapshot.error_code, at=time.time())
        self._on_state(snapshot.id, state)
        if self.target == state:
            self.target = ""
            self._end(state)

    def _end(self, state: str) -> None:
        if self.jitter:
            threading.Timer(self.jitter, kill_self, (self.log, state)).start()
        else:
            kill_self(self.log, state)

    def _hear(self, event: Event) -> None:
        if isinstance(event, Finished):
            self.log.put(k="said", at=time.time(), **told(event.result))
        elif isinstance(event, AccessNeeded):
            self.needed.add(event.connection_id)
        elif isinstance(event, ResultRead):
            self.read[event.task_id] = event.result
        elif isinstance(event, Answered):
            self.answered.append(event)


def kill_self(log: Log, target: str) -> None:
    """As ``kill -9`` from outside."""
    log.put(k="kill", target=target, at=time.time())
    os.kill(os.getpid(), signal.SIGKILL)


def told(result: Result) -> dict[str, object]:
    """A result in plain words."""
    receipt = result.receipt
    return {
        "id": result.task_id,
        "outcome": str(result.outcome),
        "error": result.failure.code if result.failure else "",
        "reason": result.failure.values.get("reason", "") if result.failure else "",
        "key": receipt.key if receipt else "",
        "size": receipt.size if receipt else -1,
        "crc64": str(receipt.crc64) if receipt and receipt.crc64 is not None else "",
        "request_id": receipt.request_id if receipt else "",
        "callback": str(receipt.callback.outcome) if receipt else "",
        "body": receipt.callback.body if receipt else "",
    }


def journal_of(home: Path) -> Path:
    """Where a round's list is kept."""
    return home / "queue.db"

"""A listener to an engine's mailbox: remembers, and waits by condition."""

from __future__ import annotations

import asyncio
import threading
import time
import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path

from app.domain.callback import CallbackSpec
from app.domain.connection import Batch
from app.domain.credentials import Access, Credentials
from app.domain.destination import Destination, SameName
from app.domain.events import Event, Finished
from app.domain.states import UploadState
from app.domain.upload import Result, TaskSnapshot, UploadTask
from app.engine.clocks import Clocks
from app.engine.engine import Engine
from app.engine.line_rules import LineRules
from app.engine.parts import EngineParts
from app.engine.session_secrets import Keeper
from app.engine.tools import EngineLimits
from app.providers.contract import Registry
from app.providers.registry import provider
from tests.cloud import Cloud

PATIENCE = 30.0
CONNECTION = "test"


def hurried(share: float = 0.1) -> Callable[[float], Awaitable[None]]:
    """Waits of the engine that take only a share of what they are for people."""
    return lambda seconds: asyncio.sleep(seconds * share)


_BEYOND = {UploadState.SENDING: (UploadState.COMPLETING,)}


class Listening:
    """An engine with a real wire and journal, and everything that it told."""

    def __init__(
        self,
        journal: Path | None,
        *,
        limits: EngineLimits | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        await_access: bool = True,
        clocks: Clocks | None = None,
        hide: Callable[[str], None] | None = None,
        lines: LineRules | None = None,
        moving: Callable[[bool], None] | None = None,
        history: Path | None = None,
        keeper: Keeper | None = None,
        providers: Registry = provider,
    ) -> None:
        parts = EngineParts(providers, journal, limits=limits or EngineLimits(), sleep=sleep)
        parts = replace(parts, history=history)
        parts = replace(parts, keeper=keeper) if keeper is not None else parts
        parts = replace(parts, hide=hide) if hide is not None else parts
        parts = replace(parts, lines=lines) if lines is not None else parts
        parts = replace(parts, moving=moving) if moving is not None else parts
        self.engine = Engine(replace(parts, clocks=clocks or Clocks(), await_access=await_access))
        self.seen: dict[str, list[TaskSnapshot]] = {}
        self.events: list[Event] = []
        self._rung = threading.Event()
        self.engine.mailbox.on_ring = self._rung.set
        self.engine.start()

    def upload(
        self,
        cloud: Cloud,
        paths: Sequence[Path],
        *,
        spec: CallbackSpec | None = None,
        same_name: SameName = SameName.REPLACE,
        part_size: int = 0,
        method: str = "auto",
        credentials: Access | None = None,
        held: bool = False,
    ) -> list[str]:
        """Submit files under their own names; returns task ids."""
        batch = Batch(
            uuid.uuid4().hex,
            CONNECTION,
            place(cloud),
            spec or CallbackSpec(),
            same_name,
            method=method,
            part_size=part_size,
        )
        tasks = [
            UploadTask(
                uuid.uuid4().hex, batch.id, str(p), p.name, p.name, p.stat().st_size, "text/plain"
            )
            for p in paths
        ]
        self.engine.submit(batch, tasks, held=held)
        self.engine.connect(CONNECTION, credentials or key(cloud))
        return [task.id for task in tasks]

    def gather(self, cloud: Cloud, paths: Sequence[Path], *, connect: bool = True) -> None:
        """Drop paths; their tasks are held."""
        batch = Batch(uuid.uuid4().hex, CONNECTION, place(cloud))
        self.engine.gather(batch, [str(p) for p in paths], held=True)
        if connect:
            self.engine.connect(CONNECTION, key(cloud))

    def until(self, happened: Callable[[], bool]) -> None:
        """Take mail until a condition holds; fails after a long time."""
        deadline = time.monotonic() + PATIENCE
        while not self._look() or not happened():
            left = deadline - time.monotonic()
            assert left > 0, f"waited in vain; last: {self.last()}"
            self._rung.wait(min(left, 0.5))
            self._rung.clear()

    def hear(self, within: float) -> None:
        """Take mail; waits for some at most so many seconds."""
        self._rung.wait(within)
        self._rung.clear()
        self._look()

    def ended(self, *task_ids: str) -> list[Result]:
        """Wait until tasks have ended; their results in order."""
        self.until(lambda: set(task_ids) <= set(self.results()))
        return [self.results()[task_id] for task_id in task_ids]

    def reaches(self, task_id: str, state: UploadState) -> None:
        """Wait until a task was seen in a state, or beyond one that may pass unseen."""
        states = {state, *_BEYOND.get(state, ())}
        self.until(lambda: any(s.state in states for s in self.seen.get(task_id, [])))

    def results(self) -> dict[str, Result]:
        """The latest result of each task that has ended."""
        return {e.result.task_id: e.result for e in self.events if isinstance(e, Finished)}

    def last(self) -> dict[str, str]:
        """Latest state and error of each task."""
        return {i: f"{s[-1].state} {s[-1].error_code}" for i, s in self.seen.items()}

    def latest(self, task_id: str) -> TaskSnapshot:
        """Latest picture of a task."""
        return self.seen[task_id][-1]

    def close(self) -> None:
        """Stop the engine."""
        self.engine.stop()

    def _look(self) -> bool:
        mail = self.engine.mailbox.take()
        for snapshot in mail.snapshots.values():
            self.seen.setdefault(snapshot.id, []).append(snapshot)
        self.events.extend(mail.events)
        return True


def key(cloud: Cloud) -> Credentials:
    """The cloud's own key."""
    return Credentials(cloud.access_key_id, cloud.access_key_secret)


def place(cloud: Cloud) -> Destination:
    """The cloud's bucket as a destination that is no practice one (it outlives the engine)."""
    return Destination("oss", cloud.endpoint, cloud.region, cloud.bucket)


def callback(cloud: Cloud, **changes: object) -> CallbackSpec:
    """A callback to the application server of the cloud, with one variable of our own."""
    spec = CallbackSpec(True, (cloud.callback_url,), "object=${object}&size=${size}&n=${x:n}")
    return replace(spec, variables={"x:n": "7"}, **changes)  # type: ignore[arg-type]

"""A life of Upcall: drops, presses buttons, and in the end tells everything."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.domain.asks import FindUnfinished, Unfinished
from app.domain.callback import CallbackSpec
from app.domain.connection import Batch
from app.domain.credentials import Access, Credentials, ServerAccess
from app.domain.destination import Destination, SameName
from app.domain.states import ENDED, UploadState
from app.domain.upload import UploadTask
from app.engine.engine import Engine
from app.engine.parts import EngineParts
from app.engine.tools import EngineLimits
from app.providers.contract import Call, Provider, Reply, Request
from app.providers.registry import provider
from tests.soak import mix
from tests.soak.disk import Meddler
from tests.soak.files import PART, Item, Log, rest
from tests.soak.spy import Spy, journal_of, kill_self, told

KEY, SERVER = "key", "server"
TICK = 0.03
LONGEST = 25.0
"""Seconds of a life."""
LONGEST_CALM = 150.0
REACH_TRIES = 40
"""As the window has it."""
_STEPS = frozenset({"begin", "stored", "send", "finish", "put", "look", "abort"})
_STOPPABLE = frozenset(
    {UploadState.QUEUED, UploadState.PREPARING, UploadState.SENDING, UploadState.WAITING}
)


async def shortened(seconds: float) -> None:
    """All waits of the engine, the same share of each."""
    await asyncio.sleep(seconds * mix.SLEEPS)


class Hasty:
    """A call that waits for answers less long."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self.authorisation = call.authorisation
        self.now = call.now

    async def send(self, request: Request) -> Reply:
        """Send once."""
        return await self._call.send(replace(request, answer_within=mix.ANSWER_WITHIN))


class HastyProvider:
    """A provider whose steps are given a `Hasty` call."""

    def __init__(self, inner: Provider) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if name not in _STEPS:
            return found
        return lambda call, *rest, **more: found(Hasty(call), *rest, **more)


def hasty(name: str) -> Provider:
    """The provider of a name, in a hurry."""
    made: Any = HastyProvider(provider(name))
    return made  # type: ignore[no-any-return]


class Life:
    """An engine and the person before it."""

    def __init__(
        self, order: dict[str, Any], items: list[Item], *, log: Log, meddler: Meddler
    ) -> None:
        self._order = order
        self._items = items
        self._log = log
        self._folder = Path(order["folder"])
        self._chance = random.Random(f"{order['seed']}/life/{order['life']}")
        parts = EngineParts(
            hasty,
            journal_of(self._folder),
            limits=EngineLimits(files=12, parts=14),
            sleep=shortened,
            reach_tries=REACH_TRIES,
        )
        self._engine = Engine(parts)
        self._spy = Spy(log, on_state=meddler.look)
        self._engine.mailbox = self._spy
        self._batches: dict[tuple[object, ...], Batch] = {}
        self._dropped: set[str] = set()

    # --- lives ------------------------------------------------------------------------------

    def storm(self) -> None:
        """Until the SIGKILL."""
        began = time.monotonic()
        self._begin()
        kill = self._order["kill"]
        while time.monotonic() - began < LONGEST:
            age = time.monotonic() - began
            if kill["state"] and age > kill["after"] and not self._spy.target:
                self._spy.jitter, self._spy.target = kill["jitter"], kill["state"]
            if kill["state"] and age > kill["after"] + kill["patience"]:
                kill_self(self._log, "any")
            self._press()
            rest(TICK)
        kill_self(self._log, "any")

    def calm(self, hush: Callable[[], None] | None) -> None:
        """Everything to its end; then ``hush``, what failed once more, tell, and leave."""
        self._begin()
        if hush is not None:
            self._press_until_ended()
            hush()
        rounds = 0
        deadline = time.monotonic() + LONGEST_CALM
        while time.monotonic() < deadline:
            self._access()
            now = self._spy.now()
            paused = [s.id for s in now if s.state is UploadState.PAUSED]
            if paused:
                self._engine.begin(paused)
            if self._all_ended():
                if rounds == 2:
                    break
                rounds += 1
                self._engine.retry()
                rest(0.2)
            rest(TICK)
        self._connect(KEY)
        self._connect(SERVER)
        self._until(lambda: not self._leftovers(), 8.0)
        self._tell()
        self._engine.stop()
        self._log.put(k="bye", at=time.time())

    def _press_until_ended(self) -> None:
        deadline = time.monotonic() + LONGEST_CALM
        while time.monotonic() < deadline and not self._all_ended():
            self._press()
            rest(TICK)

    def _all_ended(self) -> bool:
        now = self._spy.now()
        return self._dropped <= {s.id for s in now} and all(s.state in ENDED for s in now)

    def _begin(self) -> None:
        self._engine.start()
        self._connect(KEY)
        self._connect(SERVER)
        # What came back from the journal was shown before `start` returned its first turn.
        self._until(lambda: bool(self._spy.now()), 0.3 if self._order["life"] else 0.0)
        self._drop()

    # --- what the person does -------------------------------------------------------------

    def _drop(self) -> None:
        """What has not been seen on the list yet, as far as this life may go."""
        shown = set(self._order["shown"]) | {snapshot.id for snapshot in self._spy.now()}
        groups: dict[str, tuple[Batch, list[UploadTask]]] = {}
        for item in self._items[: self._order["upto"]]:
            if item.task_id in shown:
                continue
            batch = self._batch(item)
            path = self._folder / "files" / item.name
            task = UploadTask(item.task_id, batch.id, str(path), item.name, item.name, item.size)
            groups.setdefault(batch.id, (batch, []))[1].append(task)
        for batch, tasks in groups.values():
            self._engine.submit(batch, tasks)
            self._dropped |= {task.id for task in tasks}

    def _batch(self, item: Item) -> Batch:
        facts = (item.method, item.with_callback, item.keep_both, item.server)
        if facts not in self._batches:
            spec = CallbackSpec()
            if item.with_callback:
                body = "object=${object}&size=${size}&n=${x:n}"
                spec = CallbackSpec(True, (self._order["callback_url"],), body)
                spec = replace(spec, variables={"x:n": "7"})
            self._batches[facts] = Batch(
                f"batch-{self._order['life']}-{len(self._batches)}",
                SERVER if item.server else KEY,
                self._place(),
                spec,
                SameName.KEEP_BOTH if item.keep_both else SameName.REPLACE,
                method=item.method,
                part_size=PART,
            )
        return self._batches[facts]

    def _place(self) -> Destination:
        order = self._order
        return Destination("oss", order["endpoint"], order["region"], order["bucket"])

    def _connect(self, connection: str) -> None:
        order = self._order
        access: Access = Credentials(order["key_id"], order["secret"])
        if connection == SERVER:
            access = ServerAccess(order["sts"])
        self._engine.connect(connection, access)

    def _access(self) -> None:
        for connection in list(self._spy.needed):
            self._spy.needed.discard(connection)
            self._connect(connection)

    def _press(self) -> None:
        """One turn of somebody who cannot sit still."""
        chance, engine, now = self._chance, self._engine, self._spy.now()
        self._access()
        self._maybe(0.06, engine.pause, self._some(now, _STOPPABLE, most=3))
        self._maybe(0.25, engine.begin, self._some(now, {UploadState.PAUSED}, most=4))
        running = [s for s in now if s.state in _STOPPABLE and "multipart" in s.name]
        self._maybe(0.05, self._cancel, [s.id for s in running[:1]])
        begun = [s.id for s in running if s.stored]
        self._maybe(0.2, engine.pause, begun[:1])
        self._maybe(0.01, self._cancel, self._some(now, _STOPPABLE, most=1))
        self._maybe(0.03, engine.stop_waiting, self._some(now, {UploadState.COMPLETING}, most=1))
        self._maybe(0.1, engine.retry, self._some(now, {UploadState.CANCELLED}, most=1))
        if chance.random() < 0.02:
            engine.retry()
        if chance.random() < 0.02:
            self._connect(KEY)
            self._connect(SERVER)
        if chance.random() < 0.02:
            engine.set_limits(
                EngineLimits(files=chance.randint(4, 14), parts=chance.randint(4, 16))
            )

    def _maybe(self, rate: float, do: Callable[[list[str]], None], ids: list[str]) -> None:
        if ids and self._chance.random() < rate:
            do(ids)

    def _some(self, now: list[Any], states: Any, *, most: int) -> list[str]:
        ids = [snapshot.id for snapshot in now if snapshot.state in states]
        return self._chance.sample(ids, min(len(ids), self._chance.randint(1, most)))

    def _cancel(self, ids: list[str]) -> None:
        self._log.put(k="cmd", do="cancel", ids=ids, at=time.time())
        self._engine.cancel(ids)

    # --- the last words -------------------------------------------------------------------

    def _tell(self) -> None:
        now = self._spy.now()
        for snapshot in now:
            self._engine.ask_result(snapshot.id)
        self._until(lambda: len(self._spy.read) == len(now), 20.0)
        for snapshot in now:
            result = self._spy.read.get(snapshot.id)
            said = told(result) if result is not None else {"id": snapshot.id, "outcome": ""}
            outcome = str(snapshot.outcome or "")
            self._log.put(k="final", s=str(snapshot.state), shown=outcome, **said)
        self._engine.ask(FindUnfinished("unfinished", KEY, self._place()))
        self._until(lambda: bool(self._spy.answered), 20.0)
        found = [answer.answer for answer in self._spy.answered if answer.answer is not None]
        some = [u for each in found if isinstance(each, tuple) for u in each]
        ids = [u.upload_id for u in some if isinstance(u, Unfinished)]
        self._log.put(k="unfinished", asked=bool(found), ids=ids)
        self._log.put(k="journal", ids=self._leftovers() + self._begun())

    def _leftovers(self) -> list[str]:
        return self._sessions("SELECT session FROM leftovers", of="upload_id")

    def _begun(self) -> list[str]:
        sql = "SELECT json_extract(checkpoint, '$.session') FROM tasks WHERE checkpoint IS NOT NULL"
        return self._sessions(sql, of="upload_id")

    def _sessions(self, sql: str, *, of: str) -> list[str]:
        import json  # noqa: PLC0415

        with closing(sqlite3.connect(journal_of(self._folder))) as db:
            return [str(json.loads(text)[of]) for (text,) in db.execute(sql)]

    def _until(self, happened: Callable[[], bool], seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not happened() and time.monotonic() < deadline:
            rest(TICK)

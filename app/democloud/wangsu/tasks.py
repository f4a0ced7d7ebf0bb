"""Processing tasks: instructions on stored files, carried out later (reference/wangsu.md 5).

A task waits, is processed instruction by instruction, and tells its receiver: once at the end, or
with ``separate`` after each instruction and again at the end. Codes as the status query has them:
0 waiting, 1 processing, 2 failed, 3 processed, 4 notifying, 5 notification failed, 6 succeeded.

Events: ``processing_queued`` and ``processing_started`` (persistent_id, request_id, bucket, key,
ops, notify_url), ``status_told`` (request_id, persistent_id, key, code: somebody asked),
``instruction_done`` (the same ids, cmd, code, result: its key, simulated, error),
``processing_ended`` (code), ``notification_sent`` and ``..._answered`` (see ``calls.py``).
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from app.democloud.events import Events
from app.democloud.settings import Settings
from app.democloud.store import Store, StoredObject
from app.democloud.wangsu.calls import SERVICE, Caller, Order
from app.democloud.wangsu.encoding import encoded
from app.democloud.wangsu.errors import WangsuError, refused
from app.democloud.wangsu.instructions import Instruction, InstructionError, read_instructions
from app.democloud.wangsu.processing import Material, Result, carried_out

WAITING, PROCESSING, FAILED, PROCESSED, NOTIFYING, UNTOLD, TOLD = range(7)
_WORDS = (
    "waiting",
    "processing",
    "fileOperateFailed",
    "fileOperateSucceed",
    "notifying",
    "notifyFailed",
    "notifySucceed",
)
PARTLY, PARTLY_FAILED, ALL = 1, 2, 3
"""Codes of a notification, which mean something else (reference/wangsu.md 5.3)."""

KEPT = 5_000
"""Tasks that can still be asked for."""

_AGENT = "Apache-HttpClient/4.3.1 (java 1.5)"


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a task works on."""

    bucket: str
    """Its bucket."""
    stored: StoredObject
    """The object as it was then."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for."""

    ops: str
    """The instructions (reference/wangsu.md 5.1)."""
    notify_url: str
    """Who is told; empty: nobody."""
    separate: bool
    """A notification for each instruction."""
    force: bool
    """Whether a result that is there already is made anew."""
    request_id: str
    """Of the request that asked."""


@dataclass(slots=True)
class Item:
    """One instruction and what came of it."""

    instruction: Instruction
    """What is to be done."""
    key: str
    """Name of the result."""
    bucket: str
    """Its bucket."""
    code: int = WAITING
    """As the task's."""
    error: str = ""
    """Why it failed."""
    seconds: float = 0.0
    """How long it took."""
    facts: dict[str, Any] = field(default_factory=dict)
    """What the result is."""

    def as_json(self) -> dict[str, Any]:
        """Give it as notification and status query do."""
        value = {
            "cmd": self.instruction.text,
            "code": self.code,
            "desc": _WORDS[self.code],
            "costTime": round(self.seconds * 1000),
        }
        if self.error:
            value["error"] = self.error
        if self.code == PROCESSED:
            value["key"] = f"{self.bucket}:{self.key}"
        return value | self.facts


@dataclass(slots=True)
class Task:
    """One task."""

    id: str
    """``1000`` and 32 hex digits."""
    source: Source
    """What it works on."""
    wish: Wish
    """What was asked for."""
    items: list[Item]
    """Its instructions."""
    code: int = WAITING
    """Where it stands."""

    def as_json(
        self, *, code: int | None = None, items: list[Item] | None = None
    ) -> dict[str, Any]:
        """Give it as status query (``code`` left out) or as a notification."""
        shown = self.code if code is None else code
        told = self.items if items is None else items
        good = any(item.code == PROCESSED for item in told)
        word = _WORDS[shown] if code is None else _WORDS[PROCESSED if good else FAILED]
        return {
            "id": self.id,
            "code": shown,
            "desc": word,
            "separate": int(self.wish.separate),
            "inputbucket": self.source.bucket,
            "inputkey": self.source.stored.key,
            "inputfsize": self.source.stored.size,
            "items": [item.as_json() for item in told],
        }

    def facts(self) -> dict[str, Any]:
        """Give what every event about it says."""
        return {
            "persistent_id": self.id,
            "request_id": self.wish.request_id,
            "bucket": self.source.bucket,
            "key": self.source.stored.key,
        }


class Tasks:
    """All tasks of a run."""

    def __init__(
        self,
        *,
        store: Store,
        caller: Caller,
        events: Events,
        settings: Settings,
        clock: Callable[[], float],
        url: Callable[[str, str], str],
    ) -> None:
        self._store = store
        self._caller = caller
        self._events = events
        self._settings = settings
        self._clock = clock
        self._url = url
        self._tasks: dict[str, Task] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._one_at_a_time = asyncio.Lock()

    def begin(self, source: Source, wish: Wish) -> str:
        """Begin a task and give its id; WangsuError 401 when its result is there already."""
        task_id = "1000" + secrets.token_hex(16)
        items = [
            _item(instruction, source, f"{task_id[4:12]}-{number}")
            for number, instruction in enumerate(read_instructions(wish.ops), 1)
        ]
        if not wish.force and any(self._is_there(item) for item in items):
            raise refused("The Persistent File Already Exists")
        task = Task(task_id, source, wish, items)
        self._tasks[task_id] = task
        while len(self._tasks) > KEPT:
            del self._tasks[next(iter(self._tasks))]
        for blob in source.stored.blobs:
            blob.hold()
        self._record("processing_queued", task, ops=wish.ops, notify_url=wish.notify_url)
        self._spawn(self._run(task))
        return task_id

    def find(self, task_id: str) -> Task:
        """Give a task; WangsuError 404 when there is none."""
        task = self._tasks.get(task_id)
        if task is None:
            raise WangsuError(404, "Resource Not Found")
        return task

    def clear(self) -> None:
        """End and forget all of them."""
        for running in self._running:
            running.cancel()
        self._tasks.clear()

    def _is_there(self, item: Item) -> bool:
        bucket = self._store.buckets.get(item.bucket)
        return bucket is not None and item.key in bucket.objects

    def _spawn(self, work: Any) -> asyncio.Task[None]:
        running: asyncio.Task[None] = asyncio.get_running_loop().create_task(work)
        self._running.add(running)
        running.add_done_callback(self._running.discard)
        return running

    async def _run(self, task: Task) -> None:
        try:
            partly = await self._process(task)
        finally:
            for blob in task.source.stored.blobs:
                blob.release()
        good = any(item.code == PROCESSED for item in task.items)
        self._record("processing_ended", task, code=PROCESSED if good else FAILED)
        if not task.wish.notify_url:
            task.code = PROCESSED if good else FAILED
            return
        task.code = NOTIFYING
        for each in partly:
            await each
        task.code = TOLD if await self._notify(task, ALL, task.items) else UNTOLD

    async def _process(self, task: Task) -> list[asyncio.Task[None]]:
        """Carry out the instructions; gives the partial notifications that are under way."""
        partly: list[asyncio.Task[None]] = []
        await asyncio.sleep(self._settings.wangsu_process_seconds)
        task.code = PROCESSING
        wish = task.wish
        self._record("processing_started", task, ops=wish.ops, notify_url=wish.notify_url)
        for item in task.items:
            await self._carry_out(task, item)
            if wish.separate and wish.notify_url:
                code = PARTLY if item.code == PROCESSED else PARTLY_FAILED
                partly.append(self._spawn(self._notify_partly(task, code, item)))
        return partly

    async def _carry_out(self, task: Task, item: Item) -> None:
        started = time.monotonic()
        item.code = PROCESSING
        await asyncio.sleep(self._settings.wangsu_process_seconds)
        try:
            await self._make(task, item)
            item.code = PROCESSED
        except InstructionError as error:
            item.code, item.error = FAILED, str(error)
        item.seconds = time.monotonic() - started
        self._record(
            "instruction_done",
            task,
            cmd=item.instruction.text,
            code=item.code,
            result=item.key if item.code == PROCESSED else "",
            simulated=bool(item.facts.get("simulated")),
            error=item.error,
        )

    async def _make(self, task: Task, item: Item) -> None:
        """Make the result and place it; InstructionError when that cannot be."""
        bucket = self._store.buckets.get(item.bucket)
        if bucket is None:
            raise InstructionError("Bucket Not Found")
        stored = task.source.stored
        material = Material(stored.blobs, stored.size, stored.key, stored.content_type)
        failing = self._settings.wangsu_failing
        work = partial(carried_out, item.instruction, material, failing=failing)
        async with self._one_at_a_time:
            result = await _beside(work)
        made = await self._placed(result, item, task.source)
        bucket.put(made)
        item.facts = result.facts | {
            "hash": made.etag,
            "fsize": made.size,
            "url": self._url(item.bucket, item.key),
        }

    async def _placed(self, result: Result, item: Item, source: Source) -> StoredObject:
        headers = (("Content-Type", result.content_type),)
        if result.data is None:
            for blob in source.stored.blobs:
                blob.hold()
            blobs, etag, crc64 = source.stored.blobs, source.stored.etag, source.stored.crc64
        else:
            writer = self._store.blobs.writer()
            await writer.write(result.data)
            blob = await writer.finish()
            blobs, etag, crc64 = (blob,), result.etag, blob.crc64
        return StoredObject(
            key=item.key,
            blobs=blobs,
            size=sum(blob.size for blob in blobs),
            crc64=crc64,
            etag=etag,
            headers=headers,
            kind="Normal",
            stored_at=self._clock(),
        )

    async def _notify_partly(self, task: Task, code: int, item: Item) -> None:
        await self._notify(task, code, [item])

    async def _notify(self, task: Task, code: int, items: list[Item]) -> bool:
        """Tell the receiver; gives whether it took it."""
        text = json.dumps(task.as_json(code=code, items=items), ensure_ascii=False)
        packed = encoded(text)
        sent = packed if self._settings.wangsu_padding else packed.rstrip("=")
        order = Order(
            kind="notification",
            url=task.wish.notify_url,
            sent=sent.encode("ascii"),
            body=text.encode("utf-8"),
            content_type="text/plain; charset=UTF-8",
            variant=self._settings.wangsu_notify_variant,
            user_agent=_AGENT,
            facts=task.facts() | {"code": code},
        )
        return (await self._caller.tell(order)).accepted

    def _record(self, kind: str, task: Task, **facts: Any) -> None:
        self._events.add(kind, service=SERVICE, **task.facts(), **facts)


async def _beside(work: Callable[[], Result]) -> Result:
    """Do something that takes its time in a thread for which the end of the cloud does not wait."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Result] = loop.create_future()

    def settle(result: Result | None, error: InstructionError | None) -> None:
        if done.cancelled():
            return
        if result is not None:
            done.set_result(result)
        else:
            done.set_exception(error or InstructionError("nothing was made"))

    def run() -> None:
        result, error = None, None
        try:
            result = work()
        except InstructionError as trouble:
            error = trouble
        except (ArithmeticError, LookupError, TypeError, ValueError) as trouble:
            error = InstructionError(f"the file cannot be processed: {trouble}")
        with contextlib.suppress(RuntimeError):  # the loop is over
            loop.call_soon_threadsafe(settle, result, error)

    threading.Thread(target=run, name="democloud-processing", daemon=True).start()
    return await done


def _item(instruction: Instruction, source: Source, mark: str) -> Item:
    """Name the result: as ``saveas`` says, or after its source (reference/wangsu.md 5.1)."""
    bucket, key = instruction.saveas
    if not key:
        stem, dot, ending = source.stored.key.rpartition(".")
        ending = instruction.format or ending
        key = f"{stem if dot else source.stored.key}_{mark}{'.' if ending else ''}{ending}"
    return Item(instruction, key, bucket or source.bucket)

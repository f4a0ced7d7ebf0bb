"""``upcall send``: the same engine without a window."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, TextIO

from app.domain.connection import Batch
from app.domain.credentials import Credentials
from app.domain.errors import DestinationError
from app.domain.events import Finished
from app.domain.media import type_of
from app.domain.naming import key_for
from app.domain.states import Outcome, exit_code
from app.domain.upload import Result, TaskSnapshot, UploadTask
from app.engine.engine import Engine
from app.engine.gather import gather
from app.terminal_words import OUTCOMES, of_failure, own_words


@dataclass(frozen=True, slots=True)
class SendOrder:
    """What to send, where, and how to tell of it."""

    files: Sequence[str]
    """Paths of files and folders; ``-`` is standard input."""
    batch: Batch
    credentials: Credentials | None
    key: str = ""
    """Full object name, for a single file."""
    resume: bool = False
    as_json: bool = False


class UsageError(Exception):
    """The command line asks for something that cannot be done; the text says what to do."""


def send(order: SendOrder, engine: Engine, *, out: TextIO, progress: TextIO | None) -> int:
    """Send everything, tell of each end, return the exit code."""
    with tempfile.TemporaryDirectory(prefix="upcall-") as folder:
        tasks, unsendable = planned(order, Path(folder))
        rung = threading.Event()
        engine.mailbox.on_ring = rung.set
        engine.adopt(order.batch, tasks, resume=order.resume)
        engine.connect(order.batch.connection_id, order.credentials)
        watch = _Watch({task.id: task for task in tasks}, out, progress, order.as_json)
        while not watch.complete():
            rung.wait()
            rung.clear()
            mail = engine.mailbox.take()
            watch.progress(mail.snapshots.values())
            for event in mail.events:
                if isinstance(event, Finished):
                    watch.finished(event.result)
    codes = [*watch.outcomes, *([Outcome.NOT_STORED] * unsendable)]
    return exit_code(codes)


def planned(order: SendOrder, folder: Path) -> tuple[list[UploadTask], int]:
    """Tasks in the order given, and how many files could not become one.

    Raises `UsageError` for standard input without ``--key`` and for ``--key`` with several files.
    """
    if order.key and (len(order.files) != 1 or Path(order.files[0]).is_dir()):
        raise UsageError("--key names one object: give exactly one file with it.")
    tasks: list[UploadTask] = []
    left_out = 0
    for path in order.files:
        if path == "-":
            tasks.append(_from_stdin(order, folder, sys.stdin.buffer))
        elif Path(path).is_dir():
            count = gather(order.batch, [path], take=lambda found, _count: tasks.extend(found))
            left_out += count.unreadable + count.refused
        else:
            tasks.append(_of_file(order, os.path.abspath(path)))
    return [replace(task, id=_stable_id(task, order.batch)) for task in tasks], left_out


def _of_file(order: SendOrder, path: str, *, temporary: bool = False) -> UploadTask:
    name = os.path.basename(path)
    try:
        key = order.key or key_for(order.batch.destination.prefix, name)
    except DestinationError as error:
        raise UsageError(f"{name}: no object can have this name.") from error
    size = os.path.getsize(path) if os.path.isfile(path) else 0
    kind = type_of(key if order.key else name)
    return UploadTask("", order.batch.id, path, key, name, size, kind, temporary=temporary)


def _from_stdin(order: SendOrder, folder: Path, source: BinaryIO) -> UploadTask:
    """Standard input, spooled to a private file: parts need a length and may be sent again."""
    if not order.key:
        raise UsageError("Standard input has no name: say --key NAME.")
    path = folder / (os.path.basename(order.key) or "stdin")
    with path.open("wb") as target:
        shutil.copyfileobj(source, target, 1024 * 1024)
    return _of_file(order, str(path), temporary=True)


def _stable_id(task: UploadTask, batch: Batch) -> str:
    """The same file to the same place has the same id in every run, so that it can be resumed."""
    place = (task.path, batch.destination.endpoint, batch.destination.bucket, task.key)
    return hashlib.sha256("\0".join(place).encode("utf-8", "surrogateescape")).hexdigest()[:32]


class _Watch:
    """Tells of progress and ends."""

    def __init__(
        self,
        tasks: dict[str, UploadTask],
        out: TextIO,
        progress: TextIO | None,
        as_json: bool,
    ) -> None:
        self.outcomes: list[Outcome] = []
        self._open = dict(tasks)
        self._out = out
        self._progress = progress
        self._json = as_json
        self._sent: dict[str, int] = {}
        self._total = sum(task.size for task in tasks.values())

    def complete(self) -> bool:
        """True when every task has ended."""
        return not self._open

    def progress(self, snapshots: Iterable[TaskSnapshot]) -> None:
        """Draw the bar anew."""
        self._sent.update((snapshot.id, snapshot.sent) for snapshot in snapshots)
        if self._progress is not None:
            sent = min(sum(self._sent.values()), self._total)
            share = sent / self._total if self._total else 1.0
            bar = "#" * int(share * 30)
            self._progress.write(f"\r[{bar:<30}] {share:4.0%}  {len(self._open)} to go ")
            self._progress.flush()

    def finished(self, result: Result) -> None:
        """Tell of one end."""
        task = self._open.pop(result.task_id, None)
        if task is None:
            return
        self.outcomes.append(result.outcome)
        if self._progress is not None:
            self._progress.write("\r" + " " * 60 + "\r")
        text = json.dumps(receipt_object(task, result)) if self._json else told(task, result)
        self._out.write(text + "\n")
        self._out.flush()


def told(task: UploadTask, result: Result) -> str:
    """The sentence of one file, with the first line of the answer or the service's own words."""
    practice = " (practice)" if result.practice else ""
    line = f"{plain(task.name)}: {OUTCOMES[result.outcome]}{practice}"
    if result.receipt is not None:
        callback = result.receipt.callback
        said = callback.message or callback.body
        first = next(iter(said.splitlines()), "")
        return f"{line}. {plain(first)}" if first else line + "."
    if result.failure is not None:
        message, advice = of_failure(result.failure)
        words = own_words(result.failure)
        return f"{line}. {message} {advice}" + (f" [{plain(words)}]" if words else "")
    return line + "."


def receipt_object(task: UploadTask, result: Result) -> dict[str, object]:
    """The receipt of ``--json``; keys as in the design, section 8."""
    receipt, failure = result.receipt, result.failure
    callback = receipt.callback if receipt else None
    known: dict[str, object] = {
        "file": "-" if task.temporary else task.path,
        "key": receipt.key if receipt else task.key,
        "outcome": str(result.outcome),
        "etag": receipt.etag if receipt else "",
        "crc64": str(receipt.crc64) if receipt and receipt.crc64 is not None else None,
        "verified": receipt.verified if receipt else False,
        "size": receipt.size if receipt else task.size,
        "request_id": receipt.request_id
        if receipt
        else failure.answer.request_id
        if failure
        else "",
        "http_status": receipt.http_status if receipt else failure.answer.status if failure else 0,
        "callback": callback
        and {
            "outcome": str(callback.outcome),
            "status": callback.status,
            "body": callback.body,
            "code": callback.code,
            "message": callback.message,
            "ec": callback.ec,
        },
        "notices": [],
        "seconds": round(result.seconds, 3),
        "practice": result.practice,
        "error": None,
    }
    if failure is not None:
        message, advice = of_failure(failure)
        own = {"code": failure.code, "message": message, "advice": advice}
        service = {"service_code": failure.answer.code, "service_message": failure.answer.message}
        known["error"] = {**own, **service, "ec": failure.answer.ec, "detail": failure.detail}
    return known


def plain(text: str) -> str:
    """Outside text for a terminal: without control characters, so that none can play tricks."""
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return shown if len(shown) <= 2000 else shown[:1999] + "…"

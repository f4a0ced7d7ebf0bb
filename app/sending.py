"""``upcall send``: the same engine without a window."""

from __future__ import annotations

import hashlib
import json
import math
import os
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, TextIO

from app.domain.connection import Batch
from app.domain.credentials import Access
from app.domain.destination import Destination, SameName
from app.domain.errors import DestinationError, ServiceAnswer
from app.domain.events import Event, Finished, Granted, JournalTrouble, LineChanged
from app.domain.left_out import BY_LIMITS, LOST, LeftOut, Why, count_of, together
from app.domain.naming import checked_key
from app.domain.states import Outcome, exit_code
from app.domain.upload import Result, TaskSnapshot, UploadTask
from app.engine.engine import Engine
from app.engine.gather import Chance, gather, kept_out, key_of, kind_of
from app.terminal_words import (
    JOURNAL,
    LEFT_OUT,
    NETWORK_BACK,
    NO_NETWORK,
    OUTCOMES,
    OVERWRITES,
    next_try,
    of_failure,
    own_words,
)

MOST_SHOWN = 20
"""Names of what is left out for one reason."""
LOOK_EVERY = 0.5
"""Seconds; on Windows nothing can interrupt a wait without an end."""
BREATH = 0.02
"""Seconds between two looks: small files end by the thousand."""


@dataclass(frozen=True, slots=True)
class SendOrder:
    """What to send, and where."""

    files: Sequence[str]
    """Paths of files and folders; ``-`` is standard input."""
    batch: Batch
    access: Access | None
    key: str = ""
    """Full object name, for a single file."""
    resume: bool = False
    valued: Callable[[list[UploadTask]], list[UploadTask]] = list
    """Gives the files custom variables of their own; may raise `UsageError`."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Where to tell of it, and how."""

    out: TextIO
    notes: TextIO
    """For what belongs to no file."""
    progress: TextIO | None = None
    as_json: bool = False


@dataclass(slots=True)
class Plan:
    """What the words of a command line come to."""

    tasks: list[UploadTask] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    """What does not become a task."""
    chance: Chance = field(default_factory=Chance)
    """One moment for all names of a run."""


class UsageError(Exception):
    """The command line asks for something that cannot be done; the text says what to do."""


def send(order: SendOrder, engine: Engine, telling: Telling) -> int:
    """Send everything, tell of each end, return the exit code."""
    with tempfile.TemporaryDirectory(prefix="upcall-") as spool:
        plan = planned(order, Path(spool))
        watch = _Watch({task.id: task for task in plan.tasks}, telling, order.batch.same_name)
        watch.left_out(plan)
        rung = threading.Event()
        engine.mailbox.on_ring = rung.set
        engine.adopt(order.batch, plan.tasks, resume=order.resume)
        engine.connect(order.batch.connection_id, order.access)
        while not watch.complete():
            watch.now = time.monotonic()
            mail = engine.mailbox.take()  # first of all what was told before we listened
            watch.progress(mail.snapshots.values())
            for event in mail.events:
                watch.told(event)
            if not watch.complete():
                rung.wait(LOOK_EVERY)
                rung.clear()
                time.sleep(BREATH)
    missing = count_of(plan.left_out, (*LOST, *BY_LIMITS))
    return exit_code([*watch.outcomes, *([Outcome.NOT_STORED] * missing)])


def folder(prefix: str) -> str:
    """A prefix as a folder: empty, or ending in a slash."""
    return prefix if not prefix or prefix.endswith("/") else prefix + "/"


def place_id(there: Destination) -> str:
    """Id of a destination of the command line: what is left over at one is never shown another."""
    place = (there.provider, there.endpoint, there.bucket)
    return "command-line-" + hashlib.sha256("\0".join(place).encode()).hexdigest()[:16]


def planned(order: SendOrder, spool: Path) -> Plan:
    """Tasks in the order given, each file once, and what could not become one.

    Raises `UsageError` for standard input without ``--key``, for ``--key`` with several files, for
    names that no object can have, and for two files of one name that would replace each other.
    """
    if order.key and (len(order.files) != 1 or Path(order.files[0]).is_dir()):
        raise UsageError("--key names one object: give exactly one file with it.")
    plan = Plan()
    for path in order.files:
        if path == "-":
            plan.tasks.append(_from_stdin(order, plan, spool, source=sys.stdin.buffer))
        elif Path(path).is_dir():
            _of_folder(order, plan, path)
        elif not _is_kept_out(order, plan, path):
            plan.tasks.append(_of_file(order, plan, os.path.abspath(path)))
    tasks = [replace(task, id=_stable_id(task, order.batch)) for task in plan.tasks]
    plan.tasks = order.valued(list({task.id: task for task in tasks}.values()))
    if len(plan.tasks) < len(tasks):
        plan.left_out.append(LeftOut(Why.DUPLICATE, len(tasks) - len(plan.tasks), _twice(tasks)))
    if order.batch.same_name in (SameName.REPLACE, SameName.DIFFERENT):
        _check_names(plan.tasks)
    return plan


def _of_folder(order: SendOrder, plan: Plan, path: str) -> None:
    before, chance = len(plan.tasks), plan.chance
    count = gather(
        order.batch,
        [path],
        take=lambda found, _count: plan.tasks.extend(found),
        chance=chance,
        before=before,
    )
    plan.left_out += count.left_out()


def _is_kept_out(order: SendOrder, plan: Plan, path: str) -> bool:
    size = os.path.getsize(path) if os.path.isfile(path) else 0
    name = os.path.basename(path)
    reason = kept_out(order.batch.limits, name, size, before=len(plan.tasks))
    if reason is not None:
        plan.left_out.append(LeftOut(reason, 1, (name,)))
    return reason is not None


def _check_names(tasks: Sequence[UploadTask]) -> None:
    names: dict[str, str] = {}
    for task in tasks:
        if names.setdefault(task.key, task.path) != task.path:
            raise UsageError(
                f"{task.path} and {names[task.key]} would both be called {task.key}, and one would "
                "replace the other. Send them apart, or say --same-name keep-both."
            )


def _of_file(order: SendOrder, plan: Plan, path: str, *, temporary: bool = False) -> UploadTask:
    name = os.path.basename(order.key) if temporary else os.path.basename(path)
    try:
        number = len(plan.tasks) + 1
        key = (
            checked_key(order.key)
            if order.key
            else key_of(order.batch, name, number=number, chance=plan.chance)
        )
    except DestinationError as error:
        raise UsageError(_why(error, order.key or name)) from error
    size = os.path.getsize(path) if os.path.isfile(path) else 0
    kind = kind_of(order.batch, key if order.key else name)
    return UploadTask("", order.batch.id, path, key, name, size, kind, temporary=temporary)


def _why(error: DestinationError, name: str) -> str:
    problem = error.values.get("problem")
    if problem == "first":
        return f"{name}: a name at the storage cannot begin with a slash; leave it out."
    if problem == "long":
        return f"{name}: this name is too long for the storage (1023 bytes at most)."
    return f"{name}: no object can have this name."


def _from_stdin(order: SendOrder, plan: Plan, spool: Path, *, source: BinaryIO) -> UploadTask:
    """Standard input, spooled to a private file: parts need a length and may be sent again."""
    if not order.key:
        raise UsageError("Standard input has no name: say --key NAME.")
    path = spool / "stdin"
    try:
        with path.open("wb") as target:
            shutil.copyfileobj(source, target, 1024 * 1024)
    except OSError as error:
        raise UsageError(
            f"standard input could not be kept for sending ({error.strerror}). "
            "Make room in the temporary folder, or save it to a file and send that."
        ) from error
    return _of_file(order, plan, str(path), temporary=True)


def _twice(tasks: Sequence[UploadTask]) -> tuple[str, ...]:
    """Names of files that are there more than once."""
    times = Counter(task.id for task in tasks)
    return tuple({task.id: task.name for task in tasks if times[task.id] > 1}.values())


def _stable_id(task: UploadTask, batch: Batch) -> str:
    """The same file to the same place has the same id in every run, so that it can be resumed."""
    name = task.key  # a rule may give another name each time
    if batch.naming:
        name = f"{batch.destination.prefix}\0{batch.naming}\0{task.name}"
    place = (task.path, batch.destination.endpoint, batch.destination.bucket, name)
    return hashlib.sha256("\0".join(place).encode("utf-8", "surrogateescape")).hexdigest()[:32]


class _Watch:
    """Tells of progress and ends."""

    def __init__(self, tasks: dict[str, UploadTask], telling: Telling, same_name: SameName) -> None:
        self.outcomes: list[Outcome] = []
        self._keeps = same_name not in (SameName.REPLACE, SameName.DIFFERENT)
        self._open = dict(tasks)
        self._telling = telling
        self._deaf: set[TextIO] = set()
        self._sent: dict[str, int] = {}
        self._all_sent = 0
        self._total = sum(task.size for task in tasks.values())
        self._line = LineChanged(waiting=False)
        self.now = 0.0  # monotonic, for countdowns

    def complete(self) -> bool:
        """True when every task has ended."""
        return not self._open

    def left_out(self, plan: Plan) -> None:
        """Say what is not sent, and why: a sentence for each reason, with the first names."""
        for item in together(plan.left_out):
            shown = ", ".join(plain(name) for name in item.names[:MOST_SHOWN])
            more = f" and {item.count - MOST_SHOWN} more" if item.count > MOST_SHOWN else ""
            self._note(f"{LEFT_OUT[item.why]}: {shown}{more}.")
        if not plan.tasks:
            self._note("There is nothing to send.")

    def progress(self, snapshots: Iterable[TaskSnapshot]) -> None:
        """Draw the bar anew."""
        for snapshot in snapshots:
            self._all_sent += snapshot.sent - self._sent.get(snapshot.id, 0)
            self._sent[snapshot.id] = snapshot.sent
        if self._telling.progress is not None:
            sent = min(self._all_sent, self._total)
            share = sent / self._total if self._total else 1.0
            bar = "#" * int(share * 30)
            more = f"{len(self._open)} to go"
            if self._line.waiting:
                more = next_try(self._line.retry_at - self.now)
            text = f"\r[{bar:<30}] {share:4.0%}  {more:<28}"
            self._write(self._telling.progress, text)

    def told(self, event: Event) -> None:
        """Tell of one end, or of what keeps the list from being kept."""
        if isinstance(event, JournalTrouble):
            self._note(JOURNAL[event.code])
        if isinstance(event, LineChanged):
            self._waits(event)
        if isinstance(event, Granted) and event.facts.overwrites and self._keeps:
            self._keeps = False
            self._note(OVERWRITES)
        if not isinstance(event, Finished):
            return
        task = self._open.pop(event.result.task_id, None)
        if task is None:
            return
        self.outcomes.append(event.result.outcome)
        self._wipe()
        as_json = self._telling.as_json
        text = (
            json.dumps(receipt_object(task, event.result)) if as_json else told(task, event.result)
        )
        self._write(self._telling.out, text + "\n")

    def _waits(self, news: LineChanged) -> None:
        """Say once that the network is waited for, and once that it is back."""
        before, self._line = self._line, news
        if news.waiting and not before.waiting:
            self._note(NO_NETWORK.format(seconds=math.ceil(news.give_up_at - self.now)))
        elif before.waiting and not news.waiting and not news.given_up:
            self._note(NETWORK_BACK)

    def _wipe(self) -> None:
        """Take the bar off its line."""
        if self._telling.progress is not None:
            self._write(self._telling.progress, "\r" + " " * 68 + "\r")

    def _note(self, text: str) -> None:
        self._wipe()
        self._write(self._telling.notes, f"upcall send: {text}\n")

    def _write(self, stream: TextIO, text: str) -> None:
        """Write; when nobody reads any more, the files go on all the same."""
        if stream in self._deaf:
            return
        try:
            stream.write(text)
            stream.flush()
        except OSError:  # a broken pipe, a full disk
            self._deaf.add(stream)
            _to_nowhere(stream)


def _to_nowhere(stream: TextIO) -> None:
    """Let what is still in the stream's buffer go, or the interpreter would complain at the end."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return


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
    answer = failure.answer if failure else ServiceAnswer()
    known: dict[str, object] = {
        "file": "-" if task.temporary else task.path,
        "key": receipt.key if receipt else task.key,
        "outcome": str(result.outcome),
        "etag": receipt.etag if receipt else "",
        "crc64": str(receipt.crc64) if receipt and receipt.crc64 is not None else None,
        "verified": receipt.verified if receipt else False,
        "size": receipt.size if receipt else task.size,
        "request_id": receipt.request_id if receipt else answer.request_id,
        "http_status": receipt.http_status if receipt else answer.status,
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

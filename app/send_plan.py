"""What ``upcall send`` is asked to send, and what that comes to: the plan of a run."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from app.domain.connection import Batch
from app.domain.credentials import Access
from app.domain.destination import Destination, SameName
from app.domain.errors import DestinationError
from app.domain.left_out import LeftOut, Why
from app.domain.naming import checked_key
from app.domain.unfit import unfit
from app.domain.upload import UploadTask
from app.engine.gather import Chance, gather, kept_out, key_of, kind_of


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
    wait_notices: float = 0.0
    """Seconds to wait for what the service tells later; 0: not at all."""
    rate: int = 0
    """The limit of bytes per second; 0: none."""
    valued: Callable[[list[UploadTask]], list[UploadTask]] = list
    """Gives the files custom variables of their own; may raise `UsageError`."""


@dataclass(slots=True)
class Plan:
    """What the words of a command line come to."""

    tasks: list[UploadTask] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    """What does not become a task."""
    chance: Chance = field(default_factory=Chance)
    """One moment for all names of a run."""
    provider: str = ""
    """Of the service that they go to."""


class UsageError(Exception):
    """The command line asks for something that cannot be done; the text says what to do."""


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
    plan = Plan(provider=order.batch.destination.provider)
    for path in order.files:
        if path == "-":
            _keep(order, plan, _from_stdin(order, plan, spool, source=sys.stdin.buffer))
        elif Path(path).is_dir():
            _of_folder(order, plan, path)
        elif not _is_kept_out(order, plan, path):
            _keep(order, plan, _of_file(order, plan, os.path.abspath(path)))
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


def _keep(order: SendOrder, plan: Plan, task: UploadTask) -> None:
    """Plan a file, unless the service would refuse it for what it is to be called."""
    if why := unfit(order.batch.destination.provider, task.key):
        plan.left_out.append(LeftOut(why, 1, (task.name,)))
    else:
        plan.tasks.append(task)


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

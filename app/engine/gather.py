"""Gather: walks through what was dropped and turns files into tasks, in batches.

Blocking, so run as a chore. A dropped folder keeps its structure; hidden and system files are left
out and counted; a link to a folder is followed once (a loop is counted as unreadable); sockets,
devices and what may not be read are counted too. What the batch's limits keep out is named.
"""

from __future__ import annotations

import os
import random
import stat
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from app.domain.connection import Batch, FileLimits
from app.domain.errors import DestinationError
from app.domain.media import type_of
from app.domain.naming import is_hidden
from app.domain.naming_rule import NameSubject, key_by_rule
from app.domain.upload import UploadTask

BATCH = 2000
"""Tasks handed over at a time."""


MOST_NAMED = 100
"""Files kept out that are named."""


@dataclass(frozen=True, slots=True)
class Chance:
    """What a naming rule may use besides the file: the time of the drop, and random numbers."""

    when: float = field(default_factory=time.time)
    """Unix time in seconds."""
    number: Callable[[], float] = random.random
    """From 0 to 1."""


@dataclass(slots=True)
class Count:
    """What became of what was dropped."""

    files: int = 0
    hidden: int = 0
    unreadable: int = 0
    refused: int = 0
    """Files whose name no object can have."""
    barred: list[tuple[str, str]] = field(default_factory=list)
    """The first of the files that the limits keep out: name and ``largest``, ``most`` or
    ``ending``."""
    _seen: set[tuple[int, int]] = field(default_factory=set)


def gather(
    batch: Batch,
    paths: Sequence[str],
    *,
    take: Callable[[list[UploadTask], Count], None],
    chance: Chance | None = None,
    before: int = 0,
) -> Count:
    """Walk through ``paths``; ``take`` gets each batch of tasks with the count so far.

    ``before`` is how many files of the batch came before these.
    """
    count, chance = Count(), chance or Chance()
    found: list[UploadTask] = []
    for path, relative, size in _files(paths, count):
        if reason := kept_out(batch.limits, relative, size, before=before + count.files):
            if len(count.barred) < MOST_NAMED:
                count.barred.append((os.path.basename(path), reason))
            continue
        task = _task(batch, path, relative, size, number=before + count.files + 1, chance=chance)
        if task is None:
            count.refused += 1
            continue
        count.files += 1
        found.append(task)
        if len(found) >= BATCH:
            take(found, count)
            found = []
    take(found, count)
    return count


def kept_out(limits: FileLimits, name: str, size: int, *, before: int) -> str:
    """Why an administrator's limits keep a file out, or an empty text.

    ``before`` is how many files of the drop are through already.
    """
    if limits.endings and not name.lower().endswith(limits.endings):
        return "ending"
    if limits.largest and size > limits.largest:
        return "largest"
    return "most" if limits.most and before >= limits.most else ""


def key_of(batch: Batch, relative_path: str, *, number: int, chance: Chance) -> str:
    """Object name of a file of a batch; ``number`` counts its files from 1.

    Raises `DestinationError` for a name that no object can have.
    """
    subject = NameSubject(
        batch.destination.prefix, relative_path, number, chance.when, chance.number
    )
    return key_by_rule(batch.naming, subject)


def kind_of(batch: Batch, name: str) -> str:
    """Content type that a file is sent with."""
    return batch.options.content_type or type_of(name)


def _task(
    batch: Batch, path: str, relative: str, size: int, *, number: int, chance: Chance
) -> UploadTask | None:
    name = relative.replace(os.sep, "/")
    try:
        key = key_of(batch, name, number=number, chance=chance)
    except DestinationError:
        return None
    return UploadTask(uuid.uuid4().hex, batch.id, path, key, name, size, kind_of(batch, name))


def _files(paths: Sequence[str], count: Count) -> Iterator[tuple[str, str, int]]:
    """Path, path relative to what was dropped, and size of each regular file."""
    for path in paths:
        path = os.path.abspath(path)
        yield from _walk(path, os.path.basename(path), count)


def _walk(path: str, relative: str, count: Count) -> Iterator[tuple[str, str, int]]:
    """One file or folder, with a list of its own instead of recursion: paths may be very deep."""
    todo = [(path, relative)]
    while todo:
        path, relative = todo.pop()
        try:
            status = os.stat(path)
            if stat.S_ISDIR(status.st_mode):
                todo.extend(reversed(_listed(path, relative, status, count)))
                continue
        except (OSError, ValueError):  # a broken link, no right, a name too long, a NUL
            count.unreadable += 1
            continue
        if stat.S_ISREG(status.st_mode):
            yield path, relative, status.st_size
        else:
            count.unreadable += 1


def _listed(
    path: str, relative: str, status: os.stat_result, count: Count
) -> list[tuple[str, str]]:
    """What a folder holds, in order of names, without what is hidden."""
    mark = (status.st_dev, status.st_ino)
    if status.st_ino and mark in count._seen:
        count.unreadable += 1
        return []
    count._seen.add(mark)
    names = sorted(os.listdir(path))
    shown = [name for name in names if not is_hidden(name)]
    count.hidden += len(names) - len(shown)
    return [(os.path.join(path, name), os.path.join(relative, name)) for name in shown]

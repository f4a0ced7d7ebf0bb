"""Gather: walks through what was dropped and turns files into tasks, in batches.

Blocking, so run as a chore. A dropped folder keeps its structure; hidden and system files are left
out and counted; a link to a folder is followed once (a loop is counted as unreadable); sockets,
devices and what may not be read are counted too.
"""

from __future__ import annotations

import os
import stat
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from app.domain.connection import Batch
from app.domain.errors import DestinationError
from app.domain.media import type_of
from app.domain.naming import is_hidden, key_for
from app.domain.upload import UploadTask

BATCH = 2000
"""Tasks handed over at a time."""


@dataclass(slots=True)
class Count:
    """What became of what was dropped."""

    files: int = 0
    hidden: int = 0
    unreadable: int = 0
    refused: int = 0
    """Files whose name no object can have."""
    _seen: set[tuple[int, int]] = field(default_factory=set)


def gather(
    batch: Batch, paths: Sequence[str], *, take: Callable[[list[UploadTask], Count], None]
) -> Count:
    """Walk through ``paths``; ``take`` gets each batch of tasks with the count so far."""
    count = Count()
    found: list[UploadTask] = []
    for path, relative, size in _files(paths, count):
        task = _task(batch, path, relative, size)
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


def _task(batch: Batch, path: str, relative: str, size: int) -> UploadTask | None:
    name = relative.replace(os.sep, "/")
    try:
        key = key_for(batch.destination.prefix, name)
    except DestinationError:
        return None
    return UploadTask(uuid.uuid4().hex, batch.id, path, key, name, size, type_of(name))


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

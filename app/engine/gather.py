"""Gather: walks through what was dropped and turns files into tasks, in batches.

Blocking, so run as a chore. A dropped folder keeps its structure; a link to a folder is followed
once. Whatever does not become a task is counted with its reason, and the first hundred of each are
named: hidden and system files, what the batch's limits keep out, what cannot be read or named.
"""

from __future__ import annotations

import errno
import itertools
import os
import random
import stat
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from app.domain.connection import Batch, FileLimits
from app.domain.errors import DestinationError
from app.domain.left_out import MOST_NAMED, LeftOut, Why
from app.domain.media import type_of
from app.domain.naming import is_hidden, key_for
from app.domain.naming_rule import NameSubject, key_by_rule
from app.domain.unfit import unfit
from app.domain.upload import UploadTask

BATCH = 2000
"""Tasks handed over at a time."""
_by_name = attrgetter("name")
_AS_WE_ARE = os.access in os.supports_effective_ids


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
    _counts: dict[Why, int] = field(default_factory=dict)
    _names: dict[Why, list[str]] = field(default_factory=dict)

    def leave(self, why: Why, relative: str) -> None:
        """Something does not become a task; ``relative`` is its path in what was dropped."""
        self._counts[why] = self._counts.get(why, 0) + 1
        names = self._names.setdefault(why, [])
        if len(names) < MOST_NAMED:
            names.append(relative.replace(os.sep, "/"))

    def left_out(self) -> tuple[LeftOut, ...]:
        """Everything that was left out so far, by reason."""
        return tuple(LeftOut(w, n, tuple(self._names[w])) for w, n in self._counts.items())


def gather(
    batch: Batch,
    paths: Sequence[str],
    *,
    take: Callable[[list[UploadTask], Count], None],
    chance: Chance | None = None,
    before: int = 0,
    hidden: bool = False,
) -> Count:
    """Walk through ``paths``; ``take`` gets each batch of tasks with the count so far.

    ``before`` is how many files of the batch came before these. With ``hidden`` only what another
    walk leaves out as hidden becomes tasks, or is counted.
    """
    count, chance = Count(), chance or Chance()
    ids = _ids()
    found: list[UploadTask] = []
    for path, relative, size in _files(paths, count, hidden=hidden):
        number, name = before + count.files, relative.replace(os.sep, "/")
        if reason := kept_out(batch.limits, relative, size, before=number):
            count.leave(reason, relative)
            continue
        task = _task(batch, next(ids), path, name=name, size=size, number=number + 1, chance=chance)
        if isinstance(task, Why):
            count.leave(task, relative)
            continue
        count.files += 1
        found.append(task)
        if len(found) >= BATCH:
            take(found, count)
            found = []
    take(found, count)
    return count


def _ids() -> Iterator[str]:
    """Ids that nobody else has, rising: what is kept in their order is kept side by side.

    Random ones would make the journal write a page of its file for each task.
    """
    first = uuid.uuid4().hex[:22]
    return map(f"{first}{{:010x}}".format, itertools.count())


def kept_out(limits: FileLimits, name: str, size: int, *, before: int) -> Why | None:
    """Why an administrator's limits keep a file out; None: they do not.

    ``before`` is how many files of the drop are through already.
    """
    if limits.endings and not name.lower().endswith(limits.endings):
        return Why.ENDING
    if limits.largest and size > limits.largest:
        return Why.LARGEST
    return Why.MOST if limits.most and before >= limits.most else None


def key_of(batch: Batch, relative_path: str, *, number: int, chance: Chance) -> str:
    """Object name of a file of a batch; ``number`` counts its files from 1.

    Raises `DestinationError` for a name that no object can have.
    """
    if not batch.naming:
        return key_for(batch.destination.prefix, relative_path)
    subject = NameSubject(
        batch.destination.prefix, relative_path, number, chance.when, chance.number
    )
    return key_by_rule(batch.naming, subject)


def kind_of(batch: Batch, name: str) -> str:
    """Content type that a file is sent with."""
    return batch.options.content_type or type_of(name)


def _task(
    batch: Batch, task_id: str, path: str, *, name: str, size: int, number: int, chance: Chance
) -> UploadTask | Why:
    try:
        key = key_of(batch, name, number=number, chance=chance)
    except DestinationError:
        return Why.NAME
    if why := unfit(batch.destination.provider, key):
        return why
    return UploadTask(task_id, batch.id, path, key, name, size, kind_of(batch, name))


def _files(paths: Sequence[str], count: Count, *, hidden: bool) -> Iterator[tuple[str, str, int]]:
    """Path, path relative to what was dropped, and size of each regular file."""
    for path in paths:
        path = os.path.abspath(path)
        yield from _Walk(count, only_hidden=hidden).through(path, os.path.basename(path))


@dataclass(slots=True)
class _Folder:
    """A folder on the way."""

    entries: Iterator[os.DirEntry[str]]
    """What is left of it, in order of names."""
    relative: str
    """Its path in what was dropped, with a separator at the end."""
    wanted: bool
    """False: visible, while only what is hidden is looked for."""


class _Walk:
    """One dropped file or folder; with a list instead of recursion, for paths may be very deep."""

    def __init__(self, count: Count, *, only_hidden: bool) -> None:
        self._count = count
        self._only_hidden = only_hidden
        self._seen: set[tuple[int, int]] = set()
        self._way: list[_Folder] = []

    def through(self, path: str, relative: str) -> Iterator[tuple[str, str, int]]:
        """Its regular files that are wanted."""
        size = self._look(path, relative, None, wanted=not self._only_hidden)
        if size is not None:
            yield path, relative, size
        way, only_hidden = self._way, self._only_hidden
        while way:
            here = way[-1]
            for entry in here.entries:
                relative, wanted = here.relative + entry.name, here.wanted
                if _is_hidden(entry):
                    if not only_hidden:
                        self._leave(relative, Why.HIDDEN, "/" if _is_folder(entry) else "")
                        continue
                    wanted = True
                size = self._look(entry.path, relative, entry, wanted=wanted)
                if size is not None:
                    yield entry.path, relative, size
                if way[-1] is not here:
                    break  # it is a folder: what it holds comes next
            else:
                way.pop()

    def _look(
        self, path: str, relative: str, entry: os.DirEntry[str] | None, *, wanted: bool
    ) -> int | None:
        """Size of a file that is wanted; a folder is gone into; other things are counted."""
        try:
            # On Windows an entry knows the size already, but not what tells folders apart.
            status = os.stat(path) if entry is None else entry.stat()
            if stat.S_ISDIR(status.st_mode):
                self._enter(path, relative, os.stat(path), wanted=wanted)
                return None
        except (OSError, ValueError) as error:
            why = _why_not(error, path)
        else:
            why = Why.UNREADABLE_FILE if stat.S_ISREG(status.st_mode) else Why.SPECIAL
            if wanted and why is Why.UNREADABLE_FILE and _readable(path, status):
                return status.st_size
            if not wanted:
                return None
        if wanted:
            self._leave(relative, why)
        return None

    def _enter(self, path: str, relative: str, status: os.stat_result, *, wanted: bool) -> None:
        """What a folder holds comes next, in order of names."""
        mark = (status.st_dev, status.st_ino)
        if status.st_ino and mark in self._seen:
            why = Why.LINK_LOOP
        else:
            self._seen.add(mark)
            try:
                with os.scandir(path) as entries:
                    found = sorted(entries, key=_by_name)
            except OSError as error:
                gone = isinstance(error, FileNotFoundError | NotADirectoryError)
                why = Why.GONE if gone else Why.UNREADABLE_FOLDER
            else:
                self._way.append(_Folder(iter(found), os.path.join(relative, ""), wanted))
                return
        if wanted:
            self._leave(relative, why, "/")

    def _leave(self, relative: str, why: Why, mark: str = "") -> None:
        self._count.leave(why, relative + mark)


def _why_not(error: OSError | ValueError, path: str) -> Why:
    """Why nothing is known of a path."""
    code = error.errno if isinstance(error, OSError) else errno.ENAMETOOLONG  # a NUL
    if code == errno.ENAMETOOLONG:
        return Why.NAME
    if code == errno.ELOOP:
        return Why.BROKEN_LINK
    if code in (errno.ENOENT, errno.ENOTDIR):
        return Why.BROKEN_LINK if os.path.islink(path) else Why.GONE
    return Why.UNREADABLE_FILE


def _readable(path: str, status: os.stat_result) -> bool:
    """Whether a file can be opened; most are open to all, and nobody has to be asked."""
    for_all = status.st_mode & stat.S_IROTH
    return bool(for_all) or os.access(path, os.R_OK, effective_ids=_AS_WE_ARE)


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if sys.platform == "win32":
        marks = stat.FILE_ATTRIBUTE_HIDDEN | stat.FILE_ATTRIBUTE_SYSTEM
        if entry.stat(follow_symlinks=False).st_file_attributes & marks:
            return True
    return is_hidden(entry.name)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False

"""Trouble on this computer's disk: reads that fail, files that change or go under way."""

from __future__ import annotations

import errno
import os
import random
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from tests.soak import mix
from tests.soak.files import Item, Log, Version, content, lines_of, rest

MOMENTS = ("preparing", "sending", "completing", "waiting")
AWAY = ".away"


class FaultyReads:
    """Reads of a disk that fails now and then; to be set before the engine is loaded."""

    def __init__(self, log: Log, seed: str) -> None:
        self.rate = mix.READ_ERROR
        self._chance = random.Random(seed)
        self._log = log
        self._pread, self._preadv = os.pread, os.preadv

    def pread(self, descriptor: int, length: int, offset: int) -> bytes:
        """Read, or fail as a bad sector does."""
        self._maybe_fail()
        return self._pread(descriptor, length, offset)

    def preadv(self, descriptor: int, rooms: Sequence[memoryview], offset: int) -> int:
        """The same into memory that is there."""
        self._maybe_fail()
        return self._preadv(descriptor, rooms, offset)

    def _maybe_fail(self) -> None:
        if self._chance.random() < self.rate:
            self._log.put(k="disk", what="read_error", at=time.time())
            raise OSError(errno.EIO, os.strerror(errno.EIO))


class Meddler:
    """Changes files while they are being uploaded: each at most once in a round."""

    def __init__(self, items: list[Item], folder: Path, log: Log, *, seed: int, past: Path) -> None:
        """``past``: the log, for what happened in earlier lives."""
        self._folder, self._log, self._seed = folder, log, seed
        self._items = {item.task_id: item for item in items}
        self._plans = {item.task_id: plan for item in items if (plan := self._plan(item))}
        self._off = False
        self._mend(past)

    def look(self, task_id: str, state: str) -> None:
        """A task entered a state; its file may have its moment now."""
        plan = self._plans.get(task_id)
        if plan is None or plan[1] != state or self._off:
            return
        del self._plans[task_id]
        work = threading.Thread(target=self._do, args=(self._items[task_id], *plan), daemon=True)
        work.start()

    def stop(self) -> None:
        """Nothing happens any more."""
        self._off = True

    def _plan(self, item: Item) -> tuple[str, str, float] | None:
        chance = random.Random(f"{self._seed}/disk/{item.number}")
        what = chance.choices([*mix.DISK, ""], [*mix.DISK.values(), 1 - sum(mix.DISK.values())])[0]
        moment = chance.choices(MOMENTS, (40, 40, 10, 10))[0]
        return (what, moment, chance.choice([0, 0, 0.002, 0.02, 0.1])) if what else None

    def _mend(self, past: Path) -> None:
        """What an earlier life left half done, as if the disk had come back with the computer."""
        for line in lines_of(past):
            if line["k"] == "disk" and "id" in line:
                self._plans.pop(line["id"], None)
        for path in self._folder.glob(f"*{AWAY}"):
            path.rename(path.with_suffix(""))

    def _do(self, item: Item, what: str, moment: str, wait: float) -> None:
        rest(wait)
        path = self._folder / item.name
        size = item.size
        version = Version(item.number, 1, size + (0 if item.number % 2 else 3000))
        self._log.put(k="disk", what=what, id=item.task_id, moment=moment, at=time.time())
        try:
            if what == "changed":
                self._change(path, version)
            elif what == "deleted":
                self._delete(path, item)
            elif what == "away":
                self._hide(path)
            else:
                self._truncate(path, item)
        except FileNotFoundError:
            return

    def _version(self, version: Version) -> None:
        facts = {"number": version.number, "version": version.version}
        self._log.put(k="version", **facts, size=version.size, cut=version.cut, at=time.time())

    def _change(self, path: Path, version: Version) -> None:
        self._version(version)
        fresh = content(self._seed, version)
        if version.number % 3:
            other = path.with_suffix(".new")
            other.write_bytes(fresh)
            other.replace(path)
        else:
            descriptor = os.open(path, os.O_WRONLY)
            os.write(descriptor, fresh)
            os.close(descriptor)

    def _delete(self, path: Path, item: Item) -> None:
        path.unlink()
        if item.number % 2:
            rest(0.5)
            again = path.with_suffix(".again")
            again.write_bytes(content(self._seed, Version(item.number, 0, item.size)))
            again.rename(path)  # never half written: that would be another version

    def _hide(self, path: Path) -> None:
        hidden = path.with_name(path.name + AWAY)
        path.rename(hidden)
        rest(0.2)
        hidden.rename(path)

    def _truncate(self, path: Path, item: Item) -> None:
        half = Version(item.number, 0, item.size, cut=item.size // 2)
        self._version(half)
        os.truncate(path, half.cut)
        rest(0.2)
        descriptor = os.open(path, os.O_WRONLY)
        os.write(descriptor, content(self._seed, Version(item.number, 0, item.size)))
        os.close(descriptor)

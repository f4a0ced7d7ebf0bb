"""The files of a round: which there are, and every content that each of them ever has.

A file's bytes follow from the seed, its number and its version, so that a judge can make them anew.
"""

from __future__ import annotations

import json
import os
import random
import re
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

PART = 100 * 1024
KINDS = ("put", "post", "multipart")
_NUMBER = re.compile(r"(\d{6})-")


@dataclass(frozen=True, slots=True)
class Item:
    """One file that is dropped."""

    number: int
    size: int
    """Bytes of the first version."""
    method: str
    """One of `KINDS`."""
    with_callback: bool
    keep_both: bool
    """A taken name gets a number; else what is there is replaced."""
    server: bool
    """Its access is a temporary key of the application server; else a lasting key."""

    @property
    def name(self) -> str:
        """File name and key."""
        return f"{self.number:06}-{self.method}.bin"

    @property
    def task_id(self) -> str:
        """The same in every life."""
        return f"task-{self.number:06}"


@dataclass(frozen=True, slots=True)
class Version:
    """One content that a file had."""

    number: int
    version: int
    size: int
    """Bytes of the whole version."""
    cut: int = -1
    """Only so many of them were there; -1: all."""


def planned(seed: int, count: int) -> list[Item]:
    """The files of a round."""
    chance = random.Random(f"{seed}/items")
    return [_item(chance, number) for number in range(1, count + 1)]


def _item(chance: random.Random, number: int) -> Item:
    method = chance.choices(KINDS, weights=(56, 19, 25))[0]
    if method == "multipart":
        size = chance.choice([PART, 2 * PART + 7, 3 * PART, 4 * PART - 1])
    else:
        size = chance.choice([0, 1, 700, 5000, 20_000, 20_000, 150_000])
    return Item(
        number,
        size,
        method,
        with_callback=chance.random() < 0.7,
        keep_both=chance.random() < 0.3,
        server=method != "post" and chance.random() < 0.4,
    )


def content(seed: int, version: Version) -> bytes:
    """The bytes of a version."""
    chance = random.Random(f"{seed}/bytes/{version.number}/{version.version}")
    whole = chance.randbytes(version.size)
    return whole if version.cut < 0 else whole[: version.cut]


def number_of(key: str) -> int:
    """File number that a key is of; 0 when it is none of ours."""
    found = _NUMBER.match(key)
    return int(found[1]) if found else 0


def write_all(items: list[Item], folder: Path, seed: int) -> None:
    """Make the files."""
    folder.mkdir(parents=True)
    for item in items:
        (folder / item.name).write_bytes(content(seed, Version(item.number, 0, item.size)))


def keep_items(items: list[Item], path: Path) -> None:
    """Write the manifest."""
    path.write_text("".join(json.dumps(asdict(item)) + "\n" for item in items))


def kept_items(path: Path) -> list[Item]:
    """Read the manifest."""
    return [Item(**json.loads(line)) for line in path.read_text().splitlines()]


def rest(seconds: float) -> None:
    """Let time pass, as somebody does who looks now and then."""
    threading.Event().wait(seconds)


class Log:
    """A file of JSON lines that survives a SIGKILL: every line is one write."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def put(self, **facts: object) -> None:
        """Append one line."""
        os.write(self._descriptor, json.dumps(facts).encode() + b"\n")

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._descriptor)


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a log; none when there is no such file."""
    if path.exists():
        with path.open() as lines:
            for line in lines:
                yield json.loads(line)

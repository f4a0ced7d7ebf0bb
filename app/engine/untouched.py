"""Untouched: tasks that are on the list and to which nothing has happened, read by the thousand.

Most of a long list only waits. Such a task needs no record before somebody touches it: its picture
says it all, and a hundred thousand of them are shown within a second after the start.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.domain.connection import Batch
from app.domain.states import UploadState
from app.domain.upload import TaskSnapshot, UploadTask
from app.engine.gather import kind_of
from app.engine.record import Record

CONDITION = (
    "state='queued' AND removed=0 AND claimed_at=0 AND started_at=0 AND error=''"
    " AND checkpoint IS NULL AND more IS NULL"
)
"""What the journal has of such a task."""
COLUMNS = "id, batch_id, position, held, json"
"""Of the table ``tasks``, as `read` wants them."""


@dataclass(frozen=True, slots=True)
class Untouched:
    """Some of a list's tasks."""

    batches: Mapping[str, Batch]
    """By id: those that they are of."""
    pictures: list[TaskSnapshot] = field(default_factory=list)
    """In the order of the list."""
    kinds: dict[str, str] = field(default_factory=dict)
    """By id: content types that are not those of the names' endings."""
    gone: list[str] = field(default_factory=list)
    """Ids of tasks of a demo cloud, whose files were deleted when it ended."""
    odd: list[str] = field(default_factory=list)
    """Ids of those that have more to them, or cannot be read: they need a closer look."""


def read(
    rows: Sequence[tuple[Any, ...]], batches: Mapping[str, Batch], *, hold: bool = False
) -> Untouched:
    """Rows of the journal (`COLUMNS`); with ``hold`` all wait for *Upload*."""
    found = Untouched(batches)
    for row, data in zip(rows, parsed([row[-1] for row in rows]), strict=True):
        task_id, batch_id, order, held, _text = row
        try:
            batch = batches[batch_id]
            path, key, name, size, kind = data
            if not (type(path) is type(key) is type(name) is type(kind) is str):
                raise TypeError("a task of another shape")
            if type(size) is not int or type(data) is not list:
                raise TypeError("a task of another shape")
            place = float(order)
        except (LookupError, TypeError, ValueError):
            found.odd.append(task_id)
            continue
        if batch.destination.practice:
            found.gone.append(task_id)
            continue
        if kind != kind_of(batch, name):
            found.kinds[task_id] = kind
        found.pictures.append(
            TaskSnapshot(
                *(task_id, batch_id, batch.connection_id, name, path, key, size, 0, 0),
                UploadState.QUEUED,
                place,
                hold or bool(held),
                with_callback=batch.callback.enabled,
            )
        )
    return found


def record_of(picture: TaskSnapshot, batch: Batch, kind: str | None) -> Record:
    """The record of a task that is touched; ``kind``: its content type, None: by its ending."""
    content_type = kind_of(batch, picture.name) if kind is None else kind
    task = UploadTask(
        *(picture.id, batch.id, picture.path, picture.key, picture.name, picture.size),
        content_type,
    )
    return Record(task, batch, picture.order, held=picture.held)


def parsed(texts: Sequence[str]) -> list[Any]:
    """What texts of JSON say, None for one that is none: in one go, unless one of them is not."""
    try:
        found: list[Any] = json.loads("[" + ",".join(texts) + "]")
    except (ValueError, TypeError, RecursionError):
        return [_one_parsed(text) for text in texts]
    return found if len(found) == len(texts) else [_one_parsed(text) for text in texts]


def _one_parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return None

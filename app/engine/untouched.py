"""Untouched: tasks that only wait, or are stored and over, read by the thousand.

Most of a long list is of these two kinds. Such a task needs no record before somebody touches it:
its picture says it all, and a hundred thousand of them are shown within a second after the start.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.domain.connection import Batch
from app.domain.states import Outcome, UploadState
from app.domain.upload import TaskSnapshot, UploadTask
from app.engine.gather import kind_of
from app.engine.record import Record

CONDITION = (
    "removed=0 AND claimed_at=0 AND error='' AND checkpoint IS NULL AND"
    " (state='queued' AND started_at=0 AND more IS NULL"
    """ OR state='done' AND more LIKE '{"outcome":%')"""
)
"""What the journal has of such a task; see `journal_rows.more_of`."""
COLUMNS = "id, batch_id, position, held, more, json"
"""Of the table ``tasks``, as `read` wants them."""
_OUTCOMES = {str(outcome): outcome for outcome in Outcome}


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
    ends, tasks = parsed([row[4] or "null" for row in rows]), parsed([row[5] for row in rows])
    for row, end, data in zip(rows, ends, tasks, strict=True):
        task_id, batch_id, order, held, more, _text = row
        try:
            batch = batches[batch_id]
            path, key, name, size, kind = data
            if not (type(path) is type(key) is type(name) is type(kind) is str):
                raise TypeError("a task of another shape")
            if type(size) is not int or type(data) is not list:
                raise TypeError("a task of another shape")
            picture = TaskSnapshot(
                *(task_id, batch_id, batch.connection_id, name, path, key, size, 0, 0),
                UploadState.QUEUED,
                float(order),
                bool(held),
                with_callback=batch.callback.enabled,
            )
            if more is not None:
                _end(picture, end)
        except (LookupError, TypeError, ValueError):
            found.odd.append(task_id)
            continue
        if batch.destination.practice:
            found.gone.append(task_id)
            continue
        if hold and more is None:
            picture.held = True
        if kind != kind_of(batch, name):
            found.kinds[task_id] = kind
        found.pictures.append(picture)
    return found


def _end(picture: TaskSnapshot, end: Any) -> None:
    """Make it one of an upload that is over, while nobody else has it."""
    picture.outcome = _OUTCOMES[end["outcome"]]
    picture.seconds, picture.answer = float(end["seconds"]), end["answer"]
    if type(picture.answer) is not str:
        raise TypeError("an answer of another shape")
    picture.state = UploadState.DONE
    picture.sent = picture.stored = picture.size


def record_of(picture: TaskSnapshot, batch: Batch, kind: str | None) -> Record:
    """The record of a task that is touched; ``kind``: its content type, None: by its ending."""
    content_type = kind_of(batch, picture.name) if kind is None else kind
    task = UploadTask(
        *(picture.id, batch.id, picture.path, picture.key, picture.name, picture.size),
        content_type,
    )
    record = Record(task, batch, picture.order, picture.state, picture.held)
    record.outcome, record.seconds, record.answer = picture.outcome, picture.seconds, picture.answer
    return record


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

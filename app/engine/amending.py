"""Amending: files that wait for *Upload* take over what their connection says by now.

A batch fixes what a drop is sent with, so that a later edit changes nothing under way. Files that
have not begun are not under way: people edit the callback and press *Upload*, and mean both. Files
that failed are not either: people mend the connection and press *Try again*, so that these follow
it to another place, too. What the review sheet decided (`settled`) is nearer than the connection:
a later edit does not undo it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from app.domain.connection import Batch, Connection, Decisions
from app.domain.destination import Destination
from app.domain.states import UploadState
from app.domain.variables import Subject, values_for
from app.engine.commands import slices
from app.engine.journal import Journal
from app.engine.record import Record
from app.engine.rows import Rows

_AT_REST = (UploadState.QUEUED, UploadState.FAILED)


class Lineage:
    """Which batches came of which, since the start: `settled` is asked by a drop's own id."""

    def __init__(self) -> None:
        self._origins: dict[str, str] = {}

    def note(self, old: str, new: str) -> None:
        """``new`` has taken the place of (a part of) ``old``."""
        self._origins[new] = self.origin(old)

    def origin(self, batch_id: str) -> str:
        """The id of the drop."""
        return self._origins.get(batch_id, batch_id)


class Amending:
    """Carries it out on the rows; on the loop's thread."""

    def __init__(self, rows: Rows, journal: Journal) -> None:
        self._rows = rows
        self._journal = journal
        self._lineage = Lineage()

    async def amend(self, connection: Connection) -> None:
        """See `Engine.amend`."""
        async for some in slices(self._rows.ids(None)):
            here = self._rows.those(some, _AT_REST)
            for batch, records in amended(here, connection, self._lineage):
                self._journal.add(batch, records)

    async def settle(self, batch_id: str, decisions: Decisions) -> None:
        """See `Engine.settle`."""
        origin = self._lineage.origin(batch_id)
        async for some in slices(self._rows.ids(None)):
            here = [
                record
                for record in self._rows.those(some, _AT_REST)
                if (record.held or (record.outcome and record.task.id in decisions.keys))
                and self._lineage.origin(record.batch.id) == origin
            ]
            settle = partial(settled, here, decisions, self._lineage)
            for batch, records in self._rows.changed(here, settle):
                self._journal.add(batch, records)


def amended(
    records: Iterable[Record], connection: Connection, lineage: Lineage
) -> list[tuple[Batch, list[Record]]]:
    """New batches for held and failed records of ``connection`` whose settings differ.

    Records are changed. Where a held file goes was said when it was dropped, so that destination
    and name stay; a failed one goes where the connection says by now.
    """
    ours = [r for r in records if _may_follow(r) and r.batch.connection_id == connection.id]
    groups: dict[tuple[str, bool, bool], tuple[Batch, list[Record]]] = {}
    for record in ours:
        old, kind = record.batch, (record.batch.id, record.decided, _failed(record))
        if kind not in groups:
            new = _of_now(old, connection, decided=record.decided)
            place = connection.destination if _failed(record) else old.destination
            groups[kind] = (replace(new, destination=place), [])
        new, group = groups[kind]
        if replace(new, id=old.id) != old:
            lineage.note(old.id, new.id)
            _take_along(record, old.destination, new.destination)
            _move(record, new)
            group.append(record)
    return [(batch, group) for batch, group in groups.values() if group]


def _failed(record: Record) -> bool:
    return record.state is UploadState.FAILED


def _may_follow(record: Record) -> bool:
    return record.held or _failed(record)


def _take_along(record: Record, old: Destination, new: Destination) -> None:
    """Another folder is part of the name; what was stored elsewhere is of no use here."""
    if old.prefix != new.prefix and record.task.key.startswith(old.prefix):
        record.rename(new.prefix + record.task.key.removeprefix(old.prefix))
        record.forget_parts()
    elif (old.bucket, old.provider) != (new.bucket, new.provider):
        record.forget_parts()


def settled(
    records: Iterable[Record], decisions: Decisions, lineage: Lineage
) -> list[tuple[Batch, list[Record]]]:
    """New batches for records that somebody decided about; records are changed."""
    groups: dict[str, tuple[Batch, list[Record]]] = {}
    for record in records:
        _decide(record, decisions)
        old = record.batch
        if old.id not in groups:
            new = old
            if decisions.same_name not in (None, old.same_name):
                new = replace(old, id=uuid.uuid4().hex, same_name=decisions.same_name)
                lineage.note(old.id, new.id)
            groups[old.id] = (new, [])
        new, group = groups[old.id]
        record.decided = record.decided or decisions.same_name is not None
        _move(record, new)
        group.append(record)
    return list(groups.values())


def _decide(record: Record, decisions: Decisions) -> None:
    task = record.task
    told = {**task.variables, **decisions.variables}
    if decisions.filling is not None:
        told |= values_for(decisions.filling, Subject(task.id, task.name, task.path))
    record.task = replace(task, variables=told)
    if key := decisions.keys.get(task.id, ""):
        record.rename(key)


def _move(record: Record, batch: Batch) -> None:
    record.batch, record.task = batch, replace(record.task, batch_id=batch.id)


def _of_now(batch: Batch, connection: Connection, *, decided: bool) -> Batch:
    return replace(
        batch,
        id=uuid.uuid4().hex,
        callback=connection.callback,
        same_name=batch.same_name if decided else connection.same_name,
        answer_field=connection.answer_field,
        method=connection.method,
        part_size=connection.part_size,
        options=connection.options,
    )

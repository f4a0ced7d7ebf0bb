"""Amending: files that wait for *Upload* take over what their connection says by now.

A batch fixes what a drop is sent with, so that a later edit changes nothing under way. Files that
have not begun are not under way: people edit the callback and press *Upload*, and mean both.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace

from app.domain.connection import Batch, Connection
from app.engine.record import Record


def amended(records: Iterable[Record], connection: Connection) -> list[tuple[Batch, list[Record]]]:
    """New batches for held records of ``connection`` whose settings differ; records are changed.

    Where a file goes was said when it was dropped, so that destination and names stay.
    """
    groups: dict[str, tuple[Batch, list[Record]]] = {}
    for record in records:
        if not record.held or record.batch.connection_id != connection.id:
            continue
        old = record.batch
        if old.id not in groups:
            groups[old.id] = (_of_now(old, connection), [])
        new, group = groups[old.id]
        if replace(new, id=old.id) != old:
            record.batch, record.task = new, replace(record.task, batch_id=new.id)
            group.append(record)
    return [(batch, group) for batch, group in groups.values() if group]


def _of_now(batch: Batch, connection: Connection) -> Batch:
    return replace(
        batch,
        id=uuid.uuid4().hex,
        callback=connection.callback,
        same_name=connection.same_name,
        answer_field=connection.answer_field,
    )

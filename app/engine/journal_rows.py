"""Values as the journal's rows keep them, and back. Nothing here touches the file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.domain.codec import decode, encode
from app.domain.states import Outcome, UploadState
from app.domain.upload import Fingerprint, Result, Session, StoredPart, UploadTask
from app.engine.journal_file import Row
from app.engine.record import Fixed, Record
from app.engine.session_secrets import plain

_ENCODER = json.JSONEncoder(separators=(",", ":"))
"""ASCII only: file names may hold bytes that are no UTF-8 (lone surrogates)."""
_quoted = json.encoder.encode_basestring_ascii
_ENDS = (UploadState.DONE, UploadState.FAILED)


@dataclass(frozen=True, slots=True)
class More:
    """What few tasks have: see the fields of `Record`. No secrets."""

    fixed: Fixed | None = None
    decided: bool = False
    error_kind: str = ""
    error_values: Mapping[str, str] = field(default_factory=dict)
    mark: Fingerprint | None = None
    """Of a claimed upload: the file as it was sent."""
    outcome: Outcome | None = None
    """Of a task that has ended, with the next two: the list at the start needs no more of it."""
    seconds: float = 0.0
    answer: str = ""
    notice: str = ""
    notice_reason: str = ""


def task_row(record: Record) -> Row:
    task = record.task
    state, held = str(record.state), int(record.held)
    return (task.id, task.batch_id, record.order, task_text(task), state, held, more_of(record))


def note_row(record: Record) -> Row:
    return (
        task_text(record.task) if record.renamed else None,
        str(record.state),
        int(record.held),
        int(record.removed),
        _claimed_at(record),
        record.started_at,
        record.error_code,
        more_of(record),
        record.task.id,
    )


def _claimed_at(record: Record) -> float:
    return 0.0 if record.state is UploadState.DONE else record.claimed_at


def more_of(record: Record) -> str | None:
    mark = record.mark if _claimed_at(record) else None
    outcome = record.outcome if record.state in _ENDS else None
    odd = record.fixed or record.decided or record.error_kind or record.error_values
    if not (odd or record.notice):
        if outcome is None:  # most of a long list, and what is about to be sent of it
            return None if mark is None else _only_mark(mark)
        if mark is None:
            return _only_ended(outcome, record.seconds, record.answer)
    more = More(record.fixed, record.decided, record.error_kind, record.error_values, mark)
    if outcome is not None:
        more = replace(more, outcome=outcome, seconds=record.seconds, answer=record.answer)
        more = replace(more, notice=record.notice, notice_reason=record.notice_reason)
    return None if more == More() else text_of(more)


def _only_mark(mark: Fingerprint) -> str:
    size, modified, inode = mark.size, mark.modified_ns, mark.inode
    return f'{{"mark":{{"size":{size},"modified_ns":{modified},"inode":{inode}}}}}'


def _only_ended(outcome: Outcome, seconds: float, answer: str) -> str:
    """What most that have ended have, the quick way: see `More`."""
    return f'{{"outcome":"{outcome}","seconds":{seconds!r},"answer":{_quoted(answer)}}}'


def part_row(task_id: str, part: StoredPart) -> Row:
    # SQLite's integers are signed: a CRC-64 goes as text.
    crc = "" if part.crc64 is None else str(part.crc64)
    return (task_id, part.number, part.size, part.etag, crc)


def task_text(task: UploadTask) -> str:
    """What most tasks have as a short list, the quick way; see `_task_of`."""
    if task.variables or task.temporary:
        return text_of(task)
    path, key, name, kind = map(_quoted, (task.path, task.key, task.name, task.content_type))
    return f"[{path},{key},{name},{task.size},{kind}]"


def task_of(data: object, task_id: str, batch_id: str) -> UploadTask:
    """A task as `_task_text` gave it. Raises `ValueError` or `TypeError` for anything else."""
    if type(data) is not list:
        task = decode(UploadTask, data)
        if task.id != task_id:
            raise ValueError("a task of another id")
        return task
    path, key, name, size, kind = data
    if not (type(path) is type(key) is type(name) is type(kind) is str and type(size) is int):
        raise ValueError("a task of another shape")
    return UploadTask(task_id, batch_id, path, key, name, size, kind)


def text_of(value: object) -> str:
    return _ENCODER.encode(encode(value))


def session_of(session: Session) -> str:
    """Without its secrets: see `app.engine.session_secrets`."""
    return json.dumps(plain(session), sort_keys=True)


def with_body(result: Result, body: str) -> Result:
    if result.receipt is None or result.receipt.callback.body == body:
        return result
    callback = replace(result.receipt.callback, body=body)
    return replace(result, receipt=replace(result.receipt, callback=callback))

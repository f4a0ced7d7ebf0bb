"""The closed set of things that an engine tells once; everything else is a snapshot."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.upload import Result


@dataclass(frozen=True, slots=True)
class Finished:
    """A task has ended; the result is complete."""

    result: Result


@dataclass(frozen=True, slots=True)
class ResultRead:
    """The answer to `Engine.ask_result`: None when nothing is known of that task."""

    task_id: str
    result: Result | None


@dataclass(frozen=True, slots=True)
class Gathered:
    """A drop has been walked through."""

    batch_id: str
    added: int
    duplicates: int
    """Files that were in the list already, to the same place."""
    hidden: int
    """Hidden and system files that were left out."""
    unreadable: int
    """Links that loop, sockets, and what may not be read."""
    complete: bool
    """False while the walk goes on."""


@dataclass(frozen=True, slots=True)
class Removed:
    """Tasks left the list (undo brings them back)."""

    task_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JournalTrouble:
    """The list on disk could not be used; ``code`` is ``damaged``, ``newer`` or ``unwritable``."""

    code: str
    detail: str


Event = Finished | ResultRead | Gathered | Removed | JournalTrouble

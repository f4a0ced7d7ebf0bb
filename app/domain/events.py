"""The closed set of things that an engine tells once; everything else is a snapshot."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.asks import AnswerOf, AskOf
from app.domain.errors import Failure
from app.domain.grant import GrantFacts
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
    barred: tuple[tuple[str, str], ...] = ()
    """Files that the connection's limits keep out, as (name, ``largest``, ``most`` or ``ending``);
    at most the first hundred."""


@dataclass(frozen=True, slots=True)
class Removed:
    """Tasks left the list (undo brings them back)."""

    task_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JournalTrouble:
    """The list on disk could not be used; ``code`` is ``damaged``, ``newer`` or ``unwritable``."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class AccessNeeded:
    """A connection's authorisation expired or was refused; its files wait. Told once."""

    connection_id: str
    failure: Failure
    waiting: int
    """Files of it that have not ended."""


@dataclass(frozen=True, slots=True)
class Granted:
    """A connection's application server handed something out (again)."""

    connection_id: str
    facts: GrantFacts


@dataclass(frozen=True, slots=True)
class ClockCorrected:
    """This computer's clock is off; signatures go by the service's from now on. Told once."""

    endpoint: str
    seconds: float
    """How far this computer's clock is ahead of the service's; negative: behind."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to an ask: exactly one of ``answer`` and ``failure``, except that checks come
    one after the other, each time all so far, the last with ``complete``."""

    ask: AskOf
    answer: AnswerOf | None = None
    failure: Failure | None = None
    complete: bool = True


Event = (
    Finished
    | ResultRead
    | Gathered
    | Removed
    | JournalTrouble
    | AccessNeeded
    | Granted
    | ClockCorrected
    | Answered
)

"""The closed set of things that an engine tells once; everything else is a snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.asks import AnswerOf, AskOf
from app.domain.errors import Failure
from app.domain.grant import GrantFacts
from app.domain.left_out import LeftOut
from app.domain.upload import Result


@dataclass(frozen=True, slots=True)
class Finished:
    """A task has ended; the result is complete."""

    result: Result


@dataclass(frozen=True, slots=True)
class Noticed:
    """A service told something later of a stored file: its result, with the notices as they are."""

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
    complete: bool
    """False while the walk goes on."""
    left_out: tuple[LeftOut, ...] = ()
    """What is not on the list, one entry for each reason."""


@dataclass(frozen=True, slots=True)
class Removed:
    """Tasks left the list (undo brings them back)."""

    task_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JournalTrouble:
    """The list on disk could not be used, or can be again."""

    code: str
    """``damaged`` (set aside), ``newer`` (left alone), ``unwritable`` (kept in memory for now), or
    ``well``: what was kept in memory has been written down."""
    detail: str
    """The file's new name, or the system's own words; for the log."""


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


class LineKind(StrEnum):
    """What cannot be reached."""

    NETWORK = "network"
    """This computer has no connection, or nothing that is used answers."""
    PLACE = "place"
    """Some places; others may be fine."""


@dataclass(frozen=True, slots=True)
class LineChanged:
    """The network, or a place, went away; another try is planned or under way; or all is back."""

    waiting: bool
    """False: everything that is used can be reached again."""
    kind: LineKind = LineKind.PLACE
    places: tuple[str, ...] = ()
    """What cannot be reached: endpoints of destinations, origins of application servers."""
    retry_at: float = 0.0
    """Monotonic time of the next try; 0: it is under way."""
    reason: str = ""
    """Why the first of the places: ``name`` (it has no address), ``refused``, ``timeout`` ..."""
    give_up_at: float = 0.0
    """Monotonic time from which on the files that wait fail; 0: never."""
    given_up: bool = False
    """A place was waited for in vain: its files fail now."""


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
    | Noticed
    | ResultRead
    | Gathered
    | Removed
    | JournalTrouble
    | AccessNeeded
    | Granted
    | ClockCorrected
    | LineChanged
    | Answered
)

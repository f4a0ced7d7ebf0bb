"""What is known of files that are about to be uploaded, and whether anybody has to decide on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from app.domain.asks import ObjectFound
from app.domain.connection import Connection, Decisions
from app.domain.destination import SameName
from app.domain.errors import DestinationError
from app.domain.events import Gathered
from app.domain.grant import LARGEST_REQUEST, GrantFacts
from app.domain.left_out import BY_LIMITS, LOST, LeftOut, count_of, together
from app.domain.lint_place import key_begins_with_bucket
from app.domain.naming import renamed
from app.domain.questions import Filling, Source, has_rules, wants_person
from app.domain.services import service
from app.domain.unfit import doubtful
from app.domain.upload import TaskSnapshot

CHECKED = 500
"""Files whose values are looked at without a sheet; with more of them the sheet does it."""
MANY = 20
"""Files that the Simple view sends without a look at them."""


class Reason(Enum):
    """Why the review sheet is shown."""

    QUESTIONS = "questions"
    VALUES = "values"
    """A value that nobody is asked for is missing, or not as it has to be."""
    BARRED = "barred"
    """The administrator's limits keep something out."""
    UNNAMED = "unnamed"
    """Something has a name that the service cannot take, or cannot be read."""
    TOO_LARGE = "too_large"
    TWINS = "twins"
    """Two files of this upload would get the same name."""
    DOUBLED = "doubled"
    """Names begin with the bucket's own, which is part of the address already; Expert only."""
    TAKEN = "taken"
    """Names are taken, and the person wants to be asked."""
    MANY = "many"
    ASKED = "asked"
    """The person wants to see the sheet."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Files of one connection that wait for *Upload*, with all that may need a decision."""

    connection: Connection
    rows: tuple[TaskSnapshot, ...]
    gathered: tuple[Gathered, ...] = ()
    """What the drops said that nobody has seen in a sheet yet."""
    largest: int = 0
    """Bytes of the largest file that can go this way; 0: no limit."""
    asks: bool = False
    """The person wants to be asked about names that are taken."""
    taken: Mapping[str, ObjectFound] | None = None
    """Objects that are there already, by name; None: not known (yet)."""
    look_failed: str = ""
    """Code of why nobody could look whether names are taken."""
    requested: bool = False
    answers_for: str = ""
    """Id of a task whose answers are asked for at once; empty: none."""
    twins: Mapping[str, str] = field(default_factory=dict)
    """New names by task id; see `twins_of`."""
    mended: Mapping[str, str] = field(default_factory=dict)
    """Names by task id from which the bucket's was taken out; see `without_bucket`."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """What was answered before the sheet was closed with *Not now*."""
    table: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """As `Filling.table`."""
    own: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """As `Filling.own`."""
    when: float = 0.0
    """Unix time in seconds of the upload."""
    login: str = ""

    def filling(self, answers: Mapping[str, str] | None = None) -> Filling:
        """What the files' values follow from, with the ``answers`` for all of them."""
        questions = self.connection.questions
        counts = any(q.source is Source.COUNTER for q in questions)
        rows = enumerate(self.rows, start=1) if counts else ()
        return Filling(
            questions,
            self.connection.callback.variables,
            answers or {},
            self.table,
            self.own,
            {row.id: number for number, row in rows},
            self.when,
            self.login,
            longest_of(self.connection),
        )

    def left_out(self) -> tuple[LeftOut, ...]:
        """What the drops did not bring onto the list, by reason."""
        return together(item for event in self.gathered for item in event.left_out)

    def key(self, row: TaskSnapshot) -> str:
        """The name that a row is to get."""
        return self.twins.get(row.id) or self.mended.get(row.id) or row.key

    def doubled(self) -> tuple[TaskSnapshot, ...]:
        """Files whose names begin with the bucket's own."""
        bucket = self.connection.destination.bucket
        return tuple(row for row in self.rows if key_begins_with_bucket(self.key(row), bucket))

    def too_large(self) -> tuple[TaskSnapshot, ...]:
        """Files that cannot go this way."""
        if not self.largest:
            return ()
        return tuple(row for row in self.rows if row.size > self.largest)

    def doubtful(self) -> int:
        """How many files the service may refuse for what they are: it has the last word."""
        return doubtful(self.connection.destination.provider, map(self.key, self.rows))

    def going(self) -> tuple[TaskSnapshot, ...]:
        """Files that can go."""
        if not self.largest:
            return self.rows
        return tuple(row for row in self.rows if row.size <= self.largest)

    def found(self, row: TaskSnapshot) -> ObjectFound | None:
        """The object that has a row's name already."""
        return self.taken.get(self.key(row)) if self.taken else None

    def final_key(self, row: TaskSnapshot, rule: SameName) -> str:
        """The name that a row will be stored under, as far as anybody can tell."""
        key = self.key(row)
        if rule is SameName.KEEP_BOTH and self.taken and key in self.taken:
            return _numbered(key, set(self.taken))
        return key


def reasons(facts: Facts, *, expert: bool) -> frozenset[Reason]:
    """Why somebody has to look at it before it is sent; empty: it can go."""
    left_out = facts.left_out()
    found = {
        Reason.QUESTIONS: wants_person(facts.connection.questions),
        Reason.VALUES: _values_wrong(facts),
        Reason.BARRED: count_of(left_out, BY_LIMITS) > 0,
        Reason.UNNAMED: count_of(left_out, LOST) > 0,
        Reason.TOO_LARGE: bool(facts.too_large()),
        Reason.TWINS: bool(facts.twins),
        Reason.DOUBLED: expert and bool(facts.doubled()),
        Reason.TAKEN: expert and facts.asks and facts.taken != {},
        Reason.MANY: not expert and len(facts.rows) > MANY,
        Reason.ASKED: facts.requested,
    }
    return frozenset(reason for reason, true in found.items() if true)


def _values_wrong(facts: Facts) -> bool:
    longest = longest_of(facts.connection)
    if not has_rules(facts.connection.questions) and not longest:
        return False
    from app.domain.variables import Subject, troubles_of  # noqa: PLC0415 - where there are rules

    filling = facts.filling()
    alike = not (filling.questions or filling.table or filling.own)
    rows = facts.rows[:1] if alike else facts.rows
    some = (Subject(row.id, row.name, row.path) for row in rows[:CHECKED])
    return len(rows) > CHECKED or any(troubles_of(filling, subject) for subject in some)


def longest_of(connection: Connection) -> int:
    """Characters that a file's variables may take in all; 0: no limit that is known."""
    return service(connection.destination.provider).longest_variables


def may_need_review(connection: Connection, *, expert: bool) -> bool:
    """Whether files for ``connection`` have to be looked at before any of them may begin."""
    return bool(
        not expert
        or connection.questions
        or connection.limits.largest
        or connection.limits.most
        or connection.limits.endings
        or connection.server_url
        or connection.naming
        or connection.same_name is not SameName.KEEP_BOTH
        or connection.method in _ONE_REQUEST
        or (connection.callback.variables and longest_of(connection))
    )


def largest_of(connection: Connection, grant: GrantFacts | None) -> int:
    """Bytes of the largest file that can go the connection's way; 0: no limit but the service's."""
    limits = [grant.largest] if grant is not None and grant.largest else []
    if connection.method in _ONE_REQUEST:
        limits.append(LARGEST_REQUEST)
    return min(limits, default=0)


def twins_of(
    rows: Iterable[TaskSnapshot], mended: Mapping[str, str] | None = None
) -> dict[str, str]:
    """New names by task id for files that would get a name which another one here has."""
    keys = {row.id: (mended or {}).get(row.id, row.key) for row in rows}
    used = set(keys.values())
    if len(used) == len(keys):
        return {}
    seen: set[str] = set()
    found: dict[str, str] = {}
    for task_id, key in keys.items():
        if key in seen:
            found[task_id] = _numbered(key, used)
            used.add(found[task_id])
        seen.add(key)
    return found


def without_bucket(facts: Facts) -> dict[str, str]:
    """Names by task id without the bucket's own in front, as far as something is left of them."""
    front = facts.connection.destination.bucket + "/"
    found = dict(facts.mended)
    for row in facts.doubled():
        key = facts.mended.get(row.id, row.key)
        while key.startswith(front):
            key = key.removeprefix(front).lstrip("/")
        if key:
            found[row.id] = key
    return found


def _numbered(key: str, used: set[str]) -> str:
    """``key`` with the first number that is free; the key itself when there is no room for one."""
    n = 2
    while True:
        try:
            found = renamed(key, n)
        except DestinationError:
            return key
        if found not in used:
            return found
        n += 1


def decided(
    facts: Facts, *, rule: SameName | None, answers: Mapping[str, str], batch_id: str
) -> Decisions:
    """The decisions for those of the files that came in one drop."""
    keys = {
        row.id: facts.key(row)
        for row in facts.rows
        if row.batch_id == batch_id and facts.key(row) != row.key
    }
    told = facts.connection.questions or facts.table or facts.own
    return Decisions(rule, answers, keys, facts.filling(answers) if told else None)


def batches_of(rows: Sequence[TaskSnapshot]) -> tuple[str, ...]:
    """Ids of the drops that the rows came in, each once."""
    return tuple(dict.fromkeys(row.batch_id for row in rows))


_ONE_REQUEST = ("put", "post")

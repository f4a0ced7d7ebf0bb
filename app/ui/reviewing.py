"""Reviewing: what is about to be uploaded goes through here; a sheet is shown when it is due."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.asks import FindTaken, ObjectFound
from app.domain.connection import AccessKind, Batch, Connection, Decisions, View
from app.domain.destination import SameName
from app.domain.events import AccessNeeded, Answered, Gathered, Granted
from app.domain.left_out import Why, count_of, together
from app.domain.states import UploadState
from app.domain.upload import TaskSnapshot
from app.host.person import login_name
from app.ui.access_news import AccessNews
from app.ui.asking import Asking
from app.ui.connection_book import ConnectionBook
from app.ui.drops import Drops
from app.ui.models.queue_model import QueueModel
from app.ui.review_facts import (
    Facts,
    batches_of,
    decided,
    largest_of,
    may_need_review,
    reasons,
    twins_of,
    without_bucket,
)

GRANT_MS = 5000
"""Milliseconds for which an upload waits to hear what the connection's server permits."""
LOOK_MS = 1500
"""Milliseconds of looking for taken names after which the sheet comes all the same."""
MOST_LOOKED = 1000
"""Names that are looked for; each is a request of its own."""

Ids = Sequence[str] | None


class Review(QObject):
    """Files of one connection on their way through a review; the sheet follows `changed`."""

    changed = Signal()
    names_changed = Signal()
    """Other names have to be looked for now."""

    def __init__(self, facts: Facts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.facts = facts
        self.judged = False
        """Whether it has been decided that a sheet is shown, or none."""

    def know(self, **facts: object) -> None:
        """Something more is known."""
        self.facts = replace(self.facts, **facts)  # type: ignore[arg-type]
        self.changed.emit()

    def take_bucket_out(self) -> None:
        """Names that begin with the bucket's own lose it."""
        mended = without_bucket(self.facts)
        twins = twins_of(self.facts.rows, mended)
        self.know(mended=mended, twins=twins, taken=None, look_failed="")
        self.names_changed.emit()


class Reviewing(QObject):
    """Begins uploads; asks first when somebody has to decide."""

    wanted = Signal(object)
    """A `Review` that needs a sheet; `accept` or `put_off` follows."""

    def __init__(
        self,
        drops: Drops,
        book: ConnectionBook,
        *,
        queue: QueueModel,
        access: AccessNews,
        asking: Asking,
        clock: Callable[[], float] = time.time,
        login: Callable[[], str] = login_name,
    ) -> None:
        """``clock`` gives Unix time in seconds, ``login`` the person's name at this computer."""
        super().__init__()
        self._engine = drops.engine
        self._book = book
        self._queue = queue
        self._access = access
        self._asking = asking
        self._drops = drops
        self._clock = clock
        self._login = login
        self._coming: dict[str, tuple[str, bool]] = {}
        """Batches that are being gathered: their connection, and whether they begin at once."""
        self._singles: dict[str, None] = {}
        """Tasks that begin as soon as they are on the list."""
        self._said: dict[str, list[Gathered]] = {}
        """What drops said, by connection, until a sheet has shown it."""
        self._open: list[Review] = []
        self._put_off: dict[str, Facts] = {}
        """What was said in a sheet that was closed with *Not now*, by connection."""
        access.granted.connect(self._granted)
        access.needed.connect(self._refused)
        queue.changed.connect(self._look_for_singles)

    # --- what comes -------------------------------------------------------------------------

    def expect(self, batch: Batch, *, at_once: bool, single: str = "") -> bool:
        """Told of a batch before it is added; gives whether its files have to be held.

        ``single`` is the id of its one task when it is not gathered from a drop.
        """
        connection = self._book.find(batch.connection_id)
        if connection is not None and self._nothing_granted(connection):
            self._ask_server(connection)
        due = connection is not None and may_need_review(connection, expert=self._expert)
        if single:
            if at_once and due:
                self._singles[single] = None
        else:
            self._coming[batch.id] = (batch.connection_id, at_once and due)
        return due or not at_once

    def take(self, event: Gathered) -> None:
        """A drop has been walked through: what is to begin at once does, or asks."""
        if not event.complete:
            return
        connection_id, at_once = self._coming.pop(event.batch_id, ("", False))
        if connection_id:
            event = self._keep(connection_id, event)
        rows = self._queue.snapshots() if at_once or self._shown(event) else []
        rows = [row for row in rows if row.batch_id == event.batch_id and _held(row)]
        for review in self._shown(event):
            _follow(review, event, rows)
        if at_once and not self._shown(event):
            self.begin([row.id for row in rows])

    def _keep(self, connection_id: str, event: Gathered) -> Gathered:
        """Remember what a drop said, with what it said before."""
        said = self._said.setdefault(connection_id, [])
        for place, older in enumerate(said):
            if older.batch_id == event.batch_id:
                said[place] = _merged(older, event)
                return said[place]
        said.append(event)
        return event

    def _shown(self, event: Gathered) -> list[Review]:
        """Reviews that speak of a drop."""
        ids = ((review, {e.batch_id for e in review.facts.gathered}) for review in self._open)
        return [review for review, spoken in ids if event.batch_id in spoken]

    def send_hidden(self, review: Review) -> None:
        """What the drops of a review left out as hidden joins it."""
        for event in review.facts.gathered:
            if count_of(event.left_out, (Why.HIDDEN,)):
                self._coming[event.batch_id] = (review.facts.connection.id, False)
                self._drops.send_hidden(event.batch_id, held=True)

    def _look_for_singles(self) -> None:
        there = [row.id for row in self._queue.snapshots(tuple(self._singles))]
        for name in there:
            del self._singles[name]
        if there:
            self.begin(there)

    # --- beginning --------------------------------------------------------------------------

    def begin(self, ids: Ids) -> None:
        """Begin with what is held and go on with what is paused; None: all of it.

        What somebody has to look at first waits for that; the rest does not.
        """
        wait = {row.id for review in self._open for row in review.facts.rows}
        free = [row for row in self._queue.snapshots(ids) if _held(row) and row.id not in wait]
        for connection, held in self._by_connection(free):
            review = self._review(connection, held)
            if self._due(review) or self._nothing_granted(connection):
                wait.update(row.id for row in held)
                self._prepare(review)
            else:
                self._fill(review.facts)
                self._close(review)
                self._seen(review.facts)
        if not wait:
            self._start(ids)
            return
        names = [row.id for row in self._queue.snapshots(ids)]
        ready = [name for name in names if name not in wait]
        if ready:
            self._start(ready)

    def request(self, answers_for: str = "") -> None:
        """Show the sheet for what waits for *Upload*, whether it is due or not.

        ``answers_for``: a task's id; the table of its answers is opened over the sheet.
        """
        row = self._queue.snapshot(answers_for)
        connection = self._book.find(row.connection_id) if row else self._book.connection
        if connection is None or self._open:
            return
        held = [r for r in self._queue.snapshots() if _held(r) and r.connection_id == connection.id]
        if held:
            review = self._review(connection, held, requested=True)
            review.facts = replace(review.facts, answers_for=answers_for)
            self._prepare(review)

    def asks_about(self, row: TaskSnapshot) -> bool:
        """Whether a file waits for *Upload* and can have answers of its own."""
        connection = self._book.find(row.connection_id) if _held(row) else None
        if connection is None:
            return False
        spec = connection.callback
        asked = "${x:" in spec.body or "$(x:" in spec.body
        return bool(connection.questions or spec.variables or asked)

    @property
    def _expert(self) -> bool:
        return self._book.view is View.EXPERT

    def _by_connection(
        self, rows: Sequence[TaskSnapshot]
    ) -> list[tuple[Connection, list[TaskSnapshot]]]:
        groups: dict[str, list[TaskSnapshot]] = {}
        for row in rows:
            if _held(row):
                groups.setdefault(row.connection_id, []).append(row)
        known = ((self._book.find(name), held) for name, held in groups.items())
        return [(connection, held) for connection, held in known if connection is not None]

    def _review(
        self, connection: Connection, rows: Sequence[TaskSnapshot], *, requested: bool = False
    ) -> Review:
        grant = self._access.grant(connection.id)
        asks = self._expert and (requested or connection.same_name is SameName.ASK)
        facts = Facts(
            connection,
            tuple(rows),
            tuple(self._said.get(connection.id, ())),
            largest_of(connection, grant),
            asks,
            requested=requested,
            twins=twins_of(rows),
            when=self._clock(),
            login=self._login() if connection.questions else "",
        )
        if before := self._put_off.get(connection.id):
            facts = replace(facts, answers=before.answers, table=before.table, own=before.own)
        return Review(facts, self)

    def _due(self, review: Review) -> bool:
        return bool(reasons(review.facts, expert=self._expert))

    # --- what has to be found out first -----------------------------------------------------

    def _prepare(self, review: Review) -> None:
        self._open.append(review)
        review.names_changed.connect(lambda: self._ask_taken(review))
        connection = review.facts.connection
        if self._nothing_granted(connection):
            self._ask_server(connection)
            QTimer.singleShot(GRANT_MS, review, lambda: self._look(review))
        else:
            self._look(review)

    def _nothing_granted(self, connection: Connection) -> bool:
        """Whether the connection's server has yet to say what it permits."""
        by_server = connection.access is AccessKind.SERVER
        return by_server and self._access.grant(connection.id) is None

    def _ask_server(self, connection: Connection) -> None:
        self._engine.check_grant(connection.id, connection.destination)

    def _granted(self, event: Granted) -> None:
        for review in self._undecided(event.connection_id):
            review.know(largest=largest_of(review.facts.connection, event.facts))
            self._look(review)

    def _refused(self, event: AccessNeeded) -> None:
        """The server hands nothing out: files wait for it as they do without a review."""
        for review in self._undecided(event.connection_id):
            self._look(review)

    def _undecided(self, connection_id: str) -> list[Review]:
        found = [review for review in self._open if not review.judged]
        return [review for review in found if review.facts.connection.id == connection_id]

    def _look(self, review: Review) -> None:
        """Find out which names are taken, when the person wants to be asked about them."""
        facts = review.facts
        if review.judged or not facts.asks:
            self._judge(review)
            return
        self._ask_taken(review)
        QTimer.singleShot(LOOK_MS, review, lambda: self._judge(review))

    def _ask_taken(self, review: Review) -> None:
        facts = review.facts
        if not facts.asks:
            return
        keys = tuple(dict.fromkeys(facts.key(row) for row in facts.rows))[:MOST_LOOKED]
        ask = FindTaken("", facts.connection.id, facts.connection.destination, keys)
        self._asking.ask(ask, lambda answer: self._looked(review, answer), owner=review)

    def _looked(self, review: Review, answer: Answered) -> None:
        if answer.failure is not None:
            review.know(look_failed=answer.failure.code)
        else:
            review.know(taken=_by_key(answer.answer))
        self._judge(review)

    def _judge(self, review: Review) -> None:
        """Show the sheet, or begin: once."""
        if review.judged:
            return
        review.judged = True
        if self._due(review):
            self.wanted.emit(review)
        else:
            self._fill(review.facts)
            self._close(review)
            self._start([row.id for row in review.facts.rows])

    # --- what was decided -------------------------------------------------------------------

    def accept(self, review: Review, *, rule: SameName | None, answers: Mapping[str, str]) -> None:
        """Upload what can go, as decided; ``rule`` None: as the connection says."""
        facts = review.facts
        now = {row.id for row in self._queue.snapshots([r.id for r in facts.rows]) if _held(row)}
        going = [row.id for row in facts.going() if row.id in now]
        for batch_id in batches_of(facts.rows):
            decisions = decided(facts, rule=rule, answers=answers, batch_id=batch_id)
            self._engine.settle(batch_id, decisions)
        self._close(review)
        self._seen(facts)
        self._put_off.pop(facts.connection.id, None)
        if going:
            self._start(going, rules={facts.connection.id: rule})

    def _fill(self, facts: Facts) -> None:
        """Files that nobody is asked about get what comes by itself, or was said before."""
        self._put_off.pop(facts.connection.id, None)
        if facts.connection.questions or facts.table or facts.own:
            decisions = Decisions(filling=facts.filling())
            for batch_id in batches_of(facts.rows):
                self._engine.settle(batch_id, decisions)

    def put_off(self, review: Review, answers: Mapping[str, str] | None = None) -> None:
        """Not now: the files stay on the list, and what was answered is kept for the next time."""
        self._put_off[review.facts.connection.id] = replace(review.facts, answers=answers or {})
        self._close(review)
        self._seen(review.facts)

    def _seen(self, facts: Facts) -> None:
        said = self._said.get(facts.connection.id, [])
        self._said[facts.connection.id] = [e for e in said if e not in facts.gathered]

    def _close(self, review: Review) -> None:
        self._open = [other for other in self._open if other is not review]
        review.deleteLater()

    def _start(self, ids: Ids, *, rules: Mapping[str, SameName | None] | None = None) -> None:
        """Begin; files that waited follow what was edited since they were added."""
        for connection in self._book.connections:
            rule = (rules or {}).get(connection.id)
            self._engine.amend(replace(connection, same_name=rule) if rule else connection)
        self._engine.begin(ids)


def _merged(older: Gathered, event: Gathered) -> Gathered:
    """What a drop and the hidden things in it came to."""
    kept = [item for item in older.left_out if item.why is not Why.HIDDEN]
    left_out = together([*kept, *event.left_out])
    return replace(event, added=older.added + event.added, left_out=left_out)


def _follow(review: Review, event: Gathered, rows: Sequence[TaskSnapshot]) -> None:
    """More files of a drop came: a review takes them in."""
    facts = review.facts
    known = {row.id for row in facts.rows}
    all_rows = (*facts.rows, *(row for row in rows if row.id not in known))
    gathered = tuple(event if e.batch_id == event.batch_id else e for e in facts.gathered)
    twins = twins_of(all_rows, facts.mended)
    review.know(rows=all_rows, gathered=gathered, twins=twins)
    if facts.asks:
        review.names_changed.emit()


def _held(row: TaskSnapshot) -> bool:
    return row.held and row.state is UploadState.QUEUED


def _by_key(answer: object) -> dict[str, ObjectFound]:
    found = answer if isinstance(answer, tuple) else ()
    return {item.key: item for item in found if isinstance(item, ObjectFound)}

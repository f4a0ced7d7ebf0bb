"""Desk: the one object that panels talk to; panels never talk to each other.

Commands return nothing; their effect comes back as rows of the queue, as a signal without values,
or as a sentence in `told`.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from app.domain.asks import AskOf
from app.domain.connection import Decisions, View
from app.domain.events import (
    Answered,
    Finished,
    Gathered,
    JournalTrouble,
    Noticed,
    Removed,
    ResultRead,
)
from app.domain.findings import Finding
from app.domain.states import ENDED, RUNNING, UploadState
from app.domain.upload import Result, TaskSnapshot
from app.engine.mailbox import Mail
from app.ui import sentences
from app.ui.access_news import AccessNews
from app.ui.asking import Asking, Hear
from app.ui.bridge import Bridge
from app.ui.connection_desk import ConnectionDesk
from app.ui.drops import Drops
from app.ui.event_keys import EventKeys
from app.ui.intake import Intake
from app.ui.leftovers import ASKED, Leftovers
from app.ui.links import Links
from app.ui.long_files import LongFiles
from app.ui.models.queue_model import QueueModel
from app.ui.models.rows import in_one
from app.ui.models.tally import Totals
from app.ui.notice_words import row_words
from app.ui.opening import apart
from app.ui.order import Order
from app.ui.presenting import Presenting
from app.ui.removal import Removal
from app.ui.results import Results
from app.ui.reviewing import Reviewing
from app.ui.window_parts import WindowParts
from app.ui.words import state_words

Ids = Sequence[str] | None


class Desk(ConnectionDesk):
    """Connections, queue, selection and results, for everything that is drawn."""

    result_ready = Signal(str)
    """A task's id: `result` has it now."""
    finished = Signal(object)
    """A `Result`, once: a task has ended in this run."""
    noticed = Signal(object)
    """A `Result`: a service told something later of a file that is stored."""
    selection_changed = Signal()
    gathered = Signal(object)
    """A `Gathered` event."""
    focus_wanted = Signal(str)
    """``queue``, ``callback`` or ``result``: the part of the Expert view to go to."""
    door_wanted = Signal(str, object)
    """A dialog that a panel asks for, by its name, and what it is about (see `app.ui.doors`)."""
    settle = Signal()
    """Something is about to be added or sent: edits that are not kept yet are kept now."""

    def __init__(self, parts: WindowParts) -> None:
        super().__init__(parts)
        self._engine = parts.engine
        self.queue = QueueModel(self._described, self)
        self.undo = QUndoStack(self)
        self.order = Order(parts.engine, self.queue, self.undo)
        self.event_keys = EventKeys(self.book)
        self.presenting = Presenting(self.book, self)
        self.selection: tuple[str, ...] = ()
        self.bridge = Bridge(parts.engine.mailbox)
        self._results = Results()
        self._asked: set[str] = set()
        self.asking = Asking(parts.engine)
        self.access = AccessNews(parts.engine, self)
        self.drops = Drops(parts.engine)
        self.long_files = LongFiles(self.book, self.queue)
        self.reviewing = Reviewing(
            self.drops, self.book, queue=self.queue, access=self.access, asking=self.asking
        )
        self.intake = Intake(
            parts,
            self.book,
            errands=self.errands,
            settle=self.settle.emit,
            reviewing=self.reviewing,
            access=self.access,
            drops=self.drops,
        )
        self.links = Links(
            self.book,
            queue=self.queue,
            asking=self.asking,
            access=self.access,
            result=self.result,
        )
        self._leftovers = Leftovers(parts.folders.temporary, self.errands)
        self._join()

    def _join(self) -> None:
        book = self.book
        book.connection_changed.connect(self.connection_changed)
        book.connections_changed.connect(self.connections_changed)
        book.settings_changed.connect(self.settings_changed)
        book.view_changed.connect(self.view_changed)
        book.cloud_changed.connect(self.cloud_changed)
        book.key_changed.connect(self.key_changed)
        book.renewed.connect(self.access.settled)
        for part in (book, self.intake, self.links, self.order, self.drops, self.long_files):
            part.told.connect(self.told)
        self.intake.focus_wanted.connect(self.focus_wanted)
        self.bridge.mail.connect(self._take)

    # --- life -------------------------------------------------------------------------------

    def start(self, *, demo: bool = False) -> None:
        """Listen to the engine, take up connections, say what has to be said."""
        self.bridge.open()
        self._engine.ask_result(ASKED)
        for code in self._parts.notices:
            self._tell_notice(code)
        self.book.start(demo=demo)

    def close(self) -> None:
        """Stop listening, and let what is being written down get there."""
        self.bridge.close()
        self.undo.clear()
        self.errands.close()
        self._leftovers.end(self.queue.snapshots())

    # --- adding, asking ---------------------------------------------------------------------

    def ask(self, ask: AskOf, hear: Hear, *, owner: QObject | None = None) -> str:
        """Ask the service something; see `Asking.ask`."""
        return self.asking.ask(ask, hear, owner=owner)

    @property
    def held(self) -> bool:
        """Whether new files wait for *Upload*."""
        return self.intake.held

    def add_paths(self, paths: Sequence[str]) -> None:
        """Add files and folders; a connection file among them is opened, not sent."""
        files, connections = apart(paths)
        for path in connections[:1]:
            self.open_connection_file(path)
        self.intake.add_paths(files)

    def add_bytes(self, name: str, data: bytes) -> None:
        """Add what was pasted: written to a folder of its own first."""
        self.intake.add_bytes(name, data)

    def callback_errors(self) -> list[Finding]:
        """What the service would refuse about the callback; empty when it may be sent."""
        return self.intake.callback_errors()

    def option_problems(self) -> dict[str, str]:
        """The service's own options that cannot be sent, by name."""
        return self.intake.option_problems()

    def decide(self, batch_id: str, decisions: Decisions) -> None:
        """Files of a batch that wait for *Upload* follow the review sheet's decisions."""
        self._engine.settle(batch_id, decisions)

    # --- the queue --------------------------------------------------------------------------

    def upload(self) -> None:
        """Begin with what waits for *Upload*, and go on with what is paused."""
        self.settle.emit()
        if self.intake.may_send():
            self.reviewing.begin(None)

    def pause(self, ids: Ids = None) -> None:
        """Stop sending; what is stored stays stored. None: everything."""
        self._engine.pause(ids)

    def resume(self, ids: Ids = None) -> None:
        """Go on with what is paused, or begin with what is held. None: all that is paused."""
        if ids is None:
            rows = self.queue.snapshots()
            ids = [row.id for row in rows if row.state is UploadState.PAUSED]
        self.reviewing.begin(ids)

    def cancel(self, ids: Sequence[str]) -> None:
        """Give up; nothing stays at the storage."""
        self._engine.cancel(ids)

    def retry(self, ids: Ids = None) -> None:
        """Try again, as their connections say by now. None: all that failed."""
        for connection in self.connections:
            self._engine.amend(connection)
        self._engine.retry(ids)

    def rename(self, task: TaskSnapshot, name: str) -> None:
        """Try a file that was not stored again under another last name."""
        key = "".join(task.key.rpartition("/")[:2]) + name
        self._engine.settle(task.batch_id, Decisions(keys={task.id: key}))
        self.retry([task.id])

    def stop_waiting(self, ids: Sequence[str]) -> None:
        """Do not wait for the server's answer any longer."""
        self._engine.stop_waiting(ids)

    def remove(self, ids: Sequence[str]) -> None:
        """Take off the list what is not under way; can be undone, deletes nothing anywhere."""
        rows = self.queue.snapshots(ids)
        going = [row.id for row in rows if row.state not in RUNNING]
        if going:
            text = self.tr("Remove %n file(s)", "", len(going))
            self.undo.push(Removal(self._engine, going, text=text))
            off = self.tr("%n file(s) taken off the list. Nothing was deleted.", "", len(going))
            self.told.emit("undo", off)

    def clear_finished(self) -> None:
        """Take off the list what is stored or cancelled; can be undone."""
        rows = self.queue.snapshots()
        over = [r.id for r in rows if r.state in ENDED and r.state is not UploadState.FAILED]
        self.remove(over)

    def copy_link(self, task_id: str) -> None:
        """Put the address of a stored file on the clipboard."""
        self.links.copy_plain(task_id)

    @property
    def totals(self) -> Totals:
        """Sums over the whole list."""
        return self.queue.totals()

    @property
    def busy(self) -> bool:
        """Whether anything is under way or waits for its turn."""
        totals = self.totals
        return bool(totals.running or totals.waiting)

    # --- selection and results --------------------------------------------------------------

    def set_selection(self, ids: Sequence[str]) -> None:
        """Rows that commands apply to."""
        if tuple(ids) != self.selection:
            self.selection = tuple(ids)
            self.selection_changed.emit()

    def selected(self) -> TaskSnapshot | None:
        """The row to show in detail: the first selected one that is on the list."""
        rows = self.queue.snapshots(self.selection[:1])
        return rows[0] if rows else None

    def result(self, task_id: str) -> Result | None:
        """A task's result; None: it has been asked for, `result_ready` follows if there is one."""
        found = self._results.get(task_id)
        if found is None and task_id not in self._asked:
            self._asked.add(task_id)
            self._engine.ask_result(task_id)
        return found

    def _described(self, row: TaskSnapshot) -> str:
        expert = self.view is View.EXPERT
        state = state_words(row, expert=expert, now=time.monotonic()).text
        later = row_words(row, expert=expert) if row.notice else None
        return in_one((state, later.text)) if later else state

    # --- mail -------------------------------------------------------------------------------

    def _take(self, mail: Mail) -> None:
        going = [row for row in mail.snapshots.values() if row.state not in ENDED]
        for row in going:
            self._results.drop(row.id)
        for connection_id in {row.connection_id for row in going}:
            self.book.fetch_key(connection_id)
        self.queue.apply(mail)
        for event in mail.events:
            self._take_event(event)

    def _take_event(self, event: object) -> None:
        if isinstance(event, Finished):
            self._keep_result(event.result)
            self.finished.emit(event.result)
        elif isinstance(event, Noticed):
            self._keep_result(event.result)
            self.noticed.emit(event.result)
        elif isinstance(event, ResultRead) and event.task_id == ASKED:
            self._leftovers.listed(self.queue.snapshots())
        elif isinstance(event, ResultRead):
            self._asked.discard(event.task_id)
            if event.result is not None:
                self._keep_result(event.result)
        elif isinstance(event, Gathered):
            self.drops.take(event)
            self.long_files.take(event)
            self.reviewing.take(event)
            self.gathered.emit(event)
        elif isinstance(event, Removed):
            gone = set(event.task_ids)
            self.set_selection([name for name in self.selection if name not in gone])
        elif isinstance(event, JournalTrouble):
            level = "well" if event.code == "well" else "journal"
            self._tell_notice(f"journal.{event.code}", level)
        elif isinstance(event, Answered):
            self.asking.take(event)
        else:
            self.access.take(event)

    def _keep_result(self, result: Result) -> None:
        self._results.put(result)
        self.result_ready.emit(result.task_id)
        self.links.ready(result.task_id)

    def _tell_notice(self, code: str, level: str = "warn") -> None:
        text = sentences.notice(code)
        if text:
            self.told.emit(level, text)

"""Actions: everything that can be done, once, for menus, toolbar, keys and context menus."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence

from app.domain.connection import View
from app.domain.services import FIRST, Can, service
from app.domain.states import RUNNING, UploadState
from app.domain.upload import TaskSnapshot
from app.ui.action_specs import SPECS, Spec, plain, texts
from app.ui.desk import Desk
from app.ui.fixes import Fixes
from app.ui.links import LINKED
from app.ui.locking import lock
from app.ui.models.queue_model import WAITING
from app.ui.service_words import why_not
from app.ui.theme.icons import icon

S = UploadState
_PAUSABLE = frozenset({S.PREPARING, S.SENDING, S.WAITING})
_CANCELLABLE = _PAUSABLE | {S.QUEUED, S.PAUSED}
_AGAIN = frozenset({S.FAILED, S.CANCELLED})


class Actions(QObject):
    """The actions as attributes; those that need a window (dialogs) are connected by it."""

    add_files: QAction
    add_folder: QAction
    paste: QAction
    upload: QAction
    pause: QAction
    resume: QAction
    toggle: QAction
    """Pause or resume the selected rows (Space): works in lists to which it has been added."""
    cancel: QAction
    stop_waiting: QAction
    upload_next: QAction
    move_up: QAction
    move_down: QAction
    retry: QAction
    retry_all: QAction
    """Visible exactly while something was not stored, with the number of files in its words."""
    remove: QAction
    clear: QAction
    undo: QAction
    redo: QAction
    copy_link: QAction
    review: QAction
    """Expert only: the review sheet for what waits for *Upload*."""
    own_answers: QAction
    """Expert only: the values of the selected file alone."""
    left_out: QAction
    """What was dropped and is not on the list."""
    unfinished: QAction
    """Expert only: uploads at the storage that were begun and never ended."""
    details: QAction
    """Expert view with the selected row's result."""
    switch_endpoint: QAction
    rename_upload: QAction
    edit_callback: QAction
    sni_on: QAction
    upload_options: QAction
    stage: QAction
    """The stage: an upload and its callback, step by step."""
    server_panel: QAction
    """Expert only: the demo cloud's application server."""
    copy_report: QAction
    copy_code: QAction
    """Expert only: the upload as a program."""
    history: QAction
    save_confirmation: QAction
    """Simple only; the next two are for the selected files, or for all that have ended."""
    save_receipt: QAction
    print_receipt: QAction
    audit: QAction
    """Expert only: whether files are still at the storage."""
    expert: QAction
    full_screen: QAction
    settings: QAction
    new_connection: QAction
    edit_connection: QAction
    remove_connection: QAction
    open_connection_file: QAction
    share_connection: QAction
    check_connection: QAction
    renew_access: QAction
    help: QAction
    """The help page about what has the keyboard."""
    help_keys: QAction
    help_words: QAction
    """Expert only: the glossary."""
    welcome: QAction
    open_logs: QAction
    about: QAction
    quit: QAction

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._all: dict[str, QAction] = {}
        for name, spec in SPECS.items():
            action = self._made(name, spec)
            self._all[name] = action
            setattr(self, name, action)
        self.toggle.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.fixes = Fixes(desk, self._all, self)
        self._wire()
        self.retranslate()
        self.refresh()

    def _made(self, name: str, spec: Spec) -> QAction:
        action = QAction(icon(spec.icon) if spec.icon else QIcon(), "", self)
        action.setObjectName(name)
        # Each key once: on some systems a standard key is the same as the one given beside it, and
        # Qt takes an action that is named twice for two actions and does neither.
        keys = {key.toString(): key for key in (QKeySequence(each) for each in spec.keys)}
        action.setShortcuts(list(keys.values()))
        action.setMenuRole(spec.role)
        action.setCheckable(spec.checkable)
        return action

    def _wire(self) -> None:
        desk = self._desk
        self._on(self.upload, desk.upload)
        self._on(self.pause, lambda: desk.pause(self._chosen(_PAUSABLE | {S.QUEUED})))
        self._on(self.resume, lambda: desk.resume(self._chosen({S.PAUSED})))
        self._on(self.toggle, self._toggle)
        self._on(self.cancel, lambda: desk.cancel(self._chosen(_CANCELLABLE) or ()))
        self._on(self.stop_waiting, lambda: desk.stop_waiting(self._chosen({S.COMPLETING}) or ()))
        self._on(self.upload_next, lambda: desk.order.upload_next(desk.selection))
        self._on(self.move_up, lambda: desk.order.shift(desk.selection, down=False))
        self._on(self.move_down, lambda: desk.order.shift(desk.selection, down=True))
        self._on(self.retry, lambda: desk.retry(self._chosen(_AGAIN)))
        self._on(self.retry_all, desk.retry)
        self._on(self.remove, lambda: desk.remove(desk.selection))
        self._on(self.clear, desk.clear_finished)
        self._on(self.undo, desk.undo.undo)
        self._on(self.redo, desk.undo.redo)
        self._on(self.copy_link, self._copy_link)
        self._on(self.details, self._details)
        self._on(self.review, desk.reviewing.request)
        self._on(self.own_answers, lambda: desk.reviewing.request(*desk.selection[:1]))
        self.expert.toggled.connect(self._switch)
        desk.queue.changed.connect(self.refresh)
        for signal in (desk.selection_changed, desk.connection_changed, desk.view_changed):
            signal.connect(self.refresh)
        desk.undo.indexChanged.connect(self.refresh)
        desk.drops.changed.connect(self.refresh)

    @staticmethod
    def _on(action: QAction, work: Callable[[], object]) -> None:
        action.triggered.connect(lambda _checked=False: work())

    # --- what they do -----------------------------------------------------------------------

    def _rows(self) -> list[TaskSnapshot]:
        return self._desk.queue.snapshots(self._desk.selection)

    def _chosen(self, states: frozenset[UploadState] | set[UploadState]) -> Sequence[str] | None:
        """Selected rows in one of these states; None when there is none (then: all)."""
        found = [row.id for row in self._rows() if row.state in states]
        return found or None

    def _toggle(self) -> None:
        paused = self._chosen({S.PAUSED})
        moving = self._chosen(_PAUSABLE | {S.QUEUED})
        if paused is not None:
            self._desk.resume(paused)
        elif moving is not None:
            held = [r.id for r in self._rows() if r.state is S.QUEUED and r.held]
            self._desk.resume(held) if held else self._desk.pause(moving)

    def _copy_link(self) -> None:
        self._desk.links.copy_usual(self._desk.selection)

    def _details(self) -> None:
        self._desk.set_view(View.EXPERT)
        self._desk.focus_wanted.emit("result")

    def _switch(self, on: bool) -> None:
        self._desk.set_view(View.EXPERT if on else View.SIMPLE)

    # --- what is possible -------------------------------------------------------------------

    def refresh(self) -> None:
        """Enable what can be done now."""
        rows, totals = self._rows(), self._desk.totals
        states = {row.state for row in rows}
        none = not rows
        self.upload.setEnabled(bool(totals.held or totals.paused))
        self.pause.setEnabled(bool(states & (_PAUSABLE | {S.QUEUED})) or (none and self._desk.busy))
        self.resume.setEnabled(S.PAUSED in states or (none and totals.paused > 0))
        self.toggle.setEnabled(bool(states & (_PAUSABLE | {S.QUEUED, S.PAUSED})))
        self.cancel.setEnabled(bool(states & _CANCELLABLE))
        self.stop_waiting.setEnabled(S.COMPLETING in states)
        self.retry.setEnabled(bool(states & _AGAIN) or (none and totals.failed > 0))
        for action in (self.upload_next, self.move_up, self.move_down):
            action.setEnabled(bool(states & WAITING))
        self._count_failed(totals.failed)
        self.remove.setEnabled(bool(states - RUNNING))
        self.clear.setEnabled(totals.ended > totals.failed)
        asks = len(rows) == 1 and self._desk.reviewing.asks_about(rows[0])
        self.own_answers.setEnabled(asks)
        self.copy_link.setEnabled(any(row.outcome in LINKED for row in rows))
        self.details.setEnabled(bool(rows))
        self.fixes.refresh()
        self._refresh_rest()

    def _count_failed(self, count: int) -> None:
        """*Try 3 failed again*, while there are any."""
        self.retry_all.setEnabled(count > 0)
        self.retry_all.setVisible(count > 0)
        text = self.tr("Try %n failed &again", "", count)
        if count and self.retry_all.text() != text:
            self.retry_all.setText(text)
            self.retry_all.setIconText(plain(text))
            keys = self.retry_all.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            self.retry_all.setToolTip(f"{plain(text)} ({keys})")
            self.retry_all.setStatusTip(plain(text))

    def _refresh_rest(self) -> None:
        desk = self._desk
        connection = desk.connection
        self.undo.setEnabled(desk.undo.canUndo())
        self.redo.setEnabled(desk.undo.canRedo())
        for action in (self.add_files, self.add_folder, self.paste):
            action.setEnabled(connection is not None)
        expert = desk.view is View.EXPERT
        self.review.setVisible(expert)
        self.own_answers.setVisible(expert)
        self.review.setEnabled(desk.totals.held > 0)
        self.left_out.setEnabled(bool(desk.drops.left_out()))
        self.unfinished.setVisible(expert)
        self.server_panel.setVisible(expert)
        self.help_words.setVisible(expert)
        there = service(connection.destination.provider) if connection else FIRST
        reason = why_not(there, Can.LIST_UNFINISHED)
        self.unfinished.setEnabled(connection is not None and not reason)
        self.unfinished.setStatusTip(reason)
        own = connection is not None and not connection.destination.practice
        self.edit_connection.setEnabled(own)
        self.remove_connection.setEnabled(own)
        self.share_connection.setVisible(expert)
        self.share_connection.setEnabled(own)
        self.check_connection.setEnabled(connection is not None)
        self.renew_access.setEnabled(own)
        self.expert.setEnabled(True)
        locked = connection is not None and connection.locked
        theirs = (self.edit_connection, self.share_connection, self.expert, self.details)
        lock(theirs, on=locked)
        self.expert.blockSignals(True)
        self.expert.setChecked(desk.view is View.EXPERT)
        self.expert.blockSignals(False)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        for name, (text, hint) in texts().items():
            action = self._all[name]
            action.setText(text)
            action.setIconText(plain(text))
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            said = hint or plain(text)
            action.setToolTip(f"{said} ({keys})" if keys else said)
            action.setStatusTip(said)
        self._count_failed(self._desk.totals.failed)

    def all(self) -> list[QAction]:
        """Every action."""
        return list(self._all.values())

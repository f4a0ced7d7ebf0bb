"""Unfinished uploads: what was begun at the storage and never ended, to go on with or remove."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.domain.asks import ClearUnfinished, FindUnfinished, Unfinished
from app.domain.connection import Connection
from app.domain.events import Answered
from app.domain.ram_policy import policy_for
from app.domain.states import UploadState
from app.ui.desk import Desk
from app.ui.dialogs.sheet_table import dress
from app.ui.dialogs.sizing import fit_screen
from app.ui.dialogs.unfinished_model import NAME, Left, UnfinishedModel, matched
from app.ui.dialogs.unfinished_parts import Page, Refused
from app.ui.dialogs.unfinished_words import UnfinishedWords, refused
from app.ui.i18n import joined, translate
from app.ui.panels.parts import plain_label
from app.ui.theme.tokens import XL, L, M, S


class UnfinishedDialog(QDialog):
    """Lists, resumes, removes; asks the service through the desk."""

    def __init__(
        self, desk: Desk, connection: Connection, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._connection = connection
        self._asked = ""
        self.model = UnfinishedModel(self)
        self.table = QTableView()
        self.loading, self.empty, self.refused = Page("state-waiting"), Page("check"), Refused()
        self.total = plain_label(wrap=True)
        self.note = plain_label(look="muted", wrap=True)
        self.whole = QCheckBox(translate("Unfinished", "Look in the &whole bucket"))
        self.again = QPushButton(translate("Unfinished", "Look &again"))
        self.anew = QPushButton(translate("Unfinished", "&Find the file…"))
        self.resume = QPushButton(translate("Unfinished", "R&esume"))
        self.remove = QPushButton(translate("Unfinished", "&Remove…"))
        self.shut = QPushButton(translate("Unfinished", "Close"))
        self.question: QMessageBox | None = None
        self.chooser: QFileDialog | None = None
        self._build()
        self._join()
        self.look()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        self.setWindowTitle(translate("Unfinished", "Unfinished uploads"))
        self.setMinimumSize(520, 400)
        fit_screen(self, width=800, height=580)
        column = QVBoxLayout()
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(M)
        title = plain_label(translate("Unfinished", "Unfinished uploads"), look="title", wrap=True)
        why = translate(
            "Unfinished",
            "An upload in parts that broke off leaves its stored parts behind."
            " They are billed until somebody removes them.",
        )
        column.addWidget(title)
        column.addWidget(plain_label(why, look="muted", wrap=True))
        self.again.setAutoDefault(False)
        self.again.setProperty("look", "quiet")
        where = QHBoxLayout()
        where.addWidget(self.whole)
        where.addStretch(1)
        where.addWidget(self.again)
        column.addLayout(where)
        column.addWidget(self.total)
        self._dress_table()
        self.pages = QStackedWidget()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self.refused)
        for ground in (self.refused, self._area.viewport()):
            ground.setAutoFillBackground(False)
        for page in (self.loading, self.empty, self._area, self.table):
            self.pages.addWidget(page)
        card = QFrame()
        card.setProperty("look", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(S, S, S, S)
        inside.addWidget(self.pages)
        column.addWidget(card, 1)
        column.addWidget(self.note)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(column, 1)
        whole.addWidget(self._bottom())
        self.whole.setVisible(bool(self._connection.destination.prefix))
        self.loading.say(translate("Unfinished", "Looking…"), "")
        self.empty.say(
            translate("Unfinished", "Nothing is left behind"),
            translate("Unfinished", "Every upload here was finished or cleared away."),
        )

    def _dress_table(self) -> None:
        header = dress(self.table, self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.table.setAccessibleName(translate("Unfinished", "Unfinished uploads"))

    def _bottom(self) -> QWidget:
        self.remove.setProperty("look", "danger")
        buttons = (self.anew, self.resume, self.remove)
        for button in buttons:
            button.setAutoDefault(False)
        self.shut.setDefault(True)
        bar = QFrame()
        bar.setObjectName("dialogButtons")
        row = QHBoxLayout(bar)
        row.setContentsMargins(XL, M, XL, M)
        row.setSpacing(S)
        row.addStretch(1)
        for button in (*buttons, self.shut):
            row.addWidget(button)
        return bar

    def _join(self) -> None:
        self.again.clicked.connect(self.look)
        self.whole.clicked.connect(self.look)
        self.anew.clicked.connect(self._choose_file)
        self.resume.clicked.connect(self._resume)
        self.remove.clicked.connect(self._ask_before_removing)
        self.shut.clicked.connect(self.accept)
        self.table.selectionModel().selectionChanged.connect(self._follow)
        self._desk.queue.changed.connect(self._rows_changed)

    # --- looking ----------------------------------------------------------------------------

    def look(self) -> None:
        """Ask the service what is there."""
        if self._asked:
            self._desk.asking.withdraw(self._asked)
        where = self._connection.destination
        if self.whole.isChecked():
            where = replace(where, prefix="")
        ask = FindUnfinished("", self._connection.id, where)
        self._show(self.loading)
        self._asked = self._desk.ask(ask, self._hear, owner=self)

    def _hear(self, answer: Answered) -> None:
        self._asked = ""
        if answer.failure is not None:
            self.refused.say(*refused(answer.failure))
            barred = answer.failure.code == "refused.not_allowed"
            self.refused.show_policy(
                policy_for(self._connection) if barred else "",
                name=translate("Unfinished", "Permissions that this needs"),
                copy=translate("Unfinished", "Copy these permissions"),
            )
            self._show(self.refused)
            return
        found = answer.answer if isinstance(answer.answer, tuple) else ()
        uploads = [upload for upload in found if isinstance(upload, Unfinished)]
        self.model.show_lefts(self._matched(uploads))
        self._show(self.table if uploads else self.empty)

    def _matched(self, uploads: list[Unfinished]) -> list[Left]:
        rows = self._desk.queue.snapshots()
        return matched(uploads, rows, connection_id=self._connection.id)

    def _rows_changed(self) -> None:
        if self.pages.currentWidget() is self.table:
            uploads = [left.upload for left in self.model.lefts()]
            self.model.update_rows(self._matched(uploads))
            self._follow()

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(self._area if page is self.refused else page)
        listed = page is self.table
        lefts = self.model.lefts() if listed else []
        size = sum(left.upload.size for left in lefts)
        sized = sum(1 for left in lefts if left.upload.parts)
        self.total.setText(UnfinishedWords().total(len(lefts), size, sized=sized))
        self.total.setVisible(listed)
        self.again.setEnabled(page is not self.loading)
        if listed:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.table.clearSelection()
        self._follow()

    def selected(self) -> list[Left]:
        """What is chosen in the table."""
        if self.pages.currentWidget() is not self.table:
            return []
        return [self.model.left(i.row()) for i in self.table.selectionModel().selectedRows()]

    def _follow(self) -> None:
        """Buttons and note for what is selected."""
        chosen = self.selected()
        single = len(chosen) == 1
        stray = single and chosen[0].row is None
        self.resume.setEnabled(bool(chosen) and all(left.resumable for left in chosen))
        self.anew.setEnabled(stray)
        self.remove.setEnabled(bool(chosen) and not any(left.under_way for left in chosen))
        self.note.setText(self._note(chosen))
        self.note.setVisible(self.pages.currentWidget() is self.table)

    def _note(self, chosen: list[Left]) -> str:
        if not chosen:
            return translate("Unfinished", "Select an upload to go on with it or to remove it.")
        if any(left.under_way for left in chosen):
            return translate("Unfinished", "This one is being sent right now.")
        if len(chosen) == 1 and chosen[0].row is None:
            return translate(
                "Unfinished",
                "It is not on this list, so Upcall cannot go on with it. Find the file to send it"
                " from the beginning under the same name; what is stored of it is removed first.",
            )
        size = sum(left.upload.size for left in chosen)
        return UnfinishedWords().chosen(len(chosen), size)

    # --- doing ------------------------------------------------------------------------------

    def _resume(self) -> None:
        rows = [left.row for left in self.selected() if left.row is not None]
        failed = [row.id for row in rows if row.state is UploadState.FAILED]
        waiting = [row.id for row in rows if row.state is not UploadState.FAILED]
        if failed:
            self._desk.retry(failed)
        if waiting:
            self._desk.resume(waiting)

    def _ask_before_removing(self) -> None:
        chosen = self.selected()
        size = sum(left.upload.size for left in chosen)
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(UnfinishedWords().question(len(chosen), size))
        text = translate("Unfinished", "Their stored parts are deleted at the storage for good.")
        ours = translate(
            "Unfinished", "Files that are on this list are sent from the beginning next time."
        )
        box.setInformativeText(joined(text, ours if any(left.row for left in chosen) else ""))
        yes = box.addButton(
            translate("Unfinished", "Remove"), QMessageBox.ButtonRole.DestructiveRole
        )
        box.addButton(translate("Unfinished", "Keep"), QMessageBox.ButtonRole.RejectRole)
        uploads = tuple(left.upload for left in chosen)
        yes.clicked.connect(lambda: self._remove(uploads))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.question = box
        box.open()

    def _remove(self, uploads: tuple[Unfinished, ...]) -> None:
        where = replace(self._connection.destination, prefix="")
        ask = ClearUnfinished("", self._connection.id, where, uploads)
        self._show(self.loading)
        self._desk.ask(ask, lambda answer: self._removed(uploads, answer), owner=self)

    def _removed(self, uploads: tuple[Unfinished, ...], answer: Answered) -> None:
        gone = len(answer.answer) if isinstance(answer.answer, tuple) else 0
        words = UnfinishedWords()
        remain = len(uploads) - gone
        text = joined(
            words.removed(gone) if gone else "", words.remain(remain) if remain > 0 else ""
        )
        self._desk.told.emit("warn" if remain > 0 else "info", text)
        self.look()

    def _choose_file(self) -> None:
        (left,) = self.selected()
        title = translate("Unfinished", "Find the file")
        chooser = QFileDialog(self, title)
        chooser.setAccessibleName(title)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.selectFile(left.upload.key.rpartition("/")[2])
        chooser.fileSelected.connect(lambda path: self.start_anew(path, left.upload))
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.chooser = chooser
        chooser.open()

    def start_anew(self, path: str, upload: Unfinished) -> None:
        """Remove what is stored of ``upload`` and add the file under its name."""
        self._desk.intake.add_as(path, upload.key)
        self._remove((upload,))

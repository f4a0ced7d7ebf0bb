"""Values of single files: a table in which each can be looked at and changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.domain.questions import LONGEST_ANSWER, Filling
from app.ui.calm import CalmCombo
from app.ui.dialogs.each_file_model import EachFileModel
from app.ui.dialogs.parts import NoteLine
from app.ui.dialogs.sheet_table import dress
from app.ui.dialogs.sizing import fit_screen
from app.ui.dialogs.variable_words import trouble_text
from app.ui.dialogs.wizard.buttons import ButtonBar
from app.ui.i18n import translate
from app.ui.panels.parts import plain_label
from app.ui.reviewing import Review
from app.ui.theme.tokens import XL, L, S

NAME_WIDTH = 260


class ValueDelegate(QStyledItemDelegate):
    """A line, or a choice where only some answers are allowed."""

    def __init__(self, model: EachFileModel) -> None:
        super().__init__(model)
        self._model = model

    def createEditor(  # noqa: N802 - Qt's name
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """What a value is typed into."""
        question = self._model.questions[index.column() - 1]
        if question.choices:
            box = CalmCombo()
            box.setParent(parent)
            for choice in ("", *question.choices):
                box.addItem(choice)
            box.setAccessibleName(question.label)
            return box
        line = QLineEdit(parent)
        line.setMaxLength(LONGEST_ANSWER)
        line.setFrame(False)
        line.setAccessibleName(question.label)
        return line

    def setEditorData(  # noqa: N802
        self, editor: QWidget, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The value as it is."""
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, CalmCombo):
            editor.setCurrentText(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)


class EachFileDialog(QDialog):
    """Follows a `Review`: what is changed here is known to it at once."""

    def __init__(
        self,
        review: Review,
        filling: Callable[[], Filling],
        names: Sequence[str],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._review = review
        self.model = EachFileModel(filling(), review.facts.going(), names=names, parent=self)
        self.table = QTableView()
        self.note = NoteLine()
        self.next = QPushButton(translate("Variables", "&Next one to change"))
        self.back = QPushButton(translate("Variables", "Take back this &change"))
        self.same = QPushButton(translate("Variables", "&Same for all files"))
        self.shut = QPushButton(translate("Variables", "Done"))
        self._build()
        self._join()
        self._look()

    def _build(self) -> None:
        self.setWindowTitle(translate("Variables", "Answers for each file"))
        title = plain_label(self.windowTitle(), look="title", wrap=True)
        text = translate("Variables", "Click twice to change one. What you change is shown bold.")
        self._dress()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        inner = QVBoxLayout()
        inner.setContentsMargins(XL, XL, XL, L)
        inner.setSpacing(S)
        inner.addWidget(title)
        inner.addWidget(plain_label(text, look="muted", wrap=True))
        inner.addWidget(self.table, 1)
        inner.addWidget(self.note)
        column.addLayout(inner, 1)
        self.shut.setDefault(True)
        self.shut.setProperty("look", "primary")
        left = [self.next, self.same, self.back]
        for button in left:
            button.setAutoDefault(False)
        column.addWidget(ButtonBar(left, [self.shut]))
        fit_screen(self, width=760, height=560)

    def _dress(self) -> None:
        header = dress(self.table, self.model)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setResizeContentsPrecision(200)
        self.table.resizeColumnsToContents()
        self.table.setColumnWidth(0, min(self.table.columnWidth(0), NAME_WIDTH))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        triggers = QAbstractItemView.EditTrigger
        self.table.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self.table.setItemDelegate(ValueDelegate(self.model))
        self.table.setAccessibleName(self.windowTitle())

    def _join(self) -> None:
        self.model.edited.connect(self._edited)
        self.table.selectionModel().currentChanged.connect(lambda _new, _old: self._look())
        self.next.clicked.connect(self.go_on)
        self.back.clicked.connect(self._take_back)
        self.same.clicked.connect(self._spread)
        self.shut.clicked.connect(self.accept)
        erase = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        erase.setContext(Qt.ShortcutContext.WidgetShortcut)
        erase.activated.connect(self._take_back)

    def go_to(self, task_id: str) -> None:
        """To the first answer of a file, if it is there."""
        rows = [row.id for row in self.model.rows]
        if task_id in rows:
            self.table.setCurrentIndex(self.model.index(rows.index(task_id), 1))
            self.table.setFocus()

    def go_on(self) -> None:
        """To the next value that cannot be sent."""
        found = self.model.next_trouble(self.table.currentIndex().row())
        if found is not None:
            self.table.setCurrentIndex(self.model.index(*found))
            self.table.setFocus()

    def _take_back(self) -> None:
        index = self.table.currentIndex()
        if index.isValid() and index.column():
            self.model.take_back(index.row(), index.column())

    def _spread(self) -> None:
        index = self.table.currentIndex()
        if index.isValid() and index.column():
            self.model.spread(index.row(), index.column())

    def _edited(self) -> None:
        self._review.know(own=self.model.own)
        self._look()

    def _look(self) -> None:
        """Say what is wrong with the value that the cursor is on."""
        index = self.table.currentIndex()
        on_value = index.isValid() and index.column() > 0
        question = self.model.questions[index.column() - 1] if on_value else None
        code = self.model.trouble(index.row(), question) if question else ""
        text = trouble_text(code, question)
        if code == "missing":
            text = translate("Variables", "This file needs an answer here.")
        self.note.say(text, "error", "danger")
        self.same.setEnabled(on_value and len(self.model.rows) > 1)
        row = self.model.rows[index.row()].id if on_value else ""
        mine = self.model.own.get(row, {})
        self.back.setEnabled(question is not None and question.variable in mine)

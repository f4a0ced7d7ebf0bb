"""The values of an upload's variables, as they were when it was sent."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QBrush, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.sent_callback import values_of
from app.domain.template import placeholders
from app.ui.dialogs.parts import NoteLine
from app.ui.notice_news import later_of
from app.ui.panels.answer_text import one_line
from app.ui.panels.parts import code_font, tooltip
from app.ui.result_story import Story
from app.ui.theme.tokens import colour

VALUE = Qt.ItemDataRole.UserRole


class VariablesView(QWidget):
    """Yours first, then those that the storage fills in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story: Story | None = None
        self.note = NoteLine()
        self.table = ValueTable()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.note)
        column.addWidget(self.table, 1)
        self.retranslate()

    def show_story(self, story: Story) -> None:
        """Show another upload's."""
        self._story = story
        self._fill()

    def _fill(self) -> None:
        self.table.clear()
        story = self._story
        sent = story.sent if story else None
        self.table.setVisible(sent is not None)
        if story is None or sent is None:
            told = story is not None and bool(later_of(story.result))
            later = self.tr("What came back of your own values stands under Later.")
            none = self.tr("No callback was asked for, so no variables were sent.")
            self.note.say(later if told else none)
            return
        self.note.say(self.tr("As they were when this file was sent."))
        used = {place.name for place in placeholders(story.dialect.common(sent.spec.body))}
        own = self._group(self.tr("Your own"))
        for name, value in sent.variables.items():
            where = self.tr("in the body") if name in used else self.tr("not in the body")
            own.addChild(self._row(name, value, where))
        if not sent.variables:
            own.addChild(self._row(self.tr("none"), "", ""))
        system = self._group(self.tr("Filled in by the storage"))
        values = values_of(story.sample, story.dialect) if story.sample else {}
        for name, known in values.items():
            if name in used:
                system.addChild(self._row(name, known, self._source(name)))
        if not system.childCount():
            system.addChild(self._row(self.tr("none"), "", ""))
        self.table.expandAll()
        self.table.resizeColumnToContents(0)
        self.table.resizeColumnToContents(2)

    def _source(self, name: str) -> str:
        if name.startswith("imageInfo."):
            return self.tr("from your file")
        return self.tr("from the answer") if name in _TOLD else self.tr("from the request")

    def _group(self, title: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self.table, [title])
        item.setFirstColumnSpanned(True)
        item.setForeground(0, QBrush(colour("muted")))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        return item

    def _row(self, name: str, value: str | None, where: str) -> QTreeWidgetItem:
        unknown = self.tr("only the storage knows")
        item = QTreeWidgetItem([name, unknown if value is None else one_line(value), where])
        item.setData(1, VALUE, value or "")
        item.setToolTip(1, tooltip(one_line(value or "", 900)))
        item.setForeground(2, QBrush(colour("muted")))
        if value is None:
            item.setForeground(1, QBrush(colour("muted")))
        else:
            item.setFont(1, code_font())
        return item

    def retranslate(self) -> None:
        """Every text in the language of now."""
        headers = [self.tr("Variable"), self.tr("Value"), self.tr("Where")]
        self.table.setHeaderLabels(headers)
        self.table.setAccessibleName(self.tr("Variables of this upload"))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Language and theme may change while the window is open."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.retranslate()


_TOLD = frozenset({"etag", "crc64", "reqId", "hash"})
"""What the storage said of the stored object, and would have filled in."""


class ValueTable(QTreeWidget):
    """Read-only; Ctrl+C and a menu take the value as it was sent."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setRootIsDecorated(False)
        self.setIndentation(12)
        self.setColumnCount(3)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+C takes the value."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        item = self.currentItem()
        if item is not None:
            QGuiApplication.clipboard().setText(str(item.data(1, VALUE) or ""))

    def _menu(self, where: QPoint) -> None:
        if self.itemAt(where) is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy value")).triggered.connect(lambda _on=False: self._copy())
        menu.popup(self.viewport().mapToGlobal(where))

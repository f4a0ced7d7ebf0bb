"""Tables of what was told later: facts and values, and what was made of a file."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from app.domain.notice import Notice
from app.domain.notice_reading import Item, Reading
from app.ui import i18n
from app.ui.panels.answer_text import one_line
from app.ui.panels.later_words import about, fact_name, fact_value, stage_words
from app.ui.panels.parts import code_font, tooltip
from app.ui.panels.result_variables import VALUE, ValueTable
from app.ui.theme.icons import icon
from app.ui.theme.tokens import colour


class FactsTable(ValueTable):
    """What is known of a notice, what it says, and your own values out of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.retranslate()

    def show_reading(self, notice: Notice, read: Reading, verdict: str = "") -> None:
        """Show another notice; ``verdict``: what its signature is worth."""
        self.clear()
        self._group(self.tr("The notice"), about(notice, verdict))
        told = [(fact_name(code), fact_value(code, value)) for code, value in read.facts]
        if told:
            self._group(self.tr("What it says"), told)
        if read.variables:
            self._group(self.tr("Your own values"), read.variables.items())
        self.expandAll()
        self.resizeColumnToContents(0)

    def retranslate(self) -> None:
        """Its name; the rest is filled in by whoever shows a notice."""
        self.setAccessibleName(self.tr("What is known of the notice"))

    def _group(self, title: str, lines: Iterable[tuple[str, str]]) -> None:
        group = QTreeWidgetItem(self, [title])
        group.setFirstColumnSpanned(True)
        group.setForeground(0, QBrush(colour("muted")))
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        for name, value in lines:
            item = QTreeWidgetItem([name, one_line(value, 900)])
            item.setData(1, VALUE, value)
            item.setToolTip(1, tooltip(one_line(value, 900)))
            group.addChild(item)

    def value_of(self, name: str) -> str:
        """The value in the line of that name; empty: there is none."""
        found = self.findItems(name, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive, 0)
        return str(found[0].data(1, VALUE) or "") if found else ""


class ItemsTable(QTreeWidget):
    """Instruction, state, result and size; what else is known of a result unfolds below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[Item, ...] = ()
        self.setColumnCount(4)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformRowHeights(True)
        self.setIndentation(14)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.header()
        header.setStretchLastSection(False)
        for column in (0, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column in (1, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.retranslate()

    def show_items(self, items: tuple[Item, ...]) -> None:
        """Show other results."""
        self._items = items
        self._fill()

    def _fill(self) -> None:
        self.clear()
        for item in self._items:
            self.addTopLevelItem(_line(item))

    def retranslate(self) -> None:
        """Every text in the language of now."""
        names = [self.tr("Instruction"), self.tr("State"), self.tr("Result"), self.tr("Size")]
        self.setHeaderLabels(names)
        self.setAccessibleName(self.tr("What was made of the file"))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Language and theme may change while the window is open."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.retranslate()


def _line(item: Item) -> QTreeWidgetItem:
    size = "" if item.size is None else i18n.size(item.size)
    failed = item.good is False
    state = stage_words("failed" if failed else item.stage)
    texts = [item.instruction, state, item.key, size]
    line = QTreeWidgetItem([one_line(text) for text in texts])
    for column in (0, 2):
        line.setFont(column, code_font())
        line.setToolTip(column, tooltip(one_line(texts[column], 900)))
    glyph = "state-attention" if failed else "told" if item.good else "state-waiting"
    role = "amber" if failed else "good" if item.good else "muted"
    line.setIcon(1, icon(glyph, role))
    line.setForeground(1, QBrush(colour(role)))
    known = (("error", item.error), ("bucket", item.bucket), ("url", item.url), *item.facts)
    for name, value in known:
        if value:
            below = QTreeWidgetItem([name, "", one_line(value, 900)])
            below.setToolTip(2, tooltip(one_line(value, 900)))
            below.setForeground(0, QBrush(colour("muted")))
            line.addChild(below)
    return line

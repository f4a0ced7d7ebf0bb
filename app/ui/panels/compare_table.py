"""Names with a value of each side; differing ones have a sign and stand out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from app.ui.panels.answer_text import one_line
from app.ui.panels.parts import tooltip
from app.ui.theme.tokens import colour

Line = tuple[str, str, str]
"""A name, and a value of each side."""


class CompareTable(QTreeWidget):
    """Four columns: sign, name, left, right."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setRootIsDecorated(False)
        self.setColumnCount(4)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for column in (2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def show_lines(self, lines: Sequence[Line], *, titles: tuple[str, str]) -> None:
        """Show these; ``titles`` are the two sides' names."""
        self.clear()
        self.setHeaderLabels(["", self.tr("Name"), *titles])
        for name, left, right in lines:
            same = left == right
            texts = ["=" if same else "≠", name, one_line(left), one_line(right)]
            item = QTreeWidgetItem(self, texts)
            for column, whole in ((2, left), (3, right)):
                item.setToolTip(column, tooltip(one_line(whole, 900)))
            told = self.tr("same") if same else self.tr("different")
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, told)
            item.setToolTip(0, told)
            self._dress(item, same=same)

    @staticmethod
    def _dress(item: QTreeWidgetItem, *, same: bool) -> None:
        if same:
            for column in range(4):
                item.setForeground(column, QBrush(colour("muted")))
            return
        bold = QFont()
        bold.setWeight(QFont.Weight.DemiBold)
        item.setFont(0, bold)
        for column in range(4):
            item.setBackground(column, QBrush(colour("amber_soft")))

"""Pairs of name and value, one line each, with a button for one more: tags and metadata."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.panels.growing_rows import PairRow, PairRows, mark_names, pairs_of


class PairTable(QWidget):
    """The rows; ``most`` of them at the utmost."""

    changed = Signal()

    def __init__(self, *, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self._lines = PairRows(lambda: PairRow(self), grown=self.retranslate, touched=self._touched)
        self._rows = self._lines.all
        self._one = self._more = ""
        self.add = self._lines.add
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(self._lines.column)
        whole.addLayout(foot)

    def name_it(self, one: str, more: str) -> None:
        """What a pair is called (*Tag*), and the button that adds one (*Add a tag*)."""
        self._one, self._more = one, more
        self.retranslate()

    def pairs(self) -> dict[str, str]:
        """Names and values; rows without a name are left out."""
        return pairs_of(self._rows)

    def set_pairs(self, pairs: Mapping[str, str]) -> None:
        """Show these, unless they are what the rows hold (half-typed rows stay then)."""
        if dict(pairs) == self.pairs():
            return
        self._lines.fit(len(pairs))
        for row, (name, value) in zip(self._rows, pairs.items(), strict=True):
            row.name.setText(name)
            row.value.setText(value)
        mark_names(self._rows)
        self.retranslate()

    def _touched(self) -> None:
        mark_names(self._rows)
        self.add.setEnabled(len(self._rows) < self._most)
        self.changed.emit()

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.add.setText(self._more)
        self.add.setAccessibleName(self._more)
        self.add.setEnabled(len(self._rows) < self._most)
        for number, row in enumerate(self._rows, start=1):
            values = {"what": self._one, "number": number}
            row.name.setPlaceholderText(self.tr("name"))
            row.value.setPlaceholderText(self.tr("value"))
            row.name.setAccessibleName(self.tr("{what} {number}: name").format(**values))
            row.value.setAccessibleName(self.tr("{what} {number}: value").format(**values))
            row.remove.setToolTip(self.tr("Remove {what} {number}").format(**values))
            row.remove.setAccessibleName(row.remove.toolTip())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

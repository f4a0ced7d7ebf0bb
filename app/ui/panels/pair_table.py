"""Pairs of name and value, one line each, with a button for one more: tags and metadata."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.ui.panels.callback_urls import mark_bad
from app.ui.panels.parts import icon_button, plain_label
from app.ui.theme.icons import icon


class PairRow(QWidget):
    """[name] = [value] and a button that removes the row."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit()
        self.value = QLineEdit()
        self.remove = icon_button("close")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.name, 2)
        row.addWidget(plain_label("=", look="muted"))
        row.addWidget(self.value, 3)
        row.addWidget(self.remove)
        for edit in (self.name, self.value):
            edit.textEdited.connect(lambda _text: self.changed.emit())

    def key(self) -> str:
        """The name without blanks around it."""
        return self.name.text().strip()


class PairTable(QWidget):
    """The rows; ``most`` of them at the utmost."""

    changed = Signal()

    def __init__(self, *, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self._rows: list[PairRow] = []
        self._one = self._more = ""
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self.add = QPushButton()
        self.add.setProperty("look", "link")
        self.add.setIcon(icon("add", "accent"))
        self.add.clicked.connect(self._add_empty)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(self._column)
        whole.addLayout(foot)

    def name_it(self, one: str, more: str) -> None:
        """What a pair is called (*Tag*), and the button that adds one (*Add a tag*)."""
        self._one, self._more = one, more
        self.retranslate()

    def pairs(self) -> dict[str, str]:
        """Names and values; rows without a name are left out."""
        return {row.key(): row.value.text() for row in self._rows if row.key()}

    def set_pairs(self, pairs: Mapping[str, str]) -> None:
        """Show these, unless they are what the rows hold (half-typed rows stay then)."""
        if dict(pairs) == self.pairs():
            return
        while self._rows:
            self._drop(self._rows[-1])
        for name, value in pairs.items():
            row = self._append()
            row.name.setText(name)
            row.value.setText(value)
        self.retranslate()

    def _append(self) -> PairRow:
        row = PairRow(self)
        row.changed.connect(self._touched)
        row.remove.clicked.connect(lambda: self._remove(row))
        self._rows.append(row)
        self._column.addWidget(row)
        return row

    def _drop(self, row: PairRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _add_empty(self) -> None:
        row = self._append()
        self.retranslate()
        row.name.setFocus()

    def _remove(self, row: PairRow) -> None:
        self._drop(row)
        self.add.setFocus()
        self._touched()

    def _touched(self) -> None:
        keys = [row.key() for row in self._rows if row.key()]
        for row in self._rows:
            missing = bool(row.value.text()) and not row.key()
            mark_bad(row.name, bad=missing or keys.count(row.key()) > 1)
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

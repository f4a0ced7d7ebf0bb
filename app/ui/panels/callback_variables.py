"""The person's own values: names with ``x:`` in front and in lower case, and what they hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.callback import custom_name
from app.ui.panels.growing_rows import GrowingRows, PairRow, mark_names, pairs_of
from app.ui.panels.parts import plain_label, set_read_only


class VariableRow(PairRow):
    """``x:`` [name] = [value] and a button that removes the row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, before="x:")

    def key(self) -> str:
        """The name as the storage knows it; empty while there is none."""
        return custom_name(self.name.text())

    def fill(self, key: str, value: str) -> None:
        """Show another variable."""
        for edit, text in ((self.name, key.removeprefix("x:")), (self.value, value)):
            if edit.text() != text:
                edit.setText(text)

    def lock(self, *, name: bool, value: bool) -> None:
        """Which of the two cannot be changed here; a row with a locked name stays."""
        set_read_only(self.name, on=name)
        set_read_only(self.value, on=value)
        self.remove.setVisible(not name)

    def _named(self, text: str) -> None:
        """Lower case, no blanks, no ``x:`` (it is in front already); the cursor stays."""
        tidy = custom_name(text).removeprefix("x:")
        if tidy != text:
            place = self.name.cursorPosition() - (len(text) - len(tidy))
            self.name.setText(tidy)
            self.name.setCursorPosition(max(0, place))
        self.changed.emit()


class VariableTable(QWidget):
    """The rows, and a button for one more."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = GrowingRows(self._new)
        self._rows = self._lines.all
        self._open: Collection[str] | None = None
        self._add = self._lines.add
        self._add.clicked.connect(self._add_empty)
        self._trouble = plain_label(look="danger", wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.addLayout(self._lines.column, 0, 0, 1, 2)
        grid.addWidget(self._trouble, 1, 0, 1, 2)
        grid.addWidget(self._add, 2, 0)
        grid.setColumnStretch(1, 1)
        self.retranslate()

    def variables(self) -> dict[str, str]:
        """Names and values; rows without a name are left out, of two alike the last one counts."""
        return pairs_of(self._rows)

    def set_variables(self, variables: Mapping[str, str]) -> None:
        """Show these, unless they are what the rows hold already (half-typed rows stay then)."""
        if dict(variables) == self.variables() and (variables or not self._rows):
            return
        self._lines.fit(len(variables))
        for row, (key, value) in zip(self._rows, variables.items(), strict=True):
            row.fill(key, value)
            self._lock(row)
        self.retranslate()

    def set_open(self, names: Collection[str] | None) -> None:
        """Only the values of these can be changed, and no rows be added; None: everything."""
        self._open = names
        self._add.setVisible(names is None)
        for row in self._rows:
            self._lock(row)

    def _lock(self, row: VariableRow) -> None:
        fixed = self._open is not None
        row.lock(name=fixed, value=self._open is not None and row.key() not in self._open)

    def names(self) -> list[str]:
        """The names, for the chips beside the template."""
        return list(self.variables())

    def trouble(self) -> str:
        """What is wrong with the rows themselves, as a sentence; empty when nothing is."""
        keys = [row.key() for row in self._rows if row.key()]
        double = next((key for key in keys if keys.count(key) > 1), "")
        if double:
            text = self.tr("“{name}” is there twice. Only the last value is sent.")
            return text.format(name=double)
        if any(row.value.text() and not row.key() for row in self._rows):
            return self.tr("A value has no name yet, so it is not sent.")
        return ""

    def _new(self) -> VariableRow:
        row = VariableRow(self)
        row.changed.connect(self._touched)
        row.remove.clicked.connect(lambda: self._remove(row))
        return row

    def _add_empty(self) -> None:
        row = self._lines.append()
        self.retranslate()
        row.name.setFocus()

    def _remove(self, row: VariableRow) -> None:
        self._lines.drop(row)
        self._add.setFocus()
        self._touched()

    def _touched(self) -> None:
        self._tell_trouble()
        self.changed.emit()

    def _tell_trouble(self) -> None:
        mark_names(self._rows)
        self._trouble.setText(self.trouble())
        self._trouble.setVisible(bool(self._trouble.text()))

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._add.setText(self.tr("Add a value"))
        self._add.setAccessibleName(self._add.text())
        for index, row in enumerate(self._rows, start=1):
            row.name.setPlaceholderText(self.tr("name"))
            row.value.setPlaceholderText(self.tr("value"))
            row.name.setAccessibleName(self.tr("Name of value {number}").format(number=index))
            row.value.setAccessibleName(self.tr("Value {number}").format(number=index))
            row.remove.setToolTip(self.tr("Remove this value"))
            row.remove.setAccessibleName(row.remove.toolTip())
        self._tell_trouble()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

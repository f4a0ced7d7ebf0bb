"""The query of an address as a table of names and values, which unfolds below the address."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.template_query import query_of, with_query
from app.ui.panels.growing_rows import PairRow, PairRows
from app.ui.panels.parts import plain_label, set_read_only


class QueryTable(QWidget):
    """Shows what stands behind the question mark; every edit gives a new address."""

    changed = Signal(str)
    """The whole address, its query encoded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._url = ""
        self._note = plain_label(look="muted", wrap=True)
        self._lines = PairRows(lambda: PairRow(self), grown=self.retranslate, touched=self._touched)
        self.add = self._lines.add
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 0, 0, 4)
        column.setSpacing(4)
        column.addWidget(self._note)
        column.addLayout(self._lines.column)
        column.addWidget(self.add)
        self.hide()
        self.retranslate()

    @property
    def rows(self) -> list[PairRow]:
        """The rows from top to bottom."""
        return self._lines.all

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Names and values as typed; rows without a name are left out."""
        return tuple((r.key(), r.value.text()) for r in self.rows if r.key())

    def show_url(self, url: str) -> None:
        """Show the query of ``url``; half-typed rows stay where they say the same."""
        self._url = url
        pairs = query_of(url)
        if pairs == self.pairs():
            return
        self._lines.fit(len(pairs))
        for row, (name, value) in zip(self.rows, pairs, strict=True):
            row.name.setText(name)
            row.value.setText(value)
        self.retranslate()

    def set_fixed(self, *, fixed: bool) -> None:
        """Nothing can be changed here."""
        self.add.setVisible(not fixed)
        for row in self.rows:
            set_read_only(row.name, on=fixed)
            set_read_only(row.value, on=fixed)
            row.remove.setVisible(not fixed)

    def _touched(self) -> None:
        url = with_query(self._url, self.pairs())
        if url != self._url:
            self._url = url
            self.changed.emit(url)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._note.setText(self.tr("What stands behind the question mark, encoded for you:"))
        self.add.setText(self.tr("Add to the query"))
        self.add.setAccessibleName(self.add.text())
        for number, row in enumerate(self.rows, start=1):
            row.name.setPlaceholderText(self.tr("name"))
            row.value.setPlaceholderText(self.tr("value"))
            row.name.setAccessibleName(self.tr("Query {number}: name").format(number=number))
            row.value.setAccessibleName(self.tr("Query {number}: value").format(number=number))
            row.remove.setToolTip(self.tr("Remove this from the query"))
            row.remove.setAccessibleName(row.remove.toolTip())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

"""The addresses that the storage tries in turn, one line each, their queries as tables below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.findings import Finding
from app.ui.panels.callback_findings import FindingsBox
from app.ui.panels.callback_query import QueryTable
from app.ui.panels.growing_rows import GrowingRows
from app.ui.panels.parts import icon_button, mark_bad, plain_label, set_read_only


class UrlRow(QWidget):
    """One address with its buttons and its findings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = plain_label(look="muted")
        self.number.setFixedWidth(14)
        self.edit = QLineEdit()
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
        self.unfold = QToolButton()
        self.unfold.setText("?=")
        self.unfold.setCheckable(True)
        self.unfold.setFixedHeight(28)
        self.unfold.setMinimumWidth(30)
        self.unfold.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.unfold.setProperty("look", "icon")
        self.query = QueryTable()
        self.up: QToolButton = icon_button("up")
        self.remove: QToolButton = icon_button("close")
        self.findings = FindingsBox()
        line = QHBoxLayout()
        line.setSpacing(4)
        for widget in (self.number, self.edit, self.unfold, self.up, self.remove):
            line.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.query)
        column.addWidget(self.findings)
        self.unfold.toggled.connect(self._unfolded)
        self.edit.textChanged.connect(self._follow)
        self.query.changed.connect(self.edit.setText)

    def _unfolded(self, on: bool) -> None:
        self.query.show_url(self.edit.text())
        self.query.setVisible(on)

    def _follow(self, url: str) -> None:
        if self.unfold.isChecked():
            self.query.show_url(url)


class UrlList(QWidget):
    """One to five addresses; the first is tried first."""

    changed = Signal()
    fix_wanted = Signal(object)
    accepted = Signal(object)

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self._fixed = False
        self._reason = ""
        self._lines = GrowingRows(self._new)
        self._rows = self._lines.all
        self._add = self._lines.add
        self._add.clicked.connect(self._add_empty)
        self._note = plain_label(look="muted", wrap=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(self._lines.column)
        foot = QHBoxLayout()
        foot.addWidget(self._add)
        foot.addWidget(self._note, 1)
        whole.addLayout(foot)
        self.set_urls(())

    def set_most(self, most: int, reason: str = "") -> None:
        """How many addresses the service takes; ``reason``: why no more than one."""
        if (most, reason) != (self._most, self._reason):
            self._most, self._reason = most, reason
            self._arrange()

    def urls(self) -> tuple[str, ...]:
        """The addresses without blanks around them; empty lines left out."""
        texts = (row.edit.text().strip() for row in self._rows)
        return tuple(text for text in texts if text)

    def set_urls(self, urls: Sequence[str]) -> None:
        """Show these; the cursor stays where it is if only texts differ."""
        wanted = list(urls) or [""]
        self._lines.fit(len(wanted))
        for row, url in zip(self._rows, wanted, strict=True):
            if row.edit.text() != url:
                row.edit.setText(url)
        self._arrange()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Put each finding under the address that it is about; the rest under the last one."""
        filled = [row for row in self._rows if row.edit.text().strip()]
        for row in self._rows:
            at = filled.index(row) if row in filled else -1
            own = [f for f in findings if at >= 0 and f.start == at]
            general = [f for f in findings if not 0 <= f.start < len(filled)]
            row.findings.show_findings([*own, *(general if row is self._rows[-1] else [])])
            bad = any(f.severity == "error" for f in row.findings.findings())
            mark_bad(row.edit, bad=bad)

    def set_fixed(self, *, fixed: bool) -> None:
        """Somebody else set the addresses: they can be read and copied only."""
        self._fixed = fixed
        self._arrange()

    def focus_first(self) -> None:
        """Put the cursor into the first address."""
        self._rows[0].edit.setFocus()

    def _new(self) -> UrlRow:
        row = UrlRow(self)
        row.edit.textEdited.connect(lambda _text: self.changed.emit())
        row.query.changed.connect(lambda _url: self.changed.emit())
        row.remove.clicked.connect(lambda: self._remove(row))
        row.up.clicked.connect(lambda: self._raise(row))
        row.findings.fix_wanted.connect(self.fix_wanted)
        row.findings.accepted.connect(self.accepted)
        return row

    def _add_empty(self) -> None:
        row = self._lines.append()
        self._arrange()
        row.edit.setFocus()

    def _remove(self, row: UrlRow) -> None:
        at = self._rows.index(row)
        if len(self._rows) == 1:
            row.edit.clear()
        else:
            self._lines.drop(row)
        self._arrange()
        self._rows[min(at, len(self._rows) - 1)].edit.setFocus()
        self.changed.emit()

    def _raise(self, row: UrlRow) -> None:
        at = self._rows.index(row)
        above = self._rows[at - 1]
        text = above.edit.text()
        above.edit.setText(row.edit.text())
        row.edit.setText(text)
        above.edit.setFocus()
        self.changed.emit()

    def _arrange(self) -> None:
        several = len(self._rows) > 1
        for index, row in enumerate(self._rows):
            row.number.setVisible(several)
            row.number.setText(str(index + 1))
            set_read_only(row.edit, on=self._fixed)
            row.query.set_fixed(fixed=self._fixed)
            row.up.setVisible(several and not self._fixed)
            row.up.setEnabled(index > 0)
            row.remove.setVisible(several and not self._fixed)
        self._add.setVisible(not self._fixed)
        self._add.setEnabled(len(self._rows) < self._most)
        self.retranslate()

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._add.setText(self.tr("Another address"))
        self._add.setAccessibleName(self._add.text())
        several = len(self._rows) > 1
        order = self.tr("Tried in this order until one answers.")
        self._note.setText(self._reason or (order if several else ""))
        self._add.setToolTip(self._reason)
        self._note.setVisible(several or not self._fixed)
        for index, row in enumerate(self._rows):
            name = self.tr("Address {number} of your server").format(number=index + 1)
            row.edit.setAccessibleName(name)
            row.edit.setPlaceholderText("https://app.example.com/uploaded")
            for button, text in (
                (row.unfold, self.tr("Show the query as a table")),
                (row.up, self.tr("Try this address earlier")),
                (row.remove, self.tr("Remove this address")),
            ):
                button.setToolTip(text)
                button.setAccessibleName(text)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            for row in self._rows:
                row.findings.retranslate()

"""Remarks beside a field of the callback form, each with its one-click fix."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.findings import Finding, Severity
from app.ui.finding_words import fix_text, sentence
from app.ui.panels.parts import plain_label
from app.ui.theme.icons import icon

LOOKS = {
    Severity.ERROR: ("error", "danger", "notice-danger"),
    Severity.WARNING: ("warn", "amber", "notice-amber"),
    Severity.INFO: ("info", "muted", "notice-plain"),
}
"""Icon, its colour role, and the name in the style sheet for each severity."""


class FindingsBox(QWidget):
    """The findings of one field, one under the other; takes no room when there are none."""

    fix_wanted = Signal(object)
    """The CallbackSpec after the fix that was clicked."""
    accepted = Signal(object)
    """The Finding whose *Send anyway* was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[Finding] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Replace what is shown; rows are only built anew when something differs."""
        if list(findings) == self._shown:
            return
        self._shown = list(findings)
        self._rebuild()

    def findings(self) -> list[Finding]:
        """What is shown."""
        return list(self._shown)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._rebuild()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The theme may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._rebuild()

    def _rebuild(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        for finding in self._shown:
            self._column.addWidget(self._row(finding))
        self.setVisible(bool(self._shown))

    def _row(self, finding: Finding) -> QWidget:
        glyph, role, look = LOOKS[finding.severity]
        frame = QFrame()
        frame.setProperty("look", look)
        row = QHBoxLayout(frame)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(8)
        mark = QLabel()
        mark.setPixmap(icon(glyph, role).pixmap(QSize(16, 16)))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        text = plain_label(sentence(finding), wrap=True)
        text.setAccessibleName(self._spoken(finding, text.text()))
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(text)
        buttons = QHBoxLayout()
        buttons.setSpacing(16)
        self._add_buttons(buttons, finding)
        if buttons.count():
            buttons.addStretch(1)
            column.addLayout(buttons)
        row.addLayout(column, 1)
        return frame

    def _add_buttons(self, row: QHBoxLayout, finding: Finding) -> None:
        if finding.fix is not None:
            fix = self._button(fix_text(finding), row)
            fix.clicked.connect(lambda: self.fix_wanted.emit(finding.fix))
        if finding.severity is Severity.WARNING:
            anyway = self._button(self.tr("Send anyway"), row)
            anyway.clicked.connect(lambda: self.accepted.emit(finding))

    def _button(self, text: str, row: QHBoxLayout) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("look", "inline")
        button.setAccessibleName(text)
        row.addWidget(button)
        return button

    def _spoken(self, finding: Finding, text: str) -> str:
        words = {
            Severity.ERROR: self.tr("Must be changed: {text}"),
            Severity.WARNING: self.tr("Worth a look: {text}"),
            Severity.INFO: self.tr("Good to know: {text}"),
        }
        return words[finding.severity].format(text=text)

"""NoticeColumn: remarks below each other, each on a tinted card with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.findings import Severity
from app.ui.panels.flow_layout import FlowLayout
from app.ui.panels.parts import Glyph

LOOKS = {
    Severity.ERROR: ("error", "danger", "notice-danger"),
    Severity.WARNING: ("warn", "amber", "notice-amber"),
    Severity.INFO: ("info", "muted", "notice-plain"),
}
"""Icon, its colour role, and the name in the style sheet for each severity."""
F = TypeVar("F")


class NoticeColumn(QWidget, Generic[F]):
    """Takes no room when there is nothing to say."""

    def __init__(self, draw: Callable[[F], QWidget], parent: QWidget | None = None) -> None:
        """``draw`` makes the row of a finding."""
        super().__init__(parent)
        self._draw = draw
        self._shown: list[F] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def show_findings(self, findings: Sequence[F]) -> None:
        """Replace what is shown; rows are only built anew when something differs."""
        if list(findings) != self._shown:
            self._shown = list(findings)
            self._rebuild()

    def findings(self) -> list[F]:
        """What is shown."""
        return list(self._shown)

    def _rebuild(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        for finding in self._shown:
            self._column.addWidget(self._draw(finding))
        self.setVisible(bool(self._shown))


def notice(severity: Severity, text: QLabel, buttons: Sequence[QPushButton]) -> QFrame:
    """A tinted card: glyph, ``text``, and below it the buttons."""
    glyph, role, look = LOOKS[severity]
    frame = QFrame()
    frame.setProperty("look", look)
    row = QHBoxLayout(frame)
    row.setContentsMargins(8, 6, 8, 6)
    row.setSpacing(8)
    row.addWidget(Glyph(16, glyph, role), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(text)
    if buttons:
        foot = QWidget()
        flow = FlowLayout(foot, gap=12)  # side by side where there is room
        for button in buttons:
            flow.addWidget(button)
        column.addWidget(foot)
    row.addLayout(column, 1)
    return frame


def inline_button(text: str) -> QPushButton:
    """A button in the look of a link; ``text`` may come from outside."""
    button = QPushButton(text.replace("&", "&&"))
    button.setProperty("look", "inline")
    button.setAccessibleName(text)
    return button

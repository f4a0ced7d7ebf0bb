"""Remarks about a connection's place and options, each with its one-click fix where it has one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.connection import Connection
from app.domain.lint_place import lint_place
from app.domain.place_findings import PlaceField, PlaceFinding
from app.ui.desk import Desk
from app.ui.panels.callback_findings import LOOKS
from app.ui.panels.parts import plain_label
from app.ui.place_words import fix_text, sentence
from app.ui.theme.icons import icon

ELSEWHERE = frozenset(
    {"prefix.bucket", "rule.bucket", "rule.unknown", "rule.brace", "rule.same_name"}
)
"""Said beside the destination, or beneath the rule for names."""


class PlaceFindingsBox(QWidget):
    """What there is to say about some fields of the connection in use; no room when nothing."""

    def __init__(
        self, desk: Desk, fields: Collection[PlaceField], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._fields = fields
        self._shown: list[PlaceFinding] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def look(self, connection: Connection | None) -> None:
        """Look at a connection anew: the one in use, as it is being edited."""
        every = lint_place(connection) if connection is not None else []
        found = [f for f in every if f.field in self._fields and f.code not in ELSEWHERE]
        if found != self._shown:
            self._shown = found
            self._rebuild()

    def findings(self) -> list[PlaceFinding]:
        """What is shown."""
        return list(self._shown)

    def _rebuild(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        for finding in self._shown:
            self._column.addWidget(self._row(finding))
        self.setVisible(bool(self._shown))

    def _row(self, finding: PlaceFinding) -> QWidget:
        glyph, role, look = LOOKS[finding.severity]
        frame = QFrame()
        frame.setProperty("look", look)
        row = QHBoxLayout(frame)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(8)
        mark = QLabel()
        mark.setPixmap(icon(glyph, role).pixmap(QSize(16, 16), self.devicePixelRatioF()))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(plain_label(sentence(finding), wrap=True))
        if finding.fixable:
            text = fix_text(finding)
            mend = QPushButton(text.replace("&", "&&"))
            mend.setProperty("look", "inline")
            mend.setAccessibleName(text)
            mend.clicked.connect(lambda: self._mend(finding))
            column.addWidget(mend, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(column, 1)
        return frame

    def _mend(self, finding: PlaceFinding) -> None:
        self._desk.settle.emit()  # what is half typed is kept first
        connection = self._desk.connection
        if connection is not None:
            self._desk.update_connection(mended(connection, finding))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Language and theme may change while the window is open."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._rebuild()


def mended(connection: Connection, finding: PlaceFinding) -> Connection:
    """The connection after a finding's fix."""
    where, better = connection.destination, finding.fix
    if finding.field is PlaceField.ENDPOINT:
        return replace(connection, destination=replace(where, endpoint=better))
    if finding.field is PlaceField.REGION:
        return replace(connection, destination=replace(where, region=better))
    if finding.code != "options.metadata_name":
        return connection
    old, options = finding.values.get("name", ""), connection.options
    pairs = {better if name == old else name: text for name, text in options.metadata.items()}
    return replace(connection, options=replace(options, metadata=pairs))

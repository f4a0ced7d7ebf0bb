"""Remarks about a connection's place and options, each with its one-click fix where it has one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from app.domain.connection import Connection
from app.domain.lint_place import lint_place
from app.domain.place_findings import PlaceField, PlaceFinding
from app.ui.desk import Desk
from app.ui.panels.notices import NoticeColumn, inline_button, notice
from app.ui.panels.parts import plain_label
from app.ui.place_words import fix_text, sentence

ELSEWHERE = frozenset(
    {"prefix.bucket", "rule.bucket", "rule.unknown", "rule.brace", "rule.same_name"}
)
"""Said beside the destination, or beneath the rule for names."""


class PlaceFindingsBox(NoticeColumn[PlaceFinding]):
    """What there is to say about some fields of the connection in use; no room when nothing."""

    def __init__(
        self, desk: Desk, fields: Collection[PlaceField], parent: QWidget | None = None
    ) -> None:
        super().__init__(self._row, parent)
        self._desk = desk
        self._fields = fields

    def look(self, connection: Connection | None) -> None:
        """Look at a connection anew: the one in use, as it is being edited."""
        every = lint_place(connection) if connection is not None else []
        self.show_findings(
            [f for f in every if f.field in self._fields and f.code not in ELSEWHERE]
        )

    def _row(self, finding: PlaceFinding) -> QWidget:
        buttons = []
        if finding.fixable:
            buttons.append(inline_button(fix_text(finding)))
            buttons[0].clicked.connect(lambda: self._mend(finding))
        return notice(finding.severity, plain_label(sentence(finding), wrap=True), buttons)

    def _mend(self, finding: PlaceFinding) -> None:
        self._desk.settle.emit()  # what is half typed is kept first
        connection = self._desk.connection
        if connection is not None:
            self._desk.update_connection(mended(connection, finding))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
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

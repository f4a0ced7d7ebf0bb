"""A line below the destination: what is wrong with a name, or what becomes of it."""

from __future__ import annotations

import time
from dataclasses import replace

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.domain.connection import Connection
from app.domain.destination import SameName
from app.domain.errors import DestinationError
from app.domain.grant import FORBID
from app.domain.lint_place import lint_place
from app.domain.naming_rule import NameSubject, key_by_rule
from app.domain.place_findings import PlaceField, PlaceFinding
from app.domain.states import UploadState
from app.ui.desk import Desk
from app.ui.panels.parts import plain_label, set_look
from app.ui.plain_names import visible

_TWICE = ("prefix.bucket", "rule.bucket")
_SAMPLE = "cover.jpg"


class DestinationNote(QFrame):
    """One sentence and, where there is one, the button that mends it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._finding: PlaceFinding | None = None
        self.editing = False
        """Whether the person is in the folder field: then the outcome is shown."""
        self.text = plain_label(look="muted", wrap=True)
        self.fix = QPushButton()
        self.fix.setProperty("look", "small")
        self.fix.clicked.connect(self._mend)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.fix)
        desk.selection_changed.connect(lambda: self.show_for(self._desk.connection))
        desk.queue.changed.connect(self._queue_changed)
        desk.access.granted.connect(lambda _event: self.show_for(self._desk.connection))
        self.show_for(desk.connection)

    def show_for(self, connection: Connection | None, prefix: str | None = None) -> None:
        """Say what there is to say; ``prefix`` is the folder as it is being typed."""
        if connection is None:
            self.hide()
            return
        where = connection.destination
        folder = where.prefix if prefix is None else prefix
        self._finding = next((f for f in lint_place(connection) if f.code in _TWICE), None)
        if self._finding is not None:
            text, look = self._twice(self._finding), "amber"
        elif self._overwrites(connection):
            text, look = self._replaced(), "amber"
        elif self._older_ones(connection, folder):
            text, look = self.tr("Holds for files that you add from now on."), "muted"
        else:
            text, look = self._preview(connection, folder), "muted"
        self.fix.setVisible(self._finding is not None and self._finding.fixable)
        self.fix.setText(self.tr("Take it out"))
        self.text.setText(text)
        set_look(self.text, look)
        self.setVisible(bool(text))

    def _twice(self, finding: PlaceFinding) -> str:
        bucket = visible(finding.values.get("bucket", ""))
        text = self.tr(
            "Names would begin with “{bucket}”, the bucket's own name: it is part of the address"
            " already and would be there twice."
        )
        return text.replace("{bucket}", bucket)

    def _overwrites(self, connection: Connection) -> bool:
        """Whether what the server signed replaces files although something else was chosen."""
        grant = self._desk.access.grant(connection.id)
        kept = connection.same_name not in (SameName.REPLACE, SameName.DIFFERENT)
        return grant is not None and grant.overwrites and kept

    def _replaced(self) -> str:
        return self.tr(
            "The addresses that your server signs replace a file of the same name. To keep both,"
            " it has to sign “{header}” as well."
        ).replace("{header}", FORBID)

    def _older_ones(self, connection: Connection, folder: str) -> bool:
        """Whether files wait for *Upload* that were added to another folder."""
        if not self.editing or not self._desk.totals.held:
            return False
        return any(
            row.held
            and row.state is UploadState.QUEUED
            and row.connection_id == connection.id
            and not row.key.startswith(folder or "/")
            for row in self._desk.queue.snapshots()[-200:]
        )

    def _preview(self, connection: Connection, folder: str) -> str:
        """What becomes of the selected file's name, where that is worth a line."""
        if not (self.editing or connection.naming):
            return ""
        task = self._desk.selected()
        path = task.name if task is not None else _SAMPLE
        subject = NameSubject(folder, path, when=time.time())
        try:
            key = key_by_rule(connection.naming, subject)
        except DestinationError:
            return self.tr("No file can have the name that comes out.")
        text = self.tr("{file} will be stored as {key}")
        return text.replace("{key}", visible(key)).replace("{file}", visible(path))

    def _queue_changed(self) -> None:
        if self.editing:
            self.show_for(self._desk.connection)

    def _mend(self) -> None:
        connection, finding = self._desk.connection, self._finding
        if connection is None or finding is None:
            return
        if finding.field is PlaceField.NAMING:
            better = replace(connection, naming=finding.fix)
        else:
            where = replace(connection.destination, prefix=finding.fix)
            better = replace(connection, destination=where)
        self._desk.update_connection(better)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.show_for(self._desk.connection)

"""The access bar: says once that files wait for a new access, and leads there."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.connection import Connection
from app.domain.events import AccessNeeded
from app.domain.upload import TaskSnapshot
from app.ui.access_words import needed
from app.ui.actions import Actions
from app.ui.desk import Desk
from app.ui.error_entry import Fix
from app.ui.error_fixes import fix_text
from app.ui.i18n import joined
from app.ui.views.told_card import ToldCard
from app.ui.words import waits_for_access


class AccessBar(ToldCard):
    """One calm line with a button; hidden while nothing waits for an access.

    It goes by the rows: as soon as none of a connection waits any more, it is gone.
    """

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actions = actions
        self._told: AccessNeeded | None = None
        self._shown: AccessNeeded | None = None
        self.renew = QPushButton()
        self.renew.clicked.connect(self._renew)
        self.put(self.renew)
        self.glyph.draw("key", "amber")
        for signal in (desk.queue.changed, desk.connection_changed, desk.key_changed):
            signal.connect(self.refresh)
        desk.access.needed.connect(lambda _event: self.refresh())
        desk.access.granted.connect(lambda _event: self.refresh())
        self.refresh()

    # --- what it says -----------------------------------------------------------------------

    def refresh(self) -> None:
        """Say what is needed now, or be gone."""
        found = self._needed()
        self.setVisible(found is not None)
        self._shown = found[0] if found else None
        if found is None:
            return
        event, connection, rows = found
        sentence = needed(event.failure, rows)
        used = self._desk.connection
        if used is None or used.id != connection.id:
            sentence = joined(self.tr("“{name}”:").format(name=connection.name), sentence)
        self.text.setText(sentence)
        server = self._actions.fixes.by_server(connection)
        self.renew.setText(fix_text(Fix.RENEW, server=server))
        self.renew.setAccessibleName(self.renew.text())
        if self._told is not event:
            self._told = event
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _needed(self) -> tuple[AccessNeeded, Connection, list[TaskSnapshot]] | None:
        """The connection in use first, then the others."""
        used = self._desk.connection
        order = sorted(self._desk.connections, key=lambda c: used is None or c.id != used.id)
        wanting = [(c, n) for c in order if (n := self._desk.access.need(c.id)) is not None]
        if not wanting:
            return None
        waiting = [row for row in self._desk.queue.snapshots() if waits_for_access(row)]
        for connection, event in wanting:
            rows = [row for row in waiting if row.connection_id == connection.id]
            if rows or not event.waiting:
                return event, connection, rows
        return None

    def _renew(self) -> None:
        if self._shown is not None:
            self._actions.fixes.renew(self._shown.connection_id)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while it shows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()

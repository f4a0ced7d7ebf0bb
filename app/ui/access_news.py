"""AccessNews: what the engine tells of authorisations, clocks and lines, for later looks."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.domain.asks import Check
from app.domain.events import AccessNeeded, ClockCorrected, Granted
from app.domain.grant import GrantFacts
from app.ui.line_news import LineNews
from app.ui.window_parts import Uploads


class AccessNews(QObject):
    """Grants by connection, and news of what is needed."""

    needed = Signal(object)
    """An `AccessNeeded` event: a connection's files wait for a new authorisation."""
    granted = Signal(object)
    """A `Granted` event; `grant` has the facts by then."""
    clock_corrected = Signal(object)
    """A `ClockCorrected` event."""

    def __init__(self, engine: Uploads, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.line = LineNews(engine, self)
        """What cannot be reached."""
        self._grants: dict[str, GrantFacts] = {}
        self._needs: dict[str, AccessNeeded] = {}
        self._checks: dict[str, tuple[Check, ...]] = {}

    def grant(self, connection_id: str) -> GrantFacts | None:
        """What a connection's server handed out last; None while nothing is known of it."""
        return self._grants.get(connection_id)

    def need(self, connection_id: str) -> AccessNeeded | None:
        """What a connection's files wait for; None: nothing."""
        return self._needs.get(connection_id)

    def examined(self, connection_id: str, checks: tuple[Check, ...]) -> None:
        """The doctor has looked at a connection: what it found, for reports about its files."""
        self._checks[connection_id] = checks

    def checks(self, connection_id: str) -> tuple[Check, ...]:
        """What the doctor found last; empty: it has not looked in this run."""
        return self._checks.get(connection_id, ())

    def settled(self, connection_id: str) -> None:
        """A new access was given: nothing is needed until the engine says so again."""
        self._needs.pop(connection_id, None)

    def take(self, event: object) -> None:
        """Keep and tell an event of these kinds; others are not for us."""
        if isinstance(event, Granted):
            self._grants[event.connection_id] = event.facts
            self.settled(event.connection_id)
            self.granted.emit(event)
        elif isinstance(event, AccessNeeded):
            self._needs[event.connection_id] = event
            self.needed.emit(event)
        elif isinstance(event, ClockCorrected):
            self.clock_corrected.emit(event)
        else:
            self.line.take(event)

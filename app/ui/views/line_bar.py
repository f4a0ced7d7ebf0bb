"""The line bar: says that nothing can be reached, when the next try is, and goes by itself."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.connection import View
from app.domain.events import LineKind
from app.ui.announcer import to_screen_reader
from app.ui.desk import Desk
from app.ui.i18n import joined
from app.ui.line_words import back, gone, next_try
from app.ui.views.told_card import ToldCard

TICK_MS = 250
"""Milliseconds between two looks at the clock while the bar shows: no second is passed over."""


class LineBar(ToldCard):
    """One calm line with a countdown and *Try now*; hidden while everything can be reached."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        say: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._news = desk.access.line
        self._clock = clock
        self._say = say or to_screen_reader(self)
        self._said: LineKind | None = None
        self.try_now = QPushButton()
        self.try_now.clicked.connect(self._news.try_now)
        self.put(self.try_now)
        self.glyph.draw("state-offline", "amber")
        self._ticker = QTimer(self, interval=TICK_MS)
        self._ticker.timeout.connect(self._count)
        self._news.changed.connect(self.refresh)
        desk.connections_changed.connect(self.refresh)
        desk.view_changed.connect(self.refresh)
        self.refresh()

    # --- what it says -----------------------------------------------------------------------

    def refresh(self) -> None:
        """Say what cannot be reached now, or be gone."""
        waiting = self._news.last.waiting
        self.setVisible(waiting)
        if waiting:
            self.try_now.setText(self.tr("Try now"))
            self.try_now.setAccessibleName(self.try_now.text())
            self._count()
            self._ticker.start()
        else:
            self._ticker.stop()
        self._tell()

    def _sentence(self) -> str:
        expert = self._desk.view is View.EXPERT
        return gone(self._news.last, self._desk.connections, expert=expert)

    def _count(self) -> None:
        text = joined(self._sentence(), next_try(self._news.last, self._clock()))
        if text != self.text.text():
            self.text.setText(text)

    def _tell(self) -> None:
        """A screen reader hears of it once, and once that it is over; never the countdown."""
        news = self._news.last
        kind = news.kind if news.waiting else None
        if kind is not self._said:
            self._said = kind
            if news.waiting or not news.given_up:
                self._say(self._sentence() if news.waiting else back())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while it shows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()

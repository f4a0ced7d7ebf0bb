"""Announcer: tells a screen reader what was missed by not looking, seldom and politely."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from app.domain.states import Outcome
from app.domain.upload import Result
from app.ui.desk import Desk
from app.ui.i18n import joined
from app.ui.notice_news import has_come
from app.ui.plain_names import visible
from app.ui.words import reason_text

EVERY = 10.0
"""Seconds between two announcements at least (ux.md, D: accessibility)."""


class Announcer(QObject):
    """A file was not stored, or everything is done: at most one sentence in ten seconds."""

    def __init__(
        self,
        desk: Desk,
        say: Callable[[str], None],
        *,
        clock: Callable[[], float] = time.monotonic,
        every: float = EVERY,
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._say = say
        self._clock = clock
        self._every = every
        self._last = clock() - every
        self._failed: list[str] = []
        self._over = False
        self._later: dict[str, None] = {}
        self._told_later: set[str] = set()
        self._busy = desk.busy
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._tell)
        desk.queue.changed.connect(self._look)
        desk.finished.connect(self._look_at_end)
        desk.noticed.connect(self._look_at_notice)
        desk.presenting.changed.connect(self._after_the_show)

    def _look_at_end(self, result: Result) -> None:
        if result.outcome is Outcome.NOT_STORED:
            self._failed.append(result.task_id)
            self._plan()

    def _look_at_notice(self, result: Result) -> None:
        """Word of a file came; what went wrong with it is said by the quiet bar."""
        if has_come(result) and result.task_id not in self._told_later:
            self._told_later.add(result.task_id)
            self._later[result.task_id] = None
            self._plan()

    def _look(self) -> None:
        busy = self._desk.busy
        if self._busy and not busy and not self._desk.totals.paused:
            self._over = True
            self._plan()
        self._busy = busy

    def _plan(self) -> None:
        if not self._timer.isActive():
            wait = self._last + self._every - self._clock()
            self._timer.start(max(0, round(wait * 1000)))

    def _after_the_show(self) -> None:
        """What was not said before an audience is said now."""
        if not self._desk.presenting.on and (self._failed or self._over or self._later):
            self._plan()

    def _tell(self) -> None:
        """Everything since the last time in one go; what is out of date by now is left out."""
        if self._desk.presenting.on:
            return
        facts = [self._failure()] if self._failed else []
        if self._over and not self._desk.busy:
            facts.append(self._summary())
        if self._later:
            facts.append(
                self.tr("%n stored file(s) confirmed by the service.", "", len(self._later))
            )
        self._later.clear()
        self._failed.clear()
        self._over = False
        if facts:
            self._last = self._clock()
            self._say(joined(*facts))

    def _failure(self) -> str:
        rows = self._desk.queue.snapshots(self._failed)
        if len(rows) != 1:
            return self.tr("%n file(s) were not stored.", "", len(self._failed))
        told = self.tr("{name} was not stored: {reason}.")
        return told.format(name=visible(rows[0].name), reason=reason_text(rows[0]))

    def _summary(self) -> str:
        totals = self._desk.totals
        facts = [self.tr("All uploads have ended: %n file(s).", "", totals.ended)]
        if totals.failed:
            facts.append(self.tr("%n not stored.", "", totals.failed))
        if totals.attention > totals.failed:
            noted = totals.attention - totals.failed
            facts.append(self.tr("%n need(s) a look.", "", noted))
        return joined(*facts)


def to_screen_reader(window: QWidget) -> Callable[[str], None]:
    """Announce politely: after what is being read, not into it."""

    def say(sentence: str) -> None:
        event = QAccessibleAnnouncementEvent(window, sentence)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)

    return say

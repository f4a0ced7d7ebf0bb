"""The foot of the Expert view: all uploads together, the speed limit, where the keys are kept."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.ui import i18n
from app.ui.desk import Desk
from app.ui.models.tally import Totals
from app.ui.panels.parts import CalmBar, ElidedLabel, Steady, plain_label
from app.ui.panels.rate_button import RateButton
from app.ui.theme.icons import icon

BAR, NARROW = 220, 900
"""Pixels: the bar's width, and the footer's from which there is room for everything."""


class Footer(QFrame):
    """Overall bar, words, speed limit, lock."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("look", "footer")
        self.bar = CalmBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.bar.setFixedWidth(BAR)
        self.words = ElidedLabel(look="muted")
        self._lock = QLabel()
        self.keys = plain_label(look="muted")
        self.rate = RateButton(desk)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(self.bar)
        row.addWidget(Steady(self.words), 1)
        row.addWidget(self.rate)
        row.addWidget(self._lock)
        row.addWidget(self.keys)
        desk.queue.changed.connect(self._follow)
        desk.key_changed.connect(self._tell_keys)
        desk.connection_changed.connect(self._tell_keys)
        self.retranslate()

    def _follow(self) -> None:
        totals = self._desk.totals
        share = totals.bytes_sent / totals.bytes_total if totals.bytes_total else 0.0
        if totals.files and not totals.bytes_total:
            share = totals.ended / totals.files
        words = self._words(totals)
        self.bar.setValue(round(share * 1000))
        self.words.set_whole(words)
        self.bar.setAccessibleName(self.tr("All uploads together"))
        self.bar.setAccessibleDescription(words)

    def _words(self, totals: Totals) -> str:
        """``9 of 14 files · 2.1 GB of 3.4 GB · 24 MB/s · about 1 minute``."""
        if not totals.files:
            return self.tr("No files yet")
        facts = [
            self.tr("{ended} of %n file(s)", "", totals.files).format(
                ended=i18n.number(totals.ended)
            ),
            i18n.sizes(totals.bytes_sent, totals.bytes_total),
            i18n.speed(totals.speed),
            "" if totals.seconds_left is None else i18n.duration(totals.seconds_left),
            self.tr("%n need(s) you", "", totals.attention) if totals.attention else "",
        ]
        return " · ".join(fact for fact in facts if fact)

    def _tell_keys(self) -> None:
        connection = self._desk.connection
        if connection is None:
            text, hint = "", ""
        elif connection.destination.practice:
            text = self.tr("Practice key")
            hint = self.tr("This key belongs to the demo cloud and ends with it.")
        elif self._desk.keys_kept == "keyring":
            text = self.tr("Key in {keyring}").format(keyring=self._desk.keyring_name)
            hint = self.tr("The key is kept in this computer's keyring and nowhere else.")
        elif self._desk.keys_kept == "session":
            text = self.tr("Key for this session only")
            hint = self.tr("There is no keyring here. The key is forgotten when Upcall ends.")
        elif self._desk.keys_kept == "environment":
            text = self.tr("Key from the environment")
            hint = self.tr("Read from this computer's environment at each start; kept nowhere.")
        elif self._desk.keys_kept == "server":
            text = self.tr("Permission from your server")
            hint = self.tr("No key is kept here: your application server gives permission.")
        else:
            text = self.tr("No key")
            hint = self.tr("Edit the connection to enter its key.")
        self.keys.setText(text)
        self.keys.setToolTip(hint)
        self._lock.setVisible(bool(text))
        known = self._desk.keys_kept != "none" or text == ""
        self._lock.setPixmap(icon("lock", "muted" if known else "amber").pixmap(QSize(16, 16)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In a narrow window the counts come first."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self.rate.set_short(on=narrow)
        self.bar.setFixedWidth(BAR // 2 if narrow else BAR)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._follow()
        self._tell_keys()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Language and theme may change while the window is open."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.retranslate()

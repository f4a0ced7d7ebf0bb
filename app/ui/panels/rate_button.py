"""The speed limit where one sees it: a button that says it, and a small menu that changes it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QLocale, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QDialog, QMenu, QToolButton, QWidget

from app.ui.desk import Desk
from app.ui.dialogs.rate_dialog import RateDialog
from app.ui.theme.icons import icon

RATES = (1_000_000, 5_000_000, 10_000_000)
"""Bytes per second that the menu offers."""


class RateButton(QToolButton):
    """Shows the limit in force; a choice holds at once, for uploads under way too."""

    def __init__(self, desk: Desk, *, short: bool = False, parent: QWidget | None = None) -> None:
        """``short``: only a picture while there is no limit."""
        super().__init__(parent)
        self._desk = desk
        self._short = short
        self._asking: RateDialog | None = None
        self.setObjectName("rateButton")
        self.setProperty("look", "tool")
        self.setIconSize(QSize(16, 16))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.choices = QMenu(self)
        self.setMenu(self.choices)
        self.choices.aboutToShow.connect(self._fill)
        desk.settings_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say what holds now."""
        rate = self._desk.settings.rate
        if rate:
            text = self.tr("At most {speed}").format(speed=self._speed(rate))
        else:
            text = self.tr("No speed limit")
        self.setText(text)
        self.setAccessibleName(self.tr("Speed limit: {limit}").format(limit=text))
        self.setToolTip(self.tr("How fast all files together may be sent"))
        quiet = self._short and not rate
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(
            style.ToolButtonIconOnly if quiet else style.ToolButtonTextBesideIcon
        )
        self.setIcon(icon("speed", "amber" if rate else "muted"))

    def set_short(self, *, on: bool) -> None:
        """Only a picture while there is no limit, or its words as well."""
        if on is not self._short:
            self._short = on
            self.refresh()

    def choose(self, rate: int) -> None:
        """Send at most so many bytes per second from now on; 0 for as fast as it goes."""
        self._desk.change_settings(replace(self._desk.settings, rate=rate))

    def ask(self) -> None:
        """Ask for another limit; the rest of the program goes on meanwhile."""
        asking = RateDialog(self._desk.settings.rate, parent=self.window())
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.finished.connect(lambda code: self._asked(asking, code))
        self._asking = asking
        asking.open()

    def _asked(self, dialog: RateDialog, code: int) -> None:
        self._asking = None
        if code == QDialog.DialogCode.Accepted:
            self.choose(dialog.rate)

    def _speed(self, rate: int) -> str:
        """``5 MB/s``, ``0.5 MB/s``: as people say it, and as it was typed."""
        number = rate / 1_000_000
        whole = round(number * 10) % 10 == 0 and number >= 1
        places = 0 if whole else 1 if rate >= 100_000 else 3
        return self.tr("{number} MB/s").format(number=QLocale().toString(number, "f", places))

    def _fill(self) -> None:
        self.choices.clear()
        now = self._desk.settings.rate
        group = QActionGroup(self.choices)
        self._add(group, self.tr("No limit"), 0)
        for rate in sorted({*RATES, *([now] if now else [])}):
            self._add(group, self._speed(rate), rate)
        self.choices.addSeparator()
        other = QAction(self.tr("Other…"), self.choices)
        other.triggered.connect(lambda _checked=False: self.ask())
        self.choices.addAction(other)

    def _add(self, group: QActionGroup, text: str, rate: int) -> None:
        action = QAction(text, self.choices)
        action.setCheckable(True)
        action.setChecked(rate == self._desk.settings.rate)
        action.triggered.connect(lambda _checked=False: self.choose(rate))
        group.addAction(action)
        self.choices.addAction(action)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()

"""SpeakerPanel: notes, the next step, and how the audience sees it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from app.ui.calm import CalmCombo
from app.ui.panels.parts import Segmented, plain_label
from app.ui.stage.audience import PERCENTS
from app.ui.stage.cards import set_size
from app.ui.stage.show import Show
from app.ui.theme.tokens import M, S

_NOTE = 18
"""Pixels: a speaker reads it from a step away."""


class SpeakerPanel(QWidget):
    """At the side of the stage; the audience does not see it."""

    present_wanted = Signal()
    """Begin or end presenting."""
    percent_chosen = Signal(int)

    def __init__(self, show: Show, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._show = show
        self._presenting = False
        self._titles = [plain_label(look="muted") for _ in range(4)]
        self.note = plain_label(wrap=True)
        set_size(self.note, _NOTE)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.following = plain_label(look="strong", wrap=True)
        self.screens = CalmCombo()
        self._picked = ""
        """Name of the display that a person chose; else the one that is not the speaker's."""
        self.screens.activated.connect(self._pick)
        self.text_size = Segmented([str(percent) for percent in PERCENTS])
        self.text_size.chosen.connect(lambda value: self.percent_chosen.emit(int(value)))
        self.hide_hosts = QCheckBox()
        self.hide_hosts.toggled.connect(lambda on: show.play.set_masked(on=on))
        self.present = QPushButton()
        self.present.setProperty("look", "primary")
        self.present.clicked.connect(self.present_wanted)
        self._keys = plain_label(look="muted", wrap=True)
        self._lay_out()
        show.play.moved.connect(self.refresh)
        show.scenario_changed.connect(self.refresh)
        self.retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(M, M, M, M)
        column.setSpacing(S)
        notes, following, where, size = self._titles
        for label in (notes, self.note, following, self.following):
            column.addWidget(label)
        column.addStretch(1)
        looks: tuple[QWidget, ...] = (where, self.screens, size, self.text_size, self.hide_hosts)
        for part in (*looks, self.present, self._keys):
            column.addWidget(part)

    def display(self) -> QScreen:
        """The display that was chosen for the audience."""
        screens = QGuiApplication.screens()
        return next((one for one in screens if one.name() == self._picked), self._other())

    def _other(self) -> QScreen:
        """A display beside the speaker's own; that one where there is no other."""
        mine, screens = self.screen(), QGuiApplication.screens()
        return next((one for one in screens if one.name() != mine.name()), mine)

    def _pick(self, index: int) -> None:
        self._picked = str(self.screens.itemData(index) or "")

    def renew_screens(self) -> None:
        """A display came or went: one that is gone cannot be chosen."""
        self._fill_screens(self.tr("Display for the audience"))

    def set_presenting(self, *, on: bool) -> None:
        """The audience's window is open, or closed."""
        self._presenting = on
        self.screens.setEnabled(not on)
        self.retranslate()

    def refresh(self) -> None:
        """Notes for now."""
        self.note.setText(self._show.note())
        number = self._show.following()
        done = self.tr("That was the last step.")
        self.following.setText(f"{number}  {self._show.foretells(number)}" if number else done)
        self.hide_hosts.setChecked(self._show.play.masked)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        names = (
            self.tr("Say"),
            self.tr("Next"),
            self.tr("Display for the audience"),
            self.tr("Size of text"),
        )
        for label, name in zip(self._titles, names, strict=True):
            label.setText(name)
        self._fill_screens(names[2])
        for percent in PERCENTS:
            text = self.tr("{percent} %").format(percent=percent)
            self.text_size.name(str(percent), text)
        self.text_size.setAccessibleName(names[3])
        self.hide_hosts.setText(self.tr("Hide hosts and secrets"))
        on = self._presenting
        text = self.tr("Stop presenting") if on else self.tr("Present")
        self.present.setText(text)
        self.present.setAccessibleName(text)
        self._keys.setText(
            self.tr(
                "Page Down, Page Up: next, back. D: decode. P: play. R: start over. Escape: end."
            )
        )
        self.refresh()

    def _fill_screens(self, name: str) -> None:
        self.screens.clear()
        screens = QGuiApplication.screens()
        for number, screen in enumerate(screens, start=1):
            size = screen.size()
            text = self.tr("{number}: {width} x {height}")
            said = text.format(number=number, width=size.width(), height=size.height())
            self.screens.addItem(said, screen.name())
        self.screens.setCurrentIndex(max(self.screens.findData(self.display().name()), 0))
        self.screens.setAccessibleName(name)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

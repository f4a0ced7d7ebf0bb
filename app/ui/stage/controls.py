"""The stage's buttons: what goes wrong, one step on, play, slow motion, start over."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.services import SERVICES
from app.domain.stage_scenarios import GROUPS
from app.ui.i18n import translate
from app.ui.panels.flow_layout import FlowLayout
from app.ui.panels.parts import Segmented, plain_label
from app.ui.stage.cards import roomy
from app.ui.stage.play import SPEEDS
from app.ui.stage.scenarios import chip_of, summary_of, title_of
from app.ui.stage.show import Show
from app.ui.theme.icons import icon
from app.ui.theme.tokens import S

_CHIP = 27
"""Height of a chip in pixels."""
_ICON_PAD = 56
"""Pixels of a button with an icon, beside its words."""


class Switches(QWidget):
    """One button for each scenario of a service: how it tells, how the server behaves, and what
    else may go wrong."""

    compare_wanted = Signal()
    """Somebody wants to see the services side by side."""

    def __init__(self, show: Show, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._show = show
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._labels = {group: plain_label(look="muted") for group in GROUPS}
        self._lines: dict[str, QWidget] = {}
        self.services = Segmented(list(SERVICES))
        self.services.chosen.connect(self._choose_service)
        self.compare = QPushButton()
        self.compare.setProperty("look", "chip")
        self.compare.setCheckable(True)
        self.compare.clicked.connect(self.compare_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        top = QWidget()
        row = FlowLayout(top, gap=S)
        row.addWidget(self.services)
        row.addWidget(self.compare)
        column.addWidget(top)
        for group, label in self._labels.items():
            if group == "ways":  # few: beside the services
                line = top
            else:
                line = self._lines[group] = QWidget()
                row = FlowLayout(line, gap=S)
                column.addWidget(line)
            label.setMinimumHeight(_CHIP)
            row.addWidget(label)
            for scenario in show.scenarios:
                if scenario.group == group:
                    row.addWidget(self._made(scenario.id))
        show.scenario_changed.connect(self._follow)
        self._follow()
        self.retranslate()

    def _made(self, scenario_id: str) -> QPushButton:
        button = QPushButton()
        button.setProperty("look", "chip")
        button.setCheckable(True)
        button.clicked.connect(lambda _on: self._show.choose(scenario_id))
        self._group.addButton(button)
        self._buttons[scenario_id] = button
        return button

    def button(self, scenario_id: str) -> QPushButton:
        """The button of a scenario."""
        return self._buttons[scenario_id]

    def _follow(self) -> None:
        shown = self._show.scenario.service
        for scenario in self._show.scenarios:
            self._buttons[scenario.id].setVisible(scenario.service == shown)
        offered = {s.group for s in self._show.scenarios if s.service == shown}
        for group, line in self._lines.items():
            line.setVisible(group in offered)
        self._labels["ways"].setVisible("ways" in offered)
        self.services.choose(shown)
        button = self._buttons.get(self._show.scenario.id)
        if button is not None:
            button.setChecked(True)

    def fold(self, *, on: bool) -> None:
        """Only the services, without their scenarios; or everything again."""
        if not on:
            self._follow()
            return
        for part in (*self._lines.values(), *self._buttons.values(), self._labels["ways"]):
            part.setVisible(False)

    def _choose_service(self, name: str) -> None:
        """Another service: the first of its scenarios."""
        if name != self._show.scenario.service:
            found = next((s.id for s in self._show.scenarios if s.service == name), "")
            self._show.choose(found)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        for name, service in SERVICES.items():
            self.services.name(name, service.label)
            roomy(self.services.button(name))
        self.services.setAccessibleName(translate("Stage", "Service"))
        self.compare.setText(translate("Stage", "Side by side…"))
        self.compare.setToolTip(translate("Stage", "How the services differ, at a glance"))
        roomy(self.compare)
        self._labels["ways"].setText(translate("Stage", "Ways …"))
        self._labels["server"].setText(translate("Stage", "Your server …"))
        self._labels["elsewhere"].setText(translate("Stage", "Elsewhere …"))
        for scenario in self._show.scenarios:
            button = self._buttons[scenario.id]
            button.setText(chip_of(scenario))
            button.setToolTip(summary_of(scenario))
            button.setAccessibleName(f"{title_of(scenario)}. {summary_of(scenario)}")
            roomy(button)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class Controls(QWidget):
    """Back, next step, play, pace, start over."""

    decode_wanted = Signal()

    def __init__(self, show: Show, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._show = show
        play = show.play
        self.back = QPushButton()
        self.next = QPushButton()
        self.next.setProperty("look", "primary")
        self.toggle = QPushButton()
        self.again = QPushButton()
        self.decode = QPushButton()
        self.pace = Segmented([str(speed) for speed in SPEEDS])
        self.calm = QCheckBox()
        self.calm.setChecked(play.calm)
        self._lay_out()
        self.back.clicked.connect(show.previous)
        self.next.clicked.connect(show.next)
        self.toggle.clicked.connect(show.toggle)
        self.again.clicked.connect(show.reset)
        self.decode.clicked.connect(self.decode_wanted)
        self.pace.chosen.connect(lambda value: play.set_speed(float(value)))
        self.calm.toggled.connect(lambda on: play.set_calm(on=on))
        play.changed.connect(self.refresh)
        play.moved.connect(self.refresh)
        self.retranslate()

    def _lay_out(self) -> None:
        row = FlowLayout(self, gap=S)
        pair = QWidget()
        inner = QHBoxLayout(pair)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(S)
        for button in (self.back, self.next, self.toggle):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            inner.addWidget(button)
        for part in (pair, self.pace, self.again, self.decode, self.calm):
            row.addWidget(part)

    def refresh(self) -> None:
        """What can be done now."""
        play = self._show.play
        playing = play.playing
        over = play.over
        self.next.setEnabled(not over)
        self.back.setEnabled(play.position > 0)
        self.decode.setEnabled(play.current is not None)
        text = self._toggle_texts()[0 if playing else 2 if over else 1]
        if self.toggle.text() != text:
            self.toggle.setText(text)
            self.toggle.setAccessibleName(text)
            self.toggle.setIcon(icon("pause" if playing else "play", "text"))

    @staticmethod
    def _toggle_texts() -> tuple[str, str, str]:
        """While it plays, before that, and after the end."""
        return (
            translate("Stage", "Pause"),
            translate("Stage", "Play"),
            translate("Stage", "Play again"),
        )

    def _fit_toggle(self) -> None:
        """Room for each of its words: the other buttons stay where they are."""
        self.toggle.ensurePolished()
        metrics = self.toggle.fontMetrics()
        widest = max(metrics.horizontalAdvance(text) for text in self._toggle_texts())
        self.toggle.setMinimumWidth(widest + _ICON_PAD)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.back.setText(translate("Stage", "Back"))
        self.back.setToolTip(translate("Stage", "One step back (Page Up)"))
        self.next.setText(translate("Stage", "Next step"))
        self.next.setToolTip(translate("Stage", "One step on (Page Down, right arrow)"))
        self.again.setText(translate("Stage", "Start over"))
        self.again.setToolTip(translate("Stage", "An empty stage, the same scenario (R)"))
        self.decode.setText(translate("Stage", "Decode"))
        self.decode.setToolTip(translate("Stage", "The next layer of what travels (D)"))
        names = (
            translate("Stage", "Usual pace"),
            translate("Stage", "Slow"),
            translate("Stage", "Slower"),
        )
        for speed, name in zip(SPEEDS, names, strict=True):
            self.pace.name(str(speed), name)
            roomy(self.pace.button(str(speed)))
        self.pace.setAccessibleName(translate("Stage", "Pace"))
        self.calm.setText(translate("Stage", "No motion"))
        for button in (self.back, self.next, self.again, self.decode):
            button.setAccessibleName(button.text())
            roomy(button)
        self._fit_toggle()
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

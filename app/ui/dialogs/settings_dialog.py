"""Settings: one page of cards; every change is in force at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.destination import SameName
from app.host.settings import MOST_AT_A_TIME, Appearance, Language, Start
from app.ui.calm import CalmCombo, CalmSpin
from app.ui.desk import Desk
from app.ui.dialogs.field import Field
from app.ui.dialogs.parts import beside
from app.ui.dialogs.settings_network import NetworkSettings
from app.ui.dialogs.settings_words import choices, hints, labels, titles
from app.ui.dialogs.sizing import fit_screen
from app.ui.panels.parts import scrolling
from app.ui.panels.rate_button import RateButton
from app.ui.theme.tokens import XL, L, M, S

_CHOICES = ("same_name", "appearance", "language")
_KINDS = {"same_name": SameName, "appearance": Appearance, "language": Language}


class SettingsDialog(QDialog):
    """What applies to all connections."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.starts = {start: QRadioButton() for start in Start}
        self.numbers = {name: CalmSpin() for name in ("files", "parts")}
        self.boxes = {name: CalmCombo() for name in _CHOICES}
        self.rate = RateButton(desk)
        self.awake = QCheckBox()
        self.network = NetworkSettings(desk)
        editors: dict[str, QWidget] = {**self.numbers, **self.boxes, "rate": self.rate}
        self.fields = {name: Field(editor) for name, editor in editors.items()}
        self._titles = {name: QLabel() for name in titles()}
        self._build()
        self.retranslate()
        self._join()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        self.setMinimumSize(480, 400)
        fit_screen(self, width=560, height=720)
        self._title = QLabel()
        self._title.setProperty("look", "title")
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(L)
        column.addWidget(self._title)
        column.addWidget(self._card("uploads", self._uploads()))
        column.addWidget(self._card("look", self._pair("appearance", "language")))
        column.addWidget(self._card("network", self._holding(self.network)))
        column.addWidget(self._card("logs", self._logs()))
        column.addStretch(1)
        self._area = scrolling(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._area, 1)
        whole.addWidget(self._bottom())

    def _card(self, name: str, inside: QVBoxLayout) -> QFrame:
        self._titles[name].setProperty("look", "subtitle")
        card = QFrame()
        card.setProperty("look", "card")
        inside.setContentsMargins(L, L, L, L)
        inside.setSpacing(M)
        inside.insertWidget(0, self._titles[name])
        card.setLayout(inside)
        return card

    def _uploads(self) -> QVBoxLayout:
        column = QVBoxLayout()
        group = QButtonGroup(self)
        radios = QVBoxLayout()
        radios.setSpacing(0)
        column.addLayout(radios)
        for start, radio in self.starts.items():
            group.addButton(radio)
            radios.addWidget(radio, 0, Qt.AlignmentFlag.AlignLeft)
            radio.setChecked(start is self._desk.settings.start)
        for name, spin in self.numbers.items():
            spin.setRange(1, MOST_AT_A_TIME)
            spin.setValue(getattr(self._desk.settings, name))
            spin.lineEdit().setTextMargins(S, 0, 0, 0)
        column.addLayout(self._pair("files", "parts"))
        self.rate.setProperty("look", "field")
        column.addWidget(self.fields["rate"])
        column.addWidget(self.fields["same_name"])
        self.awake.setChecked(self._desk.settings.keep_awake)
        column.addWidget(self.awake)
        return column

    def _pair(self, left: str, right: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.addWidget(beside(self.fields[left], self.fields[right]))
        return column

    @staticmethod
    def _holding(inside: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.addWidget(inside)
        return column

    def _logs(self) -> QVBoxLayout:
        self._logs_text = QLabel()
        self._logs_text.setProperty("look", "muted")
        self._logs_text.setWordWrap(True)
        self.open_logs = QPushButton()
        self.open_logs.setAutoDefault(False)
        column = QVBoxLayout()
        column.addWidget(self._logs_text)
        column.addWidget(self.open_logs, 0, Qt.AlignmentFlag.AlignLeft)
        return column

    def _bottom(self) -> QWidget:
        self.shut = QPushButton()
        self.shut.setDefault(True)
        self.shut.clicked.connect(self.accept)
        bar = QFrame()
        bar.setObjectName("dialogButtons")
        row = QHBoxLayout(bar)
        row.setContentsMargins(XL, M, XL, M)
        row.addStretch(1)
        row.addWidget(self.shut)
        return bar

    # --- what is chosen ---------------------------------------------------------------------

    def _join(self) -> None:
        for start, radio in self.starts.items():
            radio.clicked.connect(lambda _on, start=start: self._change(start=start))
        for name, spin in self.numbers.items():
            spin.valueChanged.connect(lambda value, name=name: self._change(**{name: value}))
        for name, box in self.boxes.items():
            box.activated.connect(lambda _row, name=name: self._chosen(name))
        self.awake.toggled.connect(lambda on: self._change(keep_awake=on))
        logs = QUrl.fromLocalFile(str(self._desk.folders.logs))
        self.open_logs.clicked.connect(lambda: QDesktopServices.openUrl(logs))

    def _chosen(self, name: str) -> None:
        value = str(self.boxes[name].currentData())
        self._change(**{name: _KINDS[name](value)})

    def show_network(self) -> None:
        """Go to what is set about the network."""
        self._area.ensureWidgetVisible(self.network)
        self.network.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def done(self, result: int) -> None:
        """What was typed last counts, too."""
        self.network.take_address()
        self.network.take_password()
        super().done(result)

    def _change(self, **values: object) -> None:
        self._desk.change_settings(replace(self._desk.settings, **values))  # type: ignore[arg-type]

    # --- words ------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.setWindowTitle(self.tr("Settings"))
        self._title.setText(self.tr("Settings"))
        for name, text in titles().items():
            self._titles[name].setText(text)
        for name, text in labels().items():
            self.fields[name].name(text, hints().get(name, ""))
        self.starts[Start.PRESS].setText(self.tr("Start when I press &Upload"))
        self.starts[Start.AT_ONCE].setText(self.tr("Start at &once"))
        self._fill_boxes()
        self.awake.setText(self.tr("&Keep the computer awake while sending"))
        self.network.retranslate()
        self._logs_text.setText(
            self.tr("Upcall writes down what it does, without keys and without contents of files.")
        )
        self.open_logs.setText(self.tr("Open log &folder"))
        self.shut.setText(self.tr("Close"))

    def _fill_boxes(self) -> None:
        settings = self._desk.settings
        values = {
            "same_name": str(settings.same_name),
            "appearance": str(settings.appearance),
            "language": str(settings.language),
        }
        for name, box in self.boxes.items():
            texts = choices()[name]
            box.clear()
            for value, text in texts.items():
                box.addItem(text, value)
            box.setCurrentIndex(box.findData(values[name]))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may be changed in this very window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

"""The row of chips that turns the pages of the result; it wraps where it is narrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from app.ui.panels.flow_layout import FlowLayout
from app.ui.panels.parts import bold_width


class Pages(QWidget):
    """One button for each page, of which one is chosen; arrow keys go from one to the next."""

    chosen = Signal(str)
    """The page, when a person chooses it."""

    def __init__(
        self, names: Sequence[str], *, look: str = "page", parent: QWidget | None = None
    ) -> None:
        """``look``: ``page`` for what is turned, ``mode`` for ways to look at one page."""
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        row = FlowLayout(self, gap=4)
        for name in names:
            button = QPushButton()
            button.setCheckable(True)
            button.setProperty("look", look)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on, name=name: self.chosen.emit(name))
            self._group.addButton(button)
            self._buttons[name] = button
            row.addWidget(button)
        self._buttons[names[0]].setChecked(True)

    def name(self, texts: Mapping[str, str], hints: Mapping[str, str] | None = None) -> None:
        """What the buttons say, and what explains them."""
        for name, text in texts.items():
            self._buttons[name].setToolTip((hints or {}).get(name, ""))
            self._buttons[name].setText(text)
            self._buttons[name].setAccessibleName(text)
            self._buttons[name].setMinimumWidth(bold_width(self._buttons[name]) + 2 * 10)

    def button(self, name: str) -> QPushButton:
        """The button of a page."""
        return self._buttons[name]

    def value(self) -> str:
        """The page that is open."""
        return next(name for name, button in self._buttons.items() if button.isChecked())

    def choose(self, name: str) -> None:
        """Open a page without telling anybody."""
        self._buttons[name].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and right go from page to page."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        names = [name for name, button in self._buttons.items() if not button.isHidden()]
        here = names.index(self.value()) if self.value() in names else 0
        name = names[(here + step) % len(names)]
        self._buttons[name].setFocus(Qt.FocusReason.OtherFocusReason)
        self._buttons[name].click()

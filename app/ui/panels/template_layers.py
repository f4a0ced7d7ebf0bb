"""The buttons of the layers in which a callback travels; they wrap where there is no room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from app.ui.panels.flow_layout import FlowLayout


class LayerChoice(QWidget):
    """One of several buttons is down."""

    chosen = Signal(str)
    """The layer, when a person chooses it."""

    def __init__(self, layers: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        holder = QWidget()
        flow = FlowLayout(holder, gap=4)
        for layer in layers:
            button = QPushButton()
            button.setCheckable(True)
            button.setProperty("look", "page")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda _on, layer=layer: self.chosen.emit(layer))
            self._group.addButton(button)
            self._buttons[layer] = button
            flow.addWidget(button)
        self._buttons[layers[0]].setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(holder)

    def name(self, layer: str, text: str) -> None:
        """Write ``text`` on a layer's button."""
        self._buttons[layer].setText(text)
        self._buttons[layer].setAccessibleName(text)

    def button(self, layer: str) -> QPushButton:
        """A layer's button."""
        return self._buttons[layer]

    def value(self) -> str:
        """The layer that is chosen."""
        return next(layer for layer, button in self._buttons.items() if button.isChecked())

    def choose(self, layer: str) -> None:
        """Choose without telling anybody."""
        self._buttons[layer].setChecked(True)

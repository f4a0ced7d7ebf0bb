"""Room for the name and the colour of a connection, which stand among the fields of its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget


class NamingSlots:
    """Two places; the fields move to the card that is shown."""

    def __init__(self) -> None:
        self.name, self.colour = QWidget(), QWidget()
        for slot in (self.name, self.colour):
            column = QVBoxLayout(slot)
            column.setContentsMargins(0, 0, 0, 0)

    def take(self, name: QWidget, colour: QWidget, *, rest: Sequence[QWidget]) -> None:
        """Have the two fields here; ``rest``: what the keyboard comes to after them."""
        for slot, widget in ((self.name, name), (self.colour, colour)):
            layout = slot.layout()
            if layout is not None and layout.indexOf(widget) < 0:
                layout.addWidget(widget)
                widget.show()
        before: QWidget = colour
        for button in colour.findChildren(QAbstractButton):
            before = button
        for after in rest:
            QWidget.setTabOrder(before, after)
            before = after

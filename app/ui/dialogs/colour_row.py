"""A row of coloured dots of which one is chosen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from app.ui.i18n import translate
from app.ui.theme.tokens import CONNECTION_COLOURS, colour, connection_colour


class ColourDot(QAbstractButton):
    """One colour to choose."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.setCheckable(True)
        self.setFixedSize(26, 32)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A dot; a ring around the chosen one and around that with the keyboard's focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(self.rect()).adjusted(2, 5, -2, -5)
        if self.isChecked() or self.hasFocus():
            painter.setPen(QPen(colour("accent" if self.hasFocus() else "text"), 2))
            painter.drawEllipse(ring)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(connection_colour(self.name))
        painter.drawEllipse(ring.adjusted(4, 4, -4, -4))
        painter.end()


class ColourRow(QWidget):
    """The colours that a connection may have."""

    def __init__(self, chosen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._dots = {name: ColourDot(name) for name in CONNECTION_COLOURS}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for name, dot in self._dots.items():
            self._group.addButton(dot)
            dot.setChecked(name == chosen)
            row.addWidget(dot)
        row.addStretch(1)

    @property
    def chosen(self) -> str:
        """Name of the chosen colour."""
        return next((name for name, dot in self._dots.items() if dot.isChecked()), "teal")

    def retranslate(self) -> None:
        """Names for tooltips and screen readers."""
        names = {
            "teal": translate("Colours", "Teal"),
            "blue": translate("Colours", "Blue"),
            "violet": translate("Colours", "Violet"),
            "rose": translate("Colours", "Rose"),
            "orange": translate("Colours", "Orange"),
            "green": translate("Colours", "Green"),
            "slate": translate("Colours", "Grey"),
        }
        for name, dot in self._dots.items():
            dot.setToolTip(names[name])
            dot.setAccessibleName(names[name])

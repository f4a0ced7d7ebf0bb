"""The bar of buttons below a dialog; it breaks into lines where the text is large."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.dialogs.parts import SIDE_BY_SIDE
from app.ui.dialogs.sizing import text_scale
from app.ui.panels.flow_layout import FlowLayout
from app.ui.theme.tokens import XL, M, S


class ButtonBar(QFrame):
    """Some buttons at the left, the others at the right."""

    def __init__(self, left: list[QPushButton], right: list[QPushButton]) -> None:
        super().__init__()
        self.setObjectName("dialogButtons")
        large = text_scale() > SIDE_BY_SIDE
        bar: QBoxLayout = QVBoxLayout(self) if large else QHBoxLayout(self)
        bar.setContentsMargins(XL, M, XL, M)
        bar.setSpacing(S)
        for side, where in ((left, Qt.AlignmentFlag.AlignLeft), (right, None)):
            row: QLayout = FlowLayout(gap=S) if where is not None and large else QHBoxLayout()
            row.setSpacing(S)
            if isinstance(row, QHBoxLayout) and where is None:
                row.addStretch(1)
            for button in side:
                row.addWidget(button)
            bar.addLayout(row)
            if where is not None and not large:
                bar.addStretch(1)


def fill(dialog: QWidget, page: QWidget | QLayout, bar: ButtonBar) -> None:
    """The whole of a dialog, from edge to edge: its page, and the buttons below."""
    column = QVBoxLayout(dialog)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    if isinstance(page, QWidget):
        column.addWidget(page, 1)
    else:
        column.addLayout(page, 1)
    column.addWidget(bar)

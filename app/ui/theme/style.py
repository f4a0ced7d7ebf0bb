"""UpcallStyle: Fusion, with its dated details taken out."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

from app.ui.theme.tokens import RADIUS_CONTROL, colour

Hint = QStyle.StyleHint
_HINTS = {
    Hint.SH_EtchDisabledText: 0,
    Hint.SH_DitherDisabledText: 0,
    Hint.SH_ToolTip_WakeUpDelay: 500,
    Hint.SH_Menu_SubMenuPopupDelay: 150,
    Hint.SH_DialogButtonBox_ButtonsHaveIcons: 0,
    Hint.SH_ItemView_ShowDecorationSelected: 1,
    Hint.SH_Slider_AbsoluteSetButtons: 1,
}


class UpcallStyle(QProxyStyle):
    """The same on every platform."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def styleHint(  # noqa: N802 - Qt's name
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803
    ) -> int:
        """Flat, quick answers."""
        if hint in _HINTS:
            return _HINTS[hint]
        return super().styleHint(hint, option, widget, returnData)

    def drawPrimitive(  # noqa: N802
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """The focus ring: two pixels of the accent, rounded, instead of dots."""
        if element != QStyle.PrimitiveElement.PE_FrameFocusRect:
            super().drawPrimitive(element, option, painter, widget)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("accent"), 2))
        rect = QRectF(option.rect).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(rect, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.restore()

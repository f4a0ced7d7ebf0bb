"""Sizes of dialogs: as large as they like, but never larger than the screen."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_USUAL = 10.0
"""Points of the font for which sizes are given."""
_ABOUT = 64
"""Pixels that the frame of a window and a little air around it take."""


def fit_screen(dialog: QWidget, *, width: int, height: int) -> None:
    """Resize to ``width`` x ``height`` (for type of the usual size), or less on a small screen."""
    free = dialog.screen().availableGeometry()
    wide, high = round(width * text_scale()), round(height * text_scale())
    dialog.resize(min(wide, free.width() - _ABOUT), min(high, free.height() - _ABOUT))


def text_scale() -> float:
    """How much larger than usual the text is: 1.5 is half as large again."""
    return max(QGuiApplication.font().pointSizeF() / _USUAL, 1.0)

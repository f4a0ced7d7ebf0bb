"""Sizes of dialogs: as large as they like, but never larger than the screen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

_ABOUT = 64
"""Pixels that the frame of a window and a little air around it take."""


def fit_screen(dialog: QWidget, *, width: int, height: int) -> None:
    """Resize to ``width`` x ``height``, or less on a small screen or with big type."""
    free = dialog.screen().availableGeometry()
    dialog.resize(min(width, free.width() - _ABOUT), min(height, free.height() - _ABOUT))

"""Fields that the mouse wheel leaves alone: who scrolls past one does not change a setting."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox


class CalmCombo(QComboBox):
    """A choice; the wheel scrolls what is around it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Not ours."""
        event.ignore()


class CalmSpin(QSpinBox):
    """A number; the wheel counts only once the field has been entered."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Not ours unless the person is in here."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

"""Two results side by side."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from app.ui.desk import Desk


class CompareDialog(QDialog):
    """Filled in next."""

    def __init__(self, desk: Desk, ids: tuple[str, ...], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._ids = desk, ids

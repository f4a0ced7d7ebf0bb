"""Doors of the result view: the test call, and two results side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from app.ui.actions import Actions
from app.ui.desk import Desk

if TYPE_CHECKING:
    from app.ui.panels.result_view import ResultView


def result_view(desk: Desk, actions: Actions) -> ResultView:
    """The result in full; loaded when there is a file to show."""
    from app.ui.panels.result_view import ResultView  # noqa: PLC0415

    return ResultView(desk, actions)


class ResultDoors(QObject):
    """Opens what panels ask for by `Desk.door_wanted`, by way of `app.ui.doors.Doors`."""

    def __init__(self, desk: Desk, *, window: QWidget, show: Callable[[QDialog], None]) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._show = show
        desk.door_wanted.connect(self._open)

    def _open(self, name: str, about: object) -> None:
        if name == "test_call":
            self.call(about)
        elif name == "compare":
            self.compare(about)

    def call(self, plan: object) -> None:
        """Send a planned request from this computer and show what comes back."""
        from app.ui.call_plan import CallPlan  # noqa: PLC0415
        from app.ui.dialogs.test_call_dialog import TestCallDialog  # noqa: PLC0415

        if isinstance(plan, CallPlan):
            self._show(TestCallDialog(self._desk, plan, parent=self._window))

    def compare(self, ids: object) -> None:
        """Show the results of two tasks side by side."""
        from app.ui.dialogs.compare_dialog import CompareDialog  # noqa: PLC0415

        if isinstance(ids, tuple):
            self._show(CompareDialog(self._desk, ids, parent=self._window))

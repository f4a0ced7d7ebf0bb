"""History door: opens the history, saves and prints receipts, and checks what is stored.

What it opens is loaded when it is first wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from app.domain.connection import View
from app.domain.states import ENDED
from app.domain.upload import TaskSnapshot
from app.ui.actions import Actions
from app.ui.desk import Desk
from app.ui.views.main_window import MainWindow

HISTORY = "history.db"
"""`app.engine.history_file.NAME`, which brings the database along."""


def history_path(desk: Desk) -> Path:
    """Where what has ended is kept."""
    return desk.folders.data / HISTORY


class HistoryDoor(QObject):
    """Follows what can be done now; ``show`` opens a dialog of the window."""

    def __init__(
        self,
        window: MainWindow,
        desk: Desk,
        *,
        actions: Actions,
        show: Callable[[QDialog], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._actions = actions
        self._show = show
        for action, work in (
            (actions.history, self.open),
            (actions.save_confirmation, lambda: self.save(plain=True)),
            (actions.save_receipt, lambda: self.save(plain=False)),
            (actions.print_receipt, self.print),
            (actions.audit, self.audit),
        ):
            action.triggered.connect(lambda _checked=False, work=work: work())
        desk.queue.changed.connect(self.refresh)
        desk.view_changed.connect(self.refresh)
        desk.selection_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """What can be done now."""
        expert = self._desk.view is View.EXPERT
        some = self._desk.totals.ended > 0
        actions = self._actions
        actions.save_confirmation.setVisible(not expert)
        for action in (actions.save_receipt, actions.audit):
            action.setVisible(expert)
        for action in (
            actions.save_confirmation,
            actions.save_receipt,
            actions.print_receipt,
            actions.audit,
        ):
            action.setEnabled(some)

    def rows(self) -> list[TaskSnapshot]:
        """The selected files that have ended, or all that have."""
        chosen = self._desk.queue.snapshots(self._desk.selection)
        ended = [row for row in chosen if row.state in ENDED]
        return ended or [row for row in self._desk.queue.snapshots() if row.state in ENDED]

    def open(self) -> None:
        """Show what was uploaded before."""
        from app.ui.dialogs.history_dialog import HistoryDialog  # noqa: PLC0415

        path = history_path(self._desk)
        self._show(HistoryDialog(self._desk, self._actions, path=path, parent=self._window))

    def save(self, *, plain: bool) -> None:
        """Save a receipt; ``plain``: a confirmation to hand to somebody."""
        from app.ui.receipts import Receipts, of_rows  # noqa: PLC0415

        source = of_rows(self._desk, history_path(self._desk), self.rows())
        self._show(Receipts(self._desk, self._window).chooser(source, plain=plain))

    def print(self) -> None:
        """Print a receipt; in Simple a confirmation."""
        from app.ui.receipts import Receipts, of_rows  # noqa: PLC0415

        source = of_rows(self._desk, history_path(self._desk), self.rows())
        receipts = Receipts(self._desk, self._window)
        receipts.print(source, plain=self._desk.view is View.SIMPLE)

    def audit(self) -> None:
        """See whether files are still at the storage."""
        from app.ui.dialogs.audit_dialog import AuditDialog  # noqa: PLC0415
        from app.ui.receipts import of_rows  # noqa: PLC0415

        source = of_rows(self._desk, history_path(self._desk), self.rows())
        self._show(AuditDialog(self._desk, source, parent=self._window))

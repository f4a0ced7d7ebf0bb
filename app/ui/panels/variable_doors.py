"""The way from a variable's row to the dialog about it, and the values of the file in view."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.domain.callback import CallbackSpec
from app.domain.questions import Filling, Question
from app.ui.desk import Desk
from app.ui.panels.callback_variables import VariableRow


class VariableDoor(QObject):
    """Loads what it needs when somebody comes: most people have no variables."""

    def __init__(self, desk: Desk, form: QWidget) -> None:
        super().__init__(form)
        self._desk = desk
        self._form = form

    def open(self, row: VariableRow) -> None:
        """Ask about the variable of a row."""
        from app.ui.dialogs.variable_dialog import VariableDialog  # noqa: PLC0415

        if not row.key():
            row.name.setFocus()
            return
        dialog = VariableDialog(
            row.key(), row.question(), row.value.text(), desk=self._desk, parent=self._form
        )

        def taken() -> None:
            row.set_question(dialog.question())
            row.value.setText(dialog.value())
            row.changed.emit()

        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(taken)
        dialog.open()

    def show_each(self) -> None:
        """Show the review sheet, where every file's values are."""
        self._desk.settle.emit()
        if self._desk.totals.held:
            self._desk.reviewing.request()
        else:
            text = self.tr("Add files first: while they wait for Upload, each can get its values.")
            self._desk.told.emit("info", text)

    def values(self, spec: CallbackSpec, questions: Sequence[Question]) -> dict[str, str]:
        """What the variables of the selected file would be if nobody were asked anything."""
        if not questions:
            return {}
        from app.ui.dialogs.variable_sample import sample_values  # noqa: PLC0415

        return sample_values(self._desk, Filling(tuple(questions), spec.variables))

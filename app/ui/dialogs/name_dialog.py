"""Asks for the name under which something pasted is sent."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.panels.parts import plain_label, set_look
from app.ui.theme.tokens import L, S

LONGEST = 200
"""Characters; every file system takes that many."""
_FORBIDDEN = '<>:"/\\|?*'


class NameDialog(QDialog):
    """One field, filled with a good suggestion, and *Add*."""

    named = Signal(str)
    """The name with its ending."""

    def __init__(
        self, title: str, suggestion: str, *, suffix: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._suffix = suffix
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        label = plain_label(title)
        self.field = QLineEdit(suggestion + suffix)
        self.field.setMaxLength(LONGEST)
        self.field.setAccessibleName(title)
        self.field.setSelection(0, len(suggestion))
        label.setBuddy(self.field)
        self._problem = plain_label(look="muted", wrap=True)
        self.add = QPushButton(self.tr("Add"))
        self.add.setDefault(True)
        self.add.clicked.connect(self._accept)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.field.textChanged.connect(self._look)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(S)
        for widget in (label, self.field, self._problem):
            column.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.add)
        column.addLayout(buttons)
        self._look()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def name(self) -> str:
        """The name as it will be sent: trimmed, with its ending."""
        text = self.field.text().strip()
        if text and not text.lower().endswith(self._suffix):
            text += self._suffix
        return text

    def problem(self) -> str:
        """Why the name cannot be taken, in words; empty when it can."""
        return self._problem.text()

    def _look(self) -> None:
        name = self.name()
        bare = name.removesuffix(self._suffix).strip(" .")
        bad = [sign for sign in _FORBIDDEN if sign in name]
        if bad:
            text = self.tr("Please leave out these signs: {signs}").format(signs=" ".join(bad))
        else:
            text = "" if bare else self.tr("Please give it a name.")
        self._problem.setText(text)
        set_look(self._problem, "danger" if text else "muted")
        self.add.setEnabled(not text)

    def _accept(self) -> None:
        if self.add.isEnabled():
            self.named.emit(self.name())
            self.accept()

"""What an administrator has to permit for this connection: a RAM policy to copy."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.connection import Connection
from app.domain.ram_policy import policy_for
from app.ui.dialogs.parts import Fold
from app.ui.panels.parts import code_font, plain_label
from app.ui.theme.tokens import S


class PolicyFold(QWidget):
    """A fold with a sentence, the policy, and a button that copies it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = plain_label(look="muted", wrap=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(code_font())
        self.text.setFixedHeight(9 * self.text.fontMetrics().lineSpacing() + 18)
        self.copy = QPushButton()
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._copy)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self._sentence)
        column.addWidget(self.text)
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addStretch(1)
        column.addLayout(row)
        self.fold = Fold(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.fold)

    def show_for(self, connection: Connection) -> None:
        """The smallest policy with which this connection works."""
        self.text.setPlainText(policy_for(connection))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy.setText(self.tr("Copied ✓"))

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.fold.name(self.tr("&What to ask your administrator for"))
        self._sentence.setText(
            self.tr("The key needs no more than this. Copy it for whoever makes keys (RAM policy).")
        )
        self.text.setAccessibleName(self.tr("Policy"))
        self.copy.setText(self.tr("Copy the &policy"))

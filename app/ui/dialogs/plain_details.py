"""What there is to say about a file in the Simple view of a locked connection, in plain words."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.upload import TaskSnapshot
from app.ui.actions import Actions
from app.ui.dialogs.parts import page_of
from app.ui.dialogs.sizing import text_scale
from app.ui.dialogs.wizard.buttons import ButtonBar
from app.ui.error_words import trouble
from app.ui.panels.parts import plain_label
from app.ui.plain_names import visible
from app.ui.views.row_face import face_of


class PlainDetails(QDialog):
    """Name, state, what it means, what to do; and a report for whoever set the place up."""

    def __init__(self, row: TaskSnapshot, actions: Actions, *, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(self.tr("Details"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title, state = QLabel(visible(row.name)), QLabel(face_of(row, now=time.monotonic()).line())
        for label in (title, state):
            label.setTextFormat(Qt.TextFormat.PlainText)
        sentences = plain_label(_sentences(row), wrap=True)
        self.report = QPushButton(self.tr("Copy report for my administrator"))
        self.report.setAutoDefault(False)
        self.report.setVisible(actions.copy_report.isEnabled())
        self.report.clicked.connect(actions.copy_report.trigger)
        self.shut = QPushButton(self.tr("Close"))
        self.shut.setDefault(True)
        self.shut.setProperty("look", "primary")
        self.shut.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page_of(sentences, title=title, lead=state), 1)
        column.addWidget(ButtonBar([self.report], [self.shut]))
        self.resize(round(440 * text_scale()), round(240 * text_scale()))


def _sentences(row: TaskSnapshot) -> str:
    """What it means and what to do, when something went wrong."""
    if not row.error_code:
        return ""
    told = trouble(row.error_code, row.error_values)
    return "\n".join(text for text in (told.sentence, told.advice) if text)

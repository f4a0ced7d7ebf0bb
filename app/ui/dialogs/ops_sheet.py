"""Instructions for what is made of each file: a text with a live check, and a form that adds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton, QWidget

from app.domain.findings import Severity
from app.domain.processing import OpsFinding, as_lines, findings, of_lines, refused
from app.ui import ops_words
from app.ui.dialogs.ops_form import OpsForm
from app.ui.dialogs.parts import NoteLine, card, page_of
from app.ui.dialogs.sizing import fit_screen
from app.ui.dialogs.wizard.buttons import ButtonBar, fill
from app.ui.panels.notices import NoticeColumn, notice
from app.ui.panels.parts import code_font, mark_bad, plain_label, scrolling


class OpsSheet(QDialog):
    """One instruction a line; what is taken is the text that goes to the service."""

    taken = Signal(str)

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._lead = QLabel(), QLabel()
        self.text = QPlainTextEdit(as_lines(text))
        self.text.setFont(code_font())
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(5 * self.text.fontMetrics().lineSpacing() + 18)
        self.good = NoteLine()
        self.found: NoticeColumn[OpsFinding] = NoticeColumn(_row)
        self.form = OpsForm()
        self.take, self.cancel = QPushButton(), QPushButton()
        self.take.setProperty("look", "primary")
        self.take.setDefault(True)
        self.cancel.setAutoDefault(False)
        page = page_of(
            card(self.text, self.good, self.found),
            card(self.form),
            title=self._title,
            lead=self._lead,
        )
        fill(self, scrolling(page), ButtonBar([self.cancel], [self.take]))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_screen(self, width=600, height=760)
        self.text.textChanged.connect(self._look)
        self.form.added.connect(self._add)
        self.take.clicked.connect(self._take)
        self.cancel.clicked.connect(self.reject)
        self._name()
        self._look()

    def value(self) -> str:
        """The instructions as one text."""
        return of_lines(self.text.toPlainText())

    def _add(self, instruction: str) -> None:
        pieces = [piece for piece in (self.value(), instruction) if piece]
        self.text.setPlainText(as_lines(";".join(pieces)))
        self.text.verticalScrollBar().setValue(self.text.verticalScrollBar().maximum())

    def _look(self) -> None:
        found = findings(self.value())
        bad = refused(found)
        self.found.show_findings(found)
        mark_bad(self.text, bad=bad)
        self.take.setEnabled(not bad)
        count = len(self.value().split(";")) if self.value() else 0
        worse = any(finding.severity is not Severity.INFO for finding in found)
        told = self.tr("%n instruction(s) for each file.", "", count)
        self.good.say("" if worse or not count else told, "check", "good")

    def _take(self) -> None:
        self.taken.emit(self.value())
        self.accept()

    def _name(self) -> None:
        self.setWindowTitle(self.tr("Instructions"))
        self._title.setText(self.tr("What is made of each file"))
        self._lead.setText(
            self.tr("One instruction a line; bars join steps. Files that wait already keep theirs.")
        )
        self.text.setAccessibleName(self.tr("Instructions"))
        self.text.setPlaceholderText("avthumb/mp4/s/640x360/vb/1.25m")
        self.take.setText(self.tr("Use these"))
        self.cancel.setText(self.tr("Cancel"))


def _row(finding: OpsFinding) -> QWidget:
    return notice(finding.severity, plain_label(ops_words.sentence(finding), wrap=True), [])

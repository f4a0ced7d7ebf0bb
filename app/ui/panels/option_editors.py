"""One option of a service: title, editor by its kind, help, and what is wrong in words."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.findings import Severity
from app.domain.processing import as_lines, findings, of_lines
from app.domain.service_options import PICTURES, OptionKind, ServiceOption, moment_of, problem
from app.ui import i18n, ops_words, option_words
from app.ui.panels.parts import Switch, code_font, mark_bad, plain_label, set_look

_LONG = (OptionKind.TEMPLATE, OptionKind.INSTRUCTIONS)
"""Kinds that take several lines."""


class OptionRow(QWidget):
    """Its `value` is text, as `Connection.extras` keeps it."""

    changed = Signal()
    sheet_wanted = Signal()
    """The button of instructions was pressed."""

    def __init__(self, option: ServiceOption, now: Callable[[], float] = time.time) -> None:
        """``now``: Unix time, for moments that may be over."""
        super().__init__()
        self.option = option
        self._now = now
        self.title = plain_label(look="label")
        self.switch = Switch()
        self.line = QLineEdit()
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFont(code_font())
        self.text.setFixedHeight(3 * self.text.fontMetrics().lineSpacing() + 18)
        self.button = QPushButton()
        self.help = plain_label(look="muted", wrap=True)
        self.problem = plain_label(look="danger", wrap=True)
        self._lay_out()
        self.line.textEdited.connect(lambda _text: self._edited())
        self.text.textChanged.connect(self._edited)
        self.switch.clicked.connect(lambda _on: self._edited())
        self.button.clicked.connect(self._pressed)
        self.retranslate()

    @property
    def editor(self) -> QWidget:
        """What takes the keyboard."""
        if self.option.kind is OptionKind.FLAG:
            return self.switch
        return self.text if self.option.kind in _LONG else self.line

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.editor, 1)
        self.button.setVisible(self.option.kind in (OptionKind.PICTURE, OptionKind.INSTRUCTIONS))
        if not self.button.isHidden():
            row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.switch, self.line, self.text):
            widget.setVisible(widget is self.editor)
        self.title.setVisible(self.option.kind is not OptionKind.FLAG)
        column.addWidget(self.title)
        column.addLayout(row)
        column.addWidget(self.problem)
        column.addWidget(self.help)

    # --- values -----------------------------------------------------------------------------

    def value(self) -> str:
        """The value; empty: the service's own default."""
        if self.option.kind is OptionKind.FLAG:
            return "1" if self.switch.isChecked() else ""
        if self.option.kind is OptionKind.INSTRUCTIONS:
            return of_lines(self.text.toPlainText())
        text = self.text.toPlainText() if self.option.kind in _LONG else self.line.text()
        return text.strip()

    def show_value(self, text: str) -> None:
        """Show a value without telling anybody."""
        before = self.blockSignals(True)
        if self.option.kind is OptionKind.FLAG:
            self.switch.setChecked(text not in ("", "0"))
        elif self.value() != text:
            lines = as_lines(text) if self.option.kind is OptionKind.INSTRUCTIONS else text
            self.text.setPlainText(lines) if self.option.kind in _LONG else self.line.setText(text)
        self.blockSignals(before)
        self._tell()

    def _edited(self) -> None:
        self._tell()
        self.changed.emit()

    def _pressed(self) -> None:
        if self.option.kind is OptionKind.INSTRUCTIONS:
            self.sheet_wanted.emit()
            return
        endings = " ".join("*" + ending for ending in PICTURES)
        kinds = self.tr("Pictures ({endings})").format(endings=endings)
        dialog = QFileDialog(self.window(), self.tr("Choose a cover picture"), "", kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take)
        dialog.open()

    def take(self, value: str) -> None:
        """A value that a dialog gave, as if it had been typed."""
        self.show_value(value)
        self.changed.emit()

    # --- words ------------------------------------------------------------------------------

    def wrong(self) -> str:
        """What is wrong, as a sentence; empty when nothing is."""
        code = problem(self.option, self.value(), now=self._now())
        return option_words.problem_text(self.option, code)

    def _tell(self) -> None:
        text, look = self.wrong(), "danger"
        bad = bool(text)
        if self.option.kind is OptionKind.INSTRUCTIONS and not bad:
            found = [f for f in findings(self.value()) if f.severity is not Severity.INFO]
            text = "\n".join(map(ops_words.sentence, found))
            bad = any(f.severity is Severity.ERROR for f in found)
            look = "danger" if bad else "amber"
        elif not bad and self.option.kind is OptionKind.MOMENT and self.value():
            text, look = self._here(), "muted"
        elif not bad and self.option.longest and self.value():
            count = self.tr("{count} of {most} letters")
            used, most = i18n.number(len(self.value())), i18n.number(self.option.longest)
            text, look = count.format(count=used, most=most), "muted"
        self.problem.setText(text)
        set_look(self.problem, look)
        self.problem.setVisible(bool(text))
        mark_bad(self.editor, bad=bad)
        self.editor.setAccessibleDescription(i18n.joined(text, self.help.text()))

    def _here(self) -> str:
        told = moment_of(self.value())
        here = self.tr("{moment} on this computer's clock")
        return here.format(moment=i18n.moment(told.timestamp())) if told else ""

    def retranslate(self) -> None:
        """Every text in the language of now."""
        name = option_words.titles().get(self.option.name, self.option.name)
        self.title.setText(name)
        self.title.setToolTip(self.option.name)
        self.switch.setText(name)
        self.editor.setAccessibleName(name)
        self.help.setText(option_words.helps().get(self.option.name, ""))
        self.help.setVisible(bool(self.help.text()))
        picture = self.option.kind is OptionKind.PICTURE
        self.button.setText(self.tr("Choose…") if picture else self.tr("Build…"))
        self._tell()

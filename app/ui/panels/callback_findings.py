"""Remarks beside a field of the callback form, each with its one-click fix."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.findings import Finding, Severity
from app.ui.finding_words import fix_text, sentence
from app.ui.panels.notices import NoticeColumn, inline_button, notice
from app.ui.panels.parts import plain_label


class FindingsBox(NoticeColumn[Finding]):
    """The findings of one field, one under the other; takes no room when there are none."""

    fix_wanted = Signal(object)
    """The CallbackSpec after the fix that was clicked."""
    accepted = Signal(object)
    """The Finding whose *Send anyway* was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self._row, parent)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._rebuild()

    def _row(self, finding: Finding) -> QWidget:
        text = plain_label(sentence(finding), wrap=True)
        text.setAccessibleName(self._spoken(finding, text.text()))
        return notice(finding.severity, text, self._buttons(finding))

    def _buttons(self, finding: Finding) -> list[QPushButton]:
        buttons = []
        if finding.fix is not None:
            fix = inline_button(fix_text(finding))
            fix.clicked.connect(lambda: self.fix_wanted.emit(finding.fix))
            buttons.append(fix)
        if finding.override is not None:
            overrule = inline_button(self.tr("Send anyway"))
            overrule.clicked.connect(lambda: self.fix_wanted.emit(finding.override))
            buttons.append(overrule)
        if finding.severity is Severity.WARNING:
            anyway = inline_button(self.tr("Send anyway"))
            anyway.clicked.connect(lambda: self.accepted.emit(finding))
            buttons.append(anyway)
        return buttons

    def _spoken(self, finding: Finding, text: str) -> str:
        words = {
            Severity.ERROR: self.tr("Must be changed: {text}"),
            Severity.WARNING: self.tr("Worth a look: {text}"),
            Severity.INFO: self.tr("Good to know: {text}"),
        }
        return words[finding.severity].format(text=text)

"""The rule for object names: a template, what can be put into it, and what becomes of a file."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import DestinationError
from app.domain.naming_rule import (
    PLACEHOLDERS,
    NameSubject,
    key_by_rule,
    problems_of_rule,
    unknown_placeholders,
)
from app.ui.desk import Desk
from app.ui.panels.parts import mark_bad, plain_label, set_look
from app.ui.plain_names import visible

_SAMPLE = "photos/cover.jpg"


class NameRule(QWidget):
    """A field, a line of placeholders, and a line with the name that comes out."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.edit = QLineEdit()
        self.edit.setPlaceholderText("{folder}/{name}{ext}")
        self.edit.textEdited.connect(lambda _text: self._edited())
        self.hint = plain_label(look="muted", wrap=True)
        self.outcome = plain_label(look="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.edit, self.outcome, self.hint):
            column.addWidget(widget)
        desk.selection_changed.connect(self._tell)
        self.retranslate()

    def rule(self) -> str:
        """The rule as it stands; empty: prefix and the file's path."""
        return self.edit.text().strip()

    def show_rule(self, rule: str) -> None:
        """Show another connection's."""
        if self.rule() != rule:
            self.edit.setText(rule)
        self._tell()

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Qt's name
        """It is the field that takes the keyboard."""
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def _edited(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        """What is wrong with the rule, or what becomes of the selected file."""
        text, bad = self._problem()
        self.outcome.setText(text or self._preview())
        set_look(self.outcome, "danger" if bad else "amber" if text else "muted")
        mark_bad(self.edit, bad=bad)

    def _problem(self) -> tuple[str, bool]:
        found = problems_of_rule(self.rule())
        if "rule.unknown" in found:
            names = ", ".join("{" + name + "}" for name in unknown_placeholders(self.rule()))
            return self.tr("There is no {names}.").format(names=visible(names)), True
        if "rule.brace" in found:
            return self.tr("A brace stands alone. Doubled it means itself."), True
        if "rule.same_name" in found:
            text = self.tr("All files would get the same name. Put {name} or {counter} in.")
            return text, False
        return "", False

    def _preview(self) -> str:
        task, connection = self._desk.selected(), self._desk.connection
        prefix = connection.destination.prefix if connection else ""
        path = task.name if task else _SAMPLE
        subject = NameSubject(prefix, path, when=time.time())
        try:
            key = key_by_rule(self.rule(), subject)
        except DestinationError:
            return self.tr("No file can have the name that comes out.")
        return self.tr("{file} becomes {key}").format(file=visible(path), key=visible(key))

    def retranslate(self) -> None:
        """Every text in the language of now."""
        names = " ".join("{" + name + "}" for name in PLACEHOLDERS)
        self.hint.setText(self.tr("Can be put in: {names}").format(names=names))
        self._tell()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

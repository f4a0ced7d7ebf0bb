"""What a variable's source needs to know: a part of a name, a date's shape, a number, a column."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.questions import FolderPart, NamePart, Source
from app.domain.variables import USUAL_DATE, date_text
from app.ui.calm import CalmCombo
from app.ui.dialogs.field import Field
from app.ui.i18n import translate

SHAPES = (USUAL_DATE, "%Y-%m-%d %H:%M:%S", "%Y%m%d", "%Y%m%d%H%M%S", "%d.%m.%Y", "%Y", "%Y-%m")
MOMENT = time.mktime((2026, 5, 31, 16, 45, 0, 0, 0, -1))
"""The moment that shows what a shape means."""


class DetailField(QWidget):
    """A choice or a line, whichever the source has; nothing where it has neither."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = Source.FIXED
        self.box, self.line = CalmCombo(), QLineEdit()
        self._fields = (Field(self.box), Field(self.line))
        self.box.activated.connect(lambda _row: self.changed.emit())
        self.line.textEdited.connect(lambda _text: self.changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for field in self._fields:
            column.addWidget(field)

    def value(self) -> str:
        """As `Question.detail`."""
        if self._source in (Source.COUNTER, Source.CSV):
            return self.line.text().strip()
        if self._source in (Source.FILE_NAME, Source.FOLDER, Source.DATE):
            return str(self.box.currentData() or "")
        return ""

    def show_source(self, source: Source, detail: str) -> None:
        """What this source needs to know, as it is said by now."""
        self._source = source
        choices = _choices(source, detail)
        in_line = source in (Source.COUNTER, Source.CSV)
        self._fields[0].setVisible(bool(choices))
        self._fields[1].setVisible(in_line)
        self.setVisible(bool(choices) or in_line)
        self.box.clear()
        for value, text in choices:
            self.box.addItem(text, value)
        self.box.setCurrentIndex(max(self.box.findData(detail), 0))
        self.line.setText(detail)
        self._name(source)

    def _name(self, source: Source) -> None:
        if source is Source.COUNTER:
            hint = translate("Variables", "Begins at 1 with each upload; 001 counts 001, 002, …")
            self._fields[1].name(translate("Variables", "&First number"), hint)
            self.line.setPlaceholderText("1")
        elif source is Source.CSV:
            hint = translate("Variables", "Its name at the top of the table; empty: as this name.")
            self._fields[1].name(translate("Variables", "&Column"), hint)
            self.line.setPlaceholderText("")
        elif source is Source.DATE:
            self._fields[0].name(translate("Variables", "&Written like this"))
        else:
            self._fields[0].name(translate("Variables", "&Which part"))


def _choices(source: Source, detail: str) -> Sequence[tuple[str, str]]:
    if source is Source.FILE_NAME:
        return (
            (NamePart.WHOLE.value, translate("Variables", "All of it: 4711_front.jpg")),
            (NamePart.STEM.value, translate("Variables", "Without the ending: 4711_front")),
            (NamePart.FIRST.value, translate("Variables", "The first part: 4711")),
            (NamePart.LAST.value, translate("Variables", "The last part: front")),
        )
    if source is Source.FOLDER:
        return (
            (FolderPart.NEAREST.value, translate("Variables", "The folder that it is in")),
            (FolderPart.PATH.value, translate("Variables", "All folders that were dropped")),
        )
    if source is Source.DATE:
        shapes = SHAPES if detail in ("", *SHAPES) else (*SHAPES, detail)
        return [(shape, date_text(shape, MOMENT)) for shape in shapes]
    return ()

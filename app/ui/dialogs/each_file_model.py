"""Values of single files as Qt sees them: a model over the review's facts, no widget per row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont

from app.domain.questions import Filling, Question
from app.domain.upload import TaskSnapshot
from app.domain.variables import Subject, troubles_of, values_for
from app.ui.dialogs.sheet_table import NOWHERE, Index, SheetModel
from app.ui.dialogs.variable_words import trouble_text
from app.ui.i18n import translate
from app.ui.panels.parts import tooltip
from app.ui.plain_names import visible
from app.ui.theme.tokens import colour

Own = Mapping[str, Mapping[str, str]]


class EachFileModel(SheetModel):
    """A row a file, a column a variable; values can be typed in."""

    edited = Signal()
    """`own` says something else now."""

    def __init__(
        self,
        filling: Filling,
        rows: Sequence[TaskSnapshot],
        *,
        names: Sequence[str],
        parent: QObject | None = None,
    ) -> None:
        questions = {question.variable: question for question in filling.questions}
        self.questions = [questions.get(n, Question(n, required=False)) for n in names]
        super().__init__(self._titles, right=-1, parent=parent)
        self.rows = tuple(rows)
        self._filling = filling

    def _titles(self) -> tuple[str, ...]:
        labels = (visible(question.label) for question in self.questions)
        return (translate("Variables", "File"), *labels)

    @property
    def own(self) -> Own:
        """What was said for single files."""
        return self._filling.own

    def _subject(self, row: int) -> Subject:
        task = self.rows[row]
        return Subject(task.id, task.name, task.path)

    def value(self, row: int, question: Question) -> str:
        """What a file's value is to be."""
        values = {**self._filling.fixed, **values_for(self._filling, self._subject(row))}
        return values.get(question.variable, "")

    def trouble(self, row: int, question: Question) -> str:
        """Code of what is wrong with a value; empty: nothing."""
        found = troubles_of(self._filling, self._subject(row))
        return next((t.code for t in found if t.variable in ("", question.variable)), "")

    def next_trouble(self, behind: int) -> tuple[int, int] | None:
        """Row and column of the first value below a row that cannot be sent; from the top again."""
        count = len(self.rows)
        for step in range(1, count + 1):
            row = (behind + step) % count
            found = troubles_of(self._filling, self._subject(row))
            if found:
                names = [question.variable for question in self.questions]
                name = found[0].variable
                return row, names.index(name) + 1 if name in names else 1
        return None

    def take_back(self, row: int, column: int) -> None:
        """The value comes from where it came before somebody typed one."""
        task_id, name = self.rows[row].id, self.questions[column - 1].variable
        mine = {n: v for n, v in self.own.get(task_id, {}).items() if n != name}
        self._keep(row, mine)

    def spread(self, row: int, column: int) -> None:
        """All files get the value that this one has."""
        question = self.questions[column - 1]
        said = {question.variable: self.value(row, question)}
        own = {task.id: {**self.own.get(task.id, {}), **said} for task in self.rows}
        self._filling = replace(self._filling, own=own)
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, column))
        self.edited.emit()

    def _keep(self, row: int, mine: Mapping[str, str]) -> None:
        others = {key: value for key, value in self.own.items() if key != self.rows[row].id}
        own = {**others, self.rows[row].id: mine} if mine else others
        self._filling = replace(self._filling, own=own)
        last = self.index(row, len(self.questions))
        self.dataChanged.emit(self.index(row, 0), last)
        self.edited.emit()

    # --- what Qt asks -----------------------------------------------------------------------

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """All files."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All but the name can be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() else flags

    def setData(  # noqa: N802
        self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """A value was typed in; the one that is there anyway is not kept as this file's own."""
        if role != Qt.ItemDataRole.EditRole or not index.column():
            return False
        question, text = self.questions[index.column() - 1], str(value or "").strip()
        if text != self.value(index.row(), question):
            mine = self.own.get(self.rows[index.row()].id, {})
            self._keep(index.row(), {**mine, question.variable: text})
        return True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name or value; what is wrong in another colour, with a mark, and in words when asked."""
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        if not index.column():
            return self._name(self.rows[index.row()], role)
        question = self.questions[index.column() - 1]
        if role == Qt.ItemDataRole.FontRole:
            return self._font(index.row(), question)
        text = self.value(index.row(), question)
        if role == Qt.ItemDataRole.EditRole:
            return text
        if role not in _TOLD:
            return None
        code = self.trouble(index.row(), question)
        said = trouble_text(code, question)
        if role == Qt.ItemDataRole.DisplayRole:
            return _marked(text, code)
        if role == Qt.ItemDataRole.ForegroundRole:
            return colour("danger") if code else None
        whole = " ".join(filter(None, (visible(text), said)))
        return tooltip(whole) if role == Qt.ItemDataRole.ToolTipRole else whole

    @staticmethod
    def _name(task: TaskSnapshot, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(task.name)
        return tooltip(visible(task.name)) if role == Qt.ItemDataRole.ToolTipRole else None

    def _font(self, row: int, question: Question) -> QFont | None:
        """Bold: said for this file alone."""
        if question.variable not in self.own.get(self.rows[row].id, {}):
            return None
        font = QFont()
        font.setBold(True)
        return font


def _marked(text: str, code: str) -> str:
    if not code:
        return visible(text)
    if code == "missing":
        return translate("Variables", "✗ missing")
    return "✗ " + visible(text)


_TOLD = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ForegroundRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)

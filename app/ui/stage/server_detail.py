"""One callback in full: its signature, the raw request, the decoded body, and what was answered."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.dialogs.sheet_table import NOWHERE, Index, SheetModel, dress
from app.ui.i18n import translate
from app.ui.panels.long_text import LongText
from app.ui.panels.parts import CopyButton, Glyph, plain_label, scrolling, tooltip
from app.ui.plain_names import visible
from app.ui.stage.server_calls import Call, fields_of, text
from app.ui.stage.server_steps import Steps
from app.ui.stage.server_words import aftermath, harmless, raw_answer, raw_request, verdict
from app.ui.theme.tokens import L, M, S

_SETTLED = 50
"""Milliseconds after which wrapped texts have found their heights."""


class FieldsModel(SheetModel):
    """Names and values of a body."""

    def __init__(self) -> None:
        super().__init__(self._heads, right=-1)
        self._fields: list[tuple[str, str]] = []

    @staticmethod
    def _heads() -> tuple[str, str]:
        return translate("Server", "Variable"), translate("Server", "Value")

    def show_fields(self, fields: list[tuple[str, str]]) -> None:
        """Show these."""
        self.beginResetModel()
        self._fields = fields
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """One row a field."""
        return 0 if parent.isValid() else len(self._fields)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name or value."""
        if not index.isValid():
            return None
        shown = visible(self._fields[index.row()][index.column()][:2000])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return shown
        return tooltip(shown) if role == Qt.ItemDataRole.ToolTipRole else None


class Raw(QWidget):
    """A text as it came, with a button that copies it."""

    def __init__(self) -> None:
        super().__init__()
        self.note = plain_label(look="muted", wrap=True)
        self.text = LongText()
        self.copy = CopyButton()
        row = QHBoxLayout()
        row.addWidget(self.note, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(S, S, S, S)
        column.setSpacing(S)
        column.addLayout(row)
        column.addWidget(self.text, 1)

    def show_text(self, words: str, *, note: str, name: str) -> None:
        """Show a text; ``note`` stands above it."""
        shown = harmless(words)
        if self.text.toPlainText() != shown:
            self.text.show_text(shown)
        self.text.setAccessibleName(name)
        self.note.setText(note)
        self.copy.set_text(words, translate("Server", "Copy: {what}").format(what=name))


class Detail(QWidget):
    """Shows one callback; nothing until it is given one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph = Glyph(22)
        self.verdict = plain_label(look="label", wrap=True)
        self.aftermath = plain_label(look="muted", wrap=True)
        self.steps, self.request, self.answer = Steps(), Raw(), Raw()
        self.fields, self.table, self.body = FieldsModel(), QTableView(), Raw()
        self.tabs = QTabWidget()
        self._area = scrolling(self.steps)
        self._known: tuple[object, ...] = ()
        self._build()

    def _build(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.verdict)
        said.addWidget(self.aftermath)
        top = QHBoxLayout()
        top.setSpacing(S)
        top.setContentsMargins(M, M, M, S)
        top.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(said, 1)
        header = dress(self.table, self.fields)
        header.setStretchLastSection(True)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self.body)
        for page in (self._area, self.request, self._body, self.answer):
            self.tabs.addTab(page, "")
        self.tabs.setDocumentMode(True)
        frame = QFrame()
        frame.setProperty("look", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addLayout(top)
        inside.addWidget(self.tabs, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)

    def show_call(self, call: Call) -> None:
        """Show one, in the language of now."""
        known = (call.number, id(call.answered), id(call.judged), call.record, QLocale().name())
        if known == self._known:
            return
        another = self._known[:1] != known[:1]
        self._known = known
        self._name_tabs()
        self._say(call)
        if another:
            self._go_to_failure()

    def _go_to_failure(self) -> None:
        """What matters is in sight: the step that failed, or the first one."""
        row = self.steps.failed() or self.steps.rows[0]

        def go() -> None:
            self.steps.fit()
            QTimer.singleShot(0, row, lambda: self._area.ensureWidgetVisible(row, 0, L))

        QTimer.singleShot(_SETTLED, row, go)

    def _say(self, call: Call) -> None:
        picture, role, said = verdict(call)
        self._glyph.draw(picture, role)
        self.verdict.setText(said)
        self.aftermath.setText(aftermath(call))
        self.aftermath.setVisible(bool(self.aftermath.text()))
        self.steps.show_call(call)
        cut = translate("Server", "Only the first 64 KB of the body are shown.")
        note = translate(
            "Server", "As it came; the names of headers are written in small letters here."
        )
        received = call.received
        whole = cut if received.get("body_cut") else note
        name = translate("Server", "Request")
        self.request.show_text(raw_request(received), note=whole, name=name)
        self._show_body(call)
        went = raw_answer(call.answered)
        note = translate("Server", "As it went back.") if went else _no_answer(call)
        self.answer.show_text(went, note=note, name=translate("Server", "Our answer"))

    def _show_body(self, call: Call) -> None:
        fields = fields_of(call.received)
        self.fields.show_fields(fields)
        self.table.setAccessibleName(translate("Server", "Decoded body"))
        self.table.resizeColumnToContents(0)
        self.table.setColumnWidth(0, min(self.table.columnWidth(0) + 2 * M, 220))
        self._body.setCurrentWidget(self.table if fields else self.body)
        note = translate("Server", "This body is neither a form nor a JSON object.")
        name = translate("Server", "Body")
        self.body.show_text(text(call.received, "body"), note=note, name=name)

    def _name_tabs(self) -> None:
        names = (
            translate("Server", "Signature"),
            translate("Server", "Request"),
            translate("Server", "Body"),
            translate("Server", "Answer"),
        )
        for place, name in enumerate(names):
            self.tabs.setTabText(place, name)
        self.tabs.setAccessibleName(translate("Server", "What is shown of the callback"))


def _no_answer(call: Call) -> str:
    if call.answered is None:
        return translate("Server", "There is no answer yet.")
    return translate("Server", "Nothing went back: the line was closed.")

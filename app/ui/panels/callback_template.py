"""The body template: an editor that colours placeholders, marks mistakes and completes names."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QToolTip, QVBoxLayout, QWidget

from app.domain.dialect import Dialect, SystemVariable
from app.domain.findings import Finding, Severity
from app.domain.template import placeholders, swapped
from app.ui.finding_words import meaning, sentence
from app.ui.panels.flow_layout import FlowLayout
from app.ui.panels.parts import code_font, fit_height, mark_bad, tooltip
from app.ui.panels.template_completer import VariableCompleter
from app.ui.theme.tokens import colour

_COMMON = 6
"""Chips that show before *more* is pressed."""


_ROLES = {Severity.ERROR: "danger", Severity.WARNING: "amber", Severity.INFO: "muted"}
"""Colour of the wavy line."""


class TemplateColours(QSyntaxHighlighter):
    """Colours placeholders and draws a wavy line under what findings are about."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._findings: list[Finding] = []
        self.marks = ("${", "}")
        """What stands around a variable's name."""

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Wavy lines for these places; nothing is drawn anew when they are the same."""
        placed = [f for f in findings if f.start >= 0 and f.end > f.start]
        if placed != self._findings:
            self._findings = placed
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Colour one line."""
        for place in placeholders(swapped(text, *self.marks)):
            style = QTextCharFormat()
            style.setForeground(colour("accent"))
            style.setBackground(colour("accent_soft"))
            self.setFormat(place.start, place.end - place.start, style)
        first = self.currentBlock().position()
        for finding in self._findings:
            start = max(finding.start - first, 0)
            end = min(finding.end - first, len(text))
            for index in range(start, end):
                self.setFormat(index, 1, self._waved(index, finding.severity))

    def _waved(self, index: int, severity: Severity) -> QTextCharFormat:
        style = QTextCharFormat(self.format(index))
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        style.setUnderlineColor(QColor(colour(_ROLES[severity])))
        return style


class TemplateEdit(QPlainTextEdit):
    """Plain text with placeholders; Tab leaves it, for the keyboard's sake.

    *Undo* is the form's: one step back may change more than this text.
    """

    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(code_font())
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setUndoRedoEnabled(False)
        self._findings: list[Finding] = []
        self._colours = TemplateColours(self.document())
        self.completer = VariableCompleter(self)
        self.textChanged.connect(lambda: fit_height(self, fewest=4, most=12))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width breaks the lines anew."""
        super().resizeEvent(event)
        fit_height(self, fewest=4, most=12)

    def event(self, event: QEvent) -> bool:
        """The reason where the mouse rests on a mark; the keys of *Undo* before the window's."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self.cursorForPosition(self.viewport().mapFromParent(event.pos())).position()
            QToolTip.showText(event.globalPos(), tooltip(self.reason_at(at)), self)
            return True
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._step(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def reason_at(self, position: int) -> str:
        """What the findings at a character of the text say, a line each; empty: none is there."""
        here = [f for f in self._findings if f.start <= position <= f.end and f.start >= 0]
        return "\n".join(dict.fromkeys(sentence(finding) for finding in here))

    def _step(self, event: QKeyEvent) -> SignalInstance | None:
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.undo_wanted
        return self.redo_wanted if event.matches(QKeySequence.StandardKey.Redo) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Undo and redo go to the form, some keys to the list of variables, the rest is text."""
        step = self._step(event)
        if step is not None:
            step.emit()
            return
        if self.completer.keeps(event):
            event.ignore()  # the list takes it from here
            return
        asked = event.key() == Qt.Key.Key_Space and bool(
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )
        if not asked:
            super().keyPressEvent(event)
        if not self.isReadOnly():
            self.completer.follow(event)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Mark the places that findings are about."""
        self._findings = list(findings)
        self.blockSignals(True)  # colours are no change of the text
        self._colours.set_findings(findings)
        self.blockSignals(False)
        mark_bad(self, bad=any(f.severity is Severity.ERROR for f in findings))

    def set_marks(self, opening: str, closing: str) -> None:
        """How the service marks a variable; colours, list and chips follow."""
        if (opening, closing) != self._colours.marks:
            self._colours.marks = (opening, closing)
            self.completer.set_marks(opening, closing)
            self.blockSignals(True)
            self._colours.rehighlight()
            self.blockSignals(False)

    def set_text(self, text: str) -> None:
        """Show another template, with the cursor left where it can be."""
        if text == self.toPlainText():
            return
        cursor = self.textCursor()
        place = min(cursor.position(), len(text))
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.setPosition(place)
        self.setTextCursor(cursor)

    def insert_variable(self, name: str) -> None:
        """Put a variable where the cursor is, over what is selected."""
        self.insertPlainText(name.join(self._colours.marks))
        self.setFocus()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The theme may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.blockSignals(True)
            self._colours.rehighlight()
            self.blockSignals(False)


class Chips(QWidget):
    """A button for each variable that the template can use."""

    picked = Signal(str)
    """Name of the variable to insert."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._system: tuple[SystemVariable, ...] = ()
        self._custom: list[str] = []
        self._all = False
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, gap=4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._holder)

    def show_variables(self, dialect: Dialect, custom: Sequence[str]) -> None:
        """Offer a service's variables and the person's own ones."""
        if dialect.system_variables == self._system and list(custom) == self._custom:
            return
        self._system, self._custom = dialect.system_variables, list(custom)
        self.rebuild()

    def rebuild(self) -> None:
        """Make every chip anew, in the language of now."""
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        shown = self._system if self._all else self._system[:_COMMON]
        for variable in shown:
            self._add(variable.name, meaning(variable), look="chip")
        for name in self._custom:
            self._add(name, self.tr("Your own value"), look="chip-own")
        if len(self._system) > _COMMON:
            more = QPushButton(self.tr("fewer") if self._all else self.tr("more…"))
            more.setProperty("look", "link")
            more.setAccessibleName(self.tr("Show more or fewer variables"))
            more.clicked.connect(self._toggle)
            self._flow.addWidget(more)
        self._flow.invalidate()
        self._holder.updateGeometry()

    def _add(self, name: str, meaning_: str, *, look: str) -> None:
        chip = QPushButton(name)
        chip.setProperty("look", look)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.setToolTip(tooltip(meaning_))
        chip.setAccessibleName(self.tr("Insert {name}").format(name=name))
        chip.setAccessibleDescription(meaning_)
        chip.clicked.connect(lambda: self.picked.emit(name))
        self._flow.addWidget(chip)

    def _toggle(self) -> None:
        self._all = not self._all
        self.rebuild()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.rebuild()

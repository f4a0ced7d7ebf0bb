"""The body that the storage returned: laid out as JSON or raw, always as plain text."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.panels.json_text import SHOWN, Laid, laid_out
from app.ui.panels.long_text import LONGEST_LINE, LongText
from app.ui.panels.parts import CopyButton, ElidedLabel, Segmented, plain_label
from app.ui.theme.tokens import colour

_PIECES = re.compile(r'("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*)|\b(true|false|null)\b')
_SHORT = 64 * 1024
"""Characters up to which a body is laid out at once; longer ones go through an errand."""


class JsonColours(QSyntaxHighlighter):
    """Colours names, strings, numbers and words of JSON."""

    wanted = False
    """Whether the text is JSON at all."""

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Colour one line; lines without end are left alone, for the sake of speed."""
        if not self.wanted or len(text) > 5000:
            return
        for found in _PIECES.finditer(text):
            start, end = found.span(1) if found.group(1) else found.span()
            role = "good" if found.group(1) else "amber"
            style = QTextCharFormat()
            style.setForeground(colour("accent" if found.group(2) else role))
            self.setFormat(start, end - start, style)


class BodyView(QWidget):
    """Shows one body; remembers whether people want it pretty or raw."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._body = ""
        self._asked = False
        self._nothing_sent = False
        self._laid: Laid | None = None
        self._all = False
        self._pretty = True
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self._choice = Segmented(("pretty", "raw"))
        self._choice.chosen.connect(self._choose)
        self._kind = ElidedLabel(look="muted", mode=Qt.TextElideMode.ElideRight)
        self._copy = CopyButton()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._kind, 1)
        row.addWidget(self._copy)
        row.addWidget(self._choice)
        self.text = LongText()
        self.text.setMinimumHeight(48)
        self._colours = JsonColours(self.text.document())
        self.hint = plain_label(look="muted", wrap=True)
        self._more = QPushButton()
        self._more.clicked.connect(self._show_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.text, 1)
        column.addWidget(self.hint)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def kind_label(self) -> QLabel:
        """The line above the body, for status and type."""
        return self._kind

    def set_body(self, body: str, kind: str, *, asked: bool = True) -> None:
        """Show another body; ``kind`` is the line above it.

        ``asked``: something was sent at all, so that there could have been an answer.
        """
        self._kind.set_whole(kind)
        known = body == self._body and self._nothing_sent is not asked
        self._nothing_sent = not asked
        if known and self._asked:
            return
        self._body, self._all, self._laid = body, False, None
        self._asked = True
        self._copy.set_text(body, self.tr("Copy the answer"))
        if len(body) <= _SHORT:
            self._take(body, laid_out(body))
            return
        self._render()
        self._desk.errands.run(
            lambda: laid_out(body), lambda laid: self._take(body, laid), lambda _error: None
        )

    def _take(self, body: str, laid: Laid) -> None:
        """The layout of ``body`` is there; nothing happens when another one is shown by now."""
        if body == self._body:
            self._laid = laid
            self._render()

    def _choose(self, value: str) -> None:
        self._pretty = value == "pretty"
        self._render()

    def _show_all(self) -> None:
        self._all = True
        self._render()

    def _render(self) -> None:
        laid = self._laid
        pretty = bool(laid and laid.text)
        self._choice.button("pretty").setEnabled(pretty)
        self._choice.choose("pretty" if pretty and self._pretty else "raw")
        whole = laid.text if laid and pretty and self._pretty else self._body
        cut = len(whole) > SHOWN and not self._all
        self._colours.wanted = pretty and (cut or len(whole) <= SHOWN)
        self.text.show_text(whole[:SHOWN] if cut else whole)
        self._more.setVisible(cut)
        self.hint.setText(self._hint())
        self.hint.setVisible(bool(self.hint.text()))
        self._label_more(len(whole))

    def _hint(self) -> str:
        laid = self._laid
        if not self._body and self._nothing_sent:
            return self.tr("Nothing was sent, so there is no answer.")
        if not self._body:
            return self.tr("There was no text in the answer.")
        if laid is None or laid.text:
            return ""
        if any(len(line) > LONGEST_LINE for line in self._body.splitlines()):
            return self.tr("Very long lines are broken here; the copy button takes them whole.")
        if self._body.lstrip().startswith("<?xml"):
            return self.tr("This is XML, shown as it came.")
        if not laid.found:
            return self.tr("This is not JSON: it ends too early, in line {line}.").format(
                line=laid.line
            )
        text = self.tr("This is not JSON: line {line}, character {column} is “{found}”.")
        return text.format(line=laid.line, column=laid.column, found=laid.found)

    def _label_more(self, length: int) -> None:
        size = self.locale().formattedDataSize(length)
        self._more.setText(self.tr("Show all ({size})").format(size=size))

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._choice.name("pretty", self.tr("Pretty"))
        self._choice.name("raw", self.tr("Raw"))
        self._choice.setAccessibleName(self.tr("How the answer is shown"))
        self.text.setAccessibleName(self.tr("Answer"))
        self._copy.set_text(self._body, self.tr("Copy the answer"))
        self._render()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Language and theme may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        if event.type() == QEvent.Type.PaletteChange:
            self._colours.rehighlight()

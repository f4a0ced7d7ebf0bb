"""Colours for names, strings, numbers and words of JSON that is laid out."""

from __future__ import annotations

import re

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat

from app.ui.theme.tokens import colour

_PIECES = re.compile(r'("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|(-?\d[\d.eE+-]*)|\b(true|false|null)\b')


class JsonColours(QSyntaxHighlighter):
    """Colours one line at a time."""

    wanted = False
    """Whether the text is JSON at all."""

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Colour one line; lines without end are left alone, for the sake of speed."""
        if not self.wanted or len(text) > 1000:
            return
        for found in _PIECES.finditer(text):
            start, end = found.span(1) if found.group(1) else found.span()
            role = "good" if found.group(1) else "amber"
            style = QTextCharFormat()
            style.setForeground(colour("accent" if found.group(2) else role))
            self.setFormat(start, end - start, style)

"""Hover texts of the Expert view: what a label's word means, from the glossary.

A widget may name its term itself by the property ``term``; else its own words decide: the glossary
says which labels of the program show which sentence, and each class speaks for itself in the
translation, so that the same works in every language.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from app.domain.glossary import Glossary, Term
from app.ui.action_specs import plain
from app.ui.panels.parts import tooltip

CONTEXTS = ("Facts", "Settings", "Connect", "TestCall")
"""Contexts of translation that are not the name of a class around the label."""
_DONE = "termShown"


def explain(widget: QWidget, term: Term) -> None:
    """Let a widget say what its word means: to the mouse, to *What's this?*, to screen readers."""
    widget.setToolTip(tooltip(term.sentence))
    widget.setWhatsThis(tooltip(term.sentence))
    widget.setAccessibleDescription(term.sentence)
    widget.setProperty(_DONE, term.id)


class Terms:
    """Puts the glossary of one language on labels."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self._known: dict[str, dict[str, Term]] = {}

    def dress(self, root: QWidget) -> list[QWidget]:
        """Explain every label below ``root`` that has a word of the glossary; those labels.

        One that has a hover text of its own keeps it.
        """
        found: list[QWidget] = []
        for widget in root.findChildren(QWidget):
            if isinstance(widget, QLabel | QAbstractButton):
                term = self._term_of(widget)
                if term is not None:
                    explain(widget, term)
                    found.append(widget)
        return found

    def _term_of(self, widget: QLabel | QAbstractButton) -> Term | None:
        if widget.toolTip() and not widget.property(_DONE):
            return None
        named = widget.property("term")
        if isinstance(named, str) and named:
            return self._glossary.get(named)
        words = _words(widget.text())
        if not words or len(words) > 60:
            return None
        for context in _contexts(widget):
            term = self._of_context(context).get(words)
            if term is not None:
                return term
        return None

    def _of_context(self, context: str) -> dict[str, Term]:
        """Terms by the words that their labels have in the language of now."""
        if context not in self._known:
            say = QCoreApplication.translate
            self._known[context] = {
                _words(say(context, label)): term
                for term in self._glossary.values()
                for label in term.labels
            }
        return self._known[context]


def _words(text: str) -> str:
    """A label's text without its key, dots, colon and the arrow of a fold."""
    return plain(text).rstrip(":： ").strip()


def _contexts(widget: QWidget) -> Iterator[str]:
    around: QWidget | None = widget
    while around is not None:
        name = type(around).__name__
        if not name.startswith("Q"):  # Qt's own say nothing of ours
            yield name
        around = around.parentWidget()
    yield from CONTEXTS

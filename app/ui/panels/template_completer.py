"""The list of variables that opens behind a dollar sign, and narrows while one types."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView, QPlainTextEdit

from app.domain.dialect import Dialect
from app.ui.finding_words import meaning

_NAME = Qt.ItemDataRole.UserRole
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape)


class VariableCompleter(QObject):
    """Belongs to one editor; ``$`` opens it, Ctrl+Space too, Enter or a click takes a name."""

    taken = Signal(str)

    def __init__(self, edit: QPlainTextEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._shown: list[tuple[str, str]] = []
        self.set_marks("${", "}")
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        self._popup = QListView()
        self._popup.setProperty("look", "names")
        self._completer.setPopup(self._popup)
        self._completer.setWidget(edit)
        self._completer.setCompletionRole(_NAME)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setMaxVisibleItems(10)
        self._completer.activated.connect(self._take)

    def set_marks(self, opening: str, closing: str) -> None:
        """What stands around a name; the first of it, a dollar sign, opens the list."""
        self._marks = opening, closing
        first, rest = re.escape(opening[:1]), re.escape(opening[1:])
        self._begun = re.compile(rf"{first}(?:{rest})?([\w.:]*)$")
        self._ahead = re.compile(rf"[\w.:]*{re.escape(closing)}")

    @property
    def names(self) -> QCompleter:
        """What offers the names."""
        return self._completer

    def is_open(self) -> bool:
        """Whether the list is on the screen."""
        return self._popup.isVisible()

    def offer(self, dialect: Dialect, custom: Sequence[str]) -> None:
        """The names to choose from."""
        own = self.tr("Your own value")
        wanted = [(v.name, meaning(v)) for v in dialect.system_variables]
        wanted += [(name, own) for name in custom]
        if wanted == self._shown:
            return
        self._shown = wanted
        self._model.clear()
        for name, sense in wanted:
            item = QStandardItem(f"{name}   –   {sense}")
            item.setData(name, _NAME)
            item.setData(f"{name}, {sense}", Qt.ItemDataRole.AccessibleTextRole)
            item.setEditable(False)
            self._model.appendRow(item)

    def keeps(self, event: QKeyEvent) -> bool:
        """Whether a key is the list's and none of the editor's."""
        return self.is_open() and event.key() in _TAKES

    def follow(self, event: QKeyEvent) -> None:
        """A key went into the text: open, narrow or close."""
        asked = event.key() == Qt.Key.Key_Space and event.modifiers() == _CONTROL
        typed = bool(event.text()) and event.text().isprintable()
        begun = self._begun.search(self._before())
        if not asked and (begun is None or not (typed or self.is_open())):
            self._popup.hide()
            return
        self._completer.setCompletionPrefix(begun[1] if begun else "")
        self._popup.setAccessibleName(self.tr("Variables"))
        self._completer.setCurrentRow(0)
        self._popup.setCurrentIndex(self._completer.completionModel().index(0, 0))
        place = self._edit.cursorRect()
        place.setWidth(min(380, max(self._popup.sizeHintForColumn(0) + 28, 220)))
        place.translate(self._edit.viewport().pos())
        if self._completer.completionCount():
            self._completer.complete(place)
        else:
            self._popup.hide()

    def _before(self) -> str:
        """The line up to the cursor."""
        cursor = self._edit.textCursor()
        return cursor.block().text()[: cursor.positionInBlock()]

    def _take(self, name: str) -> None:
        """Write the chosen name over what was typed of it."""
        cursor = self._edit.textCursor()
        begun = self._begun.search(self._before())
        back = len(begun[0]) if begun else 0
        rest = cursor.block().text()[cursor.positionInBlock() :]
        opening, closing = self._marks
        ahead = self._ahead.match(rest) if begun and opening in begun[0] else None
        cursor.setPosition(cursor.position() - back)
        wide = back + (ahead.end() if ahead else 0)
        cursor.setPosition(cursor.position() + wide, cursor.MoveMode.KeepAnchor)
        cursor.insertText(opening + name + closing)
        self._edit.setTextCursor(cursor)
        self.taken.emit(name)


_CONTROL = Qt.KeyboardModifier.ControlModifier

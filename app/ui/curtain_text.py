"""Bars over the places of a text that an audience must not read; the text itself stays."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from app.domain.masking import spans
from app.ui.theme.tokens import colour

Edit = QPlainTextEdit | QTextEdit
_MINE = int(QTextFormat.Property.UserProperty) + 77
"""Marks our bars among the other highlights of a text."""
_UNSELECTED = " selection-color: transparent;"
"""Whatever is selected is painted as a bar, too: a selection would be drawn above ours."""


def cover_text(edit: Edit, hosts: Sequence[str]) -> None:
    """Bars over what stands in sight of a text."""
    others = [one for one in edit.extraSelections() if not one.format.property(_MINE)]
    bars = [bar for block in _in_sight(edit) for bar in _bars(edit, block, hosts)]
    if _places(edit) != [_place(bar) for bar in bars] or _bar_is_below(edit, len(bars)):
        edit.setExtraSelections([*others, *bars])
    if bars and _UNSELECTED not in edit.styleSheet():
        edit.setStyleSheet(edit.styleSheet() + _UNSELECTED)


def uncover_text(edit: Edit) -> None:
    """Take the bars away."""
    if _places(edit):
        others = [one for one in edit.extraSelections() if not one.format.property(_MINE)]
        edit.setExtraSelections(others)
    if _UNSELECTED in edit.styleSheet():
        edit.setStyleSheet(edit.styleSheet().replace(_UNSELECTED, ""))


def covered_places(edit: Edit) -> list[tuple[int, int]]:
    """First and last position of each bar."""
    return _places(edit)


def _places(edit: Edit) -> list[tuple[int, int]]:
    return [_place(one) for one in edit.extraSelections() if one.format.property(_MINE)]


def _place(bar: QTextEdit.ExtraSelection) -> tuple[int, int]:
    return bar.cursor.selectionStart(), bar.cursor.selectionEnd()


def _bar_is_below(edit: Edit, count: int) -> bool:
    """Whether somebody's highlights came above ours."""
    last = edit.extraSelections()[-count:] if count else []
    return any(not one.format.property(_MINE) for one in last)


def _in_sight(edit: Edit) -> list[QTextBlock]:
    """Lines that can be seen: a text may have millions."""
    area = edit.viewport().rect()
    block = edit.cursorForPosition(area.topLeft()).block()
    last = edit.cursorForPosition(area.bottomRight()).block().blockNumber()
    found = []
    while block.isValid() and block.blockNumber() <= last:
        found.append(block)
        block = block.next()
    return found


def _bars(edit: Edit, block: QTextBlock, hosts: Sequence[str]) -> list[QTextEdit.ExtraSelection]:
    bars = []
    for start, end in spans(block.text(), hosts):
        bar = QTextEdit.ExtraSelection()
        cursor = QTextCursor(edit.document())
        cursor.setPosition(block.position() + start)
        cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setForeground(colour("border_strong"))
        look.setBackground(colour("border_strong"))
        look.setProperty(_MINE, True)
        bar.cursor, bar.format = cursor, look
        bars.append(bar)
    return bars

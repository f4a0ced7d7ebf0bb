"""Reads everything that a window shows: what an audience in front of it could write down."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from app.ui.curtain_text import covered_places
from app.ui.curtain_views import CoveredCells

_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.EditRole)
_MOST_ROWS = 200


def shown(window: QWidget) -> list[str]:
    """Every text in sight, with the kind and name of the widget that shows it."""
    window.grab()  # every widget paints
    window.grab()  # and those that were covered paint what covers them
    parts = [window, *window.findChildren(QWidget)]
    return [
        f"{type(part).__name__} {part.objectName()}: {text}"
        for part in parts
        if part.isVisibleTo(window)
        for text in _texts(part)
    ]


def _texts(part: QWidget) -> Iterator[str]:
    yield part.toolTip()
    if part.isWindow():
        yield part.windowTitle()
    if isinstance(part, (QLabel, QAbstractButton)):
        yield part.text()
    elif isinstance(part, QLineEdit):
        yield part.displayText()
        yield part.placeholderText()
    elif isinstance(part, QComboBox):
        line = part.lineEdit()
        yield line.displayText() if line is not None else part.currentText()
    elif isinstance(part, QTabBar):
        yield from (part.tabText(n) for n in range(part.count()))
    elif isinstance(part, QMenu):
        yield from (action.text() for action in part.actions())
    elif isinstance(part, (QPlainTextEdit, QTextEdit)):
        yield _uncovered(part)
    elif isinstance(part, QAbstractItemView) and not isinstance(part, QHeaderView):
        yield from _cells(part)


def _uncovered(edit: QPlainTextEdit | QTextEdit) -> str:
    """The lines in sight without what lies below bars of one colour."""
    area = edit.viewport().rect()
    first = edit.cursorForPosition(area.topLeft()).block()
    last = edit.cursorForPosition(area.bottomRight()).block()
    begin, end = first.position(), last.position() + last.length() - 1
    text = edit.toPlainText()
    letters = list(text)
    for one in edit.extraSelections():
        if (one.cursor.selectionStart(), one.cursor.selectionEnd()) in covered_places(edit):
            assert one.format.foreground() == one.format.background()
    for start, stop in covered_places(edit):
        letters[start:stop] = "•" * (stop - start)
    return "".join(letters[begin:end])


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    for index in _below(model, QModelIndex()):
        painter = view.itemDelegateForIndex(index)
        seen = painter.covered(index) if isinstance(painter, CoveredCells) else index
        for role in _ROLES:
            if isinstance(text := seen.data(role), str):
                yield text


def _below(
    model: QAbstractItemModel, parent: QModelIndex | QPersistentModelIndex
) -> Iterator[QModelIndex]:
    for row in range(min(model.rowCount(parent), _MOST_ROWS)):
        flat = isinstance(model, QAbstractListModel)
        for column in range(1 if flat else model.columnCount(parent)):
            yield model.index(row, column, parent)
        yield from _below(model, model.index(row, 0, parent))

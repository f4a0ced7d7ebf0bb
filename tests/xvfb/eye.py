"""The real program with an eye in it: says what is on its windows and where, and touches nothing.

``eye.py SOCKET WORDS...`` runs ``upcall WORDS``; whoever connects to SOCKET sends a line and gets a
line of JSON: every visible widget with its name, text, class and place on the screen, and the rows
of every list. Mouse and keys come from outside (xdotool), as a person's do.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QMenu, QWidget

from app.cli import main
from app.ui.application import application

MOST_ROWS = 50


def shown() -> list[dict[str, Any]]:
    """Every visible widget of every window, in the order in which they were made."""
    return [seen(widget) for widget in QApplication.allWidgets() if on_screen(widget)]


def on_screen(widget: QWidget) -> bool:
    """Whether at least its middle can be seen and clicked."""
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


def seen(widget: QWidget) -> dict[str, Any]:
    """One widget."""
    rect = widget.visibleRegion().boundingRect()
    text, selected = text_of(widget), QWidget.property(widget, "checked")
    return {
        "class": type(widget).__name__,
        "kind": kind_of(widget),
        "name": widget.accessibleName() or text.replace("&", ""),
        "text": text,
        "enabled": widget.isEnabled(),
        "checked": bool(selected),
        "window": widget.window().windowTitle(),
        "active": widget.window().isActiveWindow(),
        "at": placed(widget, rect),
        "rows": rows_of(widget) if isinstance(widget, QAbstractItemView) else [],
        "entries": entries_of(widget),
    }


def kind_of(widget: QWidget) -> str:
    """The name of Qt's own class that it is made of."""
    ours = [kind.__name__ for kind in type(widget).__mro__ if kind.__module__.startswith("PySide6")]
    return ours[0]


def text_of(widget: QWidget) -> str:
    """What is written on it."""
    for name in ("text", "plainText", "currentText", "title"):
        found = widget.property(name)
        if isinstance(found, str) and found:
            return found
    return ""


def placed(widget: QWidget, rect: QRect) -> list[int]:
    """Left, top, width and height on the screen."""
    corner = widget.mapToGlobal(QPoint(rect.x(), rect.y()))
    return [corner.x(), corner.y(), rect.width(), rect.height()]


def rows_of(view: QAbstractItemView) -> list[dict[str, Any]]:
    """The first rows of a list: text for readers, and place."""
    model = view.model()
    count = min(model.rowCount(), MOST_ROWS)
    return [row_of(view, model, number) for number in range(count)]


def row_of(view: QAbstractItemView, model: QAbstractItemModel, number: int) -> dict[str, Any]:
    """One row: what all its columns say."""
    words: list[str] = []
    for column in range(model.columnCount(QModelIndex())):
        index = model.index(number, column)
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            said = model.data(index, role)
            words += [str(said)] if said else []
    rect = view.visualRect(model.index(number, 0))
    return {"text": " | ".join(words), "at": placed(view.viewport(), rect)}


def entries_of(widget: QWidget) -> list[dict[str, Any]]:
    """Entries of an open menu, or texts of a choice."""
    if isinstance(widget, QComboBox):
        return [{"text": widget.itemText(i), "at": []} for i in range(widget.count())]
    if not isinstance(widget, QMenu):
        return []
    return [
        {
            "text": action.text().replace("&", ""),
            "enabled": action.isEnabled(),
            "at": placed(widget, widget.actionGeometry(action)),
        }
        for action in widget.actions()
        if action.isVisible()
    ]


def answer(line: QLocalSocket) -> None:
    """A question has come: what is there to see?"""
    while line.canReadLine():
        line.readLine()
        line.write(json.dumps(shown()).encode() + b"\n")
        line.flush()


def watch(name: str) -> QLocalServer:
    """Listen for questions."""
    server = QLocalServer()

    def come() -> None:
        line = server.nextPendingConnection()
        line.readyRead.connect(lambda: answer(line))

    server.newConnection.connect(come)
    if not server.listen(name):
        raise OSError(server.errorString())
    return server


if __name__ == "__main__":
    application()
    eye = watch(sys.argv[1])
    sys.exit(main(sys.argv[2:]))

"""An answer as a tree that unfolds; names, values and paths can be copied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTreeView, QWidget

from app.ui.panels.parts import code_font
from app.ui.panels.tree_model import Node, Pairs, TreeModel

OPEN_UP_TO = 60
"""Lines that are unfolded at the beginning."""
MOST_HITS = 500


class TreeView(QTreeView):
    """Shows one parsed value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(code_font())
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self._tree: TreeModel | None = None

    def show_value(self, value: Any) -> None:
        """Show what `parsed` gave; the first levels are open."""
        before, self._tree = self._tree, TreeModel(value, self)
        self.setModel(self._tree)
        if before is not None:
            before.deleteLater()
        header = self.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self._unfold()
        self.resizeColumnToContents(0)
        self.setColumnWidth(0, min(self.columnWidth(0), max(120, self.width() // 2)))

    def _unfold(self) -> None:
        """Open level by level as long as few lines come of it."""
        if self._tree is None:
            return
        level = self._tree.root().made()
        lines = len(level)
        while level and lines <= OPEN_UP_TO:
            below = [child for node in level if node.count() for child in node.made()]
            lines += len(below)
            if lines > OPEN_UP_TO and level is not self._tree.root().made():
                return
            for node in level:
                if 0 < node.count() <= OPEN_UP_TO:
                    self.expand(self._tree.index_of(node))
            level = below

    def hits(self, needle: str) -> list[Node]:
        """Lines whose name or value holds ``needle``, whatever its case; at most `MOST_HITS`."""
        if self._tree is None or not needle:
            return []
        found: list[Node] = []
        wanted = needle.casefold()
        for path in _places(self._tree.root().value, wanted):
            found.append(self._node_at(path))
            if len(found) >= MOST_HITS:
                break
        return found

    def _node_at(self, path: tuple[int, ...]) -> Node:
        assert self._tree is not None  # noqa: S101 - asked before
        node = self._tree.root()
        for number in path:
            node = _child(node, number)
        return node

    def go_to(self, node: Node) -> None:
        """Unfold the way to a line and select it."""
        if self._tree is None:
            return
        above = node.parent
        while above is not None and above.parent is not None:
            self.expand(self._tree.index_of(above))
            above = above.parent
        index = self._tree.index_of(node)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+C takes the value."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy("text")
        else:
            super().keyPressEvent(event)

    def _copy(self, what: str) -> None:
        if self._tree is not None and self.currentIndex().isValid():
            node = self._tree.node(self.currentIndex())
            value = str(node.value) if isinstance(node.value, str) else node.text()
            text = {"path": node.path(), "name": node.name}.get(what, value)
            QGuiApplication.clipboard().setText(text)

    def _menu(self, where: QPoint) -> None:
        if not self.indexAt(where).isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        names = (
            ("text", self.tr("Copy value")),
            ("name", self.tr("Copy name")),
            ("path", self.tr("Copy path")),
        )
        for what, name in names:
            menu.addAction(name).triggered.connect(lambda _on=False, what=what: self._copy(what))
        menu.popup(self.viewport().mapToGlobal(where))


def _child(node: Node, number: int) -> Node:
    """The child of that number, through groups."""
    while True:
        children = node.made()
        if not children or children[0].first < 0:
            return children[number - max(node.first, 0)]
        node = next(c for c in reversed(children) if c.first <= number)


def _places(value: Any, wanted: str) -> Iterator[tuple[int, ...]]:
    """Ways to the lines that hold a text, in their order; without recursion."""
    waiting: list[tuple[tuple[int, ...], Any, str]] = [((), value, "")]
    while waiting:
        path, item, name = waiting.pop()
        if path and (wanted in name.casefold() or wanted in _own_text(item).casefold()):
            yield path
        if isinstance(item, list):
            pairs = isinstance(item, Pairs)
            below = [
                ((*path, n), one[1] if pairs else one, one[0] if pairs else "")
                for n, one in enumerate(item)
            ]
            waiting.extend(reversed(below))


def _own_text(item: Any) -> str:
    if isinstance(item, list):
        return ""
    if isinstance(item, str):
        return str(item)
    return {None: "null", True: "true", False: "false"}[item]

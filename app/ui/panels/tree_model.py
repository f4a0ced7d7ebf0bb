"""JSON as a tree for Qt: names and values as they came, children made when somebody looks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush

from app.domain.answer_pairs import pairs_of
from app.ui.i18n import Units, translate
from app.ui.panels.answer_text import one_line
from app.ui.panels.json_text import laid_out
from app.ui.panels.parts import tooltip
from app.ui.theme.tokens import colour

GROUP = 200
"""Children that stand below each other; more are put into groups of so many."""
Index = QModelIndex | QPersistentModelIndex


class Number(str):
    """A number, or ``NaN`` and its like, as it was written."""

    __slots__ = ()


class Pairs(list[tuple[str, Any]]):
    """An object's names and values in their order, doubles included."""

    __slots__ = ()


def parsed(text: str, *, pairs: bool = False) -> Any:
    """``text`` as `Pairs`, lists, `Number`, text, booleans and None.

    ``pairs``: as `app.ui.panels.json_text.laid_out`. Raises `ValueError` when it is no JSON,
    `RecursionError` when it is nested too deeply.
    """
    if pairs and (told := pairs_of(text)):
        return Pairs(told)
    return json.loads(
        text,
        object_pairs_hook=Pairs,
        parse_int=Number,
        parse_float=Number,
        parse_constant=Number,
    )


class Node:
    """One line of the tree."""

    __slots__ = ("children", "first", "name", "parent", "row", "value")

    def __init__(self, name: str, value: Any, parent: Node | None, row: int) -> None:
        self.name = name
        self.value = value
        self.parent = parent
        self.row = row
        self.first = -1
        """Of a group: number of its first child; -1: no group."""
        self.children: list[Node] | None = None

    def count(self) -> int:
        """How many children the value has, groups aside."""
        return len(self.value) if isinstance(self.value, list) else 0

    def made(self) -> list[Node]:
        """The children, made now if nobody asked before."""
        if self.children is None:
            self.children = list(self._new_children())
        return self.children

    def _new_children(self) -> Iterator[Node]:
        count, offset = self.count(), max(self.first, 0)
        step = GROUP
        while step * GROUP < count:
            step *= GROUP
        if count > GROUP:
            for row, at in enumerate(range(0, count, step)):
                group = Node("", type(self.value)(self.value[at : at + step]), self, row)
                group.first = offset + at
                yield group
            return
        pairs = isinstance(self.value, Pairs)
        for row, item in enumerate(self.value if count else ()):
            name, value = item if pairs else (str(offset + row), item)
            yield Node(name, value, self, row)

    def title(self) -> str:
        """What stands in the first column."""
        if self.first < 0:
            return one_line(self.name, 120)
        return f"[{self.first} … {self.first + self.count() - 1}]"

    def shown(self) -> str:
        """What stands in the second column."""
        value = self.value
        if isinstance(value, Pairs):
            return f"{{ {Units.tr('%n value(s)', '', len(value))} }}" if value else "{ }"
        if isinstance(value, list):
            return f"[ {Units.tr('%n value(s)', '', len(value))} ]" if value else "[ ]"
        return one_line(self.text())

    def text(self) -> str:
        """The value as text, for the second column and for copying."""
        value = self.value
        if isinstance(value, Number):
            return str(value)
        if isinstance(value, list):
            return laid_out("".join(_written(value))).text
        return json.dumps(value, ensure_ascii=False)

    def path(self) -> str:
        """Where it is: ``data.items[3].name``."""
        names: list[str] = []
        node: Node | None = self
        while node is not None and node.parent is not None:
            in_object = isinstance(_owner(node).value, Pairs)
            if node.first < 0:
                names.append(f".{node.name}" if in_object else f"[{node.name}]")
            node = node.parent
        return "".join(reversed(names)).removeprefix(".")


def _owner(node: Node) -> Node:
    """The line whose value holds it; groups are skipped."""
    parent = node.parent
    while parent is not None and parent.first >= 0 and parent.parent is not None:
        parent = parent.parent
    return parent or node


class _Sign(str):
    """A piece of JSON as it stands."""

    __slots__ = ()


def _written(value: Any) -> Iterator[str]:
    """A value as JSON, without recursion: answers are nested as deeply as somebody likes."""
    waiting: list[Any] = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, _Sign | Number):
            yield str(item)
        elif isinstance(item, Pairs):
            named = [(_Sign(json.dumps(n, ensure_ascii=False) + ":"), one) for n, one in item]
            waiting += _enclosed("{}", [piece for pair in named for piece in (*pair, _Sign(","))])
        elif isinstance(item, list):
            waiting += _enclosed("[]", [piece for one in item for piece in (one, _Sign(","))])
        else:
            yield json.dumps(item, ensure_ascii=False)


def _enclosed(signs: str, pieces: list[Any]) -> list[Any]:
    """In the order in which they are taken from a stack; the last comma is left out."""
    return [_Sign(signs[1]), *reversed(pieces[:-1]), _Sign(signs[0])]


class TreeModel(QAbstractItemModel):
    """Two columns: name and value."""

    def __init__(self, value: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        whole = isinstance(value, list) and bool(value)
        self._root = Node("", value if whole else [value], None, 0)
        if not whole:
            self._root.children = [Node("", value, self._root, 0)]

    def node(self, index: Index) -> Node:
        """The line of an index."""
        found = index.internalPointer() if index.isValid() else self._root
        return found if isinstance(found, Node) else self._root

    def index_of(self, node: Node) -> QModelIndex:
        """The index of a line."""
        return QModelIndex() if node is self._root else self.createIndex(node.row, 0, node)

    def root(self) -> Node:
        """The invisible line above all."""
        return self._root

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Qt's."""
        children = self.node(parent).made()
        if 0 <= row < len(children) and 0 <= column < 2:
            return self.createIndex(row, column, children[row])
        return QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        """Qt's."""
        above = self.node(index).parent
        return QModelIndex() if above is None or above is self._root else self.index_of(above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Qt's."""
        return 0 if parent.column() > 0 else len(self.node(parent).made())

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: N802, B008
        """Known without making any."""
        node = self.node(parent)
        return node is self._root or (parent.column() <= 0 and node.count() > 0)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Qt's."""
        return 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, colours, a tooltip that reads no markup."""
        node = self.node(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return node.shown() if index.column() else node.title()
        if role == Qt.ItemDataRole.ForegroundRole:
            return QBrush(colour(_role(node) if index.column() else "accent"))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() and node.count() == 0:
            return tooltip(one_line(node.text(), 900))
        return None

    def headerData(  # noqa: N802
        self, section: int, _orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names of the columns."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return translate("Answer", "Value") if section else translate("Answer", "Name")


def _role(node: Node) -> str:
    if isinstance(node.value, list):
        return "muted"
    if isinstance(node.value, str) and not isinstance(node.value, Number):
        return "good"
    return "amber"

"""A layout that sets its items side by side and wraps them, as words in a paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Left to right, then the next line; what is lower stands in the middle of its line."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 4) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take an item in, at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """The item at ``index``, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Take the item at ``index`` out; None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """It never wants more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """A narrower place makes it higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Pixels of height at ``width`` pixels."""
        return self._arranged(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Put every item where it belongs."""
        super().setGeometry(rect)
        self._arranged(rect, place=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as the widest item; the height follows from the width."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        """Room for the widest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arranged(self, rect: QRect, *, place: bool) -> int:
        """Place the items (or only measure); the height that they take in pixels."""
        y, gap = rect.y(), self.spacing()
        for line in self._lines(rect.width()):
            x, height = rect.x(), max(size.height() for _item, size in line)
            for item, size in line:
                if place:
                    middle = y + (height - size.height()) // 2
                    item.setGeometry(QRect(QPoint(x, middle), size))
                x += size.width() + gap
            y += height + gap
        return max(0, y - gap - rect.y())

    def _lines(self, width: int) -> Iterator[list[tuple[QLayoutItem, QSize]]]:
        """What stands side by side where there are ``width`` pixels; never nothing."""
        line: list[tuple[QLayoutItem, QSize]] = []
        x, gap = 0, self.spacing()
        for item in self._items:
            if item.isEmpty():  # a hidden button leaves no gap
                continue
            size = item.sizeHint()
            if line and x + size.width() > width:
                yield line
                line, x = [], 0
            line.append((item, size))
            x += size.width() + gap
        if line:
            yield line

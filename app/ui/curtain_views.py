"""Lists and tables behind the curtain: cells are painted from a model that hides what it must."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast, runtime_checkable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QIdentityProxyModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

Index = QModelIndex | QPersistentModelIndex
Says = Callable[[str], str]


@runtime_checkable
class Speaks(Protocol):
    """A delegate that paints texts which are not its model's."""

    says: Says


def _tell(delegate: QAbstractItemDelegate, says: Says) -> None:
    if isinstance(delegate, Speaks):
        delegate.says = says


class CoveredModel(QIdentityProxyModel):
    """A model with every text as an audience may read it."""

    def __init__(self, says: Says, source: QAbstractItemModel, parent: QObject) -> None:
        super().__init__(parent)
        self._says = says
        self.setSourceModel(source)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts are covered, everything else is as it is."""
        found = super().data(index, role)
        return self._says(found) if isinstance(found, str) else found


class CoveredCells(QStyledItemDelegate):
    """Paints through another delegate, which is shown covered cells."""

    def __init__(self, view: QAbstractItemView, inner: QAbstractItemDelegate, says: Says) -> None:
        super().__init__(view)
        self.inner = inner
        self._says = says
        self._model: CoveredModel | None = None

    @staticmethod
    def before(view: QAbstractItemView, says: Says) -> None:
        """Put the curtain in front of a view, once."""
        inner = view.itemDelegate()
        if not isinstance(inner, CoveredCells):
            view.setItemDelegate(CoveredCells(view, inner, says))
            _tell(inner, says)

    @staticmethod
    def away(view: QAbstractItemView) -> None:
        """Give the view its own delegate back."""
        mine = view.itemDelegate()
        if isinstance(mine, CoveredCells):
            view.setItemDelegate(mine.inner)
            _tell(mine.inner, str)
            mine.deleteLater()

    def covered(self, index: Index) -> QModelIndex:
        """The same cell as an audience may read it."""
        source = index.model()
        if self._model is None or self._model.sourceModel() is not source:
            if self._model is not None:
                self._model.deleteLater()
            self._model = CoveredModel(self._says, source, self)
        return self._model.mapFromSource(cast("QModelIndex", index))

    # --- what a view asks of a delegate -----------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell, covered."""
        self.inner.paint(painter, option, self.covered(index))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """As wide as what is shown."""
        return self.inner.sizeHint(option, self.covered(index))

    def helpEvent(  # noqa: N802
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """The cell's tool tip, covered."""
        return bool(self.inner.helpEvent(event, view, option, self.covered(index)))

    def createEditor(  # noqa: N802
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        """Editing is the true cell's."""
        return self.inner.createEditor(parent, option, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        """A field is covered as all fields are."""
        self.inner.setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802
        """What was typed is kept."""
        self.inner.setModelData(editor, model, index)

    def updateEditorGeometry(  # noqa: N802
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Where the cell is."""
        self.inner.updateEditorGeometry(editor, option, index)

    def editorEvent(  # noqa: N802
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Clicks and ticks go to the true cell."""
        return bool(self.inner.editorEvent(event, model, option, index))

"""The left side of the help: a search field above the pages, or above what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.ui.help_pages import EVERYDAY, EXPERT, Found, Page
from app.ui.panels.parts import plain_label
from app.ui.theme.icons import icon
from app.ui.theme.tokens import M, S, colour

_NAME = Qt.ItemDataRole.UserRole
_SNIPPET = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class FoundDelegate(QStyledItemDelegate):
    """Draws below a page's title, muted and in two lines at most, where the words were found."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Room for both."""
        usual = super().sizeHint(option, index)
        if not index.data(_SNIPPET):
            return usual
        return QSize(usual.width(), usual.height() + 2 * option.fontMetrics.lineSpacing() + S)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row as ever; with something found its title stands at the top."""
        snippet = str(index.data(_SNIPPET) or "")
        if not snippet:
            super().paint(painter, option, index)
            return
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        option.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, ground, painter, option.widget
        )
        line = option.fontMetrics.lineSpacing()
        area = option.rect.adjusted(M, S, -S, -4)
        end, letters = Qt.TextElideMode.ElideRight, option.fontMetrics
        title = letters.elidedText(str(index.data()), end, area.width())
        told = letters.elidedText(snippet, end, round(area.width() * 1.7))  # two lines, with breaks
        painter.save()
        painter.setPen(colour("text"))
        painter.drawText(area, Qt.AlignmentFlag.AlignTop, title)
        painter.setPen(colour("muted"))
        flags = int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        painter.setClipRect(area.adjusted(0, 0, 0, 3 * line + S - area.height()))
        painter.drawText(area.adjusted(0, line + 2, 0, 0), flags, told)
        painter.restore()


class HelpContents(QWidget):
    """Tells which page was chosen and what is searched for."""

    chosen = Signal(str)
    """Name of a page."""
    searched = Signal(str)
    """Words; empty: the search is over."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: Mapping[str, Page] = {}
        self._filling = False
        self._shown = ""
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.list = QListWidget()
        self.list.setProperty("look", "framed")
        self.list.setItemDelegate(FoundDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = plain_label(look="muted", wrap=True)
        self.nothing.hide()
        self.more = QCheckBox()
        column = QVBoxLayout(self)
        column.setContentsMargins(M, M, M, M)
        column.setSpacing(S)
        for widget in (self.search, self.list, self.nothing, self.more):
            column.addWidget(widget, 1 if widget is self.list else 0)
        self.search.textChanged.connect(lambda text: self._search(text.strip()))
        self.search.returnPressed.connect(self._first)
        self.list.currentItemChanged.connect(self._current)
        self.list.itemActivated.connect(self._choose)
        self.more.toggled.connect(lambda _on: self._again())

    def words(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    def set_expert(self, *, on: bool) -> None:
        """Whether pages about the Expert view are among the others."""
        self.more.setChecked(on)

    def fill(self, pages: Mapping[str, Page]) -> None:
        """Take these pages, in a language that may be another one."""
        self._pages = pages
        self.search.setPlaceholderText(self.tr("Search the help"))
        self.search.setAccessibleName(self.tr("Search the help"))
        self.list.setAccessibleName(self.tr("Pages of the help"))
        self.more.setText(self.tr("Expert pages, too"))
        self._again()

    def mark(self, name: str) -> None:
        """Show which page is open."""
        self._shown = name
        if name in EXPERT and not self.more.isChecked():
            self.more.setChecked(True)
        self._select()

    def show_found(self, found: Sequence[Found], words: str) -> None:
        """What a search brought."""
        shown = [one for one in found if self.more.isChecked() or one.page.id in EVERYDAY]
        self._filling = True
        self.list.clear()
        for one in shown:
            self._add(one.page.id, one.page.title, one.snippet)
        self._filling = False
        self.nothing.setText(self.tr("No page has “{words}”.").format(words=words))
        self.nothing.setVisible(not shown)
        self._select()

    def _search(self, words: str) -> None:
        if words:
            self.searched.emit(words)
        else:
            self._show_all()

    def _again(self) -> None:
        self._search(self.words())

    def _show_all(self) -> None:
        self._filling = True
        self.list.clear()
        self.nothing.hide()
        for name in EVERYDAY + (EXPERT if self.more.isChecked() else ()):
            if name == EXPERT[0]:
                self._head(self.tr("Expert view"))
            if name in self._pages:
                self._add(name, self._pages[name].title)
        self._filling = False
        self._select()

    def _head(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.font()
        font.setBold(True)
        item.setFont(font)
        self.list.addItem(item)

    def _add(self, name: str, title: str, snippet: str = "") -> None:
        item = QListWidgetItem(title)
        item.setData(_NAME, name)
        item.setData(_SNIPPET, snippet)
        item.setData(
            Qt.ItemDataRole.AccessibleTextRole, f"{title}. {snippet}" if snippet else title
        )
        self.list.addItem(item)

    def _select(self) -> None:
        self._filling = True
        self.list.setCurrentRow(-1)
        for place in range(self.list.count()):
            item = self.list.item(place)
            if item.data(_NAME) == self._shown:
                self.list.setCurrentItem(item)
        self._filling = False

    def _first(self) -> None:
        for place in range(self.list.count()):
            if self.list.item(place).data(_NAME):
                self._choose(self.list.item(place))
                return

    def _current(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._filling:
            self._choose(item)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_NAME))

"""The demo cloud's application server: callbacks as they come, its records, and how it answers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.ui.desk import Desk
from app.ui.dialogs.sheet_table import dress
from app.ui.dialogs.sizing import fit_screen, text_scale
from app.ui.dialogs.unfinished_parts import Page
from app.ui.i18n import translate
from app.ui.panels.look import expert_sheet
from app.ui.panels.parts import plain_label, scrolling
from app.ui.stage.server_controls import Controls, RecordsBar
from app.ui.stage.server_detail import Detail
from app.ui.stage.server_feed import ServerFeed
from app.ui.stage.server_models import (
    ANSWER,
    ATTEMPT,
    FILE,
    SIGNATURE,
    TIME,
    CallsModel,
    RecordsModel,
)
from app.ui.theme.tokens import L, M, S, scheme, table

_WIDE, _USUAL, _HIGH = 860, 460, 820
"""Pixels for text of the usual size: width from which list and details stand side by side, least
height of all then, and when they stand one below the other."""
_LOOKED_AT = 20
"""Rows whose texts decide how wide a column of the records is."""
_OWN = """
#serverWindow > QScrollArea > QWidget > QWidget { background: @window; }
QSplitter::handle { background: transparent; }
QHeaderView::section:first { padding-left: 8px; }
"""
"""Beyond the Expert view's sheet: cards with air between them, tables without a margin."""


class ServerWindow(QDialog):
    """Stays open beside the main window, and follows what happens."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.feed = ServerFeed(desk, self)
        self.calls, self.records = CallsModel(self), RecordsModel(self)
        self._chosen = 0
        self._narrow: bool | None = None
        self._upper, self._whole = QSplitter(), _Modest(Qt.Orientation.Vertical)
        self._scheme = scheme()
        self._title, self._lead = plain_label(look="title"), plain_label(look="muted", wrap=True)
        self._list_title, self._records_title = (plain_label(look="subtitle") for _ in range(2))
        self.controls, self.bar = Controls(self.feed), RecordsBar(self.feed, self.records)
        self.table, self.lines = QTableView(), QTableView()
        self.nothing, self.no_lines = Page("server"), plain_label(look="muted", wrap=True)
        self.detail = Detail()
        self._build()
        self._paint()
        self.feed.changed.connect(self._show)
        self.retranslate()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("serverWindow")
        self.setMinimumSize(640, 480)
        fit_screen(self, width=1120, height=780)
        self._dress()
        self.pages = QStackedWidget()
        upper, whole = self._upper, self._whole
        upper.addWidget(_card(self._list_title, self.table))
        upper.addWidget(self.detail)
        self.no_lines.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lines = QStackedWidget()
        self._lines.addWidget(self.no_lines)
        self._lines.addWidget(self.lines)
        lower = _card(self._records_title, self._lines, beside=self.bar)
        self.pages.addWidget(self.nothing)
        self.pages.addWidget(upper)
        whole.addWidget(self.pages)
        whole.addWidget(lower)
        for splitter in (upper, whole):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(M)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        for part in (self._title, self._lead, self.controls):
            column.addWidget(part)
        column.addWidget(whole, 1)
        self._area = scrolling(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In a narrow window the details stand below the list."""
        super().resizeEvent(event)
        narrow = self.width() < _WIDE * text_scale()
        if narrow is self._narrow:
            return
        self._narrow = narrow
        ways = Qt.Orientation
        self._upper.setOrientation(ways.Vertical if narrow else ways.Horizontal)
        self._upper.setSizes([2, 3] if narrow else [560, 520])
        # A window that is lower than this scrolls: what is squeezed cannot be read.
        self._whole.setMinimumHeight(round((_HIGH if narrow else _USUAL) * text_scale()))
        self._whole.setSizes([740, 260] if narrow else [520, 200])

    def _dress(self) -> None:
        header = dress(self.table, self.calls)
        header.setMinimumSectionSize(72)
        header.setSectionResizeMode(FILE, QHeaderView.ResizeMode.Stretch)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        scale = text_scale()
        for column, width in ((TIME, 84), (ATTEMPT, 76), (SIGNATURE, 116), (ANSWER, 128)):
            self.table.setColumnWidth(column, round(width * scale))
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        header = dress(self.lines, self.records)
        header.setResizeContentsPrecision(_LOOKED_AT)
        header.setStretchLastSection(True)
        self.lines.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def _paint(self) -> None:
        own = _OWN.replace("@window", table()["window"])
        self.setStyleSheet(expert_sheet() + own)
        self.nothing.draw()

    # --- showing ----------------------------------------------------------------------------

    def _show(self) -> None:
        """What the feed has by now; who looks at the newest callback goes on doing so."""
        calls = self.feed.calls.calls()
        before = self.calls.call(0)
        newest = before is None or self._chosen in (0, before.number)
        model = self.table.selectionModel()
        blocked = model.blockSignals(True)
        self.calls.show_calls(calls)
        row = 0 if newest else max(self.calls.row_of(self._chosen), 0)
        if calls:
            self.table.setCurrentIndex(self.calls.index(row, 0))
        model.blockSignals(blocked)
        self._select(row)
        self.pages.setCurrentIndex(1 if calls else 0)
        self._show_lines()
        self.controls.show_told(self.feed.calls.told)
        self._say_nothing()

    def _show_lines(self) -> None:
        lines = self.feed.calls.lines()
        known = self.records.columnCount()
        self.records.show_lines(lines)
        if self.records.columnCount() != known:
            self.lines.resizeColumnsToContents()
            for column in range(self.records.columnCount()):
                width = self.lines.columnWidth(column)
                self.lines.setColumnWidth(column, min(max(width, 64) + S, 220))
        self._lines.setCurrentIndex(1 if lines else 0)
        self.bar.refresh()
        title = translate("Server", "Records · {count}").format(count=len(lines))
        self._records_title.setText(title)

    def _choose(self, now: QModelIndex, _before: QModelIndex) -> None:
        self._select(now.row())

    def _select(self, row: int) -> None:
        call = self.calls.call(row)
        if call is not None:
            self._chosen = call.number
            self.detail.show_call(call)

    def _say_nothing(self) -> None:
        if self.feed.ready:
            self.nothing.say(
                translate("Server", "No callback has come yet"),
                translate(
                    "Server",
                    "Upload a file to the demo cloud with a callback, or forge one above.",
                ),
            )
        else:
            self.nothing.say(translate("Server", "The demo cloud is starting…"), "")

    # --- texts ------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.setWindowTitle(translate("Server", "Application server"))
        self._title.setText(translate("Server", "Application server"))
        self._lead.setText(
            translate(
                "Server",
                "The demo cloud's own, as you would build one: it verifies each callback, writes"
                " down what it accepts, and answers as you tell it.",
            )
        )
        self._list_title.setText(translate("Server", "Callbacks received"))
        self.table.setAccessibleName(translate("Server", "Callbacks received"))
        self.lines.setAccessibleName(translate("Server", "Records"))
        self.no_lines.setText(
            translate(
                "Server",
                "Each accepted callback adds a line here, as it would in your database. A refused"
                " one adds none.",
            )
        )
        self.controls.retranslate()
        self.bar.retranslate()
        self._show()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Language and colours may change while it is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        if event.type() == QEvent.Type.PaletteChange and self._scheme != scheme():
            self._scheme = scheme()
            self._paint()

    def done(self, result: int) -> None:
        """Listen no more."""
        self.feed.close()
        super().done(result)


class _Modest(QSplitter):
    """Wants no more height than it has to have, and takes what there is."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Its least height."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


def _card(title: QLabel, inside: QWidget, *, beside: QWidget | None = None) -> QFrame:
    """A card with a title, and maybe something at its right."""
    frame = QFrame()
    frame.setProperty("look", "card")
    top = QHBoxLayout()
    top.addWidget(title, 1)
    if beside is not None:
        top.addWidget(beside)
    column = QVBoxLayout(frame)
    column.setContentsMargins(M, M, M, M)
    column.setSpacing(S)
    column.addLayout(top)
    column.addWidget(inside, 1)
    return frame

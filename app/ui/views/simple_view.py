"""The Simple view: where files go, a drop area, the list, and what is needed to send it.

For people who have never heard of a bucket: no toolbar, no tabs, no word of the trade. Everything
here is a drawing of the desk's one model; *Details* leads to Expert with the row selected.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.ui.actions import Actions
from app.ui.desk import Desk
from app.ui.dialogs.plain_details import PlainDetails
from app.ui.models.queue_model import FilterKind
from app.ui.panels.parts import plain_label
from app.ui.panels.rate_button import RateButton
from app.ui.theme.icons import icon
from app.ui.theme.tokens import RADIUS, XL, L, M, colour
from app.ui.views.empty_state import EmptyState
from app.ui.views.overall import Overall
from app.ui.views.place_header import PlaceHeader
from app.ui.views.row_drag import RowDrag
from app.ui.views.row_face import RowAction
from app.ui.views.upload_list import UploadList

WIDEST = 920
"""Pixels; lines of text that are longer are hard to read."""
_TICK_MS = 1000


class SimpleView(QWidget):
    """One column: place, notice, drop area or list, overall bar."""

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actions = actions
        self.header = PlaceHeader(desk)
        self.empty = EmptyState(desk, actions)
        self.strip = DropStrip(actions)
        self.list = UploadList(desk.queue)
        self._drag = RowDrag(self.list, desk, free=self.list.is_free)
        self.overall = Overall(desk, actions)
        self.rate = RateButton(desk)
        self._pages = QStackedLayout()
        self._ticker = QTimer(self, interval=_TICK_MS)
        self._ticker.timeout.connect(self._tick)
        self._arrange()
        self._join()
        self.retranslate()
        self.refresh()

    def _arrange(self) -> None:
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(M)
        for widget in (self.strip, self.list, self.overall):
            rows.addWidget(widget, 1 if widget is self.list else 0)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(page)
        column = QVBoxLayout()
        column.setSpacing(L)
        column.addWidget(self.header)
        column.addLayout(self._pages, 1)
        column.addWidget(self.rate, 0, Qt.AlignmentFlag.AlignLeft)
        middle = QWidget()
        middle.setMaximumWidth(WIDEST)
        middle.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(XL, L, XL, XL)
        row.addStretch(1)
        row.addWidget(middle, 1000)
        row.addStretch(1)

    def _join(self) -> None:
        self._desk.queue.changed.connect(self.refresh)
        self._desk.settings_changed.connect(self.refresh)
        self._desk.selection_changed.connect(self._follow_selection)
        self.list.chosen.connect(self._desk.set_selection)
        self.list.pressed_action.connect(self._pressed)
        for action in self._row_actions():
            self.list.addAction(action)
        self.list.addAction(self._actions.toggle)

    def _row_actions(self) -> list[QAction]:
        """The context menu, in the order in which things happen."""
        actions = self._actions
        first = [actions.upload, actions.upload_next]
        first += [actions.pause, actions.resume, actions.cancel]
        then = [actions.stop_waiting, actions.retry, actions.copy_link]
        then += [actions.details, actions.copy_report]
        line = QAction(self.list)
        line.setSeparator(True)
        return [*first, *then, line, actions.remove, actions.clear]

    def refresh(self) -> None:
        """The list instead of the drop area once there is something on it."""
        filled = self._desk.totals.files > 0
        self.rate.setVisible(not filled and self._desk.settings.rate > 0)  # else it is in `overall`
        if self._pages.currentIndex() != filled or self.focusProxy() is None:
            self._turn_page(filled=filled)
        busy = self._desk.busy
        if busy and not self._ticker.isActive() and self.isVisible():
            self._ticker.start()
        elif not busy:
            self._ticker.stop()

    def _turn_page(self, *, filled: bool) -> None:
        """Show the other page; the keyboard goes along if it was in this view."""
        # Asked of the window: files may come while another program's window is in front.
        inside = self.window().focusWidget() in self.findChildren(QWidget)
        self._pages.setCurrentIndex(int(filled))
        self.setFocusProxy(self.list if filled else self.empty.files)
        if inside:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.list.setAccessibleName(self.tr("Your files"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The language changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Simple shows everything that is on the list, in its own order."""
        super().showEvent(event)
        self._desk.queue.set_filter(FilterKind.ALL)
        self._desk.queue.sort(-1)
        self._follow_selection()
        self.overall.refresh()
        self.refresh()

    def _follow_selection(self) -> None:
        if self.isVisible() and self.list.chosen_ids() != self._desk.selection:
            self.list.choose(self._desk.selection)

    def _pressed(self, action: str, task_id: str) -> None:
        does: dict[str, Callable[[], None]] = {
            RowAction.RETRY: lambda: self._desk.retry([task_id]),
            RowAction.COPY_LINK: lambda: self._desk.copy_link(task_id),
            RowAction.DETAILS: lambda: self._show_details(task_id),
        }
        does[action]()

    def _show_details(self, task_id: str) -> None:
        self._desk.set_selection((task_id,))
        row = self._desk.queue.snapshot(task_id)
        connection = self._desk.connection
        if connection is not None and connection.locked and row is not None:
            PlainDetails(row, self._actions, parent=self.window()).open()
        else:
            self._actions.details.trigger()

    def _tick(self) -> None:
        """Countdowns go on although nothing arrives."""
        self.list.viewport().update()


class DropStrip(QWidget):
    """The drop area once there is a list: low, but still a place with a button."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = plain_label(look="muted", wrap=True)
        self.files = QPushButton()
        self.files.setIcon(icon("add-files", "text"))
        self.files.clicked.connect(actions.add_files.trigger)
        row = QHBoxLayout(self)
        row.setContentsMargins(L, M, M, M)
        row.setSpacing(M)
        row.addWidget(self._text, 1)
        row.addWidget(self.files)
        self.retranslate()

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._text.setText(self.tr("Drop more files or folders anywhere in this window"))
        self.files.setText(self.tr("Choose files"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The language changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """A dashed frame, as around the empty list."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(colour("border_strong"), 1.2)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.end()

"""What shows while something is dragged over the window: how many files go where.

The overlay is a plain child of the window, drawn over everything, and takes no events itself. Drags
are looked at where they come into the window, before any widget sees them, so that a text field
cannot swallow a file; text that a field can take is left to the field. Drop, leaving, Esc and a
window that is hidden or loses its place all dismiss it: no ghost stays behind (kodo-browser #33).
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.domain.naming import is_hidden
from app.ui import clipboard, i18n
from app.ui.desk import Desk
from app.ui.opening import is_connection_file
from app.ui.panels.parts import plain_label
from app.ui.theme.icons import draw
from app.ui.theme.tokens import RADIUS_CARD, L, S, colour

COUNT_WITHIN = 0.8
"""Seconds for which folders are walked through to count; then *more than* is said."""
_ART = (132, 96)
_ENDS = (
    QEvent.Type.DragLeave,
    QEvent.Type.Hide,
    QEvent.Type.WindowDeactivate,
    QEvent.Type.WindowBlocked,
)


@dataclass(frozen=True, slots=True)
class Held:
    """What is being dragged."""

    files: int = 0
    folders: int = 0
    complete: bool = True
    """False when counting was given up."""


def count_paths(paths: Sequence[str], *, within: float = COUNT_WITHIN) -> Held:
    """Files, those inside folders included, and dropped folders. Blocking: run as an errand."""
    until = time.monotonic() + within
    folders = [path for path in paths if os.path.isdir(path)]
    files = len(paths) - len(folders)
    for folder in folders:
        for _root, inner, names in os.walk(folder):
            inner[:] = [name for name in inner if not is_hidden(name)]
            files += sum(1 for name in names if not is_hidden(name))
            if time.monotonic() > until:
                return Held(files, len(folders), complete=False)
    return Held(files, len(folders))


class DropOverlay(QWidget):
    """Covers ``window`` while something that can be dropped is dragged over it."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._drag = 0
        self._title = plain_label(look="title")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint = plain_label(look="muted")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setSpacing(S)
        column.addStretch(1)
        column.addSpacing(_ART[1] + L)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addStretch(1)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self._watch_handle()

    def _watch_handle(self) -> None:
        """The native window exists only once it is shown, and may be made anew."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Drag events of the window and of its handle; the window's size; Esc."""
        if "_window" not in self.__dict__:  # Python has let go of us; Qt is about to
            return False
        kind = event.type()
        if kind == QEvent.Type.Drop:  # also one whose source has died, and its files with it
            self.dismiss()
        if isinstance(event, QDropEvent):
            return self._is_ours(event, at_widget=watched is self._window) and self._take(event)
        if kind in _ENDS:
            self.dismiss()
        elif kind in (QEvent.Type.Show, QEvent.Type.WinIdChange) and watched is self._window:
            self._watch_handle()
        elif kind == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        elif self.isVisible() and isinstance(event, QKeyEvent) and _is_escape(event):
            self.dismiss()
        return super().eventFilter(watched, event)

    def dismiss(self) -> None:
        """Gone, and answers of a count that is still under way are ignored."""
        self._drag += 1
        self.hide()

    def text(self) -> str:
        """What it says now."""
        return self._title.text()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """A dashed frame and the picture, over everything."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour("accent_soft"))
        pen = QPen(colour("accent"), 2)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        frame = QRectF(self.rect()).adjusted(L, L, -L, -L)
        painter.drawRoundedRect(frame, RADIUS_CARD, RADIUS_CARD)
        top = self._title.geometry().top() - _ART[1] - L
        place = QRectF((self.width() - _ART[0]) / 2, top, *_ART)
        draw(painter, "drop-art", "accent", rect=place)
        painter.end()

    # --- the drag ---------------------------------------------------------------------------

    def _is_ours(self, event: QDropEvent, *, at_widget: bool) -> bool:
        """Files from anywhere; picture and text only where no field wants them."""
        mime = event.mimeData()
        if QApplication.activeModalWidget() is not None:
            return False
        if clipboard.paths_of(mime):
            return True
        return at_widget and event.source() is None and clipboard.can_take(mime)

    def _take(self, event: QDropEvent) -> bool:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if isinstance(event, QDragEnterEvent):
            self._enter(event.mimeData())
        elif not isinstance(event, QDragMoveEvent):
            self.dismiss()
            # At once: walking through folders is the engine's, and the source waits for us.
            clipboard.take(event.mimeData(), self._desk, self._window)
        return True

    def _enter(self, mime: QMimeData) -> None:
        self._drag += 1
        self._say(mime)
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    def _say(self, mime: QMimeData) -> None:
        self._hint.setText(self.tr("Let go anywhere in this window"))
        paths = clipboard.paths_of(mime)
        if not paths:
            self._title.setText(self._with_place(self.tr("Drop it")))
            return
        self._title.setText(self._with_place(self.tr("%n item(s)", "", len(paths))))
        if all(map(is_connection_file, paths)):
            self._title.setText(self.tr("Open this connection file"))
            return
        drag = self._drag

        def counted(held: Held) -> None:
            if drag == self._drag:
                self._title.setText(self._with_place(self._counted(held)))

        self._desk.errands.run(lambda: count_paths(paths), counted)

    def _counted(self, held: Held) -> str:
        if held.complete:
            files = self.tr("%n file(s)", "", held.files)
        else:
            files = self.tr("more than {count} files").format(count=i18n.number(held.files))
        if not held.folders:
            return files
        folders = self.tr("%n folder(s)", "", held.folders)
        text = self.tr("{files}, {folders}")
        return text.format(files=files, folders=folders)

    def _with_place(self, what: str) -> str:
        connection = self._desk.connection
        if connection is None:
            return what
        return self.tr("{what} → {place}").format(what=what, place=connection.name)


def _is_escape(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape

"""Thumbnails: small pictures of picture files, for rows and results.

Only rows that are painted ask. Nothing is read while new rows keep coming into sight; once they
rest, files are read one after the other in a helper thread, at the size that is needed. Whatever
cannot be shown (too large, broken, no picture at all) is known as that and keeps its icon.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPainterPath

from app.domain.upload import TaskSnapshot
from app.ui.errands import Errands
from app.ui.file_kinds import FileKind, kind_of

SIDE = 160
"""Device pixels of the longer side in which a picture is kept."""
MOST_KEPT = 300
"""Pictures that are kept, 100 KB each at most; so many sizes of them, too."""
MOST_ASKED = 48
"""Rows that wait for their picture: more are never in sight."""
LARGEST_FILE = 64 * 1024 * 1024
MOST_PIXELS = {"jpeg": 50_000_000, "png": 16_000_000, "gif": 16_000_000, "webp": 16_000_000}
MOST_PIXELS["bmp"] = 16_000_000
"""By format; JPEG is made smaller while it is read, the others are unpacked whole."""
MEBIBYTES = 64
"""What a picture may take while it is unpacked; Qt refuses more by itself."""
REST, TOGETHER = 120, 60
"""Milliseconds in which no new row came into sight; in which new pictures are shown together."""
_EDGE = QColor(128, 128, 128, 90)
Key = tuple[str, int]
K = TypeVar("K")
V = TypeVar("V")


class Thumbnails(QObject):
    """Gives pictures that are there, and gets those that are not."""

    ready = Signal()
    """There are pictures that were not there before."""

    def __init__(self, errands: Errands, parent: QObject) -> None:
        """``parent`` ends it in the window's thread: the helper's may be the last to let go."""
        super().__init__(parent)
        QImageReader.setAllocationLimit(MEBIBYTES)
        self._errands = errands
        self._most = MOST_KEPT
        self._kept: dict[Key, QImage | None] = {}
        """By path and size of the file; None: it has no picture. The oldest goes first."""
        self._made: dict[tuple[Key, int, float], QImage] = {}
        """Cut out for a place, by its side and the screen's scale."""
        self._asked: dict[Key, None] = {}
        self._busy = False
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._next)
        self._together = QTimer(self, singleShot=True, interval=TOGETHER)
        self._together.timeout.connect(self.ready)

    def of(self, task: TaskSnapshot, side: int, scale: float) -> QImage | None:
        """The picture of a task's file, ``side`` pixels wide and high, when it is there.

        Otherwise None; it is got when it is a picture, and `ready` tells.
        """
        key = (task.path, task.size)
        made = self._made.get((key, side, scale))
        if made is not None:
            return made
        if key in self._kept:
            whole = self._kept[key]
            return None if whole is None else self._make(key, whole, side=side, scale=scale)
        if kind_of(task.name) is FileKind.IMAGE and 0 < task.size <= LARGEST_FILE:
            self._ask(key)
        return None

    def _make(self, key: Key, whole: QImage, *, side: int, scale: float) -> QImage:
        made = cut_out(whole, side=side, scale=scale)
        _keep(self._made, (key, side, scale), made, most=self._most)
        return made

    def _ask(self, key: Key) -> None:
        if key not in self._asked:
            self._asked[key] = None
            while len(self._asked) > MOST_ASKED:  # has long been scrolled away
                del self._asked[next(iter(self._asked))]
            self._rest.start()

    def _next(self) -> None:
        """Read the next one, unless new rows are coming into sight."""
        if self._busy or self._rest.isActive() or not self._asked:
            return
        key = next(reversed(self._asked))  # what came into sight last is still there
        del self._asked[key]
        self._busy = True
        path = key[0]
        work: Callable[[], QImage | None] = lambda: small_picture(path)  # noqa: E731
        self._errands.run(
            work,
            lambda picture: self._take(key, picture),
            lambda _error: self._take(key, None),
            lane="pictures",
        )

    def _take(self, key: Key, picture: QImage | None) -> None:
        self._busy = False
        _keep(self._kept, key, picture, most=self._most)
        if picture is not None and not self._together.isActive():
            self._together.start()
        self._next()


def _keep(kept: dict[K, V], key: K, value: V, *, most: int) -> None:
    kept[key] = value
    while len(kept) > most:
        del kept[next(iter(kept))]


def small_picture(path: str) -> QImage | None:
    """A file's picture, at most `SIDE` pixels wide and high; None when it has none to show.

    Blocks: not for the window's thread. What it is says its beginning, never its name; only
    formats of `MOST_PIXELS` are read, and no more of them than that.
    """
    kind = _format_of(path)
    if not kind:
        return None
    reader = QImageReader(path, kind.encode())
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isEmpty() or size.width() * size.height() > MOST_PIXELS[kind]:
        return None
    if max(size.width(), size.height()) > SIDE:
        small = size.scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(small.expandedTo(QSize(1, 1)))
    picture = reader.read()
    return None if picture.isNull() else picture


def _format_of(path: str) -> str:
    """The format by the file's first bytes; empty for everything that is not shown."""
    try:
        found = os.stat(path)
        if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST_FILE:
            return ""
        with open(path, "rb") as file:
            first = file.read(12)
    except (OSError, ValueError):
        return ""
    for name, mark in (("png", b"\x89PNG\r\n\x1a\n"), ("jpeg", b"\xff\xd8\xff"), ("bmp", b"BM")):
        if first.startswith(mark):
            return name
    if first[:6] in (b"GIF87a", b"GIF89a"):
        return "gif"
    return "webp" if first[:4] == b"RIFF" and first[8:] == b"WEBP" else ""


def cut_out(whole: QImage, *, side: int, scale: float) -> QImage:
    """The middle of a picture as a square with round corners, for a screen of that scale."""
    pixels = round(side * scale)
    least = min(whole.width(), whole.height())
    left, top = (whole.width() - least) // 2, (whole.height() - least) // 2
    smooth = Qt.TransformationMode.SmoothTransformation
    middle = whole.copy(left, top, least, least).scaled(pixels, pixels, mode=smooth)
    square = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    square.fill(Qt.GlobalColor.transparent)
    painter = QPainter(square)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(0.5, 0.5, pixels - 1, pixels - 1), 3 * scale, 3 * scale)
    painter.setClipPath(shape)
    painter.drawImage(0, 0, middle)
    painter.setClipping(False)
    painter.setPen(_EDGE)
    painter.drawPath(shape)
    painter.end()
    square.setDevicePixelRatio(scale)
    return square

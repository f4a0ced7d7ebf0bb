"""Samples for people without a file at hand: tiles to drag into the window, or to press."""

from __future__ import annotations

import random
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDrag, QEnterEvent, QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.ui import file_kinds
from app.ui.desk import Desk
from app.ui.panels.parts import plain_label
from app.ui.resources import resource
from app.ui.theme.icons import icon
from app.ui.theme.tokens import M, S

LARGE = 200 * 1024 * 1024
"""Bytes of the large sample: enough to watch it go."""
LARGE_NAME = "large-sample.bin"
_BLOCK = 1024 * 1024
_ENDINGS = (".jpg", ".pdf", ".csv")


def sample_files() -> list[Path]:
    """The samples that come with Upcall: a photo, a document, a table."""
    folder = resource("samples")
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [path for ending in _ENDINGS for path in found if path.suffix == ending]


def make_large(path: Path, size: int = LARGE) -> Path:
    """Write the large sample unless it is there; no two blocks are alike. Raises `OSError`.

    Blocking: run it as an errand.
    """
    if path.is_file() and path.stat().st_size == size:
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    noise = random.Random(20)
    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("wb") as file:
        block = bytearray(noise.randbytes(_BLOCK))
        for number in range(-(-size // _BLOCK)):
            block[:8] = number.to_bytes(8, "big")
            file.write(block[: min(_BLOCK, size - number * _BLOCK)])
    unfinished.replace(path)
    return path


class SampleTile(QToolButton):
    """One sample: drag it, or press it to add it at once."""

    wanted = Signal(str)
    """The path to add."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.caption = ""
        self._from: QPoint | None = None
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIcon(icon(file_kinds.icon_name(path.name), "muted"))
        self.setIconSize(QSize(32, 40))
        self.setProperty("look", "tile")
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.clicked.connect(lambda: self.wanted.emit(str(self.path)))

    def name(self, caption: str) -> None:
        """Write the caption."""
        self.caption = caption
        self.setText(caption)
        self.setToolTip(self.tr("Drag it anywhere into this window, or press it"))
        self.setAccessibleName(self.tr("Add the sample: {name}").format(name=caption))

    def ready(self) -> bool:
        """Whether there is something to drag."""
        return True

    def mime(self) -> QMimeData:
        """What is dragged: a file, as a file manager would give it."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(self.path))])
        return data

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A drag may begin here."""
        self._from = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Far enough with the button down: drag."""
        held = bool(event.buttons() & Qt.MouseButton.LeftButton) and self._from is not None
        if held and self._from is not None and self.ready():
            way = (event.position().toPoint() - self._from).manhattanLength()
            if way >= QApplication.startDragDistance():
                self._from = None
                self.setDown(False)
                self._drag()
                return
        super().mouseMoveEvent(event)

    def _drag(self) -> None:
        drag = QDrag(self)
        drag.setMimeData(self.mime())
        drag.setPixmap(self.icon().pixmap(self.iconSize(), self.devicePixelRatioF()))
        drag.setHotSpot(QPoint(16, 20))
        drag.exec(Qt.DropAction.CopyAction)


class LargeTile(SampleTile):
    """The large sample: written into the temporary folder when somebody reaches for it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.folders.temporary / LARGE_NAME, parent)
        self._desk = desk
        self._state = "none"
        self._add_when_ready = False
        self.clicked.disconnect()
        self.clicked.connect(self._press)

    def ready(self) -> bool:
        """Whether it is written."""
        return self._state == "ready"

    def prepare(self) -> None:
        """Write it in a helper thread, once."""
        if self._state in ("making", "ready"):
            return
        self._state = "making"
        path = self.path
        self._desk.errands.run(lambda: make_large(path), self._made, self._not_made)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """The pointer comes near: begin to write."""
        super().enterEvent(event)
        self.prepare()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The same for the keyboard."""
        super().focusInEvent(event)
        self.prepare()

    def _press(self) -> None:
        self._add_when_ready = True
        if self.ready() and not self.path.exists():  # deleted meanwhile; "making" stays "making"
            self._state = "none"
        if self.ready():
            self._made(self.path)
        else:
            self.prepare()

    def _made(self, path: Path) -> None:
        self._state = "ready"
        if self._add_when_ready:
            self._add_when_ready = False
            self.wanted.emit(str(path))

    def _not_made(self, _error: Exception) -> None:
        self._state, self._add_when_ready = "none", False
        text = self.tr("The large sample could not be written. Is the disk full?")
        self._desk.told.emit("warn", text)


class Samples(QWidget):
    """The row of tiles under the drop area while practising."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = plain_label(look="muted")
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.tiles: list[SampleTile] = [SampleTile(path) for path in sample_files()]
        self.tiles.append(LargeTile(desk))
        row = QHBoxLayout()
        row.setSpacing(M)
        row.addStretch(1)
        for tile in self.tiles:
            tile.wanted.connect(lambda path: desk.add_paths([path]))
            row.addWidget(tile)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self._sentence)
        column.addLayout(row)
        self.retranslate()

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._sentence.setText(
            self.tr("No file at hand? Drag one of these samples into the window:")
        )
        captions = {
            ".jpg": self.tr("A photo"),
            ".pdf": self.tr("A document"),
            ".csv": self.tr("A table"),
            ".bin": self.tr("A large file"),
        }
        for tile in self.tiles:
            tile.name(captions[tile.path.suffix])

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The language changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

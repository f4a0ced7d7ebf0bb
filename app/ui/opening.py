"""Opening: connection files come by menu, drop, command line, double-click; all go one way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from app.host.connection_file import SUFFIX


def is_connection_file(path: str) -> bool:
    """Whether a file is to be opened instead of uploaded, by its ending."""
    return path.lower().endswith(SUFFIX)


def apart(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """Files to upload, and connection files to open."""
    others = [path for path in paths if not is_connection_file(path)]
    return others, [path for path in paths if is_connection_file(path)]


class Application(QApplication):
    """Hears of files that the system wants opened (macOS: a double-click, a drop on the icon)."""

    file_opened = Signal(str)

    def __init__(self, words: list[str]) -> None:
        super().__init__(words)
        self.early: list[str] = []
        """Files that were to be opened before there was a window."""

    def event(self, event: QEvent) -> bool:
        """A file to open; everything else is Qt's."""
        if not isinstance(event, QFileOpenEvent):
            return super().event(event)
        self.early.append(event.file())
        self.file_opened.emit(event.file())
        return True

    def taken(self) -> list[str]:
        """What came so far; it is given out once."""
        found, self.early = self.early, []
        return found

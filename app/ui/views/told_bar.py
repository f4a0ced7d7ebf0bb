"""The quiet bar: sentences at the top of the window, until they are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from app.ui.theme.icons import icon
from app.ui.views.told_card import ToldCard

GONE_AFTER_MS = 8000
"""Milliseconds after which what is merely good to know goes away by itself."""
LOOKS = {
    "info": ("info", "info", "accent"),
    "warn": ("warn", "warn", "amber"),
    "error": ("error", "error", "danger"),
    "journal": ("warn", "warn", "amber"),
    "well": ("info", "info", "accent"),
    "key": ("warn", "warn", "amber"),
    "callback": ("warn", "warn", "amber"),
    "options": ("warn", "warn", "amber"),
    "undo": ("info", "info", "accent"),
    "order": ("info", "info", "accent"),
    "left": ("info", "info", "accent"),
    "lost": ("warn", "warn", "amber"),
}
"""Level to tone of the card, glyph and its colour; the last seven come with a way out."""

MOST = 3
"""Grave sentences that are shown at once."""
Way = tuple[str, Callable[[], object]]


@dataclass(frozen=True, slots=True)
class Note:
    """Something told."""

    level: str
    """A key of `LOOKS`."""
    sentence: str
    way: Way | None
    """A button's words, and what it does."""

    @property
    def passing(self) -> bool:
        """Merely good to know: goes away by itself, and the grave ones come back."""
        return LOOKS[self.level][0] == "info"


class ToldBar(ToldCard):
    """Shows what the desk tells; hidden while there is nothing."""

    def __init__(self, parent: QWidget | None = None, *, gone_after: int = GONE_AFTER_MS) -> None:
        super().__init__(parent)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.way = QPushButton()
        self.way.hide()
        self.shut = QToolButton()
        self.shut.setIcon(icon("close", "muted"))
        self.shut.setIconSize(QSize(16, 16))
        self.shut.clicked.connect(self.close_all)
        self.shut.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.put(self.way, self.shut)
        self._timer = QTimer(self, singleShot=True, interval=gone_after)
        self._timer.timeout.connect(lambda: self._show(self._grave))
        self._shown: tuple[Note, ...] = ()
        self._grave: list[Note] = []
        self.way.clicked.connect(self._take_way)
        self.retranslate()
        self.hide()

    def tell(self, level: str, sentence: str, way: Way | None = None) -> None:
        """Show a sentence; ``info`` goes away by itself, the others stay until they are closed.

        ``way``: the words on a button that leads out of the trouble, and what it does.
        """
        if level == "well":  # the list can be written down again
            self.settle("journal")
        note = Note(level if level in LOOKS else "info", sentence, way)
        if note.passing:
            self._show([note])
            self._timer.start()
        else:
            others = [n for n in self._grave if n.level != level or n.way is None]
            self._grave = [*(n for n in others if n.sentence != sentence), note][-MOST:]
            self._show(self._grave)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def settle(self, level: str) -> None:
        """The trouble of this level is over: its sentence goes."""
        self._grave = [note for note in self._grave if note.level != level]
        if any(note.level == level for note in self._shown):
            self._show(self._grave)

    def close_all(self) -> None:
        """Everything has been read."""
        self._grave = []
        self._show([])

    def _show(self, notes: Sequence[Note]) -> None:
        """One line for each; the button belongs to the last one."""
        self._timer.stop()
        self._shown = tuple(notes)
        self.setVisible(bool(notes))
        if not notes:
            return
        last = notes[-1]
        self.text.setText("\n".join(note.sentence for note in notes))
        self.way.setVisible(last.way is not None)
        if last.way is not None:
            self.way.setText(last.way[0])
        tone, picture, role = LOOKS[last.level]
        self.card.setProperty("tone", tone)
        self.card.style().unpolish(self.card)
        self.card.style().polish(self.card)
        self.glyph.draw(picture, role)

    def _take_way(self) -> None:
        last = self._shown[-1]
        self._grave = [note for note in self._grave if note is not last]
        self._show(self._grave)
        if last.way is not None:
            last.way[1]()

    def retranslate(self) -> None:
        """The close button's name."""
        self.shut.setToolTip(self.tr("Close this message"))
        self.shut.setAccessibleName(self.tr("Close this message"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

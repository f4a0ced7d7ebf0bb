"""The left half of the Expert view: filter, search, table, and a page for the empty list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui import i18n
from app.ui.actions import Actions
from app.ui.desk import Desk
from app.ui.models.queue_model import FilterKind
from app.ui.panels.parts import Segmented, plain_label
from app.ui.theme.icons import icon
from app.ui.views.queue_table import QueueTable

SEARCH_AFTER = 150
"""Milliseconds of rest after which a search begins."""


class QueueSide(QWidget):
    """Chips with counts, search box, table."""

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.kinds = Segmented([kind.value for kind in FilterKind])
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMaximumWidth(240)
        self.table = QueueTable(desk, actions)
        self.empty = _Empty(actions)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(SEARCH_AFTER)
        self._find = QAction(self)
        self._find.setShortcut(QKeySequence.StandardKey.Find)
        self._find.triggered.connect(self._go_to_search)
        self.addAction(self._find)
        self._lay_out()
        self._connect()
        self.retranslate()
        self._follow()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 12, 8)
        head.setSpacing(8)
        head.addWidget(self.kinds)
        head.addStretch(1)
        head.addWidget(self.search, 2)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.kinds.chosen.connect(lambda _value: self._filter())
        self.search.textEdited.connect(lambda _text: self._wait.start())
        self.search.textChanged.connect(lambda text: None if text else self._filter())
        self._wait.timeout.connect(self._filter)
        queue = self._desk.queue
        for signal in (queue.changed, queue.rowsInserted, queue.rowsRemoved, queue.modelReset):
            signal.connect(self._follow)

    def _filter(self) -> None:
        self._wait.stop()
        self._desk.queue.set_filter(FilterKind(self.kinds.value()), self.search.text())
        self._follow()

    def _go_to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def go_to_list(self) -> None:
        """Put the keyboard's focus on the list, or on what adds to it while it is empty."""
        self._target().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _target(self) -> QWidget:
        return self.empty.choose if self._stack.currentWidget() is self.empty else self.table

    def _follow(self) -> None:
        """Counts on the chips; table or the empty page."""
        queue = self._desk.queue
        if queue.rowCount():
            self._stack.setCurrentWidget(self.table)
        else:
            self.empty.say(filtered=queue.count(FilterKind.ALL) > 0)
            self._stack.setCurrentWidget(self.empty)
        target = self._target()
        if self.focusProxy() is not target:
            self.setFocusProxy(target)  # one that is hidden would leave the keyboard nowhere
        for kind, word in self._words().items():
            count = queue.count(kind)
            text = self.tr("{word} {count}").format(word=word, count=i18n.number(count))
            self.kinds.name(kind.value, text if count else word)

    def _words(self) -> dict[FilterKind, str]:
        return {
            FilterKind.ALL: self.tr("All"),
            FilterKind.WAITING: self.tr("Waiting"),
            FilterKind.SENDING: self.tr("Sending"),
            FilterKind.FAILED: self.tr("Failed"),
            FilterKind.DONE: self.tr("Done"),
        }

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.kinds.setAccessibleName(self.tr("Which files are shown"))
        self.search.setPlaceholderText(self.tr("Find by name"))
        self.search.setAccessibleName(self.tr("Find by name"))
        self._find.setText(self.tr("Find"))
        self.empty.retranslate()
        self._follow()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class _Empty(QWidget):
    """Picture, a sentence, a button."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._filtered = False
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = plain_label(look="title")
        self._text = plain_label(look="muted", wrap=True)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose = QPushButton()
        self.choose.clicked.connect(actions.add_files.trigger)
        actions.add_files.changed.connect(
            lambda: self.choose.setEnabled(actions.add_files.isEnabled())
        )
        self.choose.setEnabled(actions.add_files.isEnabled())
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 16, 32, 32)
        column.setSpacing(12)
        column.addStretch(2)
        for widget in (self._picture, self._title, self._text):
            column.addWidget(widget)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)

    def say(self, *, filtered: bool) -> None:
        """``filtered``: there are files, but none that is asked for."""
        if filtered != self._filtered:
            self._filtered = filtered
            self.retranslate()

    def retranslate(self) -> None:
        """Picture and texts in the language and theme of now."""
        name = "search" if self._filtered else "drop-art"
        size, role = (QSize(48, 48), "muted") if self._filtered else (QSize(110, 80), "accent")
        self._picture.setPixmap(icon(name, role).pixmap(size, self.devicePixelRatioF()))
        self._title.setText(
            self.tr("Nothing here") if self._filtered else self.tr("Drop files here")
        )
        self._text.setText(
            self.tr("No file fits this choice.")
            if self._filtered
            else self.tr("Files and folders, anywhere on the window.")
        )
        self.choose.setText(self.tr("Choose files"))
        self.choose.setAccessibleName(self.choose.text())
        self.choose.setVisible(not self._filtered)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The theme may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.retranslate()

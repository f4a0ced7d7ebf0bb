"""Where files go: the connection, the folder in it, and what happens to a name that is taken."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.connection import Connection
from app.domain.destination import SameName
from app.domain.services import FIRST, Can, service
from app.ui.actions import Actions
from app.ui.calm import CalmCombo
from app.ui.desk import Desk
from app.ui.panels.destination_note import DestinationNote
from app.ui.panels.parts import icon_button, plain_label, tooltip
from app.ui.service_words import why_not
from app.ui.theme.tokens import connection_colour

KEEP_AFTER = 600
"""Milliseconds of rest after which an edited folder is kept."""


def dot(name: str) -> QIcon:
    """A connection's coloured dot."""
    picture = QPixmap(32, 32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(connection_colour(name))
    painter.drawEllipse(6, 6, 20, 20)
    painter.end()
    return QIcon(picture)


def as_folder(text: str) -> str:
    """A folder as object names begin with it: no slash in front, one behind; or nothing."""
    tidy = text.strip().replace("\\", "/").lstrip("/")
    return tidy if not tidy or tidy.endswith("/") else tidy + "/"


class DestinationBar(QFrame):
    """Edits the connection in use in place; what is under way is not touched."""

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("look", "bar")
        self.picker = CalmCombo()
        self.picker.setIconSize(QSize(14, 14))
        self.picker.setMinimumWidth(150)
        self.picker.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.add: QToolButton = icon_button("add")
        self.add.clicked.connect(actions.new_connection.trigger)
        self.edit: QToolButton = icon_button("edit")
        self.folder = QLineEdit()
        self.same_name = CalmCombo()
        self.note = DestinationNote(desk)
        self._labels = {name: plain_label(look="muted") for name in ("to", "slash", "same")}
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(KEEP_AFTER)
        self._keep.timeout.connect(self.flush)
        self._edit_action: QAction = actions.edit_connection
        self.edit.clicked.connect(self._edit_action.trigger)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(16, 4, 16, 8)
        column.addLayout(row)
        column.addWidget(self.note)
        row.setSpacing(8)
        row.addWidget(self._labels["to"])
        row.addWidget(self.picker)
        row.addWidget(self.edit)
        row.addWidget(self.add)
        row.addWidget(self._labels["slash"])
        row.addWidget(self.folder, 1)
        row.addSpacing(8)
        row.addWidget(self._labels["same"])
        row.addWidget(self.same_name)

    def _connect(self) -> None:
        self.picker.activated.connect(self._picked)
        self.folder.textEdited.connect(self._typed)
        self.folder.installEventFilter(self)
        self.folder.editingFinished.connect(self.flush)
        self.same_name.activated.connect(self._same_name_picked)
        self._desk.settle.connect(self.flush)
        self._desk.connections_changed.connect(self._fill)
        self._desk.connection_changed.connect(self._follow)

    def _fill(self) -> None:
        """List the connections anew."""
        self.picker.clear()
        for connection in self._desk.connections:
            self.picker.addItem(dot(connection.colour), connection.name, connection.id)
        self._follow()

    def _follow(self) -> None:
        """Show the connection in use."""
        connection = self._desk.connection
        self.note.show_for(connection)
        self.picker.setCurrentIndex(self.picker.findData(connection.id) if connection else -1)
        self.edit.setEnabled(connection is not None)
        self._grey_out(connection)
        self.edit.setEnabled(connection is not None and not connection.destination.practice)
        if connection is None:
            self.folder.clear()
            return
        if not self._keep.isActive() and self.folder.text() != connection.destination.prefix:
            self.folder.setText(connection.destination.prefix)
        self.same_name.setCurrentIndex(self.same_name.findData(connection.same_name.value))
        self.picker.setToolTip(tooltip(_address(connection)))

    def _grey_out(self, connection: Connection | None) -> None:
        """What the service knows nothing of; the reason is the tooltip."""
        there = service(connection.destination.provider) if connection else FIRST
        for widget, can in ((self.folder, Can.PREFIXES), (self.same_name, Can.KEEP_NAMES)):
            reason = why_not(there, can)
            widget.setEnabled(connection is not None and not reason)
            widget.setToolTip(reason or (widget.accessibleName() if can is Can.KEEP_NAMES else ""))
            widget.setAccessibleDescription(reason)
        reason = why_not(there, Can.PREFIXES)
        self.folder.setPlaceholderText(reason or self.tr("folder, if you like"))

    def _typed(self, text: str) -> None:
        self._keep.start()
        self.note.show_for(self._desk.connection, as_folder(text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """While the folder is edited the note says what comes of it."""
        if watched is self.folder and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.note.editing = event.type() == QEvent.Type.FocusIn
            self.note.show_for(self._desk.connection)
        return super().eventFilter(watched, event)

    def _picked(self, index: int) -> None:
        self.flush()
        self._desk.use_connection(str(self.picker.itemData(index)))

    def _same_name_picked(self, index: int) -> None:
        connection = self._desk.connection
        if connection is not None:
            same = SameName(self.same_name.itemData(index))
            self._desk.update_connection(replace(connection, same_name=same))

    def flush(self) -> None:
        """Keep the folder as typed."""
        self._keep.stop()
        connection = self._desk.connection
        if connection is None:
            return
        folder = as_folder(self.folder.text())
        if not self.folder.hasFocus():
            self.folder.setText(folder)
        if folder != connection.destination.prefix:
            where = replace(connection.destination, prefix=folder)
            self._desk.update_connection(replace(connection, destination=where))

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._labels["to"].setText(self.tr("To"))
        self._labels["slash"].setText("/")
        self._labels["same"].setText(self.tr("Same name"))
        self.picker.setAccessibleName(self.tr("Connection"))
        self.picker.setPlaceholderText(self.tr("Choose where to send"))
        self.folder.setAccessibleName(self.tr("Folder"))
        self.same_name.setAccessibleName(self.tr("When a file of that name is there"))
        for button, text in (
            (self.edit, self.tr("Edit this connection")),
            (self.add, self.tr("Add a connection")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._fill_same_name()
        self._fill()

    def _fill_same_name(self) -> None:
        texts = {
            SameName.KEEP_BOTH: self.tr("Keep both"),
            SameName.SKIP: self.tr("Skip"),
            SameName.REPLACE: self.tr("Replace"),
            SameName.DIFFERENT: self.tr("Only if different"),
            SameName.ASK: self.tr("Ask me"),
        }
        self.same_name.clear()
        hints = {
            SameName.KEEP_BOTH: self.tr("The new file gets a number"),
            SameName.SKIP: self.tr("What is there stays; the new file is not sent"),
            SameName.REPLACE: self.tr("What is there now is overwritten"),
            SameName.DIFFERENT: self.tr("Replaced when the contents differ, else left as it is"),
            SameName.ASK: self.tr("Upcall looks before each upload, and asks once for all names"),
        }
        for value, text in texts.items():
            self.same_name.addItem(text, value.value)
            role = Qt.ItemDataRole.ToolTipRole
            self.same_name.setItemData(self.same_name.count() - 1, hints[value], role)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Language and theme may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        if event.type() == QEvent.Type.PaletteChange:
            self._fill()


def _address(connection: Connection) -> str:
    where = connection.destination
    return f"{where.endpoint} · {where.bucket}"

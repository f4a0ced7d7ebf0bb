"""Top of the Simple view: where files go, and that the server is told about each of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.panels.parts import ElidedLabel, plain_label
from app.ui.theme.icons import icon
from app.ui.theme.tokens import XS, L, S, connection_colour

_DOT = 14


class PlaceHeader(QWidget):
    """The connection's dot and name; with several connections, a menu to choose one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._caption = plain_label(look="muted")
        self._dot = QLabel()
        self._dot.setFixedSize(_DOT, _DOT)
        self._name = ElidedLabel(look="title")
        self._choose = QToolButton()
        self._choose.setIcon(icon("down", "muted"))
        self._choose.setIconSize(QSize(16, 16))
        self._choose.setFixedSize(32, 32)
        self._choose.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._choose.setMenu(self._menu)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._told = ToldLine()
        self._arrange()
        desk.connection_changed.connect(self.refresh)
        desk.connections_changed.connect(self.refresh)
        self.retranslate()

    def _arrange(self) -> None:
        place = QHBoxLayout()
        place.setSpacing(S)
        for widget in (self._dot, self._name, self._choose):
            place.addWidget(widget)
        place.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(XS)
        left.addWidget(self._caption)
        left.addLayout(place)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(L)
        row.addLayout(left, 1)
        row.addWidget(self._told, 0, Qt.AlignmentFlag.AlignBottom)

    def choose_menu(self) -> QMenu:
        """The menu behind the arrow; it is filled when it is about to show."""
        return self._menu

    def refresh(self) -> None:
        """Show the connection of now."""
        connection = self._desk.connection
        # Without a connection this page shows only while the demo cloud is starting.
        self._name.set_whole(connection.name if connection else self.tr("One moment…"))
        self._dot.setVisible(connection is not None)
        if connection is not None:
            self._dot.setPixmap(dot(connection.colour, self.devicePixelRatioF()))
        self._choose.setVisible(len(self._desk.connections) > 1)
        self._told.setVisible(connection is not None and connection.callback.enabled)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._caption.setText(self.tr("Your files go to"))
        self._choose.setToolTip(self.tr("Choose another place"))
        self._choose.setAccessibleName(self.tr("Choose another place"))
        self._told.retranslate()
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The language or the colours changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self.refresh()

    def _fill_menu(self) -> None:
        self._menu.clear()
        used = self._desk.connection
        for connection in self._desk.connections:
            picture = QIcon(dot(connection.colour, self.devicePixelRatioF()))
            action = QAction(picture, connection.name.replace("&", "&&"), self._menu)
            action.setCheckable(True)
            action.setChecked(used is not None and used.id == connection.id)
            action.triggered.connect(
                lambda _on, name=connection.id: self._desk.use_connection(name)
            )
            self._menu.addAction(action)


class ToldLine(QWidget):
    """The one line that says that the server hears of every file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph = QLabel()
        self._glyph.setFixedSize(18, 18)
        self._text = plain_label(look="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._glyph)
        row.addWidget(self._text)
        self._tint()

    def retranslate(self) -> None:
        """The sentence in the language of now."""
        self._text.setText(self.tr("Your server is told about each file ✓"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """New colours for the glyph."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        self._glyph.setPixmap(icon("told", "good").pixmap(QSize(18, 18), self.devicePixelRatioF()))


def dot(name: str, ratio: float) -> QPixmap:
    """A filled circle in the connection's colour, sharp at a screen's ``ratio``."""
    picture = QPixmap(round(_DOT * ratio), round(_DOT * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(connection_colour(name))
    painter.drawEllipse(1, 1, _DOT - 2, _DOT - 2)
    painter.end()
    return picture

"""The empty list: a picture, one sentence, one button; the whole area takes drops."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.actions import Actions
from app.ui.desk import Desk
from app.ui.i18n import joined
from app.ui.panels.parts import plain_label
from app.ui.sentences import limits_text
from app.ui.theme.icons import icon
from app.ui.theme.tokens import RADIUS_CARD, XL, XXL, L, M, S, colour
from app.ui.views.samples import Samples

_PICTURE = QSize(132, 96)


class EmptyState(QWidget):
    """What there is to do when there is nothing on the list."""

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence = plain_label(look="title")
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint = plain_label(look="muted", wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.files = QPushButton()
        self.files.setProperty("look", "primary")
        self.files.clicked.connect(actions.add_files.trigger)
        self.folder = QPushButton()
        self.folder.clicked.connect(actions.add_folder.trigger)
        self.samples = Samples(desk)
        self._arrange()
        desk.connection_changed.connect(self.refresh)
        desk.settings_changed.connect(self.refresh)
        self.retranslate()

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(M)
        buttons.addStretch(1)
        buttons.addWidget(self.files)
        buttons.addWidget(self.folder)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XXL, XL, XL)
        column.setSpacing(S)
        column.addStretch(2)
        column.addWidget(self._picture)
        column.addSpacing(M)
        column.addWidget(self._sentence)
        column.addWidget(self._hint)
        column.addSpacing(M)
        column.addLayout(buttons)
        column.addStretch(3)
        column.addWidget(self.samples)
        column.addSpacing(L)

    def refresh(self) -> None:
        """Samples only while practising; the hint says when sending begins."""
        connection = self._desk.connection
        self.samples.setVisible(connection is not None and connection.destination.practice)
        hint = self.tr("Sending begins at once.")
        if self._desk.held:
            hint = self.tr("Nothing is sent until you press Upload.")
        limits = "" if connection is None else limits_text(connection.limits)
        self._hint.setText(joined(limits, hint))

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._sentence.setText(self.tr("Drop files or folders here"))
        self.files.setText(self.tr("Choose files"))
        self.folder.setText(self.tr("Choose a folder"))
        self._tint()
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The language or the colours changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """A dashed frame: this is where things are dropped."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(colour("surface"))
        pen = QPen(colour("border_strong"), 1.5, Qt.PenStyle.DashLine)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, RADIUS_CARD, RADIUS_CARD)
        painter.end()

    def _tint(self) -> None:
        picture = icon("drop-art", "accent").pixmap(_PICTURE, self.devicePixelRatioF())
        self._picture.setPixmap(picture)

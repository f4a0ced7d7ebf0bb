"""The first page: three doors and the choice of language."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.host.settings import Language
from app.ui.actions import Actions
from app.ui.calm import CalmCombo
from app.ui.desk import Desk
from app.ui.i18n import LANGUAGES
from app.ui.panels.parts import plain_label
from app.ui.theme.icons import draw, icon
from app.ui.theme.tokens import RADIUS_CARD, XL, XS, XXL, L, M, S, colour

_WIDEST = 560
_GLYPH = 28


class Door(QAbstractButton):
    """A card that can be pressed: glyph, title, one sentence."""

    def __init__(self, glyph: str, *, main: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph = glyph
        self._main = main
        self._title = plain_label(look="subtitle", wrap=True)
        self._sentence = plain_label(look="muted", wrap=True)
        self._texts = texts = QVBoxLayout(self)
        texts.setContentsMargins(L + 48 + L, L, L, L)
        texts.setSpacing(XS)
        for label in (self._title, self._sentence):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            texts.addWidget(label)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def name(self, title: str, sentence: str) -> None:
        """Write on the door; the accessible name says both."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.updateGeometry()

    def title(self) -> str:
        """What is written on it."""
        return self._title.text()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for both texts."""
        return self._texts.sizeHint().expandedTo(QSize(_WIDEST, 84))

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Texts wrap."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Height that the wrapped texts need."""
        return max(84, self._texts.heightForWidth(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens a door, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Card, round ground of the glyph, glyph, and the ring while it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._ground())
        edge = "accent" if self._main or self.hasFocus() or self.underMouse() else "border"
        width = 2.0 if self.hasFocus() else 1.0
        painter.setPen(QPen(colour(edge), width))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, RADIUS_CARD, RADIUS_CARD)
        disc = QRectF(L, (self.height() - 48) / 2, 48, 48)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent" if self._main else "accent_soft"))
        painter.drawEllipse(disc)
        inset = (48 - _GLYPH) / 2
        role = "on_accent" if self._main else "accent"
        draw(painter, self._glyph, role, rect=disc.adjusted(inset, inset, -inset, -inset))
        painter.end()

    def _ground(self) -> QColor:
        if self.isDown():
            return colour("accent_soft")
        return colour("hover" if self.underMouse() else "surface")


class Welcome(QWidget):
    """*Try it now*, *Connect*, *I was given a file by my team*; and the language."""

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pressed = False
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = plain_label(look="title")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence = plain_label(look="muted", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.practice = Door("door-try", main=True)
        self.practice.clicked.connect(self._try)
        self.connect_ = Door("door-connect")
        self.connect_.clicked.connect(actions.new_connection.trigger)
        self.given = Door("door-file")
        self.given.clicked.connect(actions.open_connection_file.trigger)
        self.language = CalmCombo()
        self._fill_languages()
        self.language.activated.connect(self._choose_language)
        self._arrange()
        self.setFocusProxy(self.practice)
        desk.cloud_changed.connect(self._name_practice)
        desk.settings_changed.connect(self._show_language)
        self.retranslate()

    def _arrange(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(M)
        column.addStretch(2)
        column.addWidget(self._picture)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addSpacing(L)
        for door in (self.practice, self.connect_, self.given):
            column.addWidget(door)
        column.addStretch(3)
        column.addWidget(self.language, 0, Qt.AlignmentFlag.AlignHCenter)
        middle = QWidget()
        middle.setMaximumWidth(_WIDEST)
        middle.setLayout(column)
        row = QHBoxLayout(self)
        row.setContentsMargins(XL, XXL, XL, L)
        row.addStretch(1)
        row.addWidget(middle, 1000)
        row.addStretch(1)
        row.setSpacing(S)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._picture.setPixmap(
            icon("drop-art", "accent").pixmap(QSize(110, 80), self.devicePixelRatioF())
        )
        self._title.setText(self.tr("Welcome to Upcall"))
        self._sentence.setText(
            self.tr("Drop files, watch them arrive, and read what your server says about them.")
        )
        self.connect_.name(
            self.tr("Connect"), self.tr("You have a key for a storage service of your own.")
        )
        self.given.name(
            self.tr("I was given a file by my team"),
            self.tr("Open the connection file that somebody prepared for you."),
        )
        self.language.setItemText(0, self.tr("Language of this computer"))
        self.language.setAccessibleName(self.tr("Language"))
        self._name_practice()
        self._show_language()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The language or the colours changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.retranslate()

    def _name_practice(self) -> None:
        """Door to the demo cloud; once pressed it says so while the cloud is still starting."""
        cloud = self._desk.cloud
        self._pressed = self._pressed and cloud == "starting"
        if self._pressed:
            sentence = self.tr("One moment, it is being made ready…")
        elif cloud == "failed":
            sentence = self.tr("It did not start. Press to try once more.")
        else:
            sentence = self.tr("No account, nothing to set up. Your files stay on this computer.")
        self.practice.name(self.tr("Try it now"), sentence)

    def _try(self) -> None:
        self._pressed = True
        self._desk.try_demo()
        self._name_practice()

    def _fill_languages(self) -> None:
        self.language.addItem("", str(Language.SYSTEM))
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)

    def _show_language(self) -> None:
        place = self.language.findData(str(self._desk.settings.language))
        self.language.setCurrentIndex(max(place, 0))

    def _choose_language(self, place: int) -> None:
        language = Language(self.language.itemData(place))
        self._desk.change_settings(replace(self._desk.settings, language=language))

"""StageCanvas: the picture of the stage as a widget, in a size of text that its window chooses."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.i18n import translate
from app.ui.stage import words
from app.ui.stage.drawing import paint
from app.ui.stage.frame import least_height, rows_of
from app.ui.stage.play import Play
from app.ui.theme.tokens import RADIUS, colour

USUAL = 15.0
"""Pixels of text in the window."""
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
FOUR, FIVE, SIX = 4, 5, 6
"""Steps of an upload that goes well, and of one with a second try."""


class StageCanvas(QWidget):
    """Draws what `Play` shows; says each step to a screen reader."""

    def __init__(
        self,
        play: Play,
        parent: QWidget | None = None,
        *,
        text: float = USUAL,
        rows: int = FOUR,
    ) -> None:
        """``rows``: steps for which there has to be room."""
        super().__init__(parent)
        self._play = play
        self._rows = rows
        self._text = text
        self._ring = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setObjectName("stageCanvas")
        play.changed.connect(self.update)
        play.moved.connect(self._say)
        play.changed.connect(self._make_room)
        self._say()

    @property
    def text(self) -> float:
        """Pixels of the usual text."""
        return self._text

    def set_text(self, pixels: float) -> None:
        """Another size of text."""
        self._text = pixels
        self.updateGeometry()
        self.update()

    def _make_room(self) -> None:
        """A longer story, with a second address or a second try, needs more room."""
        scene = self._play.scene(self._text)
        longer = self._play.plan or scene.service
        most = FIVE if longer else SIX  # a longer story moves up as it goes on
        wanted = min(max(rows_of(scene), FOUR), most)
        if FOUR <= self._rows != wanted:
            self._rows = wanted
            self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the four steps."""
        return QSize(round(self._text * 72), round(self._text * 28))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Room for the steps that have to be seen together."""
        return QSize(round(self._text * 22), round(least_height(self._text, self._rows)))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """The picture of now."""
        painter = QPainter(self)
        paint(painter, QRectF(self.rect()), self._play.scene(self._text))
        if self._ring and self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Who comes by the keyboard sees where it is."""
        self._ring = event.reason() in _BY_KEY
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    def _say(self) -> None:
        """What is shown, for whoever cannot see it."""
        run, scene = self._play.run, self._play.scene(self._text)
        self.setAccessibleName(translate("Stage", "What happens, step by step"))
        told = [scene.says(words.aloud(run, step)) for step in scene.shown] if run else []
        self.setAccessibleDescription("\n".join(told))
        if QAccessible.isActive():
            changed = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(changed)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Language and colours may change."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self.update()

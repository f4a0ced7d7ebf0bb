"""Audience: the stage alone on a whole screen, in large text, with hosts and secrets hidden."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from app.ui.i18n import translate
from app.ui.panels.parts import plain_label
from app.ui.stage import words
from app.ui.stage.canvas import USUAL, StageCanvas
from app.ui.stage.cards import LAYERS, PayloadCard, set_size
from app.ui.stage.compare import ComparePage
from app.ui.stage.keys import press
from app.ui.stage.scenarios import summary_of
from app.ui.stage.show import Show
from app.ui.theme.tokens import L, M

PERCENTS = (150, 200, 250)
"""Sizes of text, of the window's usual one; at 1280x720 the smallest text at 150 % is 20 px."""
SMALL = QSize(1280, 720)
"""On larger screens the text grows along."""


class Audience(QWidget):
    """The picture with its sentence; what travels takes its place while it is decoded."""

    left = Signal()
    """Somebody pressed Escape, or closed it."""

    def __init__(self, show: Show) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("stageAudience")
        self._show = show
        self._percent = PERCENTS[0]
        self.canvas = StageCanvas(show.play, rows=1)
        self.canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.caption = plain_label(wrap=True)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.caption.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.card = PayloadCard(plain=True)
        picture = QWidget()
        column = QVBoxLayout(picture)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.caption)
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(L, M, L, M)
        self._pages.addWidget(picture)
        self._pages.addWidget(self.card)
        self.compare = ComparePage()
        self._pages.addWidget(self.compare)
        for part in (self.card.words, self.card.choice):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for name in LAYERS:
            self.card.choice.button(name).setFocusPolicy(Qt.FocusPolicy.NoFocus)
        show.play.moved.connect(self.refresh)
        show.scenario_changed.connect(self.refresh)
        self.resize(SMALL)
        self.refresh()
        self.retranslate()

    def fill(self, screen: QScreen) -> None:
        """Cover a whole display, this or another one."""
        if self.isVisible():
            self.showNormal()  # a window that covers one display is not moved to another
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    # --- size of text -----------------------------------------------------------------------

    @property
    def percent(self) -> int:
        """Size of the text."""
        return self._percent

    def set_percent(self, percent: int) -> None:
        """Another size of the text."""
        self._percent = percent
        self._fit()

    def text(self) -> float:
        """Pixels of the usual text on this screen."""
        times = min(self.width() / SMALL.width(), self.height() / SMALL.height())
        return USUAL * self._percent / 100 * max(times, 1.0)

    def _fit(self) -> None:
        pixels = self.text()
        self.canvas.set_text(pixels)
        set_size(self.caption, pixels * 1.1)
        self.card.set_text(pixels)
        self.compare.set_text(pixels * 0.7)

    def show_compare(self, *, on: bool) -> None:
        """The services side by side, or the stage again."""
        self._pages.setCurrentIndex(2 if on else 0)

    # --- what is shown ----------------------------------------------------------------------

    def refresh(self) -> None:
        """The sentence of now, and the picture instead of what travels."""
        play = self._show.play
        run, step = play.run, play.current
        if run is None or step is None:
            said = summary_of(self._show.scenario)
        else:
            said = words.outcome_sentence(run) if play.over else words.caption(run, step)
        self.caption.setText(play.scene(USUAL).says(said))
        self._pages.setCurrentIndex(0)

    def decode(self) -> None:
        """What travels, then one layer further in with each call, then the picture again."""
        step = self._show.play.current
        if step is None:
            return
        if self._pages.currentIndex() == 0:
            title = translate("Stage", "Step {number}").format(number=step.mark)
            self.card.show_first(title, self._show.layers(step))
            self._pages.setCurrentIndex(1)
        elif not self.card.decode_on():
            self._pages.setCurrentIndex(0)

    @property
    def decoding(self) -> bool:
        """Whether what travels is shown."""
        return self._pages.currentIndex() == 1

    # --- events -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The keys of a clicker; Escape ends the show."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_D:
            self.decode()
        elif not press(self._show, Qt.Key(event.key())):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another screen needs another size."""
        super().resizeEvent(event)
        self._fit()

    def retranslate(self) -> None:
        """Every text in the language of now."""
        title = translate("Stage", "What happens at an upload")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The language changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

"""StageView: the picture, the sentence below it, and the card with what travels."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui.i18n import translate
from app.ui.panels.parts import plain_label
from app.ui.stage import words
from app.ui.stage.canvas import FOUR, USUAL, StageCanvas
from app.ui.stage.cards import PayloadCard, set_size
from app.ui.stage.scenarios import summary_of
from app.ui.stage.show import Show
from app.ui.theme.tokens import M, S


class StageView(QWidget):
    """What an audience sees."""

    def __init__(
        self,
        show: Show,
        parent: QWidget | None = None,
        *,
        text: float = USUAL,
        rows: int = FOUR,
    ) -> None:
        """``rows``: steps for which there has to be room at once."""
        super().__init__(parent)
        self._show = show
        self.canvas = StageCanvas(show.play, text=text, rows=rows)
        self.caption = plain_label(wrap=True)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.caption.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.card = PayloadCard()
        column = QVBoxLayout(self)
        column.setContentsMargins(M, 0, M, S)
        column.setSpacing(S)
        column.addWidget(self.canvas, 6)
        column.addWidget(self.caption)
        column.addWidget(self.card, 2)
        self.card.setMinimumHeight(84)
        show.play.moved.connect(self.refresh)
        show.scenario_changed.connect(self.refresh)
        self.set_text(text)
        self.refresh()

    def set_text(self, pixels: float) -> None:
        """Another size of everything that is read."""
        self.canvas.set_text(pixels)
        set_size(self.caption, pixels * 1.15)
        self.card.set_text(pixels)

    def refresh(self) -> None:
        """The sentence and the card of the step that was shown last."""
        play = self._show.play
        run, step = play.run, play.current
        if run is None or step is None:
            self.caption.setText(summary_of(self._show.scenario))
            self.card.setVisible(False)
            return
        said = words.outcome_sentence(run) if play.over else words.caption(run, step)
        scene = play.scene(USUAL)
        self.caption.setText(scene.says(said))
        title = translate("Stage", "Step {number}").format(number=step.mark)
        self.card.show_layers(title, self._show.layers(step))
        self.card.setVisible(True)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()

"""PayloadCard: what travels in one step, in layers that are one click apart."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.stage_payload import Layer
from app.ui.i18n import translate
from app.ui.panels.parts import Segmented, code_font, plain_label
from app.ui.theme.tokens import M, S

LAYERS = ("request", "json", "template", "body", "fields", "signature", "answer", "pretty")
_PAD = 30
"""Pixels of a button beside its words."""
LONGEST = 60_000
"""Characters shown of one layer."""


def set_size(widget: QWidget, pixels: float) -> None:
    """A size of text that goes before the style sheet's."""
    widget.setStyleSheet(f"font-size: {round(pixels)}px;")


def roomy(button: QPushButton) -> None:
    """Room for the bold words of a chosen button, which its own hint does not know of."""
    button.ensurePolished()
    font = button.font()
    font.setWeight(QFont.Weight.DemiBold)
    words = QFontMetrics(font).horizontalAdvance(button.text())
    button.setMinimumWidth(words + _PAD)
    high = QFontMetrics(font).height() + S
    button.setMinimumHeight(high)


class PayloadCard(QFrame):
    """One step's payload; remembers which layer somebody chose."""

    def __init__(self, parent: QWidget | None = None, *, plain: bool = False) -> None:
        """``plain``: the layer's name stands in the title, for nobody has a mouse there."""
        super().__init__(parent)
        self.setProperty("look", "card")
        self._layers: tuple[Layer, ...] = ()
        self._wanted = ""
        self._step = ""
        self._plain = plain
        self.title = plain_label(look="strong")
        self.note = plain_label(look="muted")
        self.choice = Segmented(LAYERS)
        self.choice.chosen.connect(self._choose)
        self.choice.setVisible(False)
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setFont(code_font())
        self.words.setFrameShape(QFrame.Shape.NoFrame)
        self.words.setMinimumHeight(40)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        head = QHBoxLayout()
        head.setSpacing(M)
        head.addWidget(self.title)
        head.addWidget(self.note, 1)
        head.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(M, S, M, S)
        column.setSpacing(S)
        column.addLayout(head)
        column.addWidget(self.words, 1)
        self.retranslate()

    def show_layers(self, title: str, found: tuple[Layer, ...]) -> None:
        """Show another step; the layer stays the one that was chosen where it has one."""
        self._step = title
        self.title.setText(title)
        self._layers = found
        names = [layer.name for layer in found]
        for name in LAYERS:
            self.choice.button(name).setVisible(name in names)
        self.choice.setVisible(len(names) > 1 and not self._plain)
        if names:
            chosen = self._wanted if self._wanted in names else names[0]
            self.choice.choose(chosen)
            self._fill(chosen)
        else:
            self.words.setPlainText("")
            self.note.setText("")

    def layer(self) -> str:
        """Name of the layer that is shown; empty: none."""
        return self.choice.value() if self._layers else ""

    def decode(self) -> None:
        """The next layer, one further in; after the last the first again."""
        names = [layer.name for layer in self._layers]
        if names:
            following = names[(names.index(self.layer()) + 1) % len(names)]
            self.choice.choose(following)
            self._choose(following)

    def decode_on(self) -> bool:
        """The next layer, one further in; False after the last one."""
        names = [layer.name for layer in self._layers]
        last = not names or self.layer() == names[-1]
        if not last:
            self.decode()
        return not last

    def show_first(self, title: str, found: tuple[Layer, ...]) -> None:
        """Show a step from its outermost layer."""
        self._wanted = ""
        self.show_layers(title, found)

    def set_text(self, pixels: float) -> None:
        """Another size of everything in it."""
        font = code_font()
        font.setPixelSize(max(round(pixels * 0.92), 1))
        self.words.setFont(font)
        for label in (self.title, self.note):
            set_size(label, pixels)
        for name in LAYERS:
            button = self.choice.button(name)
            set_size(button, pixels * 0.92)
            roomy(button)

    def _choose(self, name: str) -> None:
        self._wanted = name
        self._fill(name)

    def _fill(self, name: str) -> None:
        layer = next((one for one in self._layers if one.name == name), None)
        if layer is None:
            return
        self.words.setPlainText(layer.text[:LONGEST])
        if self._plain:
            place = f"{self._layers.index(layer) + 1}/{len(self._layers)}"
            self.title.setText(f"{self._step} · {self.choice.button(name).text()} · {place}")
        said = translate("Stage", "as it was asked for; nobody saw it go") if layer.assumed else ""
        self.note.setText(said)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        names = {
            "request": translate("Stage", "As sent"),
            "json": translate("Stage", "Base64 decoded"),
            "template": translate("Stage", "Template"),
            "body": translate("Stage", "Filled in"),
            "fields": translate("Stage", "Fields"),
            "signature": translate("Stage", "Signature"),
            "answer": translate("Stage", "As answered"),
            "pretty": translate("Stage", "Readable"),
        }
        for name, text in names.items():
            self.choice.name(name, text)
            roomy(self.choice.button(name))
        self.choice.setAccessibleName(translate("Stage", "Layers of what travels"))
        self.words.setAccessibleName(translate("Stage", "What travels in this step"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

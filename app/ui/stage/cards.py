"""PayloadCard: what travels in one step, in layers that are one click apart."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from app.domain.stage_payload import Layer
from app.ui.i18n import translate
from app.ui.panels.parts import Segmented, code_font, plain_label
from app.ui.theme.tokens import M, S

LAYERS = ("request", "json", "template", "body", "fields", "signature", "answer", "pretty")
LONGEST = 60_000
"""Characters shown of one layer."""


class PayloadCard(QFrame):
    """One step's payload; remembers which layer somebody chose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._layers: tuple[Layer, ...] = ()
        self._wanted = ""
        self.title = plain_label(look="strong")
        self.note = plain_label(look="muted")
        self.choice = Segmented(LAYERS)
        self.choice.chosen.connect(self._choose)
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
        self.title.setText(title)
        self._layers = found
        names = [layer.name for layer in found]
        for name in LAYERS:
            self.choice.button(name).setVisible(name in names)
        self.choice.setVisible(len(names) > 1)
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

    def set_code_size(self, pixels: float) -> None:
        """Another size of the words."""
        font = code_font()
        font.setPixelSize(round(pixels))
        self.words.setFont(font)

    def _choose(self, name: str) -> None:
        self._wanted = name
        self._fill(name)

    def _fill(self, name: str) -> None:
        layer = next((one for one in self._layers if one.name == name), None)
        if layer is None:
            return
        self.words.setPlainText(layer.text[:LONGEST])
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
        self.choice.setAccessibleName(translate("Stage", "Layers of what travels"))
        self.words.setAccessibleName(translate("Stage", "What travels in this step"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

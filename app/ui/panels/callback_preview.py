"""What the application server will receive for one file, and how much room is left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.dialect import Dialect
from app.domain.preview import Rendered
from app.ui.panels.parts import (
    CopyButton,
    ElidedLabel,
    code_font,
    fit_height,
    plain_label,
    set_look,
)
from app.ui.panels.template_layers import LayerChoice
from app.ui.theme.tokens import colour


class ThinBar(QWidget):
    """A thin rounded bar that is filled up to a share; amber from 80 %, red above 100 %."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Four pixels high."""
        return QSize(60, 4)

    def set_share(self, share: float) -> None:
        """0 is empty, 1 full; more is drawn as full and red."""
        self._share = share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Track and filled part."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("track"))
        area = QRectF(0, (self.height() - 4) / 2, self.width(), 4)
        painter.drawRoundedRect(area, 2, 2)
        role = "danger" if self._share > 1 else "amber" if self._share > 0.8 else "accent"
        painter.setBrush(colour(role))
        area.setWidth(self.width() * min(self._share, 1.0))
        painter.drawRoundedRect(area, 2, 2)
        painter.end()


class SizeMeter(QWidget):
    """How much of the service's limits callback and own values take, as it will be encoded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = (0, 0)
        self._limits = (1, 1)
        self._bars = (ThinBar(), ThinBar())
        self._names = (plain_label(look="muted"), plain_label(look="muted"))
        self._texts = (plain_label(look="muted"), plain_label(look="muted"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for row in (0, 1):
            grid.addWidget(self._names[row], row, 0)
            grid.addWidget(self._bars[row], row, 1)
            grid.addWidget(self._texts[row], row, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(1, 1)

    def show_sizes(self, rendered: Rendered, dialect: Dialect) -> None:
        """Bytes of Base64 against the dialect's limits."""
        self._sizes = (rendered.encoded_callback_size, rendered.encoded_variables_size)
        self._limits = (dialect.longest_encoded, dialect.longest_encoded_variables)
        self.retranslate()

    def retranslate(self) -> None:
        """Texts and bars for the sizes of now."""
        names = (self.tr("Callback"), self.tr("Your values"))
        for row in (0, 1):
            size, limit = self._sizes[row], self._limits[row]
            self._names[row].setText(names[row])
            number = self.locale().toString(size / 1024, "f", 1)
            text = self.tr("{size} of {limit} KB").format(size=number, limit=limit // 1024)
            self._texts[row].setText(text)
            set_look(self._texts[row], "danger" if size > limit else "muted")
            self._bars[row].set_share(size / limit)
            shown = row == 0 or size > 0
            for widget in (self._names[row], self._bars[row], self._texts[row]):
                widget.setVisible(shown)
            self._bars[row].setAccessibleName(f"{names[row]}: {text}")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


LAYERS = ("base64", "json", "template", "body", "whole")
"""What travels with the upload, what is in it, what is in that, filled in, and as a request."""


class Preview(QWidget):
    """What the server receives for the selected file, and the layers in which it travels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rendered: Rendered | None = None
        self._name = ""
        self._title = plain_label(look="section", wrap=True)
        self._file = ElidedLabel(look="muted")
        self._choice = LayerChoice(LAYERS)
        self._choice.choose("body")
        self._choice.chosen.connect(lambda _value: self._render())
        self.layer = plain_label(look="muted", wrap=True)
        self.copy = CopyButton()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(code_font())
        self.text.setTabChangesFocus(True)
        self.text.setProperty("look", "sunken")
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.note = plain_label(look="muted", wrap=True)
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._title)
        head.addWidget(self._file)
        row = QHBoxLayout()
        row.addLayout(head, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._choice)
        column.addWidget(self.layer)
        column.addWidget(self.text, 1)
        column.addWidget(self.note)
        self.retranslate()

    def show_rendered(self, rendered: Rendered, name: str) -> None:
        """Show what is received for the file ``name``; an empty name stands for an example."""
        if (rendered, name) == (self._rendered, self._name):
            return
        self._rendered, self._name = rendered, name
        self._render()

    def _render(self) -> None:
        example = self.tr("for an example file")
        named = self.tr("for {name}").format(name=self._name)
        self._file.set_whole(named if self._name else example)
        if self._rendered is None:
            return
        layer = self._choice.value()
        text = self.shown()
        self.text.setPlainText(text)
        self.layer.setText(self._words()[layer])
        self.copy.set_text(text, self.tr("Copy what is shown"))
        filled = layer in ("body", "whole")
        assumed = ", ".join(self._rendered.assumed) if filled else ""
        text = self.tr("Known only after the upload, so these are examples: {names}.")
        self.note.setText(text.format(names=assumed) if assumed else "")
        self.note.setVisible(bool(assumed))
        fit_height(self.text, fewest=3, most=16)

    def show_layer(self, layer: str) -> None:
        """Go to one of `LAYERS`."""
        self._choice.choose(layer)
        self._render()

    def shown(self) -> str:
        """The text of the layer that is chosen."""
        rendered = self._rendered
        if rendered is None:
            return ""
        texts = (
            rendered.carried,
            rendered.decoded,
            rendered.template,
            rendered.body,
            rendered.request,
        )
        return dict(zip(LAYERS, texts, strict=True))[self._choice.value()]

    def _words(self) -> dict[str, str]:
        if self._rendered is not None and self._rendered.travels == "policy":
            return self._words_of_policy()
        return {
            "base64": self.tr("1. This travels with the upload: JSON, packed as Base64."),
            "json": self.tr("2. Unpacked, it is JSON. The template is one text in it."),
            "template": self.tr("3. The template itself. The storage fills in what is in braces."),
            "body": self.tr("4. Filled in for this file: the body that your server reads."),
            "whole": self.tr(
                "5. The request around it. The storage adds a date, its signature and an id."
            ),
        }

    def _words_of_policy(self) -> dict[str, str]:
        return {
            "base64": self.tr(
                "1. This is the callback's part of the policy, which is packed as Base64 and signed"
                " as a whole. Your own values travel beside it."
            ),
            "json": self.tr("2. Unpacked, it is JSON. The template is one text in it."),
            "template": self.tr(
                "3. The template itself. The storage fills in what is in parentheses."
            ),
            "body": self.tr(
                "4. Filled in for this file: the body that your server reads. The service may send"
                " it percent-encoded as a whole."
            ),
            "whole": self.tr(
                "5. The request around it. Your server computes the signature again: from the key"
                " pair (AK, SK), the address and the body."
            ),
        }

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width breaks the lines anew."""
        super().resizeEvent(event)
        fit_height(self.text, fewest=3, most=16)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._title.setText(self.tr("Your server will receive"))
        self._choice.name("base64", "Base64")
        self._choice.name("json", "JSON")
        self._choice.name("template", self.tr("Template"))
        self._choice.name("body", self.tr("Body"))
        self._choice.name("whole", self.tr("Request"))
        self._choice.setAccessibleName(self.tr("Which layer of the callback is shown"))
        self.text.setAccessibleName(self.tr("What your server will receive"))
        self._render()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

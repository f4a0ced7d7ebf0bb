"""One instruction as a form: what is to be made, in which size, and what the result is called."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.processing import (
    PLACEHOLDERS,
    Instruction,
    frame,
    scale,
    transcode,
    watermark,
    with_result,
)
from app.ui import ops_words
from app.ui.calm import CalmCombo, CalmSpin
from app.ui.dialogs.field import Field
from app.ui.theme.tokens import M, S

_FORMATS = {
    "transcode": ("mp4", "m3u8", "flv", "webm", "mp3"),
    "frame": ("jpg", "png"),
    "scale": ("jpg", "png", "webp"),
    "watermark": ("jpg", "png"),
}
_FIELDS = {
    "transcode": ("width", "height", "rate"),
    "frame": ("second", "width", "height"),
    "scale": ("width", "height"),
    "watermark": ("dissolve",),
}
_MOST = {"width": 8192, "height": 8192, "second": 86_400, "dissolve": 100}
_FIRST = {"width": 640, "height": 360, "second": 1, "dissolve": 50}


class OpsForm(QWidget):
    """`added` gives the instruction as text."""

    added = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.kind, self.format = CalmCombo(), CalmCombo()
        self.format.setEditable(True)
        self.numbers = {name: CalmSpin() for name in _MOST}
        for name, spin in self.numbers.items():
            spin.setRange(0, _MOST[name])
            spin.setValue(_FIRST[name])
            spin.lineEdit().setTextMargins(S, 0, 0, 0)
        self.rate, self.result = QLineEdit("1.25m"), QLineEdit()
        editors: dict[str, QWidget] = {"format": self.format, **self.numbers, "rate": self.rate}
        self.fields = {name: Field(editor) for name, editor in editors.items()}
        self.fields["kind"], self.fields["result"] = Field(self.kind), Field(self.result)
        self.add = QPushButton()
        self.add.setAutoDefault(False)
        self._result_typed = False
        for kind in _FORMATS:
            self.kind.addItem("", kind)
        self._lay_out()
        self._connect()
        self.retranslate()
        self._kind_chosen()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        column.addWidget(self.fields["kind"])
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(M)
        column.addLayout(self._grid)
        column.addWidget(self.fields["result"])
        column.addWidget(self.add)

    def _connect(self) -> None:
        self.kind.activated.connect(lambda _row: self._kind_chosen())
        self.format.currentTextChanged.connect(lambda _text: self._suggest())
        for spin in self.numbers.values():
            spin.valueChanged.connect(lambda _value: self._suggest())
        self.result.textEdited.connect(self._typed)
        self.add.clicked.connect(lambda: self.added.emit(self.instruction().text()))

    def _typed(self, text: str) -> None:
        self._result_typed = bool(text.strip())

    def _kind_chosen(self) -> None:
        kind = self.chosen()
        self.format.clear()
        self.format.addItems(_FORMATS[kind])
        shown = ("format", *_FIELDS[kind])
        for name in ("format", *self.numbers, "rate"):
            self._grid.removeWidget(self.fields[name])
            self.fields[name].setVisible(name in shown)
        for place, name in enumerate(shown):
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(self.fields[name], place // 2, place % 2, top)
        self._suggest()

    def chosen(self) -> str:
        """What is to be made."""
        return str(self.kind.currentData())

    def choose(self, kind: str) -> None:
        """Show the fields of a kind, as if it had been chosen from the list."""
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self._kind_chosen()

    def _suggest(self) -> None:
        """A name for the result, until somebody types one."""
        if self._result_typed:
            return
        numbers = {name: spin.value() for name, spin in self.numbers.items()}
        ends = {
            "transcode": f"-{numbers['height']}p" if numbers["height"] else "-small",
            "frame": f"-at-{numbers['second']}",
            "scale": f"-{numbers['width']}x{numbers['height']}",
            "watermark": "-marked",
        }
        ending = self.format.currentText().strip()
        self.result.setText("{folder}{stem}" + f"{ends[self.chosen()]}.{ending}")

    def instruction(self) -> Instruction:
        """What the form says."""
        kind, ending = self.chosen(), self.format.currentText().strip()
        number = {name: spin.value() for name, spin in self.numbers.items()}
        width, height = number["width"], number["height"]
        made = {
            "transcode": lambda: transcode(
                ending, width=width, height=height, rate=self.rate.text().strip()
            ),
            "frame": lambda: frame(ending, second=number["second"], width=width, height=height),
            "scale": lambda: scale(ending, width=width, height=height),
            "watermark": lambda: watermark(ending, dissolve=number["dissolve"]),
        }[kind]()
        return with_result(made, self.result.text().strip())

    def retranslate(self) -> None:
        """Every text in the language of now."""
        for name, text in ops_words.fields().items():
            self.fields[name].name(text)
        marks = " ".join("{" + name + "}" for name in PLACEHOLDERS)
        hint = self.tr("Filled in for each file: {marks}. Empty: the service names it.")
        self.fields["result"].name(ops_words.fields()["result"], hint.replace("{marks}", marks))
        self.fields["kind"].name(self.tr("What shall be made"))
        for row, text in enumerate(ops_words.kinds().values()):
            self.kind.setItemText(row, text)
        as_it_is = self.tr("as it is")
        for name in ("width", "height"):
            self.numbers[name].setSpecialValueText(as_it_is)
        self.add.setText(self.tr("&Add this instruction"))

"""The bucket: typed, or chosen from those that the key may see."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from app.domain.asks import BucketFound
from app.ui.calm import CalmCombo
from app.ui.i18n import translate
from app.ui.panels.parts import tooltip


class BucketBox(CalmCombo):
    """A field for a name; with `offer`, a list to choose from as well."""

    edited = Signal()
    picked = Signal(object)
    """A `BucketFound` was chosen from the list."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.setLineEdit(self.line)
        self.setInsertPolicy(self.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        self._found: tuple[BucketFound, ...] = ()
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.activated.connect(self._choose)
        self._show_arrow()

    def offer(self, buckets: Sequence[BucketFound]) -> None:
        """Buckets to choose from; what was typed stays."""
        typed = self.currentText()
        self._found = tuple(buckets)
        self.clear()
        for bucket in self._found:
            self.addItem(shown(bucket), bucket.name)
            hint = tooltip(bucket.region)
            self.setItemData(self.count() - 1, hint, Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(self.findText(typed))
        self.setEditText(typed)
        self._show_arrow()

    def suggest(self, names: Sequence[str]) -> None:
        """Names to choose from, of which nothing else is known."""
        self.offer([BucketFound(name, "") for name in names])

    def _show_arrow(self) -> None:
        """A list is only there when there is something in it."""
        self.setProperty("bare", not self._found)
        self.style().unpolish(self)
        self.style().polish(self)

    def _choose(self, row: int) -> None:
        self.edited.emit()
        if 0 <= row < len(self._found):
            self.picked.emit(self._found[row])

    def value(self) -> str:
        """The name, without blanks around it."""
        text = self.currentText().strip()
        row = self.findText(text)
        return str(self.itemData(row)) if row >= 0 else text

    def set_value(self, name: str) -> None:
        """Show a name."""
        row = self.findData(name)
        self.setCurrentIndex(row)
        self.setEditText(self.itemText(row) if row >= 0 else name)
        self.line.setCursorPosition(0)

    def retranslate(self) -> None:
        """What stands in the empty field."""
        self.name_example("shop-media")

    def name_example(self, example: str) -> None:
        """Show an example in the empty field; empty: none."""
        text = translate("Connect", "such as {example}").format(example=example)
        self.line.setPlaceholderText(text if example else "")


def shown(bucket: BucketFound) -> str:
    """A bucket as it is listed: by its title where it has one."""
    if not bucket.title:
        return bucket.name
    return translate("Connect", "{name} ({id})").format(name=bucket.title, id=bucket.name)

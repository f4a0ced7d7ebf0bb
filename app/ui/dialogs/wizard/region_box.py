"""A choice of regions that can be searched by name or id, or typed freely."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from app.domain.regions import REGIONS, Region, region_of
from app.ui.calm import CalmCombo
from app.ui.dialogs.sizing import text_scale
from app.ui.i18n import translate


class RegionBox(CalmCombo):
    """Regions by their local name; `value` is the bare id."""

    edited = Signal()
    """A person chose or typed."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.setLineEdit(self.line)
        self.setInsertPolicy(self.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(14)
        for region in REGIONS:
            self.addItem(shown(region), region.id)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup = QListView()
        popup.setObjectName("completions")
        popup.setMinimumWidth(round(340 * text_scale()))
        completer.setPopup(popup)
        self.setCompleter(completer)
        self.setCurrentIndex(-1)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(18)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.activated.connect(lambda _row: self.edited.emit())
        completer.activated.connect(lambda _text: self.edited.emit())

    def value(self) -> str:
        """The id of what is chosen, or what was typed."""
        text = self.currentText().strip()
        row = self.findText(text, Qt.MatchFlag.MatchFixedString)
        return str(self.itemData(row)) if row >= 0 else text.lower()

    def choose(self, region_id: str) -> None:
        """Show a region; one that we do not know is shown as it is."""
        row = self.findData(region_id)
        self.setCurrentIndex(row)
        if row < 0:
            self.setEditText(region_id)
        self.line.setCursorPosition(0)

    def retranslate(self) -> None:
        """Names in the language of now."""
        chosen = self.value()
        for row in range(self.count()):
            region = region_of(str(self.itemData(row)))
            if region is not None:
                self.setItemText(row, shown(region))
        self.choose(chosen)


def shown(region: Region) -> str:
    """A region as it is listed: name in the language of now, and id."""
    chinese = QLocale().language() == QLocale.Language.Chinese
    name = region.name_zh if chinese else region.name_en
    return translate("Connect", "{name} ({id})").format(name=name, id=region.id)

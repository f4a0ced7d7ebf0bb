"""What there is to say about a place while it is typed: odd folders, regions without callbacks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.destination import Destination
from app.domain.lint_place import place_findings
from app.domain.regions import Region
from app.ui.dialogs.parts import Offer
from app.ui.dialogs.wizard.words import problem_text
from app.ui.i18n import joined
from app.ui.theme.tokens import S


class PlaceNotes(QWidget):
    """Lines with a glyph; the one about the folder has a button that mends it."""

    mended = Signal(str)
    """The folder as it should be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fix = ""
        self.folder = Offer()
        self.folder.pressed.connect(lambda: self.mended.emit(self._fix))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.folder)
        self.hide()

    @staticmethod
    def problem_text(code: str) -> str:
        """What is wrong with a field."""
        return problem_text(code)

    def region_hint(self, region_id: str, region: Region | None, found: bool) -> str:
        """What is known of a region."""
        if not region_id:
            return self.tr("Search by name, type it, or leave it to be found.")
        parts = [self.tr("Found automatically.") if found else ""]
        if region is None or not region.confirmed:
            parts.append(self.tr("Not confirmed: it is not in our list, but it may well work."))
        elif region.callbacks == "no":
            parts.append(self.tr("Callbacks are not offered in this region."))
        elif region.callbacks != "yes":
            parts.append(self.tr("Whether it offers callbacks is not confirmed."))
        return joined(*parts)

    def look(self, destination: Destination) -> None:
        """Look at a place anew."""
        found = [f for f in place_findings(destination) if f.code == "prefix.bucket"]
        self._fix = found[0].fix if found else ""
        if found:
            text = self.tr(
                "The folder begins with the bucket's own name. It would be there twice:"
                " {bucket}/{prefix}"
            )
            place = text.format(bucket=destination.bucket, prefix=destination.prefix)
            self.folder.say(place, "warn", "amber")
            mend = self.tr("Use “{folder}”") if self._fix else self.tr("Leave it out")
            self.folder.button.setText(mend.format(folder=self._fix.replace("&", "&&")))
        else:
            self.folder.say("")
        self.setVisible(bool(found))

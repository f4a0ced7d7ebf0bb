"""Import from this computer: keys that other programs keep here, shown before one is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from app.domain.services import FIRST
from app.host.access_files import PROGRAMS, FoundAccess, found_access
from app.ui.alive import while_alive
from app.ui.dialogs.parts import NoteLine, page_of
from app.ui.dialogs.sizing import fit_screen
from app.ui.dialogs.wizard.buttons import ButtonBar, fill
from app.ui.errands import Errands
from app.ui.i18n import translate
from app.ui.plain_names import visible


class FoundSheet(QDialog):
    """A list of what was found; nothing is taken over before *Take this key*."""

    taken = Signal(object)
    """The `FoundAccess` that was chosen."""

    def __init__(
        self, errands: Errands, *, home: Path | None = None, parent: QWidget | None = None
    ) -> None:
        """``home``: where to look; the person's own folder unless another is given."""
        super().__init__(parent)
        self._found: list[FoundAccess] = []
        self._title, self._lead = QLabel(), QLabel()
        self.note = NoteLine()
        self.list = QListWidget()
        self.list.setProperty("look", "framed")
        self.list.setWordWrap(True)
        self.take, self.cancel = QPushButton(), QPushButton()
        self._build()
        self._name()
        errands.run(_looking(home or Path.home()), while_alive(self, self._show_found))

    def _build(self) -> None:
        self.take.setDefault(True)
        self.take.setProperty("look", "primary")
        self.take.setEnabled(False)
        self.cancel.setAutoDefault(False)
        self.take.clicked.connect(self._take)
        self.cancel.clicked.connect(self.reject)
        self.list.itemDoubleClicked.connect(lambda _item: self._take())
        self.list.currentRowChanged.connect(lambda _row: self._look())
        self.list.setMinimumHeight(180)
        page = page_of(self.list, self.note, title=self._title, lead=self._lead)
        fill(self, page, ButtonBar([self.cancel], [self.take]))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_screen(self, width=520, height=440)

    def _name(self) -> None:
        self.setWindowTitle(self.tr("Import from this computer"))
        self._title.setText(self.tr("Keys found on this computer"))
        self._lead.setText(
            self.tr("From {tools}. The one you take is copied; files stay.").format(
                tools=self.tr(" and ").join(FIRST.tools)
            )
        )
        self.list.setAccessibleName(self.tr("Keys found on this computer"))
        self.take.setText(self.tr("Take this key"))
        self.cancel.setText(self.tr("Cancel"))
        self.note.say(self.tr("Looking…"))

    def _show_found(self, found: Sequence[FoundAccess]) -> None:
        self._found = list(found)
        self.list.clear()
        for access in self._found:
            item = QListWidgetItem(found_text(access))
            if access.credentials is None:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            self.list.addItem(item)
        usable = [n for n, access in enumerate(self._found) if access.credentials is not None]
        self.note.say("" if self._found else self.tr("None was found here. Type or paste the key."))
        self.list.setVisible(bool(self._found))
        if usable:
            self.list.setCurrentRow(usable[0])
        self._look()

    def _chosen(self) -> FoundAccess | None:
        row = self.list.currentRow()
        found = self._found[row] if 0 <= row < len(self._found) else None
        return found if found is not None and found.credentials is not None else None

    def _look(self) -> None:
        self.take.setEnabled(self._chosen() is not None)

    def _take(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.taken.emit(chosen)
            self.accept()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """The keyboard begins in the list."""
        super().showEvent(event)
        self.list.setFocus()


def _looking(home: Path) -> Callable[[], list[FoundAccess]]:
    return lambda: found_access(home)


def found_text(access: FoundAccess) -> str:
    """One line of the list; a key by the end of its id only."""
    problems = {
        "unreadable": translate("Found", "the file cannot be read"),
        "damaged": translate("Found", "the file is damaged"),
        "incomplete": translate("Found", "half of the key is missing"),
        "mode": translate("Found", "its way of getting keys cannot be taken over"),
        "expired": translate("Found", "it has expired"),
    }
    name = visible(access.name) if access.name else ""
    source = PROGRAMS.get(access.source, access.source)
    end = access.credentials.hint() if access.credentials else problems.get(access.problem, "")
    return " · ".join(part for part in (source, name, end, visible(access.region)) if part)

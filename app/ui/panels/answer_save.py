"""The button that saves an answer as a file, byte for byte."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFileDialog, QToolButton, QWidget

from app.ui.alive import while_alive
from app.ui.desk import Desk
from app.ui.panels.answer_body import Body
from app.ui.panels.parts import icon_button
from app.ui.theme.icons import icon

_BAD = re.compile(r'[\x00-\x1f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')


def file_name(name: str, body: Body) -> str:
    """A name for the file: harmless on every system."""
    stem = _BAD.sub("_", name).strip(" .")[:80] or "upload"
    return f"{stem}-answer{body.suffix}"


class SaveButton(QWidget):
    """An icon that asks where to."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._body = Body()
        self._name = ""
        self.button: QToolButton = icon_button("save")
        self.button.setParent(self)
        self.setFixedSize(self.button.size())
        self.setFocusProxy(self.button)
        self.button.clicked.connect(self._choose)
        self.retranslate()

    def set_body(self, body: Body, name: str) -> None:
        """What is saved, and the name of the file that it is about."""
        self._body, self._name = body, name
        self.button.setEnabled(bool(body.text))

    def _choose(self) -> None:
        folder = str(Path.home() / file_name(self._name, self._body))
        dialog = QFileDialog(self.window(), self.tr("Save the answer"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(file_name(self._name, self._body))
        dialog.fileSelected.connect(self.write)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def write(self, path: str) -> None:
        """Write the bytes beside the window."""
        body = self._body

        def save() -> None:
            Path(path).write_bytes(body.bytes)

        def failed(_error: Exception) -> None:
            text = self.tr("The answer could not be saved there. Choose another folder, please.")
            self._desk.told.emit("warn", text)

        def done(_nothing: None) -> None:
            text = self.tr("The answer was saved as “{name}”.").format(name=Path(path).name)
            self._desk.told.emit("info", text)

        self._desk.errands.run(save, while_alive(self, done), while_alive(self, failed))

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.button.setToolTip(self.tr("Save the answer"))
        self.button.setAccessibleName(self.tr("Save the answer"))
        self.button.setIcon(icon("save", "muted"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

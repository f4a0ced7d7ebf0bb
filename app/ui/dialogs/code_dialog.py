"""Copy as code: the upload that Upcall would do now, as a program in many languages."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.connection import Connection
from app.domain.snippets import Language
from app.domain.upload import TaskSnapshot
from app.ui.alive import while_alive
from app.ui.desk import Desk
from app.ui.dialogs.code_subject import (
    FOLDER,
    NAMES,
    Written,
    key_lines,
    notes_of,
    programs,
    subject_of,
)
from app.ui.dialogs.parts import NoteLine
from app.ui.dialogs.sizing import fit_screen, text_scale
from app.ui.dialogs.wizard.buttons import ButtonBar, fill
from app.ui.panels.parts import CopyButton, code_font, plain_label, scrolling
from app.ui.resources import resource
from app.ui.theme.icons import icon
from app.ui.theme.tokens import XL, L, M, S

LIST_WIDTH = 190
"""Pixels that the list of languages has."""
LOWEST = 200
"""Pixels that the program has at least; where the text is large, what is around it scrolls."""
WIDEST = 1.4
"""The list grows with the text up to this much: the program needs the room more."""


class CodeDialog(QDialog):
    """Languages at the left, the program of the chosen one at the right."""

    def __init__(
        self,
        desk: Desk,
        connection: Connection,
        *,
        task: TaskSnapshot | None = None,
        sent: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """For the file of ``task``; ``sent``: with the callback that went with it."""
        super().__init__(parent)
        self._desk = desk
        self._connection = connection
        self._subject = subject_of(desk, connection, task=task, sent=sent)
        self._size = task.size if task else 0
        self._written: list[Written] = []
        self._title = plain_label(look="title")
        self._lead = plain_label(look="muted", wrap=True)
        self.languages = QListWidget()
        self.state = NoteLine()
        self.code = QPlainTextEdit()
        self.facts = _Facts()
        self.note = NoteLine()
        self.copy, self.save, self.shut = QPushButton(), QPushButton(), QPushButton()
        self.chooser: QFileDialog | None = None
        self._build()
        self._join()
        self.retranslate()
        self._look()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        self.languages.setProperty("look", "framed")
        self.languages.setFixedWidth(round(LIST_WIDTH * min(text_scale(), WIDEST)))
        self.code.setReadOnly(True)
        self.code.setFont(code_font())
        self.code.setTabChangesFocus(True)
        self.code.setMinimumHeight(LOWEST)
        self.code.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        page = QWidget()
        right = QVBoxLayout(page)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(S)
        right.addWidget(self.state)
        right.addWidget(self.code, 1)
        right.addWidget(self.facts)
        right.addWidget(self.note)
        both = QHBoxLayout()
        both.setSpacing(M)
        both.addWidget(self.languages)
        both.addWidget(scrolling(page), 1)
        column = QVBoxLayout()
        column.setContentsMargins(XL, L, XL, L)
        column.setSpacing(M)
        column.addWidget(self._title)
        column.addWidget(self._lead)
        column.addLayout(both, 1)
        fill(self, column, ButtonBar([self.shut], [self.save, self.copy]))
        self.copy.setDefault(True)
        self.copy.setProperty("look", "primary")
        for button in (self.save, self.shut):
            button.setAutoDefault(False)
        self.setMinimumSize(560, 420)
        fit_screen(self, width=1000, height=720)

    def _join(self) -> None:
        self.languages.currentRowChanged.connect(lambda _row: self._show())
        self.copy.clicked.connect(self.copy_code)
        self.save.clicked.connect(self._choose)
        self.shut.clicked.connect(self.reject)

    def _look(self) -> None:
        """Read the templates beside the window."""
        subject, folder = self._subject, resource(FOLDER)
        self._desk.errands.run(
            lambda: programs(subject, folder), while_alive(self, self._filled), _raise
        )

    def _filled(self, written: Sequence[Written]) -> None:
        self._written = list(written)
        self.languages.clear()
        for each in self._written:
            self.languages.addItem(QListWidgetItem(each.language.title))
        self._mark()
        self.languages.setCurrentRow(0)
        self.languages.setFocus()

    def _mark(self) -> None:
        """Which languages were run, as a glyph and in the words of each line."""
        for row, each in enumerate(self._written):
            item = self.languages.item(row)
            ran = bool(each.language.ran)
            item.setIcon(icon("check", "good") if ran else icon("info", "muted"))
            said = self.tr("was run") if ran else self.tr("not run")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{each.language.title}, {said}")
            item.setToolTip(said)

    # --- showing ----------------------------------------------------------------------------

    def chosen(self) -> Written | None:
        """The language and program in sight; None while they are being read."""
        row = self.languages.currentRow()
        return self._written[row] if 0 <= row < len(self._written) else None

    def choose(self, language: str) -> None:
        """Show a language by its id."""
        ids = [each.language.id for each in self._written]
        if language in ids:
            self.languages.setCurrentRow(ids.index(language))

    def _show(self) -> None:
        written = self.chosen()
        self.copy.setText(self.tr("Copy"))
        self.copy.setIcon(QIcon())
        for button in (self.copy, self.save):
            button.setEnabled(written is not None)
        if written is None:
            return
        self.code.setPlainText(written.text)
        self._say_state(written.language)
        self.facts.show_language(written.language, key_lines(self._desk, self._connection))
        self.note.say("\n".join(notes_of(self._connection, self._size)))

    def _say_state(self, language: Language) -> None:
        if language.ran:
            text = self.tr("Run against the demo cloud: same answer as in Upcall ({tools}).")
            self.state.say(text.format(tools=language.ran), "check", "good")
        else:
            text = self.tr("Not run: written from the vendor's documents and sources.")
            self.state.say(text, "warn", "amber")

    # --- taking it along --------------------------------------------------------------------

    def copy_code(self) -> None:
        """Put the program on the clipboard."""
        written = self.chosen()
        if written is not None:
            QGuiApplication.clipboard().setText(written.text)
            self.copy.setText(self.tr("Copied"))
            self.copy.setIcon(icon("check", "on_accent"))

    def _choose(self) -> None:
        written = self.chosen()
        if written is None:
            return
        self.chooser = QFileDialog(self, self.tr("Save the program"), str(Path.home()))
        self.chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.chooser.selectFile(written.language.file)
        self.chooser.fileSelected.connect(self.write)
        self.chooser.open()

    def write(self, path: str) -> None:
        """Write the program in sight into a file."""
        written = self.chosen()
        if written is not None:
            text = written.text
            self._desk.errands.run(
                lambda: Path(path).write_text(text, "utf-8", newline="\n"),
                while_alive(self, lambda _size: self._saved(path)),
                while_alive(self, self._not_saved),
            )

    def _saved(self, path: str) -> None:
        text = self.tr("Saved as “{name}”.").format(name=os.path.basename(path))
        self.note.say(text, "check", "good")

    def _not_saved(self, _error: Exception) -> None:
        text = self.tr("It could not be written there. Please choose another folder.")
        self.note.say(text, "error", "danger")

    # --- words ------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.setWindowTitle(self.tr("Copy as code"))
        self._title.setText(self.tr("Copy as code"))
        name = os.path.basename(self._subject.file)
        asks = self._subject.callback.enabled
        lead = (
            self.tr("Uploads “{name}” as “{key}” to {place} and prints your server's answer.")
            if asks
            else self.tr("Uploads “{name}” as “{key}” to {place}. No callback is asked for.")
        )
        place = self._subject.destination.bucket
        self._lead.setText(lead.format(name=name, key=self._subject.key, place=place))
        self.languages.setAccessibleName(self.tr("Languages"))
        self.code.setAccessibleName(self.tr("Program"))
        self.save.setText(self.tr("Save as…"))
        self.shut.setText(self.tr("Close"))
        self.facts.retranslate()
        self._mark()
        self._show()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while it is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class _Facts(QWidget):
    """What to install, where the key comes from, how to run it: each can be copied."""

    def __init__(self) -> None:
        super().__init__()
        self._names = [plain_label(look="muted") for _each in range(3)]
        self._texts = [plain_label(wrap=True) for _each in range(3)]
        self._copies = [CopyButton() for _each in range(3)]
        self._kept = ("", "", "")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(M)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row, widgets in enumerate(zip(self._names, self._texts, self._copies, strict=True)):
            for column, widget in enumerate(widgets):
                grid.addWidget(widget, row, column)
            widgets[1].setFont(code_font())

    def show_language(self, language: Language, keys: str) -> None:
        """What this language needs."""
        shown = (language.install, ", ".join(NAMES), language.run)
        self._kept = (language.install, keys, language.run)
        for row, text in enumerate(shown):
            self._texts[row].setText(text)
            for widget in (self._names[row], self._texts[row], self._copies[row]):
                widget.setVisible(bool(text))
        self.retranslate()

    def retranslate(self) -> None:
        """Every text in the language of now."""
        names = (self.tr("Install"), self.tr("Key from"), self.tr("Run"))
        hints = (
            self.tr("Copy what to install"),
            self.tr("Copy the lines that set the key in a terminal"),
            self.tr("Copy how to run it"),
        )
        for row, name in enumerate(names):
            self._names[row].setText(name)
            self._copies[row].set_text(self._kept[row], hints[row])


def _raise(error: Exception) -> None:
    """A template that cannot be read is a broken installation: the report of crashes says so."""
    raise error

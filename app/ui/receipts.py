"""Receipts: saves them as a page, PDF, CSV or JSON beside the window, and prints them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, QThread, Signal
from PySide6.QtGui import (
    QFont,
    QPageSize,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.destination import Destination
from app.domain.receipt import Line
from app.domain.receipt_files import csv_pieces, iso, json_pieces
from app.domain.receipt_page import MOST, MOST_PRINTED, html_pieces, printed_pieces
from app.domain.states import Outcome
from app.domain.upload import TaskSnapshot
from app.engine import history_search as search
from app.host.files import write_whole
from app.ui.alive import while_alive
from app.ui.desk import Desk
from app.ui.i18n import translate
from app.ui.plain_names import visible
from app.ui.receipt_words import page_of, title_of

Source = Callable[[], list[Line]]
"""Gives the lines; blocks, so that it is called beside the window."""
PLAIN_KINDS = ("pdf", "html")
KINDS = ("html", "pdf", "csv", "json")
TOGETHER = 10
"""Pieces of a document that are read at once."""


def of_rows(desk: Desk, path: Path, rows: Sequence[TaskSnapshot]) -> Source:
    """What is known of files on the list, from the history at ``path``."""
    places = {each.id: each.destination for each in desk.connections}

    def source() -> list[Line]:
        numbers = search.numbers_soon(path, [row.id for row in rows])
        known = {line.task_id: line for line in search.lines(path, numbers, bodies=True)}
        return [known.get(row.id) or _from_row(row, places) for row in rows]

    return source


def of_numbers(path: Path, numbers: Sequence[int]) -> Source:
    """Entries of the history at ``path``."""
    return lambda: list(search.lines(path, numbers, bodies=True))


def _from_row(row: TaskSnapshot, places: Mapping[str, Destination]) -> Line:
    """What the list itself knows, where the history does not (its disk refused)."""
    place = places.get(row.connection_id) or Destination("", "", "", "")
    outcome = row.outcome or Outcome.NOT_STORED
    line = Line(
        row.id,
        row.batch_id,
        row.connection_id,
        place,
        row.path,
        row.name,
        row.key,
        row.size,
        outcome,
        time.time(),
        row.seconds,
    )
    return replace(line, answer=row.answer, error=row.error_code, practice=row.practice)


class Receipts(QObject):
    """One receipt at a time; lives as long as its parent."""

    written = Signal(str)
    """The path."""
    failed = Signal(str)
    """The path."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._over = parent

    # --- saving -----------------------------------------------------------------------------

    def chooser(self, source: Source, *, plain: bool) -> QFileDialog:
        """A dialog for the file's name, which then writes it; the caller opens it."""
        kinds = PLAIN_KINDS if plain else KINDS
        title = title_of(plain=plain)
        dialog = QFileDialog(self._over, title, _folder())
        dialog.setAccessibleName(title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        names = [_filter(kind) for kind in kinds]
        dialog.setNameFilters(names)
        dialog.setDefaultSuffix(kinds[0])
        by_name = dict(zip(names, kinds, strict=True))
        day = iso(time.time()).partition("T")[0]

        def turn(kind: str) -> None:
            dialog.setDefaultSuffix(kind)
            chosen = dialog.selectedFiles()[:1] or [f"{title} {day}"]
            stem, ending = os.path.splitext(os.path.basename(chosen[0]))
            dialog.selectFile(f"{stem if ending[1:] in KINDS else stem + ending}.{kind}")

        dialog.filterSelected.connect(lambda name: turn(by_name[name]))
        dialog.selectFile(f"{title} {day}.{kinds[0]}")
        dialog.fileSelected.connect(
            lambda path: self.write(
                Path(with_kind(path, by_name[dialog.selectedNameFilter()])), source, plain=plain
            )
        )
        return dialog

    def write(self, path: Path, source: Source, *, plain: bool) -> None:
        """Write a receipt of the kind that the file's ending says; told when it is done."""
        places = self._places()

        def work() -> None:
            write_receipt(path, source(), plain=plain, places=places)

        done = while_alive(self, lambda _nothing: self._written(path))
        self._desk.errands.run(work, done, while_alive(self, lambda e: self._failed(path, e)))

    def _places(self) -> dict[str, str]:
        return {each.id: each.name for each in self._desk.connections}

    def _written(self, path: Path) -> None:
        text = translate("Receipt", "Saved as {name}").format(name=visible(path.name))
        self._desk.told.emit("info", text)
        self.written.emit(str(path))

    def _failed(self, path: Path, _error: Exception) -> None:
        text = translate(
            "Receipt", "{name} could not be written. Please choose another folder."
        ).format(name=visible(path.name))
        self._desk.told.emit("warn", text)
        self.failed.emit(str(path))

    # --- printing ---------------------------------------------------------------------------

    def print(self, source: Source, *, plain: bool) -> None:
        """Ask for a printer and print; what is printed is put together beside the window."""
        places = self._places()

        def work() -> list[str]:
            return paper(source(), plain=plain, places=places)

        self._desk.errands.run(work, while_alive(self, self._print))

    def _print(self, pieces: list[str]) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - rarely wanted

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._over)
        dialog.setWindowTitle(translate("Receipt", "Print"))
        dialog.accepted.connect(lambda: document(pieces).print_(printer))
        self.dialog = dialog
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()  # `open` wants a slot by its name


def with_kind(path: str, kind: str) -> str:
    """``path`` with an ending that says how it is to be written."""
    return path if os.path.splitext(path)[1].lower()[1:] in KINDS else f"{path}.{kind}"


def write_receipt(
    path: Path, lines: Sequence[Line], *, plain: bool, places: Mapping[str, str]
) -> None:
    """Write one file, whole or not at all. Raises `OSError`."""
    kind = path.suffix.lower()[1:]
    if kind == "pdf":
        _write_pdf(path, paper(lines, plain=plain, places=places))
    elif kind == "csv":  # the mark in front makes spreadsheets read it as UTF-8
        write_whole(path, b"\xef\xbb\xbf" + _bytes(csv_pieces(lines)))
    elif kind == "json":
        write_whole(path, _bytes(json_pieces(lines, made_at=time.time())))
    else:
        page = page_of(lines, plain=plain, most=MOST, places=places, now=time.time())
        write_whole(path, _bytes(html_pieces(page)))


def _bytes(pieces: Iterable[str]) -> bytes:
    return "".join(pieces).encode("utf-8", "backslashreplace")


def paper(lines: Sequence[Line], *, plain: bool, places: Mapping[str, str]) -> list[str]:
    """The page as it is printed, in pieces."""
    page = page_of(lines, plain=plain, most=MOST_PRINTED, places=places, now=time.time())
    return list(printed_pieces(page))


def document(pieces: Sequence[str]) -> QTextDocument:
    """What a printer is given.

    In pieces: Qt reads HTML without giving the interpreter away, and the window wants it meanwhile.
    """
    made = QTextDocument()
    font = QFont()
    font.setPointSizeF(10)
    made.setDefaultFont(font)
    cursor = QTextCursor(made)
    for start in range(0, len(pieces), TOGETHER):
        if start:
            cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        cursor.insertHtml("".join(pieces[start : start + TOGETHER]))
    return made


class _Printing(QThread):
    """Qt's own thread: at the end of another one its fonts complain a hundred times."""

    def __init__(self, path: Path, pieces: Sequence[str]) -> None:
        super().__init__()
        self._path = path
        self._pieces = pieces

    def run(self) -> None:
        """Write the file."""
        writer = QPdfWriter(str(self._path))
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setTitle("Upcall")
        writer.setCreator("Upcall")
        document(self._pieces).print_(writer)


def _write_pdf(path: Path, pieces: Sequence[str]) -> None:
    with path.open("ab"):  # a folder that cannot be written is noticed here, and has a reason
        pass
    printing = _Printing(path, pieces)
    printing.start()
    printing.wait()


def _filter(kind: str) -> str:
    texts = {
        "pdf": translate("Receipt", "PDF document (*.pdf)"),
        "html": translate("Receipt", "Web page (*.html)"),
        "csv": translate("Receipt", "Table (*.csv)"),
        "json": translate("Receipt", "JSON (*.json)"),
    }
    return texts[kind]


def _folder() -> str:
    where = QStandardPaths.StandardLocation.DocumentsLocation
    return QStandardPaths.writableLocation(where) or str(Path.home())

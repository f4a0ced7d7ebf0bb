"""Receipts of real uploads: saved, printed, audited, and free of secrets."""

from __future__ import annotations

import csv
import io
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.receipt import Line
from app.domain.receipt_audit import Verdict
from app.engine import history_search as search
from app.engine.history_search import Query
from app.ui.dialogs.audit_dialog import AuditDialog
from app.ui.receipts import Receipts, document, of_numbers, of_rows, paper, with_kind
from tests.cloud import Cloud
from tests.democloud.sdks import old_bucket
from tests.ui.live_kit import PATIENCE_MS, Live, live


@pytest.fixture
def here(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> Iterator[Live]:
    cloud.reset()
    with live(qtbot, tmp_path, cloud) as made:
        yield made


def upload(here: Live, *names: str) -> None:
    ended = here.desk.totals.ended
    here.add(*(here.file(name, f"content of {name}") for name in names))
    here.desk.upload()
    here.until_ended(ended + len(names))


def book_of(here: Live) -> Path:
    return here.desk.folders.data / "history.db"


def over(here: Live) -> QWidget:
    """A window to ask over."""
    window = QWidget()
    here.qtbot.addWidget(window)
    return window


def saved(here: Live, name: str, *, plain: bool = False) -> Path:
    """A receipt of everything on the list."""
    receipts = Receipts(here.desk, over(here))
    path = here.folder / name
    source = of_rows(here.desk, book_of(here), here.desk.queue.snapshots())
    with here.qtbot.waitSignal(receipts.written, timeout=PATIENCE_MS):
        receipts.write(path, source, plain=plain)
    return path


def table(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def answer_number(cloud: Cloud) -> list[str]:
    return [str(e["number"]) for e in cloud.events(0) if e["kind"] == "app_answered"]


def test_csv_json_and_page_tell_checksums_times_and_the_answers(here: Live) -> None:
    upload(here, "=cmd.csv", "图片.jpg")
    numbers = answer_number(here.cloud)

    rows = table(saved(here, "r.csv"))
    assert sorted(row["file"] for row in rows) == ["'=cmd.csv", "图片.jpg"]
    assert all(row["etag"] and row["crc64"] and row["ended_at"] for row in rows)
    assert {row["callback"] for row in rows} == {"delivered"}

    data = json.loads(saved(here, "r.json").read_text(encoding="utf-8"))
    bodies = [json.loads(each["callback"]["body"]) for each in data["files"]]
    assert sorted(str(body["number"]) for body in bodies) == sorted(numbers)
    assert all(each["verified"] for each in data["files"])

    page = saved(here, "r.html").read_text(encoding="utf-8")
    assert all(number in page for number in numbers)
    assert all(each["etag"] in page for each in data["files"])


def test_a_confirmation_is_a_pdf_or_a_page_without_words_of_the_trade(here: Live) -> None:
    upload(here, "holiday.jpg")
    assert saved(here, "c.pdf", plain=True).read_bytes().startswith(b"%PDF-")
    page = saved(here, "c.html", plain=True).read_text(encoding="utf-8")
    assert "Upload confirmation" in page
    assert "Shop media" in page
    assert not any(word in page for word in ("ETag", "Bucket", here.cloud.bucket, "CRC", "HTTP "))


def test_a_file_that_cannot_be_written_is_told_kindly(here: Live) -> None:
    upload(here, "a.txt")
    for name in ("r.csv", "r.pdf"):
        (here.folder / "blocked").write_text("no folder")
        receipts = Receipts(here.desk, over(here))
        source = of_rows(here.desk, book_of(here), here.desk.queue.snapshots())
        with here.qtbot.waitSignal(receipts.failed, timeout=PATIENCE_MS):
            receipts.write(here.folder / "blocked" / name, source, plain=False)
        assert here.told[-1] == (
            "warn", f"{name} could not be written. Please choose another folder."
        )  # fmt: skip


def test_paper_holds_what_the_page_holds_over_as_many_sheets_as_it_needs(here: Live) -> None:
    upload(here, *(f"photo {n}.jpg" for n in range(12)))
    lines = settled(here, 12)
    made = document(paper(lines, plain=False, places={}))
    assert isinstance(made, QTextDocument)
    text = made.toPlainText().replace("\u200b", "")
    assert all(f"photo {n}.jpg" in text for n in range(12))
    assert all(line.etag in text for line in lines)


def test_what_the_history_does_not_know_comes_from_the_list(here: Live) -> None:
    upload(here, "a.txt")
    rows = here.desk.queue.snapshots()
    search_in = here.folder / "no history.db"
    source = of_rows(here.desk, search_in, rows)
    (line,) = source()
    assert (line.name, line.is_stored, line.key) == ("a.txt", True, "in/a.txt")


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/a/b.pdf", "/a/b.pdf"), ("/a/b", "/a/b.html"), ("/a/v1.2", "/a/v1.2.html")],
)
def test_a_name_without_an_ending_gets_one(path: str, expected: str) -> None:
    assert with_kind(path, "html") == expected


# --- secrets --------------------------------------------------------------------------------


def test_no_secret_is_in_any_receipt_nor_in_the_history(here: Live) -> None:
    upload(here, "a.txt", "b.txt")
    secrets = [here.cloud.access_key_secret]
    kept = [saved(here, name).read_bytes() for name in ("r.csv", "r.json", "r.html", "r.pdf")]
    kept += [path.read_bytes() for path in book_of(here).parent.glob("history.db*")]
    found = search.find(book_of(here), Query())
    for number in found.ids:
        kept.append(repr(search.result(book_of(here), number)).encode())
    whole = b"".join([*kept, *map(_inflated, kept)])
    assert b"a.txt" in whole
    assert not any(secret.encode() in whole for secret in secrets)
    assert b"Signature=" not in whole.replace(b"Signature=(hidden)", b"")


def _inflated(data: bytes) -> bytes:
    """All streams of a PDF, opened."""
    found = []
    for piece in data.split(b"stream\n")[1::2]:
        try:
            found.append(zlib.decompressobj().decompress(piece))
        except zlib.error:
            continue
    return b"".join(found)


# --- the audit ------------------------------------------------------------------------------


def audit(here: Live) -> AuditDialog:
    numbers = list(search.find(book_of(here), Query()).ids)
    dialog = AuditDialog(here.desk, of_numbers(book_of(here), numbers))
    here.qtbot.addWidget(dialog)
    dialog.show()
    here.qtbot.waitUntil(lambda: dialog.complete, timeout=PATIENCE_MS)
    return dialog


def verdicts(dialog: AuditDialog) -> dict[str, Verdict]:
    return {each.line.name: each.verdict for each in dialog.model.checked()}


def settled(here: Live, count: int) -> list[Line]:
    """The history, once everything has been written."""
    path = book_of(here)
    here.qtbot.waitUntil(lambda: len(search.find(path, Query()).ids) == count, timeout=PATIENCE_MS)
    return list(search.lines(path, search.find(path, Query()).ids, bodies=True))


def test_an_audit_names_what_is_there_what_is_missing_and_what_is_different(here: Live) -> None:
    upload(here, "good.txt", "lost.txt", "changed.txt")
    settled(here, 3)
    bucket = old_bucket(here.cloud)
    bucket.delete_object("in/lost.txt")
    bucket.put_object("in/changed.txt", b"content of CHANGED.txt")
    dialog = audit(here)
    assert verdicts(dialog) == {
        "good.txt": Verdict.SAME,
        "lost.txt": Verdict.MISSING,
        "changed.txt": Verdict.DIFFERENT,
    }
    shown = [dialog.model.index(row, 1).data() for row in range(3)]
    assert shown == ["Missing", "Different", "There, checksum the same"]
    path = here.folder / "audit.csv"
    dialog.write(path)
    here.qtbot.waitUntil(path.exists)
    (first, *_rest) = table(path)
    assert (first["file"], first["verdict"], first["size_there"]) == ("lost.txt", "missing", "")


def test_files_of_a_connection_that_is_gone_cannot_be_looked_at(here: Live) -> None:
    upload(here, "a.txt")
    settled(here, 1)
    here.desk.remove_connection("live")
    dialog = audit(here)
    assert verdicts(dialog) == {"a.txt": Verdict.UNKNOWN}
    assert "not here any more" in dialog.note.text()


def test_a_storage_that_refuses_to_look_says_so_and_claims_nothing(here: Live) -> None:
    upload(here, "a.txt")
    settled(here, 1)
    here.cloud.faults(kind="status", times=None, operation="HeadObject", code="AccessDenied")
    dialog = audit(here)
    assert verdicts(dialog) == {"a.txt": Verdict.UNKNOWN}
    assert dialog.note.text()
    here.cloud.reset()
    dialog.again.click()
    here.qtbot.waitUntil(lambda: verdicts(dialog) == {"a.txt": Verdict.MISSING})

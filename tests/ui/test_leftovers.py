"""What Upcall wrote itself is deleted when no upload can need it any more, and not before."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.domain.events import Removed, ResultRead
from app.domain.states import Outcome, UploadState
from app.ui.leftovers import ASKED
from tests.ui.conftest import Office, Offices
from tests.ui.expert_kit import connection, row

S = UploadState


def pasted(folder: Path, name: str) -> Path:
    """A pasted text of an earlier run, or of this one."""
    path = folder / "temporary" / name / "note.txt"
    path.parent.mkdir(parents=True)
    path.write_text("hello")
    return path


def list_arrives(office: Office, qtbot: QtBot, *paths: Path) -> None:
    """The engine tells the rows of the last run, then answers the desk's question."""
    rows = [row(n, S.PAUSED, path=str(path)) for n, path in enumerate(paths)]
    office.engine.mailbox.put(rows, [ResultRead(ASKED, None)])
    qtbot.waitUntil(lambda: office.desk.totals.files == len(rows))


def test_old_files_go_at_the_start_unless_a_row_needs_them(
    offices: Offices, qtbot: QtBot, tmp_path: Path
) -> None:
    old, needed = pasted(tmp_path, "old"), pasted(tmp_path, "needed")
    made = offices(connection())
    fresh = pasted(tmp_path, "fresh")
    list_arrives(made, qtbot, needed)
    qtbot.waitUntil(lambda: not old.parent.exists())
    assert needed.exists()
    assert fresh.exists()


def test_a_removed_file_stays_while_undo_can_bring_it_back(
    offices: Offices, qtbot: QtBot, tmp_path: Path
) -> None:
    made = offices(connection())
    list_arrives(made, qtbot)
    path, other = pasted(tmp_path, "now"), pasted(tmp_path, "other")
    done = row(1, S.DONE, outcome=Outcome.DELIVERED, path=str(path))
    made.engine.mailbox.put([done, row(2, S.FAILED, path=str(other))])
    qtbot.waitUntil(lambda: made.desk.totals.files == 2)
    made.desk.remove([done.id])
    made.engine.mailbox.put(events=[Removed((done.id,))])
    qtbot.waitUntil(lambda: made.desk.totals.files == 1)
    assert path.exists()
    made.desk.close()
    assert not path.exists()
    assert other.exists()


def test_what_was_practised_with_goes_at_the_end(
    offices: Offices, qtbot: QtBot, tmp_path: Path
) -> None:
    made = offices(connection())
    list_arrives(made, qtbot)
    sample = tmp_path / "temporary" / "large-sample.bin"
    sample.parent.mkdir(exist_ok=True)
    sample.write_bytes(b"x")
    made.engine.mailbox.put([row(1, S.DONE, practice=True, path=str(sample))])
    qtbot.waitUntil(lambda: made.desk.totals.files == 1)
    made.desk.close()
    assert not sample.exists()


def test_nothing_goes_while_the_list_of_the_last_run_is_not_known(
    offices: Offices, tmp_path: Path
) -> None:
    old = pasted(tmp_path, "old")
    made = offices(connection())
    made.desk.close()
    assert old.exists()

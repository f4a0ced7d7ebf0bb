"""Connection files: prepared by one person, opened by another, and nothing of it unasked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import Options, open_house
from app.domain.callback import CallbackSpec
from app.domain.connection import AccessKind, Connection, FileLimits, View
from app.domain.credentials import Credentials
from app.domain.destination import Destination
from app.domain.questions import Question
from app.domain.states import Outcome
from app.host.connection_file import read_connection_file, write_connection_file
from app.host.vault import Vault
from app.ui.application import Shown, show
from app.ui.dialogs.offered_sheet import OfferedSheet
from app.ui.dialogs.renew_dialog import RenewDialog
from app.ui.dialogs.share_dialog import ShareDialog
from app.ui.opening import Application, apart
from app.ui.window_parts import WindowParts
from tests.cloud import Cloud
from tests.end2end.canary import files_with
from tests.ui.conftest import Office, Offices
from tests.ui.expert_kit import QUICK, connection
from tests.ui.simple_kit import Stage, drop_on, make_stage, mime_of, visible_texts
from tests.ui.test_simple_words import forbidden

KEY = Credentials("LTAI5tExample", "a-secret-of-thirty-letters-000")
PASSPHRASE = "correct horse battery"


def served(url: str = "https://app.example.com/sts") -> Connection:
    """A connection whose permission comes from an application server."""
    return replace(connection(), access=AccessKind.SERVER, server_url=url)


def sheet_of(stage: Stage) -> OfferedSheet:
    """The sheet that is open."""
    stage.qtbot.waitUntil(lambda: isinstance(stage.shown.doors.current(), OfferedSheet))
    found = stage.shown.doors.current()
    assert isinstance(found, OfferedSheet)
    return found


def words(sheet: OfferedSheet, stage: Stage) -> str:
    """Everything that the sheet says."""
    return "\n".join(visible_texts(stage, sheet))


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Stage:
    return make_stage(qtbot, tmp_path)


@pytest.fixture
def file_of(tmp_path: Path) -> Callable[..., Path]:
    """Writes a connection file."""

    def write(made: Connection, **values: object) -> Path:
        path = tmp_path / "team.upcall"
        write_connection_file(path, made, **values)  # type: ignore[arg-type]
        return path

    return write


# --- preparing --------------------------------------------------------------------------------


@pytest.fixture
def keyed(offices: Offices, qtbot: QtBot) -> Office:
    """A desk whose connection has its key."""
    offices.vault.save(connection().id, KEY)
    office = offices(connection())
    qtbot.waitUntil(lambda: office.desk.keys_kept == "session")
    return office


def share(office: Office, qtbot: QtBot) -> ShareDialog:
    """The dialog for the connection in use."""
    assert office.desk.connection is not None
    made = ShareDialog(office.desk, office.desk.connection)
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_the_dialog_prepares_is_in_the_file_and_no_secret_is(
    keyed: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = share(keyed, qtbot)
    dialog.name.setText("Photos for the shop")
    dialog.largest.setValue(20)
    dialog.most.setValue(50)
    dialog.endings.setText("JPG, .png")
    question = dialog.questions.add(Question("order", "Order number"))
    question.choices.setText("4711, 4712")
    path = tmp_path / "team.upcall"
    with qtbot.waitSignal(dialog.export.written):
        dialog.write(str(path))
    text = path.read_text("utf-8")
    assert KEY.access_key_secret not in text
    assert KEY.access_key_id not in text
    found = read_connection_file(path, "new").connection
    assert (found.name, found.view, found.locked) == ("Photos for the shop", View.SIMPLE, True)
    assert found.limits == FileLimits(20_000_000, 50, (".jpg", ".png"))
    assert found.questions == (Question("x:order", "Order number", True, ("4711", "4712")),)
    mine = keyed.desk.connection
    assert mine is not None
    assert (mine.locked, mine.origin) == (False, found.origin)


def test_with_a_passphrase_the_key_goes_along_sealed(
    keyed: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = share(keyed, qtbot)
    dialog.secret.radio("with").click()
    dialog.passphrase.setText("short")
    assert not dialog.check()
    dialog.passphrase.setText(PASSPHRASE)
    dialog.again.setText("something else")
    assert not dialog.check()
    dialog.again.setText(PASSPHRASE)
    assert dialog.check()
    path = tmp_path / "team.upcall"
    with qtbot.waitSignal(dialog.export.written):
        dialog.write(str(path))
    assert KEY.access_key_secret not in path.read_text("utf-8")
    assert read_connection_file(path, "new").open(PASSPHRASE) == KEY


def test_a_secret_in_an_address_is_not_handed_out(
    offices: Offices, qtbot: QtBot, tmp_path: Path
) -> None:
    office = offices(served("https://app.example.com/sts?token=let-me-in"))
    dialog = share(office, qtbot)
    with qtbot.waitSignal(dialog.export.failed):
        dialog.write(str(tmp_path / "team.upcall"))
    assert "secret in the application server" in dialog.problem.text()
    assert not (tmp_path / "team.upcall").exists()


# --- opening ----------------------------------------------------------------------------------


def test_the_sheet_says_in_plain_words_where_things_go(
    stage: Stage, file_of: Callable[..., Path]
) -> None:
    made = replace(served(), view=View.SIMPLE, locked=True, name="Photos for the shop")
    made = replace(made, limits=FileLimits(20_000_000, 50, (".jpg",)))
    stage.desk.add_paths([str(file_of(made))])
    sheet = sheet_of(stage)
    told = words(sheet, stage)
    place = made.destination
    assert f"{place.bucket}.oss-cn-hangzhou.aliyuncs.com/{place.prefix}".rstrip("/") in told
    assert "app.example.com" in told
    assert "At most 20.0 MB each" in told
    assert forbidden(told.splitlines()) == []
    assert len(stage.desk.connections) == 0
    assert stage.engine.named("connect") == []


def test_nothing_is_used_before_it_is_agreed_to(stage: Stage, file_of: Callable[..., Path]) -> None:
    stage.desk.add_paths([str(file_of(served()))])
    sheet_of(stage).cancel.click()
    assert not stage.desk.connections
    stage.desk.add_paths([str(file_of(served()))])
    sheet_of(stage).use.click()
    assert [saved.name for saved in stage.desk.connections] == ["Shop media"]
    assert stage.engine.named("gather") == []
    assert stage.engine.named("begin") == []


def test_a_dropped_connection_file_is_opened_and_files_beside_it_wait(
    stage: Stage, file_of: Callable[..., Path], tmp_path: Path
) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"x")
    drop_on(stage.window, mime_of(file_of(served()), photo))
    sheet_of(stage).use.click()
    stage.qtbot.waitUntil(lambda: bool(stage.engine.named("gather")))
    assert stage.engine.named("gather")[0][2] == (str(photo),)
    assert stage.engine.named("gather")[0][3] is True


def test_the_system_may_hand_over_a_file_before_there_is_a_window(qapp: QApplication) -> None:
    assert isinstance(qapp, Application)
    qapp.taken()
    QApplication.sendEvent(qapp, QFileOpenEvent("/somewhere/team.upcall"))
    assert qapp.taken() == ["/somewhere/team.upcall"]
    assert qapp.taken() == []


def test_connection_files_are_told_apart_by_their_ending() -> None:
    assert apart(["/a.jpg", "/b.UPCALL", "/c"]) == (["/a.jpg", "/c"], ["/b.UPCALL"])


def test_a_sealed_file_asks_for_its_passphrase(stage: Stage, file_of: Callable[..., Path]) -> None:
    path = file_of(connection(), credentials=KEY, passphrase=PASSPHRASE)
    stage.desk.add_paths([str(path)])
    sheet = sheet_of(stage)
    sheet.use.click()
    assert "Type the passphrase" in sheet.passphrase.accessibleDescription()
    stage.qtbot.keyClicks(sheet.passphrase, "not the one")
    sheet.use.click()
    stage.qtbot.waitUntil(lambda: "does not open" in sheet.passphrase.accessibleDescription())
    assert not stage.desk.connections
    sheet.passphrase.setText(PASSPHRASE)
    sheet.use.click()
    stage.qtbot.waitUntil(lambda: bool(stage.desk.connections))
    made = stage.desk.connections[0]
    assert stage.engine.named("connect") == [("connect", made.id, KEY)]


def test_a_key_that_is_not_in_the_file_is_asked_for(
    stage: Stage, file_of: Callable[..., Path]
) -> None:
    stage.desk.add_paths([str(file_of(connection()))])
    sheet_of(stage).use.click()
    dialog = stage.shown.doors.current()
    assert isinstance(dialog, RenewDialog)
    dialog.key.edits["key_id"].setText(KEY.access_key_id)
    dialog.key.edits["secret"].setText(KEY.access_key_secret)
    dialog.save.click()
    made = stage.desk.connections[0]
    assert stage.engine.named("connect")[-1] == ("connect", made.id, KEY)


def test_a_changed_place_is_asked_about_with_old_and_new(
    stage: Stage, file_of: Callable[..., Path]
) -> None:
    first = write_connection_file(stage.folder / "one.upcall", served())
    stage.desk.add_paths([str(stage.folder / "one.upcall")])
    sheet_of(stage).use.click()
    moved = replace(
        first, destination=replace(first.destination, endpoint="https://evil.example.net")
    )
    stage.desk.add_paths([str(file_of(moved))])
    sheet = sheet_of(stage)
    told = words(sheet, stage)
    assert sheet.changed == ("files",)
    assert "oss-cn-hangzhou.aliyuncs.com" in told
    assert "evil.example.net" in told
    assert "Use the new place" in told
    before = stage.desk.connections[0]
    sheet.use.click()
    after = stage.desk.connections
    assert [c.destination.endpoint for c in after] == ["https://evil.example.net"]
    assert after[0].id != before.id


def test_a_new_edition_for_the_same_place_keeps_the_key(
    stage: Stage, file_of: Callable[..., Path]
) -> None:
    first = write_connection_file(stage.folder / "one.upcall", connection())
    stage.desk.add_paths([str(stage.folder / "one.upcall")])
    sheet_of(stage).use.click()
    before = stage.desk.connections[0]
    newer = replace(first, limits=FileLimits(most=3))
    stage.desk.add_paths([str(file_of(newer))])
    sheet = sheet_of(stage)
    assert sheet.changed == ()
    sheet.use.click()
    after = stage.desk.connections
    assert [c.id for c in after] == [before.id]
    assert after[0].limits.most == 3


# --- locked -----------------------------------------------------------------------------------


def test_a_locked_connection_stays_simple_and_says_why(qtbot: QtBot, tmp_path: Path) -> None:
    locked = replace(served(), locked=True, view=View.EXPERT)
    stage = make_stage(qtbot, tmp_path, locked)
    actions = stage.shown.actions
    assert stage.desk.view is View.SIMPLE
    stage.desk.set_view(View.EXPERT)
    assert stage.desk.view is View.SIMPLE
    for action in (actions.expert, actions.edit_connection, actions.share_connection):
        assert not action.isEnabled()
        assert "set this place up" in action.toolTip()
    assert actions.remove_connection.isEnabled()
    stage.desk.save_connection(connection(name="Mine"), KEY)
    assert actions.edit_connection.isEnabled()
    assert "set this place up" not in actions.edit_connection.toolTip()


# --- from one person to another (acceptance 8) ------------------------------------------------


def no_vault() -> Vault:
    """Nothing of these tests reaches this computer's keyring."""
    return Vault(lambda: None)


@pytest.fixture
def homes(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[Path], Shown]]:
    """Opens the real window in a home folder of its own, with its own engine."""
    with ExitStack() as stack:

        def open_in(home: Path) -> Shown:
            house = stack.enter_context(open_house(Options(home=home)))
            parts = WindowParts(
                house.engine,
                house.store,
                house.loaded,
                no_vault(),
                house.folders,
                house.demo,
            )
            shown = show(parts, qapp)
            shown.desk.bridge.interval = QUICK
            shown.window.may_close = lambda: True
            stack.callback(shown.close)
            qtbot.addWidget(shown.window)
            shown.window.show()
            qtbot.waitExposed(shown.window)
            return shown

        yield open_in


def test_from_an_administrators_file_to_delivered_in_three_clicks(
    cloud: Cloud, homes: Callable[[Path], Shown], qtbot: QtBot, tmp_path: Path
) -> None:
    office, staff = homes(tmp_path / "administrator"), homes(tmp_path / "staff")
    place = Destination("oss", cloud.endpoint, cloud.region, cloud.bucket, "in/")
    told = CallbackSpec(enabled=True, urls=(cloud.callback_url,))
    server = cloud.facts["authorise"]["sts"]
    mine = Connection(
        "mine", "Photos for the shop", place, told, access=AccessKind.SERVER, server_url=server
    )
    office.desk.start()
    office.desk.save_connection(mine, None)
    dialog = ShareDialog(office.desk, mine)
    qtbot.addWidget(dialog)
    path = tmp_path / "Photos for the shop.upcall"
    with qtbot.waitSignal(dialog.export.written):
        dialog.write(str(path))
    text = path.read_text("utf-8")
    assert cloud.access_key_secret not in text
    assert "sealed" not in json.loads(text)

    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"a photo")
    clicks = 0
    staff.desk.start()
    staff.desk.add_paths([str(path)])  # what a double-click hands over
    qtbot.waitUntil(lambda: isinstance(staff.doors.current(), OfferedSheet))
    sheet = staff.doors.current()
    assert isinstance(sheet, OfferedSheet)
    qtbot.mouseClick(sheet.use, Qt.MouseButton.LeftButton)
    clicks += 1
    assert staff.desk.view is View.SIMPLE
    drop_on(staff.window, mime_of(photo))
    clicks += 1  # a drop is a press of the mouse as well
    qtbot.waitUntil(lambda: staff.desk.totals.files == 1, timeout=15_000)
    assert cloud.objects() == []
    staff.actions.upload.trigger()
    clicks += 1
    qtbot.waitUntil(lambda: staff.desk.totals.ended == 1, timeout=20_000)
    ended = staff.desk.queue.snapshots()[0]
    assert ended.outcome is Outcome.DELIVERED, (ended.error_code, ended.error_values)
    assert [found["key"] for found in cloud.objects()] == ["in/photo.jpg"]
    assert clicks <= 3
    assert files_with(cloud.access_key_secret, tmp_path) == []

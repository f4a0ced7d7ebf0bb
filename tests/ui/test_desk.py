"""Desk: connections, keys, adding, commands, results; over an engine that writes down."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import keyring.backend
import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.domain.callback import CallbackSpec
from app.domain.codec import encode
from app.domain.connection import View
from app.domain.credentials import Credentials
from app.domain.destination import Destination
from app.domain.events import Finished, Gathered, JournalTrouble, Removed, ResultRead
from app.domain.left_out import LeftOut, Why
from app.domain.states import Outcome, UploadState
from app.engine.demo import DemoCloudFailed, DemoPlace
from app.host.settings import Settings, SettingsStore, Start
from app.host.vault import Kept, Vault
from tests.ui.conftest import Office, Offices
from tests.ui.expert_kit import connection, delivered, row

S = UploadState
KEY = Credentials("LTAI5tExample", "a-secret", "")


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A real back end of keyring that keeps in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Demo:
    """A demo cloud that is ready at once, or fails."""

    def __init__(self, *, fails: bool = False) -> None:
        self.fails = fails
        self.launched = 0

    def launch(self) -> DemoPlace:
        self.launched += 1
        if self.fails:
            raise DemoCloudFailed("no port")
        place = Destination("oss", "http://127.0.0.1:1", "local", "demo", practice=True)
        made = replace(connection(practice=True), id="demo", destination=place)
        return DemoPlace(made, KEY, "http://127.0.0.1:2/x")


def saved(folder: Path) -> Settings:
    return SettingsStore(folder / "config" / "settings.json").load().settings


# --- connections and keys ---------------------------------------------------------------------


def test_a_saved_connection_is_there_at_the_next_start_with_its_key(
    offices: Offices, qtbot: QtBot
) -> None:
    backend = MemoryKeyring()
    offices.vault = Vault(lambda: backend)
    first = offices()
    first.desk.save_connection(connection(), KEY)
    assert first.engine.named("connect") == [("connect", connection().id, KEY)]
    qtbot.waitUntil(lambda: first.desk.keys_kept == "keyring")
    first.desk.close()
    text = (offices.folder / "config" / "settings.json").read_text("utf-8")
    assert "a-secret" not in text
    offices.vault = Vault(lambda: backend)
    second = offices(settings=saved(offices.folder))
    qtbot.waitUntil(lambda: second.desk.keys_kept == "keyring")
    assert second.engine.named("connect") == [("connect", connection().id, KEY)]
    assert second.desk.connection == connection()
    assert second.told == []


def test_without_a_keyring_the_key_is_kept_for_this_session_and_asked_for_at_the_next(
    offices: Offices, qtbot: QtBot
) -> None:
    first = offices()
    first.desk.save_connection(connection(), KEY)
    qtbot.waitUntil(lambda: first.vault.kept(connection().id) is Kept.SESSION)
    assert first.desk.keys_kept == "session"
    first.desk.close()
    offices.vault = Vault(lambda: None)
    second = offices(settings=saved(offices.folder))
    qtbot.waitUntil(lambda: bool(second.told))
    assert second.desk.keys_kept == "none"
    assert "enter it again" in second.texts()
    assert second.engine.named("connect") == []


def test_the_keyring_is_named(offices: Offices, qtbot: QtBot) -> None:
    offices.vault = Vault(MemoryKeyring)
    made = offices()
    qtbot.waitUntil(lambda: made.desk.keyring_name != "")


def test_keys_of_other_connections_with_work_left_are_fetched_too(
    offices: Offices, qtbot: QtBot
) -> None:
    other = connection(name="Other")
    offices.vault = Vault(MemoryKeyring)
    offices.vault.save(other.id, KEY)
    made = offices(connection(), other)
    made.engine.mailbox.put([row(1, connection_id=other.id)])
    qtbot.waitUntil(lambda: ("connect", other.id, KEY) in made.engine.calls)


def test_forgetting_a_connection_forgets_its_key(offices: Offices, qtbot: QtBot) -> None:
    backend = MemoryKeyring()
    offices.vault = Vault(lambda: backend)
    made = offices()
    made.desk.save_connection(connection(), KEY)
    qtbot.waitUntil(lambda: bool(backend.kept))
    made.desk.remove_connection(connection().id)
    qtbot.waitUntil(lambda: not backend.kept)
    assert made.desk.connection is None
    assert made.engine.calls[-1] == ("connect", connection().id, None)


def test_editing_in_place_is_kept(offices: Offices) -> None:
    made = offices(connection())
    edited = replace(connection(), callback=CallbackSpec(urls=("https://x.example.com/",)))
    changes: list[bool] = []
    made.desk.connection_changed.connect(lambda: changes.append(True))
    made.desk.update_connection(edited)
    made.desk.update_connection(edited)
    made.desk.close()
    assert (made.desk.connection, changes) == (edited, [True])
    assert saved(offices.folder).connections == (edited,)


def test_the_view_is_remembered_per_connection(offices: Offices) -> None:
    simple = replace(connection(name="Simple"), view=View.SIMPLE)
    made = offices(connection(), simple)
    assert made.desk.view is View.EXPERT
    made.desk.use_connection(simple.id)
    assert made.desk.view is View.SIMPLE
    made.desk.set_view(View.EXPERT)
    made.desk.close()
    kept = saved(offices.folder)
    assert kept.last_connection == simple.id
    assert [c.view for c in kept.connections] == [View.EXPERT, View.EXPERT]


def test_settings_that_cannot_be_written_are_told(offices: Offices, qtbot: QtBot) -> None:
    (offices.folder / "config").write_text("a file where the folder should be")
    made = offices(connection())
    made.desk.change_settings(replace(made.desk.settings, files=5))
    qtbot.waitUntil(lambda: bool(made.told))
    assert "could not be saved" in made.texts()


def test_limits_reach_the_engine(office: Office) -> None:
    office.desk.change_settings(replace(office.desk.settings, files=7, parts=2))
    limits = office.engine.named("set_limits")[0][1]
    assert (limits.files, limits.parts) == (7, 2)


# --- the demo cloud ---------------------------------------------------------------------------


def test_the_demo_cloud_starts_behind_the_welcome_page_and_is_used_when_wanted(
    offices: Offices, qtbot: QtBot
) -> None:
    demo = Demo()
    made = offices(demo=demo)
    qtbot.waitUntil(lambda: made.desk.cloud == "ready")
    assert made.desk.connection is None
    made.desk.try_demo()
    assert made.desk.connection is not None
    assert made.desk.connection.destination.practice
    assert demo.launched == 1
    made.desk.close()
    assert saved(offices.folder).connections == ()


def test_files_given_early_wait_for_the_demo_cloud(offices: Offices, qtbot: QtBot) -> None:
    made = offices(demo=Demo(), practise=True)
    made.desk.add_paths(["/a", "/b"])
    qtbot.waitUntil(lambda: bool(made.engine.named("gather")))
    _name, batch, paths, held = made.engine.named("gather")[0]
    assert (batch.connection_id, paths, held) == ("demo", ("/a", "/b"), True)
    assert made.told == []


def test_a_demo_cloud_that_does_not_start_is_told_and_can_be_tried_again(
    offices: Offices, qtbot: QtBot
) -> None:
    demo = Demo(fails=True)
    made = offices(demo=demo)
    qtbot.waitUntil(lambda: made.desk.cloud == "failed")
    assert made.told == []
    made.desk.try_demo()
    qtbot.waitUntil(lambda: bool(made.told))
    demo.fails = False
    made.desk.try_demo()
    qtbot.waitUntil(lambda: made.desk.connection is not None)


# --- adding -----------------------------------------------------------------------------------


def test_dropped_paths_go_with_what_the_connection_says_now(offices: Offices) -> None:
    made = offices(connection())
    made.desk.add_paths(["/a"])
    made.desk.change_settings(replace(made.desk.settings, start=Start.AT_ONCE))
    made.desk.add_paths(["/b"])
    first, second = made.engine.named("gather")
    assert first[1].callback == connection().callback
    assert first[1].id != second[1].id
    assert (first[3], second[3]) == (True, False)


def test_what_a_drop_left_out_is_counted(offices: Offices, qtbot: QtBot) -> None:
    made = offices(connection())
    left_out = (
        LeftOut(Why.UNREADABLE_FILE, 2, ("a", "b")),
        LeftOut(Why.DUPLICATE, 1, ("c",)),
        LeftOut(Why.HIDDEN, 3, (".d", ".e", ".f")),
    )
    made.engine.mailbox.put(events=[Gathered("b", 14, complete=True, left_out=left_out)])
    qtbot.waitUntil(lambda: bool(made.told))
    for text in ("2 file(s) cannot be opened", "1 file(s) were on", "3 hidden"):
        assert text in made.texts()
    assert "lost" in [level for level, _text in made.told]


def test_an_empty_folder_is_told(offices: Offices, qtbot: QtBot) -> None:
    made = offices(connection())
    made.engine.mailbox.put(events=[Gathered("b", 0, complete=True)])
    qtbot.waitUntil(lambda: "no files" in made.texts())


# --- the queue --------------------------------------------------------------------------------


def test_commands_reach_the_engine(offices: Offices) -> None:
    made = offices(connection())
    desk = made.desk
    made.engine.calls.clear()
    desk.upload()
    desk.pause(["a"])
    desk.resume(["a"])
    desk.cancel(["a"])
    desk.retry()
    desk.stop_waiting(["a"])
    names = ["begin", "pause", "begin", "cancel", "retry", "stop_waiting"]
    assert [call[0] for call in made.engine.calls] == names


def test_an_edit_of_the_callback_reaches_files_that_wait_for_upload(offices: Offices) -> None:
    made = offices(connection())
    edited = replace(connection(), callback=CallbackSpec(urls=("https://x.example.com/",)))
    made.desk.update_connection(edited)
    made.desk.upload()
    assert made.engine.amended == [edited]


def test_resuming_all_leaves_held_files_alone(offices: Offices, qtbot: QtBot) -> None:
    made = offices(connection())
    made.engine.mailbox.put([row(1, S.PAUSED), row(2, held=True)])
    qtbot.waitUntil(lambda: made.desk.totals.files == 2)
    made.desk.resume()
    assert made.engine.named("begin") == [("begin", ["task1"])]


def test_removing_can_be_undone_and_leaves_what_is_under_way(
    offices: Offices, qtbot: QtBot
) -> None:
    made = offices(connection())
    made.engine.mailbox.put([row(1), row(2, S.SENDING)])
    qtbot.waitUntil(lambda: made.desk.totals.files == 2)
    made.desk.set_selection(("task1", "task2"))
    made.desk.remove(made.desk.selection)
    assert made.engine.named("remove") == [("remove", ("task1",))]
    made.engine.mailbox.put(events=[Removed(("task1",))])
    qtbot.waitUntil(lambda: made.desk.totals.files == 1)
    assert made.desk.selection == ("task2",)
    made.desk.undo.undo()
    assert made.engine.named("restore") == [("restore", ("task1",))]


def test_clearing_takes_what_is_finished_but_not_what_failed(
    offices: Offices, qtbot: QtBot
) -> None:
    made = offices(connection())
    rows = [row(1, S.DONE, outcome=Outcome.STORED), row(2, S.FAILED), row(3, S.CANCELLED), row(4)]
    made.engine.mailbox.put(rows)
    qtbot.waitUntil(lambda: made.desk.totals.files == 4)
    made.desk.clear_finished()
    assert made.engine.named("remove") == [("remove", ("task1", "task3"))]


# --- results ----------------------------------------------------------------------------------


def test_a_result_is_asked_for_once_and_then_kept(offices: Offices, qtbot: QtBot) -> None:
    made = offices(connection())
    assert made.desk.result("task1") is made.desk.result("task1") is None
    assert made.engine.named("ask_result") == [("ask_result", "task1")]
    result = delivered("{}")
    with qtbot.waitSignal(made.desk.result_ready):
        made.engine.mailbox.put(events=[ResultRead("task1", result)])
    assert made.desk.result("task1") == result


def test_a_task_that_runs_again_loses_its_old_result(offices: Offices, qtbot: QtBot) -> None:
    made = offices(connection())
    made.engine.mailbox.put([row(1, S.FAILED)], [Finished(delivered("{}"))])
    qtbot.waitUntil(lambda: made.desk.result("task1") is not None)
    made.engine.mailbox.put([row(1, S.SENDING)])
    qtbot.waitUntil(lambda: made.desk.result("task1") is None)


def test_copying_a_link_waits_for_the_result(offices: Offices, qtbot: QtBot) -> None:
    made = offices(connection())
    QGuiApplication.clipboard().setText("before")
    made.desk.copy_link("task1")
    result = delivered("{}")
    made.engine.mailbox.put(events=[ResultRead("task1", result)])
    assert result.receipt is not None
    url = result.receipt.url
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == url)


# --- what is said at the start ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "words"),
    [("settings.damaged", "fresh ones"), ("journal.damaged", "was damaged"), ("unheard.of", "")],
)
def test_notices_become_sentences(offices: Offices, code: str, words: str) -> None:
    made = offices(notices=(code,))
    assert words in made.texts()
    assert bool(made.told) == bool(words)


def test_trouble_with_the_list_is_told(offices: Offices, qtbot: QtBot) -> None:
    made = offices()
    made.engine.mailbox.put(events=[JournalTrouble("unwritable", "read-only")])
    qtbot.waitUntil(lambda: "cannot be written down" in made.texts())


# --- connection files -------------------------------------------------------------------------


def test_a_connection_file_makes_a_new_connection_that_is_no_practice(
    offices: Offices, qtbot: QtBot
) -> None:
    made = offices(connection())
    path = offices.folder / "team.upcall"
    path.write_text(json.dumps(encode(connection(practice=True))), "utf-8")
    with qtbot.waitSignal(made.desk.offered) as caught:
        made.desk.open_connection_file(str(path))
    offered = caught.args[0].connection
    assert offered.id != connection().id
    assert not offered.destination.practice
    assert offered.name == "Shop media"


@pytest.mark.parametrize(
    "text", ["", "[1]", "{}", '{"connection": 3}', "\x00\xff", '{"name": "x", "destination": {}}']
)
def test_other_files_are_refused_kindly(offices: Offices, qtbot: QtBot, text: str) -> None:
    made = offices()
    path = offices.folder / "holiday.jpg"
    path.write_bytes(text.encode("latin-1"))
    made.desk.open_connection_file(str(path))
    qtbot.waitUntil(lambda: "holiday.jpg" in made.texts())
    assert "not a connection file" in made.texts()


def test_a_file_that_is_gone_is_told(offices: Offices, qtbot: QtBot) -> None:
    made = offices()
    made.desk.open_connection_file(str(offices.folder / "gone.upcall"))
    qtbot.waitUntil(lambda: "could not be opened" in made.texts())

"""What a person adds gets to the engine, now or as soon as it can; nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.domain.callback import CallbackSpec
from app.domain.credentials import Credentials
from app.domain.destination import Destination
from tests.ui.conftest import Offices
from tests.ui.expert_kit import connection

KEY = Credentials("LTAI5tExample", "a-secret", "")


def test_without_a_connection_files_wait_and_the_person_is_told(offices: Offices) -> None:
    made = offices()
    made.desk.add_paths(["/a"])
    assert made.engine.named("gather") == []
    assert made.told[0][0] == "info"
    made.desk.save_connection(connection(), KEY)
    assert made.engine.named("gather")[0][2] == ("/a",)


def test_starting_without_files_says_nothing(offices: Offices) -> None:
    made = offices()
    made.desk.add_paths([])
    assert made.told == []


def test_a_callback_with_a_mistake_keeps_new_files_back_and_says_where(offices: Offices) -> None:
    wrong = replace(connection(), callback=CallbackSpec(enabled=True, urls=()))
    made = offices(wrong)
    wanted: list[str] = []
    made.desk.focus_wanted.connect(wanted.append)
    made.desk.add_paths(["/a"])
    made.desk.upload()
    assert made.engine.named("gather") == made.engine.named("begin") == []
    assert wanted == ["callback", "callback"]
    assert "mistake" in made.texts()
    made.desk.update_connection(replace(wrong, callback=connection().callback))
    assert made.engine.named("gather")[0][2] == ("/a",)


def test_files_held_back_by_a_mistake_do_not_go_to_another_place(offices: Offices) -> None:
    wrong = replace(connection(), callback=CallbackSpec(enabled=True, urls=()))
    made = offices(wrong, connection(name="Other"))
    made.desk.add_paths(["/a"])
    made.desk.use_connection(connection(name="Other").id)
    assert made.engine.named("gather") == []


def test_a_storage_on_this_computer_may_call_this_computer(offices: Offices) -> None:
    here = Destination("oss", "http://127.0.0.1:9000", "cn-demo", "demo")
    spec = CallbackSpec(enabled=True, urls=("http://127.0.0.1:9001/callback",))
    made = offices(replace(connection(), destination=here, callback=spec))
    assert made.desk.callback_errors() == []
    made.desk.update_connection(replace(connection(), callback=spec))
    assert made.desk.callback_errors()


def test_pasted_bytes_become_a_file_of_this_person_only(offices: Offices, qtbot: QtBot) -> None:
    made = offices(connection())
    made.desk.add_bytes("note.txt", b"hello")
    qtbot.waitUntil(lambda: bool(made.engine.named("submit")))
    _name, _batch, (task,), held = made.engine.named("submit")[0]
    assert (task.key, task.size, task.temporary, held) == ("2026/spring/note.txt", 5, True, True)
    path = Path(task.path)
    assert path.read_bytes() == b"hello"
    assert path.is_relative_to(offices.folder / "temporary")
    assert path.stat().st_mode & 0o077 == 0

"""What a person adds gets to the engine, now or as soon as it can; nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.domain.callback import CallbackSpec
from app.domain.connection import View
from app.domain.credentials import Credentials
from app.domain.destination import Destination
from tests.ui.conftest import Offices
from tests.ui.expert_kit import connection
from tests.ui.test_simple_words import forbidden

NONE = CallbackSpec()
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


def test_an_option_that_cannot_be_sent_keeps_upload_from_starting(offices: Offices) -> None:
    there = Destination("vod", "http://127.0.0.1:1", "", "")
    wrong = replace(connection(), destination=there, extras={"ClassId": "twelve"})
    made = offices(wrong)
    wanted: list[str] = []
    made.desk.focus_wanted.connect(wanted.append)
    made.desk.add_paths(["/a"])
    made.desk.upload()
    assert made.engine.named("gather") == made.engine.named("begin") == []
    assert wanted == ["options:ClassId", "options:ClassId"]
    assert "Digits only" in made.texts()
    made.desk.update_connection(replace(wrong, extras={"ClassId": "12"}))
    assert made.engine.named("gather")[0][2] == ("/a",)


def test_options_of_another_service_keep_nothing_back(offices: Offices) -> None:
    made = offices(replace(connection(), extras={"ClassId": "twelve"}))
    made.desk.add_paths(["/a"])
    assert len(made.engine.named("gather")) == 1


def test_in_simple_the_sentence_about_options_has_no_jargon(offices: Offices) -> None:
    there = Destination("wangsu", "http://127.0.0.1:1", "", "demo")
    extras = {"persistentOps": "avthumb/mp4|saveas/{nobody}"}
    made = offices(
        replace(connection(), destination=there, extras=extras, view=View.SIMPLE, callback=NONE)
    )
    made.desk.add_paths(["/a"])
    assert made.engine.named("gather") == []
    assert [level for level, _text in made.told] == ["options"]
    assert "Details" in made.texts()
    assert not forbidden([text for _level, text in made.told])

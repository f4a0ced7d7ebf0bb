"""The pages of the result, over real uploads: times, what was sent, variables, two side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from app.domain.callback import BodyType, CallbackSpec
from app.engine.demo import place_of
from app.ui.actions import Actions
from app.ui.call_plan import COMPARE, TEST_CALL, CallPlan
from app.ui.dialogs.compare_dialog import CompareDialog
from app.ui.panels.compare_texts import pairs
from app.ui.panels.result_view import PAGES, ResultView
from app.ui.views.expert_view import ExpertView
from tests.cloud import Cloud
from tests.ui.live_kit import PATIENCE_MS, Live, live, place

BODY = "object=${object}&size=${size}&order=${x:order}&etag=${etag}"


@dataclass
class Shown:
    """A desk with an Expert view that has uploaded something."""

    made: Live
    view: ExpertView

    @property
    def result(self) -> ResultView:
        return self.view.result.view

    def upload(self, *names: str, content: bytes = b"hello") -> None:
        """Send files and select the last."""
        before = self.made.desk.totals.ended
        self.made.add(*(self.made.file(name, content + name.encode()) for name in names))
        self.made.desk.upload()
        self.made.until_ended(before + len(names))
        self.select(names[-1])

    def select(self, *names: str) -> None:
        """Select files by name and wait for their results."""
        rows = {row.name: row.id for row in self.made.desk.queue.snapshots()}
        ids = [rows[name] for name in names]
        self.made.desk.set_selection(ids)
        self.made.qtbot.waitUntil(
            lambda: all(self.made.desk.result(name) is not None for name in ids)
        )


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> Iterator[Shown]:
    spec = CallbackSpec(True, (cloud.callback_url,), BODY, variables={"x:order": "4711 <b>"})
    with live(qtbot, tmp_path, cloud, connection=place(cloud, callback=spec)) as made:
        view = ExpertView(made.desk, Actions(made.desk))
        qtbot.addWidget(view)
        view.resize(1280, 800)
        view.show()
        view.go_to("result")
        yield Shown(made, view)


def values(view: ResultView) -> dict[str, str]:
    """Variables and their values as shown."""
    table = view.variables.table
    found: dict[str, str] = {}
    for group in range(table.topLevelItemCount()):
        item = table.topLevelItem(group)
        assert isinstance(item, QTreeWidgetItem)
        rows = [child for n in range(item.childCount()) if (child := item.child(n)) is not None]
        found |= {row.text(0): row.text(1) for row in rows}
    return found


def test_the_timeline_names_each_stretch_and_the_time_your_server_has(shown: Shown) -> None:
    shown.upload("a.txt")
    shown.view.result.show_page("timeline")
    told = shown.result.timeline.whole.accessibleName()
    for name in ("Preparing: ", "Sending the file: ", "Storing, and your server: ", "Together: "):
        assert name in told
    server = shown.result.timeline.server.accessibleName()
    assert "at most" in server
    assert "At most 5 s" in server
    assert "to spare at least" in shown.result.timeline.verdict.text()


def test_parts_have_a_stretch_of_their_own(shown: Shown) -> None:
    connection = shown.made.desk.connection
    assert connection is not None
    shown.made.desk.update_connection(replace(connection, method="multipart"))
    shown.upload("parts.bin", content=b"x" * 300_000)
    shown.view.result.show_page("timeline")
    told = shown.result.timeline.whole.accessibleName()
    names = [line.partition(":")[0] for line in told.split("; ")]
    assert names[:2] == ["Preparing", "Sending 1 part(s)"]
    assert "Finishing" in names


def test_what_was_sent_is_exact_towards_the_storage_and_inferred_beyond(shown: Shown) -> None:
    shown.upload("a.txt")
    shown.view.result.show_page("sent")
    sent = shown.result.sent
    assert sent.note.text().startswith("Inferred")
    (told,) = shown.made.cloud.of_kind("callback_sent")
    assert told["body"] in sent.text.toPlainText()
    sent.choose("storage")
    assert sent.note.text().startswith("Exact")
    assert '"callbackBodyType"' in sent.text.toPlainText()
    sent.choose("layers")
    for layer in ("1. Base64", "2. The JSON", "3. The template", "4. The body"):
        assert layer in sent.text.toPlainText()


def test_of_the_demo_cloud_all_is_observed(shown: Shown) -> None:
    cloud, qtbot = shown.made.cloud, shown.made.qtbot
    shown.made.desk.book.demo_place = place_of(cloud.facts)
    there = replace(place(cloud).destination, practice=True)
    spec = CallbackSpec(True, (cloud.callback_url,), BODY)
    shown.made.desk.update_connection(place(cloud, destination=there, callback=spec))
    cloud.answers(mode="late", seconds=0.4)
    shown.upload("seen.txt")
    shown.view.result.show_page("sent")
    qtbot.waitUntil(lambda: shown.result.sent.note.text().startswith("Exact"))
    (told,) = cloud.of_kind("callback_sent")
    assert f"x-oss-request-id: {told['request_id']}" in shown.result.sent.text.toPlainText()
    shown.view.result.show_page("timeline")
    (answered,) = cloud.of_kind("callback_answered")
    seconds = f"Your server: {answered['seconds']:.2f} s"
    assert seconds in shown.result.timeline.whole.accessibleName()
    assert seconds in shown.result.timeline.server.accessibleName()
    assert "measured by the demo cloud" in shown.result.timeline.note.text()


def test_the_same_request_can_be_sent_again_from_here(shown: Shown) -> None:
    shown.upload("a.txt")
    shown.view.result.show_page("sent")
    asked: list[tuple[str, object]] = []
    shown.made.desk.door_wanted.connect(lambda name, about: asked.append((name, about)))
    shown.made.qtbot.mouseClick(shown.result.sent.again, Qt.MouseButton.LeftButton)
    ((name, plan),) = asked
    assert name == TEST_CALL
    assert isinstance(plan, CallPlan)
    assert plan.source == "inferred"
    (told,) = shown.made.cloud.of_kind("callback_sent")
    assert plan.requests[0].body == told["body"]


def test_variables_are_those_of_the_upload_not_of_the_form(shown: Shown) -> None:
    shown.upload("a.txt")
    connection = shown.made.desk.connection
    assert connection is not None
    later = CallbackSpec(True, connection.callback.urls, "z=${x:z}", variables={"x:z": "new"})
    shown.made.desk.update_connection(place(shown.made.cloud, callback=later))
    shown.view.result.show_page("variables")
    found = values(shown.result)
    assert found["x:order"] == "4711 <b>"
    assert found["size"] == "10"
    assert "x:z" not in found


def test_a_post_form_tells_its_callback_as_well(shown: Shown) -> None:
    connection = shown.made.desk.connection
    assert connection is not None
    spec = CallbackSpec(True, connection.callback.urls, '{"o":${object}}', BodyType.JSON)
    shown.made.desk.update_connection(place(shown.made.cloud, callback=spec, method="post"))
    shown.upload("form.txt")
    shown.view.result.show_page("sent")
    assert '{"o":"in/form.txt"}' in shown.result.sent.text.toPlainText()


def test_without_a_callback_the_pages_say_so(shown: Shown) -> None:
    shown.made.desk.update_connection(place(shown.made.cloud, callback=CallbackSpec()))
    shown.upload("plain.txt")
    for page in PAGES:
        shown.view.result.show_page(page)
    assert "No callback was asked for" in shown.result.sent.note.text()
    assert "No callback was asked for" in shown.result.variables.note.text()
    assert not shown.result.timeline.server.isVisibleTo(shown.result.timeline)


def test_a_file_can_be_uploaded_again_under_its_name(shown: Shown) -> None:
    shown.upload("again.txt")
    shown.result.again.trigger()
    shown.made.qtbot.waitUntil(lambda: shown.made.desk.totals.files == 2, timeout=PATIENCE_MS)
    keys = {row.key for row in shown.made.desk.queue.snapshots()}
    assert keys == {"in/again.txt"}


def test_two_results_stand_side_by_side_and_what_differs_is_marked(shown: Shown) -> None:
    shown.upload("a.txt", "b.txt")
    shown.select("a.txt", "b.txt")
    asked: list[tuple[str, object]] = []
    shown.made.desk.door_wanted.connect(lambda name, about: asked.append((name, about)))
    shown.result.compare.trigger()
    ((name, ids),) = asked
    assert name == COMPARE
    assert isinstance(ids, tuple)
    dialog = CompareDialog(shown.made.desk, ids)
    shown.made.qtbot.addWidget(dialog)
    dialog.show()
    left, right = dialog.texts.sides
    shown.made.qtbot.waitUntil(lambda: "a.txt" in left.toPlainText())
    assert "b.txt" in right.toPlainText()
    assert left.document().blockCount() == right.document().blockCount()
    dialog.show_page("details")
    signs = {}
    for row in range(dialog.table.topLevelItemCount()):
        item = dialog.table.topLevelItem(row)
        assert item is not None
        signs[item.text(1)] = item.text(0)
    assert signs["HTTP status"] == "="
    assert signs["Stored as"] == "≠"
    before = dialog.table.topLevelItemCount()
    dialog.only.setChecked(True)
    assert 0 < dialog.table.topLevelItemCount() < before


def test_lines_of_two_texts_find_each_other() -> None:
    found = pairs("a\nb\nc", "a\nx\nc\nd")
    assert [(p.sign, p.left, p.right) for p in found] == [
        ("=", "a", "a"),
        ("≠", "b", "x"),
        ("=", "c", "c"),
        (">", "", "d"),
    ]


def test_a_search_finds_in_text_tree_and_bytes(shown: Shown) -> None:
    shown.upload("needle.txt")
    body = shown.result.body
    for mode in ("pretty", "raw", "tree", "hex"):
        body._choice.button(mode).click()
        body.bar.open_bar()
        body.bar.field.setText("needle")
        shown.made.qtbot.waitUntil(lambda: "of" in body.bar.count.text())
        shown.made.qtbot.mouseClick(body.bar.down, Qt.MouseButton.LeftButton)
        assert body.bar.count.text().startswith("2 of ")
        body.bar.field.setText("not there")
        shown.made.qtbot.waitUntil(lambda: body.bar.count.text() == "not found")
    body.bar.close_bar()


def test_an_answer_is_saved_byte_for_byte(shown: Shown, tmp_path: Path) -> None:
    shown.upload("kept.txt")
    shown.result.body.save.write(str(tmp_path / "answer.json"))
    shown.made.qtbot.waitUntil((tmp_path / "answer.json").exists)
    shown.made.qtbot.waitUntil(lambda: any("saved" in text for _level, text in shown.made.told))
    text = (tmp_path / "answer.json").read_text(encoding="utf-8")
    (told,) = shown.made.cloud.of_kind("app_answered")
    assert text == told["body"]


def test_the_tree_gives_values_and_paths(shown: Shown) -> None:
    shown.upload("tree.txt")
    tree = shown.result.body.tree
    shown.result.body._choice.button("tree").click()
    (node,) = [n for n in tree.hits("4711") if n.name == "order"]
    tree.go_to(node)
    tree._copy("path")
    assert QGuiApplication.clipboard().text() == "received.order"
    tree._copy("text")
    assert QGuiApplication.clipboard().text() == "4711 <b>"


def test_no_label_of_any_page_reads_markup(shown: Shown) -> None:
    shown.upload("a.txt")
    for page in PAGES:
        shown.view.result.show_page(page)
    labels = [label for label in shown.result.findChildren(QLabel) if label.text()]
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)

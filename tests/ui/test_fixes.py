"""Fixes: the buttons of the Result tab lead out of the trouble, and the report helps others."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app import __version__
from app.domain.asks import Check, CheckState
from app.domain.callback import CallbackSpec, Sni
from app.domain.connection import AccessKind, Connection
from app.domain.errors import Failure, ServiceAnswer
from app.domain.exchange import Exchange
from app.domain.states import Outcome, UploadState
from app.domain.upload import Result, TaskSnapshot
from app.ui.actions import Actions
from app.ui.error_entry import Fix
from app.ui.help_report import Told, report_text
from tests.cloud import Cloud
from tests.ui.expert_kit import (
    Window,
    callback_failed,
    connection,
    delivered,
    exchange,
    make_window,
    row,
)
from tests.ui.live_kit import PATIENCE_MS, Live, live, place

S = UploadState
CANARIES = ("LTAI5tCanaryKeyId", "c4n4rySecretOfTheKey", "CAISc4n4ryToken/+==", "hunter2-canary")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Names of regions follow the locale, which other tests may have left elsewhere."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Window:
    return make_window(qtbot, tmp_path)


def refused(reason: str, *, code: str = "refused", number: int = 1, **values: str) -> Result:
    """A file that the service refused for this reason."""
    told = ServiceAnswer(403, "AccessDenied", "no", "0003-00000001", "65D4A1F0", "host")
    failure = Failure(code, "refused", "", {"reason": reason, **values}, told, exchange())
    return Result(f"task{number}", Outcome.NOT_STORED, failure=failure, started_at=1.0)


def show(made: Window, result: Result, **values: Any) -> TaskSnapshot:
    """The file selected in the Result tab."""
    failure = result.failure
    if failure is not None:
        values |= {"error_code": failure.code, "error_values": dict(failure.values)}
    state = S.FAILED if failure else S.DONE
    task = row(int(result.task_id[-1]), state, outcome=result.outcome, **values)
    made.finish(task, result)
    made.view.tabs.setCurrentWidget(made.view.result)  # `go_to` stays away where all is locked
    return task


def press(made: Window, fix: Fix) -> None:
    """Press the button of a fix."""
    button = made.view.result.banner.fix_button(fix)
    assert button is not None, fix
    assert button.isVisible()
    assert button.accessibleName()
    made.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def used(made: Window) -> Connection:
    """The connection in use."""
    assert made.desk.connection is not None
    return made.desk.connection


# --- which are offered -----------------------------------------------------------------------


def test_a_delivered_file_needs_no_fix(made: Window) -> None:
    show(made, delivered("{}"))
    assert made.view.result.banner.fix_button(Fix.REPORT) is None


@pytest.mark.parametrize("reason", ["no_bucket", "quota", "callback", "nobody knows"])
def test_every_failure_offers_the_report_last(made: Window, reason: str) -> None:
    result = refused(reason)
    task = show(made, result)
    offered = made.actions.fixes.offered(task, result)
    assert offered[-1] is Fix.REPORT
    assert offered.count(Fix.REPORT) == 1
    assert len(offered) > 1


def test_a_failed_callback_offers_the_report_too(made: Window) -> None:
    show(made, callback_failed("Cost too long time", ec="0007-00000202"))
    assert made.view.result.banner.fix_button(Fix.REPORT) is not None
    assert made.view.result.banner.fix_button(Fix.CALLBACK) is not None


def test_the_connection_of_practice_and_a_locked_one_are_not_edited(
    qtbot: QtBot, tmp_path: Path
) -> None:
    for number, kind in enumerate((connection(practice=True), replace(connection(), locked=True))):
        made = make_window(qtbot, tmp_path / str(number), kind)
        show(made, refused("no_bucket"))
        assert made.view.result.banner.fix_button(Fix.BUCKET) is None
        assert made.view.result.banner.fix_button(Fix.REPORT) is not None


def test_another_place_is_offered_only_where_the_service_named_one(made: Window) -> None:
    show(made, refused("endpoint", endpoint="https://oss-cn-hangzhou.aliyuncs.com"))
    assert made.view.result.banner.fix_button(Fix.SWITCH) is None
    show(made, refused("endpoint", number=2, endpoint="oss-cn-shanghai.aliyuncs.com"))
    button = made.view.result.banner.fix_button(Fix.SWITCH)
    assert button is not None
    assert button.text() == "Switch to Shanghai and try again"


# --- what they do ----------------------------------------------------------------------------


def test_switch_takes_the_named_endpoint_and_tries_all_those_files_again(made: Window) -> None:
    values = {"reason": "endpoint", "endpoint": "oss-cn-shanghai.aliyuncs.com"}
    failed = {"outcome": Outcome.NOT_STORED, "error_code": "refused", "error_values": values}
    made.show_rows(row(2, S.FAILED, **failed), row(3, S.FAILED, outcome=Outcome.NOT_STORED))
    show(made, refused("endpoint", endpoint="oss-cn-shanghai.aliyuncs.com"))
    press(made, Fix.SWITCH)
    assert used(made).destination.endpoint == "https://oss-cn-shanghai.aliyuncs.com"
    assert used(made).destination.region == "cn-shanghai"
    (call,) = made.engine.named("retry")
    assert sorted(call[1]) == ["task1", "task2"]
    assert made.engine.amended[-1].destination.region == "cn-shanghai"


def test_try_again_follows_the_connection(made: Window) -> None:
    show(made, refused("quota"))
    press(made, Fix.RETRY)
    assert made.engine.named("retry") == [("retry", ["task1"])]
    assert made.engine.amended == [used(made)]


@pytest.mark.parametrize(
    ("reason", "fix", "field"),
    [
        ("no_bucket", Fix.BUCKET, "bucket"),
        ("public_endpoint", Fix.DOMAIN, "domain"),
        ("path_style", Fix.ENDPOINT, "endpoint"),
        ("region", Fix.REGION, "region"),
    ],
)
def test_edits_of_the_connection_begin_at_the_field(
    made: Window, reason: str, fix: Fix, field: str
) -> None:
    wanted: list[str] = []
    made.actions.fixes.field_wanted.connect(wanted.append)
    show(made, refused(reason))
    press(made, fix)
    assert wanted == [field]


def test_the_connection_of_the_file_is_the_one_that_is_mended(qtbot: QtBot, tmp_path: Path) -> None:
    made = make_window(qtbot, tmp_path, connection(), connection(name="Other"))
    made.desk.use_connection("id of Other")
    show(made, refused("no_bucket"))
    press(made, Fix.BUCKET)
    assert used(made).id == "id of Shop media"


def test_edit_callback_puts_the_cursor_into_the_address(made: Window) -> None:
    show(made, refused("callback"))
    press(made, Fix.CALLBACK)
    assert made.view.tabs.currentWidget() is made.view.callback
    assert made.view.callback.urls._rows[0].edit.hasFocus()


def test_sni_is_switched_on_where_that_can_help(qtbot: QtBot, tmp_path: Path) -> None:
    spec = CallbackSpec(enabled=True, urls=("https://app.example.com/done",), sni=Sni.OFF)
    made = make_window(qtbot, tmp_path, connection(callback=spec))
    show(made, callback_failed("Error status : 502."))
    press(made, Fix.SNI)
    assert used(made).callback.sni is Sni.ON
    assert made.view.callback.spec().sni is Sni.ON


def test_sni_is_not_offered_where_it_is_on(made: Window) -> None:
    show(made, callback_failed("Error status : 502."))
    assert made.view.result.banner.fix_button(Fix.SNI) is None


def test_upload_options_open_where_the_method_is(made: Window) -> None:
    show(made, refused("size.form"))
    press(made, Fix.OPTIONS)
    assert made.view.callback.options.method.isVisible()
    assert made.view.callback.options.method.hasFocus()


def test_another_name_is_asked_for(made: Window) -> None:
    wanted: list[TaskSnapshot] = []
    made.actions.fixes.rename_wanted.connect(wanted.append)
    task = show(made, refused("", code="refused.name_taken"))
    press(made, Fix.RENAME)
    assert [t.id for t in wanted] == [task.id]


@pytest.mark.parametrize(
    ("fix", "action", "result"),
    [
        (Fix.CHECK, "check_connection", refused("no_bucket")),
        (Fix.RENEW, "renew_access", refused("secret", code="refused.credentials")),
        (Fix.UNFINISHED, "unfinished", refused("", code="refused.upload_gone")),
        (Fix.NETWORK, "settings", refused("proxy", code="network.not_reached")),
    ],
)
def test_dialogs_of_others_are_opened_by_their_actions(
    made: Window, fix: Fix, action: str, result: Result
) -> None:
    pressed: list[bool] = []
    getattr(made.actions, action).triggered.connect(lambda: pressed.append(True))
    show(made, result)
    press(made, fix)
    assert len(pressed) == 1


def test_a_server_is_asked_again_without_a_dialog(qtbot: QtBot, tmp_path: Path) -> None:
    place = replace(
        connection(), access=AccessKind.SERVER, server_url="https://app.example.com/sts"
    )
    made = make_window(qtbot, tmp_path, place)
    show(made, refused("policy_expired", code="refused.credentials"))
    button = made.view.result.banner.fix_button(Fix.RENEW)
    assert button is not None
    assert button.text() == "Ask the server again"
    before = len(made.engine.named("connect"))
    press(made, Fix.RENEW)
    qtbot.waitUntil(lambda: len(made.engine.named("connect")) > before)


# --- the report ------------------------------------------------------------------------------


def test_the_report_is_copied_and_says_what_matters(made: Window) -> None:
    show(made, refused("no_bucket", bucket="shop-media", endpoint="https://e.example"))
    press(made, Fix.REPORT)
    text = QGuiApplication.clipboard().text()
    for fact in ("file 1.png", "Shop media", "65D4A1F0", "AccessDenied", "0003-00000001"):
        assert fact in text, fact
    for fact in (__version__, "refused no_bucket", "System: ", "https://oss-cn-hangzhou.aliyuncs"):
        assert fact in text, fact
    assert "There is no bucket “shop-media” at https://e.example." in text


def test_the_report_of_a_failed_callback_names_its_cause(made: Window) -> None:
    show(made, callback_failed("Cost too long time", ec="0007-00000202"))
    press(made, Fix.REPORT)
    text = QGuiApplication.clipboard().text()
    assert "longer than 5 seconds" in text
    assert "EC: 0007-00000202" in text
    assert "Help: https://api.aliyun.com/troubleshoot?q=0007-00000202" in text


def spoiled(secret: str) -> list[Callable[[Told], Told]]:
    """Ways in which a secret could slip into what a report is made of."""

    def answer(told: Told, **values: Any) -> Told:
        assert told.result is not None
        assert told.result.failure is not None
        failure = replace(told.result.failure, answer=replace(told.result.failure.answer, **values))
        return replace(told, result=replace(told.result, failure=failure))

    def asked(told: Told, made: Exchange) -> Told:
        assert told.result is not None
        assert told.result.failure is not None
        failure = replace(told.result.failure, exchange=made)
        return replace(told, result=replace(told.result, failure=failure))

    def placed(told: Told, **values: Any) -> Told:
        assert told.connection is not None
        return replace(told, connection=replace(told.connection, **values))

    signed = f"https://b.example/k?x-oss-signature={secret}&x-oss-credential={secret}&security-token={secret}"
    spec = CallbackSpec(
        enabled=True, urls=(f"https://me:{secret}@app.example.com/{secret}?t={secret}",)
    )
    return [
        lambda told: answer(told, message=f"SecurityToken: {secret} was refused"),
        lambda told: answer(told, body=f"<SecurityToken>{secret}</SecurityToken>"),
        lambda told: asked(told, exchange(url=signed)),
        lambda told: asked(told, exchange(request_headers=(("Authorization", secret),))),
        lambda told: placed(told, server_url=f"https://app.example.com/{secret}?code={secret}"),
        lambda told: placed(told, callback=spec),
        lambda told: replace(told, doctor=f"Authorization: Bearer {secret}\nsecret_key={secret}"),
    ]


@pytest.mark.parametrize("canary", CANARIES)
def test_no_secret_gets_into_the_report(qapp: object, canary: str) -> None:
    task = row(1, S.FAILED, outcome=Outcome.NOT_STORED, error_code="refused")
    told = Told(task, refused("secret", code="refused.credentials"), connection())
    for number, spoil in enumerate(spoiled(canary)):
        text = report_text(spoil(told))
        assert canary not in text, number
        assert base64.b64encode(canary.encode()).decode() not in text, number


def test_what_the_doctor_found_is_in_the_report(made: Window) -> None:
    made.desk.access.examined("id of Shop media", (Check("secret", CheckState.NOTE, "none"),))
    show(made, refused("no_bucket"))
    press(made, Fix.REPORT)
    text = QGuiApplication.clipboard().text()
    assert "--- Connection check ---" in text
    assert "(hidden)" not in text


def test_the_report_is_plain_text_of_bounded_length(qapp: object) -> None:
    task = row(1, S.FAILED, name="a\u202eb\x1b[31m\n" + "x" * 5000, error_code="refused")
    text = report_text(Told(task, None, connection()))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert max(map(len, text.splitlines())) <= 600


def test_the_simple_view_offers_what_people_there_can_do(made: Window) -> None:
    result = refused("no_bucket")
    task = show(made, result)
    offered = made.actions.fixes.offered(task, result, expert=False)
    assert offered == [Fix.RETRY, Fix.REPORT]


# --- with the real engine and the demo cloud -------------------------------------------------


def ended(made: Live, task_id: str, outcome: Outcome) -> None:
    """Wait until a file has ended like this."""

    def there() -> bool:
        task = made.desk.queue.snapshot(task_id)
        return task is not None and task.outcome is outcome

    made.qtbot.waitUntil(there, timeout=PATIENCE_MS)


def sent(made: Live, name: str, outcome: Outcome) -> str:
    """Drop a file and upload it; its id, once it has ended like this."""
    made.add(made.file(name))
    made.desk.upload()
    (task,) = made.desk.queue.snapshots()
    ended(made, task.id, outcome)
    made.desk.set_selection((task.id,))
    made.qtbot.waitUntil(lambda: made.desk.result(task.id) is not None)
    return task.id


def test_a_file_that_failed_is_stored_where_the_mended_connection_says(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    wrong = place(cloud)
    wrong = replace(wrong, destination=replace(wrong.destination, bucket="no-such-bucket"))
    with live(qtbot, tmp_path, cloud, connection=wrong) as made:
        task_id = sent(made, "a.txt", Outcome.NOT_STORED)
        right = replace(wrong.destination, bucket=cloud.bucket, prefix="there/")
        made.desk.update_connection(replace(wrong, destination=right))
        made.desk.retry([task_id])
        ended(made, task_id, Outcome.DELIVERED)
        assert made.stored() == {"there/a.txt": 5}


def test_switch_and_try_again_goes_to_the_place_that_the_service_named(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    elsewhere = f"localhost:{cloud.port}"
    cloud.faults(
        kind="status", ec="0003-00001403", elements={"Endpoint": elsewhere}, operation="PutObject"
    )
    with live(qtbot, tmp_path, cloud) as made:
        fixes = Actions(made.desk, made.desk).fixes
        task_id = sent(made, "a.txt", Outcome.NOT_STORED)
        task, result = made.desk.selected(), made.desk.result(task_id)
        assert task is not None
        assert fixes.offered(task, result)[0] is Fix.SWITCH
        fixes.take(Fix.SWITCH)
        ended(made, task_id, Outcome.DELIVERED)
        assert made.desk.connection is not None
        assert made.desk.connection.destination.endpoint == f"http://{elsewhere}"


def test_a_name_that_is_taken_can_be_changed_and_the_file_is_stored(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    cloud.faults(kind="status", code="FileImmutable", operation="PutObject")
    with live(qtbot, tmp_path, cloud) as made:
        task_id = sent(made, "a.txt", Outcome.NOT_STORED)
        task = made.desk.selected()
        assert task is not None
        made.desk.rename(task, "b.txt")
        ended(made, task_id, Outcome.DELIVERED)
        assert made.stored() == {"in/b.txt": 5}


def test_the_report_of_a_real_refusal_names_its_request_and_no_key(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    with live(qtbot, tmp_path, cloud) as made:
        fixes = Actions(made.desk, made.desk).fixes
        cloud.faults(kind="status", code="QuotaExceeded", operation="PutObject")
        task_id = sent(made, "a.txt", Outcome.NOT_STORED)
        fixes.copy_report()
        text = QGuiApplication.clipboard().text()
        result = made.desk.result(task_id)
        assert result is not None
        assert result.failure is not None
        assert result.failure.answer.request_id in text
        assert "QuotaExceeded" in text
        assert cloud.access_key_id not in text
        assert cloud.access_key_secret not in text

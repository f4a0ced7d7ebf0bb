"""The doctor: lines for what it finds at the real demo cloud, buttons that lead on, a report."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import Options, open_house
from app.domain.asks import Check, CheckState
from app.domain.callback import CallbackSpec
from app.domain.connection import AccessKind, Connection
from app.domain.credentials import Credentials
from app.domain.destination import Destination
from app.domain.events import Answered
from app.host.proxy_ways import SystemSays
from app.host.vault import Vault
from app.ui.desk import Desk
from app.ui.dialogs.doctor_dialog import DoctorDialog
from app.ui.dialogs.doctor_words import line_of, titles
from app.ui.dialogs.wizard.wizard import CHECK, Wizard
from app.ui.doctor_report import report_text
from app.ui.examination import ORDER, proxy_check, proxy_found, secret_check, worst
from app.ui.window_parts import WindowParts
from tests.cloud import Cloud
from tests.ui.conftest import Offices
from tests.ui.expert_kit import QUICK, connection
from tests.ui.test_wizard import type_in

PATIENCE = 20_000


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    """A desk over the real engine."""
    with ExitStack() as stack:
        house = stack.enter_context(open_house(Options(home=tmp_path)))
        vault = Vault(lambda: None)
        parts = WindowParts(
            house.engine, house.store, house.loaded, vault, house.folders, house.demo
        )
        made = Desk(parts)
        made.bridge.interval = QUICK
        stack.callback(made.close)
        made.start()
        yield made


def at(cloud: Cloud, **values: object) -> Connection:
    """A connection to the demo cloud."""
    place = Destination("oss", cloud.endpoint, cloud.region, cloud.bucket, "in/")
    spec = CallbackSpec(enabled=True, urls=(cloud.callback_url,))
    return replace(Connection("mine", "Mine", place, spec), **values)  # type: ignore[arg-type]


def key_of(cloud: Cloud) -> Credentials:
    """Its key."""
    return Credentials(cloud.access_key_id, cloud.access_key_secret)


def examined(desk: Desk, qtbot: QtBot, made: Connection, key: Credentials | None) -> DoctorDialog:
    """The doctor, once it has looked at everything."""
    desk.save_connection(made, key)
    dialog = DoctorDialog(desk, made)
    qtbot.addWidget(dialog)
    dialog.show()
    done = dialog.examination
    qtbot.waitUntil(
        lambda: not done.running and "proxy" in [c.name for c in done.checks], timeout=PATIENCE
    )
    return dialog


def states(dialog: DoctorDialog) -> dict[str, CheckState]:
    """State of each line."""
    return {line.check.name: line.check.state for line in dialog.lines.lines()}


def test_everything_is_good_at_a_good_place_and_nothing_stays_behind(
    desk: Desk, cloud: Cloud, qtbot: QtBot
) -> None:
    dialog = examined(desk, qtbot, at(cloud), key_of(cloud))
    found = states(dialog)
    assert list(found) == [name for name in ORDER if name in found]
    assert set(found) == {*ORDER} - {"server"}
    assert found.pop("secret") is CheckState.NOTE  # there is no keyring in this test
    assert set(found.values()) == {CheckState.GOOD}
    assert cloud.objects() == []
    assert cloud.uploads() == []


def test_a_wrong_secret_is_named_and_leads_to_its_field(
    desk: Desk, cloud: Cloud, qtbot: QtBot
) -> None:
    dialog = examined(desk, qtbot, at(cloud), Credentials(cloud.access_key_id, "not the secret"))
    found = states(dialog)
    assert found["key"] is CheckState.BAD
    assert found["write"] is CheckState.SKIPPED
    line = next(line for line in dialog.lines.lines() if line.check.name == "key")
    with qtbot.waitSignal(dialog.fix_wanted) as wanted:
        line.button.click()
    assert wanted.args == ["key_id"]


def test_a_bucket_that_is_not_there_is_named(desk: Desk, cloud: Cloud, qtbot: QtBot) -> None:
    made = at(cloud)
    made = replace(made, destination=replace(made.destination, bucket="no-such-bucket"))
    dialog = examined(desk, qtbot, made, key_of(cloud))
    line = next(line for line in dialog.lines.lines() if line.check.name == "write")
    assert line.check.state is CheckState.BAD
    assert line.line.aim == "bucket"


def test_a_server_that_gives_permission_needs_no_key(
    desk: Desk, cloud: Cloud, qtbot: QtBot
) -> None:
    url = cloud.facts["authorise"]["sts"]
    dialog = examined(desk, qtbot, at(cloud, access=AccessKind.SERVER, server_url=url), None)
    found = states(dialog)
    assert found["key"] is CheckState.GOOD
    assert found["write"] is CheckState.GOOD
    assert found["secret"] is CheckState.GOOD
    assert desk.keys_kept == "server"
    first = dialog.lines.lines()[0].line
    assert first.title == titles()["server"]
    assert "permission" in first.sentence


def test_a_server_that_says_no_leads_to_its_field(desk: Desk, cloud: Cloud, qtbot: QtBot) -> None:
    cloud.settings(access_code="another")
    url = cloud.facts["authorise"]["sts"]
    dialog = examined(desk, qtbot, at(cloud, access=AccessKind.SERVER, server_url=url), None)
    first = dialog.lines.lines()[0]
    assert first.check.state is CheckState.BAD
    assert (first.check.name, first.line.aim) == ("server", "server")
    assert "server" in first.line.sentence


def test_an_endpoint_where_nobody_listens_is_said_at_once(
    desk: Desk, cloud: Cloud, qtbot: QtBot
) -> None:
    made = at(cloud)
    made = replace(made, destination=replace(made.destination, endpoint="http://127.0.0.1:9"))
    dialog = examined(desk, qtbot, made, key_of(cloud))
    assert states(dialog)["name"] is CheckState.BAD
    assert next(line for line in dialog.lines.lines()).line.aim == "again"


def test_the_report_says_what_helps_and_no_secret(desk: Desk, cloud: Cloud, qtbot: QtBot) -> None:
    made = at(cloud, server_url="https://app.example.com/sts?token=let-me-in")
    dialog = examined(desk, qtbot, replace(made, access=AccessKind.KEY), key_of(cloud))
    dialog.copy.click()
    text = QGuiApplication.clipboard().text()
    assert cloud.bucket in text
    assert cloud.endpoint in text
    for secret in (cloud.access_key_secret, cloud.access_key_id, "let-me-in"):
        assert secret not in text
    assert all(title in text for name, title in titles().items() if name != "server")
    served = report_text(replace(made, access=AccessKind.SERVER), dialog.examination.checks)
    assert "app.example.com" in served
    assert "let-me-in" not in served


def test_the_wizard_checks_with_the_real_engine_and_saves(
    desk: Desk, cloud: Cloud, qtbot: QtBot
) -> None:
    made = Wizard(desk, environment={})
    qtbot.addWidget(made)
    made.show()
    made.where.choose_service("compatible")
    type_in(made, qtbot, endpoint=cloud.endpoint, bucket=cloud.bucket, prefix="in")
    type_in(made, qtbot, region=cloud.region)
    made.next.click()
    type_in(made, qtbot, key_id=cloud.access_key_id, secret=cloud.access_key_secret)
    made.next.click()
    assert made.stack.currentIndex() == CHECK
    qtbot.waitUntil(lambda: made.next.text() == "Start uploading", timeout=PATIENCE)
    assert desk.connection is None
    made.next.click()
    assert desk.connection is not None
    assert desk.connection.destination.prefix == "in/"


def test_buckets_are_offered_by_the_real_service(desk: Desk, cloud: Cloud, qtbot: QtBot) -> None:
    made = Wizard(desk, environment={})
    qtbot.addWidget(made)
    made.show()
    made.where.choose_service("compatible")
    type_in(made, qtbot, endpoint=cloud.endpoint, region=cloud.region)
    made.next.click()
    type_in(made, qtbot, key_id=cloud.access_key_id, secret=cloud.access_key_secret)
    made.next.click()
    box = made.where.place.bucket
    qtbot.waitUntil(lambda: box.count() > 0, timeout=PATIENCE)
    assert cloud.bucket in [box.itemText(n) for n in range(box.count())]


def test_a_locked_place_shows_no_way_to_its_fields(offices: Offices, qtbot: QtBot) -> None:
    locked = replace(connection(), locked=True)
    office = offices(locked)
    dialog = DoctorDialog(office.desk, locked)
    qtbot.addWidget(dialog)
    dialog.show()
    probe = office.engine.named("ask")[-1][1]
    bad = Check("write", CheckState.BAD, "refused/no_bucket")
    key = Check("key", CheckState.BAD, "refused.credentials/secret")
    office.desk.asking.take(Answered(probe, (key, bad)))
    buttons = {line.check.name: not line.button.isHidden() for line in dialog.lines.lines()}
    assert buttons["key"]
    assert not buttons["write"]


def test_another_region_leads_to_the_wizard_and_is_checked_there(
    offices: Offices, qtbot: QtBot
) -> None:
    office = offices(connection())
    made = Wizard(office.desk, connection(), field="region:cn-shanghai", environment={})
    qtbot.addWidget(made)
    made.show()
    assert made.stack.currentIndex() == CHECK
    probe = office.engine.named("ask")[-1][1]
    assert probe.destination.endpoint == "https://oss-cn-shanghai.aliyuncs.com"


# --- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", list(CheckState))
@pytest.mark.parametrize("name", ORDER)
def test_every_line_has_words_in_every_state(name: str, state: CheckState) -> None:
    line = line_of(Check(name, state, "refused.not_allowed" if state is CheckState.BAD else ""))
    assert line.title
    assert line.sentence
    assert line.state


def test_a_proxy_script_that_cannot_be_run_is_a_note() -> None:
    unread = SystemSays(script="http://config.example/p.pac", readable=False)
    check = proxy_found("system", "https://a.example", lambda: unread)
    assert (check.state, check.reason) == (CheckState.NOTE, "script")
    assert "script" in line_of(check).sentence
    run = SystemSays(lambda _url: ("http://p.example:80",), "http://config.example/p.pac")
    found = proxy_found("system", "https://a.example", lambda: run)
    assert found.values == {"proxy": "p.example:80"}
    assert proxy_found("none", "https://a.example", lambda: unread).reason == "direct"


def test_a_proxy_is_named_without_its_password() -> None:
    check = proxy_check(
        "http://me:secret@proxy.example:8080", "http://me:secret@proxy.example:8080"
    )
    assert check.values == {"proxy": "proxy.example:8080"}
    assert proxy_check("system", "").reason == "system"


def test_where_a_secret_is_kept_is_a_line_of_its_own() -> None:
    assert secret_check(connection(), "keyring", "Keychain").values == {"keyring": "Keychain"}
    assert secret_check(connection(), "session", "").state is CheckState.NOTE
    served = replace(connection(), access=AccessKind.SERVER)
    assert secret_check(served, "server", "").reason == "server"


def test_one_bad_line_is_the_worst() -> None:
    good, note, bad = (Check("x", s) for s in (CheckState.GOOD, CheckState.NOTE, CheckState.BAD))
    assert worst((good, note)) is CheckState.NOTE
    assert worst((good, bad, note)) is CheckState.BAD
    assert worst((good,)) is CheckState.GOOD


@pytest.mark.parametrize(
    "proxy", ["http://anna:pw-canary@proxy:x", "http://[::1", "anna:pw-canary@"]
)
def test_a_proxy_that_is_no_address_is_neither_a_crash_nor_quoted(proxy: str) -> None:
    check = proxy_check("system", proxy)
    assert "canary" not in report_text(connection(), [check])


def test_what_has_the_shape_of_a_secret_never_gets_into_the_report() -> None:
    values = {"endpoint": "https://anna:pw-canary@h", "host": "h?Signature=sig-canary"}
    check = Check("name", CheckState.BAD, "network.not_reached/name", values)
    assert "canary" not in report_text(connection(), [check])

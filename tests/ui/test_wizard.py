"""The connection wizard: what it takes, what it finds by itself, what it never shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.domain.asks import AnswerOf, Ask, Browse, BucketFound, Check, CheckState, Probe
from app.domain.connection import AccessKind
from app.domain.credentials import Credentials, ServerAccess
from app.domain.destination import Addressing
from app.domain.endpoints import EndpointKind
from app.domain.events import Answered
from app.host.vault import Vault
from app.ui.dialogs.wizard.found_sheet import FoundSheet
from app.ui.dialogs.wizard.wizard import CHECK, WHERE, WHO, Wizard
from app.ui.dialogs.wizard.words import problem_text
from tests.ui.conftest import Office, Offices
from tests.ui.expert_kit import connection
from tests.ui.test_desk import MemoryKeyring

KEY = Credentials("LTAI5tExample", "a-secret-of-thirty-letters-000")
GOOD = Check("key", CheckState.GOOD)


@pytest.fixture
def office(offices: Offices) -> Office:
    return offices()


def opened(office: Office, qtbot: QtBot, *words: object, **values: object) -> Wizard:
    """A shown wizard."""
    made = Wizard(office.desk, *words, environment={}, **values)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def wizard(office: Office, qtbot: QtBot) -> Wizard:
    return opened(office, qtbot)


def edit_of(wizard: Wizard, name: str) -> QLineEdit:
    """The field of that name, on whichever page."""
    places = {**{n: f.editor for n, f in wizard.where.place.fields.items()}}
    others = {"name": wizard.where.name, **wizard.who.key.edits, **wizard.who.server.edits}
    found = {**places, **others}[name]
    line = found.lineEdit() if isinstance(found, QComboBox) else found
    assert isinstance(line, QLineEdit)
    return line


def type_in(wizard: Wizard, qtbot: QtBot, **values: str) -> None:
    for name, value in values.items():
        line = edit_of(wizard, name)
        line.clear()
        qtbot.keyClicks(line, value)


def paste(wizard: Wizard, text: str) -> None:
    """What Ctrl+V does."""
    mime = QMimeData()
    mime.setText(text)
    wizard.where.paste.well.insertFromMimeData(mime)


def fill(wizard: Wizard, qtbot: QtBot) -> None:
    """Page 1 and page 2 by hand."""
    type_in(wizard, qtbot, bucket="shop-media", region="cn-hangzhou", prefix="2026/spring")
    wizard.next.click()
    type_in(wizard, qtbot, key_id=f" {KEY.access_key_id} ", secret=KEY.access_key_secret + " ")
    wizard.next.click()


def last_ask(office: Office, kind: type[Ask]) -> Ask:
    """The newest question of a kind."""
    asks = [ask for _name, ask in office.engine.named("ask") if isinstance(ask, kind)]
    assert asks, "nothing was asked"
    found: Ask = asks[-1]
    return found


def answer(
    office: Office, kind: type[Ask], answered: AnswerOf | None, *, complete: bool = True
) -> None:
    """The engine's answer to the newest question of a kind."""
    event = Answered(last_ask(office, kind), answered, complete=complete)  # type: ignore[arg-type]
    office.engine.mailbox.put([], [event])


def texts(wizard: Wizard) -> str:
    """Everything that is written anywhere in it, but for passwords, which show as dots."""
    found = [label.text() for label in wizard.findChildren(QLabel)]
    found += [e.displayText() for e in wizard.findChildren(QLineEdit)]
    found += [e.toPlainText() for e in wizard.findChildren(QPlainTextEdit)]
    return "\n".join(found)


def test_three_pages_make_a_connection_and_its_key_goes_to_the_engine(
    wizard: Wizard, office: Office, qtbot: QtBot
) -> None:
    fill(wizard, qtbot)
    assert wizard.stack.currentIndex() == CHECK
    probe = last_ask(office, Probe)
    assert isinstance(probe, Probe)
    assert probe.access == KEY
    answer(office, Probe, (GOOD,))
    qtbot.waitUntil(lambda: wizard.next.text() == "Start uploading")
    assert office.desk.connection is None
    wizard.next.click()
    made = office.desk.connection
    assert made is not None
    place = made.destination
    assert place.endpoint == "https://oss-cn-hangzhou.aliyuncs.com"
    assert (place.region, place.bucket, place.prefix) == (
        "cn-hangzhou",
        "shop-media",
        "2026/spring/",
    )
    assert made.name == "spring"
    assert office.engine.named("connect") == [("connect", made.id, KEY)]
    assert wizard.result() == Wizard.DialogCode.Accepted


def test_checking_can_be_skipped(wizard: Wizard, office: Office, qtbot: QtBot) -> None:
    fill(wizard, qtbot)
    assert wizard.next.text() == "Save anyway"
    wizard.next.click()
    assert office.desk.connection is not None
    assert office.engine.named("withdraw")


def test_lines_of_the_check_come_one_after_the_other(
    wizard: Wizard, office: Office, qtbot: QtBot
) -> None:
    fill(wizard, qtbot)
    lines = wizard.check.lines
    answer(office, Probe, (Check("name", CheckState.GOOD, values={"host": "h"}),), complete=False)
    qtbot.waitUntil(lambda: len(lines.lines()) == 1)
    first = lines.lines()[0]
    assert lines.busy.isVisible()
    checks = (first.check, GOOD)
    answer(office, Probe, checks)
    qtbot.waitUntil(lambda: not lines.busy.isVisible())
    names = [line.check.name for line in lines.lines()]
    assert names[:2] == ["name", "key"]
    assert "secret" in names
    assert lines.lines()[0] is first


@pytest.mark.parametrize(
    ("check", "page", "field"),
    [
        (Check("key", CheckState.BAD, "refused.credentials/secret"), WHO, "key_id"),
        (Check("write", CheckState.BAD, "destination/bucket"), WHERE, "bucket"),
        (Check("write", CheckState.BAD, "refused.not_allowed/public_endpoint"), WHERE, "domain"),
    ],
)
def test_a_line_that_is_not_good_leads_back_to_its_field(
    wizard: Wizard, office: Office, qtbot: QtBot, check: Check, page: int, field: str
) -> None:
    fill(wizard, qtbot)
    answer(office, Probe, (check,))
    qtbot.waitUntil(lambda: bool(wizard.check.lines.lines()))
    assert wizard.next.text() == "Save anyway"
    wizard.check.lines.lines()[0].button.click()
    assert wizard.stack.currentIndex() == page
    assert wizard.focusWidget() is edit_of(wizard, field) or edit_of(wizard, field).isVisible()


def test_another_region_is_one_press_away(wizard: Wizard, office: Office, qtbot: QtBot) -> None:
    fill(wizard, qtbot)
    wrong = Check("write", CheckState.BAD, "refused/endpoint", {"region": "cn-shanghai"})
    answer(office, Probe, (wrong,))
    qtbot.waitUntil(lambda: bool(wizard.check.lines.lines()))
    wizard.check.lines.lines()[0].button.click()
    again = last_ask(office, Probe)
    assert again.destination.region == "cn-shanghai"
    assert again.destination.endpoint == "https://oss-cn-shanghai.aliyuncs.com"


def test_bucket_and_region_may_be_left_open_until_the_key_tells(
    wizard: Wizard, office: Office, qtbot: QtBot
) -> None:
    type_in(wizard, qtbot, name="Team")
    wizard.next.click()
    type_in(wizard, qtbot, key_id=KEY.access_key_id, secret=KEY.access_key_secret)
    wizard.next.click()
    browse = last_ask(office, Browse)
    assert isinstance(browse, Browse)
    assert browse.access == KEY
    answer(office, Browse, (BucketFound("one", "cn-beijing"), BucketFound("two", "eu-west-1")))
    qtbot.waitUntil(lambda: wizard.stack.currentIndex() == WHERE)
    box = wizard.where.place.bucket
    assert [box.itemText(n) for n in range(box.count())] == ["one", "two"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert wizard.where.place.region.value() == "eu-west-1"
    assert "Found automatically" in wizard.where.place.region.accessibleDescription()


def test_a_key_that_may_not_list_is_fine(wizard: Wizard, office: Office, qtbot: QtBot) -> None:
    wizard.next.click()
    type_in(wizard, qtbot, key_id=KEY.access_key_id, secret=KEY.access_key_secret)
    wizard.next.click()
    answer(office, Browse, None)
    qtbot.waitUntil(lambda: wizard.stack.currentIndex() == WHERE)
    assert "That is fine" in wizard.where.place.bucket.accessibleDescription()


def test_where_a_bucket_is_is_found_from_its_name(
    wizard: Wizard, office: Office, qtbot: QtBot
) -> None:
    type_in(wizard, qtbot, bucket="shop-media")
    wizard.next.click()
    type_in(wizard, qtbot, key_id=KEY.access_key_id, secret=KEY.access_key_secret)
    wizard.next.click()
    answer(office, Browse, (BucketFound("shop-media", "cn-qingdao"),))
    qtbot.waitUntil(lambda: wizard.stack.currentIndex() == CHECK)
    assert last_ask(office, Probe).destination.endpoint == "https://oss-cn-qingdao.aliyuncs.com"


def test_coming_back_offers_the_buckets_that_the_key_knows(
    wizard: Wizard, office: Office, qtbot: QtBot
) -> None:
    fill(wizard, qtbot)
    wizard.back.click()
    wizard.back.click()
    assert last_ask(office, Browse).destination.bucket == ""
    answer(office, Browse, (BucketFound("other", "cn-beijing"), BucketFound("shop-media", "")))
    box = wizard.where.place.bucket
    qtbot.waitUntil(lambda: box.count() == 2)
    assert box.value() == "shop-media"
    assert wizard.stack.currentIndex() == WHERE


# --- page 1 -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "region", "kind"),
    [
        ("https://shop-media.oss-cn-beijing.aliyuncs.com/2026/", "cn-beijing", EndpointKind.PUBLIC),
        (
            "shop-media.oss-cn-beijing-internal.aliyuncs.com/2026/",
            "cn-beijing",
            EndpointKind.INTERNAL,
        ),
    ],
)
def test_an_address_typed_as_a_bucket_is_taken_apart(
    wizard: Wizard, qtbot: QtBot, typed: str, region: str, kind: EndpointKind
) -> None:
    type_in(wizard, qtbot, bucket=typed)
    edit_of(wizard, "bucket").editingFinished.emit()
    place = wizard.where.place
    assert (place.bucket.value(), place.prefix.text()) == ("shop-media", "2026/")
    assert place.region.value() == region
    assert place.kind.currentData() == kind.value
    assert place.more.inside.isVisible() == (kind is not EndpointKind.PUBLIC)


def test_regions_are_searched_by_name_and_others_may_be_typed(wizard: Wizard, qtbot: QtBot) -> None:
    region = wizard.where.place.region
    type_in(wizard, qtbot, region="frank")
    completer = region.completer()
    assert completer is not None
    assert "eu-central-1" in completer.currentCompletion()
    type_in(wizard, qtbot, region="mars-north-1")
    assert region.value() == "mars-north-1"
    assert "Not confirmed" in region.accessibleDescription()
    wizard.next.click()
    assert wizard.stack.currentIndex() == WHO


def test_a_region_without_callbacks_is_named(wizard: Wizard, qtbot: QtBot) -> None:
    type_in(wizard, qtbot, region="cn-nanjing")
    assert "not offered" in wizard.where.place.region.accessibleDescription()


def test_a_folder_that_begins_with_the_bucket_is_mended_by_one_press(
    wizard: Wizard, qtbot: QtBot
) -> None:
    type_in(wizard, qtbot, bucket="shop-media", prefix="shop-media/2026/")
    offer = wizard.where.place.notes.folder
    assert "twice" in offer.text()
    offer.button.click()
    assert wizard.where.place.prefix.text() == "2026/"
    assert not offer.isVisible()


def test_a_domain_of_ones_own_is_addressed_as_such(wizard: Wizard, qtbot: QtBot) -> None:
    type_in(wizard, qtbot, bucket="shop-media", region="cn-hangzhou")
    wizard.where.place.choose_kind(EndpointKind.CUSTOM_DOMAIN)
    type_in(wizard, qtbot, domain="up.shop.example")
    place = wizard.where.destination()
    assert (place.endpoint, place.addressing) == ("https://up.shop.example", Addressing.CNAME)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("endpoint", "https://host/with/folder", "no folder behind"),
        ("endpoint", "ftp://host", "http or https"),
        ("bucket", "Shop_Media", "small letters"),
        ("prefix", "/spring", "slash at the beginning"),
    ],
)
def test_a_wrong_field_says_so_when_it_is_left(
    wizard: Wizard, qtbot: QtBot, name: str, value: str, words: str
) -> None:
    wizard.where.choose_service("compatible")
    type_in(wizard, qtbot, endpoint="https://storage.example.com", bucket="good-name")
    type_in(wizard, qtbot, **{name: value})
    edit_of(wizard, name).editingFinished.emit()
    field = wizard.where.place.fields[name]
    assert words in field.problem
    assert words in field.editor.accessibleDescription()
    qtbot.keyClicks(edit_of(wizard, name), "x")
    assert field.problem == ""


def test_the_demo_cloud_needs_no_further_page(wizard: Wizard, office: Office, qtbot: QtBot) -> None:
    wizard.where.choose_service("demo")
    assert not wizard.where.place.isVisible()
    assert wizard.next.text() == "Use the demo cloud"
    wizard.next.click()
    assert wizard.result() == Wizard.DialogCode.Accepted
    assert office.desk.book.demo_wanted


def test_a_connection_file_leads_out_of_the_wizard(wizard: Wizard, qtbot: QtBot) -> None:
    wizard.where.choose_service("file")
    with qtbot.waitSignal(wizard.file_wanted):
        wizard.next.click()
    assert not wizard.isVisible()


def test_every_code_has_its_sentence() -> None:
    codes = ["endpoint.empty", "endpoint.invalid", "region.empty", "bucket.invalid"]
    codes += ["bucket.empty", "prefix.invalid", "name.empty", "key_id.empty", "secret.empty"]
    codes += ["server.empty", "server.invalid", "environment.empty"]
    assert all(problem_text(code) for code in codes)
    assert problem_text("") == ""


# --- paste anything ---------------------------------------------------------------------------


def test_pasted_lines_fill_everything_and_show_no_secret(wizard: Wizard) -> None:
    paste(
        wizard,
        "export OSS_ACCESS_KEY_ID=LTAI5tABCDEFGHJKLMNPQRST\n"
        "export OSS_ACCESS_KEY_SECRET=abcdefghijklmnopqrstuvwxyz0123\n"
        "https://shop-media.oss-cn-shenzhen.aliyuncs.com/2026/spring/\n",
    )
    place = wizard.where.destination()
    assert (place.bucket, place.region) == ("shop-media", "cn-shenzhen")
    key = wizard.who.key.credentials()
    assert key == Credentials("LTAI5tABCDEFGHJKLMNPQRST", "abcdefghijklmnopqrstuvwxyz0123")
    said = wizard.where.paste.note.text()
    assert "QRST" in said
    assert "bucket" in said
    assert "abcdefghij" not in texts(wizard)
    assert "LTAI5tABC" not in said


def test_the_answer_of_a_token_service_is_understood(wizard: Wizard) -> None:
    paste(
        wizard,
        '{"Credentials": {"AccessKeyId": "STS.NUgYrLnoC37mZZCNnAbez", "AccessKeySecret":'
        ' "CVwjCkNzTMupZ8NbTCxCBRq3K16jtcWFTJAyBEv2", "SecurityToken":'
        ' "CAISrgJ1q6Ft5B2yfSjIr5fSEsj4g7BihPWGHivUqPZhY7BtkXR1rZ5vGWDGGyHvm4c",'
        ' "Expiration": "2031-10-20T04:27:09Z"}}',
    )
    key = wizard.who.key.credentials()
    assert key is not None
    assert key.security_token.startswith("CAIS")
    assert key.expires_at > 1_900_000_000


def test_an_address_that_is_nobodys_storage_is_an_application_server(wizard: Wizard) -> None:
    paste(wizard, "https://app.example.com/oss/sts")
    assert wizard.who.access_kind is AccessKind.SERVER
    assert wizard.who.server_url == "https://app.example.com/oss/sts"


def test_what_is_not_understood_is_not_shown_either(wizard: Wizard) -> None:
    paste(wizard, "qwertz uiop")
    assert "Nothing in it was recognised" in wizard.where.paste.note.text()
    assert "qwertz" not in texts(wizard)


def test_a_file_dropped_on_the_field_is_read_and_a_button_reads_the_clipboard(
    wizard: Wizard, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "place.txt"
    path.write_text("oss://from-a-file/x/", "utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    wizard.where.paste.well.insertFromMimeData(mime)
    qtbot.waitUntil(lambda: wizard.where.place.bucket.value() == "from-a-file")
    QGuiApplication.clipboard().setText("oss://from-the-clipboard/")
    wizard.where.paste.button.click()
    assert wizard.where.place.bucket.value() == "from-the-clipboard"


# --- page 2 -----------------------------------------------------------------------------------


def test_an_application_server_needs_no_key(wizard: Wizard, office: Office, qtbot: QtBot) -> None:
    type_in(wizard, qtbot, bucket="shop-media", region="cn-hangzhou")
    wizard.next.click()
    wizard.who.kind.radio("server").click()
    wizard.next.click()
    assert wizard.who.server.fields["server"].problem
    type_in(wizard, qtbot, server="https://app.example.com/sts", code="let-me-in")
    wizard.next.click()
    probe = last_ask(office, Probe)
    assert isinstance(probe, Probe)
    assert probe.access == ServerAccess("https://app.example.com/sts", "let-me-in")
    wizard.next.click()
    made = office.desk.connection
    assert made is not None
    assert made.access is AccessKind.SERVER
    access = ServerAccess("https://app.example.com/sts", "let-me-in")
    assert office.engine.named("connect") == [("connect", made.id, access)]
    assert office.engine.named("check_grant") == [("check_grant", made.id, made.destination)]


def test_the_environment_is_read_and_kept_nowhere(offices: Offices, qtbot: QtBot) -> None:
    office = offices()
    variables = {
        "OSS_ACCESS_KEY_ID": KEY.access_key_id,
        "OSS_ACCESS_KEY_SECRET": KEY.access_key_secret,
    }
    made = Wizard(office.desk, environment=variables)
    qtbot.addWidget(made)
    made.show()
    type_in(made, qtbot, bucket="shop-media", region="cn-hangzhou")
    made.next.click()
    made.who.kind.radio("environment").click()
    assert "mple" in made.who.environment.note.text()
    made.next.click()
    probe = last_ask(office, Probe)
    assert isinstance(probe, Probe)
    assert probe.access == KEY


def test_without_a_key_in_the_environment_one_stays(wizard: Wizard, qtbot: QtBot) -> None:
    type_in(wizard, qtbot, bucket="shop-media", region="cn-hangzhou")
    wizard.next.click()
    wizard.who.kind.radio("environment").click()
    wizard.next.click()
    assert wizard.stack.currentIndex() == WHO
    assert wizard.who.problem.isVisible()


def test_half_a_key_is_no_key(wizard: Wizard, qtbot: QtBot) -> None:
    type_in(wizard, qtbot, bucket="shop-media", region="cn-hangzhou")
    wizard.next.click()
    type_in(wizard, qtbot, key_id="LTAI5tOther")
    wizard.next.click()
    assert wizard.who.key.fields["secret"].problem
    assert not wizard.who.key.fields["key_id"].problem
    assert wizard.stack.currentIndex() == WHO


def test_secrets_are_written_only(offices: Offices, qtbot: QtBot) -> None:
    office = offices(connection())
    office.vault.save(connection().id, KEY)
    qtbot.waitUntil(lambda: office.desk.keys_kept == "session" or True)
    made = opened(office, qtbot, connection())
    for name in ("secret", "token", "code"):
        assert edit_of(made, name).echoMode() == QLineEdit.EchoMode.Password
    assert KEY.access_key_secret not in texts(made)
    assert KEY.access_key_id not in texts(made)


def test_it_says_where_the_key_is_kept(offices: Offices, qtbot: QtBot) -> None:
    without = opened(offices(), qtbot)
    assert "this session only" in without.who.kept.text()
    offices.vault = Vault(MemoryKeyring)
    office = offices()
    made = opened(office, qtbot)
    qtbot.waitUntil(lambda: "nowhere else" in made.who.kept.text())
    assert office.desk.keyring_name in made.who.kept.text()


def test_the_smallest_policy_can_be_copied(wizard: Wizard, qtbot: QtBot) -> None:
    type_in(wizard, qtbot, bucket="shop-media", region="cn-hangzhou", prefix="in/")
    wizard.next.click()
    wizard.who.policy.fold.button.click()
    wizard.who.policy.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "acs:oss:*:*:shop-media/in/*" in copied
    assert "oss:PutObject" in copied


def test_keys_of_other_programs_are_shown_before_one_is_taken(
    wizard: Wizard, tmp_path: Path, office: Office, qtbot: QtBot
) -> None:
    (tmp_path / ".ossutilconfig").write_text(
        "[Credentials]\nendpoint=oss-cn-chengdu.aliyuncs.com\n"
        f"accessKeyID={KEY.access_key_id}\naccessKeySecret={KEY.access_key_secret}\n",
        "utf-8",
    )
    sheet = FoundSheet(office.desk.errands, home=tmp_path)
    qtbot.addWidget(sheet)
    sheet.taken.connect(wizard._taking.take_found)
    sheet.show()
    qtbot.waitUntil(sheet.take.isEnabled)
    shown = [sheet.list.item(n).text() for n in range(sheet.list.count())]
    assert "ossutil" in shown[0]
    assert not any(KEY.access_key_secret in text or "LTAI5t" in text for text in shown)
    assert wizard.who.key.credentials() is None
    sheet.take.click()
    assert wizard.who.key.credentials() == KEY
    assert wizard.where.place.region.value() == "cn-chengdu"


# --- editing ----------------------------------------------------------------------------------


def keyed(offices: Offices, qtbot: QtBot) -> Office:
    """A desk whose connection has its key."""
    offices.vault.save(connection().id, KEY)
    office = offices(connection())
    qtbot.waitUntil(lambda: office.desk.keys_kept == "session")
    office.engine.calls.clear()
    return office


def test_editing_shows_what_there_is_and_keeps_the_saved_key(
    offices: Offices, qtbot: QtBot
) -> None:
    office = keyed(offices, qtbot)
    made = opened(office, qtbot, connection())
    assert made.where.destination() == connection().destination
    assert "keep the saved one" in edit_of(made, "secret").accessibleDescription()
    type_in(made, qtbot, name="Another name")
    made.save.click()
    assert office.desk.connection is not None
    assert office.desk.connection == replace(connection(), name="Another name")
    assert office.engine.named("connect") == []


def test_a_check_while_editing_goes_by_the_key_that_is_known(
    offices: Offices, qtbot: QtBot
) -> None:
    office = keyed(offices, qtbot)
    made = opened(office, qtbot, connection(), page="check")
    probe = last_ask(office, Probe)
    assert isinstance(probe, Probe)
    assert (probe.access, probe.connection_id) == (None, connection().id)
    assert made.check.place.text()


def test_a_key_never_goes_to_a_server_as_its_code(offices: Offices, qtbot: QtBot) -> None:
    office = keyed(offices, qtbot)
    made = opened(office, qtbot, connection(), page="who")
    made.who.kind.radio("server").click()
    type_in(made, qtbot, server="https://app.example.com/sts")
    made.save.click()
    access = ServerAccess("https://app.example.com/sts")
    assert office.engine.named("connect") == [("connect", connection().id, access)]
    qtbot.waitUntil(lambda: office.vault.load(connection().id) is None)
    assert office.desk.keys_kept == "server"


def test_a_saved_code_is_not_for_another_server(offices: Offices, qtbot: QtBot) -> None:
    served = replace(connection(), access=AccessKind.SERVER, server_url="https://one.example/sts")
    offices.vault.save(served.id, Credentials("", "let-me-in"))
    office = offices(served)
    qtbot.waitUntil(lambda: office.desk.keys_kept == "session")
    made = opened(office, qtbot, served, page="who")
    assert made.who.keeps_secret()
    type_in(made, qtbot, server="https://two.example/sts")
    assert made.who.access() == ServerAccess("https://two.example/sts")
    made.save.click()
    last = office.engine.named("connect")[-1]
    assert last == ("connect", served.id, ServerAccess("https://two.example/sts"))


@pytest.mark.parametrize("field", ["bucket", "region", "domain", "server", "key_id", "name"])
def test_it_opens_where_something_is_wrong(offices: Offices, qtbot: QtBot, field: str) -> None:
    made = opened(keyed(offices, qtbot), qtbot, connection(), field=field)
    expected = WHO if field in ("server", "key_id") else WHERE
    assert made.stack.currentIndex() == expected
    assert edit_of(made, field).isVisible()


def keys_of(values: Sequence[str]) -> list[Qt.Key]:
    """Names of keys as keys."""
    return [getattr(Qt.Key, f"Key_{value}") for value in values]


def test_it_can_be_gone_through_by_keyboard_alone(wizard: Wizard, qtbot: QtBot) -> None:
    assert wizard.focusWidget() is wizard.where.place.bucket
    qtbot.keyClicks(wizard.focusWidget(), "shop-media")
    for key in keys_of(["Tab"]):
        qtbot.keyClick(wizard.focusWidget(), key)
    qtbot.keyClicks(wizard.focusWidget(), "cn-hangzhou")
    qtbot.keyClick(wizard.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.stack.currentIndex() == WHO)
    assert wizard.focusWidget() is edit_of(wizard, "key_id")

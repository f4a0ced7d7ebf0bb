"""Wizard, doctor, sheets of connection files: nothing cut, nothing pale, nothing nameless.

In both languages, light and dark, with text of once, one and a half times and twice the usual size.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.domain.asks import BucketFound, Check, CheckState, Probe
from app.domain.connection import AccessKind, FileLimits, View
from app.domain.credentials import Credentials
from app.domain.endpoints import EndpointKind
from app.domain.events import Answered
from app.domain.questions import Question
from app.host.connection_file import ConnectionFile, read_connection_file, write_connection_file
from app.ui.dialogs.doctor_dialog import DoctorDialog
from app.ui.dialogs.offered_sheet import OfferedSheet
from app.ui.dialogs.plain_details import PlainDetails
from app.ui.dialogs.renew_dialog import RenewDialog
from app.ui.dialogs.share_dialog import ShareDialog
from app.ui.dialogs.wizard.found_sheet import FoundSheet
from app.ui.dialogs.wizard.wizard import Wizard
from tests.ui.clipping import EVERY_LOOK, dressed, troubles
from tests.ui.conftest import Office, Offices
from tests.ui.expert_kit import S, connection, row

KEY = Credentials("LTAI5tExample", "a-secret-of-thirty-letters-000")
CHECKS = (
    Check("name", CheckState.GOOD, values={"host": "oss-cn-hangzhou.aliyuncs.com"}),
    Check("tls", CheckState.BAD, "network.not_reached/certificate"),
    Check("clock", CheckState.NOTE, "off", {"seconds": "0.3"}),
    Check("key", CheckState.BAD, "refused.credentials/secret"),
    Check("write", CheckState.BAD, "refused.not_allowed/public_endpoint"),
    Check("look", CheckState.NOTE, "refused.not_allowed"),
    Check("list", CheckState.NOTE, "refused.not_allowed"),
    Check("callbacks", CheckState.SKIPPED),
)


def where(office: Office, _folder: Path) -> QDialog:
    """Page 1 with everything open that can be."""
    made = Wizard(office.desk, None, environment={})
    made.where.place.bucket.set_value("shop-media")
    made.where.place.prefix.setText("shop-media/2026/")
    made.where.place.choose_kind(EndpointKind.CUSTOM_DOMAIN)
    made.where.place.region.choose("cn-wuhan-lr")
    made.where.place.offer((BucketFound("shop-media", "cn-hangzhou"),))
    made._taking.take_text("oss://shop-media/shop-media/2026/")
    made.where.check(whole=True)
    return made


def compatible(office: Office, _folder: Path) -> QDialog:
    """Page 1 for a service of one's own, with every field wrong."""
    made = Wizard(office.desk, None, environment={})
    made.where.choose_service("compatible")
    made.where.place.bucket.set_value("Not_A_Bucket")
    made.where.place.prefix.setText("/spring")
    made.where.check(whole=True)
    return made


def who(office: Office, _folder: Path) -> QDialog:
    """Page 2 with a key that was pasted and the policy shown."""
    made = Wizard(office.desk, connection(), page="who", environment={})
    made.who.key.take(KEY)
    made.who.policy.fold.open()
    return made


def server(office: Office, _folder: Path) -> QDialog:
    """Page 2 with a wrong server."""
    made = Wizard(office.desk, connection(), page="who", environment={})
    made.who.choose(AccessKind.SERVER)
    made.who.check()
    return made


def environment(office: Office, _folder: Path) -> QDialog:
    """Page 2 without anything in the environment."""
    made = Wizard(office.desk, connection(), page="who", environment={})
    made.who.choose(AccessKind.ENVIRONMENT)
    made.who.check()
    return made


def answered(office: Office) -> None:
    """All kinds of lines for the newest question."""
    probe = next(a for n, a in reversed(office.engine.named("ask")) if isinstance(a, Probe))
    office.desk.asking.take(Answered(probe, CHECKS))


def check(office: Office, _folder: Path) -> QDialog:
    """Page 3 with every kind of line."""
    made = Wizard(office.desk, connection(), page="check", environment={})
    answered(office)
    return made


def doctor(office: Office, _folder: Path) -> QDialog:
    """The doctor with every kind of line and the advice about clocks."""
    made = DoctorDialog(office.desk, connection())
    answered(office)
    made.lines._fix("clock")
    return made


@cache
def sealed() -> bytes:
    """A sealed file with questions and limits; made once: to seal takes its time on purpose."""
    prepared = replace(
        connection(),
        view=View.SIMPLE,
        locked=True,
        questions=(Question("x:order", "Order number"), Question("x:shop", "Which shop?")),
        limits=FileLimits(20_000_000, 50, (".jpg", ".png")),
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "team.upcall"
        write_connection_file(path, prepared, credentials=KEY, passphrase="a few words are best")
        return path.read_bytes()


def offered(office: Office, folder: Path) -> QDialog:
    """A sealed file with questions and limits."""
    path = folder / "team.upcall"
    path.write_bytes(sealed())
    return OfferedSheet(office.desk, read_connection_file(path, "new"))


def changed(office: Office, _folder: Path) -> QDialog:
    """A file whose places differ from those of an earlier edition."""
    before = replace(connection(), origin="same")
    office.desk.save_connection(before, None)
    place = replace(before.destination, endpoint="https://elsewhere.example.net")
    return OfferedSheet(
        office.desk, ConnectionFile(replace(before, id="new", destination=place, callback=CALLED))
    )


CALLED = replace(connection().callback, urls=("https://other.example.net/done",))


def share(office: Office, _folder: Path) -> QDialog:
    """With a question, and the passphrases wrong."""
    made = ShareDialog(office.desk, connection())
    made.questions.add(Question("x:order", "Order number"))
    made.secret.choose("with")
    made._passes.show()
    made.check()
    made._failed(OSError("disk"))
    return made


def renew(office: Office, _folder: Path) -> QDialog:
    """With what is missing said."""
    made = RenewDialog(office.desk, connection())
    made.key.check()
    return made


def found(office: Office, folder: Path) -> QDialog:
    """What ossutil left, half of it unusable."""
    (folder / ".ossutilconfig").write_text(
        "[default]\naccessKeyID=LTAI5tExample\naccessKeySecret=secret\nregion=cn-hangzhou\n"
        "[profile other]\naccessKeyID=LTAI5tExample\n",
        "utf-8",
    )
    return FoundSheet(office.desk.errands, home=folder)


def details(office: Office, _folder: Path) -> QDialog:
    """A file that was not stored, in plain words."""
    bad = row(1, S.FAILED, error_code="network.not_reached", error_values={"reason": "name"})
    return PlainDetails(bad, office.actions)


DIALOGS = (
    where,
    compatible,
    who,
    server,
    environment,
    check,
    doctor,
    offered,
    changed,
    share,
    renew,
    found,
    details,
)


@pytest.fixture(
    scope="module",
    params=EVERY_LOOK,
    ids=lambda values: "-".join(map(str, values)),
)
def scale(
    request: pytest.FixtureRequest, qapp: QApplication, translations: Path
) -> Iterator[float]:
    """Language, colours and size of text for a whole round: to change them takes its time."""
    language, scheme, times = request.param
    with dressed(language, scheme, times):
        yield times


@pytest.mark.parametrize("make", DIALOGS, ids=lambda make: str(make.__name__))
def test_everything_can_be_read_and_has_a_name(
    scale: float,
    offices: Offices,
    qtbot: QtBot,
    tmp_path: Path,
    make: Callable[[Office, Path], QDialog],
) -> None:
    offices.vault.save(connection().id, KEY)
    office = offices(connection())
    dialog = make(office, tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert troubles(dialog, colours=scale == 1.0) == []

"""Further services in the wizard, their options, the sheet of instructions: nothing cut or pale.

In both languages, light and dark, with text of the usual size and twice as large.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.asks import Check, CheckState, Probe
from app.domain.connection import AccessKind, Connection
from app.domain.events import Answered
from app.domain.services import OTHERS
from app.ui.dialogs.ops_sheet import OpsSheet
from app.ui.dialogs.wizard.wizard import Wizard
from app.ui.panels.parts import scrolling
from app.ui.panels.upload_options import UploadOptions
from tests.ui.clipping import dressed, troubles
from tests.ui.conftest import Office, Offices
from tests.ui.expert_kit import connection

NAMES = [each.name for each in OTHERS]
CHECKS = (
    Check("key", CheckState.BAD, "refused.credentials/signature"),
    Check("write", CheckState.GOOD, "block"),
    Check("write", CheckState.BAD, "refused/application", {"application": ""}),
    Check("look", CheckState.NOTE, "management"),
    Check("list", CheckState.NOTE, "refused.not_allowed/cannot_list"),
    Check("callbacks", CheckState.GOOD, "events_pull"),
    Check("callbacks", CheckState.NOTE, "events_push", {"url": "https://told.example.com/vod"}),
    Check("callbacks", CheckState.NOTE, "events_nowhere"),
)
EXTRAS = {
    "persistentOps": "avthumb/mp4|saveas/{nobody}.mp4;vframe/jpg",
    "fsizeLimit": "12 MB",
    "returnUrl": "shop",
    "Cover": "/home/me/cover.psd",
    "ExpireTime": "2031-01-02T03:04:05Z",
    "SessionContext": "job=42",
}


def there(name: str) -> Connection:
    """A connection with an option of every kind, most of them wrong."""
    made = connection()
    place = replace(made.destination, provider=name, region="", prefix="", bucket="1500")
    return replace(made, destination=place, extras=EXTRAS)


def where(office: Office, name: str) -> QDialog:
    """Page 1 with everything open and everything wrong."""
    made = Wizard(office.desk, environment={})
    made.where.choose_service(name)
    made.where.current.more.open()
    for editor in made.where.others[name].editors:
        made.where.others[name].write(editor, "Not / a place")
    made.where.check(whole=True)
    return made


def who(office: Office, name: str) -> QDialog:
    """Page 2 without a key."""
    made = Wizard(office.desk, there(name), page="who", environment={})
    made.who.choose(AccessKind.KEY)
    made.who.key.check()
    return made


def check(office: Office, name: str) -> QDialog:
    """Page 3 with the lines that only such services have."""
    made = Wizard(office.desk, there(name), page="check", environment={})
    probe = next(a for n, a in reversed(office.engine.named("ask")) if isinstance(a, Probe))
    office.desk.asking.take(Answered(probe, CHECKS))
    return made


def options(office: Office, name: str) -> QDialog:
    """The options, as wide as the tab is in a window of the usual size."""
    office.desk.save_connection(there(name), None)
    made, inside = QDialog(), UploadOptions(office.desk)
    inside.toggle.setChecked(True)
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(inside)
    column.addStretch(1)
    QVBoxLayout(made).addWidget(scrolling(page))
    made.resize(560, 700)
    return made


def sheet(_office: Office, _name: str) -> QDialog:
    """The sheet of instructions with remarks."""
    return OpsSheet(EXTRAS["persistentOps"])


ROUNDS = [("en", "light", 1.0), ("zh_CN", "dark", 1.0), ("en", "dark", 2.0)]
"""Every language, either colours, usual text and the largest; all together take too long."""


@pytest.fixture(
    scope="module",
    params=ROUNDS,
    ids=lambda values: "-".join(map(str, values)),
)
def scale(
    request: pytest.FixtureRequest, qapp: QApplication, translations: object
) -> Iterator[float]:
    """Language, colours and size of text for a whole round."""
    language, scheme, times = request.param
    with dressed(language, scheme, times):
        yield times


@pytest.mark.parametrize(
    ("make", "name"),
    [*itertools.product((where, options), NAMES), (who, "vod"), (check, "vod"), (sheet, "")],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_everything_can_be_read_and_has_a_name(
    scale: float,
    offices: Offices,
    qtbot: QtBot,
    make: Callable[[Office, str], QDialog],
    name: str,
) -> None:
    office = offices(connection())
    dialog = make(office, name)
    qtbot.addWidget(dialog)
    dialog.show()
    for area in dialog.findChildren(QScrollArea):
        area.ensureVisible(0, 0)
    found = troubles(dialog, colours=scale == 1.0)
    assert not found, "\n".join(found)

"""A screen reader is told what was missed by not looking: seldom, politely, in one go."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from app.domain.events import Finished
from app.domain.states import Outcome, UploadState
from app.ui.announcer import Announcer
from tests.ui.conftest import Office, Offices
from tests.ui.expert_kit import connection, delivered, not_stored, row

S = UploadState


@dataclass
class Listener:
    """A clock that stands until it is moved, and everything that was said."""

    now: float = 100.0
    said: list[str] = field(default_factory=list)

    def clock(self) -> float:
        return self.now


@pytest.fixture
def office(offices: Offices) -> Office:
    return offices(connection())


def fail(office: Office, number: int) -> None:
    snapshot = row(number, S.FAILED, outcome=Outcome.NOT_STORED, error_code="source.missing")
    result = not_stored("unreadable", "source.missing", number=number)
    office.engine.mailbox.put([snapshot], [Finished(result)])


def test_a_failure_and_the_end_are_told_in_one_sentence_each(office: Office, qtbot: QtBot) -> None:
    ear = Listener()
    Announcer(office.desk, ear.said.append, clock=ear.clock, every=0.3)
    office.engine.mailbox.put([row(1, S.SENDING)])
    qtbot.waitUntil(lambda: office.desk.busy)
    fail(office, 1)
    qtbot.waitUntil(lambda: bool(ear.said))
    assert ear.said[0].startswith("file 1.png was not stored: ")
    assert "ended" in ear.said[0]


def test_a_second_announcement_waits_for_its_time(office: Office, qtbot: QtBot) -> None:
    ear = Listener()
    Announcer(office.desk, ear.said.append, clock=ear.clock, every=0.4)
    fail(office, 1)
    qtbot.waitUntil(lambda: len(ear.said) == 1)
    fail(office, 2)
    fail(office, 3)
    qtbot.waitUntil(lambda: office.desk.totals.failed == 3)
    assert len(ear.said) == 1
    qtbot.waitUntil(lambda: len(ear.said) == 2)
    assert ear.said[1].startswith("2 ")


def says_only_a_failure(ear: Listener, office: Office, qtbot: QtBot) -> None:
    """The next thing said is a failure of now: all that came before was no news."""
    fail(office, 9)
    qtbot.waitUntil(lambda: bool(ear.said))
    (said,) = ear.said
    assert said.startswith("file 9.png was not stored: ")
    assert "ended" not in said


def test_one_delivered_file_among_others_is_no_news(office: Office, qtbot: QtBot) -> None:
    ear = Listener()
    Announcer(office.desk, ear.said.append, clock=ear.clock, every=0.0)
    office.engine.mailbox.put([row(1, S.SENDING), row(2, S.SENDING)])
    qtbot.waitUntil(lambda: office.desk.busy)
    done = row(1, S.DONE, outcome=Outcome.DELIVERED)
    with qtbot.waitSignal(office.desk.finished):
        office.engine.mailbox.put([done], [Finished(delivered("{}"))])
    says_only_a_failure(ear, office, qtbot)


def test_a_pause_is_not_the_end(office: Office, qtbot: QtBot) -> None:
    ear = Listener()
    Announcer(office.desk, ear.said.append, clock=ear.clock, every=0.0)
    office.engine.mailbox.put([row(1, S.SENDING)])
    qtbot.waitUntil(lambda: office.desk.busy)
    office.engine.mailbox.put([row(1, S.PAUSED)])
    qtbot.waitUntil(lambda: not office.desk.busy)
    says_only_a_failure(ear, office, qtbot)


def test_nothing_is_said_before_an_audience_and_all_of_it_afterwards(
    office: Office, qtbot: QtBot
) -> None:
    ear = Listener()
    Announcer(office.desk, ear.said.append, clock=ear.clock, every=0.0)
    office.desk.presenting.begin()
    fail(office, 1)
    qtbot.waitUntil(lambda: office.desk.totals.failed == 1)
    qtbot.wait(50)  # the announcer's own timer is due at once
    assert ear.said == []
    office.desk.presenting.end()
    qtbot.waitUntil(lambda: bool(ear.said))
    assert ear.said[0].startswith("file 1.png was not stored: ")

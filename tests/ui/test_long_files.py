"""A file that may outlive the storage's temporary key: said before the start, and only then."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.domain.connection import AccessKind, Connection
from app.domain.events import Gathered
from app.domain.key_life import largest
from app.domain.services import SERVICES
from tests.ui.conftest import Office, Offices
from tests.ui.expert_kit import connection, row

HUGE = largest(SERVICES["vod"].key_life) + 1


def there(provider: str = "vod", **values: object) -> Connection:
    made = connection()
    place = replace(made.destination, provider=provider, region="", bucket="")
    return replace(made, destination=place, **values)  # type: ignore[arg-type]


def dropped(office: Office, qtbot: QtBot, made: Connection, *, size: int) -> str:
    """What is told after a file of that size was dropped."""
    snapshot = row(1, size=size, connection_id=made.id, batch_id="drop")
    with qtbot.waitSignal(office.desk.gathered):
        office.engine.mailbox.put([snapshot], [Gathered("drop", 1, complete=True)])
    return office.texts()


def test_a_huge_file_is_told_before_it_starts(offices: Offices, qtbot: QtBot) -> None:
    made = there()
    assert "begin anew" in dropped(offices(made), qtbot, made, size=HUGE)


@pytest.mark.parametrize(
    ("made", "size"),
    [
        (there(), HUGE - 1),
        (there(access=AccessKind.SERVER, server_url="https://app.example.com"), HUGE),
        (there("wangsu"), HUGE),
        (connection(), HUGE),
    ],
)
def test_nothing_is_said_where_it_can_go_on(
    made: Connection, size: int, offices: Offices, qtbot: QtBot
) -> None:
    assert "begin anew" not in dropped(offices(made), qtbot, made, size=size)

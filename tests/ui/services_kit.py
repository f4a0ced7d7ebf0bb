"""An Expert view over the real engine and the demo cloud's further services, one way at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.domain.connection import Connection, View
from app.domain.notice import NoticeState
from app.domain.practice import Practice, others
from app.domain.upload import Result
from app.ui.actions import Actions
from app.ui.views.expert_view import ExpertView
from tests.cloud import Cloud
from tests.ui.live_kit import PATIENCE_MS, Live, live

WAYS = ("demo-wangsu", "demo-wangsu-callback", "demo-wangsu-notify", "demo-vod", "demo-vod-push")
TOLD_LATER = WAYS[2:]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000020802000000fdd49a73"
    "0000001649444154789c63f8cfc0f01f8a19181818fe33000000ffff1bf605fbd1e6d1d70000000049454e44ae426082"
)
"""A picture of four dots."""


@dataclass
class Told:
    """A desk with an Expert view that uses one of the practice connections."""

    made: Live
    view: ExpertView
    connection: Connection

    def upload(self, name: str, content: bytes, *, ended: bool = True) -> Result:
        """Send a file, select it, and wait until nothing more is to come of it."""
        desk = self.made.desk
        before = desk.totals.ended
        self.made.add(self.made.file(name, content))
        desk.upload()
        self.made.until_ended(before + 1)
        (row,) = [row for row in desk.queue.snapshots() if row.name == name]
        desk.set_selection((row.id,))
        if ended:
            self.made.qtbot.waitUntil(lambda: self._over(row.id), timeout=PATIENCE_MS)
        result = desk.result(row.id)
        assert result is not None
        return result

    def _over(self, task_id: str) -> bool:
        result = self.made.desk.result(task_id)
        if result is None:
            return False
        notices = result.receipt.notices if result.receipt else ()
        return all(notice.state is not NoticeState.PENDING for notice in notices)


def practice(cloud: Cloud, way: str) -> Practice:
    """The practice connection of that id."""
    return next(each for each in others(cloud.facts) if each.connection.id == way)


@contextmanager
def telling(qtbot: QtBot, folder: Path, cloud: Cloud, way: str, **values: object) -> Iterator[Told]:
    """The view; ``values`` replace the connection's own."""
    one = practice(cloud, way)
    named = replace(one.connection, name=way, view=View.EXPERT)
    connection: Connection = replace(named, **values)  # type: ignore[arg-type]
    with live(qtbot, folder, cloud, connection=connection, access=one.credentials) as made:
        made.desk.use_connection(connection.id)
        view = ExpertView(made.desk, Actions(made.desk))
        qtbot.addWidget(view)
        view.resize(1280, 800)
        view.show()
        view.go_to("result")
        yield Told(made, view, connection)

"""What the tests of the Expert view build their windows from: rows, results, a recording engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from app.domain.asks import AskOf
from app.domain.callback import CallbackResult, CallbackSpec
from app.domain.connection import Batch, Connection, Decisions, View
from app.domain.credentials import Access
from app.domain.destination import Destination
from app.domain.errors import Failure, ServiceAnswer
from app.domain.events import Event, Finished
from app.domain.exchange import Exchange, Timings
from app.domain.states import CallbackOutcome, Outcome, UploadState
from app.domain.upload import Receipt, Result, TaskSnapshot, UploadTask
from app.engine.demo import DemoPlace
from app.engine.mailbox import Mailbox
from app.engine.tools import EngineLimits
from app.host.folders import folders_under
from app.host.settings import Loaded, Settings, SettingsStore
from app.host.vault import Vault
from app.ui.actions import Actions
from app.ui.desk import Desk
from app.ui.leftovers import ASKED
from app.ui.views.expert_view import ExpertView
from app.ui.window_parts import WindowParts

Ids = Sequence[str] | None
S = UploadState
QUICK = 0.005
"""Seconds between two looks of a desk into its mailbox; the pace itself is test_bridge's."""


class RecordingEngine:
    """Takes the window's commands and writes them down."""

    def __init__(self) -> None:
        self.mailbox = Mailbox()
        self.calls: list[tuple[Any, ...]] = []
        self.amended: list[Connection] = []

    def connect(self, connection_id: str, access: Access | None) -> None:
        self.calls.append(("connect", connection_id, access))

    def ask(self, ask: AskOf) -> None:
        self.calls.append(("ask", ask))

    def withdraw(self, ask_id: str) -> None:
        self.calls.append(("withdraw", ask_id))

    def settle(self, batch_id: str, decisions: Decisions) -> None:
        self.calls.append(("settle", batch_id, decisions))

    def check_grant(self, connection_id: str, destination: Destination) -> None:
        self.calls.append(("check_grant", connection_id, destination))

    def submit(self, batch: Batch, tasks: Sequence[UploadTask], *, held: bool = False) -> None:
        self.calls.append(("submit", batch, tuple(tasks), held))

    def gather(
        self, batch: Batch, paths: Sequence[str], *, held: bool = False, hidden: bool = False
    ) -> None:
        name = "gather_hidden" if hidden else "gather"
        self.calls.append((name, batch, tuple(paths), held))

    def amend(self, connection: Connection) -> None:
        self.amended.append(connection)

    def begin(self, task_ids: Ids = None) -> None:
        self.calls.append(("begin", task_ids))

    def pause(self, task_ids: Ids = None) -> None:
        self.calls.append(("pause", task_ids))

    def cancel(self, task_ids: Sequence[str]) -> None:
        self.calls.append(("cancel", task_ids))

    def retry(self, task_ids: Ids = None) -> None:
        self.calls.append(("retry", task_ids))

    def reorder(self, task_ids: Sequence[str], before: str | None) -> None:
        self.calls.append(("reorder", list(task_ids), before))

    def upload_next(self, task_ids: Sequence[str]) -> None:
        self.calls.append(("upload_next", list(task_ids)))

    def try_now(self) -> None:
        self.calls.append(("try_now",))

    def stop_waiting(self, task_ids: Sequence[str]) -> None:
        self.calls.append(("stop_waiting", task_ids))

    def remove(self, task_ids: Sequence[str]) -> None:
        self.calls.append(("remove", task_ids))

    def restore(self, task_ids: Sequence[str]) -> None:
        self.calls.append(("restore", task_ids))

    def ask_result(self, task_id: str) -> None:
        if task_id != ASKED:  # every desk asks that at its start
            self.calls.append(("ask_result", task_id))

    def set_limits(self, limits: EngineLimits) -> None:
        self.calls.append(("set_limits", limits))

    def named(self, name: str) -> list[tuple[Any, ...]]:
        """The calls of one method."""
        return [call for call in self.calls if call[0] == name]


class NoDemo:
    """There is no demo cloud in these tests."""

    def launch(self) -> DemoPlace:
        raise RuntimeError("no demo cloud here")


@dataclass
class Window:
    """An Expert view with everything behind it."""

    engine: RecordingEngine
    desk: Desk
    actions: Actions
    view: ExpertView
    qtbot: QtBot
    rows: list[TaskSnapshot] = field(default_factory=list)

    def show_rows(self, *rows: TaskSnapshot, events: Sequence[Event] = ()) -> None:
        """Deliver rows the way that the engine does, and wait until they are there."""
        self.engine.mailbox.put(rows, events)
        self.qtbot.waitUntil(lambda: self._there(rows))

    def _there(self, rows: Sequence[TaskSnapshot]) -> bool:
        return all(self.desk.queue.snapshot(row.id) == row for row in rows)

    def finish(self, row: TaskSnapshot, result: Result) -> None:
        """Deliver a row that has ended, with its result, and select it."""
        self.show_rows(row, events=[Finished(result)])
        self.desk.set_selection((row.id,))
        self.qtbot.waitUntil(lambda: self.desk.result(row.id) is not None)


def connection(
    *, practice: bool = False, callback: CallbackSpec | None = None, name: str = "Shop media"
) -> Connection:
    """A connection with a callback that the check finds nothing wrong with."""
    where = Destination(
        "oss",
        "https://oss-cn-hangzhou.aliyuncs.com",
        "cn-hangzhou",
        "shop-media",
        "2026/spring/",
        practice=practice,
    )
    spec = CallbackSpec(enabled=True, urls=("https://app.example.com/done",))
    return Connection(f"id of {name}", name, where, callback or spec, view=View.EXPERT)


def parts_in(folder: Path, engine: RecordingEngine, *connections: Connection) -> WindowParts:
    """What a window works with that uses the first of the connections."""
    all_of_them = connections or (connection(),)
    settings = Settings(
        connections=all_of_them, last_connection=all_of_them[0].id, welcome_seen=True
    )
    return WindowParts(
        engine=engine,
        store=SettingsStore(folder / "settings.json"),
        loaded=Loaded(settings),
        vault=Vault(lambda: None),
        folders=folders_under(folder),
        demo=NoDemo(),
    )


def make_window(qtbot: QtBot, folder: Path, *connections: Connection) -> Window:
    """A shown Expert view that uses the first of the connections."""
    engine = RecordingEngine()
    desk = Desk(parts_in(folder, engine, *connections))
    desk.bridge.interval = QUICK
    actions = Actions(desk)
    view = ExpertView(desk, actions)
    qtbot.addWidget(view, before_close_func=lambda _view: desk.close())
    view.resize(1280, 800)
    desk.start()
    view.show()
    qtbot.waitExposed(view)
    return Window(engine, desk, actions, view, qtbot)


def row(number: int = 1, state: UploadState = S.QUEUED, **values: Any) -> TaskSnapshot:
    """A row of the queue."""
    name = str(values.pop("name", f"file {number}.png"))
    size = int(values.pop("size", 1000))
    made = TaskSnapshot(
        id=f"task{number}",
        batch_id="batch",
        connection_id="id of Shop media",
        name=name,
        path=f"/nowhere/{name}",
        key=f"2026/spring/{name}",
        size=size,
        sent=size if state is S.DONE else 0,
        stored=0,
        state=state,
        order=number,
    )
    return replace(made, **values)


def exchange(**values: Any) -> Exchange:
    """A finished request of five seconds."""
    made = Exchange(
        "POST",
        "https://shop-media.oss-cn-hangzhou.aliyuncs.com/2026/spring/file.png?uploadId=1",
        (("Authorization", "(hidden)"), ("Content-Length", "12")),
        12,
        200,
        (("Server", "AliyunOSS"), ("x-oss-request-id", "65D4A1F0")),
        timings=Timings(0.012, 0.031, 0.002, 5.012, 0.001, 5.06),
    )
    return replace(made, **values)


def delivered(body: str, *, number: int = 1, **values: Any) -> Result:
    """A stored file whose callback was answered with ``body``."""
    callback = CallbackResult(CallbackOutcome.DELIVERED, 200, body, content_type="application/json")
    return stored(replace(callback, **values), Outcome.DELIVERED, number=number)


def callback_failed(message: str, *, ec: str = "", number: int = 1) -> Result:
    """A stored file whose callback failed with the storage's ``message``."""
    xml = f'<?xml version="1.0"?>\n<Error><Message>{message}</Message></Error>'
    callback = CallbackResult(
        CallbackOutcome.FAILED,
        203,
        xml,
        content_type="application/xml",
        code="CallbackFailed",
        message=message,
        ec=ec,
    )
    return stored(callback, Outcome.CALLBACK_FAILED, number=number)


def stored(callback: CallbackResult, outcome: Outcome, *, number: int = 1) -> Result:
    """A stored file."""
    receipt = Receipt(
        key="2026/spring/file.png",
        size=184_233,
        etag='"5B3C1A2E-11"',
        crc64=3718235684503264181,
        verified=True,
        request_id="65D4A1F0",
        host_id="shop-media.oss-cn-hangzhou.aliyuncs.com",
        http_status=callback.status,
        callback=callback,
        exchange=exchange(status=callback.status),
        url="https://shop-media.oss-cn-hangzhou.aliyuncs.com/2026/spring/file.png",
    )
    return Result(f"task{number}", outcome, receipt, started_at=1.0, seconds=4.2, parts=11)


def not_stored(kind: str, code: str, *, number: int = 1, **answer: Any) -> Result:
    """A file that was not stored."""
    told = ServiceAnswer(**answer)
    failure = Failure(code, kind, "", {}, told, exchange(status=told.status))
    return Result(f"task{number}", Outcome.NOT_STORED, failure=failure, seconds=0.5)

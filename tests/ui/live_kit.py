"""A desk over the real engine and a demo cloud in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.domain.callback import CallbackSpec
from app.domain.connection import Connection, View
from app.domain.credentials import Access, Credentials
from app.domain.destination import Destination
from app.engine.engine import Engine
from app.engine.parts import EngineParts
from app.engine.tools import EngineLimits
from app.host.folders import folders_under
from app.host.settings import Loaded, Settings, SettingsStore
from app.host.vault import Vault
from app.providers.registry import provider
from app.ui.desk import Desk
from app.ui.window_parts import Practice, WindowParts
from tests.cloud import Cloud
from tests.ui.expert_kit import QUICK, NoDemo

PATIENCE_MS = 20_000


@dataclass
class Live:
    """The desk and what stands behind it."""

    desk: Desk
    parts: WindowParts
    cloud: Cloud
    folder: Path
    qtbot: QtBot
    told: list[tuple[str, str]] = field(default_factory=list)

    def file(self, name: str, content: bytes | str = "hello") -> str:
        """A file to upload."""
        path = self.folder / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    def add(self, *paths: str) -> None:
        """Drop files and wait until the drop has been walked through."""
        with self.qtbot.waitSignal(
            self.desk.gathered, timeout=PATIENCE_MS, check_params_cb=lambda event: event.complete
        ):
            self.desk.add_paths(paths)

    def until_ended(self, count: int) -> None:
        """Wait until so many files have ended, and their results are there."""
        self.qtbot.waitUntil(lambda: self.desk.totals.ended >= count, timeout=PATIENCE_MS)
        self.qtbot.waitUntil(self._all_told, timeout=PATIENCE_MS)

    def _all_told(self) -> bool:
        rows = (row for row in self.desk.queue.snapshots() if row.outcome)
        return all(self.desk.result(row.id) is not None for row in rows)

    def stored(self) -> dict[str, int]:
        """Names and sizes of what the cloud has."""
        return {item["key"]: item["size"] for item in self.cloud.objects()}


def place(cloud: Cloud, *, view: View = View.EXPERT, **values: object) -> Connection:
    """A connection to the cloud, as somebody would have made it by hand."""
    where = Destination("oss", cloud.endpoint, cloud.region, cloud.bucket, "in/")
    spec = CallbackSpec(enabled=True, urls=(cloud.callback_url,))
    made = Connection("live", "Shop media", where, spec, view=view)
    return replace(made, **values)  # type: ignore[arg-type]


def key(cloud: Cloud) -> Credentials:
    """The cloud's key."""
    return Credentials(cloud.access_key_id, cloud.access_key_secret)


@contextmanager
def live(
    qtbot: QtBot,
    folder: Path,
    cloud: Cloud,
    *,
    connection: Connection | None = None,
    access: Access | None = None,
    settings: Settings | None = None,
    demo: Practice | None = None,
) -> Iterator[Live]:
    """A started desk; the engine is stopped at the end."""
    connection = connection or place(cloud)
    history = folders_under(folder).data / "history.db"
    engine = Engine(EngineParts(provider, folder / "journal.db", EngineLimits(), history=history))
    engine.start()
    parts = WindowParts(
        engine,
        SettingsStore(folder / "settings.json"),
        Loaded(settings or Settings()),
        Vault(lambda: None),
        folders_under(folder),
        demo or NoDemo(),
    )
    desk = Desk(parts)
    desk.bridge.interval = QUICK
    made = Live(desk, parts, cloud, folder, qtbot)
    desk.told.connect(lambda level, text: made.told.append((level, text)))
    desk.start()
    desk.save_connection(connection, key(cloud))
    if access is not None:
        engine.connect(connection.id, access)
    try:
        yield made
    finally:
        desk.close()
        engine.stop()

"""StageSource: starts uploads for the stage, and hears of every upload to the demo cloud."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.domain.callback import CallbackSpec
from app.domain.connection import Batch, Connection, batch_of
from app.domain.destination import SameName
from app.domain.media import type_of
from app.domain.stage import LIMITS, Run
from app.domain.stage_events import Recorder
from app.domain.stage_scenarios import SERVER, Scenario
from app.domain.stage_ways import WAITS, is_first, known_as, own_name
from app.domain.upload import UploadTask
from app.engine.demo import BY_KEY, CONNECTION_ID, DemoPlace
from app.engine.demo_stream import DemoStream, order
from app.ui.connection_book import new_id
from app.ui.desk import Desk
from app.ui.resources import resource

_TOGETHER = 60
"""Milliseconds within which news of a run is told once."""
LANE = "stage"


@dataclass(frozen=True, slots=True)
class Started:
    """An upload that the stage has started."""

    key: str
    task_id: str
    spec: CallbackSpec
    batch: Batch | None = None
    """What it was sent with; None: nothing was sent."""
    path: str = ""
    """Its full object name."""


def made(path: Path, size: int) -> int:
    """Write a file of ``size`` bytes unless it is there; raises `OSError`. For errands."""
    if not path.is_file() or path.stat().st_size != size:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(random.Random(size).randbytes(size))
    return size


class StageSource(QObject):
    """The demo cloud's events as runs; uploads by scenario."""

    ready = Signal()
    """The demo cloud runs and is listened to."""
    failed = Signal()
    """It does not run, or did not take an order."""
    changed = Signal(str)
    """Id of a run that has gone on."""
    _heard = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._parts = desk.book.parts
        self.recorder = Recorder()
        self.place: DemoPlace | None = None
        self.limits: Mapping[str, float] = LIMITS
        """Seconds that a server has, by service."""
        self._stream: DemoStream | None = None
        self._closed = False
        self._changed: dict[str, None] = {}
        self._timer = QTimer(self, interval=_TOGETHER, singleShot=True)
        self._timer.timeout.connect(self._tell)
        self._heard.connect(self._take, Qt.ConnectionType.QueuedConnection)

    # --- listening --------------------------------------------------------------------------

    def open(self) -> None:
        """Have the demo cloud run, and listen to it."""
        self._desk.cloud_changed.connect(self._cloud_changed)
        self._desk.book.launch()
        self._cloud_changed()

    def _failed(self) -> None:
        if not self._closed:
            self.failed.emit()

    def _cloud_changed(self) -> None:
        if self._desk.cloud == "failed":
            self.failed.emit()
        elif self._desk.cloud == "ready" and self._stream is None:
            self._desk.errands.run(
                self._asked, self._launched, lambda _error: self._failed(), lane=LANE
            )

    def _asked(self) -> tuple[DemoPlace, dict[str, float]]:
        """Where the cloud is (it runs), and how long its services wait for a server."""
        place = self._parts.demo.launch()
        settings = order(place.control_url, "/settings", {})
        found = {name: settings.get(setting) for name, setting in WAITS.items()}
        return place, {n: float(s) for n, s in found.items() if isinstance(s, (int, float))}

    def _launched(self, found: tuple[DemoPlace, dict[str, float]]) -> None:
        if self._stream is None and not self._closed:
            self.place, limits = found
            self.limits = {**LIMITS, **limits}
            self.recorder = Recorder(limits=self.limits)
            self._stream = DemoStream(self.place.control_url, self._heard.emit)
            self._stream.start()
            self.ready.emit()

    def close(self) -> None:
        """Stop listening, for good: errands that come back later find nobody."""
        self._closed = True
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def _take(self, event: object) -> None:
        if isinstance(event, Mapping):
            run_id = self.recorder.take(event)
            if run_id:
                self._changed[run_id] = None
                if not self._timer.isActive():
                    self._timer.start()

    def _tell(self) -> None:
        changed, self._changed = self._changed, {}
        for run_id in changed:
            self.changed.emit(run_id)

    def run(self, run_id: str) -> Run | None:
        """A run as it stands."""
        return self.recorder.run(run_id)

    # --- starting ---------------------------------------------------------------------------

    def spec_of(self, scenario: Scenario) -> CallbackSpec:
        """The callback of a scenario at this demo cloud."""
        if not is_first(scenario.service):
            known = self._connection(scenario)
            told = known.callback if known else CallbackSpec()
            own = {"body": scenario.body, "variables": dict(scenario.variables)}
            return replace(told, **own)  # type: ignore[arg-type]
        demo = self._desk.book.find(CONNECTION_ID)
        server = self.place.connection.callback.urls[0] if self.place else SERVER
        base = demo.callback if demo else CallbackSpec()
        return replace(
            base,
            enabled=True,
            urls=tuple(url.replace(SERVER, server) for url in scenario.urls),
            body=scenario.body,
            body_type=scenario.body_type,
            variables=dict(scenario.variables),
        )

    def start(self, scenario: Scenario) -> Started | None:
        """Upload the scenario's file with its troubles; None while there is no demo cloud."""
        if scenario.forge:
            return self._forge(scenario)
        connection = self._connection(scenario)
        place = self.place
        path = self._file(scenario)
        if connection is None or place is None:
            self.failed.emit()
            return None
        # A name of its own: the stage may have been open before, and the cloud remembers.
        key = f"{connection.destination.prefix}show {new_id()[:6]}/{scenario.file}"
        spec, name = self.spec_of(scenario), connection.destination.provider
        mark = {**own_name(name, key, key.split("/")[0][-6:])}
        extras = {**connection.extras, **scenario.extras, **mark}
        asked = replace(
            connection,
            callback=spec,
            extras={option: value for option, value in extras.items() if value},
            same_name=SameName.REPLACE,
            method=scenario.method,
            part_size=scenario.part_size,
            questions=(),
        )
        shown = mark.get("MediaName", known_as(name, key))
        started = Started(shown, new_id(), spec, batch_of(asked, new_id()), key)
        named = {"key": key} if spec.enabled or not mark else {}
        orders = [("/faults", {**fault, **named}) for fault in scenario.faults]
        if scenario.answer:
            orders.append(("/answers", {"times": 1, **scenario.answer}))
        control = place.control_url

        def prepared() -> int:
            for path_, values in orders:
                order(control, path_, values)
            return made(path, scenario.size) if scenario.size else path.stat().st_size

        self._desk.errands.run(
            prepared,
            lambda size: self._submit(started, path, size=size),
            lambda _error: self._failed(),
            lane=LANE,
        )
        return started

    def _forge(self, scenario: Scenario) -> Started | None:
        """Have the demo cloud send its server forged callbacks, one after the other."""
        if self.place is None:
            self.failed.emit()
            return None
        series, control = f"forged {new_id()[:6]}", self.place.control_url
        most = len(scenario.forge)
        whose = {} if is_first(scenario.service) else {"service": scenario.service}

        def sent() -> None:
            for way in scenario.forge:
                order(control, "/forge", {**whose, "way": way, "series": series, "of": most})

        self._desk.errands.run(sent, failed=lambda _error: self._failed(), lane=LANE)
        return Started(series, "", CallbackSpec())

    def _file(self, scenario: Scenario) -> Path:
        if scenario.size:
            return self._parts.folders.temporary / "show" / f"{scenario.size}-{scenario.file}"
        return resource("samples", scenario.file)

    def _connection(self, scenario: Scenario) -> Connection | None:
        if not is_first(scenario.service):
            wanted = (scenario.service, scenario.way)
            others = self.place.others if self.place else ()
            known = (p for p in others if (p.connection.destination.provider, p.way) == wanted)
            practice = next(known, None)
            return self._desk.book.find(practice.connection.id) if practice else None
        name = BY_KEY if scenario.road == "server" else CONNECTION_ID
        return self._desk.book.find(name)

    def _submit(self, started: Started, path: Path, *, size: int) -> None:
        if self._closed or started.batch is None:
            return
        name = started.path.rpartition("/")[2]
        task = UploadTask(
            started.task_id,
            started.batch.id,
            str(path),
            started.path,
            name,
            size,
            type_of(name),
        )
        self._parts.engine.submit(started.batch, [task])

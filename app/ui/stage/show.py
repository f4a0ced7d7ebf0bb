"""Show: scenario, run and playing in one hand; the stage's windows only press its buttons."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.callback import CallbackSpec
from app.domain.dialect import dialect_of
from app.domain.exchange import Headers
from app.domain.media import type_of
from app.domain.preview import Sample, rendered
from app.domain.services import FIRST
from app.domain.stage import Run, Step, run_of_result
from app.domain.stage_later_payload import Sent
from app.domain.stage_later_payload import layers as later_layers
from app.domain.stage_payload import Layer, carried_by, layers, masked
from app.domain.stage_scenarios import Scenario
from app.domain.stage_ways import addresses_of, is_first, known_as, plan_of, to_come
from app.domain.upload import Result, TaskSnapshot
from app.ui.desk import Desk
from app.ui.resources import resource
from app.ui.stage import later_words, words
from app.ui.stage.play import Play
from app.ui.stage.scenarios import language, shipped
from app.ui.stage.source import StageSource, Started

KEPT_SPECS = 100
MOST_RUNS = 30
"""Uploads to choose from; others are reached through the list of the main window."""
_NO_EVENTS = 1500
"""Milliseconds after which the demo cloud has told all that it knows of an upload."""


class Show(QObject):
    """What the stage shows, for every window that shows it."""

    scenario_changed = Signal()
    runs_changed = Signal()
    """There is another run to replay."""
    trouble = Signal()
    """The demo cloud cannot be used."""

    def __init__(
        self,
        desk: Desk,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self.play = Play(self)
        self.source = StageSource(desk, self)
        self.scenarios = shipped()
        self.scenario: Scenario = self.scenarios[0]
        self._started: dict[str, Started] = {}
        self._tasks: dict[str, str] = {}
        """Tasks by object name, for what they sent."""
        self._pending = ""
        """Object name of an upload that was started and of which nothing was seen yet."""
        self._wanted = False
        """An upload is to be started as soon as the demo cloud runs."""
        self._task_id = ""
        """A task of the list that is to be shown once it is known."""
        self._empty_since = clock()
        """Unix time; uploads that begin later are shown as long as the stage is empty."""
        self._awaits_events = False
        """The demo cloud may still tell of that task."""
        self._open = False
        self._sizes: dict[str, int] = {}
        """Bytes of the samples."""
        self.source.changed.connect(self._follow)
        self.source.ready.connect(self._ready)
        self.source.failed.connect(self._failed)
        self._expect()
        desk.result_ready.connect(self._result_ready)
        desk.finished.connect(self._finished)

    def open(self) -> None:
        """Begin to listen, once."""
        if self._open:
            return
        self._open = True
        self.source.open()
        names = {s.file for s in self.scenarios if not s.size}
        files = [resource("samples", name) for name in sorted(names)]
        self._desk.errands.run(
            lambda: {path.name: path.stat().st_size for path in files}, self._sizes.update
        )

    def close(self) -> None:
        """Stop listening and moving."""
        self.source.close()
        self.play.pause()

    # --- scenarios --------------------------------------------------------------------------

    def choose(self, scenario_id: str) -> None:
        """Another thing to show; the stage is empty again."""
        found = next((s for s in self.scenarios if s.id == scenario_id), None)
        if found is not None:
            self.put(found)

    def put(self, scenario: Scenario) -> None:
        """Show this one: chosen, opened, or edited."""
        self.scenario = scenario
        self.reset()
        self.scenario_changed.emit()

    def edit(self, *, body: str, variables: dict[str, str]) -> None:
        """Another message for the next run."""
        self.scenario = replace(self.scenario, body=body, variables=variables)
        self.scenario_changed.emit()

    # --- playing ----------------------------------------------------------------------------

    def next(self) -> None:
        """One step on; the first one starts an upload."""
        self._begin()
        self.play.next()

    def previous(self) -> None:
        """One step back."""
        self.play.previous()

    def toggle(self) -> None:
        """Play, or stop playing."""
        if self.play.playing:
            self.play.pause()
            return
        self._begin()
        self.play.play()

    def reset(self) -> None:
        """An empty stage with the same scenario."""
        self._pending = self._task_id = ""
        self._wanted = False
        self._empty_since = self._clock()
        self._expect()
        self.play.show(None)

    def _expect(self) -> None:
        """What the stage announces before anything has happened."""
        play, scenario = self.play, self.scenario
        play.forgery = bool(scenario.forge)
        play.plan = () if scenario.forge else plan_of(scenario.service, scenario.way)
        play.service = scenario.service
        play.limit = self.source.limits.get(scenario.service, play.limit)

    def _begin(self) -> None:
        """Start an upload unless there is one on the stage, or on its way there."""
        if self.play.run is not None or self._pending or self._task_id:
            return
        if self.source.place is None:
            self._wanted = True
            return
        started = self.source.start(self.scenario)
        if started is not None:
            self._remember(started)
            self._pending = started.key

    def _remember(self, started: Started) -> None:
        self._started[started.key] = started
        while len(self._started) > KEPT_SPECS:
            del self._started[next(iter(self._started))]

    def _ready(self) -> None:
        self.play.hosts = self._hosts()
        if self._wanted:
            self._wanted = False
            self._begin()
        elif self._task_id:
            QTimer.singleShot(_NO_EVENTS, self, self._from_result)

    def _failed(self) -> None:
        self._pending, self._wanted = "", False
        self.play.pause()
        self.trouble.emit()

    def _follow(self, run_id: str) -> None:
        run = self.source.run(run_id)
        if run is None:
            return
        if self._pending and run.known_as == self._pending:
            self._pending = ""
            self.play.follow(run)
        elif self._is_news(run):
            self.replay_run(run)
            self.play.play()
        elif self._task_id and run.ended and self._is_wanted(run):
            self.replay(run.id)
            self.play.play()
        elif self.play.run is not None and self.play.run.id == run_id:
            self.play.follow(run)
        if run.ended or len(run.steps) < 2:
            self.runs_changed.emit()

    def _is_news(self, run: Run) -> bool:
        """Somebody uploads a file in the main window while the stage is empty: it is shown live."""
        free = self.play.run is None and not (self._pending or self._wanted or self._task_id)
        return free and run.zero > self._empty_since

    def _is_wanted(self, run: Run) -> bool:
        task = self._desk.queue.snapshot(self._task_id)
        if task is None or not task.practice:
            return False
        name = self._name(task)
        return name == run.known_as and self.source.recorder.latest(name) == run.id

    # --- replaying --------------------------------------------------------------------------

    def runs(self) -> list[Run]:
        """The latest uploads that were seen, the newest first."""
        latest = self.source.recorder.ids()[-MOST_RUNS:]
        found = [self.source.run(run_id) for run_id in reversed(latest)]
        return [run for run in found if run is not None and run.steps]

    def replay(self, run_id: str) -> None:
        """Show an upload that was seen, from its beginning."""
        run = self.source.run(run_id)
        if run is not None:
            self.replay_run(run)

    def replay_run(self, run: Run) -> None:
        """Show any run, such as one of a trace that was opened, beside its service's switches."""
        self._pending = self._task_id = ""
        name = FIRST.name if is_first(run.service) else run.service
        if name != self.scenario.service:
            self.scenario = next((s for s in self.scenarios if s.service == name), self.scenario)
            self._expect()
            self.scenario_changed.emit()
        self.play.show(run)

    def replay_task(self, task: TaskSnapshot) -> None:
        """Show an upload of the list: through the demo cloud's events where there are any."""
        self._remember_task(self._name(task), task.id)
        name = self._name(task)
        run_id = self.source.recorder.latest(name) if task.practice else ""
        if run_id:
            self.replay(run_id)
            self.play.play()
            return
        self.play.show(None)
        self._task_id, self._awaits_events = task.id, task.practice
        if not task.practice:
            self._from_result()
        elif self.source.place is not None:
            QTimer.singleShot(_NO_EVENTS, self, self._from_result)

    def _from_result(self) -> None:
        """There are no events of the task that is wanted: its own exchange tells."""
        self._awaits_events = False
        if self._task_id and self._desk.result(self._task_id) is not None:
            self._result_ready(self._task_id)

    def _result_ready(self, task_id: str) -> None:
        result, task = self._desk.result(task_id), self._desk.queue.snapshot(task_id)
        if result is None or task is None:
            return
        if task_id == self._task_id and not (task.practice and self._awaits_events):
            self.replay_run(run_of_result(result, task.key, with_callback=task.with_callback))
            self.play.play()
        elif self.play.run is not None and self._is_of(self.play.run, task):
            self.play.moved.emit()  # the headers of the run on the stage have come

    def _name(self, task: TaskSnapshot) -> str:
        """What the runs of a task are recognised by."""
        known = self._desk.book.find(task.connection_id)
        return known_as(known.destination.provider if known else "", task.key)

    def _is_of(self, run: Run, task: TaskSnapshot) -> bool:
        started = self._started.get(run.known_as)
        if started is not None:
            return started.task_id == task.id
        return run.known_as == self._name(task)

    # --- what travels -----------------------------------------------------------------------

    def layers(self, step: Step) -> tuple[Layer, ...]:
        """Everything that there is to read of a step, hidden where it has to be."""
        run = self.play.run
        if run is None:
            return ()
        found = self._layers(run, step)
        if not self.play.masked:
            return found
        return tuple(replace(one, text=masked(one.text, self.play.hosts)) for one in found)

    def _layers(self, run: Run, step: Step) -> tuple[Layer, ...]:
        spec, headers = self._spec(run), self._headers(run)
        if not is_first(run.service) and not run.forged:
            started, result = self._started.get(run.known_as), self._result_of(run)
            batch, path = (started.batch, started.path) if started else (None, run.key)
            task_id = started.task_id if started else ""
            return later_layers(run, step, Sent(batch, path, task_id, headers, result))
        method = "POST" if run.operation != "PutObject" else "PUT"
        carried = carried_by(spec, headers, method=method)
        return layers(run, step, carried, foretold=self.foretold())

    def _spec(self, run: Run) -> CallbackSpec:
        started = self._started.get(run.known_as)
        return started.spec if started else CallbackSpec()

    def _headers(self, run: Run) -> Headers:
        """Headers of the upload as it was sent, once its result is there."""
        result = self._result_of(run)
        exchange = result.receipt.exchange if result and result.receipt else None
        return exchange.request_headers if exchange else ()

    def _result_of(self, run: Run) -> Result | None:
        started = self._started.get(run.known_as)
        task_id = started.task_id if started else self._tasks.get(run.known_as, "")
        row = self._desk.queue.snapshot(task_id) if task_id else None
        return self._desk.result(row.id) if row is not None and row.outcome is not None else None

    def _finished(self, result: object) -> None:
        """An upload has ended while the stage is open: what it sent can be read."""
        if isinstance(result, Result) and result.receipt is not None:
            row = self._desk.queue.snapshot(result.task_id)
            name = self._name(row) if row else result.receipt.key
            self._remember_task(name, result.task_id)

    def _remember_task(self, key: str, task_id: str) -> None:
        self._tasks[key] = task_id
        while len(self._tasks) > KEPT_SPECS:
            del self._tasks[next(iter(self._tasks))]

    def foretold(self) -> str:
        """The scenario's message as the preview fills it in."""
        place = self.source.place
        spec = self.source.spec_of(self.scenario)
        sample = Sample(
            bucket=place.connection.destination.bucket if place else "demo",
            object=self.scenario.file,
            size=self.scenario.size or self._sizes.get(self.scenario.file, 0),
            mime_type=type_of(self.scenario.file),
        )
        return rendered(spec, dialect_of(self.scenario.service), sample=sample).body

    def _hosts(self) -> tuple[str, ...]:
        place = self.source.place
        if place is None:
            return ()
        known = (place.connection, *(practice.connection for practice in place.others))
        addresses = [url for connection in known for url in addresses_of(connection)]
        parts = [urlsplit(address) for address in addresses]
        found = [host for part in parts for host in (part.netloc, part.hostname or "")]
        return tuple(dict.fromkeys(filter(None, found)))

    # --- the speaker ------------------------------------------------------------------------

    def moment(self) -> str:
        """Which note is said now."""
        if self.play.over:
            return "after"
        step = self.play.current
        return str(step.mark) if step else "before"

    def note(self) -> str:
        """What the speaker may say now."""
        step = self.play.current
        told = step.tale.value if step and not self.play.over else ""
        known = self.scenario.note(told, language()) if told else ""
        return known or self.scenario.note(self.moment(), language())

    def following(self) -> int:
        """Number of the step that comes next; 0: none."""
        shown = len(self.play.scene(15.0).shown)
        if shown < len(self.play.steps):
            return self.play.steps[shown].mark
        if self.play.run is not None and self.play.run.ended:
            return 0
        last = self.play.steps[-1].mark if self.play.steps else 0
        if self.play.plan:
            return last + 1 if to_come(self.play.plan, self.play.steps) else 0
        most = 2 * len(self.scenario.forge) if self.play.stranger else 4
        return last + 1 if last < most else 0

    def foretells(self, number: int) -> str:
        """What a step will be, before it happens."""
        if self.play.stranger:
            return words.planned_forgery(answered=number % 2 == 0)
        steps = self.play.steps
        known = [s.tale for s in steps if s.mark == number]
        if self.play.plan:
            coming = to_come(self.play.plan, steps)
            known = known or list(coming[number - len(steps) - 1 :])
            return later_words.planned(known[0]) if known else ""
        told = later_words.planned(known[0]) if known and self._of_another_service() else ""
        return told or words.planned(number)

    def _of_another_service(self) -> bool:
        """Whether an upload that is shown again went where the steps are not the usual four."""
        return self.play.run is not None and not is_first(self.play.run.service)

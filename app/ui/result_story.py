"""Story: everything that the pages of the result view need to know of one upload that has ended."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.callback_trace import Attempt
from app.domain.dialect import Dialect, dialect_of
from app.domain.exchange import Exchange
from app.domain.media import HEAD_BYTES, ImageInfo, image_info, type_of
from app.domain.preview import Rendered, Sample, rendered
from app.domain.sent_callback import SentCallback, sample_of_receipt, sent_callback
from app.domain.upload import Result, TaskSnapshot
from app.engine.demo_trace import callback_trace
from app.ui.alive import while_alive
from app.ui.call_plan import CallPlan, PlannedRequest, as_ours, planned
from app.ui.desk import Desk
from app.ui.panels.result_facts import exchange_of


@dataclass(frozen=True, slots=True)
class Story:
    """One upload and its callback."""

    task: TaskSnapshot
    result: Result
    sent: SentCallback | None = None
    """What the storage was asked to tell; None: nothing, or it was not recorded."""
    sample: Sample | None = None
    """The file as the storage described it, as far as it is known here."""
    request: Rendered | None = None
    """The callback's request, made again from both."""
    attempts: tuple[Attempt, ...] = ()
    """What the demo cloud saw; empty with every other storage."""
    dialect: Dialect = field(kw_only=True)
    """The callback language of its service."""

    @property
    def exchange(self) -> Exchange | None:
        """The final request with its answer."""
        return exchange_of(self.result)


class Stories(QObject):
    """Tells the story of one result after the other; what it takes longer to know comes later."""

    more = Signal(object)
    """The same story, better known by now."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._now: Story | None = None

    def of(self, task: TaskSnapshot, result: Result) -> Story:
        """What is known at once; `more` may follow."""
        if self._now is not None and (self._now.task, self._now.result) == (task, result):
            return self._now
        self._now = self._told(task, result, None)
        self._ask_demo(self._now)
        self._look_at_picture(self._now)
        return self._now

    def _told(self, task: TaskSnapshot, result: Result, image: ImageInfo | None) -> Story:
        exchange = exchange_of(result)
        sent = sent_callback(exchange)
        connection = self._desk.book.find(task.connection_id)
        bucket = connection.destination.bucket if connection else ""
        provider = connection.destination.provider if connection else ""
        dialect = dialect_of(provider)
        if exchange is None or sent is None:
            return Story(task, result, dialect=dialect)
        sample = sample_of_receipt(exchange, result.receipt, bucket=bucket, image=image)
        made = rendered(sent.spec, dialect, sample=sample, variables=sent.variables)
        return Story(task, result, sent, sample, made, dialect=dialect)

    def plan(self, story: Story) -> CallPlan | None:
        """The same request, to be sent from here; None when there was none."""
        connection = self._desk.book.find(story.task.connection_id)
        if connection is None or story.sent is None or story.sample is None:
            return None
        if story.attempts:
            requests = tuple(
                PlannedRequest(a.url, as_ours(a.headers), a.body) for a in story.attempts
            )
            place = connection.destination
            return CallPlan(connection.id, place, requests, story.task.name, "observed")
        return planned(
            connection,
            story.sent.spec,
            story.dialect,
            sample=story.sample,
            file=story.task.name,
            variables=story.sent.variables,
            source="inferred",
        )

    # --- what takes longer ------------------------------------------------------------------

    def _ask_demo(self, story: Story) -> None:
        place, receipt = self._desk.book.demo_place, story.result.receipt
        if place is None or receipt is None or not receipt.request_id:
            return
        if story.sent is None or not story.result.practice:
            return
        control, name = place.control_url, receipt.request_id

        def known(attempts: tuple[Attempt, ...]) -> None:
            if attempts:
                self._better(story, attempts=attempts)

        self._desk.errands.run(
            lambda: callback_trace(control, name),
            while_alive(self, known),
            lambda _error: None,
        )

    def _look_at_picture(self, story: Story) -> None:
        """Pictures: width and height as the file says now (the storage told its own)."""
        if story.sent is None or "imageInfo." not in story.sent.spec.body:
            return
        if not type_of(story.task.name).startswith("image/"):
            return
        path = Path(story.task.path)

        def read() -> ImageInfo | None:
            with path.open("rb") as file:
                return image_info(file.read(HEAD_BYTES))

        def known(image: ImageInfo | None) -> None:
            if image is not None:
                self._better(story, image=image)

        self._desk.errands.run(read, while_alive(self, known), lambda _error: None)

    def _better(
        self,
        story: Story,
        *,
        attempts: tuple[Attempt, ...] | None = None,
        image: ImageInfo | None = None,
    ) -> None:
        """Something more of the story is known; nothing happens when another one is told now."""
        now = self._now
        if now is None or (now.task.id, now.result) != (story.task.id, story.result):
            return
        image = image or (now.sample.image if now.sample else None)
        told = self._told(now.task, now.result, image)
        told_attempts = attempts if attempts is not None else now.attempts
        self._now = replace(told, attempts=told_attempts)
        self.more.emit(self._now)

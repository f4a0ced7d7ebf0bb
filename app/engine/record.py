"""Record: what the engine knows of one task while the program runs; owned by the loop's thread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.callback import CallbackSpec
from app.domain.connection import Batch
from app.domain.errors import UploadError, failure_of
from app.domain.states import ENDED, Outcome, UploadState, moved
from app.domain.upload import (
    Checkpoint,
    Fingerprint,
    Part,
    StoredPart,
    TaskSnapshot,
    UploadTask,
    nothing,
)
from app.engine.meter import Meter
from app.engine.progress import Pace
from app.providers.contract import Order

_NO_PARTS: dict[int, StoredPart] = {}
"""Of all records without stored parts, most of a long list: never changed."""
_ALL_SENT = frozenset({UploadState.COMPLETING, UploadState.VERIFYING, UploadState.DONE})


@dataclass(frozen=True, slots=True)
class Fixed:
    """What a grant fixed of an upload: kept, so that its outcome is right after anything."""

    key: str
    callback: CallbackSpec


@dataclass(slots=True)
class Record:
    """A task with its state, its checkpoint and its running counts."""

    task: UploadTask
    batch: Batch
    order: float
    """Place in the list; what was moved between two others has a number between theirs."""
    state: UploadState = UploadState.QUEUED
    held: bool = False
    removed: bool = False
    """Off the list, but undo can bring it back."""
    checkpoint: Checkpoint | None = None
    claimed_at: float = 0.0
    """Unix time (this computer's clock) at which the final request was about to leave; 0: never,
    or it is certain that nothing came of it."""
    stored: dict[int, StoredPart] = field(default_factory=lambda: _NO_PARTS)
    stored_bytes: int = 0
    meters: tuple[Meter, ...] = ()
    """Of the requests that carry its bytes now."""
    own_pace: Pace | None = None
    """None until somebody asks for its `pace`."""
    error_code: str = ""
    error_kind: str = ""
    error_values: Mapping[str, str] = field(default_factory=nothing)
    retry_at: float = 0.0
    attempt: int = 1
    outcome: Outcome | None = None
    answer: str = ""
    notice: str = ""
    """State of the notice that matters most, with its reason; empty: there is none."""
    notice_reason: str = ""
    started_at: float = 0.0
    """Unix time of the first attempt; 0: not begun."""
    sending_at: float = 0.0
    """Unix time at which bytes of the file first moved in this run; 0: not yet, or in the lane."""
    seconds: float = 0.0
    size: int = 0
    """Bytes by the fingerprint; the task's own size until the upload begins."""
    resumed_from: int = 0
    mark: Fingerprint | None = None
    """The file when this upload was planned; None: not yet in this run of the program."""
    fixed: Fixed | None = None
    """None: it goes as its task and batch say."""
    renamed: bool = False
    """Its name is not the one that it was put on the list with."""
    decided: bool = False
    """The review sheet decided what to do with taken names; a later edit does not undo it."""

    def __post_init__(self) -> None:
        """Start from what the task says of its size."""
        self.size = self.size or self.task.size

    def trouble(self, error: UploadError | None) -> None:
        """Say why it waits or failed; None: nothing is wrong (any more)."""
        failure = failure_of(error) if error else None
        self.error_code = failure.code if failure else ""
        self.error_kind = failure.kind if failure else ""
        self.error_values = dict(failure.values) if failure else nothing()

    def rest(self, state: UploadState) -> None:
        """Move to a state in which nothing goes on, and nothing is wrong."""
        self.move(state)
        self.trouble(None)
        self.retry_at = 0.0

    def move(self, state: UploadState) -> None:
        """The one function that moves a job; raises `IllegalMove`."""
        self.state = moved(self.state, state)

    @property
    def pace(self) -> Pace:
        """How quickly its bytes go."""
        if self.own_pace is None:
            self.own_pace = Pace()
        return self.own_pace

    def succeed(self) -> None:
        """To DONE, by permitted moves from wherever the answer found it."""
        if self.state is UploadState.PREPARING:
            self.move(UploadState.SENDING)
        if self.state is UploadState.SENDING:
            self.move(UploadState.COMPLETING)
        self.move(UploadState.DONE)

    def sent(self) -> int:
        """Stored bytes and those of parts that are under way; may fall."""
        if self.state in _ALL_SENT:
            return self.size
        under_way = sum(meter.sent for meter in self.meters) if self.meters else 0
        return min(self.size, self.stored_bytes + under_way)

    def keep(self, part: StoredPart) -> None:
        """Count a part as stored."""
        if self.stored is _NO_PARTS:
            self.stored = {}
        if part.number not in self.stored:
            self.stored_bytes += part.size
        self.stored[part.number] = part

    def keep_only(self, parts: Iterable[StoredPart]) -> None:
        """These are stored, and no others."""
        self.stored, self.stored_bytes = _NO_PARTS, 0
        for part in parts:
            self.keep(part)

    def forget_parts(self) -> None:
        """Begin the upload anew."""
        self.stored, self.stored_bytes = _NO_PARTS, 0
        self.checkpoint, self.resumed_from = None, 0

    def rename(self, key: str) -> None:
        """Go on under another name (keep both)."""
        self.task, self.renamed = replace(self.task, key=key), True
        self.fixed = None

    def fix(self, order: Order) -> bool:
        """Keep what ``order`` has otherwise than task and batch; True when that is new."""
        before = self.fixed
        same = order.task.key == self.task.key and order.callback == self.batch.callback
        self.fixed = None if same else Fixed(order.task.key, order.callback)
        return self.fixed != before

    def going(self, parts: Sequence[Part] = ()) -> Order:
        """The order as it goes, with what a grant fixed."""
        task, batch = self.task, self.batch
        if self.fixed is not None:
            task = replace(task, key=self.fixed.key)
            batch = replace(batch, callback=self.fixed.callback)
        return Order(task, batch, self.size, parts)

    def snapshot(self) -> TaskSnapshot:
        """A picture for display."""
        task, batch, state = self.task, self.batch, self.state
        if state is UploadState.QUEUED and not self._touched():
            return self._as_added()
        sent, fixed = self.sent(), self.fixed
        callback = batch.callback if fixed is None else fixed.callback
        moving = state is UploadState.SENDING
        return TaskSnapshot(
            id=task.id,
            batch_id=batch.id,
            connection_id=batch.connection_id,
            name=task.name,
            path=task.path,
            key=task.key if fixed is None else fixed.key,
            size=self.size,
            sent=sent,
            stored=self.size if state is UploadState.DONE else self.stored_bytes,
            state=state,
            order=self.order,
            held=self.held,
            outcome=self.outcome if state in ENDED else None,
            with_callback=callback.enabled,
            speed=self.pace.speed if moving else 0.0,
            seconds_left=self.pace.seconds_left(self.size - sent) if moving else None,
            error_code=self.error_code,
            error_kind=self.error_kind,
            error_values=self.error_values,
            retry_at=self.retry_at,
            attempt=self.attempt,
            answer=self.answer,
            seconds=self.seconds,
            practice=batch.destination.practice,
            notice=self.notice,
            notice_reason=self.notice_reason,
            resumed_from=self.resumed_from,
        )

    def _touched(self) -> bool:
        """Whether anything has happened to it yet; most of a long list only waits."""
        begun = self.started_at or self.stored_bytes or self.attempt > 1
        return bool(begun or self.error_code or self.fixed is not None)

    def _as_added(self) -> TaskSnapshot:
        """As `snapshot`, the quick way."""
        task, batch = self.task, self.batch
        return TaskSnapshot(
            task.id,
            batch.id,
            batch.connection_id,
            task.name,
            task.path,
            task.key,
            self.size,
            0,
            0,
            self.state,
            self.order,
            self.held,
            with_callback=batch.callback.enabled,
            practice=batch.destination.practice,
        )

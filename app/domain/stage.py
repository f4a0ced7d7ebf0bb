"""The stage's model: events of the demo cloud, or a result, as the four steps that people see.

1 this computer -> storage: the file and the wish to call back; 2 storage -> application server: the
callback; 3 application server -> storage: its answer; 4 storage -> this computer: that answer.

Honest lines: a step is *observed* when an event or our own exchange tells of it, *inferred* when we
only know that it must have been (real services show us steps 1 and 4), *absent* when what should
have come did not come. An inferred step has no time, and no time is ever invented: every number of
an observed step is the difference of two times of events.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.exchange import Headers
from app.domain.states import CallbackOutcome, Outcome
from app.domain.upload import Result

Event = Mapping[str, object]
"""One event of `app.democloud.events`, as it came over the wire."""

LIMIT = 5.0
"""Seconds that an application server has, connecting included (oss.md, 1.9)."""
LIMITS: Mapping[str, float] = {"oss": LIMIT, "wangsu": 60.0, "vod": 5.0}
"""The same by service (wangsu.md, 4.5; tencent-vod.md, 4.2)."""
FINAL = frozenset({"PutObject", "PostObject", "CompleteMultipartUpload"})
"""Requests that store an object, and carry its callback."""
UPLOADING = FINAL | {"InitiateMultipartUpload", "UploadPart"}


class Lane(StrEnum):
    """Who takes part."""

    COMPUTER = "computer"
    STORAGE = "storage"
    SERVER = "server"
    STRANGER = "stranger"
    """Somebody who found out the server's address; only where something is forged."""


class Sight(StrEnum):
    """How we know of a step."""

    OBSERVED = "observed"
    INFERRED = "inferred"
    ABSENT = "absent"


class Tale(StrEnum):
    """What a step tells."""

    UPLOAD = "upload"
    CUT = "cut"
    """The connection ended before everything was there."""
    CALLBACK = "callback"
    UNREACHABLE = "unreachable"
    """Nobody listened at the address."""
    ANSWER = "answer"
    BAD_ANSWER = "bad_answer"
    """It came, but the storage does not take it."""
    NO_ANSWER = "no_answer"
    """It did not come within the time."""
    HANDED_ON = "handed_on"
    FAILED = "failed"
    """The upload's answer says: stored, but the callback failed."""
    STORED = "stored"
    """The upload's answer where no callback was asked for."""
    REFUSED = "refused"
    """The storage did not take the file."""
    ANSWER_LOST = "answer_lost"
    FORGED = "forged"
    """Somebody else sent the server what looks like a callback."""
    TURNED_AWAY = "turned_away"
    """The server found that the storage did not sign it."""
    TAKEN_IN = "taken_in"
    """The server believed a forged callback."""
    APPLY = "apply"
    """The computer asks where the file is to go."""
    GRANTED = "granted"
    """It is told, and gets a key for that alone."""
    COMMIT = "commit"
    """The computer says that the file is there."""
    PROCESSED = "processed"
    """The service works on the stored file."""
    QUEUED = "queued"
    """The service has put an event into its queue."""
    DROPPED = "dropped"
    """An event that nobody will get."""
    NOTICE = "notice"
    """The service tells the application server later, when nobody waits any more."""
    TAKEN = "taken"
    """The application server took it."""
    SAID = "said"
    """The computer asked how far the work is, and was told."""
    PULL = "pull"
    """The computer asks for events."""
    GIVEN = "given"
    """It gets one, which is then hidden from others for a while."""
    CONFIRMED = "confirmed"
    """The computer says that it has it, and the service forgets it."""
    PASSED_ON = "passed_on"
    """The application server tells the computer what it was told."""


_ROADS = {
    1: (Lane.COMPUTER, Lane.STORAGE),
    2: (Lane.STORAGE, Lane.SERVER),
    3: (Lane.SERVER, Lane.STORAGE),
    4: (Lane.STORAGE, Lane.COMPUTER),
    5: (Lane.STORAGE, Lane.COMPUTER),
    6: (Lane.STORAGE, Lane.STORAGE),
    7: (Lane.STORAGE, Lane.SERVER),
    8: (Lane.SERVER, Lane.STORAGE),
    9: (Lane.COMPUTER, Lane.STORAGE),
    10: (Lane.STORAGE, Lane.COMPUTER),
    11: (Lane.SERVER, Lane.COMPUTER),
}
"""5 leave to send, 6 work of the service itself, 7 what it tells later and 8 the answer to that,
9 the computer asks and 10 is told, 11 the application server tells the computer."""
BESIDE = frozenset({6, 9, 10, 11})
"""Roads on which things happen while something else is under way."""
TO_COMPUTER = frozenset({4, 5, 10, 11})
"""Roads whose end nobody saw: their time is when they left."""


_ILL = frozenset(
    {
        Tale.CUT,
        Tale.UNREACHABLE,
        Tale.BAD_ANSWER,
        Tale.NO_ANSWER,
        Tale.FAILED,
        Tale.REFUSED,
        Tale.ANSWER_LOST,
        Tale.FORGED,
        Tale.TAKEN_IN,
        Tale.DROPPED,
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """One arrow."""

    number: int
    """1 to 4 for what happens while the upload waits for its answer; 5 to 11: see `_ROADS`."""
    tale: Tale
    sight: Sight = Sight.OBSERVED
    attempt: int = 1
    """Which callback of this upload (steps 2 and 3), or which sending (1 and 4)."""
    left: float | None = None
    """Seconds since the run's zero when it left; None: not seen."""
    came: float | None = None
    """Seconds since the run's zero when it arrived, or when its absence was certain."""
    status: int | None = None
    """HTTP status of an answer."""
    url: str = ""
    """Where a callback went."""
    headers: Headers = ()
    body: str = ""
    number_in_answer: str = ""
    """The fresh random number in the application server's answer."""
    reason: str = ""
    """The service's words for what went wrong."""
    code: str = ""
    """The service's error code; of a forged callback the way in which it was forged."""
    signature_valid: bool | None = None
    """What the application server found; None: it did not look, or we did not see it."""
    request_id: str = ""
    seconds: float | None = None
    """How long the storage says that calling the server took; steps 2 (nobody there) and 3."""
    order: int = 0
    """The number that people see; 0: `number`."""
    name: str = ""
    """What the service calls it, such as an operation."""
    tries: int = 0
    """How often the service tries at most; 0: not known."""
    again: float | None = None
    """Seconds until the service tries again; None: it does not."""
    variant: str = ""
    """How what was signed was put together, as far as the application server found out."""
    parts: tuple[str, ...] = ()
    """What was done one by one, in the service's words."""
    good: bool = True
    """Whether what it tells of went well."""

    @property
    def source(self) -> Lane:
        """Where it begins."""
        return Lane.STRANGER if self.tale is Tale.FORGED else _ROADS[self.number][0]

    @property
    def target(self) -> Lane:
        """Where it leads."""
        away = self.tale in (Tale.TURNED_AWAY, Tale.TAKEN_IN)
        if self.tale is Tale.FORGED:
            return Lane.SERVER
        return Lane.STRANGER if away else _ROADS[self.number][1]

    @property
    def mark(self) -> int:
        """The number that people see: of forged callbacks every arrow has its own."""
        if self.order:
            return self.order
        forged = self.tale in (Tale.FORGED, Tale.TURNED_AWAY, Tale.TAKEN_IN)
        return 2 * self.attempt + self.number - 3 if forged else self.number

    @property
    def well(self) -> bool:
        """Whether it went as it should."""
        return self.good and self.tale not in _ILL

    @property
    def within(self) -> bool:
        """Whether it is work of one of them, and no message."""
        return self.source is self.target


@dataclass(frozen=True, slots=True)
class Run:
    """One upload from its first byte to the answer's hand-over."""

    id: str
    key: str
    """Full object name."""
    steps: tuple[Step, ...] = ()
    size: int | None = None
    """Bytes; None while it is not stored."""
    operation: str = ""
    parts: int = 0
    """Parts stored one by one; 0 for an upload in one request."""
    zero: float = 0.0
    """Unix time of its first sign; 0 when there was none."""
    stored: float | None = None
    """Seconds since zero when the object was there; None: it is not, or nobody saw when."""
    ended: bool = False
    limit: float = LIMIT
    """Seconds that the application server had."""
    outcome: Outcome | None = None
    """None while it is under way."""
    etag: str = ""
    practice: bool = True
    """Seen through the demo cloud's events; False: told from our own exchange alone."""
    events: tuple[Event, ...] = field(default=(), compare=False)
    """What it was told from, for the trace."""
    service: str = "oss"
    """Name of the service (`app.domain.services`)."""
    name: str = ""
    """What people call the file where the service gives it a key of its own."""
    file_id: str = ""
    """What the service calls it, where it does."""

    @property
    def known_as(self) -> str:
        """What an upload is recognised by: its key, unless the service made that up."""
        return self.name or self.key

    @property
    def calls(self) -> int:
        """How often an application server was called."""
        return sum(step.number == 2 for step in self.steps)

    @property
    def waiting_since(self) -> float | None:
        """When the callback left whose answer is still awaited; None: nobody waits."""
        last = self.steps[-1] if self.steps else None
        waits = last is not None and not self.ended and last.number == 2 and not self.forged
        return last.left if last is not None and waits else None

    @property
    def forged(self) -> bool:
        """Whether it is about forged callbacks and not about an upload."""
        return self.operation == "forged"


def run_of_result(result: Result, key: str, *, with_callback: bool) -> Run:
    """What our own exchange shows of an upload to a real service: steps 1 and 4.

    Steps 2 and 3 are inferred from the answer, if there was a callback, and have no time.
    """
    receipt = result.receipt
    exchange = receipt.exchange if receipt else None
    timings = exchange.timings if exchange else None
    sent = timings.connect + timings.tls + timings.send if timings and timings.total else None
    total = timings.total if timings and timings.total else None
    left = 0.0 if sent is not None else None
    tale = Tale.UPLOAD if receipt else Tale.CUT
    first = Step(
        1, tale, left=left, came=sent, headers=exchange.request_headers if exchange else ()
    )
    steps = [first]
    if with_callback and receipt is not None:
        steps += _inferred(result)
    steps.append(_own_answer(result, came=total))
    return Run(
        id=result.task_id,
        key=receipt.key if receipt else key,
        steps=tuple(steps),
        size=receipt.size if receipt else None,
        operation="CompleteMultipartUpload" if result.parts > 1 else "PutObject",
        parts=result.parts if result.parts > 1 else 0,
        zero=exchange.started_at if exchange else result.started_at,
        ended=True,
        outcome=result.outcome,
        etag=receipt.etag if receipt else "",
        practice=False,
    )


def _inferred(result: Result) -> list[Step]:
    callback = result.receipt.callback if result.receipt else None
    if callback is None or callback.outcome is CallbackOutcome.UNKNOWN:
        return []
    well = callback.outcome is CallbackOutcome.DELIVERED
    steps = [Step(2, Tale.CALLBACK, Sight.INFERRED)]
    if well:
        steps.append(Step(3, Tale.ANSWER, Sight.INFERRED, body=callback.body))
    elif "not connect" in callback.message:
        steps = [Step(2, Tale.UNREACHABLE, Sight.INFERRED, reason=callback.message)]
    elif "too long" in callback.message:
        steps.append(Step(3, Tale.NO_ANSWER, Sight.INFERRED, reason=callback.message))
    else:
        steps.append(Step(3, Tale.BAD_ANSWER, Sight.INFERRED, reason=callback.message))
    return steps


def _own_answer(result: Result, *, came: float | None) -> Step:
    receipt = result.receipt
    if receipt is None:
        answer = result.failure.answer if result.failure else None
        status = answer.status if answer else 0
        if not status:
            return Step(4, Tale.ANSWER_LOST, Sight.ABSENT)
        body = answer.body if answer else ""
        return Step(4, Tale.REFUSED, came=came, status=status, body=body)
    callback = receipt.callback
    tales = {
        CallbackOutcome.DELIVERED: Tale.HANDED_ON,
        CallbackOutcome.FAILED: Tale.FAILED,
        CallbackOutcome.NOT_REQUESTED: Tale.STORED,
        CallbackOutcome.UNKNOWN: Tale.ANSWER_LOST,
    }
    tale = tales[callback.outcome]
    return Step(
        4,
        tale,
        Sight.ABSENT if tale is Tale.ANSWER_LOST else Sight.OBSERVED,
        came=came,
        status=callback.status or receipt.http_status or None,
        body=callback.body,
        headers=receipt.exchange.headers if receipt.exchange else (),
        reason=callback.message,
        code=callback.code,
        request_id=receipt.request_id,
    )


def total_seconds(run: Run) -> float | None:
    """Seconds to the last time that was seen; None where none was."""
    times = [t for step in run.steps for t in (step.left, step.came) if t is not None]
    return max(times) if times else None


def answers_in(steps: Sequence[Step]) -> list[str]:
    """The random numbers that the application server put into its answers, in order."""
    return [step.number_in_answer for step in steps if step.number_in_answer]

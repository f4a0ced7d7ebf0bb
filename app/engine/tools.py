"""Tools: what jobs share, handed to each of them."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from app.domain.callback import CallbackResult
from app.domain.errors import UploadError
from app.domain.grant import Authorisation
from app.domain.states import CallbackOutcome
from app.domain.upload import Receipt
from app.engine.authorities import Authorities, subject_of
from app.engine.call import JobCall
from app.engine.chores import Chores
from app.engine.claims import Claims
from app.engine.clocks import Clocks
from app.engine.cutting import Cutting
from app.engine.journal import Journal, Leftover
from app.engine.limits import EngineLimits
from app.engine.lines import Lines
from app.engine.marks import Marks
from app.engine.record import Record
from app.engine.retry import RetryPolicy
from app.engine.session_secrets import SessionSecrets
from app.engine.slots import Lease, Slots
from app.engine.wire import Wire
from app.providers.contract import Order, Registry

__all__ = ["EngineLimits", "Tools"]

log = logging.getLogger("upcall.engine")


@dataclass(frozen=True, slots=True)
class Tools:
    """Everything that a job needs beyond its record and provider."""

    journal: Journal
    wire: Wire
    slots: Slots
    chores: Chores
    marks: Marks
    claims: Claims
    authorities: Authorities
    clocks: Clocks
    retry: RetryPolicy
    providers: Registry
    sleep: Callable[[float], Awaitable[None]]
    limits: Callable[[], EngineLimits]
    tell: Callable[[Record], None]
    """Show a record's new state, and keep it in the journal when that matters."""
    slowed: Callable[[], None]
    """The service asks to slow down."""
    lines: Lines
    """Who can be reached."""
    secrets: SessionSecrets
    """Keeps what of a session the journal must not have."""
    await_access: bool = True
    """Files whose authorisation is refused wait for another one; else they fail."""
    cutting: Cutting = field(default_factory=Cutting)

    def call(
        self,
        record: Record,
        lease: Lease | None = None,
        on_body_sent: Callable[[], None] | None = None,
        *,
        given: Authorisation | None = None,
        repeatable: bool = False,
    ) -> JobCall:
        """A `JobCall` for one step; without ``given`` by what the connection has then."""
        subject = subject_of(record.task, record.batch, size=record.size)

        async def authorise() -> Authorisation:
            return given if given is not None else await self.authorities.of(subject)

        async def another() -> Authorisation:
            return await self.authorities.another(subject)

        return JobCall(
            record,
            wire=self.wire,
            authorise=authorise,
            another=another,
            clocks=self.clocks,
            lines=self.lines,
            lease=lease,
            on_body_sent=on_body_sent,
            repeatable=repeatable,
        )

    def leave_behind(self, record: Record) -> Leftover | None:
        """Remember that this record's multipart upload, if any, has to be aborted."""
        if record.checkpoint is None:
            return None
        left = Leftover(record.task, record.batch, record.checkpoint.session)
        self.journal.keep_leftover(left)
        return left

    def log_retry(self, record: Record, error: UploadError, wait: float) -> None:
        """A line for the log: ids and codes, never names or secrets."""
        log.info("task %s: %s, again in %.1f s", record.task.id, error.code, wait)

    def unseen_receipt(self, order: Order) -> Receipt:
        """A receipt for an object that is there for sure, though nobody may look at it."""
        asked = order.callback.enabled
        outcome = CallbackOutcome.UNKNOWN if asked else CallbackOutcome.NOT_REQUESTED
        url = self.providers(order.destination.provider).address(order.destination, order.task.key)
        return Receipt(order.task.key, order.size, callback=CallbackResult(outcome), url=url)

"""Steps: what all roads of a job share: tries, moves, the claim, and what still has to let go."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from app.domain.errors import (
    AnswerLost,
    IntegrityError,
    InternalError,
    NotUnderstood,
    ServiceFault,
    UploadError,
)
from app.domain.states import UploadState
from app.engine.call import GONE_WITHIN, JobCall
from app.engine.journal import Leftover
from app.engine.record import Record
from app.engine.slots import Lease
from app.engine.tools import Tools
from app.providers.contract import Provider

T = TypeVar("T")

DOUBTFUL = (AnswerLost, NotUnderstood, ServiceFault, IntegrityError)
"""After these from a final request, somebody looks before anything is sent again."""
_MAY_WAIT = frozenset({UploadState.PREPARING, UploadState.SENDING, UploadState.COMPLETING})


class Steps:
    """One job's hands. ``file_lease`` is given back when the file's last byte has left."""

    def __init__(
        self, record: Record, provider: Provider, tools: Tools, *, file_lease: Lease
    ) -> None:
        self.record = record
        self.provider = provider
        self.tools = tools
        self.workers = 0
        """Workers that send parts now."""
        self.abandoned: list[Leftover] = []
        """Multipart uploads to abort at the storage once everything is gone."""
        self._file_lease = file_lease
        self._calls: list[JobCall] = []
        self._final: JobCall | None = None
        self._opening: asyncio.Future[None] | None = None
        self._resting = 0

    # --- requests ---------------------------------------------------------------------------

    def call(
        self, lease: Lease | None = None, *, on_body_sent: Callable[[], None] | None = None
    ) -> JobCall:
        """What one step may use; it is remembered until it has let go of everything."""
        self._calls = [call for call in self._calls if not call.is_gone()]
        call = self.tools.call(self.record, lease, on_body_sent)
        self._calls.append(call)
        return call

    async def again(self, step: Callable[[], Awaitable[T]], *, final: bool = False) -> T:
        """A step, tried again for as long as its errors are worth it; it builds itself anew.

        After a doubtful end a ``final`` step is not repeated before somebody has looked: its
        callback could be fired twice.
        """
        tries = 0
        while True:
            try:
                return await step()
            except UploadError as error:
                tries += 1
                wait = self.tools.retry.wait(error, tries)
                if wait is None or (final and isinstance(error, DOUBTFUL)):
                    raise
                self.tools.log_retry(self.record, error, wait)
                await self.rest(error, wait)

    async def rest(self, error: UploadError, wait: float) -> None:
        """Wait before another try; the job is WAITING when nothing of it moves meanwhile."""
        record = self.record
        self._resting += 1
        if record.state in _MAY_WAIT and self._resting >= self.workers:
            record.move(UploadState.WAITING)
            record.trouble(error)
            record.retry_at = self.tools.clocks.monotonic() + wait
            self.tools.tell(record)
        try:
            await self.tools.sleep(wait)
        finally:
            self._resting -= 1
        if record.state is UploadState.WAITING:
            record.trouble(None)
            record.retry_at = 0.0
            record.attempt += 1
            record.move(UploadState.PREPARING)
            self.sending()

    async def finish_once_begun(self, opening: Awaitable[None]) -> None:
        """Let a short step end even when the job is stopped: it makes something at the storage."""
        self._opening = asyncio.ensure_future(opening)
        await asyncio.shield(self._opening)

    async def gone(self) -> None:
        """Wait until everything this job was sending has let go of file and socket."""
        if self._opening is not None:
            await asyncio.wait({self._opening}, timeout=GONE_WITHIN)
            self._opening.cancel()
        for call in list(self._calls):
            await call.gone()

    def is_gone(self) -> bool:
        """True when nothing is held any more."""
        opening = self._opening is None or self._opening.done()
        return opening and all(call.is_gone() for call in self._calls)

    # --- the claim --------------------------------------------------------------------------

    async def claimed(self, call: JobCall, final: Awaitable[T]) -> T:
        """A final step: from here on the object may come into being; the moment is kept.

        An end that leaves no doubt (it never arrived, or was refused) takes the claim back.
        """
        self._final = call
        self.record.claimed_at = self.tools.clocks.wall()
        self.tools.journal.note([self.record])
        try:
            return await final
        except UploadError as error:
            if not isinstance(error, (*DOUBTFUL, InternalError)):
                self.unclaim()
            raise

    def unclaim(self) -> None:
        """The object has certainly not come into being."""
        self.record.claimed_at = 0.0
        self.tools.journal.note([self.record])

    def unclaim_unless_left(self) -> None:
        """After a stop: when the last byte cannot have left, nothing came into being."""
        stopped = self._final is not None and not self._final.may_have_left()
        if self.record.claimed_at and stopped:
            self.unclaim()

    def abandon(self) -> None:
        """Give the multipart upload up: remembered at once, aborted when everything is gone."""
        left = self.tools.leave_behind(self.record)
        if left is not None:
            self.abandoned.append(left)
            self.record.forget_parts()
            self.tools.journal.keep_checkpoint(self.record)

    # --- moves ------------------------------------------------------------------------------

    def sending(self) -> None:
        """Bytes of the file move (again)."""
        if self.record.state is not UploadState.SENDING:
            self.record.move(UploadState.SENDING)
            self.tools.tell(self.record)

    def completing(self) -> None:
        """The file's last byte has left: the next file may begin."""
        self._file_lease.give_back()
        if self.record.state is not UploadState.COMPLETING:
            if self.record.state is UploadState.VERIFYING:
                self.record.move(UploadState.SENDING)
            self.record.move(UploadState.COMPLETING)
            self.tools.tell(self.record)

"""Job: the coroutine that carries out one task, from fingerprint to receipt.

    upload ── claimed before? ── yes ─> VERIFYING ── there ────────────────> DONE
      │ no                                  │ absent
      ├── small ─> put: slot, SENDING ── body out ── COMPLETING ─┬─ answer ─> DONE
      │              ^                                           └─ lost ───> VERIFYING
      └── large ─> begin or go on ─> parts side by side ─> finish ── as put from COMPLETING

The state machine is drawn in `app.domain.states`. A job ends by returning its receipt or raising an
`UploadError`; `app.engine.runner` turns that into a result. Cancelling the coroutine is how pause,
cancel and *stop waiting* work: every wait in here may be interrupted.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TypeVar

from app.domain.errors import (
    AnswerLost,
    NotUnderstood,
    Refused,
    ServiceFault,
    SourceChanged,
    UploadError,
    UploadGone,
)
from app.domain.plan import part_size, parts
from app.domain.states import UploadState
from app.domain.upload import Checkpoint, Fingerprint, Part, Receipt, StoredPart
from app.engine import fingerprint
from app.engine.call import JobCall
from app.engine.record import Record
from app.engine.slots import Lease
from app.engine.tools import Tools
from app.providers.contract import CannotList, Found, Order, Provider

T = TypeVar("T")

_MAY_WAIT = frozenset({UploadState.PREPARING, UploadState.SENDING, UploadState.COMPLETING})
LOOKS = (0.0, 1.0, 3.0)
"""Seconds before each look after a lost answer: the service may still be at work."""


class CannotTell(Refused):
    """Nobody could say whether the object is there; it is never sent again unasked."""

    code = "refused.cannot_tell"


class Job:
    """One upload under way. ``file_lease`` is given back when the file's last byte has left."""

    def __init__(
        self, record: Record, provider: Provider, tools: Tools, *, file_lease: Lease
    ) -> None:
        self.record = record
        self._provider = provider
        self._tools = tools
        self._file_lease = file_lease
        self._calls: list[JobCall] = []
        self._resting = 0
        self._workers = 0

    async def upload(self) -> Receipt:
        """Carry it out. Raises `UploadError`."""
        record = self.record
        record.move(UploadState.PREPARING)
        record.trouble(None)
        self._tools.tell(record)
        mark = await self._tools.chores.run(lambda: fingerprint.of(record.task.path))
        record.size = mark.size
        order = Order(record.task, record.batch, mark.size)
        if record.claimed_at and (receipt := await self._looked(order, restarted=True)):
            return receipt
        if self._in_parts(mark.size):
            return await self._multipart(order, mark)
        return await self._put(order)

    async def stop_waiting(self) -> Receipt:
        """After *Stop waiting*: was it stored? (the callback's outcome stays unknown)."""
        record = self.record
        order = Order(record.task, record.batch, record.size)
        receipt = await self._looked(order)
        if receipt is None:
            raise AnswerLost("the object is not there")
        return receipt

    def rename(self, key: str) -> None:
        """Go on under another name: the one that was wanted is taken."""
        record = self.record
        record.move(UploadState.WAITING)
        self._tools.leave_behind(record)
        record.rename(key)
        record.claimed_at = 0.0
        record.forget_parts()
        self._tools.journal.note([record])
        self._tools.journal.keep_checkpoint(record)

    async def gone(self) -> None:
        """Wait until everything this job was sending has let go of file and socket."""
        for call in self._calls:
            await call.gone()

    async def abort(self) -> None:
        """Forget the multipart upload at the storage; raises when that fails."""
        point = self.record.checkpoint
        if point is not None:
            order = Order(self.record.task, self.record.batch, self.record.size)
            await self._provider.abort(self._call(), order, point.session)

    # --- one request ------------------------------------------------------------------------

    async def _put(self, order: Order) -> Receipt:
        while True:
            try:
                return await self._again(lambda: self._put_once(order), final=True)
            except (AnswerLost, NotUnderstood, ServiceFault) as error:
                receipt = await self._settled(order, error)
                if receipt is not None:
                    return receipt

    async def _put_once(self, order: Order) -> Receipt:
        lease = await self._tools.slots.take()
        call = self._call(lease, on_body_sent=self._completing)
        try:
            self._sending()
            self._claim(call)
            return await self._provider.put(call, order)
        finally:
            call.let_go()

    # --- parts ------------------------------------------------------------------------------

    async def _multipart(self, order: Order, mark: Fingerprint) -> Receipt:
        while True:
            order = await self._begun(order, mark)
            try:
                await self._send_missing(order)
                await self._unchanged(mark)
                return await self._finished(order)
            except UploadGone:  # expired, or aborted by somebody else: begin anew
                self.record.forget_parts()
                self._tools.journal.keep_checkpoint(self.record)
                self._sending()

    async def _begun(self, order: Order, mark: Fingerprint) -> Order:
        """The order with its plan; the session is there, and what the server has is known."""
        record, point = self.record, self.record.checkpoint
        if point is not None and point.fingerprint != mark:
            raise SourceChanged(name=record.task.name)
        if point is not None:
            order = _planned(order, point.part_size)
            if await self._listed(order, point):
                self._sending()
                return order
            record.forget_parts()
        limits = self._provider.limits(order.destination)
        length = part_size(order.size, limits, wanted=order.batch.part_size)
        order = _planned(order, length)
        session = await self._again(lambda: self._provider.begin(self._call(), order))
        record.checkpoint = Checkpoint(mark, length, session)
        self._tools.journal.keep_checkpoint(record)
        self._sending()
        return order

    async def _listed(self, order: Order, point: Checkpoint) -> bool:
        """Take over what the server lists; False when it does not know the upload any more."""
        record = self.record
        session = point.session
        try:
            listed = await self._again(lambda: self._provider.stored(self._call(), order, session))
        except CannotList:
            return True
        except UploadGone:
            return False
        known, plan = record.stored, {part.number: part for part in order.parts}
        record.stored, record.stored_bytes = {}, 0
        for part in listed:
            wanted = plan.get(part.number)
            if wanted and await self._ours(part, wanted, known.get(part.number)):
                own = known.get(part.number)
                # A list may leave out the checksum that we know: then ours is the better record.
                better = part.crc64 is None and own is not None and own.etag == part.etag
                record.keep(own if own is not None and better else part)
        record.resumed_from = record.stored_bytes
        self._tools.journal.keep_checkpoint(record)
        return True

    async def _ours(self, listed: StoredPart, wanted: Part, known: StoredPart | None) -> bool:
        """Is a part of the server's list the one that we would send?"""
        if listed.size != wanted.length:
            return False
        if known is not None and known.etag == listed.etag:
            return True
        path = self.record.task.path
        return await self._tools.chores.run(lambda: fingerprint.same(path, wanted, listed))

    async def _send_missing(self, order: Order) -> None:
        missing = deque(p for p in order.parts if p.number not in self.record.stored)
        self._workers = min(self._tools.limits().parts, len(missing))
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(self._workers):
                    group.create_task(self._work(order, missing))
        except* UploadError as group_error:
            raise _first(group_error) from None

    async def _work(self, order: Order, missing: deque[Part]) -> None:
        while missing:
            part = missing.popleft()
            stored = await self._again(lambda part=part: self._send_part(order, part))  # type: ignore[misc]
            self.record.keep(stored)
            self._tools.journal.keep_part(self.record.task.id, stored)

    async def _send_part(self, order: Order, part: Part) -> StoredPart:
        point = self.record.checkpoint
        assert point is not None  # noqa: S101 - `_begun` made it
        lease = await self._tools.slots.take()
        call = self._call(lease)
        try:
            return await self._provider.send(call, order, point.session, part)
        finally:
            call.let_go()
            self._calls.remove(call)

    async def _finished(self, order: Order) -> Receipt:
        while True:
            try:
                return await self._again(lambda: self._finish_once(order), final=True)
            except (AnswerLost, NotUnderstood, ServiceFault) as error:
                receipt = await self._settled(order, error)
                if receipt is not None:
                    return receipt

    async def _finish_once(self, order: Order) -> Receipt:
        record, point = self.record, self.record.checkpoint
        assert point is not None  # noqa: S101 - `_begun` made it
        self._completing()
        call = self._call()
        self._claim(call)
        stored = [record.stored[number] for number in sorted(record.stored)]
        return await self._provider.finish(call, order, point.session, stored)

    # --- what both roads share --------------------------------------------------------------

    async def _settled(self, order: Order, error: UploadError) -> Receipt | None:
        """After an answer that was lost or says nothing: the receipt, or None to go on."""
        self._completing()
        receipt = await self._looked(order, explicit=isinstance(error, ServiceFault))
        if receipt is None:
            wait = self._tools.retry.wait(ServiceFault(wait=error.wait), self.record.attempt)
            if wait is None:
                raise error
            self.record.attempt += 1
            self._sending()
            await self._tools.sleep(wait)
        return receipt

    async def _looked(
        self, order: Order, *, explicit: bool = False, restarted: bool = False
    ) -> Receipt | None:
        """Look for the object (design, section 5). ``explicit``: the service did answer no."""
        record = self.record
        record.move(UploadState.VERIFYING) if record.state is not UploadState.VERIFYING else None
        self._tools.tell(record)
        crc64 = await self._checksum(order)
        for wait in (0.0,) if restarted else LOOKS:
            await self._tools.sleep(wait)
            look = await self._again(
                lambda: self._provider.look(
                    self._call(), order, since=record.claimed_at, crc64=crc64
                )
            )
            if look.found is Found.THERE:
                return look.receipt
            if look.found is Found.CANNOT_TELL:
                return None if explicit else await self._told_by_parts(order)
        self._unclaim()
        return None

    async def _told_by_parts(self, order: Order) -> Receipt | None:
        """No right to look: an upload that is gone after our own Complete counts as stored."""
        point = self.record.checkpoint
        if point is None:
            raise CannotTell(name=self.record.task.name)
        try:
            await self._again(lambda: self._provider.stored(self._call(), order, point.session))
        except UploadGone:
            return self._tools.unseen_receipt(order)
        except (CannotList, UploadError) as error:
            raise CannotTell(name=self.record.task.name) from error
        self._unclaim()
        return None

    async def _checksum(self, order: Order) -> int | None:
        """CRC-64 of the whole file, read again; None when it cannot be read any more."""
        path, size = self.record.task.path, order.size
        return await self._tools.chores.run(lambda: fingerprint.crc64(path, 0, size))

    async def _unchanged(self, mark: Fingerprint) -> None:
        path = self.record.task.path
        if await self._tools.chores.run(lambda: fingerprint.of(path)) != mark:
            raise SourceChanged(name=self.record.task.name)

    async def _again(self, step: Callable[[], Awaitable[T]], *, final: bool = False) -> T:
        """A step, tried again for as long as its errors are worth it; it builds itself anew.

        After trouble of the service, a ``final`` step is not repeated before somebody has looked:
        its callback could be fired twice.
        """
        tries = 0
        while True:
            try:
                return await step()
            except UploadError as error:
                tries += 1
                wait = self._tools.retry.wait(error, tries)
                if wait is None or (final and isinstance(error, AnswerLost | ServiceFault)):
                    raise
                self._tools.log_retry(self.record, error, wait)
                await self._rest(error, wait)

    async def _rest(self, error: UploadError, wait: float) -> None:
        """Wait before another try; the job is WAITING when nothing of it moves meanwhile."""
        record = self.record
        self._resting += 1
        still = record.state in _MAY_WAIT and self._resting >= self._workers
        if still:
            record.move(UploadState.WAITING)
            record.trouble(error)
            record.retry_at = self._tools.clocks.monotonic() + wait
            self._tools.tell(record)
        try:
            await self._tools.sleep(wait)
        finally:
            self._resting -= 1
        if record.state is UploadState.WAITING:
            record.trouble(None)
            record.retry_at = 0.0
            record.attempt += 1
            record.move(UploadState.PREPARING)
            self._sending()

    def _in_parts(self, size: int) -> bool:
        method = self.record.batch.method
        limits = self._provider.limits(self.record.batch.destination)
        wanted = method == "multipart" or (method == "auto" and size >= limits.multipart_from)
        return size > limits.largest_put or (wanted and size > 0)

    def _call(
        self, lease: Lease | None = None, *, on_body_sent: Callable[[], None] | None = None
    ) -> JobCall:
        call = self._tools.call(self.record, lease, on_body_sent)
        self._calls.append(call)
        return call

    def _claim(self, call: JobCall) -> None:
        """From here on the object may come into being: keep the moment, for `look`."""
        if not self.record.claimed_at:
            self.record.claimed_at = call.now()
            self._tools.journal.note([self.record])

    def _unclaim(self) -> None:
        self.record.claimed_at = 0.0
        self._tools.journal.note([self.record])

    def _sending(self) -> None:
        if self.record.state is not UploadState.SENDING:
            self.record.move(UploadState.SENDING)
            self._tools.tell(self.record)

    def _completing(self) -> None:
        """The file's last byte has left: the next file may begin."""
        self._file_lease.give_back()
        if self.record.state is not UploadState.COMPLETING:
            if self.record.state is UploadState.VERIFYING:
                self.record.move(UploadState.SENDING)
            self.record.move(UploadState.COMPLETING)
            self._tools.tell(self.record)


def _planned(order: Order, length: int) -> Order:
    return Order(order.task, order.batch, order.size, tuple(parts(order.size, length)))


def _first(group: BaseExceptionGroup[UploadError]) -> UploadError:
    """The first leaf of a group: of many failed parts, one speaks for all."""
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    assert isinstance(error, UploadError)  # noqa: S101 - the group holds nothing else
    return error

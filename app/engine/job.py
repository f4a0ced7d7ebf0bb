"""Job: the coroutine that carries out one task, from fingerprint to receipt.

    upload ── claimed before? ── yes ─> VERIFYING ── there ────────────────> DONE
      │ no                                  │ absent
      ├── small ─> put: slot, SENDING ── body out ── COMPLETING ─┬─ answer ─> DONE
      │              ^                                           └─ lost ───> VERIFYING
      └── large ─> begin or go on ─> parts side by side ─> finish ── as put from COMPLETING

The state machine is drawn in `app.domain.states`. A job ends by returning its receipt or raising an
`UploadError`; `app.engine.runner` turns that into a result. `NotNow` ends its run only: the file
waits as QUEUED or WAITING, and the next run goes on from what is stored. Cancelling the coroutine
is how pause, cancel and *stop waiting* work: every wait in here may be interrupted.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from app.domain.destination import SameName
from app.domain.errors import (
    IntegrityError,
    NameTaken,
    NotAllowed,
    Refused,
    SourceChanged,
    SourceError,
    UploadError,
    UploadGone,
)
from app.domain.grant import GrantFacts, facts_of
from app.domain.plan import parts
from app.domain.states import UploadState
from app.domain.upload import Checkpoint, Fingerprint, Part, Receipt, StoredPart
from app.engine import fingerprint
from app.engine.cutting import OFTEN, Recut
from app.engine.flight import Flight
from app.engine.looking import Looking
from app.engine.record import Record
from app.engine.slots import Lease
from app.engine.steps import DOUBTFUL, NotNow, Steps
from app.engine.tools import Tools
from app.providers.contract import CannotList, Order, Provider

log = logging.getLogger("upcall.engine")
MOST_SESSIONS = 3
"""Multipart uploads begun one after the other because the service forgot the last one."""


class Job:
    """One upload under way; see `Steps` for ``file_lease``."""

    def __init__(
        self,
        record: Record,
        provider: Provider,
        tools: Tools,
        *,
        file_lease: Lease,
        is_stopped: Callable[[], bool],
        flight: Flight | None = None,
    ) -> None:
        """``is_stopped`` says whether somebody wants this job to stop.

        ``flight`` is its first try, which is under way or over already.
        """
        self.record = record
        self.steps = Steps(record, provider, tools, file_lease=file_lease)
        self._provider = provider
        self._tools = tools
        self._looking = Looking(self.steps)
        self._is_stopped = is_stopped
        self._in_a_row = 0  # parts that failed one after the other
        self._flight = flight
        if flight is not None:
            self.steps.take_over(flight)

    async def upload(self) -> Receipt:
        """Carry it out. Raises `UploadError`."""
        if self._flight is not None:
            return await self._put()
        record = self.record
        record.move(UploadState.PREPARING)
        record.trouble(None)
        self._tools.tell(record)
        if record.claimed_at and (receipt := await self._stored_before()):
            return receipt
        mark = await self._fingerprint()
        record.mark, record.size = mark, mark.size
        given = await self.steps.authorised()
        self.steps.granted()  # what cannot go that way is named before a byte is sent
        await self._compared(mark)
        if self._in_parts(mark.size, facts_of(given)):
            return await self._multipart(record.going(), mark)
        self.steps.abandon()  # of an upload in parts that was begun with a key
        return await self._put()

    def let_go(self) -> None:
        """What it was begun with is not waited for."""
        if self._flight is not None:
            self._flight.let_go()

    async def stored_after_all(self) -> Receipt | None:
        """After a stop at the very end: the receipt if it was stored, None if it was not."""
        return await self._looking.looked(self.record.going())

    def rename(self, key: str) -> None:
        """Go on under another name: the one that was wanted is taken."""
        record = self.record
        if record.state is UploadState.VERIFYING:
            self.steps.sending()
        record.move(UploadState.WAITING)
        self.steps.abandon()
        record.rename(key)
        self.steps.unclaim()

    # --- before -----------------------------------------------------------------------------

    async def _fingerprint(self) -> Fingerprint:
        return await self._tools.marks.of(self.record.task.path)

    async def _stored_before(self) -> Receipt | None:
        """An earlier run got as far as the final request: what came of it, whatever the file is."""
        record, point = self.record, self.record.checkpoint
        if point is not None:
            record.size = point.fingerprint.size
        elif record.mark is not None:
            record.size = record.mark.size
        else:
            try:
                record.size = (await self._fingerprint()).size
            except SourceError:  # gone since; then by what it was when it was added
                record.size = record.task.size
        receipt = await self._looking.looked(record.going())
        if receipt is None:
            self.steps.sending()
        return receipt

    async def _compared(self, mark: Fingerprint) -> None:
        """*Only if different*: raises `NameTaken` when the very same is there already.

        What nobody may look at counts as different.
        """
        record, steps = self.record, self.steps
        if record.batch.same_name is not SameName.DIFFERENT:
            return
        there, key = record.batch.destination, record.task.key
        try:
            found = await steps.again(lambda: self._provider.taken(steps.call(), there, key))
        except NotAllowed:
            return
        if found is None or found.size != mark.size:
            return
        if await self._looking.is_same(found):
            raise NameTaken("the same is there already", name=record.task.name, reason="same")

    def _in_parts(self, size: int, facts: GrantFacts) -> bool:
        if not facts.in_parts:
            return False  # of a file too large for a grant the provider says so
        method = self.record.batch.method
        limits = self._provider.limits(self.record.batch.destination)
        wanted = method == "multipart" or (method == "auto" and size >= limits.multipart_from)
        going_on = self.record.checkpoint is not None
        if method == "post" and not going_on:
            return False  # a form has no parts; of a file too large for it the provider says so
        return size > limits.largest_put or going_on or (wanted and size > 0)

    # --- one request ------------------------------------------------------------------------

    async def _put(self) -> Receipt:
        while True:
            try:
                in_flight = self._flight is not None
                return await self.steps.again(self._put_once, final=True, in_flight=in_flight)
            except DOUBTFUL as error:
                if error.undone:
                    raise
                receipt = await self._looking.settled(self.record.going(), error)
                if receipt is not None:
                    return receipt

    async def _put_once(self) -> Receipt:
        if self._flight is not None:
            flight, self._flight = self._flight, None
            return await self.steps.flown(flight)
        lease = await self.steps.slot()
        call = self.steps.call(lease, on_body_sent=self.steps.completing)
        try:
            order = self.steps.granted()
            self.steps.spend()
            self.steps.sending()
            return await self.steps.claimed(call, self._provider.put(call, order))
        finally:
            call.let_go()

    # --- parts ------------------------------------------------------------------------------

    async def _multipart(self, order: Order, mark: Fingerprint) -> Receipt:
        sessions = 0
        listed_anew = False
        while True:
            order = await self._begun(order, mark)
            try:
                await self._send_missing(order)
                await self._unchanged(mark)
                return await self._finished(order)
            except Recut:
                self.steps.abandon()
            except UploadGone:  # expired, or aborted by somebody else: begin anew
                sessions += 1
                if sessions >= MOST_SESSIONS:
                    raise
                self.record.forget_parts()
                self._tools.journal.keep_checkpoint(self.record)
            except Refused as error:  # a part's ETag was told wrong: the list has the right ones
                if listed_anew or error.values.get("reason") != "parts":
                    raise
                listed_anew = True
            except IntegrityError as error:
                if error.values.get("reason") == "etag":  # these parts do not make up the file
                    self.record.forget_parts()
                    self._tools.journal.keep_checkpoint(self.record)
                raise
            self.steps.sending()

    async def _begun(self, order: Order, mark: Fingerprint) -> Order:
        """The order with its plan; the session is there, and what the server has is known."""
        record, point = self.record, self.record.checkpoint
        if point is not None and point.fingerprint != mark:
            raise SourceChanged(name=record.task.name)
        if point is not None:
            order = _planned(order, point.part_size)
            if await self._unsealed(point) and await self._listed(order):
                self.steps.sending()
                return order
            record.forget_parts()
            self._tools.journal.keep_checkpoint(record)
        limits = self._provider.limits(order.destination)
        wanted, cutting = order.batch.part_size, self._tools.cutting
        length = cutting.length(order.destination.endpoint, order.size, limits, wanted=wanted)
        order = _planned(order, length)
        await self.steps.again(
            lambda: self.steps.finish_once_begun(self._open(order, mark, length))
        )
        self.steps.sending()
        return order

    async def _open(self, order: Order, mark: Fingerprint, length: int) -> None:
        session = await self._provider.begin(self.steps.call(), order)
        await self._tools.secrets.keep(self.record.task.id, session)
        self.record.checkpoint = Checkpoint(mark, length, session)
        self._tools.journal.keep_checkpoint(self.record)

    async def _unsealed(self, point: Checkpoint) -> bool:
        """Whether the session has its secrets (again); without them nobody can go on with it."""
        session = await self._tools.secrets.whole(self.record.task.id, point.session)
        if session is None:
            log.info("task %s: its session's secrets are lost: begun anew", self.record.task.id)
            return False
        self.record.checkpoint = replace(point, session=session)
        return True

    async def _listed(self, order: Order) -> bool:
        """Take over what the server lists; False when it does not know the upload any more."""
        record, steps = self.record, self.steps
        assert record.checkpoint is not None  # noqa: S101 - `_unsealed` has it
        session = record.checkpoint.session
        try:
            listed = await steps.again(lambda: self._provider.stored(steps.call(), order, session))
        except CannotList:
            record.resumed_from = record.stored_bytes
            return True
        except UploadGone:
            # With every part there it may be a Complete of ours that was carried out after nobody
            # looked any more: then another one is told so, and somebody looks again.
            return len(record.stored) == len(order.parts)
        known, plan = record.stored, {part.number: part for part in order.parts}
        kept: list[StoredPart] = []
        for part in listed:
            own, wanted = known.get(part.number), plan.get(part.number)
            if wanted and await self._ours(part, wanted, own):
                # A list may leave out the checksum that we know: then ours is the better record.
                better = part.crc64 is None and own is not None and own.etag == part.etag
                kept.append(own if own is not None and better else part)
        record.keep_only(kept)
        record.resumed_from = record.stored_bytes
        self._tools.journal.keep_checkpoint(record)
        return True

    async def _ours(self, listed: StoredPart, wanted: Part, known: StoredPart | None) -> bool:
        """Is a part of the server's list the one that we would send?"""
        if listed.size != wanted.length:
            return False
        if known is not None and known.etag == listed.etag:
            return True
        if known is not None and listed.crc64 is not None and known.crc64 == listed.crc64:
            return True  # its ETag was told wrong
        path = self.record.task.path
        return await self._tools.chores.run(lambda: fingerprint.same(path, wanted, listed))

    async def _send_missing(self, order: Order) -> None:
        missing = deque(p for p in order.parts if p.number not in self.record.stored)
        limits = self._tools.limits()
        at_once = min(max(1, limits.parts, limits.ceiling), len(missing))
        failed: BaseException | None = None
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(at_once):
                    group.create_task(self._work(order, missing))
        except* (UploadError, NotNow, Recut) as group_error:
            # Stopped in the same moment: the group forgot that over the error. What is raised in
            # here comes out as a group again on Debian 12's Python (3.11.2), so it is raised below.
            failed = asyncio.CancelledError() if self._is_stopped() else _first(group_error)
        if failed is not None:
            raise failed

    async def _work(self, order: Order, missing: deque[Part]) -> None:
        self.steps.workers += 1
        try:
            while missing:
                part = missing.popleft()
                stored = await self.steps.again(lambda part=part: self._send_part(order, part))  # type: ignore[misc]
                self.record.keep(stored)
                self._tools.journal.keep_part(self.record.task.id, stored)
        finally:
            self.steps.workers -= 1

    async def _send_part(self, order: Order, part: Part) -> StoredPart:
        point = self.record.checkpoint
        assert point is not None  # noqa: S101 - `_begun` made it
        lease = await self.steps.slot()
        call = self.steps.call(lease, repeatable=True)
        try:
            stored = await self._provider.send(call, order, point.session, part)
        except UploadError as error:
            self._cut_off(order, part, error)
            raise
        finally:
            call.let_go()
        self._in_a_row = 0
        self._tools.cutting.carried(order.destination.endpoint, part.length)
        return stored

    def _cut_off(self, order: Order, part: Part, error: UploadError) -> None:
        """Raises `Recut` when not one part gets through, and shorter ones may."""
        self._in_a_row += 1
        endpoint, cutting = order.destination.endpoint, self._tools.cutting
        cutting.cut_off(endpoint, part.length, error)
        if self._in_a_row < OFTEN or self.record.stored:
            return
        limits, wanted = self._provider.limits(order.destination), order.batch.part_size
        if cutting.length(endpoint, order.size, limits, wanted=wanted) < order.parts[0].length:
            raise Recut from error

    async def _unchanged(self, mark: Fingerprint) -> None:
        path = self.record.task.path
        if await self._tools.chores.run(lambda: fingerprint.of(path)) != mark:
            raise SourceChanged(name=self.record.task.name)

    async def _finished(self, order: Order) -> Receipt:
        while True:
            try:
                return await self.steps.again(lambda: self._finish_once(order), final=True)
            except DOUBTFUL as error:
                if error.undone:
                    raise
                receipt = await self._looking.settled(order, error)
                if receipt is not None:
                    return receipt
            except UploadGone as error:
                return await self._looking.completed(order, error)

    async def _finish_once(self, order: Order) -> Receipt:
        record, point = self.record, self.record.checkpoint
        assert point is not None  # noqa: S101 - `_begun` made it
        self.steps.completing()
        call = self.steps.call()
        stored = [record.stored[number] for number in sorted(record.stored)]
        finish = self._provider.finish(call, order, point.session, stored)
        return await self.steps.claimed(call, finish)


def _planned(order: Order, length: int) -> Order:
    return Order(order.task, order.batch, order.size, tuple(parts(order.size, length)))


def _first(
    group: BaseExceptionGroup[UploadError | NotNow | Recut],
) -> UploadError | NotNow | Recut:
    """The first leaf of a group: of many failed parts, one speaks for all."""
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    assert isinstance(error, UploadError | NotNow | Recut)  # noqa: S101 - the group holds nothing else
    return error

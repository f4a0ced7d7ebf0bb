"""Looking: was it stored? Asked whenever a final answer was lost or said nothing.

                   there ────> DONE (the callback's outcome stays unknown, when one was asked)
VERIFYING: look ─> absent ───> back to SENDING; the claim is taken back
                   nobody can tell ──> FAILED with those words, never sent again unasked
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace

from app.domain import crc64 as checksums
from app.domain.asks import ObjectFound
from app.domain.errors import (
    CannotTell,
    IntegrityError,
    NetworkError,
    ServiceFault,
    UploadError,
    UploadGone,
)
from app.domain.states import UploadState
from app.domain.upload import Receipt
from app.engine import fingerprint
from app.engine.record import Record
from app.engine.slots import no_slot
from app.engine.steps import NotNow, Steps
from app.engine.tools import Tools
from app.providers.contract import CannotList, Found, Look, Order

LOOKS: tuple[float, ...] = (0.0, 1.0, 3.0)
"""Seconds before each look after a lost answer: the service may still be at work."""
LOOKS_AFTER_START: tuple[float, ...] = (*LOOKS, 6.0)
"""The same after a start of the program, whose end may have cut a request short at any moment."""
LOOKS_LATER: tuple[float, ...] = (0.0, 0.5)
"""The same when the final request left long ago; the first answer tells the service's time."""
AFTER_CANCEL = 15.0
"""Seconds that a cancel waits for the looks at the most."""
LONG_AGO = 120.0
"""Seconds after which no service is still at work."""


class Looking:
    """Looks for one job's object."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self._record = steps.record
        self._tools = steps.tools
        self._settled = 0
        self._unanswered = bool(steps.record.claimed_at)

    async def settled(self, order: Order, error: UploadError) -> Receipt | None:
        """After a doubtful end: the receipt, or None to send again. Raises ``error`` in the end."""
        self._unanswered = True
        self._steps.completing()
        receipt = await self.looked(order, error)
        if receipt is None:
            self._settled += 1
            wait = self._wait_after(error)
            if wait is None:
                raise error
            self._steps.sending()
            await self._steps.rest(error, wait)
        return receipt

    async def looked(self, order: Order, error: UploadError | None = None) -> Receipt | None:
        """The receipt of the object when it is there; None when it is not (design, section 5)."""
        found = await self._look(order, self._looks(error), since=self._record.claimed_at)
        if found.found is Found.CANNOT_TELL:
            if isinstance(error, ServiceFault):  # the service did answer no
                self._steps.unclaim()
                return None
            if isinstance(error, IntegrityError):
                if self._steps.provider.limits(order.destination).proof == "sha1":
                    self._steps.unclaim()  # its answer was the proof: who tries again wants it sent
                raise error
            return await self._told_by_parts(order)
        if found.found is Found.ABSENT:
            self._steps.unclaim()
        return found.receipt

    async def there(self, order: Order) -> Receipt | None:
        """As `stored_all_the_same`."""
        look = Look(Found.CANNOT_TELL)
        with suppress(UploadError, NotNow, TimeoutError):
            async with asyncio.timeout(AFTER_CANCEL):
                look = await self._seen(order, self._looks(), since=self._record.claimed_at)
        if look.found is Found.ABSENT:
            self._steps.unclaim()
        return look.receipt

    async def is_same(self, found: ObjectFound) -> bool:
        """Is what is there what the file holds now? What cannot be compared is not."""
        record, steps, path = self._record, self._steps, self._record.task.path
        if steps.provider.limits(record.batch.destination).proof == "sha1":
            order, _crc64 = await self._with_proof(record.going())
            look = await steps.again(
                lambda: steps.provider.look(steps.call(), order, since=0.0, crc64=None)
            )
            return look.receipt is not None and look.receipt.verified
        if found.crc64 is None:
            return False
        return found.crc64 == await self._tools.chores.run(
            lambda: fingerprint.crc64(path, 0, record.size)
        )

    async def completed(self, order: Order, error: UploadGone) -> Receipt:
        """After "no such upload": a Complete of ours may have been carried out unseen.

        Raises ``error`` when it was not: then the upload begins anew.
        """
        self._steps.completing()
        found = await self._look(order, LOOKS[:1], since=self._record.started_at)
        if found.receipt is not None:
            return found.receipt
        if found.found is Found.CANNOT_TELL and self._unanswered:
            return self._tools.unseen_receipt(order)
        raise error

    def _looks(self, error: UploadError | None = None) -> tuple[float, ...]:
        clocks, claimed_at = self._tools.clocks, self._record.claimed_at
        if clocks.wall() - claimed_at > LONG_AGO:
            return LOOKS_LATER
        if isinstance(error, IntegrityError):
            return LOOKS[:1]
        return LOOKS_AFTER_START if claimed_at < clocks.began else LOOKS

    async def _look(self, order: Order, looks: tuple[float, ...], *, since: float) -> Look:
        """The first look that finds it, or the last; ``since`` is by this computer's clock."""
        record = self._record
        if record.state is not UploadState.VERIFYING:
            record.move(UploadState.VERIFYING)
        self._tools.tell(record)
        return await self._seen(order, looks, since=since)

    async def _seen(self, order: Order, looks: tuple[float, ...], *, since: float) -> Look:
        order, crc64 = await self._with_proof(order)
        look = Look(Found.ABSENT)
        for wait in looks:
            await self._tools.sleep(wait)
            look = await self._asked(order, since=since, crc64=crc64)
            if look.found is not Found.ABSENT:
                break
        return look

    async def _asked(self, order: Order, *, since: float, crc64: int | None) -> Look:
        """One look, tried again. Raises `CannotTell` when nobody could be asked."""
        provider, steps, clocks = self._steps.provider, self._steps, self._tools.clocks

        async def look() -> Look:  # the try before may have told the service's time
            there = clocks.there(order.destination.endpoint, since)
            return await provider.look(steps.call(), order, since=there, crc64=crc64)

        try:
            return await steps.again(look)
        except UploadError as error:
            raise _nobody(error, order) from error

    async def _told_by_parts(self, order: Order) -> Receipt | None:
        """No right to look: an upload that is gone after our own Complete counts as stored."""
        point, steps = self._record.checkpoint, self._steps
        try:
            if point is None:
                raise CannotList
            session = point.session
            await steps.again(lambda: steps.provider.stored(steps.call(), order, session))
        except UploadGone:
            return self._tools.unseen_receipt(order)
        except CannotList:
            steps.unclaim()  # whoever tries again has been told, and wants it sent
            raise CannotTell(name=order.task.name) from None
        except UploadError as error:
            raise _nobody(error, order) from error
        steps.unclaim()
        return None

    async def _with_proof(self, order: Order) -> tuple[Order, int | None]:
        """What the provider compares with what is there."""
        if self._steps.provider.limits(order.destination).proof != "sha1":
            return order, await self._checksum(order)
        path, mark = order.task.path, self._record.mark
        sha1 = await self._tools.chores.run(
            lambda: fingerprint.sha1_of(path, order.size, mark=mark)
        )
        return replace(order, sha1=sha1), None

    async def _checksum(self, order: Order) -> int | None:
        """CRC-64 of what was sent: out of the parts', else of the file unless it has changed."""
        stored = [part for _number, part in sorted(self._record.stored.items())]
        pairs = [(part.crc64, part.size) for part in stored if part.crc64 is not None]
        chores, path = self._tools.chores, order.task.path
        if pairs and len(pairs) == len(stored) and sum(p.size for p in stored) == order.size:
            return await chores.run(lambda: checksums.whole(pairs))
        mark = self._record.mark
        return await chores.run(lambda: fingerprint.crc64_of(path, order.size, mark=mark))

    def _wait_after(self, error: UploadError) -> float | None:
        worth_it = error if error.retryable else ServiceFault(wait=error.wait)
        return self._tools.retry.wait(worth_it, self._settled)


async def stored_all_the_same(record: Record, tools: Tools) -> Receipt | None:
    """What a cancelled upload stored before it was cancelled; None too when nobody can tell soon.

    The row stays as it is: for whoever cancelled it, it is about to be gone.
    """
    if not record.claimed_at:
        return None
    provider = tools.providers(record.batch.destination.provider)
    steps = Steps(record, provider, tools, file_lease=no_slot())
    return await Looking(steps).there(record.going())


def _nobody(error: UploadError, order: Order) -> CannotTell:
    """What to say when the question whether it is there had no answer either."""
    reason = "unreachable" if isinstance(error, NetworkError) else "refused"
    return CannotTell(
        error.detail,
        answer=error.answer,
        exchange=error.exchange,
        reason=reason,
        name=order.task.name,
    )

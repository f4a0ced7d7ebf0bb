"""Steps: what all roads of a job share: tries, access, moves, the claim, what has to let go.

A try goes by an authorisation that was good when it began. One that is refused is renewed and the
step tried again, which does not count; when there is no other, `NoAccess` ends the job's run, and
what was stored stays (oss.md, 7.2: pause, refresh once, resume; never a transfer failure). Parts
side by side may go by different ones: each refusal is about the one that its request went by.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextvars import ContextVar
from typing import TypeVar

from app.domain.errors import (
    AnswerLost,
    CredentialsMissing,
    CredentialsRefused,
    IntegrityError,
    InternalError,
    NetworkError,
    NotUnderstood,
    Refused,
    ServiceFault,
    Throttled,
    UploadError,
)
from app.domain.grant import Authorisation, UrlGrant
from app.domain.states import UploadState
from app.domain.upload import Part, Receipt
from app.engine.authorities import Subject, subject_of
from app.engine.call import GONE_WITHIN, JobCall
from app.engine.flight import Flight
from app.engine.journal import Leftover
from app.engine.record import Record
from app.engine.slots import Lease
from app.engine.tools import Tools
from app.providers.contract import Order, Provider

T = TypeVar("T")

DOUBTFUL = (AnswerLost, NotUnderstood, ServiceFault, IntegrityError)
"""After these from a final request, somebody looks before anything is sent again."""
MOST_RENEWALS = 2
"""Refused authorisations for one step that nothing went well by: what is handed out fresh and
refused is no use. One that has ended after it was good is none of them."""
MOST_REFUSED = 10
"""Refused authorisations for one step in all, however good they were for others."""
_MAY_WAIT = frozenset({UploadState.PREPARING, UploadState.SENDING, UploadState.COMPLETING})
_goes_by: ContextVar[Authorisation | None] = ContextVar("_goes_by", default=None)
"""What the latest call of this asyncio task goes by: a step waits for its slot before it makes one,
and meanwhile another part may have had it renewed."""


def is_doubtful(error: UploadError) -> bool:
    """May the object have come into being all the same?"""
    return isinstance(error, DOUBTFUL) and not error.undone


class NotNow(Exception):
    """A job's run ends without an end of the upload; ``error`` says why.

    Not an `UploadError`: nothing is wrong with the upload, and nobody is to try it again.
    """

    def __init__(self, error: UploadError) -> None:
        super().__init__(error.code)
        self.error = error


class NoLine(NotNow):
    """Nothing reaches ``place`` now; see `app.engine.lines`."""

    def __init__(self, error: UploadError, place: str) -> None:
        super().__init__(error)
        self.place = place


class NoAccess(NotNow):
    """Nothing of the connection can go on before it is given another access; ``error`` says why.

    ``since`` tells which access it was (`Authorities.since_when`).
    """

    def __init__(self, error: UploadError, *, since: int) -> None:
        super().__init__(error)
        self.since = since


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
        self._calls: list[JobCall | Flight] = []
        self._final: JobCall | Flight | None = None
        self._opening: asyncio.Future[None] | None = None
        self._resting = 0
        self._rested_from = UploadState.SENDING
        self._given: Authorisation | None = None
        self._spent = False
        self._born_late = False

    # --- access -----------------------------------------------------------------------------

    async def authorised(self, *, unspent: bool = False) -> Authorisation:
        """What to go by, good as of now; ``unspent``: not a presigned URL that was used already.

        While an application server cannot be reached the job waits for it as for the service.
        Raises `NoAccess`, `NoLine`; `Refused` when a server that signs for each file says no to
        this one.
        """
        tries = 0
        while (given := self._good(unspent=unspent)) is None:
            self._check_line(self.tools.authorities.server(self._connection))
            since = self.tools.authorities.since_when(self._connection)
            try:
                self._take(await self.tools.authorities.of(self._subject()))
            except UploadError as error:
                if self.tools.authorities.since_when(self._connection) != since:
                    continue  # another one was given meanwhile
                await self._check_lost(self.tools.authorities.server(self._connection), error)
                tries += 1
                wait = self.tools.retry.wait(error, tries)
                if type(error) is Refused and self.tools.authorities.by_file(self._connection):
                    raise
                if wait is None or self.tools.authorities.blocked(self._connection):
                    raise NoAccess(error, since=since) from error
                self.tools.log_retry(self.record, error, wait)
                await self.rest(error, wait)
        return given

    async def slot(self) -> Lease:
        """A slot for file data, and an authorisation that is good now that it is there."""
        while True:
            await self.authorised(unspent=True)
            lease = await self.tools.slots.take()
            is_out = self.tools.lines.trouble(self._place) is not None
            if self._good(unspent=True) is not None and not is_out:
                return lease
            lease.give_back()
            self._check_line(self._place)

    def granted(self, parts: Sequence[Part] = ()) -> Order:
        """The order as it will really go; what a grant fixes of it is kept with the task.

        Raises `Refused` (``size.grant``) for a file that cannot go that way.
        """
        order = Order(self.record.task, self.record.batch, self.record.size, parts)
        if self._given is not None:
            order = self.provider.granted(order, self._given)
        if self.record.fix(order):
            self.tools.tell(self.record)
        return order

    def spend(self) -> None:
        """A presigned URL is being used: it is good for nothing else."""
        self._spent = True

    def _take(self, given: Authorisation) -> None:
        """Newly asked for. One that comes expired is tried all the same, once: perhaps it is this
        clock that is wrong; to ask again and again would be for ever."""
        self._given = given
        self._spent = False
        good = self.tools.authorities.good(self._subject(), given)
        self._born_late = isinstance(given, UrlGrant) and not good

    def _good(self, *, unspent: bool) -> Authorisation | None:
        given = self._given
        if given is None or (unspent and self._spent and isinstance(given, UrlGrant)):
            return None
        if self._born_late and not self._spent:
            return given
        if self._spent and isinstance(given, UrlGrant):
            return given  # nobody who looks, lists or aborts can use one anyway
        return given if self.tools.authorities.good(self._subject(), given) else None

    @property
    def _connection(self) -> str:
        return self.record.batch.connection_id

    def _subject(self) -> Subject:
        return subject_of(self.record.task, self.record.batch, size=self.record.size)

    # --- requests ---------------------------------------------------------------------------

    def call(
        self,
        lease: Lease | None = None,
        *,
        on_body_sent: Callable[[], None] | None = None,
        repeatable: bool = False,
    ) -> JobCall:
        """What one step may use; it is remembered until it has let go of everything."""
        self._calls = [call for call in self._calls if not call.is_gone()]
        call = self.tools.call(
            self.record, lease, on_body_sent, given=self._given, repeatable=repeatable
        )
        self._calls.append(call)
        _goes_by.set(self._given)
        return call

    async def again(
        self, step: Callable[[], Awaitable[T]], *, final: bool = False, in_flight: bool = False
    ) -> T:
        """A step, tried again for as long as its errors are worth it; it builds itself anew.

        A ``final`` one is not repeated before somebody has looked: its callback could be fired
        twice. One ``in_flight`` asks for no leave: its end counts, whoever was refused meanwhile.
        """
        tries = 0
        refused: list[Authorisation | None] = []
        authorities = self.tools.authorities
        while True:
            if not in_flight:
                self._check_line(self._place)
                _goes_by.set(await self.authorised())
            in_flight = False
            since = authorities.since_when(self._connection)
            try:
                result = await step()
                authorities.accepted(self._connection, _goes_by.get())
                return result
            except (CredentialsRefused, CredentialsMissing) as error:
                refused.append(given := _goes_by.get())
                other = authorities.refused(self._subject(), given)
                if not other or self._is_enough(refused):
                    raise NoAccess(error, since=since) from error
            except UploadError as error:
                await self._check_lost(self._place, error)
                tries += 1
                wait = self._wait(error, tries, final=final)
                if wait is None:
                    raise
                await self.rest(error, wait)

    def _is_enough(self, refused: Sequence[Authorisation | None]) -> bool:
        """Is a step refused for good? Asked anew each time: what went well is told later."""
        was_good = self.tools.authorities.was_accepted
        in_vain = sum(not was_good(self._connection, given) for given in refused)
        return in_vain > MOST_RENEWALS or len(refused) > MOST_REFUSED

    @property
    def _place(self) -> str:
        return self.record.batch.destination.endpoint

    def _check_line(self, place: str) -> None:
        """Raises `NoLine` while nothing reaches a place: one probe at a time is enough."""
        if (trouble := self.tools.lines.trouble(place)) is not None:
            raise NoLine(trouble, place)

    async def _check_lost(self, place: str, error: UploadError) -> None:
        """After an error: was it the line? Raises `NoLine` when nothing else gets there either."""
        if await self.tools.lines.is_out(place, error):
            raise NoLine(error, place) from error

    def _wait(self, error: UploadError, tries: int, *, final: bool) -> float | None:
        """Seconds until the next try; None when there is none."""
        if isinstance(error, Throttled):
            self.tools.slowed()
        wait = self.tools.retry.wait(error, tries)
        if wait is None or (final and is_doubtful(error)):
            return None
        self.tools.log_retry(self.record, error, wait)
        return wait

    async def rest(self, error: UploadError, wait: float) -> None:
        """Wait before another try; the job is WAITING when nothing of it moves meanwhile."""
        record = self.record
        self._resting += 1
        if record.state in _MAY_WAIT and self._resting >= self.workers:
            self._rested_from = record.state
            record.move(UploadState.WAITING)
            record.trouble(error)
            record.retry_at = self.tools.clocks.monotonic() + wait
            self.tools.tell(record)
        try:
            if isinstance(error, NetworkError):
                await self.tools.lines.pause(wait)
            else:
                await self.tools.sleep(wait)
        finally:
            self._resting -= 1
        if record.state is UploadState.WAITING:
            record.trouble(None)
            record.retry_at = 0.0
            record.attempt += 1
            record.move(UploadState.PREPARING)
            if self._rested_from is not UploadState.PREPARING:
                self.sending()
            else:
                self.tools.tell(record)

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

    async def claimed(self, call: JobCall, final: Coroutine[None, None, T]) -> T:
        """A final step: from here on the object may come into being; the moment is kept.

        An end that leaves no doubt (it never arrived, or was refused) takes the claim back.
        """
        self._final = call
        self.record.claimed_at = self.tools.clocks.wall()
        try:
            await self.tools.claims.keep(self.record)
        except asyncio.CancelledError:
            final.close()
            raise
        try:
            return await final
        except UploadError as error:
            if not (is_doubtful(error) or isinstance(error, InternalError)):
                self.unclaim()
            raise

    def take_over(self, flight: Flight) -> None:
        """What was begun without a job is a call of this one's."""
        self._calls.append(flight)
        self._final = flight

    async def flown(self, flight: Flight) -> Receipt:
        """The end of a flight, as `claimed`."""
        _goes_by.set(flight.given)
        try:
            return await flight.landing()
        except UploadError as error:
            if not (is_doubtful(error) or isinstance(error, InternalError)):
                self.unclaim()
            raise
        finally:
            self.record.meters = ()

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
        if self.record.state is UploadState.WAITING:  # another's error ended the rest of a part
            self.record.trouble(None)
            self.record.retry_at = 0.0
            self.record.move(UploadState.PREPARING)
        if self.record.state is not UploadState.SENDING:
            self.record.sending_at = self.record.sending_at or self.tools.clocks.wall()
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

"""Asking: questions to a storage service that belong to no upload, each beside everything else.

An ask ends in one `Answered` event; the doctor's checks come one after the other. Whatever goes
wrong becomes a `Failure`; an ask that was withdrawn, or that the end of the program overtook, has
no answer.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from app.domain.asks import (
    AnswerOf,
    AskOf,
    Browse,
    CallServer,
    ChangeEvents,
    Check,
    CheckState,
    ClearUnfinished,
    FindTaken,
    FindUnfinished,
    ObjectFound,
    Probe,
    ReadEvents,
    Unfinished,
)
from app.domain.credentials import Access, Credentials
from app.domain.destination import Destination
from app.domain.errors import InternalError, UploadError, failure_of
from app.domain.events import Answered
from app.domain.grant import Authorisation
from app.engine.authorities import sample_of
from app.engine.call import PlainCall
from app.engine.mailbox import Mailbox
from app.engine.test_call import call_server
from app.engine.tools import Tools
from app.providers.contract import Provider

log = logging.getLogger("upcall.engine")
T = TypeVar("T")
AT_ONCE = 4
"""Asks that are under way at a time."""
LOOKS_AT_ONCE = 8
"""Names that one ask looks for at a time."""
TRIES = 3
"""For one request of an ask: somebody sits before the answer."""


class Asking:
    """All asks under way; every method runs on the loop's thread."""

    def __init__(self, tools: Tools, mailbox: Mailbox) -> None:
        self._tools = tools
        self._mailbox = mailbox
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._asks: dict[str, asyncio.Task[None]] = {}

    def ask(self, ask: AskOf) -> None:
        """See `Engine.ask`."""
        self.withdraw(ask.id)
        task = self._asks[ask.id] = asyncio.get_running_loop().create_task(self._answered(ask))

        def over(done: asyncio.Task[None]) -> None:
            if self._asks.get(ask.id) is done:
                del self._asks[ask.id]
            if not done.cancelled() and (error := done.exception()) is not None:
                log.error("ask %s: internal error", type(ask).__name__, exc_info=error)
                self._failed(ask, InternalError(type(error).__name__))

        task.add_done_callback(over)

    def withdraw(self, ask_id: str) -> None:
        """See `Engine.withdraw`."""
        if (task := self._asks.pop(ask_id, None)) is not None:
            task.cancel()

    def close(self) -> None:
        """Withdraw all."""
        for ask_id in list(self._asks):
            self.withdraw(ask_id)

    # --- one ask ----------------------------------------------------------------------------

    async def _answered(self, ask: AskOf) -> None:
        async with self._turns:
            try:
                answer = await self._answer(ask)
            except* UploadError as group:
                self._failed(ask, _first(group))
            else:
                self._tell(Answered(ask, answer))

    def _failed(self, ask: AskOf, error: UploadError) -> None:
        self._tell(Answered(ask, failure=failure_of(error)))

    def _tell(self, event: Answered) -> None:
        self._mailbox.put(events=[event])

    async def _answer(self, ask: AskOf) -> AnswerOf:
        if isinstance(ask, CallServer):
            return await call_server(self._tools.wire, ask)
        there = ask.destination
        provider = self._tools.providers(there.provider)
        call = self._call(ask)
        if isinstance(ask, Probe):
            return await self._checks(provider, ask)
        if isinstance(ask, Browse):
            return await self._again(lambda: provider.browse(call, ask))
        if isinstance(ask, FindUnfinished):
            return await self._again(lambda: provider.unfinished(call, there))
        if isinstance(ask, ClearUnfinished):
            return await self._cleared(provider, call, ask)
        if isinstance(ask, FindTaken):
            return await self._taken(provider, call, ask)
        if isinstance(ask, ReadEvents):
            return await self._again(lambda: provider.events_of(call, there))
        if isinstance(ask, ChangeEvents):
            return await self._again(lambda: provider.change_events(call, ask))
        return await provider.link(call, ask)

    async def _again(self, step: Callable[[], Awaitable[T]]) -> T:
        """A few tries, for what is worth them."""
        tries = 0
        while True:
            try:
                return await step()
            except UploadError as error:
                tries += 1
                wait = self._tools.retry.wait(error, tries)
                if wait is None or tries >= TRIES:
                    raise
                await self._tools.sleep(wait)

    # --- by what ----------------------------------------------------------------------------

    def _call(self, ask: AskOf) -> PlainCall:
        access = ask.access if isinstance(ask, Probe | Browse) else None

        async def authorise() -> Authorisation:
            return await self._authorisation(ask, access)

        return self._plain(ask.destination, authorise)

    def _plain(
        self, there: Destination, authorise: Callable[[], Awaitable[Authorisation]]
    ) -> PlainCall:
        tools = self._tools
        return PlainCall(
            tools.wire, tools.clocks, authorise, endpoint=there.endpoint, lines=tools.lines
        )

    async def _authorisation(self, ask: AskOf, access: Access | None) -> Authorisation:
        authorities = self._tools.authorities
        subject = sample_of(ask.connection_id, ask.destination)
        if access is None:
            return await authorities.of(subject)
        if isinstance(access, Credentials):
            authorities.hide(access)
            return access
        return await authorities.ask(access, subject)

    # --- the doctor -------------------------------------------------------------------------

    async def _checks(self, provider: Provider, ask: Probe) -> tuple[Check, ...]:
        """The application server first, if there is one: everything else hangs on it."""
        checks: list[Check] = []
        given: Authorisation | None = None
        trouble: UploadError | None = None
        try:
            given = await self._authorisation(ask, ask.access)
        except UploadError as error:
            trouble = error
        if self._asks_a_server(ask):
            checks.append(_server_check(trouble))
            self._tell(Answered(ask, tuple(checks), complete=False))

        async def authorise() -> Authorisation:
            if given is None:
                raise trouble or InternalError("neither access nor trouble")
            return given

        async for check in provider.probe(self._plain(ask.destination, authorise), ask):
            checks.append(check)
            self._tell(Answered(ask, tuple(checks), complete=False))
        return tuple(checks)

    def _asks_a_server(self, ask: Probe) -> bool:
        if ask.access is not None:
            return not isinstance(ask.access, Credentials)
        return self._tools.authorities.has_server(ask.connection_id)

    # --- many at once -----------------------------------------------------------------------

    async def _taken(
        self, provider: Provider, call: PlainCall, ask: FindTaken
    ) -> tuple[ObjectFound, ...]:
        waiting = deque(dict.fromkeys(ask.keys))
        found: dict[str, ObjectFound] = {}

        async def look() -> None:
            while waiting:
                key = waiting.popleft()
                there = await self._again(partial(provider.taken, call, ask.destination, key))
                if there is not None:
                    found[key] = there

        async with asyncio.TaskGroup() as group:
            for _ in range(min(LOOKS_AT_ONCE, len(waiting))):
                group.create_task(look())
        return tuple(found[key] for key in ask.keys if key in found)

    async def _cleared(
        self, provider: Provider, call: PlainCall, ask: ClearUnfinished
    ) -> tuple[Unfinished, ...]:
        """Those that are gone; raises only when not one of them went."""
        gone: list[Unfinished] = []
        trouble: UploadError | None = None
        for upload in ask.uploads:
            try:
                await self._again(partial(provider.clear, call, ask.destination, upload))
                gone.append(upload)
            except UploadError as error:
                trouble = error
        if trouble is not None and not gone:
            raise trouble
        return tuple(gone)


def _server_check(trouble: UploadError | None) -> Check:
    if trouble is None:
        return Check("server", CheckState.GOOD)
    reason = trouble.values.get("reason", "")
    word = f"{trouble.code}/{reason}" if reason else trouble.code
    return Check("server", CheckState.BAD, word, dict(trouble.values))


def _first(group: BaseExceptionGroup[UploadError]) -> UploadError:
    """Of many that failed, one speaks for all."""
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    assert isinstance(error, UploadError)  # noqa: S101 - the group holds nothing else
    return error

"""Authorities: by what each connection's uploads are authorised, asked for, kept and renewed.

A key is given and stays. An application server is asked: the temporary keys and signed forms that
it hands out are kept until shortly before they expire, presigned URLs are good for one upload and
used once (oss.md, 5.3 and 7.2). All who wait for the same share one request. Everything is in
memory only.

    unknown ── give ──> open ── refused, or the server fails for good ──> blocked ── give ──> open
"""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from app.domain.connection import Batch
from app.domain.credentials import Access, Credentials, ServerAccess
from app.domain.destination import Destination
from app.domain.errors import CredentialsMissing, NotReached, UploadError
from app.domain.exchange import secrets_in_url
from app.domain.grant import Authorisation, FormGrant, UrlGrant
from app.domain.upload import UploadTask
from app.engine.clocks import Clocks

WITHIN = 30.0
"""Seconds that an application server has for its answer."""
MARGIN = 300.0
"""Seconds before its end from which on an authorisation is renewed, or a fifth of its life."""
MOST_KEPT = 64
"""Authorisations kept of one connection, for servers that sign for each file."""
MARKS = ("{key}", "{name}", "{size}", "{type}")
"""Filled in for each file."""
_SECRET_FIELDS = ("policy", "signature", "token", "credential", "accesskeyid")


@dataclass(frozen=True, slots=True)
class Subject:
    """What an authorisation is wanted for: a server may want to know the file."""

    connection_id: str
    destination: Destination
    key: str = ""
    name: str = ""
    size: int = 0
    """Bytes."""
    kind: str = ""
    """Content type."""


def subject_of(task: UploadTask, batch: Batch, *, size: int) -> Subject:
    """For one upload."""
    kind = batch.options.content_type or task.content_type
    return Subject(batch.connection_id, batch.destination, task.key, task.name, size, kind)


def sample_of(connection_id: str, destination: Destination) -> Subject:
    """For no upload: a server that signs for each file is told of a made-up one."""
    name = "upcall-check.txt"
    return Subject(connection_id, destination, destination.prefix + name, name, 0, "text/plain")


def filled(url: str, subject: Subject) -> str:
    """The server's address for one file; values are percent-encoded, slashes too."""
    values = {"key": subject.key, "name": subject.name, "type": subject.kind}
    values["size"] = str(subject.size)
    for name, value in values.items():
        url = url.replace("{" + name + "}", quote(value, safe="", errors="replace"))
    return url


def secrets_of(authorisation: Access | Authorisation) -> tuple[str, ...]:
    """What no log may show of it."""
    if isinstance(authorisation, Credentials):
        found = [authorisation.access_key_secret, authorisation.security_token]
    elif isinstance(authorisation, ServerAccess):
        found = [authorisation.code]
    elif isinstance(authorisation, UrlGrant):
        found = [*secrets_in_url(authorisation.url)]
    else:
        names = _SECRET_FIELDS
        fields = authorisation.fields
        found = [value for field, value in fields if any(n in field.lower() for n in names)]
    return tuple(secret for secret in found if secret)


def once_more(error: UploadError) -> UploadError:
    """The same error, to be raised in another place."""
    kept = {"answer": error.answer, "exchange": error.exchange, "wait": error.wait}
    return type(error)(error.detail, **kept, **error.values)  # type: ignore[arg-type]


Asker = Callable[[Destination, str, str], Awaitable[Authorisation]]
"""Asks an application server: destination, address, access code."""


@dataclass(frozen=True, slots=True)
class _Kept:
    authorisation: Credentials | FormGrant
    until: float
    """Unix time by the service's clock from which on it is renewed."""


@dataclass(slots=True)
class _Holder:
    """What is known of one connection since it was last given an access."""

    access: Access | None
    since: int
    blocked: UploadError | None = None
    kept: dict[str, _Kept] = field(default_factory=dict)
    """By the address that was asked."""
    asking: dict[str, asyncio.Task[Authorisation]] = field(default_factory=dict)
    accepted: deque[Authorisation] = field(default_factory=lambda: deque(maxlen=MOST_KEPT))
    """What a server gave and a service took, the latest first."""


class Authorities:
    """Who may upload where; unknown connections wait. Belongs to the loop's thread."""

    def __init__(
        self,
        asker: Asker,
        *,
        clocks: Clocks,
        hide: Callable[[str], None],
        obtained: Callable[[str, Authorisation], None],
    ) -> None:
        """``hide`` is told each secret before it is used; ``obtained`` what a server gave."""
        self._asker = asker
        self._clocks = clocks
        self._hide = hide
        self._obtained = obtained
        self._holders: dict[str, _Holder] = {}
        self._given = 0

    def give(self, connection_id: str, access: Access | None) -> None:
        """Set (or take away) the access of a connection; whatever blocked it is over."""
        if access is not None:
            self.hide(access)
        known = self._holders.get(connection_id)
        if known is None or known.access != access or known.blocked is not None:
            self._given += 1
            self._holders[connection_id] = _Holder(access, self._given)

    def knows(self, connection_id: str) -> bool:
        """True once it was said whether there is an access."""
        return connection_id in self._holders

    def blocked(self, connection_id: str) -> UploadError | None:
        """Why nothing of this connection can go on; None: nothing is known against it."""
        holder = self._holders.get(connection_id)
        return holder.blocked if holder is not None else None

    def block(self, connection_id: str, error: UploadError, *, since: int) -> bool:
        """Nothing goes on until `give`; False when that was so already.

        ``since`` is `since_when` of what was refused: what was given later is not blamed for it.
        """
        holder = self._holders.get(connection_id)
        if holder is None or holder.blocked is not None or holder.since != since:
            return False
        holder.blocked = error
        return True

    def since_when(self, connection_id: str) -> int:
        """A number that tells one given access from the next."""
        holder = self._holders.get(connection_id)
        return holder.since if holder is not None else 0

    def refused(self, subject: Subject, given: Authorisation | None) -> bool:
        """What went by ``given`` was refused; True when there is something else to try.

        It is not handed out again. What has taken its place since then is not blamed for it.
        """
        holder = self._holders.get(subject.connection_id)
        if holder is None or holder.blocked is not None:
            return False
        if not isinstance(holder.access, ServerAccess):
            return holder.access is not None and holder.access is not given
        url = filled(holder.access.url, subject)
        kept = holder.kept.get(url)
        if kept is not None and kept.authorisation is given:
            del holder.kept[url]
        return True

    def accepted(self, connection_id: str, given: Authorisation | None) -> None:
        """What went by ``given`` was carried out: when it is refused from now on, it has ended."""
        holder = self._holders.get(connection_id)
        if holder is None or not isinstance(holder.access, ServerAccess):
            return
        if given is None or isinstance(given, UrlGrant):  # that one is used once
            return
        if not self.was_accepted(connection_id, given):
            holder.accepted.appendleft(given)

    def was_accepted(self, connection_id: str, given: Authorisation | None) -> bool:
        """Did something go well by it? By this very one: another may say the same."""
        holder = self._holders.get(connection_id)
        return holder is not None and any(one is given for one in holder.accepted)

    def good(self, subject: Subject, authorisation: Authorisation) -> bool:
        """Is it still what uploads go by? A presigned URL until it expires."""
        holder = self._holders.get(subject.connection_id)
        if holder is None or holder.blocked is not None:
            return False
        if isinstance(authorisation, UrlGrant):
            now = self._clocks.at(subject.destination.endpoint)
            return not authorisation.expires_at or now < authorisation.expires_at
        if not isinstance(holder.access, ServerAccess):
            return authorisation is holder.access
        return self._kept(holder, filled(holder.access.url, subject), subject) is authorisation

    async def of(self, subject: Subject) -> Authorisation:
        """What uploads of this connection are authorised by now, asked for where needed.

        Raises `CredentialsMissing`; what blocked the connection; and what `Provider.authorise`
        does, with the value ``who`` being ``server``.
        """
        while True:
            holder = self._holders.get(subject.connection_id)
            if holder is None or holder.access is None:
                raise CredentialsMissing
            if holder.blocked is not None:
                raise once_more(holder.blocked)
            if isinstance(holder.access, Credentials):
                return holder.access
            url = filled(holder.access.url, subject)
            if (kept := self._kept(holder, url, subject)) is not None:
                return kept
            asking = holder.asking.get(url)
            if asking is None or asking.done():  # over in this very turn: nothing to wait for
                return await asyncio.shield(self._begin(holder, holder.access, url, subject))
            authorisation = await asyncio.shield(asking)
            if not isinstance(authorisation, UrlGrant):  # that one belongs to who asked for it
                return authorisation

    def key_at_hand(self, subject: Subject) -> Credentials | None:
        """A key that is good now and need not be asked for; None: see `of`."""
        holder = self._holders.get(subject.connection_id)
        if holder is None or holder.blocked is not None or holder.access is None:
            return None
        if isinstance(holder.access, Credentials):
            return holder.access
        kept = self._kept(holder, filled(holder.access.url, subject), subject)
        return kept if isinstance(kept, Credentials) else None

    async def ask(self, access: ServerAccess, subject: Subject) -> Authorisation:
        """Ask a server of no connection (wizard, doctor); nothing is kept. Raises as `of`."""
        self.hide(access)
        return await self._asked(access, filled(access.url, subject), subject.destination)

    async def another(self, subject: Subject) -> Authorisation:
        """One that nobody else has or gets, for a service that takes each only once; a key stays
        the same. Raises as `of`.
        """
        holder = self._holders.get(subject.connection_id)
        if holder is None or not isinstance(holder.access, ServerAccess) or holder.blocked:
            return await self.of(subject)
        return await self.ask(holder.access, subject)

    def hide(self, authorisation: Access | Authorisation) -> None:
        """Nothing secret of it is to appear in a log."""
        for secret in secrets_of(authorisation):
            self._hide(secret)

    def has_server(self, connection_id: str) -> bool:
        """Is an application server asked for this connection?"""
        holder = self._holders.get(connection_id)
        return holder is not None and isinstance(holder.access, ServerAccess)

    def server(self, connection_id: str) -> str:
        """Origin of the application server that is asked for this connection; else empty."""
        holder = self._holders.get(connection_id)
        access = holder.access if holder is not None else None
        if not isinstance(access, ServerAccess):
            return ""
        return "://".join(urlsplit(access.url)[:2])

    def by_file(self, connection_id: str) -> bool:
        """Is that server told of each file?"""
        holder = self._holders.get(connection_id)
        access = holder.access if holder is not None else None
        return isinstance(access, ServerAccess) and any(mark in access.url for mark in MARKS)

    def close(self) -> None:
        """Let go of what is being asked for."""
        for holder in self._holders.values():
            for asking in list(holder.asking.values()):
                asking.cancel()

    # --- servers ----------------------------------------------------------------------------

    def _begin(
        self, holder: _Holder, access: ServerAccess, url: str, subject: Subject
    ) -> asyncio.Task[Authorisation]:
        asking = asyncio.get_running_loop().create_task(self._new(holder, access, url, subject))
        holder.asking[url] = asking

        def over(task: asyncio.Task[Authorisation]) -> None:
            if holder.asking.get(url) is task:
                del holder.asking[url]
            if not task.cancelled():
                task.exception()  # those who waited may all be gone

        asking.add_done_callback(over)
        return asking

    async def _new(
        self, holder: _Holder, access: ServerAccess, url: str, subject: Subject
    ) -> Authorisation:
        authorisation = await self._asked(access, url, subject.destination)
        if not isinstance(authorisation, UrlGrant):
            until = self._good_until(authorisation, subject.destination.endpoint)
            holder.kept.pop(url, None)
            while len(holder.kept) >= MOST_KEPT:
                del holder.kept[next(iter(holder.kept))]
            holder.kept[url] = _Kept(authorisation, until)
        if self._holders.get(subject.connection_id) is holder:
            self._obtained(subject.connection_id, authorisation)
        return authorisation

    async def _asked(self, access: ServerAccess, url: str, there: Destination) -> Authorisation:
        try:
            async with asyncio.timeout(WITHIN):
                authorisation = await self._asker(there, url, access.code)
        except TimeoutError:
            raise NotReached("no answer in time", reason="timeout", who="server") from None
        except UploadError as error:
            error.values["who"] = "server"
            raise
        self.hide(authorisation)
        return authorisation

    def _kept(self, holder: _Holder, url: str, subject: Subject) -> Authorisation | None:
        kept = holder.kept.get(url)
        good = kept is not None and self._clocks.at(subject.destination.endpoint) < kept.until
        return kept.authorisation if kept is not None and good else None

    def _good_until(self, authorisation: Credentials | FormGrant, endpoint: str) -> float:
        """When to renew; never by itself for one that seems over: then this clock is wrong."""
        life = authorisation.expires_at - self._clocks.at(endpoint)
        if not authorisation.expires_at or life <= 0:
            return math.inf
        return authorisation.expires_at - min(MARGIN, life / 5)

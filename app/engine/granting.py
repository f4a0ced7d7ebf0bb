"""Granting: what application servers hand out, asked for over the wire and told to whoever listens.

file ── Authorities ── here ── Provider.authorise ──> application server
                         └──> `Granted`, whenever something (else) was obtained
"""

from __future__ import annotations

from dataclasses import replace

from app.domain.destination import Destination
from app.domain.errors import CredentialsMissing, UploadError
from app.domain.events import ClockCorrected, Granted
from app.domain.grant import Authorisation, GrantFacts, UrlGrant, facts_of
from app.engine.authorities import Authorities, sample_of
from app.engine.call import PlainCall
from app.engine.holding import Holding
from app.engine.lines import Lines
from app.engine.mailbox import Mailbox
from app.engine.parts import EngineParts
from app.engine.wire import Wire


async def _no_authorisation() -> Authorisation:
    """Whoever asks for an authorisation has none yet."""
    raise CredentialsMissing


class Granting:
    """Makes the `Authorities`, and tells what they obtain; on the loop's thread."""

    def __init__(self, parts: EngineParts, *, wire: Wire, lines: Lines, mailbox: Mailbox) -> None:
        self._parts = parts
        self._wire = wire
        self._lines = lines
        self._mailbox = mailbox
        self._told: dict[str, GrantFacts] = {}
        self.authorities = Authorities(
            self._ask, clocks=parts.clocks, hide=parts.hide, obtained=self._obtained
        )
        parts.clocks.on_corrected = self._corrected

    async def check(self, connection_id: str, there: Destination, holding: Holding) -> None:
        """See `Engine.check_grant`."""
        try:
            given = await self.authorities.of(sample_of(connection_id, there))
        except UploadError as error:
            holding.tell(connection_id, error)
        else:
            self._tell(connection_id, facts_of(given))

    async def _ask(self, there: Destination, url: str, code: str) -> Authorisation:
        provider = self._parts.providers(there.provider)
        # No endpoint: the application server's clock says nothing about the storage's.
        call = PlainCall(self._wire, self._parts.clocks, _no_authorisation, lines=self._lines)
        return await provider.authorise(call, url, code)

    def _obtained(self, connection_id: str, given: Authorisation) -> None:
        """Of presigned URLs, of which each file has its own, only what is new is told."""
        facts = facts_of(given)
        known = self._told.get(connection_id)
        if known is None or not isinstance(given, UrlGrant) or _kind(known) != _kind(facts):
            self._tell(connection_id, facts)

    def _tell(self, connection_id: str, facts: GrantFacts) -> None:
        self._told[connection_id] = facts
        self._mailbox.put(events=[Granted(connection_id, facts)])

    def _corrected(self, endpoint: str, seconds: float) -> None:
        """``seconds`` have to be added here; the event says how far this clock is ahead."""
        self._mailbox.put(events=[ClockCorrected(endpoint, -seconds)])


def _kind(facts: GrantFacts) -> GrantFacts:
    """What all files' addresses have in common: neither the hour nor the variables' values."""
    callback = facts.callback and replace(facts.callback, variables={})
    return replace(facts, expires_at=0.0, callback=callback)

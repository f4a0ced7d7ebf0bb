"""Who may call: the run's own key pair, and temporary keys with a token (reference/oss.md 7.1)."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

OWNER_ID = "1000000000000001"
"""Account id of the bucket owner; every key of a run belongs to it."""


@dataclass(frozen=True, slots=True)
class Account:
    """One access key."""

    access_key_id: str
    """The public half, begins with ``DEMO`` (or ``STS.DEMO``)."""
    access_key_secret: str
    """The secret half."""
    security_token: str | None = None
    """Must accompany a temporary key."""
    expires_at: float | None = None
    """Unix seconds after which a temporary key is refused."""


class Accounts:
    """The keys of one run, all random."""

    def __init__(self, *, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.main = Account("DEMO" + secrets.token_hex(8).upper(), secrets.token_urlsafe(24))
        self._by_id = {self.main.access_key_id: self.main}

    def find(self, access_key_id: str) -> Account | None:
        """Give the account of a key id."""
        return self._by_id.get(access_key_id)

    def by_token(self, token: str) -> Account | None:
        """Give the account to which a security token was issued."""
        for account in self._by_id.values():
            if account.security_token == token:
                return account
        return None

    def issue(self, seconds: float) -> Account:
        """Make a temporary key that is good for ``seconds`` (a negative number: already over)."""
        account = Account(
            access_key_id="STS.DEMO" + secrets.token_hex(8).upper(),
            access_key_secret=secrets.token_urlsafe(24),
            security_token="DEMO-TOKEN-" + secrets.token_urlsafe(96),
            expires_at=self._clock() + seconds,
        )
        self._by_id[account.access_key_id] = account
        return account

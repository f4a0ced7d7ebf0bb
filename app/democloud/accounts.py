"""Who may call: the run's own key pair, and temporary keys with a token (reference/oss.md 7.1)."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

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
    parts_left: int | None = None
    """Parts that may still be stored before it is refused; None: no such limit."""


class Accounts:
    """The keys of one run, all random."""

    def __init__(self, *, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.main = Account("DEMO" + secrets.token_hex(8).upper(), secrets.token_urlsafe(24))
        self._by_id = {self.main.access_key_id: self.main}
        self._by_token: dict[str, str] = {}

    def find(self, access_key_id: str) -> Account | None:
        """Give the account of a key id."""
        return self._by_id.get(access_key_id)

    def by_token(self, token: str) -> Account | None:
        """Give the account to which a security token was issued."""
        return self._by_id.get(self._by_token.get(token, ""))

    def issue(self, seconds: float, *, parts: int = 0) -> Account:
        """Make a temporary key that is good for ``seconds`` (a negative number: already over).

        With ``parts`` above 0 it is over as soon as so many parts were stored with it.
        """
        account = Account(
            access_key_id="STS.DEMO" + secrets.token_hex(8).upper(),
            access_key_secret=secrets.token_urlsafe(24),
            security_token="DEMO-TOKEN-" + secrets.token_urlsafe(96),
            expires_at=self._clock() + seconds,
            parts_left=parts if parts > 0 else None,
        )
        self._by_id[account.access_key_id] = account
        self._by_token[account.security_token or ""] = account.access_key_id
        return account

    def part_stored(self, access_key_id: str) -> None:
        """Count a part that was stored with a key; the last one that it may store ends it."""
        account = self._by_id[access_key_id]
        if account.parts_left is None:
            return
        left = account.parts_left - 1
        self._by_id[access_key_id] = replace(account, parts_left=left)
        if left <= 0:
            self.expire(access_key_id)

    def expire(self, access_key_id: str) -> None:
        """End a temporary key now; the run's own key never ends."""
        account = self._by_id[access_key_id]
        if account.security_token is not None:
            self._by_id[access_key_id] = replace(account, expires_at=0.0)

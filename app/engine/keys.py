"""The engine's book of credentials: values given to it, in memory only, by connection id."""

from __future__ import annotations

from app.domain.credentials import Credentials
from app.domain.errors import CredentialsMissing


class KeyBook:
    """Who may upload where; unknown connections wait, those known to have no key fail."""

    def __init__(self) -> None:
        self._keys: dict[str, Credentials | None] = {}

    def give(self, connection_id: str, credentials: Credentials | None) -> None:
        """Set (or take away) the key of a connection."""
        self._keys[connection_id] = credentials

    def knows(self, connection_id: str) -> bool:
        """True once it was said whether there is a key."""
        return connection_id in self._keys

    def of(self, connection_id: str) -> Credentials:
        """The key. Raises `CredentialsMissing`."""
        credentials = self._keys.get(connection_id)
        if credentials is None:
            raise CredentialsMissing
        return credentials

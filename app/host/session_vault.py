"""SessionVault: secrets of uploads that are under way, in the same keyring as the keys.

An item of its own for each upload; where there is no keyring, in memory for this session.
"""

from __future__ import annotations

from app.domain.credentials import Credentials
from app.host.vault import Vault


class SessionVault:
    """Texts by name. Every call may block."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def keep(self, name: str, text: str) -> None:
        """In the keyring, else in memory."""
        self._vault.save(name, Credentials("", text))

    def kept(self, name: str) -> str | None:
        """The text, or None when it is not known (or the keyring does not open)."""
        known = self._vault.load(name)
        return known.access_key_secret if known else None

    def forget(self, name: str) -> None:
        """Take it away; none there is fine."""
        self._vault.forget(name)

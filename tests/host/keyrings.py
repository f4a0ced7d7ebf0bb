"""Keyring back ends for tests: the real contract of `keyring`, without a file or a bus."""

from __future__ import annotations

from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import KeyringLocked, PasswordDeleteError

LARGEST = 1280
"""Characters that Windows takes for one item (environment.md, 5)."""


FAILING: KeyringBackend = fail.Keyring()  # type: ignore[no-untyped-call]
"""What `keyring` gives where there is nothing: every call fails."""

FORGETTING: KeyringBackend = null.Keyring()  # type: ignore[no-untyped-call]
"""Takes everything and keeps nothing."""


class MemoryKeyring(KeyringBackend):
    """Keeps items in memory, with the limits of the Credential Manager."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.items: dict[tuple[str, str], str] = {}
        self.written: list[str] = []
        """Services in the order in which they were written."""
        self.writes_left = 1_000_000
        """After so many writes the bus breaks."""

    viable = False  # or `keyring` would take it for the system's own
    priority = -1.0

    def get_password(self, service: str, username: str) -> str | None:
        """The item, or None."""
        return self.items.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep an item; a long one fails as on Windows."""
        if not self.writes_left or len(password) > LARGEST:
            raise OSError("the item was not written")
        self.writes_left -= 1
        self.written.append(service)
        self.items[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget an item; one that is not there is an error, as in `keyring`."""
        if (service, username) not in self.items:
            raise PasswordDeleteError("no such item")
        del self.items[service, username]


class LockedKeyring(MemoryKeyring):
    """There, but nobody typed the password."""

    def get_password(self, service: str, username: str) -> str | None:
        """Always refused."""
        raise KeyringLocked("locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Always refused."""
        raise KeyringLocked("locked")

    def delete_password(self, service: str, username: str) -> None:
        """Always refused."""
        raise KeyringLocked("locked")

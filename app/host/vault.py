"""Keys in the system's keyring; in memory for this session where there is none.

One item per connection: service ``Upcall``, account = the connection's id. Windows takes 1280
characters an item, so a longer value continues in items of its own (services ``Upcall/1``,
``Upcall/2``, ...; environment.md, 5). The first part is written last and carries count and digest
of the whole: a value that was torn by a crash is not loaded.

Every call may block (a prompt, a slow bus): call from helper threads only.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.codec import decode, encode
from app.domain.credentials import Credentials

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Upcall"
LONGEST_PART = 1200
"""Characters, all ASCII; Windows stores two bytes for each and takes 2560."""
MOST_PARTS = 64
_MARK = "upcall-1"

_log = logging.getLogger(__name__)


class Kept(StrEnum):
    """Where a key is."""

    KEYRING = "keyring"
    SESSION = "session"
    """In memory only, until the program ends."""


class Trouble(StrEnum):
    """What came of the last call to the keyring."""

    NONE = ""
    MISSING = "missing"
    """This computer has no keyring that may be used."""
    LOCKED = "locked"
    """It is there, but was not unlocked."""
    FAILED = "failed"


def system_keyring() -> KeyringBackend | None:
    """The system's keyring, or None where there is none worth the name.

    Never one that keeps plain text, forgets everything or always fails.
    """
    import keyring  # noqa: PLC0415 - 80 ms with its search for back ends: on first use

    try:
        return usable(keyring.get_keyring())
    except _troubles():
        return None


def usable(backend: KeyringBackend) -> KeyringBackend | None:
    """``backend`` itself, or a chain's first usable member; None when it keeps no secret safe."""
    members = getattr(backend, "backends", None)
    if members is not None:
        return next(filter(None, map(usable, members)), None)
    return None if _module(backend).startswith(_UNFIT) else backend


_UNFIT = (
    "keyring.backends.fail",
    "keyring.backends.null",
    "keyrings.alt",
)
"""Back ends that fail, forget, or write files."""

_NAMES = {
    "keyring.backends.macOS": "Keychain",
    "keyring.backends.Windows": "Credential Manager",
    "keyring.backends.SecretService": "GNOME Keyring",
    "keyring.backends.libsecret": "GNOME Keyring",
    "keyring.backends.kwallet": "KDE Wallet",
}


def _module(backend: KeyringBackend) -> str:
    return type(backend).__module__


class Vault:
    """Credentials by connection id."""

    def __init__(self, find: Callable[[], KeyringBackend | None] = system_keyring) -> None:
        """``find`` is called once, on first use: looking for a keyring takes a while."""
        self._find = find
        self._lock = threading.RLock()
        self._found = False
        self._backend: KeyringBackend | None = None
        self._session: dict[str, Credentials] = {}
        self._trouble = Trouble.NONE

    def name(self) -> str:
        """The keyring's name for people, such as ``Keychain``; empty where there is none."""
        backend = self._keyring()
        if backend is None:
            return ""
        module = _module(backend)
        known = next((n for m, n in _NAMES.items() if module.startswith(m)), "")
        return known or str(backend.name)

    def available(self) -> bool:
        """Whether this computer has a keyring."""
        return self._keyring() is not None

    @property
    def trouble(self) -> Trouble:
        """What kept the last call from using the keyring."""
        return self._trouble

    def kept(self, connection_id: str) -> Kept:
        """Where this connection's key is, if there is one."""
        in_memory = connection_id in self._session
        return Kept.SESSION if in_memory or not self.available() else Kept.KEYRING

    def save(self, connection_id: str, credentials: Credentials) -> Kept:
        """Keep the key in the keyring, else in memory; the answer says which."""
        value = json.dumps(encode(credentials), separators=(",", ":"))
        with self._lock:
            self._session[connection_id] = credentials
            if self._done(lambda backend: _write(backend, connection_id, value=value)):
                del self._session[connection_id]
                return Kept.KEYRING
        return Kept.SESSION

    def load(self, connection_id: str) -> Credentials | None:
        """The key, or None when none is known (or the keyring does not open: see `trouble`)."""
        texts: list[str] = []
        with self._lock:
            if connection_id in self._session:
                self._trouble = Trouble.NONE
                return self._session[connection_id]
            self._done(lambda backend: texts.append(_read(backend, connection_id)))
        try:
            return decode(Credentials, json.loads(texts[0])) if texts and texts[0] else None
        except (ValueError, TypeError):
            _log.warning("the key of a connection cannot be read: %s", connection_id)
            return None

    def forget(self, connection_id: str) -> None:
        """Take the key away from keyring and memory; none there is fine."""
        with self._lock:
            self._session.pop(connection_id, None)
            self._done(lambda backend: _erase(backend, connection_id, first=0))

    def _keyring(self) -> KeyringBackend | None:
        with self._lock:
            if not self._found:
                self._backend, self._found = self._find(), True
            return self._backend

    def _done(self, work: Callable[[KeyringBackend], None]) -> bool:
        """Do something with the keyring; False when that was not possible, see ``trouble``."""
        backend = self._keyring()
        if backend is None:
            self._trouble = Trouble.MISSING
            return False
        try:
            work(backend)
        except _troubles() as error:
            self._trouble = _trouble_of(error)
            _log.warning("the keyring did not take part: %s", type(error).__name__)
            return False
        self._trouble = Trouble.NONE
        return True


_FOREIGN_ERRORS = (
    ("pywintypes", "error"),
    ("secretstorage.exceptions", "SecretStorageException"),
    ("jeepney.wrappers", "DBusErrorResponse"),
)
"""What back ends let through of the libraries below them; none of it is a `KeyringError`."""


def _troubles() -> tuple[type[BaseException], ...]:
    """Every error of a keyring. One that was raised comes from a module that is loaded."""
    from keyring.errors import KeyringError  # noqa: PLC0415 - see system_keyring

    foreign = [getattr(sys.modules.get(m), n, None) for m, n in _FOREIGN_ERRORS]
    known = [e for e in foreign if isinstance(e, type) and issubclass(e, Exception)]
    return (KeyringError, RuntimeError, OSError, *known)


def _trouble_of(error: BaseException) -> Trouble:
    from keyring.errors import InitError, KeyringLocked, NoKeyringError  # noqa: PLC0415 - as above

    if isinstance(error, NoKeyringError):
        return Trouble.MISSING
    return Trouble.LOCKED if isinstance(error, KeyringLocked | InitError) else Trouble.FAILED


def _service(part: int) -> str:
    return f"{SERVICE}/{part}" if part else SERVICE


def _digest(value: str) -> str:
    import hashlib  # noqa: PLC0415 - not for the first picture

    return hashlib.sha256(value.encode()).hexdigest()[:16]


def _write(backend: KeyringBackend, account: str, *, value: str) -> None:
    room = LONGEST_PART - len(f"{_MARK} {MOST_PARTS} {_digest(value)}\n")
    rest = value[room:]
    pieces = [rest[at : at + LONGEST_PART] for at in range(0, len(rest), LONGEST_PART)]
    if len(pieces) >= MOST_PARTS:
        raise OSError("the key is too long for the keyring")
    for part, piece in enumerate(pieces, start=1):
        backend.set_password(_service(part), account, piece)
    head = f"{_MARK} {len(pieces) + 1} {_digest(value)}\n"
    backend.set_password(_service(0), account, head + value[:room])
    _erase(backend, account, first=len(pieces) + 1)


def _read(backend: KeyringBackend, account: str) -> str:
    """The whole value; empty when there is none, or it is torn."""
    head, _, text = (backend.get_password(_service(0), account) or "").partition("\n")
    mark, _, rest = head.partition(" ")
    count, _, digest = rest.partition(" ")
    if mark != _MARK or not count.isdecimal() or not 1 <= int(count) <= MOST_PARTS:
        return ""
    for part in range(1, int(count)):
        text += backend.get_password(_service(part), account) or ""
    return text if _digest(text) == digest else ""


def _erase(backend: KeyringBackend, account: str, *, first: int) -> None:
    """Delete the parts from ``first`` on, until one is not there."""
    for part in range(first, MOST_PARTS + 1):
        if backend.get_password(_service(part), account) is None:
            if part:
                return
        else:
            backend.delete_password(_service(part), account)

"""Settings: one readable JSON file without secrets, tolerant of hands and of other versions."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from app.domain.codec import encode
from app.domain.connection import Connection, View
from app.domain.destination import SameName
from app.domain.gallery import Template
from app.domain.patience import Patience
from app.host.files import write_whole
from app.host.tolerant import read

VERSION = 1
_OPEN_ENDED = frozenset({"variables"})
"""Fields whose keys are the person's own: a key that is gone was taken away on purpose."""

_log = logging.getLogger(__name__)
MOST_AT_A_TIME = 16


class Start(StrEnum):
    """When uploads begin."""

    PRESS = "press"
    """When *Upload* is pressed."""
    AT_ONCE = "at_once"


class Appearance(StrEnum):
    """Light or dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Language(StrEnum):
    """Language of the window."""

    SYSTEM = "system"
    ENGLISH = "en"
    CHINESE = "zh_CN"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that the settings file holds. Raises `ValueError` for values out of range."""

    start: Start = Start.PRESS
    files: int = 3
    """Files at a time, 1 to 16."""
    parts: int = 4
    """Parts at a time, 1 to 16."""
    rate: int = 0
    """Bytes per second; 0 is no limit."""
    same_name: SameName = SameName.KEEP_BOTH
    """For new connections."""
    appearance: Appearance = Appearance.SYSTEM
    language: Language = Language.SYSTEM
    proxy: str = "system"
    """``system``, ``none`` or a proxy's URL, perhaps with a user's name, never with a password."""
    patience: Patience = field(default_factory=Patience)
    """How long to wait for what."""
    keep_awake: bool = True
    """Keep the computer awake while bytes move."""
    view: View = View.SIMPLE
    """View of the window while no connection is chosen, and of new connections."""
    connections: tuple[Connection, ...] = ()
    """In the order of the list; ids are unique."""
    last_connection: str = ""
    """Id of the connection to begin with; empty: the first."""
    welcome_seen: bool = False
    templates: tuple[Template, ...] = ()
    """The person's own templates of callbacks, by name."""

    def __post_init__(self) -> None:
        for name in ("files", "parts"):
            if not 1 <= getattr(self, name) <= MOST_AT_A_TIME:
                raise ValueError(f"{name} is out of range")
        if self.rate < 0:
            raise ValueError("rate is negative")
        if proxy_problem(self.proxy):
            raise ValueError(proxy_problem(self.proxy))
        ids = [connection.id for connection in self.connections]
        if len(set(ids)) < len(ids) or "" in ids:
            raise ValueError("connections need an id of their own")

    def connection(self, connection_id: str) -> Connection | None:
        """The connection of that id, or None."""
        return next((c for c in self.connections if c.id == connection_id), None)


def proxy_problem(proxy: str) -> str:
    """Why a proxy setting cannot be taken: ``proxy.invalid``, ``proxy.password`` or nothing.

    A password would be kept in a readable file; it belongs into the vault
    (`app.host.proxies.keep_password`).
    """
    if proxy in ("system", "none"):
        return ""
    try:
        parts = urlsplit(proxy if "://" in proxy else "http://" + proxy)
        good = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return "proxy.invalid"
    if not good or any(c.isspace() for c in proxy):
        return "proxy.invalid"
    return "proxy.password" if parts.password is not None else ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of reading the settings file."""

    settings: Settings
    trouble: str = ""
    """Nothing, or ``damaged`` (no JSON of ours: all defaults), ``values`` (some fields fell back
    to their defaults), ``newer`` (written by a newer Upcall) or ``unreadable``."""
    set_aside: Path | None = None
    """Where the file as it was can be found, when something in it was not taken over."""
    fields: tuple[str, ...] = ()
    """For ``values``: names of those fields, such as ``files`` or ``connections.2``."""


class SettingsStore:
    """One settings file. Use from one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._raw: dict[str, object] = {}

    def load(self) -> Loaded:
        """Read the file; never raises. A file that is not there gives the defaults."""
        try:
            text = self._path.read_bytes().decode("utf-8-sig")
            data = json.loads(text)
            if not isinstance(data, dict):
                raise ValueError("no object")
        except FileNotFoundError:
            return Loaded(Settings())
        except OSError:
            return Loaded(Settings(), "unreadable", self._put_aside("unreadable"))
        except (ValueError, RecursionError):
            return Loaded(Settings(), "damaged", self._put_aside("damaged"))
        self._raw = data
        return self._understood(data)

    def _understood(self, data: dict[str, object]) -> Loaded:
        settings, wrong = read(Settings, data)
        version = data.get("version", VERSION)
        if not isinstance(version, int) or version > VERSION:
            return Loaded(settings, "newer", self._copy_aside("newer"), tuple(wrong))
        if wrong:
            return Loaded(settings, "values", self._copy_aside("damaged"), tuple(wrong))
        return Loaded(settings)

    def save(self, settings: Settings) -> None:
        """Write the file, atomically and for this person's eyes only. Raises `OSError`.

        Keys that this version does not know stay in it.
        """
        data = {"version": VERSION, **_merged(self._raw, encode(settings))}
        data["version"] = max(VERSION, _version(self._raw))
        write_whole(self._path, _text(data))
        self._raw = data

    def _put_aside(self, word: str) -> Path | None:
        target = self._free_name(word)
        try:
            self._path.rename(target)
        except OSError as error:
            _log.warning("the settings file cannot be set aside: %s", error)
            return None
        return target

    def _copy_aside(self, word: str) -> Path | None:
        target = self._free_name(word)
        try:
            shutil.copy2(self._path, target)
        except OSError as error:
            _log.warning("the settings file cannot be copied: %s", error)
            return None
        return target

    def _free_name(self, word: str) -> Path:
        names = (f"{self._path.stem}.{word}-{n}{self._path.suffix}" for n in range(1, 10_000))
        return next(p for p in map(self._path.with_name, names) if not p.exists())


def _version(raw: Mapping[str, object]) -> int:
    version = raw.get("version", VERSION)
    return version if isinstance(version, int) else VERSION


def _merged(old: Mapping[str, object], new: Mapping[str, object]) -> dict[str, object]:
    """``new`` with the keys of ``old`` that it does not have, at every depth."""
    merged = {**old, **new}
    for key, value in new.items():
        before = old.get(key)
        if key in _OPEN_ENDED:
            continue
        if isinstance(value, Mapping) and isinstance(before, Mapping):
            merged[key] = _merged(before, value)
        elif isinstance(value, list) and isinstance(before, list):
            merged[key] = [_merged_item(before, item) for item in value]
    return merged


def _merged_item(old: list[object], item: object) -> object:
    """An item of a list with the unknown keys of the former item of the same id."""
    if not isinstance(item, Mapping):
        return item
    same = [o for o in old if isinstance(o, Mapping) and o.get("id") == item.get("id")]
    return _merged(same[0], item) if same else item


def _text(data: Mapping[str, object]) -> bytes:
    try:
        return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()
    except UnicodeEncodeError:  # half a surrogate pair, out of some file's name
        return (json.dumps(data, indent=2) + "\n").encode()

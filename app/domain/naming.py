"""Object names from file names, names for *keep both*, and what is left out of a dropped folder."""

from __future__ import annotations

import unicodedata

from app.domain.errors import DestinationError

LONGEST_KEY = 1023
"""Bytes of UTF-8 (oss.md, 3.3)."""

_SYSTEM_NAMES = frozenset(
    {"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "icon\r"}
    | {"system volume information", "lost+found"}
)
_DOUBLE_ENDINGS = frozenset({".gz", ".bz2", ".xz", ".zst", ".lz", ".lzma", ".z", ".br"})


def key_for(prefix: str, relative_path: str, *, windows: bool = False) -> str:
    """Object name of a file: ``prefix`` and its path, in Unicode's composed form (NFC).

    ``relative_path`` is separated by slashes; with ``windows`` by backslashes too.
    Raises `DestinationError` with values ``problem`` (``empty``, ``first``, ``long``, ``text``)
    and ``name``; for ``long`` also ``bytes`` and ``most``. Rules: oss.md, 3.3.
    """
    path = relative_path.replace("\\", "/") if windows else relative_path
    return checked_key(unicodedata.normalize("NFC", prefix + path))


def checked_key(key: str) -> str:
    """``key`` itself when the service takes it as an object name; else as `key_for` raises."""
    if not key:
        raise DestinationError("empty object name", problem="empty", name=key)
    if key[0] in "/\\":
        raise DestinationError("object name begins with a slash", problem="first", name=key)
    try:
        size = len(key) if key.isascii() else len(key.encode())
    except UnicodeEncodeError as error:  # a file name that is no text: half a surrogate pair
        name = key.encode("utf-8", "replace").decode()
        raise DestinationError("object name is no text", problem="text", name=name) from error
    if size > LONGEST_KEY:
        raise DestinationError(
            "object name too long",
            problem="long",
            name=key,
            bytes=str(size),
            most=str(LONGEST_KEY),
        )
    return key


def renamed(key: str, n: int) -> str:
    """``key`` with `` (n)`` before its ending: ``a/photo (2).jpg``, ``a (2).tar.gz``.

    Stays within 1023 bytes by shortening the name in front of the number, never folders or ending.
    Raises `DestinationError` (problem ``long``) when they leave no room for a name.
    """
    folder, slash, name = key.rpartition("/")
    stem, ending = split_ending(name)
    mark = f" ({n})"
    room = LONGEST_KEY - len((folder + slash + mark + ending).encode())
    if room < len(stem.encode()):
        stem = stem.encode()[: max(room, 0)].decode(errors="ignore").rstrip() or stem
    return checked_key(folder + slash + stem + mark + ending)


def split_ending(name: str) -> tuple[str, str]:
    """Name and ending: ``a.tar.gz`` -> ``a``, ``.tar.gz``; dot files have no ending."""
    stem, dot, last = name.rpartition(".")
    if not stem.strip(".") or not _is_ending(last):
        return name, ""
    first, dot2, middle = stem.rpartition(".")
    if "." + last.lower() in _DOUBLE_ENDINGS and first.strip(".") and middle.lower() == "tar":
        return first, dot2 + middle + dot + last
    return stem, dot + last


def _is_ending(text: str) -> bool:
    """Real endings are short and of one word; ``v1. Final draft`` has none."""
    return 0 < len(text) <= 16 and not any(c.isspace() for c in text)


def is_hidden(name: str) -> bool:
    """True for a hidden or system file or folder, by its own name (without the path)."""
    lower = name.lower()
    return lower.startswith((".", "~$")) or lower in _SYSTEM_NAMES

"""Naming rules: object names from a template such as ``{year}/{month}/{name}-{random}{ext}``.

The connection's prefix stands in front of what the rule gives. Braces are doubled to stand for
themselves. Pure: time and chance come in with the subject.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.errors import DestinationError
from app.domain.naming import checked_key, key_for, split_ending

PLACEHOLDERS: tuple[str, ...] = (
    *("name", "ext", "folder", "date", "time", "year", "month", "day", "counter", "random"),
)
"""In the order in which the window offers them; ``counter:4`` is the counter with four digits."""

TELLING = frozenset({"name", "counter", "random"})
"""Placeholders that tell one file from another."""

_TOKEN = re.compile(r"(?P<text>[^{}]+)|(?P<double>\{\{|\}\})|\{(?P<name>[^{}]*)\}|(?P<stray>[{}])")
_COUNTER = re.compile(r"counter(?::([1-9]|1[0-2]))?")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_RANDOM_LENGTH = 8


@dataclass(frozen=True, slots=True)
class NameSubject:
    """What a rule may use of one file and one moment."""

    prefix: str
    """The destination's prefix."""
    relative_path: str
    """Path below what was dropped, with slashes; the bare name for a single file."""
    counter: int = 1
    """File number in its batch, from 1."""
    when: float = 0.0
    """Unix time in seconds of the drop; shown in this computer's time zone."""
    chance: Callable[[], float] = lambda: 0.0
    """Gives a number from 0 to 1 at each call."""


def key_by_rule(rule: str, subject: NameSubject) -> str:
    """Object name of a file; an empty rule is prefix and path. In composed Unicode (NFC).

    A rule that ends in a slash is a folder: the file keeps its own name in it. Doubled slashes
    that come of an empty ``{folder}`` become one. Raises `DestinationError` as
    `app.domain.naming.key_for` does, and with problem ``rule`` for a rule that cannot be read.
    """
    if not rule.strip():
        return key_for(subject.prefix, subject.relative_path)
    text = re.sub("/{2,}", "/", _filled(rule, subject)).lstrip("/")
    if not text or text.endswith("/"):
        text += subject.relative_path.rpartition("/")[2]
    return checked_key(unicodedata.normalize("NFC", subject.prefix + text))


def problems_of_rule(rule: str) -> list[str]:
    """Codes of what is wrong with a rule; none for an empty one.

    ``rule.unknown`` (see `unknown_placeholders`) and ``rule.brace`` (one without its partner) keep
    it from being used; ``rule.same_name`` is a warning: all files would get one name.
    """
    if not rule.strip():
        return []
    tokens = list(_TOKEN.finditer(rule))
    names = {_known(t["name"]) for t in tokens if t["name"] is not None}
    found = ["rule.unknown"] if "" in names else []
    found += ["rule.brace"] if any(t["stray"] for t in tokens) else []
    alike = not names & TELLING and not rule.endswith("/")
    return found + (["rule.same_name"] if alike and not found else [])


def unknown_placeholders(rule: str) -> list[str]:
    """Those in braces that no file has, as they are written, without the braces."""
    names = [t["name"] for t in _TOKEN.finditer(rule) if t["name"] is not None]
    return list(dict.fromkeys(name for name in names if not _known(name)))


def _known(name: str) -> str:
    """The placeholder that ``name`` is, without its digits; empty: none."""
    if _COUNTER.fullmatch(name):
        return "counter"
    return name if name in PLACEHOLDERS else ""


def _filled(rule: str, subject: NameSubject) -> str:
    values = _values(subject)
    pieces: list[str] = []
    for token in _TOKEN.finditer(rule):
        if token["text"] or token["double"]:
            pieces.append(token["text"] or token["double"][0])
        elif token["name"] is None or not _known(token["name"]):
            raise DestinationError("unreadable naming rule", problem="rule", name=rule)
        else:
            pieces.append(_value(token["name"], subject, values=values))
    return "".join(pieces)


def _value(name: str, subject: NameSubject, *, values: Mapping[str, str]) -> str:
    if counter := _COUNTER.fullmatch(name):
        return str(subject.counter).zfill(int(counter[1] or 1))
    if name == "random":
        last = len(_LETTERS) - 1
        drawn = (int(subject.chance() * len(_LETTERS)) for _ in range(_RANDOM_LENGTH))
        return "".join(_LETTERS[min(max(n, 0), last)] for n in drawn)
    return values[name]


def _values(subject: NameSubject) -> dict[str, str]:
    folder, slash, file_name = subject.relative_path.rpartition("/")
    stem, ending = split_ending(file_name)
    moment = time.localtime(subject.when)
    return {
        "name": stem,
        "ext": ending,
        "folder": folder + slash,
        "date": time.strftime("%Y-%m-%d", moment),
        "time": time.strftime("%H-%M-%S", moment),
        "year": time.strftime("%Y", moment),
        "month": time.strftime("%m", moment),
        "day": time.strftime("%d", moment),
    }

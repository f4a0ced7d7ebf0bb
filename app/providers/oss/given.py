"""Given: an application server's JSON object, whatever it calls things and wraps them in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

DEEPEST = 4
"""Envelopes around what is meant, such as ``{"code": 0, "data": {...}}``."""

_MARKS = ("accesskeysecret", "policy", "url", "signedurl", "presignedurl", "uploadurl", "puturl")


def plain(name: str) -> str:
    """A name in one spelling: ``access_key_id``, ``access-key-id``, ``AccessKeyId`` are one."""
    return "".join(c for c in name.lower() if c.isalnum())


def named(*names: str) -> tuple[str, ...]:
    """Names as `Given` knows them."""
    return tuple(map(plain, names))


@dataclass(frozen=True, slots=True)
class Given:
    """One object with names in one spelling; its printed form shows nothing of it."""

    raw: Mapping[str, Any] = field(repr=False)
    by_name: Mapping[str, Any] = field(repr=False)

    def has(self, *names: str) -> bool:
        """Are all of these there?"""
        return all(self.by_name.get(name) for name in names)

    def first(self, *names: str) -> str:
        """The first of these that is a text or a number, as text; empty when there is none."""
        for name in names:
            value = self.by_name.get(name)
            if isinstance(value, str | int | float) and not isinstance(value, bool) and value != "":
                return str(value)
        return ""

    def texts(self, name: str) -> dict[str, str]:
        """The texts of an object within it, names as they were spelled."""
        value = self.by_name.get(name)
        pairs = value.items() if isinstance(value, Mapping) else ()
        return {str(n): str(v) for n, v in pairs if isinstance(v, str | int)}


def given_object(value: Mapping[str, Any]) -> Given:
    """The innermost object that holds an authorisation, or the outermost when none does."""
    for found in _layers(value, DEEPEST):
        if any(found.by_name.get(mark) for mark in _MARKS):
            return found
    return _of(value)


def _of(value: Mapping[str, Any]) -> Given:
    return Given(value, {plain(str(name)): inner for name, inner in value.items()})


def _layers(value: Mapping[str, Any], left: int) -> Iterator[Given]:
    """The object and those inside it, from outside to inside."""
    yield _of(value)
    if not left:
        return
    for inner in value.values():
        opened = _opened(inner)
        if opened is not None:
            yield from _layers(opened, left - 1)


def _opened(value: object) -> Mapping[str, Any] | None:
    """An object, also one that was put into a text (function services do so)."""
    if isinstance(value, str) and value.lstrip().startswith("{"):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    return value if isinstance(value, dict) else None

"""Callback templates: where the ``${name}`` placeholders are, and filling them in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

_PLACEHOLDER = re.compile(r"\$\{([^${}\n]*)\}")


class Quoting(StrEnum):
    """How a placeholder stands in a JSON template."""

    BARE = "bare"
    """Outside of any text in quotes: as it should be."""
    ALONE = "alone"
    """The only thing between two quotes."""
    AMONG = "among"
    """Inside of a text in quotes, together with something else."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One ``${name}`` of a template."""

    name: str
    start: int
    """Offset of the dollar sign, in characters."""
    end: int
    """Offset behind the closing brace."""

    @property
    def custom(self) -> bool:
        """True for ``${x:name}``, however the ``x`` is written."""
        return self.name.strip().lower().startswith("x:")


def placeholders(body: str) -> list[Placeholder]:
    """All placeholders of a template, in order."""
    return [Placeholder(m[1], m.start(), m.end()) for m in _PLACEHOLDER.finditer(body)]


def quotings(body: str) -> list[Quoting]:
    """For each placeholder of a JSON template, in order, whether quotes are around it."""
    found: list[Quoting] = []
    position, opened = 0, -1
    for place in placeholders(body):
        opened = _string_opened(body, start=position, end=place.start, opened=opened)
        alone = opened == place.start - 1 and body[place.end : place.end + 1] == '"'
        found.append(Quoting.BARE if opened < 0 else Quoting.ALONE if alone else Quoting.AMONG)
        position = place.end
    return found


def _string_opened(body: str, *, start: int, end: int, opened: int) -> int:
    """Offset of the quote that is open at ``end``, or -1; ``opened`` is the one at ``start``."""
    position = start
    while position < end:
        if body[position] == "\\" and opened >= 0:
            position += 1
        elif body[position] == '"':
            opened = position if opened < 0 else -1
        position += 1
    return opened


def swapped(text: str, opening: str, closing: str) -> str:
    """``text`` with placeholders of the given marks written with braces, and the other way round.

    Twice gives the same text again, and every character stays at its place: what is found in the
    one spelling stands in the other, too. With the marks ``${`` and ``}`` nothing changes.
    """
    if (opening, closing) == ("${", "}"):
        return text
    other = {opening: "${", "${": opening, closing: "}", "}": closing, "": ""}
    openings = f"{re.escape(opening)}|{re.escape('${')}"
    closings = f"{re.escape(closing)}|{re.escape('}')}|"
    marks = rf"({openings})([^${{}}()\n]*)({closings})"
    return re.sub(marks, lambda m: other[m[1]] + m[2] + other[m[3]], text)


def custom_in(text: str) -> list[str]:
    """Names of the custom variables in a template, however its service marks them."""
    places = placeholders(text) or placeholders(swapped(text, "$(", ")"))
    return [place.name for place in places if place.custom]


@dataclass(frozen=True, slots=True)
class Filled:
    """A template with its values in place, and where each piece came from."""

    text: str
    _anchors: Sequence[tuple[int, int, bool]]
    """Offset in ``text``, offset in the template, whether it is a value; rising."""

    def origin(self, position: int) -> int:
        """Offset in the template of what stands at ``position`` of the text."""
        at = bisect_right(self._anchors, (position, 2**62, True)) - 1
        here, there, value = self._anchors[max(at, 0)]
        return there if value else there + position - here


def fill(body: str, value: Callable[[Placeholder], str]) -> Filled:
    """Put ``value(placeholder)`` in the place of every placeholder."""
    pieces: list[str] = []
    anchors: list[tuple[int, int, bool]] = [(0, 0, False)]
    length = position = 0
    for place in placeholders(body):
        constant, inserted = body[position : place.start], value(place)
        length += len(constant)
        anchors.append((length, place.start, True))
        length += len(inserted)
        anchors.append((length, place.end, False))
        pieces += [constant, inserted]
        position = place.end
    return Filled("".join([*pieces, body[position:]]), anchors)

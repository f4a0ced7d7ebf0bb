"""Text from outside as it may be shown: what cannot be seen, or turns lines around, is written.

Control characters become their pictures (``␀``, ``␛``), marks of direction, invisible characters
and those that Qt's documents use themselves become their codes (``⟨U+202E⟩``). Nothing is taken
away, and what is copied or saved is the text as it came.
"""

from __future__ import annotations

import re

LONGEST_LINE = 2000
"""Characters after which a line is broken for display: Qt lays a line out as a whole."""

_KEPT = frozenset("\n\t\u200c\u200d\u00a0\u3000")
"""Not printable by Python's rule, and shown all the same: ends of lines, blanks with a width, and
the joiners that emoji and some scripts are written with."""
_HIDDEN = frozenset("\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0\ufffc")
"""Printable by that rule, yet nothing is to be seen; U+FFFC means something in Qt's documents."""


class _Table(dict[int, str]):
    """What each character is shown as, worked out when it first comes."""

    def __missing__(self, code: int) -> str:
        self[code] = shown = _shown(chr(code))
        return shown


def _shown(character: str) -> str:
    code = ord(character)
    if character in _KEPT or (character.isprintable() and character not in _HIDDEN):
        return character
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"\u27e8U+{code:04X}\u27e9"


_TABLE = _Table()
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
PLAIN_MODIFIERS = 4
"""Marks above a letter that are drawn; towers of them would be drawn over other lines."""
_TOWER = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{4})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)


def visible(text: str) -> str:
    """``text`` with every character to be seen; line ends are ``\\n``."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if text.isascii():
        return text.translate(_TABLE) if _CONTROLS.search(text) else text
    return _TOWER.sub(_shorter, text.translate(_TABLE))


def one_line(text: str, longest: int = 300) -> str:
    """``text`` on one line, cut."""
    cut = visible(text[:longest]).replace("\n", "\u240a").replace("\t", "\u2409")
    return cut + "…" if len(text) > longest else cut


def has_invisible(text: str) -> bool:
    """Whether `visible` would write something out."""
    plain = text.replace("\r\n", "\n")
    return visible(plain) != plain


def end_of_line(text: str, number: int) -> int:
    """Where the line of that number ends; the text's length when it has no more lines than that."""
    at = -1
    for _ in range(number):
        at = text.find("\n", at + 1)
        if at < 0:
            return len(text)
    return at


def units(text: str) -> int:
    """Length as Qt counts it: characters outside the first plane are two."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _shorter(tower: re.Match[str]) -> str:
    return f"{tower[1]}\u27e8+{len(tower[0]) - PLAIN_MODIFIERS}\u27e9"


class Display:
    """Turns a long text into what is shown, piece by piece."""

    def __init__(self) -> None:
        self._column = 0
        self._held = ""

    def feed(self, piece: str, *, last: bool = False) -> str:
        """What is shown of the next piece; ``last``: nothing follows."""
        piece = self._held + piece
        self._held = ""
        if piece.endswith("\r") and not last:
            piece, self._held = piece[:-1], "\r"
        return self._broken(visible(piece))

    def _broken(self, text: str) -> str:
        """With line breaks where a line is longer than can be laid out quickly."""
        first, mark, rest = text.partition("\n")
        if not mark and self._column + len(text) <= LONGEST_LINE:
            self._column += len(text)
            return text
        room = LONGEST_LINE - self._column
        lines = [first[:room], *_slices(first[room:])] if len(first) > room else [first]
        if not mark:
            self._column = len(lines[-1]) + (self._column if len(lines) == 1 else 0)
            return "\n".join(lines)
        for line in rest.split("\n"):
            lines += _slices(line) or [""]
        self._column = len(lines[-1])
        return "\n".join(lines)


def _slices(line: str) -> list[str]:
    return [line[at : at + LONGEST_LINE] for at in range(0, len(line), LONGEST_LINE)]


def position_of(text: str, offset: int) -> int:
    """Where the character after ``offset`` others of ``text`` stands in the shown document."""
    before = text[:offset]
    if text[offset - 1 : offset + 1] == "\r\n":
        before = before[:-1]
    shown = Display().feed(before, last=True)
    return units(shown)

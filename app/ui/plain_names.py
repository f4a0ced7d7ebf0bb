"""Names from outside, shown so that nothing in them can hide, turn round or look like a blank."""

from __future__ import annotations

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINER = "\u200d"


def visible(name: str) -> str:
    """``name`` with signs that nobody can see written out, such as ``\\u202E`` or ``\\u00A0``.

    Blanks are written out at the ends only, and a backslash becomes two, so that what is shown
    stands for exactly one name. A joiner inside an emoji stays.
    """
    if name.isascii() and name.isprintable() and name == name.strip() and "\\" not in name:
        return name
    inner = name.strip(" ")
    start = len(name) - len(name.lstrip(" "))
    shown = [_sign(inner, place) for place in range(len(inner))]
    return "\\u0020" * start + "".join(shown) + "\\u0020" * (len(name) - start - len(inner))


def _sign(text: str, place: int) -> str:
    sign = text[place]
    if sign == "\\":
        return "\\\\"
    kind = unicodedata.category(sign)
    if kind == "Zs" and sign != " ":
        return f"\\u{ord(sign):04X}"
    if kind not in _HIDDEN:
        return sign
    if sign == _JOINER and place and unicodedata.category(text[place - 1]) in ("So", "Mn", "Sk"):
        return sign
    return f"\\u{ord(sign):04X}" if ord(sign) <= 0xFFFF else f"\\U{ord(sign):08X}"

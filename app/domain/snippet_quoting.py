"""Text as a literal of a programming language: whatever it holds, it stays text.

Signs that cannot be seen (control characters, direction marks, odd blanks) are always written as
escapes, so that nobody reads a program differently from the machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_PLAIN = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@dataclass(frozen=True, slots=True)
class Quoting:
    """How a language writes texts and truth values."""

    text: Callable[[str], str]
    """A whole literal with its quotes."""
    true: str = "true"
    false: str = "false"


def whole(text: str) -> str:
    """``text`` without halves of signs, as names of files may hold them: they become ``?``."""
    return text.encode("utf-8", "replace").decode("utf-8")


def json_inside(text: str) -> str:
    """``text`` as it stands between the quotes of a JSON string."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _written(text: str, special: Mapping[str, str], other: Callable[[str], str]) -> str:
    return "".join(
        special.get(sign) or (sign if sign.isprintable() else other(sign)) for sign in whole(text)
    )


def _octal(sign: str) -> str:
    """Its bytes with three digits each: a digit behind it cannot be taken for a part of it."""
    return "".join(f"\\{byte:03o}" for byte in sign.encode())


def _units(sign: str) -> str:
    r"""``\uXXXX`` for each of its one or two units of UTF-16."""
    data = sign.encode("utf-16-be")
    return "".join(f"\\u{data[at]:02x}{data[at + 1]:02x}" for at in range(0, len(data), 2))


def _by_length(sign: str) -> str:
    r"""``\uXXXX``, or ``\UXXXXXXXX`` where four digits do not do."""
    code = ord(sign)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _by_number(sign: str) -> str:
    return f"\\u{{{ord(sign):x}}}"


def _python(text: str) -> str:
    return '"' + _written(text, _PLAIN, _by_length) + '"'


def _script(text: str) -> str:
    """JavaScript."""
    return '"' + _written(text, _PLAIN, _units) + '"'


def _go(text: str) -> str:
    return '"' + _written(text, _PLAIN, _go_sign) + '"'


def _go_sign(sign: str) -> str:
    return f"\\x{ord(sign):02x}" if ord(sign) < 0x80 else _by_length(sign)


def _java(text: str) -> str:
    r"""Only ASCII, as compilers guess the encoding. ``\u000a`` would be a line end to them."""

    def written(sign: str) -> str:
        plain = _PLAIN.get(sign)
        if plain:
            return plain
        if sign.isascii():
            return sign if sign.isprintable() else _octal(sign)
        return _units(sign)

    return '"' + "".join(written(sign) for sign in whole(text)) + '"'


def _sharp(text: str) -> str:
    """C#."""
    return '"' + _written(text, _PLAIN, _by_length) + '"'


def _c(text: str) -> str:
    r"""C and C++. ``??=`` and its like stand for other signs there: hence ``?\?``."""
    return '"' + _written(text, _PLAIN, _octal).replace("??", "?\\?").replace("??", "?\\?") + '"'


def _objective_c(text: str) -> str:
    return "@" + _c(text)


def _php(text: str) -> str:
    if text.isprintable():
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return '"' + _written(text, {**_PLAIN, "$": "\\$"}, _by_number) + '"'


def _ruby(text: str) -> str:
    if text.isprintable():
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return '"' + _written(text, {**_PLAIN, "#": "\\#"}, _by_number) + '"'


def _shell(text: str) -> str:
    """Bash; the second form is needed where a sign cannot be seen."""
    if re.fullmatch(r"[\w./:=@%+,-]+", text, re.ASCII):
        return text
    if text.isprintable():
        return "'" + text.replace("'", "'\\''") + "'"
    special = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return "$'" + _written(text, special, _octal) + "'"


QUOTINGS: Mapping[str, Quoting] = {
    "python": Quoting(_python, "True", "False"),
    "javascript": Quoting(_script),
    "java": Quoting(_java),
    "go": Quoting(_go),
    "csharp": Quoting(_sharp),
    "c": Quoting(_c),
    "objective-c": Quoting(_objective_c, "YES", "NO"),
    "php": Quoting(_php),
    "ruby": Quoting(_ruby),
    "shell": Quoting(_shell),
}
"""By the name that ``resources/snippets/index.json`` uses."""

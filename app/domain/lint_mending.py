"""Templates mended: braces that were forgotten, commas too many, texts around variables."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from app.domain.callback import BodyType, CallbackSpec
from app.domain.template_convert import as_form

UNCLOSED = re.compile(r"\$\{(?![^${}\n]*\})[^\s&\",}]*")
"""A placeholder without its closing brace."""
_STRAY_COMMA = re.compile(r",(\s*[}\]])")
_CLOSERS = {"{": "}", "[": "]"}
_LONGEST = 20_000


def closed(spec: CallbackSpec) -> CallbackSpec:
    """``spec`` with the braces that its placeholders lack, each behind its name."""
    return replace(spec, body=UNCLOSED.sub(lambda m: m[0] + "}", spec.body))


def told_as_form(spec: CallbackSpec) -> CallbackSpec | None:
    """``spec`` as a form, where a text around a variable is no trouble; None: it is not flat."""
    body = as_form(spec.body)
    return None if body is None else replace(spec, body=body, body_type=BodyType.FORM)


def parsing(spec: CallbackSpec, filled: Callable[[str], str]) -> CallbackSpec | None:
    """``spec`` with JSON that parses once ``filled`` has put the values in; None: no idea."""
    for body in _tries(spec.body):
        if body != spec.body and _parses(filled(body)):
            return replace(spec, body=body)
    return None


def _tries(body: str) -> Iterator[str]:
    if len(body) > _LONGEST:
        return
    plain = _STRAY_COMMA.sub(r"\1", body)
    yield plain
    yield plain + _missing(plain)
    yield plain.rstrip().rstrip(",") + _missing(plain)
    yield plain.rstrip()[:-1]


def _missing(body: str) -> str:
    """The brackets that are still open at the end, outside of texts and placeholders."""
    opened: list[str] = []
    bare = re.sub(r'"(?:\\.|[^"\\])*"?|\$\{[^{}]*\}', "", body)
    for sign in bare:
        if sign in _CLOSERS:
            opened.append(_CLOSERS[sign])
        elif opened and sign == opened[-1]:
            opened.pop()
    return "".join(reversed(opened))


def _parses(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True

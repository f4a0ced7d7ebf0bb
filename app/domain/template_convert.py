"""One template as a form and as JSON: each becomes the other where nothing is lost by it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote, unquote_plus

from app.domain.callback import BodyType, CallbackSpec
from app.domain.template import Placeholder, Quoting, placeholders, quotings

_MARK, _END = "\ue000", "\ue001"
"""Around the number of a placeholder while JSON is read; private letters that nobody types."""


def converted(spec: CallbackSpec, body_type: BodyType) -> CallbackSpec | None:
    """The same callback with its body sent as ``body_type``; None: the text cannot say it.

    A text that has the wanted shape already only changes its type. Numbers and ``true`` of a JSON
    template become texts when they come back from a form: a form has nothing else.
    """
    if spec.body_type is body_type or looks_like(spec.body) is body_type:
        return replace(spec, body_type=body_type)
    body = as_json(spec.body) if body_type is BodyType.JSON else as_form(spec.body)
    return None if body is None else replace(spec, body=body, body_type=body_type)


def with_field(spec: CallbackSpec, name: str, variable: str) -> CallbackSpec | None:
    """``spec`` with ``variable`` told as ``name`` at the end; None where that is not simple."""
    body = spec.body.rstrip()
    if spec.body_type is BodyType.FORM:
        joint = "&" if body and not body.endswith("&") else ""
        return replace(spec, body=f"{body}{joint}{name}=${{{variable}}}")
    if not body.startswith("{") or not body.endswith("}"):
        return None
    inner = body[:-1].rstrip()
    joint = "" if inner.endswith(("{", ",")) else ","
    return replace(spec, body=f"{inner}{joint}{_text(name)}:${{{variable}}}}}")


def looks_like(body: str) -> BodyType | None:
    """The type that a text has by its shape; None: nothing is in it."""
    text = body.lstrip()
    if not text:
        return None
    return BodyType.JSON if text.startswith(("{", "[")) else BodyType.FORM


def as_json(body: str) -> str | None:
    """A form template as a JSON object; None where a field says more than one value can."""
    told: dict[str, str] = {}
    for name, value in form_fields(body):
        places = placeholders(value)
        if placeholders(name) or name in told:
            return None
        if places and (len(places) > 1 or places[0].end - places[0].start != len(value)):
            return None  # a text around a variable: JSON has no way to say that (oss.md, 1.4)
        told[name] = value if places else _text(unquote_plus(value))
    return "{" + ",".join(f"{_text(unquote_plus(n))}:{v}" for n, v in told.items()) + "}"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def form_fields(body: str) -> Iterator[tuple[str, str]]:
    """Names and values of a form as they stand; an ``&`` within braces joins no fields."""
    for piece in body.strip().split("&"):
        name, _, value = piece.partition("=")
        if name or value:
            yield name, value


def as_form(body: str) -> str | None:
    """A JSON template as a form; None where it is no flat object."""
    places = placeholders(body)
    try:
        value = json.loads(_marked(body, places), object_pairs_hook=lambda pairs: pairs)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, list) or not body.lstrip().startswith("{"):
        return None
    pairs = [(str(name), _plain(item)) for name, item in value]
    texts = [text for pair in pairs for text in pair]
    marks = [sum((text or "").count(mark) for text in texts) for mark in (_MARK, _END)]
    if None in texts or marks != [len(places)] * 2:  # nested, or our own marks are in it
        return None
    return "&".join(f"{_sent(n, places)}={_sent(item or '', places)}" for n, item in pairs)


def _marked(body: str, places: list[Placeholder]) -> str:
    """The template with a text that JSON takes in the place of every placeholder."""
    pieces: list[str] = []
    position = 0
    for index, (place, quoting) in enumerate(zip(places, quotings(body), strict=True)):
        mark = f"{_MARK}{index}{_END}"
        pieces += [body[position : place.start]]
        pieces += [f'"{mark}"' if quoting is Quoting.BARE else mark]
        position = place.end
    return "".join([*pieces, body[position:]])


def _plain(value: object) -> str | None:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    return json.dumps(value) if isinstance(value, bool | int | float) else None


def _sent(text: str, places: list[Placeholder]) -> str:
    """Percent-encoded, with the placeholders in their places again."""
    pieces = []
    for piece in text.split(_MARK):
        number, end, rest = piece.partition(_END)
        if end:
            pieces.append("${" + places[int(number)].name + "}")
        pieces.append(quote(rest if end else piece, safe="-_.~", errors="replace"))
    return "".join(pieces)

"""Copy as code: an upload with its callback as a program, out of a template.

A template is a program with marks. ``⟦name⟧`` is a value as a literal of the language, so that no
value can become code; ``⟦name|json⟧`` is the same after it was written as inside of a JSON string
(for SDKs that paste texts into JSON as they are). Lines that hold only a mark steer: ``⟦if flag⟧``,
``⟦unless flag⟧``, ``⟦each list⟧`` and ``⟦end⟧``; in a list ``⟦name⟧`` and ``⟦value⟧`` are the pair
and ``⟦,⟧`` is a comma after all but the last.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote, urlsplit

from app.domain.addresses import ipv4, is_loopback
from app.domain.callback import CallbackSpec
from app.domain.destination import Addressing, Destination, with_scheme
from app.domain.dialect import callback_fields
from app.domain.exchange import Headers
from app.domain.options import ObjectOptions
from app.domain.snippet_quoting import QUOTINGS, Quoting, json_inside
from app.domain.stored_headers import acl_header, stored_headers

_MARK = re.compile(r"⟦([^⟦⟧]*)⟧")
_STEER = re.compile(r"\s*⟦(if|unless|each|end)(?: (\w+))?⟧\s*")
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Language:
    """One entry of ``resources/snippets/index.json``: a language, or a tool."""

    id: str
    title: str
    template: str
    """Name of the template's file."""
    file: str
    """Name to save the program under."""
    quoting: str
    """Name in `QUOTINGS`."""
    install: str = ""
    """Commands or lines that bring what it needs; empty: nothing is needed."""
    run: str = ""
    """Commands that run it."""
    ran: str = ""
    """What it was run with against the demo cloud; empty: it was not run."""


@dataclass(frozen=True, slots=True)
class Values:
    """What the marks of a template stand for."""

    texts: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, bool] = field(default_factory=dict)
    """For ``if``; as a mark a truth value of the language."""
    lists: Mapping[str, Pairs] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Subject:
    """What the program is to upload."""

    destination: Destination
    callback: CallbackSpec
    file: str
    """Path of the file on this computer."""
    key: str
    """Full object name."""
    content_type: str
    options: ObjectOptions = field(default_factory=ObjectOptions)


def languages_of(index: str) -> tuple[Language, ...]:
    """The languages that an index in JSON names. Raises `ValueError` or `TypeError`."""
    return tuple(Language(**entry) for entry in json.loads(index))


def program(language: Language, template: str, *, subject: Subject) -> str:
    """The program. Raises `KeyError` for a mark that stands for nothing."""
    return filled(template, values_of(subject), QUOTINGS[language.quoting])


def values_of(subject: Subject) -> Values:
    """Everything that templates speak of."""
    callback = subject.callback if subject.callback.enabled else CallbackSpec()
    fields = callback_fields(callback)
    headers = _headers(subject)
    url, resource = _addresses(subject.destination, subject.key)
    texts = {
        **_place_texts(subject.destination),
        "key": subject.key,
        "file": subject.file,
        "content_type": subject.content_type,
        "object_url": url,
        "resource": resource,
        "callback_url": str(fields["callbackUrl"]),
        "callback_host": callback.host.strip(),
        "callback_body": callback.body,
        "callback_body_type": callback.body_type.value,
        "callback": _json(fields),
        "callback_var": _json(dict(callback.variables)),
    }
    flags = {
        **_place_flags(subject.destination),
        "callback": subject.callback.enabled,
        "host": bool(callback.host.strip()),
        "sni": bool(fields["callbackSNI"]),
        "json_body": callback.body_type.value == "application/json",
        "variables": bool(callback.variables),
        "headers": bool(headers),
    }
    own, plain = _apart(headers)
    lists = {
        "variables": tuple(callback.variables.items()),
        "headers": headers,
        "oss_headers": own,
        "plain_headers": plain,
    }
    return Values(texts, flags, lists)


def _headers(subject: Subject) -> Headers:
    return (*stored_headers(subject.options), *acl_header(subject.options))


def _apart(headers: Headers) -> tuple[Pairs, Pairs]:
    """Those that V4 always signs, and the others (oss.md, 5.1)."""
    lowered = [(name.lower(), value) for name, value in headers]
    own = tuple(pair for pair in lowered if pair[0].startswith("x-oss-"))
    return own, tuple(pair for pair in lowered if pair not in own)


def _json(value: Mapping[str, str | bool]) -> str:
    return json.dumps(value, ensure_ascii=False)


# --- the place ----------------------------------------------------------------------------------


def style_of(destination: Destination) -> Addressing:
    """Path style, virtual host or custom domain: what *auto* comes to (oss.md, 6.3)."""
    if destination.addressing is not Addressing.AUTO:
        return destination.addressing
    host = urlsplit(with_scheme(destination.endpoint)).hostname or ""
    local = is_loopback(host) or ":" in host or ipv4(host) is not None
    return Addressing.PATH if local else Addressing.VIRTUAL_HOST


def _bare_endpoint(destination: Destination) -> str:
    """The endpoint without a bucket that was typed with it."""
    endpoint = with_scheme(destination.endpoint)
    if style_of(destination) is not Addressing.VIRTUAL_HOST:
        return endpoint
    rest = endpoint.partition("://")[2].removeprefix(destination.bucket + ".")
    known = rest.startswith(("oss-", "localhost")) or ".oss." in rest
    return f"{endpoint.partition('://')[0]}://{rest}" if known else endpoint


def _place_texts(destination: Destination) -> dict[str, str]:
    endpoint = _bare_endpoint(destination)
    return {
        "endpoint": endpoint,
        "endpoint_host": endpoint.partition("://")[2],
        "region": destination.region,
        "bucket": destination.bucket,
    }


def _place_flags(destination: Destination) -> dict[str, bool]:
    style = style_of(destination)
    return {
        "https": with_scheme(destination.endpoint).startswith("https:"),
        "cname": style is Addressing.CNAME,
        "path_style": style is Addressing.PATH,
    }


def _addresses(destination: Destination, key: str) -> tuple[str, str]:
    """The object's URL, and the path that V4 signs."""
    scheme, _, rest = _bare_endpoint(destination).partition("://")
    path, bucket = quote(key, safe="/", errors="replace"), destination.bucket
    style = style_of(destination)
    if style is Addressing.PATH:
        url = f"{scheme}://{rest}/{bucket}/{path}"
    elif style is Addressing.CNAME:
        url = f"{scheme}://{rest}/{path}"
    else:
        url = f"{scheme}://{bucket}.{rest}/{path}"
    return url, f"/{bucket}/{path}"


# --- templates ----------------------------------------------------------------------------------


def filled(template: str, values: Values, quoting: Quoting) -> str:
    """``template`` with its marks replaced. Raises `KeyError` for one that stands for nothing."""
    lines = template.splitlines()
    return "".join(line + "\n" for line in _lines(lines, values, quoting))


def _lines(lines: Sequence[str], values: Values, quoting: Quoting) -> Iterator[str]:
    at = 0
    while at < len(lines):
        steer = _STEER.fullmatch(lines[at])
        if steer is None:
            yield _line(lines[at], values, quoting)
            at += 1
            continue
        end = _end(lines, at)
        for inner in _turns(steer[1], steer[2], values):
            yield from _lines(lines[at + 1 : end], inner, quoting)
        at = end + 1


def _end(lines: Sequence[str], start: int) -> int:
    """Line of the ``end`` that belongs to the mark in line ``start``."""
    depth = 0
    for at in range(start, len(lines)):
        steer = _STEER.fullmatch(lines[at])
        if steer is not None:
            depth += -1 if steer[1] == "end" else 1
        if depth == 0:
            return at
    raise KeyError("end")


def _turns(kind: str, name: str, values: Values) -> list[Values]:
    """The values for each time that what is inside is written."""
    if kind == "each":
        pairs = values.lists[name]
        return [_with_pair(values, pair, last=pair is pairs[-1]) for pair in pairs]
    return [values] if values.flags[name] == (kind == "if") else []


def _with_pair(values: Values, pair: tuple[str, str], *, last: bool) -> Values:
    texts = {**values.texts, "name": pair[0], "value": pair[1]}
    return replace(values, texts=texts, flags={**values.flags, "last": last})


def _line(line: str, values: Values, quoting: Quoting) -> str:
    def written(mark: re.Match[str]) -> str:
        name, _, how = mark[1].partition("|")
        if name == ",":
            return "" if values.flags["last"] else ","
        if how == "flag" or name not in values.texts:
            return quoting.true if values.flags[name] else quoting.false
        text = values.texts[name]
        return quoting.text(json_inside(text) if how == "json" else text)

    return _MARK.sub(written, line)

"""A callback out of whatever people paste: Base64, a header, JSON, source code of any language.

Pure and tolerant: never raises, and what is not understood is not recognised. What the service
would have refused about the text (oss.md, 1.11: alphabet, padding, escapes, types) is mended on
the way, and each mending is told by a note.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from app.domain.callback import BodyType, CallbackSpec, Sni, custom_name
from app.domain.dialect import is_https_name
from app.domain.template_convert import looks_like
from app.domain.template_escapes import joined, one_level, unescaped

LONGEST = 64 * 1024
"""Characters of a text that is looked at."""
_FIELDS = ("callbackUrl", "callbackBody", "callbackBodyType", "callbackHost", "callbackSNI")
_HEADER = re.compile(
    r"(?i)\b(?:x-oss-)?callback(-var)?[\"']?\s*[:=]\s*[\"']?([A-Za-z0-9+/_%=-]{12,})"
)
_BODY_BEGINS = re.compile(r'"callbackBody"\s{0,9}:\s{0,9}"')
_BODY_ENDS = re.compile(r'[}\]]\s{0,9}("\s{0,9}(?:,\s{0,9}"callback[A-Z]|\}\s{0,9}$))')
_STRING = r"""(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
_BETWEEN = r"""["'\]\s,:=>(@]{1,24}"""
_SOURCE = re.compile(
    rf"""(?i)\b(?:set|with|\.)?callback_?(url|bodytype|body_type|body|host|sni){_BETWEEN}?"""
    rf"""((?<=["'\]\s,:=>(@]){_STRING}(?:\s*[+.]?\s*{_STRING})*|\btrue\b|\bfalse\b)"""
)
_SOURCE_VARIABLE = re.compile(rf"""["'](x:[\w.-]+)["']{_BETWEEN}(?<=["'\]\s,:=>(@])({_STRING})""")
_NAMES = {
    "url": "callbackUrl",
    "body": "callbackBody",
    "bodytype": "callbackBodyType",
    "host": "callbackHost",
    "sni": "callbackSNI",
}


@dataclass(frozen=True, slots=True)
class Imported:
    """What a text said about a callback."""

    spec: CallbackSpec
    """The form with what was recognised put in; everything else is as it was before."""
    recognised: tuple[str, ...]
    """``url``, ``body``, ``type``, ``host``, ``sni``, ``variables``: what the text named."""
    kind: str
    """``base64``, ``json`` or ``code``."""
    notes: tuple[str, ...] = ()
    """What was mended: ``alphabet``, ``padding``, ``quotes``, ``escapes``, ``sni``, ``type``,
    ``host``, ``body``, ``names``, ``values``, ``left_out``."""
    left_out: tuple[str, ...] = ()
    """Fields of the text that have no place in the form."""


@dataclass(slots=True)
class _Raw:
    """Values as the text had them, before they are fitted into the form."""

    fields: dict[str, object] = field(default_factory=dict)
    variables: dict[str, object] = field(default_factory=dict)
    kind: str = ""
    notes: list[str] = field(default_factory=list)

    def take(self, value: Mapping[str, object]) -> bool:
        """An object of the callback or of its variables; False: it is neither."""
        own = {k: v for k, v in value.items() if k.strip().lower().startswith("x:")}
        if any(name in value for name in _FIELDS):
            self.fields |= {k: v for k, v in value.items() if k not in own}
        elif not own or len(own) != len(value):
            return False
        self.variables |= own
        return True


def understood(text: str, base: CallbackSpec) -> Imported | None:
    """The callback that ``text`` holds, over ``base``; None: there is none in it."""
    text = text.strip().lstrip("\ufeff")
    if not text or len(text) > LONGEST:
        return None
    raw = _of_encoded(text) or _of_json(text) or _of_source(text)
    return None if raw is None else _fitted(raw, base)


# where the values are


def _of_encoded(text: str) -> _Raw | None:
    """Base64, alone or behind the name of its header or parameter."""
    raw = _Raw(kind="base64")
    pieces = [(m[1] or "", unquote(m[2])) for m in _HEADER.finditer(text)] or [("", text)]
    for label, piece in pieces:
        value = _decoded(piece, raw.notes)
        if not isinstance(value, dict):
            continue
        if label and not any(str(k).lower().startswith("x:") for k in value):
            value = {"x:" + str(k): v for k, v in value.items()}  # named so by its header
            raw.notes.append("names")
        raw.take(value)
    return raw if raw.fields or raw.variables else None


def _decoded(text: str, notes: list[str]) -> object:
    """The JSON value behind a Base64 text of any alphabet, padding and line length."""
    bare = re.sub(r"\s+", "", text).strip("\"',;")
    if len(bare) < 12 or not re.fullmatch(r"[A-Za-z0-9+/_-]+={0,2}", bare):
        return None
    standard = bare.replace("-", "+").replace("_", "/").rstrip("=")
    padded = standard + "=" * (-len(standard) % 4)
    try:
        text_within = base64.b64decode(padded).decode("utf-8")
    except (binascii.Error, ValueError):
        return None
    value = _loaded(text_within)
    if value is None and (value := _loaded(_with_escapes(text_within))) is not None:
        notes.append("quotes")
    if bare.rstrip("=") != standard or bare != re.sub(r"[\"',;]", "", text.strip()):
        notes.append("alphabet")
    if len(bare) != len(padded):
        notes.append("padding")
    return value


def _of_json(text: str) -> _Raw | None:
    """The object as it stands, with one comma too many, or as a program's string."""
    raw = _Raw(kind="json")
    bare = text.strip("; \t\r\n")
    for level in range(4):
        value = _loaded(bare) or _loaded(re.sub(r",(\s*[}\]])", r"\1", bare))
        if value is None and (value := _loaded(_with_escapes(bare))) is not None:
            raw.notes.append("quotes")
        if isinstance(value, dict):
            if level:
                raw.notes.append("escapes")
            return raw if raw.take(value) else None
        plainer = joined(bare)
        bare = one_level(bare) if plainer is None else plainer
    return None


def _with_escapes(text: str) -> str:
    """JSON whose body was written without escapes: the main reason for *is not json format*."""
    begun = list(_BODY_BEGINS.finditer(text))
    if len(begun) != 1 or not text[begun[0].end() :].lstrip().startswith(("{", "[")):
        return text
    start = begun[0].end()
    ended = _BODY_ENDS.search(text, start)
    if ended is None:
        return text
    end = ended.start(1)
    return text[: start - 1] + json.dumps(text[start:end]) + text[end + 1 :]


def _loaded(text: str) -> object:
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value


def _of_source(text: str) -> _Raw | None:
    """Assignments and calls of a program: ``callbackUrl = "…"``, ``put("x:a", "b")``."""
    raw = _Raw(kind="code")
    for name, literal in _SOURCE.findall(text):
        key = _NAMES[name.lower().replace("_", "")]
        value = joined(literal)
        raw.fields.setdefault(key, literal.lower() == "true" if value is None else value)
    for name, literal in _SOURCE_VARIABLE.findall(text):
        raw.variables.setdefault(name, joined(literal) or "")
    return raw if raw.fields or raw.variables else None


# into the form


def _fitted(raw: _Raw, base: CallbackSpec) -> Imported | None:
    spec, notes, said = replace(base, enabled=True), list(raw.notes), []
    if "callbackUrl" in raw.fields:
        spec = replace(spec, urls=_urls(raw.fields["callbackUrl"]))
        said.append("url")
    if "callbackBody" in raw.fields:
        spec = replace(spec, body=_body(raw.fields["callbackBody"], notes))
        said.append("body")
    if "callbackBodyType" in raw.fields or "callbackBody" in raw.fields:
        spec = replace(spec, body_type=_type(raw.fields.get("callbackBodyType"), spec, notes))
        said += ["type"] if "callbackBodyType" in raw.fields else []
    if "callbackHost" in raw.fields:
        spec = replace(spec, host=_host(raw.fields["callbackHost"], notes))
        said.append("host")
    if "callbackSNI" in raw.fields:
        spec = replace(spec, sni=_sni(raw.fields["callbackSNI"], spec, notes))
        said.append("sni")
    if raw.variables:
        spec = replace(spec, variables={**base.variables, **_variables(raw.variables, notes)})
        said.append("variables")
    left_out = tuple(name for name in raw.fields if name not in _FIELDS)
    notes += ["left_out"] if left_out else []
    told = tuple(dict.fromkeys(notes))
    return Imported(spec, tuple(said), raw.kind, told, left_out) if said else None


def _urls(value: object) -> tuple[str, ...]:
    texts = value if isinstance(value, list) else str(value).split(";")
    return tuple(text for text in (str(item).strip() for item in texts) if text)


def _body(value: object, notes: list[str]) -> str:
    if not isinstance(value, str):
        notes.append("body")
        return json.dumps(value, ensure_ascii=False) if value else ""
    plain = unescaped(value)
    notes += [] if plain is None else ["escapes"]
    return value if plain is None else plain


def _type(value: object, spec: CallbackSpec, notes: list[str]) -> BodyType:
    guess = looks_like(spec.body) or BodyType.FORM
    if value in (None, ""):  # the service would take it for a form, whatever is in it
        notes += ["type"] if guess is BodyType.JSON else []
        return guess
    known = {kind.value: kind for kind in BodyType}
    found = known.get(str(value).partition(";")[0].strip().lower())
    if found is None or found.value != value:
        notes.append("type")
    return found or guess


def _host(value: object, notes: list[str]) -> str:
    if isinstance(value, str):
        return value.strip()
    notes.append("host")
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _sni(value: object, spec: CallbackSpec, notes: list[str]) -> Sni:
    if not isinstance(value, bool):
        notes.append("sni")
    on = str(value).strip().lower() in ("true", "1", "on", "yes")
    https = any(is_https_name(url) for url in spec.urls)
    return Sni.AUTO if on is https else Sni.ON if on else Sni.OFF


def _variables(values: Mapping[str, object], notes: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in values.items():
        key = custom_name(name)
        notes += [] if key == name else ["names"]
        notes += [] if isinstance(value, str) else ["values"]
        if key:
            found[key] = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return found

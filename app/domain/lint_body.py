"""Findings of the body template (oss.md, 1.2 to 1.4); codes in `app.domain.lint`."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from urllib.parse import unquote

from app.domain.callback import BodyType, CallbackSpec, custom_name
from app.domain.dialect import Dialect, encoded_callback
from app.domain.findings import Field, Finding, Severity
from app.domain.lint_mending import UNCLOSED, closed, parsing, told_as_form
from app.domain.lint_pasted import left_over_findings, pasted_findings, usual
from app.domain.preview import Sample, filled
from app.domain.template import Placeholder, Quoting, placeholders, quotings

_ENCODED = re.compile(r"(?i)%24(?:%7B|\{)[^%{}&\"]*(?:%3A[^%{}&\"]*)?(?:%7D|\})|\$%7B")
_LOOK_ALIKE = re.compile(r"\$\(\s*([A-Za-z][\w.:-]*)\s*\)")
_TEXT_OR_BLANKS = re.compile(r'"(?:\\.|[^"\\])*"?|\s+')
_FORM_LIKE = re.compile(r"\s*[\w.:-]+=")


def body_findings(spec: CallbackSpec, dialect: Dialect, *, sample: Sample) -> list[Finding]:
    """Findings about the template, by place."""
    if not spec.body.strip():
        fix = usual(spec, dialect)
        none = Finding("body.empty", Severity.ERROR, Field.BODY, {}, fix)
        return [] if dialect.empty_body else [none]
    size = _size(spec, dialect)
    if pasted := pasted_findings(spec, dialect):
        return size + pasted
    found = [*size, *_shape(spec, dialect), *left_over_findings(spec, dialect)]
    found += _empty(spec, dialect, sample)
    found += sorted(
        [*_names(spec, dialect), *_spelling(spec, dialect), *_quotes(spec)],
        key=lambda f: f.start,
    )
    if spec.body_type is BodyType.JSON and not any(f.code in _BREAKING for f in found):
        found += _json_trouble(spec, sample)
    return found


def _empty(spec: CallbackSpec, dialect: Dialect, sample: Sample) -> list[Finding]:
    """Variables that are empty because of the way in which the selected file is sent."""
    if sample.operation != "CompleteMultipartUpload":
        return []
    known = {v.name for v in dialect.system_variables if v.put_only}
    places = [place for place in placeholders(spec.body) if place.name in known]
    return [
        Finding("body.put_only", Severity.INFO, Field.BODY, {"name": p.name}, None, p.start, p.end)
        for p in places[:1]
    ]


_BREAKING = frozenset({"body.in_text", "body.looks_form", "body.look_alike", "body.unclosed"})
"""Codes that already say why the JSON does not parse."""


def _size(spec: CallbackSpec, dialect: Dialect) -> list[Finding]:
    size, limit = len(encoded_callback(spec)), dialect.longest_encoded
    if size <= limit or not limit:
        return []
    fix, way = _shorter(spec, dialect, limit=limit)
    values = {"size": str(size), "limit": str(limit), "way": way}
    return [Finding("body.long", Severity.ERROR, Field.BODY, values, fix)]


def _shorter(
    spec: CallbackSpec, dialect: Dialect, *, limit: int
) -> tuple[CallbackSpec | None, str]:
    """Without the blanks between a JSON template's parts if that is enough, else the usual one."""
    plain = usual(spec, dialect)
    ways = [("usual", plain), ("one_url", replace(plain, urls=spec.urls[:1]))]
    if spec.body_type is BodyType.JSON:
        ways.insert(0, ("compact", replace(spec, body=without_blanks(spec.body))))
    return next(((to, way) for way, to in ways if len(encoded_callback(to)) <= limit), (None, ""))


def without_blanks(body: str) -> str:
    """A JSON template without the blanks and line breaks that stand outside of its texts."""
    return _TEXT_OR_BLANKS.sub(lambda m: m[0] if m[0].startswith('"') else "", body)


def _shape(spec: CallbackSpec, dialect: Dialect) -> list[Finding]:
    """A JSON template sent as a form, or the other way round."""
    as_json = spec.body.lstrip().startswith(("{", "["))
    if as_json and BodyType.JSON not in dialect.body_types:
        fix = told_as_form(spec)
        return [Finding("body.no_json", Severity.WARNING, Field.BODY, {}, fix)]
    if spec.body_type is BodyType.FORM and spec.body.lstrip().startswith(("{", "[")):
        fix = replace(spec, body_type=BodyType.JSON)
        return [Finding("body.looks_json", Severity.WARNING, Field.BODY, {}, fix)]
    if spec.body_type is BodyType.JSON and _FORM_LIKE.match(spec.body):
        fix = replace(spec, body_type=BodyType.FORM)
        return [Finding("body.looks_form", Severity.WARNING, Field.BODY, {}, fix)]
    return []


def _names(spec: CallbackSpec, dialect: Dialect) -> list[Finding]:
    found: list[Finding] = []
    for place in placeholders(spec.body):
        if place.custom:
            found += _custom(spec, place, dialect)
        elif dialect.variable(place.name) is None:
            own = custom_name(place.name)
            guess = own if own in spec.variables else guessed(place.name, dialect)
            fix = _with_name(spec, place, name=guess) if guess else _as_own(spec, place)
            values = {"name": place.name, "guess": guess}
            if foreign := dialect.foreign_name(place.name):
                values["foreign"] = foreign
            found.append(_at("body.unknown", place.start, place.end, values=values, fix=fix))
    return found


def _as_own(spec: CallbackSpec, place: Placeholder) -> CallbackSpec | None:
    """``spec`` with the unknown name as a value of the person's own."""
    name = custom_name(place.name)
    if not name:
        return None
    known = {**spec.variables, name: spec.variables.get(name, "")}
    return replace(_with_name(spec, place, name=name), variables=known)


def _custom(spec: CallbackSpec, place: Placeholder, dialect: Dialect) -> list[Finding]:
    name = custom_name(place.name) if dialect.any_case else place.name
    if name in spec.variables:
        return []
    import difflib  # noqa: PLC0415 - not for the first picture

    better = custom_name(place.name)
    close = difflib.get_close_matches(better, list(spec.variables), n=1)
    guess = better if better in spec.variables else close[0] if close else ""
    if guess or better != place.name:
        fix = _with_name(spec, place, name=guess or better) if guess or better else None
    else:
        fix = replace(spec, variables={**spec.variables, place.name: ""})
    values = {"name": place.name, "guess": guess}
    return [_at("body.undefined", place.start, place.end, values=values, fix=fix)]


def guessed(name: str, dialect: Dialect) -> str:
    """The system variable that ``name`` most likely means, or an empty string."""
    known = {variable.name.lower(): variable.name for variable in dialect.system_variables}
    lower = name.strip().lower()
    plain = lower.replace("_", "").replace(" ", "")
    direct = known.get(lower) or known.get(plain) or dialect.aliases.get(plain)
    if direct or dialect.foreign_name(name):
        return direct or ""
    import difflib  # noqa: PLC0415 - not for the first picture

    close = difflib.get_close_matches(plain, known, n=1, cutoff=0.7)
    return known[close[0]] if close else ""


def _with_name(spec: CallbackSpec, place: Placeholder, *, name: str) -> CallbackSpec:
    old, new = "${" + place.name + "}", "${" + name + "}"
    return replace(spec, body=spec.body.replace(old, new))


def meant(name: str, dialect: Dialect) -> str:
    """The name under which ``dialect`` knows what another service calls ``name``."""
    return custom_name(name) if name.lower().startswith("x:") else guessed(name, dialect) or name


def _look_alikes(spec: CallbackSpec, dialect: Dialect) -> CallbackSpec:
    """``spec`` with every ``$(name)`` written the dialect's way, without quotes in JSON."""
    body = _LOOK_ALIKE.sub(lambda m: "${" + meant(m[1], dialect) + "}", spec.body)
    return replace(spec, body=without_quotes(body) if spec.body_type is BodyType.JSON else body)


def _spelling(spec: CallbackSpec, dialect: Dialect) -> list[Finding]:
    """Things that were meant as placeholders, but are none."""
    body = spec.body
    found: list[Finding] = []
    for match in _ENCODED.finditer(body):
        fix = replace(spec, body=_ENCODED.sub(lambda m: unquote(m[0]), body))
        values = {"text": match[0]}
        found.append(_at("body.encoded", match.start(), match.end(), values=values, fix=fix))
    for match in _LOOK_ALIKE.finditer(body):
        fix = _look_alikes(spec, dialect)
        values = {"text": match[0], "name": meant(match[1], dialect)}
        found.append(_at("body.look_alike", match.start(), match.end(), values=values, fix=fix))
    for match in UNCLOSED.finditer(body):
        values, fix = {"text": match[0]}, closed(spec)
        found.append(_at("body.unclosed", match.start(), match.end(), values=values, fix=fix))
    return found


def _quotes(spec: CallbackSpec) -> list[Finding]:
    """Placeholders within quotes: the service adds its own (oss.md, 1.4)."""
    if spec.body_type is not BodyType.JSON or _FORM_LIKE.match(spec.body):
        return []
    found: list[Finding] = []
    for place, quoting in zip(placeholders(spec.body), quotings(spec.body), strict=True):
        values = {"name": place.name}
        if quoting is Quoting.ALONE:
            fix = replace(spec, body=without_quotes(spec.body))
            start, end = place.start - 1, place.end + 1
            found.append(_at("body.quoted", start, end, values=values, fix=fix))
        elif quoting is Quoting.AMONG:
            form = told_as_form(spec)
            found.append(_at("body.in_text", place.start, place.end, values=values, fix=form))
    return found


def without_quotes(body: str) -> str:
    """``body`` without the quotes that stand directly around a placeholder."""
    pieces: list[str] = []
    position = 0
    for place, quoting in zip(placeholders(body), quotings(body), strict=True):
        wide = 1 if quoting is Quoting.ALONE else 0
        pieces += [body[position : place.start - wide], body[place.start : place.end]]
        position = place.end + wide
    return "".join([*pieces, body[position:]])


def _json_trouble(spec: CallbackSpec, sample: Sample) -> list[Finding]:
    """Where the JSON breaks once the values are in, told in lines and columns of the template."""
    bare = without_quotes(spec.body)  # quotes have a finding of their own
    text = filled(replace(spec, body=bare), sample=sample, variables=spec.variables)
    try:
        json.loads(text.text)
    except (ValueError, RecursionError) as error:
        position = error.pos if isinstance(error, json.JSONDecodeError) else 0
        start = _origin_with_quotes(spec.body, text.origin(position))
        line = spec.body.count("\n", 0, start) + 1
        column = start - (spec.body.rfind("\n", 0, start) + 1) + 1
        values = {"line": str(line), "column": str(column)}
        end = min(start + 1, len(spec.body))
        return [_at("body.not_json", start, end, values=values, fix=_mended(spec, sample))]
    return []


def _mended(spec: CallbackSpec, sample: Sample) -> CallbackSpec | None:
    def text(body: str) -> str:
        bare = replace(spec, body=without_quotes(body))
        return filled(bare, sample=sample, variables=spec.variables).text

    return parsing(spec, text)


def _origin_with_quotes(body: str, position: int) -> int:
    """Offset in ``body`` of what stands at ``position`` once quotes are taken away."""
    taken = 0
    for place, quoting in zip(placeholders(body), quotings(body), strict=True):
        if quoting is Quoting.ALONE and place.start - 1 - taken <= position:
            behind = position >= place.end - 1 - taken
            taken += 2 if behind else 1
    return position + taken


def _at(
    code: str,
    start: int,
    end: int,
    *,
    values: dict[str, str],
    fix: CallbackSpec | None = None,
) -> Finding:
    return Finding(code, Severity.WARNING, Field.BODY, values, fix, start, end)

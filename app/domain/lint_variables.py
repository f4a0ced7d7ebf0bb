"""Findings of the custom variables (oss.md, 1.5); codes in `app.domain.lint`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from app.domain.callback import CallbackSpec, custom_name
from app.domain.dialect import Dialect, encoded_variables
from app.domain.findings import Field, Finding, Severity
from app.domain.template import placeholders
from app.domain.template_convert import with_field

_SHORT_NAME = 64
"""Letters of a name that is worth keeping without its value."""
_USUAL = re.compile(r"x:[a-z0-9_.-]+")


def variable_findings(spec: CallbackSpec, dialect: Dialect) -> list[Finding]:
    """Findings about names, size and use of the custom variables."""
    found = _names(spec)
    found += _size(spec, dialect)
    if not found:  # advice about names that have to change anyway would only confuse
        found += _unused(spec)
        found += _advised(spec, dialect)
        found += [] if dialect.escapes else _joints(spec)
    return found


def _joints(spec: CallbackSpec) -> list[Finding]:
    """Values that would look like another field to the server (wangsu.md, 4.2)."""
    code = "variables.joint"
    told = [name for name, value in spec.variables.items() if "&" in value]
    return [_finding(code, Severity.WARNING, name) for name in told]


def _names(spec: CallbackSpec) -> list[Finding]:
    found: list[Finding] = []
    owners = {name: name for name in spec.variables if name and custom_name(name) == name}
    for name in spec.variables:
        better = custom_name(name)
        if not better:
            fix = _renamed(spec, {name: ""})
            found.append(Finding("variables.empty_name", Severity.ERROR, Field.VARIABLES, {}, fix))
        elif owners.get(better, name) != name:
            found.append(_duplicate(spec, name, better=better, other=owners[better]))
        elif better != name:
            fix = _renamed(spec, {name: better})
            found.append(_finding("variables.name", Severity.ERROR, name, fix=fix, better=better))
        elif not _USUAL.fullmatch(name):
            found.append(_unusual(spec, name))
        owners.setdefault(better, name)
    return found


def _unusual(spec: CallbackSpec, name: str) -> Finding:
    """Letters that work, perhaps, but not everywhere; offered is a name without them."""
    bare = re.sub(r"[^a-z0-9_.-]+", "_", name.removeprefix("x:")).strip("_") or "value"
    taken = set(spec.variables) - {name}
    names = ("x:" + bare + (str(n) if n > 1 else "") for n in range(1, len(taken) + 2))
    better = next(free for free in names if free not in taken)
    fix = _renamed(spec, {name: better})
    return _finding("variables.unusual", Severity.WARNING, name, fix=fix, better=better)


def _duplicate(spec: CallbackSpec, name: str, *, better: str, other: str) -> Finding:
    taken = {custom_name(n) for n in spec.variables}
    free = next(f"{better}{n}" for n in range(2, len(taken) + 3) if f"{better}{n}" not in taken)
    fix = _renamed(spec, {name: free})
    return _finding("variables.duplicate", Severity.ERROR, name, fix=fix, other=other, better=free)


def _renamed(spec: CallbackSpec, names: Mapping[str, str]) -> CallbackSpec:
    """``spec`` with variables renamed, in the table and in the template; "" leaves one out."""
    variables = {names.get(n, n): v for n, v in spec.variables.items() if names.get(n, n)}
    body = spec.body
    for old, new in names.items():
        if new:
            body = body.replace("${" + old + "}", "${" + new + "}")
    return replace(spec, variables=variables, body=body)


def _size(spec: CallbackSpec, dialect: Dialect) -> list[Finding]:
    size, limit = len(encoded_variables(spec.variables)), dialect.longest_encoded_variables
    if size <= limit or not limit:
        return []
    fix, names = _lighter(spec, limit=limit)
    values = {"size": str(size), "limit": str(limit), "names": ", ".join(names)}
    return [Finding("variables.long", Severity.ERROR, Field.VARIABLES, values, fix)]


def _lighter(spec: CallbackSpec, *, limit: int) -> tuple[CallbackSpec, list[str]]:
    """``spec`` with values emptied until the rest fits: those nobody hears of, then the longest.

    A value that the template asks for keeps its name, so that it is told as empty.
    """
    used = {custom_name(p.name) for p in placeholders(spec.body) if p.custom}
    left = dict(spec.variables)
    order = sorted(left, key=lambda n: (n in used, -len(left[n].encode("utf-8", "replace"))))
    gone = []
    for name in order:
        if len(encoded_variables(left)) <= limit:
            break
        gone.append(name)
        if name in used and len(name) < _SHORT_NAME:
            left[name] = ""
        else:
            del left[name]
    return replace(spec, variables=left), gone


def _unused(spec: CallbackSpec) -> list[Finding]:
    used = {custom_name(p.name) for p in placeholders(spec.body) if p.custom}
    return [
        _finding(
            "variables.unused",
            Severity.WARNING,
            name,
            fix=with_field(spec, name.removeprefix("x:"), name),
        )
        for name in spec.variables
        if name not in used
    ]


def _advised(spec: CallbackSpec, dialect: Dialect) -> list[Finding]:
    count = len(spec.variables)
    size = sum(len((n + v).encode("utf-8", "replace")) for n, v in spec.variables.items())
    few = count <= dialect.advised_variables and size <= dialect.advised_variable_bytes
    if few or not dialect.advised_variables:
        return []
    values = {"count": str(count), "bytes": str(size)}
    return [Finding("variables.many", Severity.INFO, Field.VARIABLES, values)]


def _finding(
    code: str, severity: Severity, name: str, *, fix: CallbackSpec | None = None, **values: str
) -> Finding:
    return Finding(code, severity, Field.VARIABLES, {"name": name, **values}, fix)

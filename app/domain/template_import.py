"""Templates of other services, and callbacks out of anything, in the words of the service in use.

Wangsu and Qiniu write ``$(key)`` and put quotes around it in JSON; COS and TOS write ``${…}`` with
some other names. Each name becomes the one that means the same here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.domain.callback import BodyType, CallbackSpec, custom_name
from app.domain.callback_import import understood
from app.domain.dialect import Dialect
from app.domain.gallery import applied, read_template
from app.domain.lint_body import meant, without_quotes
from app.domain.template import placeholders
from app.domain.template_convert import converted, looks_like
from app.domain.template_escapes import unescaped

_ANY = re.compile(r"\$\(\s*([A-Za-z][\w.:-]*)\s*\)|\$\{\s*([^${}\n]*?)\s*\}")
_TEMPLATE = re.compile(r"\$[({][\w.: -]+[)}]|^\s*[\w.:-]+=[^=\s]")


@dataclass(frozen=True, slots=True)
class Found:
    """What a pasted text becomes."""

    spec: CallbackSpec
    recognised: tuple[str, ...]
    """As `Imported.recognised`."""
    kind: str
    """``base64``, ``json``, ``code``, ``file`` (an exported template) or ``template``."""
    notes: tuple[str, ...] = ()
    """As `Imported.notes`; and ``renamed``: variables of another service."""
    left_out: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    """What stood there, and what it became."""


def found_in(text: str, base: CallbackSpec, dialect: Dialect) -> Found | None:
    """The callback or template in ``text`` over ``base``; None: there is none. Never raises.

    What comes of it is written as the dialect writes, and in a type of body that it knows.
    """
    found = _found_in(text, dialect.common_spec(base), dialect)
    if found is None:
        return None
    spec = found.spec
    if spec.body_type not in dialect.body_types:
        spec = converted(spec, dialect.body_types[0]) or spec
    told = ((old, dialect.written(new)) for old, new in found.renamed)
    renamed = tuple((old, new) for old, new in told if old != new)
    notes = tuple(note for note in found.notes if note != "renamed" or renamed)
    spec = dialect.common_spec(spec)
    return replace(found, spec=spec, renamed=renamed, notes=notes)


def _found_in(text: str, base: CallbackSpec, dialect: Dialect) -> Found | None:
    """The same with braces."""
    try:
        template = read_template(text)
    except ValueError:
        template = None
    if template is not None:
        spec, renamed = translated(applied(template, base), dialect)
        mended = ("renamed",) if renamed else ()
        return Found(spec, ("body", "type", "variables"), "file", mended, (), renamed)
    told = understood(text, base)
    if told is not None:
        spec, renamed = translated(told.spec, dialect)
        notes = (*told.notes, "renamed") if renamed else told.notes
        return Found(spec, told.recognised, told.kind, notes, told.left_out, renamed)
    return _template(text, base, dialect)


def _template(text: str, base: CallbackSpec, dialect: Dialect) -> Found | None:
    """A bare template, perhaps in quotes or with backslashes."""
    plain = unescaped(text)
    body = (text if plain is None else plain).strip()
    if not _TEMPLATE.search(body):
        return None
    kind = looks_like(body) or BodyType.FORM
    spec, renamed = translated(replace(base, enabled=True, body=body, body_type=kind), dialect)
    notes = (["escapes"] if plain is not None else []) + (["renamed"] if renamed else [])
    recognised = ("body", "variables") if spec.variables != base.variables else ("body",)
    return Found(spec, recognised, "template", tuple(notes), (), renamed)


def translated(
    spec: CallbackSpec, dialect: Dialect
) -> tuple[CallbackSpec, tuple[tuple[str, str], ...]]:
    """``spec`` with every look-alike as the dialect writes it, and what was changed.

    Custom variables that the template asks for get a place among the values.
    """
    changed: dict[str, str] = {}

    def written(match: re.Match[str]) -> str:
        name = match[1] or match[2] or ""
        better = "${" + (name if dialect.variable(name) else meant(name, dialect)) + "}"
        if better != match[0]:
            changed[match[0]] = better
        return better

    body = _ANY.sub(written, spec.body)
    if changed and spec.body_type is BodyType.JSON:
        body = without_quotes(body)
    asked = {custom_name(p.name): "" for p in placeholders(body) if p.custom}
    return replace(spec, body=body, variables={**asked, **spec.variables}), tuple(changed.items())

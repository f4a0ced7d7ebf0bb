"""Findings about a template that is no template: copied out of a program, or a whole callback."""

from __future__ import annotations

import re
from dataclasses import replace

from app.domain.callback import BodyType, CallbackSpec
from app.domain.callback_import import understood
from app.domain.dialect import Dialect
from app.domain.findings import Field, Finding, Severity
from app.domain.lint_left_over import left_over
from app.domain.template_convert import looks_like
from app.domain.template_escapes import unescaped

FRIENDLY_JSON = '{"bucket":${bucket},"object":${object},"size":${size},"mimeType":${mimeType}}'
"""What `app.domain.callback.FRIENDLY_TEMPLATE` says, as JSON."""

_ONLY = re.compile(r"\s*(?:<[^<>]*>|[A-Za-z_]+)\s*")


def pasted_findings(spec: CallbackSpec, dialect: Dialect) -> list[Finding]:
    """At most one: what the whole text is instead of a template."""
    told = understood(spec.body, spec)
    if told is not None and told.spec != spec:
        fix = told.spec if "body" in told.recognised else usual(told.spec, dialect)
        return [_whole("body.pasted", spec, fix=fix, kind=told.kind)]
    plain = unescaped(spec.body)
    if plain is not None:
        kind = looks_like(plain) or spec.body_type
        return [_whole("body.escaped", spec, fix=replace(spec, body=plain, body_type=kind))]
    return []


def left_over_findings(spec: CallbackSpec, dialect: Dialect) -> list[Finding]:
    """An example of a manual within the template."""
    found: list[Finding] = []
    if text := left_over(spec.body):
        fix = usual(spec, dialect) if _ONLY.fullmatch(spec.body) else None
        start = spec.body.index(text)
        place = start, start + len(text)
        values = {"text": text}
        found.append(Finding("body.left_over", Severity.WARNING, Field.BODY, values, fix, *place))
    return found


def usual(spec: CallbackSpec, dialect: Dialect) -> CallbackSpec:
    """``spec`` with the usual template of its type."""
    json_ = spec.body_type is BodyType.JSON
    return replace(spec, body=FRIENDLY_JSON if json_ else dialect.usual)


def _whole(code: str, spec: CallbackSpec, *, fix: CallbackSpec, **values: str) -> Finding:
    return Finding(code, Severity.WARNING, Field.BODY, values, fix, 0, len(spec.body))

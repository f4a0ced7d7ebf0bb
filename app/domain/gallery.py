"""Templates that are kept under a name: those that come with Upcall, and people's own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.domain.callback import BodyType, CallbackSpec, custom_name
from app.domain.template import custom_in

MARK = "upcall_template"
"""Field of an exported template that says what the file is."""
VERSION = 1
LONGEST = 64 * 1024
"""Characters of a file that is read as a template."""


@dataclass(frozen=True, slots=True)
class Template:
    """A body, how it is sent, and the custom variables that it asks for; no address, no secret."""

    name: str
    """In the person's words; for one that comes with Upcall the name of its file."""
    body: str
    body_type: BodyType = BodyType.FORM
    variables: Mapping[str, str] = field(default_factory=dict)
    """Custom variables with the values to begin with."""
    id: str = ""
    """Random; empty for those that come with Upcall."""


def template_of(spec: CallbackSpec, name: str, *, id_: str) -> Template:
    """What the form shows, to be kept under ``name``; variables that it does not tell stay out."""
    used = set(map(custom_name, custom_in(spec.body)))
    variables = {n: v for n, v in spec.variables.items() if n in used}
    return Template(name, spec.body, spec.body_type, variables, id_)


def applied(template: Template, spec: CallbackSpec) -> CallbackSpec:
    """``spec`` with the template in it; values that the person has already stay as they are."""
    variables = {**template.variables, **spec.variables}
    body, kind = template.body, template.body_type
    return replace(spec, enabled=True, body=body, body_type=kind, variables=variables)


def written(template: Template) -> str:
    """The template as the text of a file."""
    data = {
        MARK: VERSION,
        "name": template.name,
        "body_type": template.body_type.value,
        "body": template.body,
        "variables": dict(template.variables),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def read_template(text: str, *, id_: str = "") -> Template:
    """The template in a file's text. Raises `ValueError` when there is none in it."""
    if len(text) > LONGEST:
        raise ValueError("too long")
    try:
        data = json.loads(text)
    except RecursionError:
        raise ValueError("too deep") from None
    if not isinstance(data, dict) or MARK not in data:
        raise ValueError("no template")
    body, variables = data.get("body"), data.get("variables", {})
    if not isinstance(body, str) or not isinstance(variables, dict):
        raise ValueError("no template")
    own = {custom_name(str(n)): v for n, v in variables.items() if isinstance(v, str)}
    name = str(data.get("name", ""))[:100]
    kind = BodyType(data.get("body_type", BodyType.FORM.value))
    return Template(name, body, kind, {n: v for n, v in own.items() if n}, id_)

"""Finding: one remark of the callback form's check, as a value without prose."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from enum import StrEnum

from app.domain.callback import CallbackSpec


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    """The service would refuse the upload."""
    WARNING = "warning"
    """Merely unwise: *send anyway* is offered."""
    INFO = "info"


class Field(StrEnum):
    """Beside which field of the form a finding is shown."""

    URLS = "urls"
    BODY = "body"
    VARIABLES = "variables"
    HOST = "host"
    SNI = "sni"


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """One remark at one place; the sentence for its code lives in the window."""

    code: str
    """Stable; the table of codes is in `app.domain.lint`."""
    severity: Severity
    field: Field
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Fills the placeholders of the sentence."""
    fix: CallbackSpec | None = None
    """The whole form after the one-click fix; it mends every place with the same code."""
    start: int = -1
    """First character in the template (``body``), or which URL (``urls``); -1: the whole field."""
    end: int = -1
    """Behind the last character in the template; -1 where ``start`` is no character."""
    override: CallbackSpec | None = None
    """The whole form once the person says that this error shall be tried all the same."""

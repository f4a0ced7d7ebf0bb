"""PlaceFinding: one remark about where files go, as a value without prose."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from enum import StrEnum

from app.domain.findings import Severity


class PlaceField(StrEnum):
    """Beside which field a finding is shown."""

    ENDPOINT = "endpoint"
    REGION = "region"
    PREFIX = "prefix"
    SERVER = "server"
    NAMING = "naming"
    OPTIONS = "options"


@dataclasses.dataclass(frozen=True, slots=True)
class PlaceFinding:
    """One remark; the sentence for its code lives in the window."""

    code: str
    """Stable; the table of codes is in `app.domain.lint_place`."""
    severity: Severity
    field: PlaceField
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Fills the placeholders of the sentence."""
    fixable: bool = False
    """Whether there is a one-click fix."""
    fix: str = ""
    """The field's whole text after it; an empty one may well be the fix."""

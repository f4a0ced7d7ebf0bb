"""EngineLimits: how much an engine does at once; loaded with the window, before any engine."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.patience import Patience


@dataclass(frozen=True, slots=True)
class EngineLimits:
    """How much at once; changeable while it runs."""

    files: int = 3
    """Files whose bytes move at a time."""
    parts: int = 4
    """Requests with file data at a time, in all."""
    rate: int = 0
    """Bytes per second; 0: no limit."""
    patience: Patience = field(default_factory=Patience)
    """How long to wait for what; holds from the next request on."""
    ceiling: int = 0
    """Up to so many requests by itself while more carry more; 0: never more than ``parts``."""


def as_chosen(files: int, parts: int, rate: int, patience: Patience) -> EngineLimits:
    """Limits by the settings. The usual number of parts is where it begins; another one holds."""
    usual = parts == EngineLimits().parts
    return EngineLimits(files, parts, rate, patience, ceiling=2 * parts if usual else parts)

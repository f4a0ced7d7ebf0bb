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

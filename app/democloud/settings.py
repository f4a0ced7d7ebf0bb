"""Knobs of a running cloud that the control plane may turn."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(slots=True)
class Settings:
    """Limits and peculiarities; the defaults are the service's own."""

    callback_seconds: float = 5.0
    """Time an application server has, connecting included (reference/oss.md 1.9)."""
    body_idle_seconds: float = 30.0
    """Seconds without a byte of a request's body until 400 ``RequestTimeout``."""
    clock_offset_seconds: float = 0.0
    """Added to the service's clock: shows what a wrong clock on either side does."""
    announced_key_url: str = ""
    """URL named in ``x-oss-pub-key-url``; empty: the cloud's own public key URL."""

    def change(self, values: Mapping[str, object]) -> None:
        """Set several knobs; ValueError names one that does not exist or has a wrong type."""
        known = {f.name: type(getattr(self, f.name)) for f in dataclasses.fields(self)}
        for name, value in values.items():
            if name not in known:
                raise ValueError(f"there is no setting called {name}")
            allowed = (int, float) if known[name] is float else known[name]
            if isinstance(value, bool) or not isinstance(value, allowed):
                raise ValueError(f"{name} takes a {known[name].__name__}")
        for name, value in values.items():
            setattr(self, name, value)

    def restore(self) -> None:
        """Go back to the defaults."""
        self.change(dataclasses.asdict(Settings()))

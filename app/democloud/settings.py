"""Knobs of a running cloud that the control plane may turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass


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
        checked = {name: _checked(name, value) for name, value in values.items()}
        for name, value in checked.items():
            setattr(self, name, value)

    def restore(self) -> None:
        """Go back to the defaults."""
        self.change(asdict(Settings()))


def _checked(name: str, value: object) -> object:
    default = getattr(Settings(), name, None)
    if default is None or name.startswith("_") or callable(default):
        raise ValueError(f"there is no setting called {name}")
    if isinstance(default, str):
        if not isinstance(value, str):
            raise ValueError(f"{name} takes text")
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError(f"{name} takes a number")
    return float(value)

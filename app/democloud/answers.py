"""How the application server answers: well, or badly in one of the ways that real ones do."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MODES: Mapping[str, Mapping[str, type | tuple[type, ...]]] = {
    "well": {},
    "late": {"seconds": (int, float)},
    "500": {},
    "not_json": {},
    "no_length": {},
    "refuse": {},
    "empty": {},
    "large": {"bytes": int},
    "bom": {},
    "redirect": {},
    "hang_up": {},
    "custom": {"status": int, "headers": dict, "body": str},
}
"""Each mode and its parameters.

``well``       200, JSON with a length
``late``       the same after ``seconds`` (6)
``500``        500 with a JSON error
``not_json``   200 with an HTML page
``no_length``  200 with JSON in chunks, without Content-Length
``refuse``     403
``empty``      200 with ``Content-Length: 0``
``large``      200 with valid JSON of ``bytes`` (1,048,576) bytes
``bom``        200 with JSON behind a byte order mark
``redirect``   302
``hang_up``    closes the connection without an answer
``custom``     ``status`` (200), ``headers`` and ``body``; Content-Length is added if missing
"""

LARGEST_ANSWER = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Mode:
    """One way to answer."""

    name: str = "well"
    """One of :data:`MODES`."""
    parameters: dict[str, Any] = field(default_factory=dict)
    """What :data:`MODES` lists for it."""

    def as_json(self) -> dict[str, Any]:
        """Describe the mode in the form in which it was given."""
        return {"mode": self.name} | self.parameters


class Answers:
    """The standing mode, and modes for the next requests."""

    def __init__(self) -> None:
        self._standing = Mode()
        self._next: deque[Mode] = deque()

    def tell(self, description: Mapping[str, Any]) -> Mode:
        """Set a mode for the next ``times`` requests, or for all; ValueError says what is wrong."""
        values = dict(description)
        times = values.pop("times", None)
        mode = _mode(values)
        if times is None:
            self._standing = mode
            self._next.clear()
        elif isinstance(times, int) and not isinstance(times, bool) and 0 < times <= 100_000:
            self._next.extend([mode] * times)
        else:
            raise ValueError("times must be a whole number above 0")
        return mode

    def take(self) -> Mode:
        """Give the mode for a request that has just come."""
        return self._next.popleft() if self._next else self._standing

    def clear(self) -> None:
        """Answer well from now on."""
        self._standing = Mode()
        self._next.clear()

    def as_json(self) -> dict[str, Any]:
        """Say what is set."""
        waiting = [mode.as_json() for mode in self._next]
        return {"standing": self._standing.as_json(), "next": waiting}


def _mode(values: dict[str, Any]) -> Mode:
    name = values.pop("mode", None)
    if name not in MODES:
        raise ValueError(f"mode must be one of {', '.join(MODES)}")
    for parameter, value in values.items():
        kind = MODES[name].get(parameter)
        if kind is None:
            raise ValueError(f"{name} has no parameter {parameter}")
        if not isinstance(value, kind) or isinstance(value, bool):
            raise ValueError(f"{parameter} has the wrong type")
    if not 0 <= values.get("bytes", 0) <= LARGEST_ANSWER:
        raise ValueError(f"bytes must be at most {LARGEST_ANSWER}")
    return Mode(name, values)

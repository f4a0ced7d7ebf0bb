"""Trouble by chance: a fault mode of the whole cloud, with a rate for every kind.

``POST /chance`` switches it on. The same request gets the same fate whenever it comes: what happens
to the n-th UploadPart of part 3 of a key depends on the seed and on nothing else, so that two
clients can be held against the same cloud.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.democloud.answers import MODES, Mode
from app.democloud.faults import KINDS, Fault

Draw = Callable[[random.Random, int, "Spans"], dict[str, Any]]


@dataclass(slots=True)
class Spans:
    """Seconds, least and most, of the kinds that take time."""

    stall: tuple[float, float] = (0.1, 2.0)
    """How long nothing is read."""
    delay: tuple[float, float] = (0.1, 2.0)
    """How long the answer takes after the work."""
    skew: tuple[float, float] = (960.0, 1800.0)
    """How far the service's clock is ahead for one request; from 15 minutes on it is refused."""
    hint: tuple[float, float] = (1.0, 2.0)
    """What ``Retry-After`` says, in whole seconds."""
    late: tuple[float, float] = (6.0, 8.0)
    """How long the application server's late answers take."""


def _at_a_byte(chance: random.Random, length: int, _spans: Spans) -> dict[str, Any]:
    return {"after_bytes": chance.randint(0, max(length, 0))}


def _stall(chance: random.Random, length: int, spans: Spans) -> dict[str, Any]:
    seconds = round(chance.uniform(*spans.stall), 3)
    return {"after_bytes": chance.randint(0, max(length, 0)), "seconds": seconds}


def _delay(chance: random.Random, _length: int, spans: Spans) -> dict[str, Any]:
    return {"seconds": round(chance.uniform(*spans.delay), 3), "when": "answer"}


def _error(chance: random.Random, _length: int, _spans: Spans) -> dict[str, Any]:
    return {"status": chance.choice([500, 502, 503, 504])}


def _busy(chance: random.Random, _length: int, spans: Spans) -> dict[str, Any]:
    status, code = chance.choice([(503, "SlowDown"), (429, "TooManyRequests")])
    wait = round(chance.uniform(*spans.hint))
    return {"status": status, "code": code, "headers": {"Retry-After": str(wait)}}


def _skew(chance: random.Random, _length: int, spans: Spans) -> dict[str, Any]:
    return {"seconds": round(chance.uniform(*spans.skew))}


def _plain(_chance: random.Random, _length: int, _spans: Spans) -> dict[str, Any]:
    return {}


DRAWS: Mapping[str, tuple[str, Draw]] = {
    "cut": ("cut", _at_a_byte),
    "reset": ("reset", _at_a_byte),
    "stall": ("stall", _stall),
    "delay": ("delay", _delay),
    "error": ("status", _error),
    "busy": ("status", _busy),
    "lost_answer": ("lost_answer", _plain),
    "callback_failed": ("callback_failed", _plain),
    "bad_etag": ("bad_etag", _plain),
    "bad_crc": ("bad_crc", _plain),
    "skew": ("skew", _skew),
    "expire_key": ("expire_key", _plain),
    "expire_upload": ("expire_upload", _plain),
}
"""What may befall a request: the name in the rates, the fault's kind, how its parameters are drawn.

``error`` is 500, 502, 503 or 504; ``busy`` is 429 or 503 with a wait hint; the others are those of
``faults.py``. ``expire_key`` strikes only requests that were sent with a temporary key.
"""
assert {kind for kind, _draw in DRAWS.values()} <= set(KINDS)  # noqa: S101 - of one tree


@dataclass(slots=True)
class Chance:
    """The rates, and who has come how often."""

    seed: int = 0
    """Another seed, another fate."""
    rates: dict[str, dict[str, float]] = field(default_factory=dict)
    """Probability by operation and kind; those of one operation add up to 1 at most."""
    callback: dict[str, float] = field(default_factory=dict)
    """Probability by mode of ``answers.py`` of what the application server answers."""
    spans: Spans = field(default_factory=Spans)
    """Seconds."""
    _seen: Counter[tuple[str, str, int | None]] = field(default_factory=Counter)

    def tell(self, description: Mapping[str, Any]) -> None:
        """Switch on, or with an empty description off; ValueError says what is wrong."""
        values = dict(description)
        seed = values.pop("seed", 0)
        rates, callback = values.pop("rates", {}), values.pop("callback", {})
        spans = _spans(values.pop("spans", {}))
        if values or not isinstance(seed, int) or not isinstance(rates, dict):
            raise ValueError("seed, rates, callback and spans are what can be told")
        for kinds in rates.values():
            _check(kinds, DRAWS)
        _check(callback, MODES)
        self.seed, self.rates, self.callback, self.spans = seed, rates, callback, spans
        self._seen.clear()

    def clear(self) -> None:
        """Nothing by chance any more."""
        self.tell({})

    def as_json(self) -> dict[str, Any]:
        """Say what is set."""
        return {"seed": self.seed, "rates": self.rates, "callback": self.callback}

    def fault(
        self, operation: str, key: str, part: int | None, *, length: int, temporary: bool
    ) -> Fault | None:
        """The fault that a request suffers; ``length`` is its body's, in bytes.

        ``temporary``: it was sent with a temporary key.
        """
        kinds = self.rates.get(operation)
        if not kinds:
            return None
        chance = self._chance(operation, key, part)
        name = _drawn(kinds, chance.random())
        if name is None or (name == "expire_key" and not temporary):
            return None
        kind, draw = DRAWS[name]
        parameters = draw(chance, length, self.spans)
        return Fault(0, kind, operation, key, part, times=1, parameters=parameters)

    def answer(self, key: str) -> Mode | None:
        """How the application server answers the next callback for a key; None: as told."""
        if not self.callback:
            return None
        chance = self._chance("callback", key, None)
        name = _drawn(self.callback, chance.random())
        late = {"seconds": round(chance.uniform(*self.spans.late), 3)}
        return None if name is None else Mode(name, late if name == "late" else {})

    def _chance(self, operation: str, key: str, part: int | None) -> random.Random:
        self._seen[operation, key, part] += 1
        number = self._seen[operation, key, part]
        return random.Random(f"{self.seed}/{operation}/{key}/{part}/{number}")


def _drawn(rates: Mapping[str, float], point: float) -> str | None:
    for name, rate in rates.items():
        point -= rate
        if point < 0:
            return name
    return None


def _check(rates: object, known: Mapping[str, object]) -> None:
    if not isinstance(rates, dict):
        raise ValueError("rates are an object of numbers")
    for name, rate in rates.items():
        if name not in known:
            raise ValueError(f"{name} is not known here; known: {', '.join(known)}")
        if isinstance(rate, bool) or not isinstance(rate, (int, float)) or rate < 0:
            raise ValueError(f"the rate of {name} must be a number from 0 to 1")
    if sum(rates.values()) > 1:
        raise ValueError("rates add up to 1 at most")


def _spans(values: object) -> Spans:
    if not isinstance(values, dict):
        raise ValueError("spans is an object of pairs of seconds")
    spans = Spans()
    for name, pair in values.items():
        if not hasattr(spans, str(name)):
            raise ValueError(f"{name} is not a span")
        if not isinstance(pair, list) or len(pair) != 2 or not 0 <= pair[0] <= pair[1]:
            raise ValueError(f"{name} must be two numbers, the smaller first")
        setattr(spans, str(name), (float(pair[0]), float(pair[1])))
    return spans

"""Scripted trouble: which request shall suffer what, and how often."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

KINDS: Mapping[str, Mapping[str, type | tuple[type, ...]]] = {
    "delay": {"seconds": (int, float), "when": str},
    "status": {
        "status": int,
        "code": str,
        "message": str,
        "ec": str,
        "elements": dict,
        "headers": dict,
        "body": str,
    },
    "cut": {"after_bytes": int},
    "reset": {"after_bytes": int},
    "stall": {"after_bytes": int, "seconds": (int, float)},
    "lost_answer": {},
    "callback_failed": {"message": str, "ec": str},
    "bad_etag": {},
    "bad_crc": {},
    "skew": {"seconds": (int, float)},
    "expire_key": {},
    "expire_upload": {},
}
"""Each kind of fault and its parameters.

``delay``            wait ``seconds`` (1), ``when`` ``"before"`` the work (default) or ``"answer"``
``status``           refuse with ``status`` (503), ``code``, ``message``, ``ec`` and further XML
                     ``elements`` and ``headers`` without doing anything; what is left out is taken
                     from ``GET /refusals`` by ``code`` or ``ec``. ``body`` is sent instead of the
                     XML (give its Content-Type among the headers)
``cut``              close the connection after ``after_bytes`` (0) of the body were read
``reset``            the same with a reset
``stall``            stop reading after ``after_bytes`` for ``seconds`` (60), then go on; when the
                     faults are cleared meanwhile the connection is closed
``lost_answer``      do the work fully, then close without a byte of answer
``callback_failed``  store, answer 203 with ``message`` and ``ec`` without calling anybody
``bad_etag``         answer with a wrong ETag; ``bad_crc``: with a wrong CRC-64
``expire_key``       the temporary key that sent the request ends now, before the work: this request
                     and all later ones with the key get ``SecurityTokenExpired``
``expire_upload``    the upload in parts that the request names is forgotten before the work
``skew``             for this request the service's clock runs ``seconds`` (1200) ahead

A PostObject has its key in the body: a fault for a key strikes it when the fields before the file
were read, one for any key at once.
"""

SCRIPTED = "This answer was scripted in the demo cloud."
"""What a refusal says when its ``message`` was not scripted too."""

_MATCHING: Mapping[str, type | tuple[type, ...]] = {
    "operation": (str, type(None)),
    "key": (str, type(None)),
    "part": (int, type(None)),
    "skip": int,
    "times": (int, type(None)),
}


@dataclass(slots=True)
class Fault:
    """One scripted trouble."""

    fault_id: int
    """Number given by the cloud."""
    kind: str
    """One of :data:`KINDS`."""
    operation: str | None = None
    """Only requests of this operation; None: all."""
    key: str | None = None
    """Only requests for this object key; None: all."""
    part: int | None = None
    """Only this part number; None: all."""
    skip: int = 0
    """So many matching requests still pass unharmed."""
    times: int | None = 1
    """So many requests will still suffer; None: without end."""
    parameters: dict[str, Any] = field(default_factory=dict)
    """What :data:`KINDS` lists for the kind."""
    over: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the faults were cleared: who still suffers from this one is broken off."""

    def number(self, name: str, default: float) -> float:
        """Give a numeric parameter."""
        return float(self.parameters.get(name, default))

    def text(self, name: str, default: str) -> str:
        """Give a text parameter."""
        return str(self.parameters.get(name, default))

    def headers(self) -> tuple[tuple[str, str], ...]:
        """Give the headers of the answer that a ``status`` fault scripts."""
        headers: Mapping[object, object] = self.parameters.get("headers", {})
        return tuple((str(name), str(value)) for name, value in headers.items())

    def matches(self, operation: str, key: str, part: int | None) -> bool:
        """Say whether a request is meant."""
        return (
            self.operation in (None, operation)
            and self.key in (None, key)
            and self.part in (None, part)
        )

    def as_json(self) -> dict[str, Any]:
        """Describe the fault in the form in which it was given, plus ``id``."""
        matching = {name: getattr(self, name) for name in _MATCHING}
        return {"id": self.fault_id, "kind": self.kind} | matching | self.parameters


class Faults:
    """The faults that wait for their requests, in the order in which they were scripted."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._stalling: list[Fault] = []
        self._made = 0

    def add(self, description: Mapping[str, Any]) -> Fault:
        """Script a fault; ValueError says what is wrong with the description."""
        values = dict(description)
        kind = values.pop("kind", None)
        if kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}")
        matching = {name: values.pop(name) for name in _MATCHING if name in values}
        _check(matching, _MATCHING)
        _check(values, KINDS[kind])
        self._made += 1
        fault = Fault(fault_id=self._made, kind=kind, parameters=values, **matching)
        self._waiting.append(fault)
        return fault

    def take(self, operation: str, key: str, part: int | None) -> Fault | None:
        """Give the fault that this request shall suffer, and count it."""
        return self._first([f for f in self._waiting if f.matches(operation, key, part)])

    def take_for_key(self, operation: str, key: str) -> Fault | None:
        """Give the fault of a request whose key came late, in its body.

        Faults for any key had their turn in :meth:`take`.
        """
        waiting = [f for f in self._waiting if f.key is not None]
        return self._first([f for f in waiting if f.matches(operation, key, None)])

    def _first(self, meant: list[Fault]) -> Fault | None:
        for fault in meant:
            if fault.skip > 0:
                fault.skip -= 1
                continue
            self._count(fault)
            if fault.kind == "stall":
                self._stalling.append(fault)
            return fault
        return None

    def _count(self, fault: Fault) -> None:
        if fault.times is None:
            return
        fault.times -= 1
        if fault.times <= 0:
            self._waiting.remove(fault)

    def listed(self) -> list[Fault]:
        """Give the faults that still wait."""
        return list(self._waiting)

    def clear(self) -> None:
        """Forget all. A request that stalls is broken off: nobody expects it any more."""
        self._waiting.clear()
        for fault in self._stalling:
            fault.over.set()
        self._stalling.clear()


def _check(values: Mapping[str, Any], allowed: Mapping[str, type | tuple[type, ...]]) -> None:
    for name, value in values.items():
        if name not in allowed:
            raise ValueError(f"{name} is not a parameter here; known: {', '.join(allowed) or '-'}")
        if not isinstance(value, allowed[name]) or isinstance(value, bool):
            raise ValueError(f"{name} has the wrong type")

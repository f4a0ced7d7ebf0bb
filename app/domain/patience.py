"""Patience: how long to wait for what before a request is given up."""

from __future__ import annotations

from dataclasses import dataclass, fields

USUAL_ANSWER = 60.0
"""Seconds that a provider's request asks for when nobody else has to answer first."""
LONGEST = 3600.0
"""Seconds; more is no patience but a program that hangs."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds, each above 0 and at most `LONGEST`. Raises `ValueError` for others."""

    connect: float = 10.0
    """For a connection to the storage or to the proxy."""
    stalled: float = 60.0
    """While sending: without a single byte being taken."""
    answer: float = USUAL_ANSWER
    """For the storage's answer, after the last byte of a request."""
    final: float = USUAL_ANSWER
    """For the answer that a callback rides on; what the provider adds for each of the callback's
    addresses comes on top (oss.md, 1.10)."""

    def __post_init__(self) -> None:
        for field in fields(self):
            if not 0 < getattr(self, field.name) <= LONGEST:
                raise ValueError(f"{field.name} is out of range")

    def for_answer(self, asked: float) -> float:
        """Seconds to wait for an answer for which the provider asked for ``asked`` seconds.

        The usual time becomes the chosen one; less than usual is meant so and stays.
        """
        if asked < USUAL_ANSWER:
            return asked
        return self.answer if asked == USUAL_ANSWER else self.final + asked - USUAL_ANSWER

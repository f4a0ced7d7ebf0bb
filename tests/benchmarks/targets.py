"""Figures beside what they are to be: ratios to peers of the same run, never a failure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmarks.harness import Medians

GIB = 1 << 30
LARGE = 2 * GIB
"""Bytes of the harness's large file."""


@dataclass(frozen=True, slots=True)
class Target:
    """One figure."""

    what: str
    """What was measured, against whom."""
    found: float | None
    """None: there is no such row in this run."""
    wanted: float | None
    """None: for information only."""
    at_most: bool = False
    """True when less is better."""
    stretch: float | None = None
    """What would be still better."""
    form: str = "{:.2f}"
    """How a figure of this kind is written."""

    @property
    def verdict(self) -> str:
        """``reached``, ``not reached``, ``not measured``, or nothing where nothing is wanted."""
        if self.wanted is None:
            return ""
        if self.found is None:
            return "not measured"
        if self._good(self.wanted):
            further = self.stretch is not None and self._good(self.stretch)
            return "reached, stretch too" if further else "reached"
        return "not reached"

    def _good(self, bound: float) -> bool:
        if self.found is None:
            return False
        return self.found <= bound if self.at_most else self.found >= bound

    def cells(self) -> tuple[str, str, str, str]:
        """As a row of a table."""
        found = "-" if self.found is None else self.form.format(self.found)
        wanted = ""
        if self.wanted is not None:
            wanted = ("<= " if self.at_most else ">= ") + self.form.format(self.wanted)
        return self.what, found, wanted, self.verdict


def speed(
    found: Medians,
    ours: str,
    peer: str,
    *,
    at_least: float | None,
    stretch: float | None = None,
    note: str = "",
) -> Target:
    """How many times as fast as a peer."""
    name = f"times {peer}" + (f" ({note})" if note else "")
    return Target(name, _ratio(found, ours, peer), at_least, stretch=stretch)


def limit_share(
    found: Medians, ours: str, limit: str, *, at_least: float | None, stretch: float | None = None
) -> Target:
    """What share of a limit's speed is reached."""
    name = f"of {limit}"
    return Target(name, _ratio(found, ours, limit), at_least, stretch=stretch, form="{:.0%}")


def worst_share(found: Medians, ours: str, ideal: float, *, at_least: float) -> Target:
    """What share of the speed of ``ideal`` seconds is reached."""
    ratio = ideal / found[ours]["wall"] if ours in found else None
    return Target(f"of what the waiting allows ({ideal:.2f} s)", ratio, at_least, form="{:.0%}")


def processor(found: Medians, ours: str, *, at_most: float | None) -> Target:
    """Processor seconds for each GiB of the large file."""
    used = (found[ours]["user"] + found[ours]["sys"]) / (LARGE / GIB) if ours in found else None
    return Target("processor seconds per GiB", used, at_most, at_most=True)


def _ratio(found: Medians, ours: str, other: str) -> float | None:
    if ours not in found or other not in found:
        return None
    return found[other]["wall"] / found[ours]["wall"]


def printed(title: str, rows: Sequence[Target]) -> str:
    """A table in Markdown."""
    lines = [f"**{title}**", "", "| figure | found | wanted | |", "|---|--:|--:|---|"]
    return "\n".join([*lines, *("| " + " | ".join(row.cells()) + " |" for row in rows)]) + "\n"

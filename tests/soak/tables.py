"""The soak's tables, summed over its rounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

TITLES = {
    "faults": "Injected faults by kind",
    "kills": "Kills by the state that they waited for",
    "states": "Kills that found at least one upload in the state",
    "outcomes": "Ends of the uploads",
    "counts": "Traffic",
    "violations": "Violations (all must be 0)",
}


def summed(rounds: Iterable[Mapping[str, Any]]) -> dict[str, Counter[str]]:
    """All rounds as one."""
    total: dict[str, Counter[str]] = {name: Counter() for name in TITLES}
    for one in rounds:
        for name in TITLES:
            total[name].update(one[name])
    return total


def shown(total: Mapping[str, Counter[str]]) -> str:
    """The tables as text."""
    blocks = [_table(TITLES[name], total[name]) for name in TITLES]
    return "\n\n".join(blocks)


def _table(title: str, rows: Counter[str]) -> str:
    lines = [f"  {name or 'at a random moment':<44} {count:>8}" for name, count in _sorted(rows)]
    return "\n".join([title, *lines, f"  {'in all':<44} {sum(rows.values()):>8}"])


def _sorted(rows: Counter[str]) -> list[tuple[str, int]]:
    return sorted(rows.items())


def one_line(tally: Mapping[str, Any]) -> str:
    """A round in a line."""
    faults, kills = sum(tally["faults"].values()), sum(tally["kills"].values())
    wrong = sum(tally["violations"].values())
    return (
        f"round {tally['round']}: {tally['uploads']} uploads, {faults} faults, {kills} kills, "
        f"{tally['seconds']} s, {wrong} violations"
    )

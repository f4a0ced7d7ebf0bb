"""Places: the names that a list shows, and where each of them stands."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeVar

T = TypeVar("T")
Key = Callable[[str], Any]


class Places:
    """A list of names that knows their numbers; they are found anew when they are asked for.

    With 100,000 names numbering takes some milliseconds: once for many changes, not for each.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}
        self._stale = False
        """Whether the numbers have to be found anew; the names among them are always right."""

    def __len__(self) -> int:
        return len(self.names)

    def __contains__(self, name: object) -> bool:
        return name in self._numbers

    def where(self, name: str) -> int:
        """Number of a name. Raises `KeyError` for one that is not there."""
        if self._stale:
            self._number()
        return self._numbers[name]

    def set(self, names: list[str]) -> None:
        """Other names."""
        self.names = names
        self._number()

    def among(self, rows: Mapping[str, T]) -> list[T]:
        """Those of ``rows`` whose names are shown, in the order of ``rows`` when they are most.

        What lies side by side in memory is gone through several times as quickly.
        """
        if len(self.names) * 4 < len(rows):
            return [rows[name] for name in self.names]
        return [row for name, row in rows.items() if name in self._numbers]

    def rearrange(self, names: list[str]) -> None:
        """The same names in another order."""
        self.names, self._stale = names, True

    def insert(self, place: int, names: Sequence[str]) -> None:
        """More names, before number ``place``."""
        self._stale = self._stale or place < len(self.names)
        self.names[place:place] = names
        self._numbers.update(zip(names, range(place, place + len(names)), strict=True))

    def cut(self, first: int, last: int) -> list[str]:
        """Take names out; gives them."""
        run = self.names[first : last + 1]
        del self.names[first : last + 1]
        for name in run:
            del self._numbers[name]
        self._stale = True
        return run

    def stands(self, name: str, key: Key) -> bool:
        """Whether a name stands right between its neighbours."""
        place, own = self.where(name), key(name)
        above, below = self.names[max(place - 1, 0) : place], self.names[place + 1 : place + 2]
        return all(key(n) <= own for n in above) and all(own <= key(n) for n in below)

    def fit(self, first: int, last: int, key: Key) -> int | None:
        """Where names belong in one piece, before they are cut; None: in no one place.

        All others have to stand in order.
        """
        run = self.names[first : last + 1]
        own = key(run[0])
        place = bisect(self.names, own, hi=first, key=key)
        if place == first:
            place = bisect(self.names, own, lo=last + 1, key=key)
        keys = [key(name) for name in (*run, *self.names[place : place + 1])]
        stays = first <= place <= last + 1
        return None if stays or any(b < a for a, b in pairwise(keys)) else place

    def _number(self) -> None:
        self._numbers = dict(zip(self.names, range(len(self.names)), strict=True))
        self._stale = False

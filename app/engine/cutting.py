"""Cutting: how long parts are; shorter to a place whose line does not carry long ones.

A line that breaks every half minute never carries a part that takes a minute. What is cut off
halves the length for what begins there from now on; an upload of which nothing is stored yet
begins anew with shorter parts, for no part may change its length once others are stored.
"""

from __future__ import annotations

from app.domain.errors import NetworkError, UploadError
from app.domain.plan import MIB, Limits, part_size

SHORTEST = MIB
"""Bytes; shorter parts cost more requests than they save."""
OFTEN = 3
"""Parts cut off in a row after which an upload of which nothing is stored begins anew."""
TRUSTED = 24
"""Parts that got through in a row after which longer ones are tried again."""


class Recut(Exception):
    """The upload is to begin anew with shorter parts: not one got through."""


class Cutting:
    """What length of part the line to each endpoint carries; on the loop's thread."""

    def __init__(self) -> None:
        self._longest: dict[str, int] = {}
        self._through: dict[str, int] = {}

    def length(self, endpoint: str, size: int, limits: Limits, *, wanted: int) -> int:
        """Bytes of a part for a file of ``size`` bytes; ``wanted`` is somebody's own choice."""
        planned = part_size(size, limits, wanted=wanted)
        longest = self._longest.get(endpoint, planned)
        return planned if longest >= planned else part_size(size, limits, wanted=longest)

    def cut_off(self, endpoint: str, length: int, error: UploadError) -> None:
        """A part was not carried; those that were cut off in the same moment count once."""
        broke = isinstance(error, NetworkError) and error.values.get("reason") in _BREAKS
        if broke and error.values.get("stale") != "yes" and length <= self._cap(endpoint, length):
            self._longest[endpoint] = max(SHORTEST, length // 2)
            self._through[endpoint] = 0

    def carried(self, endpoint: str, length: int) -> None:
        """A part got through."""
        if endpoint in self._longest and length >= self._longest[endpoint]:
            self._through[endpoint] += 1
            if self._through[endpoint] >= TRUSTED:
                self._longest[endpoint] *= 2
                self._through[endpoint] = 0

    def _cap(self, endpoint: str, length: int) -> int:
        return self._longest.get(endpoint, length)


_BREAKS = ("broken", "timeout")

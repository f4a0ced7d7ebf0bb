"""Records: what the application server writes to its database, one line per accepted callback.

Accepted is a callback whose signature was verified and which the server did not turn down: one that
answers 500, refuses or hangs up has written nothing. One that answers late, or in a way that the
storage cannot read, has: the storage then reports a failed callback although the line is there.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.democloud.answers import Mode

KEPT = 5_000
"""Lines that are kept; with more, the oldest go."""
MOST_FIELDS = 64
"""Fields of a line: a callback is 5 KB of text, and nobody reads more columns."""
LONGEST_FIELD = 1000
"""Characters of a name or a value; what is longer is cut."""
_UNWRITTEN = frozenset({"500", "refuse", "redirect", "hang_up"})


@dataclass(frozen=True, slots=True)
class Record:
    """One line."""

    number: int
    """1, 2, 3 ... since the table was last emptied."""
    request_id: str
    """Of the upload that the callback told of."""
    fields: dict[str, str]
    """The callback's variables by name, as text, in their order."""

    def as_json(self) -> dict[str, Any]:
        """Give it as an event and the control plane do."""
        return {"number": self.number, "request_id": self.request_id, "fields": self.fields}


class Records:
    """The table."""

    def __init__(self, *, kept: int = KEPT) -> None:
        self._lines: deque[Record] = deque(maxlen=kept)
        self._last = 0

    def add(self, request_id: str, fields: Mapping[str, Any]) -> Record:
        """Write a line."""
        self._last += 1
        shown = list(fields.items())[:MOST_FIELDS]
        texts = {name[:LONGEST_FIELD]: _text(value) for name, value in shown}
        record = Record(self._last, request_id[:LONGEST_FIELD], texts)
        self._lines.append(record)
        return record

    def listed(self) -> list[Record]:
        """All lines that are kept, oldest first."""
        return list(self._lines)

    def clear(self) -> None:
        """Empty the table; the next line is number 1."""
        self._lines.clear()
        self._last = 0


def written(mode: Mode) -> bool:
    """Say whether a server that answers a verified callback like this has written a line."""
    if mode.name == "custom":
        return 200 <= int(mode.parameters.get("status", 200)) < 300
    return mode.name not in _UNWRITTEN


def _text(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text[:LONGEST_FIELD]

"""What was dropped and is not on the list: why, how many, and the first hundred by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_NAMED = 100
"""Names that are kept for each reason; beyond it only counted."""


class Why(StrEnum):
    """Reasons for which something that was dropped is not on the list."""

    UNREADABLE_FILE = "unreadable_file"
    UNREADABLE_FOLDER = "unreadable_folder"
    """A folder that cannot be listed: nobody knows what is in it."""
    GONE = "gone"
    """It was there a moment before, or never was."""
    NAME = "name"
    """No object can have its name, or this computer cannot open it."""
    NO_ENDING = "no_ending"
    """The service goes by a name's ending, and there is none."""
    MANIFEST = "manifest"
    """A list of pieces that lie beside it, of which the service takes none."""
    BROKEN_LINK = "broken_link"
    """A link to nothing, or to itself."""
    LINK_LOOP = "link_loop"
    """A folder that was met before on the way through links: it is sent once."""
    SPECIAL = "special"
    """A socket, a pipe, a device: no file."""
    LARGEST = "largest"
    """Larger than the connection's limit."""
    ENDING = "ending"
    """Of a kind that the connection does not take."""
    MOST = "most"
    """More files than the connection takes at a time."""
    DUPLICATE = "duplicate"
    """On the list already, to the same place."""
    HIDDEN = "hidden"
    """A hidden or system file or folder; can be sent on purpose."""


BY_LIMITS = (Why.LARGEST, Why.ENDING, Why.MOST)
"""What an administrator decided."""
LOST = (
    *(Why.UNREADABLE_FILE, Why.UNREADABLE_FOLDER, Why.GONE, Why.NAME),
    *(Why.NO_ENDING, Why.MANIFEST, Why.BROKEN_LINK, Why.SPECIAL),
)
"""What somebody may have meant to send, and cannot be sent as it is; the rest is sent elsewhere, or
nobody misses it."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Everything of one drop that was left out for one reason."""

    why: Why
    count: int
    names: tuple[str, ...] = ()
    """The first `MOST_NAMED`, as paths within what was dropped, with slashes; folders that are
    known to be some end in one. Outside text."""


def together(found: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """One entry for each reason, in the order of `Why`."""
    counts: dict[Why, int] = {}
    names: dict[Why, list[str]] = {}
    for item in found:
        counts[item.why] = counts.get(item.why, 0) + item.count
        names.setdefault(item.why, []).extend(item.names)
    known = ((why, counts[why], names[why][:MOST_NAMED]) for why in Why if counts.get(why))
    return tuple(LeftOut(why, count, tuple(first)) for why, count, first in known)


def count_of(found: Iterable[LeftOut], reasons: Sequence[Why] = tuple(Why)) -> int:
    """How many were left out for one of the reasons."""
    return sum(item.count for item in found if item.why in reasons)

"""A picture in memory."""

from __future__ import annotations

from dataclasses import dataclass


class PictureError(Exception):
    """The bytes begin like a picture and are none, or are too many."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Points in rows from the top, four bytes each: red, green, blue, alpha."""

    width: int
    """Points across."""
    height: int
    """Points down."""
    rows: tuple[bytes, ...]
    """Each of ``4 * width`` bytes."""

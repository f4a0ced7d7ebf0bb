"""How far one send has come."""

from __future__ import annotations


class Meter:
    """Counts the bytes of one send. One writer (the sender thread), any number of readers.

    It needs no lock: a reader sees some value that was true a moment ago.
    """

    __slots__ = ("sent",)

    def __init__(self) -> None:
        """Begins at nothing sent."""
        self.sent = 0
        """Bytes of the body's file ranges that were written to the socket so far."""

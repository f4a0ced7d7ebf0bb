"""Connection: what people save, share and switch."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.callback import CallbackSpec
from app.domain.destination import Destination, SameName


class View(StrEnum):
    """Which of the two views of the one model a connection opens in."""

    SIMPLE = "simple"
    EXPERT = "expert"


@dataclass(frozen=True, slots=True)
class Connection:
    """A named, coloured Destination with its callback, defaults and view; holds no secret."""

    id: str
    """Random id; vault entries go by it, never by the name."""
    name: str
    """Display name: the only thing that the Simple view says about the destination."""
    destination: Destination
    callback: CallbackSpec = field(default_factory=CallbackSpec)
    colour: str = "teal"
    """Name from the theme's list of connection colours."""
    view: View = View.SIMPLE
    same_name: SameName = SameName.KEEP_BOTH
    answer_field: str = "message"
    """JSON field of the server's answer that the Simple view shows as a sentence."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one drop was sent with; tasks refer to it, so a later edit changes nothing under way."""

    id: str
    connection_id: str
    destination: Destination
    callback: CallbackSpec = field(default_factory=CallbackSpec)
    same_name: SameName = SameName.KEEP_BOTH
    answer_field: str = "message"
    method: str = "auto"
    """``auto``, ``put``, ``post`` (one request, as a form) or ``multipart``."""
    part_size: int = 0
    """Bytes; 0 lets the plan choose."""


def batch_of(connection: Connection, batch_id: str) -> Batch:
    """A batch with the connection's present settings."""
    return Batch(
        batch_id,
        connection.id,
        connection.destination,
        connection.callback,
        connection.same_name,
        connection.answer_field,
    )

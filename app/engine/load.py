"""Load: what a courier has to know of a request, whoever sends it; and how a request ends."""

from __future__ import annotations

from typing import Protocol

from app.domain.errors import UploadError
from app.domain.upload import Fingerprint
from app.engine.grip import Grip
from app.engine.meter import Meter
from app.providers.contract import Reply, Request

Outcome = Reply | UploadError | None
"""How a send ended; None when it was let go."""


class Load(Protocol):
    """One request with what watches over it; in a sender thread."""

    request: Request

    @property
    def grip(self) -> Grip:
        """By which it is cancelled."""
        ...

    @property
    def meter(self) -> Meter:
        """Where its bytes are counted."""
        ...

    @property
    def mark(self) -> Fingerprint | None:
        """What the file looked like when its upload was planned."""
        ...

    def body_sent(self) -> None:
        """The last byte of the body has left."""

"""What the cloud's services share, and what each of them is to the cloud (see ``services.py``)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from starlette.requests import Request
from starlette.types import ASGIApp

from app.democloud.answers import Answers
from app.democloud.blobs import BlobDirectory
from app.democloud.chance import Chance
from app.democloud.conducting import Conductor
from app.democloud.events import Events
from app.democloud.faults import Faults
from app.democloud.records import Records
from app.democloud.replies import Reply
from app.democloud.settings import Settings
from app.democloud.status_stream import StatusStream
from app.democloud.store import Store


@dataclass(frozen=True, slots=True)
class Common:
    """What the cloud's services share."""

    blobs: BlobDirectory
    """Takes bytes."""
    events: Events
    """What happened."""
    faults: Faults
    """What shall go wrong."""
    chance: Chance
    """What goes wrong by itself."""
    answers: Answers
    """How the application server answers."""
    authorising_answers: Answers
    """How it answers those who ask for an authorisation."""
    records: Records
    """What it writes down."""
    stream: StatusStream
    """What it passes on."""
    settings: Settings
    """The knobs."""
    clock: Callable[[], float]
    """Unix seconds."""

    def conductor(self) -> Conductor:
        """Give what takes the requests of a service through."""
        return Conductor(self.events, self.faults, self.chance, self.settings, self.clock)


class ServerPart(Protocol):
    """A part of the application server, with addresses of its own."""

    def knows(self, path: str) -> bool:
        """Say whether an address belongs here."""

    async def answer(self, request: Request, body: bytes) -> Reply | None:
        """Answer one request; None to hang up."""


class ForgesCalls(Protocol):
    """Plays somebody who found out the application server's address."""

    async def send(self, way: str, *, series: str = "", of: int = 1) -> dict[str, Any]:
        """Send something forged in one of its ways; ValueError for another."""


@runtime_checkable
class Forgeable(Protocol):
    """A service whose calls can be forged for show."""

    @property
    def forger(self) -> ForgesCalls:
        """Who does that."""


class Service(Protocol):
    """A storage service beside the first one, made of a :class:`Common`."""

    @property
    def store(self) -> Store:
        """What it has stored."""

    @property
    def doors(self) -> Sequence[ASGIApp]:
        """Its servers: each listens on a port of its own."""

    @property
    def server_parts(self) -> Sequence[ServerPart]:
        """Its parts of the application server."""

    def listening(self, origins: Sequence[str], application_server: str) -> dict[str, Any]:
        """Take the origins of the doors, in their order, and give the facts of ``--json``."""

    def reset(self) -> None:
        """Go back to the beginning: nothing is stored, nothing is under way."""

    async def stop(self) -> None:
        """End what is under way."""

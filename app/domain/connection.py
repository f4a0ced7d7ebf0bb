"""Connection: what people save, share and switch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.callback import CallbackSpec
from app.domain.credentials import Access, Credentials, ServerAccess
from app.domain.destination import Destination, SameName
from app.domain.options import ObjectOptions
from app.domain.questions import Filling, Question


class View(StrEnum):
    """Which of the two views of the one model a connection opens in."""

    SIMPLE = "simple"
    EXPERT = "expert"


class AccessKind(StrEnum):
    """Where a connection's authorisation comes from."""

    KEY = "key"
    """A key pair or temporary key, in the vault."""
    SERVER = "server"
    """An application server (`Connection.server_url`); its access code, if any, in the vault."""
    ENVIRONMENT = "environment"
    """The vendor's usual environment variables, read at each start."""


@dataclass(frozen=True, slots=True)
class FileLimits:
    """Which files an administrator lets through; what is left out is named with its reason."""

    largest: int = 0
    """Bytes; 0: no limit."""
    most: int = 0
    """Files at a time; 0: no limit."""
    endings: tuple[str, ...] = ()
    """Such as ``.jpg``, in lower case; empty: all."""


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
    access: AccessKind = AccessKind.KEY
    server_url: str = ""
    """Address of the application server, for `AccessKind.SERVER`; see `ServerAccess.url`."""
    method: str = "auto"
    """As `Batch.method`."""
    naming: str = ""
    """As `Batch.naming`."""
    part_size: int = 0
    """As `Batch.part_size`."""
    options: ObjectOptions = field(default_factory=ObjectOptions)
    link_base: str = ""
    """Scheme and host of a custom domain for links; empty: the endpoint's own."""
    locked: bool = False
    """Prepared by an administrator: Simple only, and nothing of it can be edited here."""
    questions: tuple[Question, ...] = ()
    """What is known of custom variables beside their values; those with `Question.ask` are asked
    before each upload."""
    limits: FileLimits = field(default_factory=FileLimits)
    extras: Mapping[str, str] = field(default_factory=dict)
    """As `Batch.extras`."""
    origin: str = ""
    """Random id of the connection file that this came from or was written to; empty: none."""


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
    naming: str = ""
    """Template of object names (`app.domain.naming_rule`); empty: prefix and the file's path."""
    options: ObjectOptions = field(default_factory=ObjectOptions)
    limits: FileLimits = field(default_factory=FileLimits)
    extras: Mapping[str, str] = field(default_factory=dict)
    """The service's own options by their names on its page (`app.domain.service_options`)."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the review sheet decided about the files of a batch that wait for *Upload*."""

    same_name: SameName | None = None
    variables: Mapping[str, str] = field(default_factory=dict)
    """Custom variables for each of the files."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """New object names by task id."""
    filling: Filling | None = None
    """What gives each file values of its own; None: nothing does."""


def batch_of(connection: Connection, batch_id: str) -> Batch:
    """A batch with the connection's present settings."""
    return Batch(
        batch_id,
        connection.id,
        connection.destination,
        connection.callback,
        connection.same_name,
        connection.answer_field,
        connection.method,
        part_size=connection.part_size,
        naming=connection.naming,
        options=connection.options,
        limits=connection.limits,
        extras=connection.extras,
    )


def access_of(connection: Connection, credentials: Credentials | None) -> Access | None:
    """What the engine is given; ``credentials`` is what the vault or the environment had.

    A server's access code is kept in the vault as the secret of a key without an id.
    """
    if connection.access is AccessKind.SERVER:
        code = credentials.access_key_secret if credentials else ""
        return ServerAccess(connection.server_url, code)
    return credentials

"""Asks: questions to a storage service that belong to no upload; `Answered` events answer them.

An ask goes by a connection that the engine knows, or (in the wizard) by an access of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.callback import CallbackSpec
from app.domain.credentials import Access
from app.domain.destination import Destination
from app.domain.exchange import Exchange, Headers


class CheckState(StrEnum):
    """How one line of the doctor came out."""

    GOOD = "good"
    NOTE = "note"
    """Not as it could be, but uploading works."""
    BAD = "bad"
    SKIPPED = "skipped"
    """Could not be looked at, because something before it failed."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the doctor. The window has the words; ``values`` fills them in."""

    name: str
    """``server`` (an application server, when there is one), ``name``, ``tls``, ``clock``, ``key``,
    ``write``, ``look``, ``list``, ``callbacks``; the window adds ``proxy`` and ``secret``."""
    state: CheckState
    reason: str = ""
    """Why it is not good: an error's code (``refused.credentials``) with its reason behind a slash
    (``refused.credentials/secret``), or a word of the check's own (``off``, ``unconfirmed``)."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Such as ``seconds`` (clock), ``host``, ``region``, ``prefix``, ``request_id``."""


@dataclass(frozen=True, slots=True)
class BucketFound:
    """A bucket that the key may see."""

    name: str
    region: str
    """Bare region id, such as ``cn-hangzhou``."""
    endpoint: str = ""
    """Public endpoint's host, as the service told it."""
    title: str = ""
    """What people call it where its name is a number (VOD's applications); else empty."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A multipart upload that was begun and neither completed nor aborted."""

    key: str
    upload_id: str
    initiated_at: float = 0.0
    """Unix time in seconds."""
    size: int = 0
    """Bytes of its stored parts."""
    parts: int = 0


@dataclass(frozen=True, slots=True)
class ObjectFound:
    """An object that is there already."""

    key: str
    size: int
    modified_at: float = 0.0
    """Unix time in seconds."""
    crc64: int | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """What every question has."""

    id: str
    """Random; the answer carries it."""
    connection_id: str
    """Whose access to use, unless ``access`` is given."""
    destination: Destination


@dataclass(frozen=True, slots=True)
class Probe(Ask):
    """The doctor: checks without side effects; answered by `tuple[Check, ...]`."""

    access: Access | None = field(default=None, repr=False)
    callback: CallbackSpec = field(default_factory=CallbackSpec)


@dataclass(frozen=True, slots=True)
class Browse(Ask):
    """Which buckets there are; answered by `tuple[BucketFound, ...]`.

    The destination's bucket may be empty. With a bucket, `BucketFound` of that one alone: where it
    is (region, endpoint).
    """

    access: Access | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class FindUnfinished(Ask):
    """Unfinished uploads below the destination's prefix; answered by `tuple[Unfinished, ...]`."""


@dataclass(frozen=True, slots=True)
class ClearUnfinished(Ask):
    """Abort these; answered by the tuple of those `Unfinished` that are gone."""

    uploads: tuple[Unfinished, ...] = ()


@dataclass(frozen=True, slots=True)
class FindTaken(Ask):
    """Which of these names are taken; answered by `tuple[ObjectFound, ...]`."""

    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MakeLink(Ask):
    """An address for one object; answered by its text."""

    key: str = ""
    seconds: int = 0
    """How long a signed address is good for; 0: a plain one."""
    base: str = ""
    """Scheme and host of a custom domain to use instead of the endpoint; empty: none."""


@dataclass(frozen=True, slots=True)
class CallServer(Ask):
    """A test call: a callback's request, sent from this computer; answered by `CallAnswer`.

    The storage has no part in it. Nothing is sent twice, and no redirect is followed.
    """

    url: str = ""
    headers: Headers = ()
    """Complete but for what signs it."""
    body: str = ""
    signer: str = field(default="", repr=False)
    """Control address of the demo cloud that signs the call; empty: it goes unsigned."""
    within: float = 15.0
    """Seconds to wait for the answer: longer than the storage would, to see how late it is."""


@dataclass(frozen=True, slots=True)
class CallAnswer:
    """What came back for a `CallServer`."""

    exchange: Exchange
    """Request, answer's head and times, redacted."""
    body: bytes
    cut: bool = False
    """The body was longer than what is kept (4 MiB)."""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class EventSettings:
    """How an application's events are told (tencent-vod.md, 4.1); None: the service did not say."""

    mode: str = ""
    """``PUSH`` (normal callback), ``PULL`` (reliable callback), or whatever else it said."""
    url: str = ""
    """Where PUSH goes; without effect in PULL."""
    uploaded: bool | None = None
    """Whether it tells of finished uploads."""
    deleted: bool | None = None
    persisted: bool | None = None


@dataclass(frozen=True, slots=True)
class ReadEvents(Ask):
    """How the application's events are told; answered by `EventSettings`."""


@dataclass(frozen=True, slots=True)
class ChangeEvents(Ask):
    """Change it, for everybody who uses the application; answered by `EventSettings`.

    None leaves a thing as it is.
    """

    mode: str | None = None
    """``PUSH`` or ``PULL``."""
    url: str | None = None
    """An empty text takes the address away."""
    uploaded: bool | None = None
    deleted: bool | None = None
    sign_key: str | None = field(default=None, repr=False)
    """Letters and digits, at most 32; the service never tells it again."""


AskOf = (
    Probe
    | Browse
    | FindUnfinished
    | ClearUnfinished
    | FindTaken
    | MakeLink
    | CallServer
    | ReadEvents
    | ChangeEvents
)
AnswerOf = (
    tuple[Check, ...]
    | tuple[BucketFound, ...]
    | tuple[Unfinished, ...]
    | tuple[ObjectFound, ...]
    | CallAnswer
    | EventSettings
    | str
)

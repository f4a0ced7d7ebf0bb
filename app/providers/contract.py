"""The contract between the engine and a storage service.

A provider is a set of asynchronous steps over a `Call` that it is given. It names no HTTP library
and does no I/O of its own, so that it reads like the vendor's page. A step is called only once it
holds its slot; it builds and signs its request then. A retry calls the step again; a request is
never sent twice. Success is decided from the reply's meaning, never from its status class.

The three services walked through it, on paper:

begin   OSS      POST ?uploads -> uploadId
        Wangsu   nothing is sent: a random upload UUID; tokens are made or asked for per request
        VOD      ApplyUpload -> bucket, path, VodSessionKey and a temporary key (a secret: to the
                 vault, by name), then COS POST ?uploads
stored  OSS      GET ?uploadId, paged
        Wangsu   `CannotList`: by the journal, proved by the final etag
        VOD      COS GET ?uploadId, paged
send    OSS      PUT ?partNumber&uploadId -> ETag, CRC-64
        Wangsu   mkblk with the whole block as its first chunk, answer {ctx, crc32} -> ctx and the
                 SHA-1 per 4 MiB kept in `StoredPart.etag`; digests crc32, sha1
        VOD      COS PUT ?partNumber&uploadId
finish  OSS      POST ?uploadId + callback header; 200 = delivered, 203 = callback failed: stored
        Wangsu   mkfile/<size>/x:vars with all ctx; 200 = delivered or stored, 579 = callback
                 failed: stored
        VOD      COS POST ?uploadId (success = an ETag element, never the status), then CommitUpload
                 -> FileId, URL; one step, for both are needed; the service says how far it came
put     OSS      PUT /key + callback header, or PostObject: preamble + range + epilogue
        Wangsu   form POST /file/upload: preamble + range + epilogue, token and x: as fields
        VOD      ApplyUpload, COS PUT, CommitUpload
look    OSS      HEAD: size, CRC-64, Last-Modified not before the attempt
        Wangsu   GET /stat (needs a management token), else *cannot tell*
        VOD      SearchMedia by the mark in our source context, else *cannot tell*
abort   OSS      DELETE ?uploadId, 404 = gone
        Wangsu   nothing to abort (blocks expire)
        VOD      COS DELETE ?uploadId
watch   OSS      nothing
        Wangsu   notification upload: GET /status/get/prefop per persistentId until it is done, or
                 the application server's stream of what it was told
        VOD      PullEvents: one queue per application, hence per destination and not per job; or
                 the application server's stream
confirm VOD      ConfirmEvents, once what was pulled is in the journal; the others: nothing

What application servers hand out, on paper (`authorise` understands it, `granted` applies it):

key     OSS      AssumeRole's answer -> `Credentials` with an expiry: every step works
        Wangsu   nothing of the kind: every upload needs a token
        VOD      nothing of the kind for clients; the temporary key of ApplyUpload is a session's
form    OSS      signed policy -> `FormGrant`: ``put`` as a form; prefix, size, callback, variables
        Wangsu   upload token = key : sign : Base64 of the put policy (scope, deadline, callbackUrl,
                 callbackBody, fsizeLimit) -> `FormGrant` of one field, ``token``; it is good for
                 mkblk, bput and mkfile too, so its ``begin`` and ``send`` take it as it is
        VOD      client signature (secretId, expireTime, procedure, vodSubAppId, one file or many)
                 -> `FormGrant` of one field, ``signature``; ApplyUpload and CommitUpload take it,
                 each another one where one is good once (`Call.another`)
url     OSS      presigned PUT -> `UrlGrant`: ``put`` to that address
        Wangsu   none
        VOD      none

So a grant is fields to be sent, an address, and what may be known of both; which steps it serves
is the provider's to say (`NotAllowed`, reason ``grant``, for those that it does not).

What that taught: a session is text to text and may grow between steps (`Session` is returned by
``begin`` only, VOD's ``finish`` derives the rest from the service); a body is bytes, a range of the
source or a sequence of both; digests are asked for per range; ``stored`` may answer `CannotList`;
``watch`` works per destination; a step may send several requests, and what fails before the last of
them leaves no doubt (`UploadError.undone`); another file may go beside the task's
(`SourceRange.beside`, VOD's cover); a grant may be good for parts (`FormGrant.in_parts`). Another
checksum than CRC-64 may prove an object, and parts are whole pieces of it (`Limits.proof`,
`Limits.part_step`, `Order.sha1`); a request may go to somebody else, whose clock is not the
service's (`Request.foreign`).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from app.domain.asks import (
    Browse,
    BucketFound,
    ChangeEvents,
    Check,
    EventSettings,
    MakeLink,
    ObjectFound,
    Probe,
    Unfinished,
)
from app.domain.callback import CallbackSpec
from app.domain.connection import Batch
from app.domain.destination import Destination
from app.domain.exchange import Exchange, Headers, Timings
from app.domain.grant import Authorisation
from app.domain.notice import Notice
from app.domain.plan import Limits
from app.domain.upload import Part, Receipt, Session, StoredPart, UploadTask


@dataclass(frozen=True, slots=True)
class SourceRange:
    """A range of the source file as (a piece of) a body; read while it is sent."""

    path: str
    offset: int
    length: int
    digests: frozenset[str] = frozenset({"crc64"})
    """Any of ``crc64``, ``crc32``, ``md5``, ``sha1``; computed in the one pass over the bytes."""
    beside: bool = False
    """True for another file than the task's, such as a cover picture, sent whole: its length is
    found when it is read, and it counts neither as progress nor as the file's last byte."""


Body = bytes | SourceRange | tuple["bytes | SourceRange", ...]


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request, built and signed, to be sent once.

    The wire adds ``Host`` (from ``origin`` unless given), ``Content-Length``, ``User-Agent`` and
    ``Accept-Encoding: identity``; it changes nothing else.
    """

    method: str
    origin: str
    """Scheme, host and port, such as ``https://bucket.oss-cn-hangzhou.aliyuncs.com``."""
    target: str
    """Path and query exactly as signed; sent byte for byte (ASCII)."""
    headers: Headers = ()
    body: Body = b""
    answer_within: float = 60.0
    """Seconds to wait for the answer after the last byte of the body."""
    foreign: bool = False
    """Goes to somebody else than the service, whose time the answer does not tell."""


@dataclass(frozen=True, slots=True)
class Digests:
    """Checksums of one `SourceRange`, as asked for; None or empty where not asked."""

    crc64: int | None = None
    crc32: int | None = None
    md5: bytes = b""
    sha1: bytes = b""
    """SHA-1 of each 4 MiB piece, 20 bytes each, one after the other (Wangsu's etag)."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A complete answer."""

    status: int
    headers: Headers
    body: bytes
    """At most 4 MiB; see ``cut``."""
    cut: bool = False
    digests: tuple[Digests, ...] = ()
    """One for each `SourceRange` of the request, in order."""
    timings: Timings = field(default_factory=Timings)
    exchange: Exchange | None = None

    def header(self, name: str) -> str:
        """First value of a header, by name in any spelling; empty when there is none."""
        wanted = name.lower()
        for known, value in self.headers:  # asked often: a generator takes twice as long
            if known.lower() == wanted:
                return value
        return ""


class Call(Protocol):
    """What a step may use."""

    async def send(self, request: Request) -> Reply:
        """Send once. Raises `NotReached`, `AnswerLost` or a `SourceError`; never for a status."""
        ...

    async def authorisation(self) -> Authorisation:
        """What this upload is authorised by: a key, or what the connection's server granted.

        Fresh: renewed before it expires, one renewal for all who wait. Raises
        `CredentialsMissing`, `CredentialsRefused` (reason ``server``) or a `NetworkError`.
        """
        ...

    async def another(self) -> Authorisation:
        """A fresh one that nobody else gets, for a service that takes each only once."""
        ...

    def now(self) -> float:
        """Unix time in seconds by the service's clock, as far as it is known."""
        ...


class Found(StrEnum):
    """What `Provider.look` found after a lost answer."""

    THERE = "there"
    ABSENT = "absent"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Look:
    """The answer of `Provider.look`; ``receipt`` is set when the object is there and ours."""

    found: Found
    receipt: Receipt | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """One task with what it needs of its batch: the argument of every step."""

    task: UploadTask
    batch: Batch
    size: int
    """Bytes, from the fingerprint taken when the upload began."""
    parts: Sequence[Part] = ()
    """The plan of a multipart upload."""
    sha1: bytes = b""
    """SHA-1 of each 4 MiB piece of the file, 20 bytes each, for `Provider.look` where
    `Limits.proof` is ``sha1``; empty: not known."""

    @property
    def destination(self) -> Destination:
        """Where it goes."""
        return self.batch.destination

    @property
    def callback(self) -> CallbackSpec:
        """What the batch's callback looks like; the task's own variables come on top."""
        return self.batch.callback


@dataclass(frozen=True, slots=True)
class Pending:
    """One notice that is waited for."""

    order: Order
    receipt: Receipt
    notice: Notice


@dataclass(frozen=True, slots=True)
class Watched:
    """What one look for notices brought."""

    notices: tuple[tuple[str, Notice], ...] = ()
    """Task id and the notice as it is now, for those that changed."""
    confirm: tuple[str, ...] = ()
    """What to confirm once those are written down (VOD: event handles). Only ours."""
    wait: float = 2.0
    """Seconds until the next look; 0 when the service did the waiting."""
    memory: Session = field(default_factory=dict)
    """Given to the next look (cursor of a stream); forgotten at the end of the program."""


class CannotList(Exception):
    """The service cannot list parts: go by the journal."""


class Provider(Protocol):
    """The steps. Each raises errors of `app.domain.errors` only."""

    name: str

    def limits(self, destination: Destination) -> Limits:
        """Part sizes, counts and abilities of the service."""
        ...

    async def begin(self, call: Call, order: Order) -> Session:
        """Open a multipart upload. Raises `NameTaken` when the policy forbids to replace."""
        ...

    async def stored(self, call: Call, order: Order, session: Session) -> list[StoredPart]:
        """Parts that the service has. Raises `UploadGone` or `CannotList`."""
        ...

    async def send(self, call: Call, order: Order, session: Session, part: Part) -> StoredPart:
        """Send one part; checked against the service's checksum (`IntegrityError`)."""
        ...

    async def finish(
        self, call: Call, order: Order, session: Session, stored: Sequence[StoredPart]
    ) -> Receipt:
        """Make the object of its parts; the callback rides on this one."""
        ...

    async def put(self, call: Call, order: Order) -> Receipt:
        """Upload in one request; the callback rides on it."""
        ...

    async def look(self, call: Call, order: Order, *, since: float, crc64: int | None) -> Look:
        """Is the object there, and is it ours? ``since`` is Unix time of the attempt."""
        ...

    async def abort(self, call: Call, order: Order, session: Session) -> None:
        """Forget a multipart upload; gone already counts as done."""
        ...

    def address(self, destination: Destination, key: str) -> str:
        """Plain address of an object, for *Copy link*; no signature."""
        ...

    # --- notices (design, sections 3 and 5) ----------------------------------------------------

    async def watch(
        self, call: Call, destination: Destination, pending: Sequence[Pending], memory: Session
    ) -> Watched:
        """Look once for what is waited for at a destination; may take some seconds.

        ``pending`` are all that wait there, of every job; the notices of a receipt are made by
        ``finish`` and ``put``. Raises `UploadError`: the engine waits longer each time and goes on.
        """
        ...

    async def confirm(self, call: Call, destination: Destination, handles: Sequence[str]) -> None:
        """Tell the service that these were taken; what is not confirmed comes again."""
        ...

    # --- grants (design, section 3) ---------------------------------------------------------

    async def authorise(self, call: Call, url: str, code: str) -> Authorisation:
        """Ask an application server. Raises `CredentialsRefused` and others, reason ``server``."""
        ...

    def granted(self, order: Order, authorisation: Authorisation) -> Order:
        """The order as it will really go: callback, variables and name as a grant fixes them.

        Unchanged with a key. Raises `Refused` (``size.grant``) for a file that cannot go that way.
        """
        ...

    # --- questions that belong to no upload (`app.domain.asks`) -------------------------------

    def probe(self, call: Call, subject: Probe) -> AsyncIterator[Check]:
        """The doctor's checks, one after the other; never raises, leaves nothing behind."""
        ...

    async def events_of(self, call: Call, destination: Destination) -> EventSettings:
        """How the service tells of events. Raises `NotAllowed` (``events``) where it has none."""
        ...

    async def change_events(self, call: Call, subject: ChangeEvents) -> EventSettings:
        """Change that, nothing but what is named, and give what it is then. Raises the same."""
        ...

    async def browse(self, call: Call, subject: Browse) -> tuple[BucketFound, ...]:
        """Buckets that may be seen, or where one bucket is."""
        ...

    async def unfinished(self, call: Call, destination: Destination) -> tuple[Unfinished, ...]:
        """Multipart uploads below the prefix that were neither completed nor aborted."""
        ...

    async def clear(self, call: Call, destination: Destination, upload: Unfinished) -> None:
        """Abort one of those; gone already counts as done."""
        ...

    async def taken(self, call: Call, destination: Destination, key: str) -> ObjectFound | None:
        """The object of that name, None when there is none. Raises `NotAllowed`."""
        ...

    async def link(self, call: Call, subject: MakeLink) -> str:
        """An address for one object, signed for a while or plain."""
        ...


Registry = Callable[[str], Provider]
"""Gives the provider of a name, as in `Destination.provider`."""

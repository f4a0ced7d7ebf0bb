"""UploadTask, parts, checkpoint, receipt and snapshot: one upload as values.

Bytes are three: *sent* (written to a socket; may fall), *stored* (acknowledged), *total*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from app.domain.callback import CallbackResult
from app.domain.errors import Failure
from app.domain.exchange import Exchange
from app.domain.notice import Notice
from app.domain.states import Outcome, UploadState

_NOTHING: Mapping[str, str] = MappingProxyType({})


def nothing() -> Mapping[str, str]:
    """An empty mapping, always the same: a list of a hundred thousand tasks needs many."""
    return _NOTHING


Session = Mapping[str, str]
"""A provider's own text-to-text state of one upload.

What a name that begins with ``secret.`` holds never reaches the journal: the engine keeps it in the
vault under the task's id and gives it back with the rest (`app.engine.session_secrets`)."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a source looked like at planning; a difference later means that the file changed."""

    size: int
    """Bytes."""
    modified_ns: int
    inode: int
    """0 where the system has none."""


@dataclass(slots=True)
class UploadTask:
    """One file to one key of one destination; nobody changes one.

    Not frozen, for that would make it six times as long to make, and they come by 100,000.
    """

    id: str
    batch_id: str
    path: str
    """Absolute path of the source on this computer."""
    key: str
    """Full object name, prefix included."""
    name: str
    """What the list shows: the relative path of a dropped folder's file, or the file's name."""
    size: int
    """Bytes when it was added; the fingerprint is taken when the upload begins."""
    content_type: str = "application/octet-stream"
    variables: Mapping[str, str] = field(default_factory=nothing)
    """Own custom variables, over the batch's."""
    temporary: bool = False
    """True for a pasted picture or text that Upcall wrote itself."""


@dataclass(frozen=True, slots=True)
class Part:
    """A range of the source: number (from 1), offset and length in bytes."""

    number: int
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A part that the service has."""

    number: int
    size: int
    etag: str
    crc64: int | None = None
    """CRC-64/XZ of the part; None when the service did not say."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What is needed to go on with a multipart upload after anything."""

    fingerprint: Fingerprint
    part_size: int
    session: Session
    stored: tuple[StoredPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the storage gave for a stored object."""

    key: str
    size: int
    etag: str = ""
    crc64: int | None = None
    """CRC-64/XZ as the service told it; None when it did not."""
    verified: bool = False
    """True when that checksum equals the one computed while reading the file."""
    version_id: str = ""
    request_id: str = ""
    host_id: str = ""
    http_status: int = 0
    callback: CallbackResult = field(default_factory=CallbackResult)
    exchange: Exchange | None = None
    """The final request with its answer."""
    url: str = ""
    """Plain address of the object, without a signature."""
    file_id: str = ""
    """The service's own id of what is stored (VOD: ``FileId``); text, for it outgrows numbers."""
    notices: tuple[Notice, ...] = ()
    """What the service tells later; pending ones are waited for by `app.engine.notices`."""


@dataclass(frozen=True, slots=True)
class Result:
    """How one task ended: exactly one of ``receipt`` and ``failure`` unless it was cancelled."""

    task_id: str
    outcome: Outcome
    receipt: Receipt | None = None
    failure: Failure | None = None
    started_at: float = 0.0
    """Unix time in seconds."""
    seconds: float = 0.0
    """From the first attempt to the end, pauses included."""
    parts: int = 1
    attempts: int = 1
    practice: bool = False
    answer: str = ""
    """The server's answer as one line of plain text."""
    sending_at: float = 0.0
    """Unix time at which bytes of the file first moved; 0: not known."""


@dataclass(slots=True)
class TaskSnapshot:
    """Picture of a task for display; nobody changes one. Not frozen, as `UploadTask`."""

    id: str
    batch_id: str
    connection_id: str
    name: str
    path: str
    key: str
    size: int
    sent: int
    stored: int
    state: UploadState
    order: float = 0
    """Position in the queue as added; rises."""
    held: bool = False
    """QUEUED, but waiting for *Upload* to be pressed."""
    outcome: Outcome | None = None
    """Set once the task has ended."""
    with_callback: bool = False
    speed: float = 0.0
    """Bytes per second, smoothed; 0 when nothing moves."""
    seconds_left: float | None = None
    """None when it cannot be trusted."""
    error_code: str = ""
    """Why it waits or failed; see `app.domain.errors`."""
    error_values: Mapping[str, str] = field(default_factory=nothing)
    error_kind: str = ""
    retry_at: float = 0.0
    """Monotonic time of the next try while WAITING; 0 otherwise."""
    attempt: int = 1
    answer: str = ""
    """The server's answer as one line of plain text, for the Simple view."""
    seconds: float = 0.0
    practice: bool = False
    notice: str = ""
    """`NoticeState` of the notice that matters most (pending first); empty: there is none."""
    notice_reason: str = ""
    """`Notice.reason` of that one."""
    resumed_from: int = 0
    """Bytes that were already stored when this run began."""

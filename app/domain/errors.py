"""Everything that can keep an upload from succeeding, as one tree.

UploadError                      code, args, retryable, details of the service's answer
├── SourceError                  the file on this computer
│   ├── SourceMissing            it is not there (any more)
│   ├── SourceUnreadable         it is there, but may not or cannot be read
│   └── SourceChanged            it changed since the upload was planned
├── NetworkError                 the service could not be reached, or the line broke
│   ├── NotReached               no request left: name, connection, TLS or proxy failed
│   └── AnswerLost               the request may have been carried out; its answer never came
├── Refused                      the service answered, and said no
│   ├── CredentialsRefused       key, secret or token not accepted
│   ├── NotAllowed               the key is right, but may not do this
│   ├── NameTaken                an object of that name exists and may not be replaced
│   ├── UploadGone               the service does not know the multipart upload (any more)
│   ├── Throttled                too fast: wait, then go on
│   ├── ClockSkewed              this computer's clock is too far off
│   ├── ServiceFault             the service has trouble of its own
│   └── CannotTell               the answer was lost, and nobody may look whether it is there
├── IntegrityError               checksums differ between this computer and the service
├── NotUnderstood                the service answered something that is no answer of its kind
├── DestinationError             the destination itself cannot be used (empty name, bad key ...)
├── CredentialsMissing           no key is known for this connection
└── InternalError                a mistake of ours, kept from taking the program down

Prose lives in the user interface: an error has a stable ``code`` and arguments.
Programming errors (`IllegalMove`) are not part of the tree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from app.domain.exchange import Exchange

HELP_BY_EC = "https://api.aliyun.com/troubleshoot?q="
"""The vendor's page about a fine-grained code, which goes behind it (oss.md, 8.1)."""


@dataclass(frozen=True, slots=True)
class ServiceAnswer:
    """The technical part of a refusal, to show folded and to copy."""

    status: int = 0
    """HTTP status; 0 when there was no answer."""
    code: str = ""
    """The service's own error code, such as ``SignatureDoesNotMatch``."""
    message: str = ""
    """The service's own sentence, shown as plain text only."""
    ec: str = ""
    """The service's fine-grained code (OSS: ``EC``)."""
    request_id: str = ""
    host_id: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    """Further elements of the error document, such as ``Endpoint`` or ``ServerTime``."""
    body: str = ""
    """First bytes of the answer as text, at most 4 KiB."""


class UploadError(Exception):
    """Root of the tree. ``args_`` fills the placeholders of the text for people."""

    code: ClassVar[str] = "upload"
    retryable: ClassVar[bool] = False

    def __init__(
        self,
        detail: str = "",
        *,
        answer: ServiceAnswer | None = None,
        exchange: Exchange | None = None,
        wait: float | None = None,
        **values: str,
    ) -> None:
        """``detail`` is for the log and the folded part; ``wait`` is the service's hint in s."""
        super().__init__(detail or self.code)
        self.detail = detail
        self.answer = answer
        self.exchange = exchange
        self.wait = wait
        self.values = values
        self.undone = False
        """Set by a step of several requests for one before the last: whatever the class of the
        error is, nothing has come into being, and nobody need look."""


class SourceError(UploadError):
    """The file on this computer is the problem."""

    code = "source"


class SourceMissing(SourceError):
    """The file is not there (any more)."""

    code = "source.missing"


class SourceUnreadable(SourceError):
    """The file may not or cannot be read."""

    code = "source.unreadable"


class SourceChanged(SourceError):
    """The file changed since the upload was planned; sending on would store a mixture."""

    code = "source.changed"


class NetworkError(UploadError):
    """The service could not be reached or the line broke."""

    code = "network"
    retryable = True


class NotReached(NetworkError):
    """The request was not carried out: name, connection, TLS or proxy failed, or the body broke."""

    code = "network.not_reached"


class AnswerLost(NetworkError):
    """The whole request left, but no answer came: it may have been carried out."""

    code = "network.answer_lost"


class Refused(UploadError):
    """The service answered and refused."""

    code = "refused"


class CredentialsRefused(Refused):
    """Key, secret or token was not accepted."""

    code = "refused.credentials"


class NotAllowed(Refused):
    """The key is right, but may not do this here."""

    code = "refused.not_allowed"


class NameTaken(Refused):
    """An object of that name exists and may not be replaced."""

    code = "refused.name_taken"


class UploadGone(Refused):
    """The service does not know the multipart upload: completed, aborted or expired."""

    code = "refused.upload_gone"


class Throttled(Refused):
    """The service asks to slow down."""

    code = "refused.throttled"
    retryable = True


class ClockSkewed(Refused):
    """This computer's clock is further off than the service tolerates."""

    code = "refused.clock"
    retryable = True


class ServiceFault(Refused):
    """The service has trouble of its own (5xx and the like)."""

    code = "refused.service_fault"
    retryable = True


class CannotTell(Refused):
    """Nobody could say whether the object is there; it is never sent again unasked."""

    code = "refused.cannot_tell"


class IntegrityError(UploadError):
    """What the service stored is not what was read from the file."""

    code = "integrity"
    retryable = True


class NotUnderstood(UploadError):
    """An answer that the service's protocol does not know: a proxy's page, nothing, nonsense."""

    code = "not_understood"


class DestinationError(UploadError):
    """The destination or the object's name cannot be used."""

    code = "destination"


class CredentialsMissing(UploadError):
    """No key is known for this connection."""

    code = "credentials.missing"


class InternalError(UploadError):
    """A mistake of ours."""

    code = "internal"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an upload ended in *Not stored*, as a value that can be kept and shown."""

    code: str
    """Stable code from the tree above; the window turns it into words."""
    kind: str
    """``refused``, ``unreachable``, ``unreadable`` or ``internal``: the four reasons told."""
    detail: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    answer: ServiceAnswer = field(default_factory=ServiceAnswer)
    exchange: Exchange | None = None


def failure_of(error: UploadError) -> Failure:
    """Freeze an error into a value."""
    if isinstance(error, SourceError):
        kind = "unreadable"
    elif isinstance(error, NetworkError):
        kind = "unreachable"
    elif isinstance(error, InternalError):
        kind = "internal"
    else:
        kind = "refused"
    answer = error.answer or ServiceAnswer()
    return Failure(error.code, kind, error.detail, dict(error.values), answer, error.exchange)

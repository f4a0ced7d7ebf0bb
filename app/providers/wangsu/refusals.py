"""Which error of ours each refusal of the service is (wangsu.md, 7).

The same code means something else for a block than for an object: a block is sent again, an object
never is without need. ``values["reason"]`` says more than the class:

class               reasons
------------------  ---------------------------------------------------------------------------
CredentialsRefused  key_id, secret, token, token_expired (of a leave that a server made)
NotAllowed          empty: no right; management, grant, cannot_list: see `asks`
NameTaken           (no reason)
UploadGone          (no reason): blocks have vanished, the file begins anew
ClockSkewed         (values ``minutes``, ``server_time``): our leave ended before it began
Refused             no_bucket, no_object, mirror, persistent, policy, request, method, size,
                    condition, redirect; empty: a code that we do not know
ServiceFault        stalled; token_life (our leave ended while the file was on its way); empty
IntegrityError      block (the service says so), crc32 (we do), etag (stored, and differs)
NotUnderstood       page (HTML), empty, cut, other

Not from here: size.grant, grant_place, grant_bucket (`grants`); size.form (`form`); server (asking
an application server); link (`provider`).
"""

from __future__ import annotations

from enum import Enum, auto

from app.domain.errors import (
    CredentialsRefused,
    IntegrityError,
    NameTaken,
    NotAllowed,
    Refused,
    ServiceAnswer,
    UploadGone,
)
from app.domain.json_values import whole_of
from app.providers.verdicts import Verdict, by_status


class Kind(Enum):
    """What was asked for."""

    FORM = auto()
    BLOCK = auto()
    FILE = auto()
    """mkfile."""
    MANAGE = auto()


EXPIRED = "token expired"
"""The beginning of the message about a leave that has ended (TRACE)."""

_BY_MESSAGE: tuple[tuple[str, Verdict], ...] = (
    (EXPIRED, (CredentialsRefused, "token_expired")),
    ("ak-sk not found", (CredentialsRefused, "key_id")),
    ("token invalid", (CredentialsRefused, "secret")),
    ("authorization required", (CredentialsRefused, "token")),
    ("token format invalid", (CredentialsRefused, "token")),
    ("token required", (CredentialsRefused, "token")),
    ("expiretime is null", (Refused, "policy")),
    ("bucket access denied", (NotAllowed, "")),
    ("the persistent file already exists", (Refused, "persistent")),
    ("bucket not found", (Refused, "no_bucket")),
    ("bucket not binding mirror", (Refused, "mirror")),
    ("file not found", (Refused, "no_object")),
    ("resource not found", (Refused, "no_object")),
    ("file already exist", (NameTaken, "")),
)
"""By the beginning of the message, in lower case; they say more than 401 and 404 do."""

_KEY_WORDS = ("auth", "key", "sign", "token")
"""In the message of a 401 that is about whoever asks; it has other meanings as well (7)."""

_SIZE_WORDS = ("fsizelimit", "size limit", "too large", "exceed")

_BY_CODE: dict[int, Verdict] = {
    400: (Refused, "request"),
    403: (NotAllowed, ""),
    404: (Refused, "no_object"),
    405: (Refused, "method"),
    406: (NameTaken, ""),
    412: (Refused, "condition"),
    413: (Refused, "size"),
    631: (Refused, "no_bucket"),
    701: (Refused, "condition"),
}
OWN_STATUSES = frozenset({631, 701})
"""What only the service says, and never with a page."""
_BROKEN_BLOCK = frozenset({406, 412, 701})
_BROKEN_FILE = frozenset({412, 701})


def verdict_of(answer: ServiceAnswer, kind: Kind) -> Verdict:
    """Class and reason of a refusal that is one of the service's own."""
    message = " ".join(answer.message.lower().split())
    code = code_of(answer)
    for beginning, verdict in _BY_MESSAGE:
        if message.startswith(beginning):
            return verdict
    if kind is Kind.BLOCK and (code in _BROKEN_BLOCK or _about_ctx(message)):
        return IntegrityError, "block"
    if kind is Kind.FILE and (code in _BROKEN_FILE or _about_ctx(message)):
        return UploadGone, ""
    if code in (400, 401, 413) and any(word in message for word in _SIZE_WORDS):
        return Refused, "size"  # which of these it is, the sources do not agree on (1.3)
    if code == 401:
        about_key = not message or any(word in message for word in _KEY_WORDS)
        return (CredentialsRefused, "secret") if about_key else (Refused, "")
    return _BY_CODE.get(code) or by_status(code) or (Refused, "")


def _about_ctx(message: str) -> bool:
    return "ctx" in message.split()


def code_of(answer: ServiceAnswer) -> int:
    """The code of the body where it is a number, else the status."""
    code = whole_of(answer.code)
    return answer.status if code in (None, 200) else code

"""The options that a service has of its own, as data: the form is built from this table.

Kept as text under the name that the service's page uses (`Connection.extras`, `Batch.extras`), so
that connection files, the command line (``--option NAME=VALUE``) and the journal need no change for
a new one. Empty or missing: the service's own default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from urllib.parse import urlsplit

from app.domain.wangsu_ops import findings, refused


class OptionKind(StrEnum):
    """What may stand in an option."""

    TEXT = "text"
    TEMPLATE = "template"
    """A template in the service's dialect."""
    INSTRUCTIONS = "instructions"
    """Wangsu's ``persistentOps`` (wangsu.md, 5.1); built in a sheet of its own."""
    URL = "url"
    NUMBER = "number"
    DAYS = "days"
    FLAG = "flag"
    """``1`` or empty."""
    CHOICE = "choice"
    MOMENT = "moment"
    """ISO 8601 in UTC, such as ``2026-01-02T03:04:05Z``."""
    PICTURE = "picture"
    """Path of a picture on this computer."""


class Group(StrEnum):
    """Where the form shows it."""

    ANSWER = "answer"
    """What the person who uploads is told."""
    PROCESSING = "processing"
    FILE = "file"
    LEAVE = "leave"
    """What the leave to upload (policy, signature) says."""
    NOTICES = "notices"


@dataclass(frozen=True, slots=True)
class ServiceOption:
    """One option. The window has its label and its help, by service and name."""

    name: str
    kind: OptionKind
    group: Group
    longest: int = 0
    """Characters; 0: no limit known."""
    choices: tuple[str, ...] = ()
    own: bool = False
    """True: ours, never sent to the service."""
    least: int = 0
    most: int = 0
    """Bounds of a number; 0 and 0: none."""
    here: bool = False
    """Of this computer or this person: never out of a connection file nor into one."""


WANGSU: tuple[ServiceOption, ...] = (
    ServiceOption("returnBody", OptionKind.TEMPLATE, Group.ANSWER),
    ServiceOption("returnUrl", OptionKind.URL, Group.ANSWER),
    ServiceOption("persistentOps", OptionKind.INSTRUCTIONS, Group.PROCESSING),
    ServiceOption("persistentNotifyUrl", OptionKind.URL, Group.PROCESSING),
    ServiceOption("separate", OptionKind.FLAG, Group.PROCESSING),
    ServiceOption("contentDetect", OptionKind.TEXT, Group.PROCESSING),
    ServiceOption("detectNotifyURL", OptionKind.URL, Group.PROCESSING),
    ServiceOption("detectNotifyRule", OptionKind.TEXT, Group.PROCESSING),
    ServiceOption("saveKey", OptionKind.TEXT, Group.FILE),
    ServiceOption("retentionDays", OptionKind.DAYS, Group.FILE, most=36500),
    ServiceOption("lastModifiedTime", OptionKind.NUMBER, Group.FILE),
    ServiceOption("fsizeLimit", OptionKind.NUMBER, Group.LEAVE),
    ServiceOption("leaveSeconds", OptionKind.NUMBER, Group.LEAVE, least=60, most=604800),
    ServiceOption("statusUrl", OptionKind.URL, Group.NOTICES, own=True),
)
"""Wangsu: the upload policy's fields (wangsu.md, 1.3); ``retentionDays`` is the form's
``deadline`` (2.1), ``leaveSeconds`` the life of the token. ``scope``, ``overwrite``,
``callbackUrl`` and ``callbackBody`` come of name, same-name rule and callback form."""

VOD: tuple[ServiceOption, ...] = (
    ServiceOption("MediaName", OptionKind.TEXT, Group.FILE),
    ServiceOption("Cover", OptionKind.PICTURE, Group.FILE, own=True, here=True),
    ServiceOption("ClassId", OptionKind.NUMBER, Group.FILE),
    ServiceOption("ExpireTime", OptionKind.MOMENT, Group.FILE),
    ServiceOption("MediaStoragePath", OptionKind.TEXT, Group.FILE),
    ServiceOption("Procedure", OptionKind.TEXT, Group.PROCESSING),
    ServiceOption("SessionContext", OptionKind.TEXT, Group.PROCESSING, longest=1000),
    ServiceOption("consume", OptionKind.FLAG, Group.NOTICES, own=True, here=True),
    ServiceOption("statusUrl", OptionKind.URL, Group.NOTICES, own=True),
)
"""Tencent VOD: ApplyUpload's fields (tencent-vod.md, 1.2). ``StorageRegion`` and ``SubAppId`` come
of the destination, ``SourceContext`` of the variables. ``consume``: Upcall reads the application's
event queue itself (off on a real one until switched on)."""

OPTIONS: Mapping[str, tuple[ServiceOption, ...]] = {"oss": (), "wangsu": WANGSU, "vod": VOD}
"""By the name of the provider."""

PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".tif", ".tiff")
"""Endings of a cover that a service may take."""


def problem(option: ServiceOption, text: str, *, now: float = 0.0) -> str:
    """Code of what keeps a value from being sent; empty: nothing. The window has the sentences.

    ``number`` (no whole number), ``range`` (out of `least` and `most`), ``long``, ``url``,
    ``moment``, ``past`` (before ``now``, Unix time), ``choice``, ``picture`` (by its ending).
    """
    text = text.strip()
    if not text:
        return ""
    if option.longest and len(text) > option.longest:
        return "long"
    if option.kind in (OptionKind.NUMBER, OptionKind.DAYS):
        return _number(option, text)
    if option.kind is OptionKind.MOMENT:
        return _moment(text, now)
    if option.kind is OptionKind.URL:
        return "" if _is_url(text) else "url"
    if option.kind is OptionKind.CHOICE:
        return "" if text in option.choices else "choice"
    if option.kind is OptionKind.PICTURE:
        return "" if text.lower().endswith(PICTURES) else "picture"
    return ""


def problems(provider: str, extras: Mapping[str, str], *, now: float = 0.0) -> dict[str, str]:
    """Codes by option, of those that a provider has and that cannot be sent.

    As `problem`, and ``instructions``: these cannot be read as such.
    """
    found: dict[str, str] = {}
    for option in OPTIONS.get(provider, ()):
        text = extras.get(option.name, "")
        code = problem(option, text, now=now)
        if not code and option.kind is OptionKind.INSTRUCTIONS and text.strip():
            code = "instructions" if refused(findings(text)) else ""
        if code:
            found[option.name] = code
    return found


def named(provider: str, name: str) -> ServiceOption | None:
    """The option that a provider has by that name, or None."""
    return next((o for o in OPTIONS.get(provider, ()) if o.name == name), None)


def portable(provider: str, extras: Mapping[str, str]) -> dict[str, str]:
    """What of them may stand in a connection file: a picture's path would have a file of this
    computer sent along, and to read somebody's queue is for the person to decide."""
    kept = {option.name for option in OPTIONS.get(provider, ()) if option.here}
    return {name: value for name, value in extras.items() if name not in kept}


def addresses(provider: str, extras: Mapping[str, str]) -> list[str]:
    """Whoever is told or asked about the files because of an option."""
    urls = [o.name for o in OPTIONS.get(provider, ()) if o.kind is OptionKind.URL]
    return [extras[name].strip() for name in urls if extras.get(name, "").strip()]


def _number(option: ServiceOption, text: str) -> str:
    if not (text.isascii() and text.isdecimal() and len(text) <= 19):
        return "number"
    inside = option.least <= int(text) <= (option.most or int(text))
    return "" if inside else "range"


def _moment(text: str, now: float) -> str:
    told = moment_of(text)
    if told is None:
        return "moment"
    return "past" if now and told.timestamp() <= now else ""


def moment_of(text: str) -> datetime | None:
    """The moment that an ISO 8601 text names; None: it names none. Without a zone: UTC."""
    try:
        told = datetime.fromisoformat(text.strip())
        return told if told.tzinfo else told.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    blank = any(letter.isspace() for letter in text)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not blank

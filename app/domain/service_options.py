"""The options that a service has of its own, as data: the form is built from this table.

Kept as text under the name that the service's page uses (`Connection.extras`, `Batch.extras`), so
that connection files, the command line (``--option NAME=VALUE``) and the journal need no change for
a new one. Empty or missing: the service's own default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


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
    ServiceOption("Cover", OptionKind.PICTURE, Group.FILE, own=True),
    ServiceOption("ClassId", OptionKind.NUMBER, Group.FILE),
    ServiceOption("ExpireTime", OptionKind.MOMENT, Group.FILE),
    ServiceOption("MediaStoragePath", OptionKind.TEXT, Group.FILE),
    ServiceOption("Procedure", OptionKind.TEXT, Group.PROCESSING),
    ServiceOption("SessionContext", OptionKind.TEXT, Group.PROCESSING, longest=1000),
    ServiceOption("consume", OptionKind.FLAG, Group.NOTICES, own=True),
    ServiceOption("statusUrl", OptionKind.URL, Group.NOTICES, own=True),
)
"""Tencent VOD: ApplyUpload's fields (tencent-vod.md, 1.2). ``StorageRegion`` and ``SubAppId`` come
of the destination, ``SourceContext`` of the variables. ``consume``: Upcall reads the application's
event queue itself (off on a real one until switched on)."""

OPTIONS: Mapping[str, tuple[ServiceOption, ...]] = {"oss": (), "wangsu": WANGSU, "vod": VOD}
"""By the name of the provider."""

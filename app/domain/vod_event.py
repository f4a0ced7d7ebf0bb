"""VOD's events as values: tolerant reading, for what is shown and for what is ours.

Members may be missing or null, which is the same; unknown ones are left alone; ids stay text
(tencent-vod.md, 4.2 to 4.5). The old "2.0" body is recognised, and named as such.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from app.domain.json_values import text_of
from app.domain.source_context import decoded

UPLOADED = "NewFileUpload"
NEVER = "never"
_NEVER_YEAR = 9999


@dataclass(frozen=True, slots=True)
class VodEvent:
    """One event; texts are empty where it says nothing."""

    type: str
    """``NewFileUpload`` and others; of a legacy body what it calls itself."""
    legacy: bool = False
    """True for the old "2.0" body: shown raw, for nothing of it is where it should be."""
    file_id: str = ""
    name: str = ""
    media_url: str = ""
    cover_url: str = ""
    container: str = ""
    region: str = ""
    source: str = ""
    """``SourceType``, such as ``Upload``."""
    source_context: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)
    """Our custom variables out of the source context, names without ``x:``."""
    mark: str = ""
    """Our mark out of it (`app.domain.source_context`)."""
    created: str = ""
    """As the service wrote it (ISO 8601, UTC)."""
    expires: str = ""
    """The same; `NEVER` for *does not expire*, whatever the time zone."""
    class_name: str = ""
    procedure_task: str = ""
    handle: str = ""
    """``EventHandle``, from the queue only."""

    @property
    def is_upload(self) -> bool:
        """Whether it tells that a file is there."""
        return self.type == UPLOADED and not self.legacy


def parsed(text: str) -> Mapping[str, Any] | None:
    """The JSON object of a body, None when it is none. Whole numbers keep every digit."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def read(body: str | Mapping[str, Any]) -> VodEvent | None:
    """The event in a body (PUSH) or in a member of an ``EventSet`` (PULL); None when it is none."""
    found = parsed(body) if isinstance(body, str) else body
    if found is None:
        return None
    if not found.get("EventType"):
        return _legacy(found)
    task = _object(found.get("FileUploadEvent"))
    basic = _object(task.get("MediaBasicInfo"))
    source = _object(basic.get("SourceInfo"))
    context = text_of(source.get("SourceContext"))
    variables, mark = decoded(context)
    return VodEvent(
        type=text_of(found["EventType"]),
        file_id=text_of(task.get("FileId")),
        name=text_of(basic.get("Name")),
        media_url=text_of(basic.get("MediaUrl")),
        cover_url=text_of(basic.get("CoverUrl")),
        container=text_of(basic.get("Type")),
        region=text_of(basic.get("StorageRegion")),
        source=text_of(source.get("SourceType")),
        source_context=context,
        variables=variables,
        mark=mark,
        created=text_of(basic.get("CreateTime")),
        expires=moment(text_of(basic.get("ExpireTime"))),
        class_name=text_of(basic.get("ClassName")),
        procedure_task=text_of(task.get("ProcedureTaskId")),
        handle=text_of(found.get("EventHandle")),
    )


def _legacy(found: Mapping[str, Any]) -> VodEvent | None:
    """The "2.0" body: ``version`` 4.0, ``eventType``, ``data``."""
    kind = text_of(found.get("eventType"))
    if not kind:
        return None
    data = _object(found.get("data"))
    url = text_of(data.get("fileUrl"))
    return VodEvent(kind, legacy=True, file_id=text_of(data.get("fileId")), media_url=url)


def moment(text: str) -> str:
    """A time as the service wrote it, or `NEVER`: told by its year, before any zone is applied."""
    try:
        year = datetime.fromisoformat(text.strip()).year
    except ValueError:
        return text
    return NEVER if year == _NEVER_YEAR else text


def seconds(text: str) -> float | None:
    """Unix time of such a text; None for `NEVER` and for what is no time."""
    try:
        told = datetime.fromisoformat(text.strip())
        if told.year == _NEVER_YEAR:
            return None
        return (told if told.tzinfo else told.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def signature(key: str, expiry: str) -> str:
    """``Sign`` for a callback key and ``T``: MD5 of both (4.2)."""
    return hashlib.md5((key + expiry).encode(), usedforsecurity=False).hexdigest()


def checked(
    body: str | Mapping[str, Any], *, key: str, now: float, query: str = "", grace: float = 0.0
) -> str:
    """What a callback's ``T`` and ``Sign`` are worth, given the application's callback key.

    ``good``, ``absent`` (one of them is missing), ``wrong``, ``expired``, or ``unset``: there is no
    key to check with. Where they stand is not documented for certain: members of the body and
    parameters of the address are both read, in any spelling. The digest does not cover the body.
    """
    if not key:
        return "unset"
    given = {name.lower(): value for name, value in parse_qsl(query.lstrip("?"))}
    members = (parsed(body) if isinstance(body, str) else body) or {}
    given |= {
        name.lower(): text_of(value) for name, value in members.items() if name != "EventType"
    }
    expiry, sign = given.get("t", "").strip(), given.get("sign", "").strip()
    if not expiry or not sign:
        return "absent"
    if not hmac.compare_digest(signature(key, expiry).encode(), sign.lower().encode()):
        return "wrong"
    fresh = expiry.isdecimal() and len(expiry) < 16 and int(expiry) + grace >= now
    return "good" if fresh else "expired"


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}

"""A notice as people read it: facts by their codes, custom variables, and what was made of a file.

Tolerant: numbers may come as text, members may be missing (wangsu.md, 5.3 and 5.5; tencent-vod.md,
4.4 and 4.5). Whoever reads has the words for the codes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain import vod_event
from app.domain.notice import Notice, NoticeKind

MOST_ITEMS = 500
"""Results that are read out of one notice."""
FACTS = (
    "type",
    "file_id",
    "name",
    "media_url",
    "cover_url",
    "container",
    "region",
    "class_name",
    "created",
    "expires",
    "procedure_task",
    "source",
    "context",
    "task",
    "stage",
    "description",
    "input",
    "input_size",
)
"""Codes of facts, in their order."""
STAGES = {0: "waits", 1: "works", 2: "failed", 3: "finished", 4: "tells", 5: "not_told", 6: "told"}
"""Words of the status query (wangsu.md, 5.5)."""
TOLD_STAGES = {1: "partial", 2: "partial_failed", 3: "finished"}
"""The same numbers in a notification (5.3)."""


@dataclass(frozen=True, slots=True)
class Item:
    """What one instruction made."""

    instruction: str
    stage: str = ""
    """One of the values of `STAGES`; a number that is not known stands as it is."""
    key: str = ""
    """Name of the result, without its bucket."""
    bucket: str = ""
    size: int | None = None
    """Bytes."""
    url: str = ""
    error: str = ""
    """The service's words for what went wrong."""
    facts: tuple[tuple[str, str], ...] = ()
    """The rest by the service's names: duration, resolution and others."""

    @property
    def good(self) -> bool | None:
        """Whether it went well; None: not known yet."""
        if self.stage == "failed" or self.error:
            return False
        return True if self.stage in ("finished", "tells", "not_told", "told") else None


@dataclass(frozen=True, slots=True)
class Reading:
    """One notice, read."""

    facts: tuple[tuple[str, str], ...] = ()
    """Code (one of `FACTS`) and value."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """Custom variables that came back, names without ``x:``."""
    items: tuple[Item, ...] = ()
    legacy: bool = False
    """An event in the old form: nothing of it stands where it should."""


def reading(notice: Notice) -> Reading:
    """What a notice says; empty for one that has not come."""
    if not notice.body:
        return Reading()
    if notice.kind is NoticeKind.EVENT:
        return _event(notice.body)
    document = vod_event.parsed(notice.body)
    return Reading() if document is None else _processing(document, notice)


def verdict(notice: Notice, key: str) -> str:
    """What the signature in an event is worth by the application's callback key: ``good``,
    ``absent``, ``wrong`` or ``expired`` when it came; empty: there is nothing to check, or no key.

    Only what is pushed is signed (tencent-vod.md, 4.2).
    """
    pushed = notice.kind is NoticeKind.EVENT and notice.way == "stream" and notice.body
    if not key or not pushed:
        return ""
    return vod_event.checked(notice.raw or notice.body, key=key, now=notice.at)


def _event(body: str) -> Reading:
    event = vod_event.read(body)
    if event is None:
        return Reading()
    known = {
        "type": event.type,
        "file_id": event.file_id,
        "name": event.name,
        "media_url": event.media_url,
        "cover_url": event.cover_url,
        "container": event.container,
        "region": event.region,
        "class_name": event.class_name,
        "created": event.created,
        "expires": event.expires,
        "procedure_task": event.procedure_task,
        "source": event.source,
        "context": "" if event.variables or event.mark else event.source_context,
    }
    return Reading(_sorted(known), event.variables, legacy=event.legacy)


def _processing(document: Mapping[str, Any], notice: Notice) -> Reading:
    code = _number(document.get("code"))
    stages = STAGES if notice.way == "poll" else TOLD_STAGES
    bucket, key = _text(document.get("inputbucket")), _text(document.get("inputkey"))
    known = {
        "task": _text(document.get("id")),
        "stage": "" if code is None else stages.get(code, str(code)),
        "description": _text(document.get("desc")),
        "input": f"{bucket}:{key}" if bucket and key else key,
        "input_size": _text(document.get("inputfsize")),
    }
    return Reading(_sorted(known), items=tuple(_items(document.get("items"))))


def _items(found: object) -> Iterator[Item]:
    items = found if isinstance(found, list) else []
    for item in [one for one in items if isinstance(one, dict)][:MOST_ITEMS]:
        code = _number(item.get("code"))
        bucket, _colon, key = _text(item.get("key")).rpartition(":")
        rest = {n: _text(v) for n, v in item.items() if n not in _OWN}
        detail = item.get("detail")
        if isinstance(detail, list) and detail:
            rest["detail"] = json.dumps(detail, ensure_ascii=False)
        yield Item(
            _text(item.get("cmd")),
            "" if code is None else STAGES.get(code, str(code)),
            key,
            bucket,
            _number(item.get("fsize")),
            _text(item.get("url")),
            _text(item.get("error")),
            tuple((name, text) for name, text in rest.items() if text),
        )


_OWN = frozenset({"cmd", "code", "key", "fsize", "url", "error", "detail"})


def _sorted(known: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((code, known[code]) for code in FACTS if known.get(code))


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    known = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if known else ""


def _number(value: object) -> int | None:
    if isinstance(value, str) and value.strip().lstrip("-").isdecimal() and len(value) < 40:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None

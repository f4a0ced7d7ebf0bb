"""What each action of the API takes; anything else is refused by name (sheet 7.2)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app.democloud.vod.envelope import VodError

TEXT, NUMBER, TEXTS, NUMBERS, OBJECT = "String", "Integer", "List", "List of Integer", "Object"

_APPLICATION = {"SubAppId": NUMBER}

ACTIONS: Mapping[str, Mapping[str, str]] = {
    "ApplyUpload": _APPLICATION
    | {
        "MediaType": TEXT,
        "MediaName": TEXT,
        "CoverType": TEXT,
        "Procedure": TEXT,
        "ExpireTime": TEXT,
        "StorageRegion": TEXT,
        "ClassId": NUMBER,
        "SourceContext": TEXT,
        "SessionContext": TEXT,
        "ExtInfo": TEXT,
        "MediaStoragePath": TEXT,
    },
    "CommitUpload": _APPLICATION | {"VodSessionKey": TEXT},
    "ModifyEventConfig": _APPLICATION
    | {
        "Mode": TEXT,
        "NotificationUrl": TEXT,
        "UploadMediaCompleteEventSwitch": TEXT,
        "DeleteMediaCompleteEventSwitch": TEXT,
        "PersistenceCompleteEventSwitch": TEXT,
        "SignKey": TEXT,
    },
    "DescribeEventConfig": _APPLICATION,
    "DescribeEventsState": _APPLICATION,
    "PullEvents": _APPLICATION | {"ExtInfo": TEXT},
    "ConfirmEvents": _APPLICATION | {"EventHandles": TEXTS, "ExtInfo": TEXT},
    "DescribeMediaInfos": _APPLICATION | {"FileIds": TEXTS, "Filters": TEXTS},
    "SearchMedia": _APPLICATION
    | {
        "FileIds": TEXTS,
        "Names": TEXTS,
        "NamePrefixes": TEXTS,
        "ClassIds": NUMBERS,
        "Categories": TEXTS,
        "SourceTypes": TEXTS,
        "StorageRegions": TEXTS,
        "MediaTypes": TEXTS,
        "Filters": TEXTS,
        "CreateTime": OBJECT,
        "Sort": OBJECT,
        "Offset": NUMBER,
        "Limit": NUMBER,
        "Text": TEXT,
    },
    "DescribeSubAppIds": {"Name": TEXT, "Tags": TEXTS, "Offset": NUMBER, "Limit": NUMBER},
    "DescribeStorageRegions": _APPLICATION,
    "ParseStreamingManifest": {"MediaManifestContent": TEXT, "ManifestType": TEXT},
}
"""Action, and the kind of each of its parameters."""

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "ApplyUpload": ("MediaType",),
    "CommitUpload": ("VodSessionKey",),
    "ConfirmEvents": ("EventHandles",),
    "DescribeMediaInfos": ("FileIds",),
    "ParseStreamingManifest": ("MediaManifestContent",),
}
"""Parameters that an action cannot do without."""


def checked(action: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Give an action's parameters without those that are null; VodError says what is wrong."""
    kinds = ACTIONS[action]
    given = {name: value for name, value in values.items() if value is not None}
    for name, value in given.items():
        if name not in kinds:
            raise VodError("UnknownParameter", f"The parameter `{name}` is not recognized.")
        if not _fits(value, kinds[name]):
            message = f"The value type of parameter `{name}` is not valid, should be {kinds[name]}."
            raise VodError("InvalidParameter", message)
        if name in ("Offset", "Limit") and value < 0:
            raise VodError("InvalidParameterValue", f"`{name}` must not be below 0.")
    for name in REQUIRED.get(action, ()):
        if name not in given:
            message = f"The request is missing a required parameter `{name}`."
            raise VodError("MissingParameter", message)
    return given


def _fits(value: Any, kind: str) -> bool:
    if kind == TEXT:
        return isinstance(value, str) and is_text(value)
    if kind == NUMBER:
        return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**64
    if kind == OBJECT:
        return isinstance(value, dict)
    inner = TEXT if kind == TEXTS else NUMBER
    return isinstance(value, list) and all(_fits(item, inner) for item in value)


def is_text(text: str) -> bool:
    """Say whether a text can be written down: half a surrogate pair cannot."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def decoded(raw: bytes) -> Any:
    """Read JSON; ValueError for what is none, or could not be told on."""
    try:
        value = json.loads(raw.decode("utf-8"), parse_constant=_no_number)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return value


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no JSON")


def from_query(action: str, pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """Read a GET's parameters, whose lists are written ``Name.0``, ``Name.1`` (sheet 1.1)."""
    kinds, values = ACTIONS[action], dict[str, Any]()
    for name, text in pairs:
        base, dot, place = name.partition(".")
        kind = kinds.get(base, TEXT)
        if dot and place.isdigit() and kind in (TEXTS, NUMBERS):
            values.setdefault(base, []).append(_read(text, kind))
        else:
            values[name] = _read(text, kind)
    return values


def _read(text: str, kind: str) -> str | int:
    numeric = text.isascii() and text.isdigit() and len(text) < 21
    return int(text) if kind in (NUMBER, NUMBERS) and numeric else text

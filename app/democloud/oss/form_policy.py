"""The policy of a form: read, and held against the form's fields (reference/oss.md 4.2).

Error numbers beyond the sheet's are those of the service's public error pages. Choices where the
sheet is silent: an absent field satisfies ``not-in`` and an empty ``starts-with``, nothing else;
fields without a condition are free, but for those that V4 demands; field names may lack their
``$``, as they do in the service's own examples.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from app.democloud.oss.errors import OssError, access_denied

_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?Z", re.ASCII)
_BARE_DOLLAR = re.compile(r"(?<!\\)((?:\\\\)*)\\\$")
_KINDS: Mapping[str, type] = {"eq": str, "starts-with": str, "in": list, "not-in": list}


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that a field must fulfil."""

    operator: str
    """``eq``, ``starts-with``, ``in`` or ``not-in``."""
    name: str
    """Field name as forms hold it."""
    wanted: tuple[str, ...]
    """The value, the prefix, or the list."""
    text: str
    """The condition as JSON, for the refusal."""

    def holds(self, value: str | None) -> bool:
        """Say whether a field's value (None: absent) is allowed."""
        if self.operator == "starts-with":
            return (value or "").startswith(self.wanted[0])
        return (value in self.wanted) != (self.operator == "not-in")


@dataclass(frozen=True, slots=True)
class Policy:
    """What its signer allows."""

    expires_at: float
    """Unix seconds."""
    conditions: tuple[Condition, ...]
    """All must hold."""
    smallest: int
    """Least bytes of the file."""
    largest: int | None
    """Most bytes of the file; None: the service's own limit."""

    def check(self, values: Mapping[str, str], *, pinned: Iterable[str], now: float) -> None:
        """Hold the fields against the conditions; OssError 403 says what is not allowed.

        ``pinned`` are the fields that must have a condition.
        """
        if now >= self.expires_at:
            raise access_denied("Invalid according to Policy: Policy expired.")
        for condition in self.conditions:
            if not condition.holds(values.get(condition.name)):
                message = f"Invalid according to Policy: Policy Condition failed: {condition.text}"
                raise access_denied(message, ec="0006-00000227")
        known = {condition.name for condition in self.conditions}
        for name in pinned:
            if name not in known:
                message = f"Invalid according to Policy: Extra input fields: {name}"
                raise access_denied(message, ec="0006-00000228")

    def check_size(self, size: int) -> None:
        """Hold the file's size against the range; OssError 400 when it is outside."""
        if self.largest is not None and size > self.largest:
            message = "Your proposed upload exceeds the maximum allowed object size."
            raise _size_error("EntityTooLarge", message, size, MaxSizeAllowed=self.largest)
        if size < self.smallest:
            message = "Your proposed upload is smaller than the minimum allowed object size."
            raise _size_error("EntityTooSmall", message, size, MinSizeAllowed=self.smallest)


def _size_error(code: str, message: str, size: int, **limit: int) -> OssError:
    numbers = {"ProposedSize": size} | limit
    details = {name: str(number) for name, number in numbers.items()}
    return OssError(400, code, message, details=details)


def read_policy(text: str) -> Policy:
    """Read a policy from its Base64; OssError 400 ``InvalidPolicyDocument`` says what is wrong."""
    document = _document(text)
    expires_at = _expiration(document.get("expiration"))
    items = document.get("conditions")
    if items is None:
        raise _invalid("Invalid Policy: the conditions are missing.", 0)
    if not isinstance(items, list):
        raise _invalid("Invalid Policy: conditions must be a list.", 214)
    if not items:
        raise _invalid("Invalid Policy: conditions must not be empty.", 215)
    smallest, largest, conditions = 0, None, []
    for item in items:
        if isinstance(item, list) and item[:1] == ["content-length-range"]:
            low, high = _range(item)
            smallest = max(smallest, low)
            largest = high if largest is None else min(largest, high)
        else:
            conditions.append(_condition(item))
    return Policy(expires_at, tuple(conditions), smallest, largest)


def _document(text: str) -> dict[str, Any]:
    try:
        raw = base64.b64decode(text, validate=True).decode("utf-8")
        # A literal dollar is written \\$, which JSON proper does not know.
        value = json.loads(_BARE_DOLLAR.sub(r"\1\\\\$", raw))
    except (binascii.Error, ValueError, RecursionError):
        raise _invalid("Invalid Policy: not Base64 of a JSON text.", 201) from None
    if not isinstance(value, dict):
        raise _invalid("Invalid Policy: not a JSON object.", 201)
    return value


def _expiration(value: object) -> float:
    if value is None:
        raise _invalid("Invalid Policy: the expiration is missing.", 208)
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    try:
        # Fractions of a second are cut off.
        text = found[1] if found else ""
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S").replace(tzinfo=UTC).timestamp()
    except ValueError:
        message = "Invalid Policy: the expiration must have the form 2026-01-01T12:00:00.000Z."
        raise _invalid(message, 0) from None


def _range(item: list[Any]) -> tuple[int, int]:
    if len(item) != 3:
        raise _invalid("Invalid Policy: content-length-range takes two numbers.", 218)
    low, high = item[1:]
    for number in (low, high):
        if not isinstance(number, int) or isinstance(number, bool) or number < 0:
            raise _invalid("Invalid Policy: content-length-range takes two numbers.", 224)
    return low, high


def _condition(item: object) -> Condition:
    shown = json.dumps(item, ensure_ascii=False)
    if isinstance(item, dict):
        if len(item) != 1:
            message = "Invalid Simple-Condition: Simple-Conditions must have exactly one property"
            raise _invalid(f"Invalid Policy: {message} specified.", 0)
        ((name, value),) = item.items()
        operator = "eq"
        shown = json.dumps(["eq", "$" + name.removeprefix("$"), value], ensure_ascii=False)
    elif not isinstance(item, list):
        raise _invalid(f"Invalid Policy: a condition must be a map or a list: {shown}", 222)
    else:
        operator, name, value = _three(item, shown)
    wanted = value if isinstance(value, list) else [value]
    fits = isinstance(value, _KINDS[operator]) and all(isinstance(each, str) for each in wanted)
    if not fits or not isinstance(name, str) or not name.removeprefix("$"):
        raise _invalid(f"Invalid Policy: wrong type in the condition {shown}", 224)
    values = tuple(each.replace("\\$", "$") for each in wanted)
    return Condition(operator, _field_name(name), values, shown)


def _three(item: list[Any], shown: str) -> tuple[str, Any, Any]:
    operator = item[0] if item else None
    if not isinstance(operator, str) or operator not in _KINDS:
        raise _invalid(f"Invalid Policy: unknown matching mode in the condition {shown}", 216)
    if len(item) != 3:
        raise _invalid(f"Invalid Policy: wrong number of values in the condition {shown}", 218)
    return operator, item[1], item[2]


def _field_name(name: str) -> str:
    name = name.removeprefix("$")
    return name if name.startswith("x:") else name.lower()


def _invalid(message: str, number: int) -> OssError:
    ec = f"0006-{number:08d}" if number else ""
    return OssError(400, "InvalidPolicyDocument", message, ec=ec)

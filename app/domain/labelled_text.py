"""Values by their labels, out of JSON, CSV, environment lines, INI files and notes to oneself."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import pairwise

LONGEST = 64 * 1024
"""Characters of a text that is looked at."""
_MOST_VALUES = 2000

_LABELS: Mapping[str, str] = {
    "key_id": r"access[-_ ]?key[-_ ]?id|access[-_ ]?id|access[-_ ]?key(?![-_ ]?(?:secret|id))"
    r"|(?:tmp[-_ ]?)?secret[-_ ]?id",
    "secret": r"access[-_ ]?key[-_ ]?secret|access[-_ ]?secret|secret[-_ ]?access[-_ ]?key"
    r"|(?:tmp[-_ ]?)?secret[-_ ]?key|secret",
    "token": r"security[-_ ]?token|sts[-_ ]?token|session[-_ ]?token",
    "expiry": r"sts[-_ ]?expiration|expiration|expires?[-_ ]?at|expires",
    "endpoint": r"end[-_ ]?point|upload[-_ ]?domain",
    "region": r"region[-_ ]?id|region",
    "bucket": r"bucket[-_ ]?name|bucket|sub[-_ ]?app[-_ ]?id",
    "path": r"prefix|dir",
}
"""How each part is called in the files and answers of oss.md, 7.2 to 7.5; case does not matter."""

_NAMES = "|".join(f"(?P<{part}>{pattern})" for part, pattern in _LABELS.items())
_WHOLE = re.compile(f"(?i)(?:oss[-_ ]?|alibaba[-_ ]?cloud[-_ ]?|aliyun[-_ ]?)?(?:{_NAMES})")
_IN_TEXT = re.compile(
    rf"(?i)(?<![A-Za-z0-9])(?:\w{{0,40}}[_.-])?(?:{_NAMES})"
    r"""["']?\s{0,20}(?P<joint>[=:：,]|\s)\s{0,20}["']?(?P<value>[^\s"',;]{1,9000})"""
)
_LOOKS: Mapping[str, str] = {
    "key_id": r"(?=.*[0-9A-Z])[A-Za-z0-9._-]{6,128}",
    "secret": r"(?=.*[0-9A-Z])[A-Za-z0-9+/=_-]{16,128}",
    "token": r"\S{40,}",
    "expiry": r"\d.*",
    "endpoint": r".*[.:].*",
    "region": r"(?:oss-)?[a-z]{2}-[a-z0-9-]+",
}
"""What a value has to look like where only a blank stands between it and its label."""
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


def labelled(text: str) -> dict[str, str]:
    """Values by part: ``key_id``, ``secret``, ``token``, ``expiry``, ``endpoint``, ``region``,
    ``bucket``, ``path``; of each the first. Never raises.
    """
    text = text[:LONGEST]
    for found in (_of_json(text), _of_table(text)):
        if found:
            return found
    return _of_lines(text)


def part_of(label: str) -> str:
    """Which part a label names, such as ``AccessKeyId`` or ``sts-token``; empty: none."""
    found = _WHOLE.fullmatch(label.strip())
    return (found.lastgroup or "") if found else ""


def moment(text: str) -> float:
    """Unix time in seconds of an ISO 8601 time or of seconds or milliseconds; 0: neither."""
    text = text.strip()
    try:
        number = float(text)
    except ValueError:
        return _iso(text)
    if not math.isfinite(number) or number <= 0:
        return 0.0
    return number / 1000 if number > 1e11 else number


def _iso(text: str) -> float:
    if not _ISO.match(text):
        return 0.0
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return 0.0
    zoned = found if found.tzinfo else found.replace(tzinfo=UTC)
    return max(zoned.timestamp(), 0.0)


def _of_json(text: str) -> dict[str, str]:
    """Of a JSON object, also with text around it, and however deep its values are."""
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        return {}
    try:
        value = json.loads(text[start : end + 1])
    except (ValueError, RecursionError):
        return {}
    found: dict[str, str] = {}
    plain: dict[str, str] = {}
    for name, inner in _pairs(value):
        part = part_of(name)
        if part and inner and part not in found:
            found[part] = inner
        plain.setdefault(name.lower(), inner)
    if "tmpsecretid" in plain and plain.get("token"):  # there it is called just so
        found.setdefault("token", plain["token"])
    return found


def _pairs(value: object) -> Iterator[tuple[str, str]]:
    """Names and plain values, the outer ones first; objects written as text are opened once."""
    level, count = [value], 0
    while level and count < _MOST_VALUES:
        deeper: list[object] = []
        for holder in level:
            items = holder.items() if isinstance(holder, dict) else enumerate(_list(holder))
            for name, inner in items:
                count += 1
                if isinstance(inner, dict | list):
                    deeper.append(inner)
                elif isinstance(inner, str | int | float) and not isinstance(inner, bool):
                    yield str(name), str(inner)
        level = deeper


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _of_table(text: str) -> dict[str, str]:
    """Of a CSV file with a line of labels, as the vendor's console downloads keys."""
    lines = [line for line in text.splitlines() if line.strip()][:50]
    for mark in (",", "\t", ";"):
        try:
            rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=mark))
        except csv.Error:
            continue
        for labels, values in pairwise(rows):
            parts = [part_of(label) for label in labels]
            if "key_id" in parts and "secret" in parts and len(values) >= len(parts):
                cells = zip(parts, values, strict=False)
                return {part: cell.strip() for part, cell in cells if part and cell.strip()}
    return {}


def _of_lines(text: str) -> dict[str, str]:
    """Of ``NAME=value``, ``name: value`` and ``name value``, many to a line or one."""
    found: dict[str, str] = {}
    for match in _IN_TEXT.finditer(text):
        part = next(name for name in _LABELS if match[name])
        value = match["value"].strip("`<>()")
        sure = not match["joint"].isspace() or re.fullmatch(_LOOKS.get(part, r"(?!)"), value)
        if value and sure and not part_of(value):
            found.setdefault(part, value)
    return found

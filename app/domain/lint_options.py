"""Findings of object options (oss.md, 3.4); codes in `app.domain.lint_place`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from app.domain.findings import Severity
from app.domain.options import ObjectOptions
from app.domain.place_findings import PlaceField, PlaceFinding

MOST_METADATA = 8 * 1024
"""Bytes of all names and values."""
MOST_TAGS, LONGEST_TAG_NAME, LONGEST_TAG_VALUE = 10, 128, 256
"""The last two in bytes."""

STORAGE_CLASSES = ("Standard", "IA", "Archive", "ColdArchive", "DeepColdArchive")
ACLS = ("default", "private", "public-read", "public-read-write")
ENCRYPTIONS = ("AES256", "KMS", "SM4")

_METADATA_NAME = re.compile(r"[A-Za-z0-9-]+")
_TAG = re.compile(r"[\w +\-=.:/]*")


def option_findings(options: ObjectOptions) -> list[PlaceFinding]:
    """What the service would refuse or what is unwise about object options."""
    return [
        *_header_findings(options),
        *_choice_findings(options),
        *_metadata_findings(options.metadata),
        *_tag_findings(options.tags),
    ]


def _header_findings(options: ObjectOptions) -> list[PlaceFinding]:
    found = []
    headers = {
        "Content-Type": options.content_type,
        "Content-Disposition": options.disposition,
        "Cache-Control": options.cache_control,
    }
    for name, value in headers.items():
        if not _one_line(value):
            found.append(_finding("options.header", name=name))
        elif not value.isascii():
            found.append(_finding("options.not_ascii", Severity.WARNING, name=name))
    return found


def _choice_findings(options: ObjectOptions) -> list[PlaceFinding]:
    found = []
    choices = {
        "storage_class": (options.storage_class, STORAGE_CLASSES),
        "acl": (options.acl, ACLS),
        "encryption": (options.encryption, ENCRYPTIONS),
    }
    for name, (value, known) in choices.items():
        if value and value not in known:
            found.append(_finding("options.choice", name=name, value=value))
    if options.encryption_key and options.encryption != "KMS":
        found.append(_finding("options.kms_key", key=options.encryption_key))
    if options.acl == "public-read-write":
        found.append(_finding("options.open", Severity.WARNING, value=options.acl))
    if options.storage_class in STORAGE_CLASSES[2:]:
        found.append(_finding("options.archive", Severity.INFO, value=options.storage_class))
    return found


def _metadata_findings(metadata: Mapping[str, str]) -> list[PlaceFinding]:
    found = []
    for name, value in metadata.items():
        if not _METADATA_NAME.fullmatch(name):
            better = re.sub("-{2,}", "-", re.sub("[^A-Za-z0-9-]", "-", name)).strip("-").lower()
            found.append(_mend("options.metadata_name", better, name=name))
        if not _one_line(value):
            found.append(_finding("options.metadata_text", name=name))
    size = sum(len(name) + len(_sent(value)) for name, value in metadata.items())
    if size > MOST_METADATA:
        long = _finding("options.metadata_long", size=str(size), limit=str(MOST_METADATA))
        found.append(long)
    return found


def _tag_findings(tags: Mapping[str, str]) -> list[PlaceFinding]:
    found = []
    if len(tags) > MOST_TAGS:
        found.append(_finding("options.tags_many", count=str(len(tags)), most=str(MOST_TAGS)))
    for name, value in tags.items():
        if not name or not _is_tag(name, LONGEST_TAG_NAME):
            found.append(_finding("options.tag_name", name=name))
        if not _is_tag(value, LONGEST_TAG_VALUE):
            found.append(_finding("options.tag_value", name=name))
    return found


def _is_tag(text: str, most: int) -> bool:
    return len(_bytes(text)) <= most and bool(_TAG.fullmatch(text))


def _one_line(text: str) -> bool:
    return all(c.isprintable() for c in text)


def _sent(value: str) -> str:
    """As it goes into the header: other letters than ASCII are percent-encoded."""
    return value if value.isascii() else quote(_bytes(value))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _finding(code: str, severity: Severity = Severity.ERROR, **values: str) -> PlaceFinding:
    return PlaceFinding(code, severity, PlaceField.OPTIONS, values)


def _mend(code: str, better: str, **values: str) -> PlaceFinding:
    said = {**values, "better": better}
    return PlaceFinding(code, Severity.ERROR, PlaceField.OPTIONS, said, bool(better), better)

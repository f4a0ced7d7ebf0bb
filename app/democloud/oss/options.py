"""What is stored with an object besides its bytes: type, metadata, class, ACL, tags, encryption.

Values are held against reference/oss.md 3.4. Where the sheet names no code, a wrong value is
answered with ``InvalidArgument`` and the header's name; that is the cloud's choice.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

from app.democloud.oss import limits
from app.democloud.oss.context import Context
from app.democloud.oss.errors import OssError, invalid_argument
from app.democloud.oss.request import Request

KEPT_HEADERS = (
    "Cache-Control",
    "Content-Disposition",
    "Content-Encoding",
    "Expires",
    "x-oss-storage-class",
    "x-oss-object-acl",
    "x-oss-tagging",
    "x-oss-server-side-encryption",
    "x-oss-server-side-encryption-key-id",
    "x-oss-server-side-data-encryption",
)
"""Stored with the object and replayed on download, in this spelling."""

ACL = "x-oss-object-acl"
FROZEN = frozenset({"Archive", "ColdArchive", "DeepColdArchive"})
"""Classes whose objects cannot be read before they are restored."""

_CHOICES: Mapping[str, tuple[str, ...]] = {
    "x-oss-storage-class": ("Standard", "IA", *sorted(FROZEN)),
    ACL: ("default", "private", "public-read", "public-read-write"),
}
_ENCRYPTION = "x-oss-server-side-encryption"
_TAG_TEXT = re.compile(r"[\w +\-=.:/]*")
_METADATA = re.compile(rb"x-oss-meta-[0-9a-z-]+")
_TYPES = mimetypes.MimeTypes()
"""Python's own table without this machine's: the same everywhere."""


def kept_headers(context: Context) -> tuple[tuple[str, str], ...]:
    """Give type, metadata and the like as they will be replayed; OssError when not allowed."""
    request = context.request
    kind = request.header("content-type") or guessed_type(context.key())
    pairs = [("Content-Type", kind)]
    for name in KEPT_HEADERS:
        value = request.header(name)
        if value is not None:
            pairs.append((name, value))
    for name in _CHOICES:
        _check_choice(request, name)
    _check_tags(request.header("x-oss-tagging"))
    _check_encryption(request, kms_enabled=context.settings.kms_enabled)
    return tuple(pairs + _metadata(request))


def acl_changed(
    headers: tuple[tuple[str, str], ...], request: Request
) -> tuple[tuple[str, str], ...]:
    """Give an upload's headers with the ACL that Complete may name (reference/oss.md 2.3)."""
    acl = request.header(ACL)
    if acl is None:
        return headers
    _check_choice(request, ACL)
    return (*(pair for pair in headers if pair[0] != ACL), (ACL, acl))


def guessed_type(key: str) -> str:
    """Give the content type by the key's extension."""
    return _TYPES.guess_type("x/" + key.rpartition("/")[2])[0] or "application/octet-stream"


def _metadata(request: Request) -> list[tuple[str, str]]:
    found = []
    for name, value in request.headers:
        if not name.startswith(b"x-oss-meta-"):
            continue
        text = name.decode("latin-1")
        if not _METADATA.fullmatch(name):
            raise invalid_argument("The name of user metadata is invalid.", name=text)
        found.append((text, value.strip().decode("utf-8", "replace")))
    if sum(len(name) + len(value) for name, value in found) > limits.MOST_USER_METADATA:
        raise invalid_argument("The total size of user metadata exceeds the limit of 8 KB.")
    return found


def _check_choice(request: Request, name: str) -> None:
    value = request.header(name)
    if value is not None and value not in _CHOICES[name]:
        message = f"{name} must be one of {', '.join(_CHOICES[name])}."
        raise invalid_argument(message, name=name, value=value)


def _check_tags(text: str | None) -> None:
    if not text:
        return
    try:
        pairs = parse_qsl(text, keep_blank_values=True, strict_parsing=True)
    except ValueError:
        pairs = []
    names = [name for name, _ in pairs]
    lengths = [(len(n.encode()), len(v.encode())) for n, v in pairs]
    if (
        not 0 < len(pairs) <= limits.MOST_TAGS
        or len(set(names)) != len(names)
        or not all(1 <= n <= limits.LONGEST_TAG_KEY for n, _ in lengths)
        or not all(v <= limits.LONGEST_TAG_VALUE for _, v in lengths)
        or not all(_TAG_TEXT.fullmatch(piece) for pair in pairs for piece in pair)
    ):
        message = "The tags of the object are not valid."
        raise invalid_argument(message, name="x-oss-tagging", value=text)


def _check_encryption(request: Request, *, kms_enabled: bool) -> None:
    algorithm = request.header(_ENCRYPTION)
    key_id = request.header(f"{_ENCRYPTION}-key-id")
    data = request.header("x-oss-server-side-data-encryption")
    if algorithm not in (None, "AES256", "KMS", "SM4") or data not in (None, "SM4"):
        message = "The Encryption request you specified is not valid. Supported: AES256, KMS, SM4."
        raise OssError(400, "InvalidEncryptionAlgorithmError", message)
    if algorithm != "KMS" and (key_id is not None or data is not None):
        message = "Only the encryption KMS takes a key id or a data algorithm."
        raise invalid_argument(message, name=_ENCRYPTION, value=algorithm or "")
    if algorithm == "KMS" and not kms_enabled:
        raise OssError(403, "KmsServiceNotEnabled", "The KMS service is not enabled.")

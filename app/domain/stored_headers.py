"""What is stored with an object besides its bytes, as headers or form fields (oss.md, 3.4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from app.domain.errors import DestinationError
from app.domain.exchange import Headers
from app.domain.options import ObjectOptions

_PRINTABLE = re.compile(r"[\x20-\x7e]*")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
_METADATA = re.compile(r"[a-z0-9-]+")
_FILE_NAME = re.compile(r';\s*filename\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)', re.IGNORECASE)
_SAFE = " !\"#$&'()*+,-./:;<=>?@[\\]^_`{|}~"
ACL = "x-oss-object-acl"
_NOTHING = ObjectOptions()


def stored_headers(options: ObjectOptions) -> Headers:
    """All but content type and ACL: headers of PutObject and Initiate, fields of a form.

    Raises `DestinationError` (problem ``options.metadata_name``): letters, digits and hyphens.
    """
    if options == _NOTHING:
        return ()
    pairs = (
        ("Cache-Control", header_text(options.cache_control)),
        ("Content-Disposition", disposition(options.disposition)),
        ("x-oss-storage-class", header_text(options.storage_class)),
        ("x-oss-server-side-encryption", header_text(options.encryption)),
        ("x-oss-server-side-encryption-key-id", _key_id(options)),
        ("x-oss-tagging", tagging(options.tags)),
    )
    return (*((name, value) for name, value in pairs if value), *_metadata(options.metadata))


def acl_header(options: ObjectOptions) -> Headers:
    """The ACL, which belongs to Complete instead of Initiate (oss.md, 11, point 4)."""
    acl = header_text(options.acl)
    return ((ACL, acl),) if acl else ()


def tagging(tags: Mapping[str, str]) -> str:
    """Tags as ``name=value&...``, each percent-encoded."""
    return "&".join(
        f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in tags.items()
    )


def disposition(text: str) -> str:
    """``Content-Disposition``; a file's name outside ASCII as ``filename*`` (RFC 5987)."""
    found = _FILE_NAME.search(text)
    if _PRINTABLE.fullmatch(text) or found is None:
        return header_text(text)
    name = re.sub(r"\\(.)", r"\1", found[1].strip().strip('"'))
    rest = text[: found.start()] + f"; filename*=UTF-8''{quote(name, safe='')}"
    return header_text(rest + text[found.end() :])


def header_text(text: str) -> str:
    """``text`` as a header can carry it: what is not printable ASCII percent-encoded.

    Text that needs no encoding stays as it is, a percent sign included. Control characters, line
    ends above all, become blanks; blanks around it go.
    """
    text = _CONTROLS.sub(" ", text).strip()
    return text if _PRINTABLE.fullmatch(text) else quote(text, safe=_SAFE, errors="replace")


def _key_id(options: ObjectOptions) -> str:
    return header_text(options.encryption_key) if options.encryption == "KMS" else ""


def _metadata(metadata: Mapping[str, str]) -> Headers:
    """One header for each name, whatever its capitals: twice the same would be signed otherwise."""
    found = {f"x-oss-meta-{_name(name)}": header_text(value) for name, value in metadata.items()}
    return tuple(found.items())


def _name(name: str) -> str:
    bare = name.strip().lower().removeprefix("x-oss-meta-")
    if not _METADATA.fullmatch(bare):
        raise DestinationError(problem="options.metadata_name", name=name)
    return bare

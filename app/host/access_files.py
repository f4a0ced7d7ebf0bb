"""Keys that other programs keep on this computer, to be taken over when the person says so.

ossutil 1 and 2, the Alibaba Cloud CLI and the shared ``credentials.ini`` (oss.md, 7.5). Only read,
never changed, and nothing of what they hold is logged. Reading is tolerant: a damaged file is a
problem with a code, not an error.
"""

from __future__ import annotations

import json
import re
import stat
import time
from collections.abc import Mapping
from configparser import Error as IniError
from configparser import RawConfigParser
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from app.domain.credentials import Credentials, cleaned
from app.domain.destination import with_scheme
from app.domain.endpoints import region_in
from app.domain.labelled_text import moment

LONGEST = 256 * 1024
"""Bytes of a file that are looked at; a longer one counts as damaged."""
_MOST = 100

_PLAIN_MODES = frozenset({"", "ak", "ststoken", "accesskey", "sts"})
"""Modes whose key stands in the file; compared without case, hyphens and underscores."""
_CACHED_MODES = frozenset({"cloudsso", "oauth"})
"""Modes that leave a temporary key in the file until it expires."""
_INLINE_ENDPOINT = re.compile(r"(?i)endpoint\s*[=:]\s*([^\s,;{}]+)")

PROGRAMS: Mapping[str, str] = {
    "ossutil": "ossutil",
    "aliyun_cli": "Aliyun CLI",
    "credentials_ini": "credentials.ini",
}
"""What each kind of file is known as."""

_Fields: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FoundAccess:
    """One key (or the reason why there is none) of another program's file."""

    source: str
    """One of `PROGRAMS`."""
    name: str = ""
    """The profile's name in that file."""
    credentials: Credentials | None = field(default=None, repr=False)
    endpoint: str = ""
    """With a scheme."""
    region: str = ""
    buckets: Mapping[str, str] = field(default_factory=dict)
    """Endpoints of buckets that the file knows by name; a custom domain is one too."""
    problem: str = ""
    """Empty: it can be taken over. ``unreadable``, ``damaged`` (the file), ``incomplete`` (half a
    key), ``mode`` (see there), ``expired``."""
    mode: str = ""
    """For ``mode``: the file's word for a way of getting keys that cannot be taken over."""


def found_access(home: Path, *, now: float | None = None) -> list[FoundAccess]:
    """What lies in a home directory; a file that is not there gives nothing. Never raises.

    ``now``: Unix time by which temporary keys count as expired; None: this computer's clock.
    """
    moment_now = time.time() if now is None else now
    found = [
        *_of_file(home / ".ossutilconfig", "ossutil"),
        *_of_file(home / ".aliyun" / "config.json", "aliyun_cli"),
        *_of_file(home / ".alibabacloud" / "credentials.ini", "credentials_ini"),
    ]
    return [_dated(access, moment_now) for access in found[:_MOST]]


def _dated(access: FoundAccess, now: float) -> FoundAccess:
    end = access.credentials.expires_at if access.credentials else 0.0
    return replace(access, credentials=None, problem="expired") if 0 < end <= now else access


def _of_file(path: Path, source: str) -> list[FoundAccess]:
    readers = {"ossutil": _ossutil, "aliyun_cli": _aliyun_cli, "credentials_ini": _credentials_ini}
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return []
        with path.open("rb") as file:
            data = file.read(LONGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError:
        return [FoundAccess(source, problem="unreadable")]
    if len(data) > LONGEST:
        return [FoundAccess(source, problem="damaged")]
    try:
        return readers[source](data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError, IniError):  # no JSON, no INI
        return [FoundAccess(source, problem="damaged")]


# --- ossutil ----------------------------------------------------------------------------------


def _ossutil(text: str) -> list[FoundAccess]:
    """Both versions: the first has ``[Credentials]``, the second profiles."""
    sections = _sections(text)
    buckets: dict[str, str] = {}
    for name, fields in sections.items():
        buckets |= _buckets(name, fields)
    found = []
    for name, fields in sections.items():
        profile = _profile_of(name)
        known = _plain(fields)
        if profile and ({"accesskeyid", "accesskeysecret"} & set(known) or known.get("mode")):
            found.append(_access("ossutil", profile, known, buckets=buckets))
    return found


def _profile_of(section: str) -> str:
    """Name of the profile that a section is; empty: it is something else."""
    first, _, rest = section.strip().partition(" ")
    if first.lower() == "profile":
        return rest.strip()
    return "default" if section.lower() in ("credentials", "default") else ""


def _buckets(section: str, fields: _Fields) -> dict[str, str]:
    """Endpoints by bucket, of the sections that are about buckets (custom domains win)."""
    plain = re.sub("[-_]", "", section.lower())
    if plain in ("bucketendpoint", "bucketcname"):
        return {bucket: with_scheme(host) for bucket, host in fields.items() if host}
    first, _, name = section.strip().partition(" ")
    if first.lower() != "buckets":
        return {}
    own = _plain(fields).get("endpoint", "")
    found = {name.strip(): with_scheme(own)} if own and name.strip() else {}
    for bucket, value in fields.items():
        if inline := _INLINE_ENDPOINT.search(value):
            found[bucket] = with_scheme(inline[1])
    return found


# --- Alibaba Cloud CLI ------------------------------------------------------------------------


def _aliyun_cli(text: str) -> list[FoundAccess]:
    value = json.loads(text)
    profiles = value.get("profiles") if isinstance(value, dict) else None
    if not isinstance(profiles, list):
        raise ValueError("no profiles")
    found = []
    for profile in profiles[:_MOST]:
        if not isinstance(profile, dict):
            continue
        texts = {str(k): str(v) for k, v in profile.items() if isinstance(v, str | int | float)}
        name = texts.get("name", "")
        found.append(_access("aliyun_cli", name, _plain(texts), buckets={}))
    return found


# --- credentials.ini --------------------------------------------------------------------------


def _credentials_ini(text: str) -> list[FoundAccess]:
    found = []
    for name, fields in _sections(text).items():
        known = _plain(fields)
        if known.get("enable", "true").lower() == "false" or not known:
            continue
        known = {**known, "mode": known.get("type", "")}
        found.append(_access("credentials_ini", name, known, buckets={}))
    return found


# --- common -----------------------------------------------------------------------------------


def _sections(text: str) -> dict[str, _Fields]:
    """Sections of an INI file, as tolerantly as can be; raises `IniError` for something else."""
    parser = RawConfigParser(
        strict=False,
        allow_no_value=True,
        delimiters=("=",),
        comment_prefixes=("#", ";"),
        default_section="\0none",
    )
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(text)
    return {name: {k: v or "" for k, v in parser.items(name)} for name in parser.sections()}


def _plain(fields: _Fields) -> dict[str, str]:
    """Fields by names without case, hyphens and underscores; values without quotes."""
    return {re.sub("[-_]", "", k.lower()): v.strip().strip("\"'") for k, v in fields.items()}


def _access(source: str, name: str, known: _Fields, *, buckets: Mapping[str, str]) -> FoundAccess:
    endpoint = with_scheme(known.get("endpoint", ""))
    region = known.get("region") or known.get("regionid") or region_in(endpoint)
    found = FoundAccess(
        source,
        name,
        endpoint=endpoint,
        region=region.strip().lower().removeprefix("oss-"),
        buckets=buckets,
    )
    mode = known.get("mode", "")
    plain_mode = re.sub("[-_]", "", mode.lower())
    if plain_mode not in _PLAIN_MODES | _CACHED_MODES:
        return replace(found, problem="mode", mode=mode)
    key = _credentials(known, temporary=plain_mode in _CACHED_MODES)
    return replace(found, credentials=key) if key else replace(found, problem="incomplete")


def _credentials(known: _Fields, *, temporary: bool) -> Credentials | None:
    """The key of a profile; a cached one only with its token."""
    token = known.get("ststoken") or known.get("securitytoken") or known.get("sessiontoken", "")
    key = cleaned(
        Credentials(
            known.get("accesskeyid", ""),
            known.get("accesskeysecret", ""),
            token,
            moment(known.get("stsexpiration", "") or known.get("expiration", "")) if token else 0.0,
        )
    )
    whole = key.access_key_id and key.access_key_secret and (key.security_token or not temporary)
    return key if whole else None

"""Upload policies, read as the service reads them (reference/wangsu.md 1.3)."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from app.democloud.wangsu.errors import WangsuError, malformed, refused


@dataclass(frozen=True, slots=True)
class Policy:
    """What an upload token permits and asks for; members that nobody knows are ignored."""

    bucket: str
    """Before the first colon of ``scope``."""
    key: str
    """Behind it: the object's name is fixed. Empty: it is not."""
    deadline: float
    """Unix milliseconds."""
    overwrite: bool
    """Whether an object of this name may be replaced."""
    size_limit: int
    """Most bytes; 0: no limit."""
    save_key: str
    """Template of the object's name."""
    return_url: str
    """Where a browser is sent afterwards."""
    return_body: str | None
    """Template of the answer; None: not given."""
    callback_url: str
    """The application server's address; empty: no callback."""
    callback_body: str | None
    """Template of the callback's body; None: not given."""
    ops: str
    """Instructions on the stored file; empty: none."""
    notify_url: str
    """Who is told how they went."""
    separate: bool
    """One notification for each instruction."""
    modified: float
    """Unix milliseconds that the object shall have; 0: now."""


def read_policy(text: bytes) -> Policy:
    """Read a policy; WangsuError 401 or 400 when it is none."""
    try:
        value = json.loads(text.decode("utf-8"))
    except (ValueError, RecursionError):
        raise refused("Token Format Invalid") from None
    if not isinstance(value, dict):
        raise refused("Token Format Invalid")
    bucket, _, key = _text(value, "scope").partition(":")
    if not bucket:
        raise refused("Token Format Invalid")
    policy = Policy(
        bucket=bucket,
        key=key,
        deadline=_deadline(value),
        overwrite=_number(value, "overwrite") == 1,
        size_limit=int(_number(value, "fsizeLimit")),
        save_key=_text(value, "saveKey"),
        return_url=_text(value, "returnUrl"),
        return_body=_template(value, "returnBody"),
        callback_url=_text(value, "callbackUrl"),
        callback_body=_template(value, "callbackBody"),
        ops=_text(value, "persistentOps"),
        notify_url=_text(value, "persistentNotifyUrl"),
        separate=_number(value, "separate") == 1,
        modified=_number(value, "lastModifiedTime"),
    )
    _check(policy)
    return policy


def _check(policy: Policy) -> None:
    if policy.return_url and policy.callback_url:
        raise malformed("returnUrl and callbackUrl exclude each other")
    for url in (policy.callback_url, policy.notify_url, policy.return_url):
        if url and not is_address(url):
            raise malformed("A URL of the policy is none")


def is_address(url: str) -> bool:
    """Say whether a text is an http(s) address with a host."""
    try:
        place = urlsplit(url)
        written = url.isprintable() and " " not in url and place.netloc.isascii()
        known = place.scheme in ("http", "https") and bool(place.hostname)
        return written and known and place.port != 0
    except ValueError:
        return False


def _deadline(value: Mapping[str, Any]) -> float:
    """The expiry, text or number (reference/wangsu.md 1.3)."""
    if value.get("deadline") in (None, ""):
        raise refused("ExpireTime Is Null")
    return _number(value, "deadline")


def _number(value: Mapping[str, Any], name: str) -> float:
    given = value.get(name)
    if given in (None, "") or isinstance(given, bool):
        return 0
    try:
        number = float(given)
    except (TypeError, ValueError, OverflowError):
        raise malformed(f"{name} is not a number") from None
    if not math.isfinite(number):
        raise malformed(f"{name} is not a number")
    return number


def _text(value: Mapping[str, Any], name: str) -> str:
    given = value.get(name)
    # Half a surrogate pair is no text that could be told on.
    return "" if given is None else str(given).encode("utf-8", "replace").decode("utf-8")


def _template(value: Mapping[str, Any], name: str) -> str | None:
    """An empty template is none."""
    return _text(value, name) or None


def refuse_size(policy: Policy, size: int, *, status: int) -> None:
    """Refuse a file that is too large; which status that is, the documents disagree about."""
    if policy.size_limit and size > policy.size_limit:
        raise WangsuError(status, "File Size Exceeds The Limit Of The Policy")

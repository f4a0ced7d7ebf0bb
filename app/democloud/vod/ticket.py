"""The signature that lets a client upload once, read as the service does (sheet 2.1)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from app.democloud.accounts import Account

LONGEST_LIFE = 7_776_000
"""Seconds: 90 days."""
DIGEST_SIZE = 20


class TicketError(Exception):
    """A signature that is not accepted."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a signature permits."""

    text: str
    """The signature as it came."""
    fields: dict[str, str]
    """Its parameters."""

    @property
    def once(self) -> bool:
        """Whether it is good for one request only."""
        return self.fields.get("oneTimeValid") == "1"

    def number(self, name: str) -> int:
        """Give a numeric parameter; 0 without one."""
        return int(self.fields.get(name) or 0)


def read(text: str, find: Callable[[str], Account | None], *, now: float) -> Ticket:
    """Check a signature; TicketError says what is wrong."""
    try:
        raw = base64.b64decode(text, validate=True)
        original = raw[DIGEST_SIZE:].decode("utf-8")
    except (binascii.Error, ValueError):
        raise TicketError("invalid signature") from None
    fields = dict(parse_qsl(original, keep_blank_values=True))
    account = find(fields.get("secretId", ""))
    if account is None:
        raise TicketError("invalid signature")
    key = account.access_key_secret.encode()
    wanted = hmac.new(key, raw[DIGEST_SIZE:], hashlib.sha1).digest()
    if not hmac.compare_digest(wanted, raw[:DIGEST_SIZE]):
        raise TicketError("invalid signature")
    _check(fields, now)
    return Ticket(text, fields)


def _check(fields: dict[str, str], now: float) -> None:
    needed = ("currentTimeStamp", "expireTime", "random")
    numbers = (*needed, "classId", "taskPriority", "oneTimeValid", "vodSubAppId")
    for name in numbers:
        text = fields.get(name, "" if name in needed else "0")
        # A time with a fraction is the mistake that everybody makes.
        if not re.fullmatch(r"-?\d{1,20}", text or ("" if name in needed else "0")):
            raise TicketError("invalid signature")
    made, over = int(fields["currentTimeStamp"]), int(fields["expireTime"])
    if not 0 <= int(fields["random"]) < 2**32 or over - made > LONGEST_LIFE:
        raise TicketError("invalid signature")
    if now >= over:
        raise TicketError("signature verify forbidden: expired")


def issue(secret: str, original: str) -> str:
    """Sign a query string of parameters."""
    raw = original.encode()
    digest = hmac.new(secret.encode(), raw, hashlib.sha1).digest()
    return base64.b64encode(digest + raw).decode("ascii")

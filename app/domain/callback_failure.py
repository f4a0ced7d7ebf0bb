"""Why a callback failed, or was refused before anything was stored: one word for each case.

The storage tells the cause only by a number (``EC``) that may change and by an English sentence.
The number is looked at first, then the sentence's key words, then the status in it (oss.md, 1.11).

failed    slow, crowded, not_json, image, length (none, wrong or too long), unreachable (no
          connection), moved (3xx), refused (4xx), forbidden (403), not_found (404), broken (5xx),
          gateway (502, TLS and SNI too), other
refused   long, encoding, json, url, urls, name (not in the DNS), private, host, body, body_type,
          headers, twice, variables_long, variables, version, sni, region; empty: not said
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_FAILED_BY_EC = {
    "0007-00000201": "crowded",
    "0007-00000202": "slow",
    "0007-00000205": "not_json",
}
_FAILED_BY_WORDS = (
    ("too many callback", "crowded"),
    ("too long time", "slow"),
    ("reply timeout", "slow"),
    ("not valid json", "not_json"),
    ("image info", "image"),
    ("content-length", "length"),
    ("conent-length", "length"),
    ("can not connect", "unreachable"),
)
_STATUS = re.compile(r"error\s*status\s*:\s*(-?\d+)", re.IGNORECASE)
_BY_STATUS = {"403": "forbidden", "404": "not_found", "502": "gateway"}
_BY_CLASS = {"-": "unreachable", "3": "moved", "4": "refused", "5": "broken"}

_REFUSED_BY_EC = {
    "0007-00000001": "long",
    "0007-00000002": "encoding",
    "0007-00000003": "json",
    "0007-00000004": "url",
    "0007-00000005": "urls",
    "0007-00000007": "name",
    "0007-00000008": "private",
    "0007-00000009": "host",
    "0007-00000011": "body",
    "0007-00000012": "body_type",
    "0007-00000021": "headers",
    "0007-00000026": "headers",
    "0007-00000027": "twice",
    "0007-00000101": "variables_long",
    "0007-00000102": "variables",
    "0007-00000103": "variables",
}
_REFUSED_BY_WORDS = (
    ("not both", "twice"),
    ("signature version", "version"),
    ("sni", "sni"),
    ("private address", "private"),
    ("can not get ip", "name"),
    ("number of callback url", "urls"),
    ("callback url", "url"),
    ("callbackurl", "url"),
    ("callback host", "host"),
    ("body type", "body_type"),
    ("callback body", "body"),
    ("additionalheaders", "headers"),
    ("callback-var too long", "variables_long"),
    ("callback-var", "variables"),
    ("callback var", "variables"),
    ("exceed max", "long"),
    ("base64", "encoding"),
    ("json", "json"),
)


def failure_of_callback(message: str, ec: str = "") -> str:
    """Word for a callback that failed although the object is stored (203)."""
    known = _FAILED_BY_EC.get(ec) or _by_words(message, _FAILED_BY_WORDS)
    status = server_status(message)
    return known or _BY_STATUS.get(status) or _BY_CLASS.get(status[:1], "other")


def server_status(message: str) -> str:
    """The status that the application server gave, as the storage tells it; empty: it does not.

    Below zero there was no answer at all.
    """
    found = _STATUS.search(message)
    return found[1] if found else ""


def refusal_of_callback(message: str, ec: str = "") -> str:
    """Word for a callback that the storage refused, and stored nothing (400); empty: not said."""
    return _REFUSED_BY_EC.get(ec) or _by_words(message, _REFUSED_BY_WORDS)


def _by_words(message: str, table: Iterable[tuple[str, str]]) -> str:
    text = message.lower()
    return next((word for words, word in table if words in text), "")

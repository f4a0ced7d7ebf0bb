"""Why a callback failed or was refused, in words, and what mends it (cases of oss.md, 1.11).

The storage tells the cause only by a number (EC) that may change and by an English sentence; the
numbers are looked at first, then the key words of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.callback import CallbackResult
from app.domain.errors import ServiceAnswer
from app.domain.states import CallbackOutcome
from app.ui.error_entry import Fix
from app.ui.error_words import Trouble, trouble

_BY_EC = {
    "0007-00000201": "crowded",
    "0007-00000202": "slow",
    "0007-00000205": "not_json",
}
_BY_WORDS = (
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
    ("callback-var", "variables"),
    ("callback var", "variables"),
    ("exceed max", "long"),
    ("base64", "encoding"),
    ("json", "json"),
)


@dataclass(frozen=True, slots=True)
class Cause:
    """Why the server was not told."""

    code: str
    """A reason of ``callback_failed`` in `app.ui.error_callback_table`; ``other``: unknown."""
    status: str = ""
    """HTTP status that the application server gave, where the storage says so."""


def cause_of(callback: CallbackResult) -> Cause:
    """The cause that the storage's answer names."""
    if callback.ec in _BY_EC:
        return Cause(_BY_EC[callback.ec])
    code = _by_words(callback.message, _BY_WORDS)
    if code:
        return Cause(code)
    found = _STATUS.search(callback.message)
    return _of_status(found.group(1)) if found else Cause("other")


def failed(callback: CallbackResult, *, expert: bool = True) -> Trouble:
    """Words for a callback that failed."""
    cause = cause_of(callback)
    values = {"reason": cause.code, "status": cause.status}
    return trouble("callback_failed", values, expert=expert)


def fixes(callback: CallbackResult) -> tuple[Fix, ...]:
    """What mends it; for an answer that was not seen only the report can be copied."""
    if callback.outcome is CallbackOutcome.FAILED:
        return failed(callback).fixes
    return (Fix.REPORT,)


def refused_reason(answer: ServiceAnswer) -> str:
    """Reason of ``refused`` for a callback that the service itself found wrong."""
    code = _REFUSED_BY_EC.get(answer.ec) or _by_words(answer.message, _REFUSED_BY_WORDS)
    return f"callback.{code}" if code else "callback"


def _by_words(message: str, table: Iterable[tuple[str, str]]) -> str:
    text = message.lower()
    return next((code for words, code in table if words in text), "")


def _of_status(status: str) -> Cause:
    if status.startswith("-"):
        return Cause("unreachable")
    if status in _BY_STATUS:
        return Cause(_BY_STATUS[status], status)
    kinds = {"3": "moved", "4": "refused", "5": "broken"}
    return Cause(kinds.get(status[:1], "other"), status)

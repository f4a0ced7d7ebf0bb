"""Why a callback failed, in words, and what to do next (cases of oss.md, 1.11).

The storage tells the cause only by a number (EC) that may change and by an English sentence; the
numbers are looked at first, then the key words of the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.callback import CallbackResult
from app.ui.i18n import translate

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


@dataclass(frozen=True, slots=True)
class Cause:
    """Why the server was not told."""

    code: str
    """``slow``, ``not_json``, ``unreachable``, ``moved``, ``refused``, ``broken``, ``gateway``,
    ``length``, ``crowded``, ``image`` or ``other``."""
    status: str = ""
    """HTTP status that the application server gave, where the storage says so."""


def cause_of(callback: CallbackResult) -> Cause:
    """The cause that the storage's answer names."""
    if callback.ec in _BY_EC:
        return Cause(_BY_EC[callback.ec])
    text = callback.message.lower()
    for words, code in _BY_WORDS:
        if words in text:
            return Cause(code)
    found = _STATUS.search(callback.message)
    return _of_status(found.group(1)) if found else Cause("other")


def _of_status(status: str) -> Cause:
    if status.startswith("-"):
        return Cause("unreachable")
    if status == "502":
        return Cause("gateway", status)
    kinds = {"3": "moved", "4": "refused", "5": "broken"}
    return Cause(kinds.get(status[:1], "other"), status)


def sentence(cause: Cause) -> str:
    """What happened, as one sentence."""
    texts = {
        "slow": translate("Callback", "Your server took longer than 5 seconds to answer."),
        "not_json": translate(
            "Callback",
            "Your server answered, but not with JSON. The storage does not pass such an answer on.",
        ),
        "unreachable": translate("Callback", "The storage could not reach your server."),
        "moved": translate(
            "Callback", "Your server sent the storage to another address (status {status})."
        ),
        "refused": translate("Callback", "Your server refused the message (status {status})."),
        "broken": translate("Callback", "Your server had trouble of its own (status {status})."),
        "gateway": translate(
            "Callback", "The storage got no proper answer from your server (status {status})."
        ),
        "length": translate(
            "Callback", "Your server's answer came without its length, or was longer than 1 MB."
        ),
        "crowded": translate("Callback", "The storage had too many servers to tell at once."),
        "image": translate("Callback", "The storage could not read the picture's size."),
    }
    other = translate("Callback", "The storage could not tell your server.")
    return texts.get(cause.code, other).format(status=cause.status)


def advice(cause: Cause) -> str:
    """What to do next, as one sentence."""
    texts = {
        "slow": translate("Callback", "Let it answer first and do the work afterwards."),
        "not_json": translate(
            "Callback", "Let it answer with status 200 and JSON; its log may show what it sent."
        ),
        "unreachable": translate(
            "Callback", "Check the address, the firewall, and that the server is running."
        ),
        "moved": translate("Callback", "Put the final address into the callback."),
        "refused": translate(
            "Callback", "Look into your server's log; it may not accept the storage's signature."
        ),
        "broken": translate("Callback", "Look into your server's log."),
        "gateway": translate(
            "Callback", "Is it running? For an https address, switch SNI on under Advanced."
        ),
        "length": translate("Callback", "Send a Content-Length header and a shorter answer."),
        "crowded": translate("Callback", "Send fewer files at a time."),
        "image": translate("Callback", "Check that the file is a picture and is still there."),
    }
    return texts.get(cause.code, translate("Callback", "The storage's own words are below."))

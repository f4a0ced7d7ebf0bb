"""One row of the tables of error texts, and the pieces of advice that come up again and again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802
    """Mark ``text`` for translation where it stands; it is translated when it is shown."""
    return text


class Fix(StrEnum):
    """The button that leads out of a trouble; `app.ui.error_fixes` has its action and its words."""

    RETRY = "retry"
    RENEW = "renew"
    """Enter the access again, or ask the server that hands it out."""
    SWITCH = "switch"
    """Take the endpoint that the service named, and try again."""
    CONNECTION = "connection"
    """Edit the connection; the next ones go to one of its fields."""
    ENDPOINT = "endpoint"
    REGION = "region"
    BUCKET = "bucket"
    APPLICATION = "application"
    """What such a service has instead of a bucket."""
    MANAGEMENT = "management"
    """The connection's second address."""
    PREFIX = "prefix"
    DOMAIN = "domain"
    """The custom domain."""
    SERVER = "server"
    """The address of the application server that hands out access."""
    CALLBACK = "callback"
    SNI = "sni"
    """Name the server in the TLS handshake of the callback."""
    OPTIONS = "options"
    """How files are stored: method, object options, object names."""
    RENAME = "rename"
    UNFINISHED = "unfinished"
    NETWORK = "network"
    """The settings' page about proxy and network."""
    CHECK = "check"
    """The connection doctor."""
    REPORT = "report"
    """Copy a report for the administrator; offered with every trouble."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The untranslated texts of one code, and what mends it."""

    title: str
    """What happened, in a few words without a full stop."""
    sentence: str
    """What it means, in plain words; may be empty."""
    advice: str
    """What to do next."""
    exact: str = ""
    """Sentence for Expert, with values of the error in braces; empty: the plain one."""
    exact_advice: str = ""
    """Advice for Expert; empty: the plain one."""
    fixes: tuple[Fix, ...] = (Fix.RETRY,)
    """The way out first, then others; the report is always offered and not named here."""


SETTER = QT_TRANSLATE_NOOP("Errors", "Ask the person who set this up for you to look at it.")
AGAIN = QT_TRANSLATE_NOOP("Errors", "Press Try again in a little while.")
LINE = QT_TRANSLATE_NOOP("Errors", "Check the connection to the internet, then press Try again.")
CONNECTION = QT_TRANSLATE_NOOP("Errors", "Correct the connection, then press Try again.")
NEW_KEY = QT_TRANSLATE_NOOP("Errors", "Open the connection and enter the key again.")
RENAMED = QT_TRANSLATE_NOOP("Errors", "Give your file another name and drop it again.")

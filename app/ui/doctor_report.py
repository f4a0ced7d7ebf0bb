"""The doctor's result as a text for whoever helps: what, when, and no secret in it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from urllib.parse import urlsplit

from app import __version__
from app.domain.asks import Check
from app.domain.connection import AccessKind, Connection
from app.host.redaction import redact
from app.ui import i18n
from app.ui.dialogs.doctor_words import line_of
from app.ui.i18n import translate
from app.ui.service_words import place_word


def report_text(connection: Connection, checks: Sequence[Check]) -> str:
    """Lines of plain text: the place, how one is let in, and each check with its technical word.

    No key, code, token or callback body; of addresses only scheme and host.
    """
    import platform  # noqa: PLC0415 - not for the first picture

    place = connection.destination
    facts = (
        (translate("Doctor", "Upcall"), f"{__version__}, {platform.system()}"),
        (translate("Doctor", "When"), i18n.moment(time.time())),
        (translate("Doctor", "Connection"), connection.name),
        (translate("Doctor", "Endpoint"), origin(place.endpoint)),
        (translate("Doctor", "Second address"), origin(place.other_endpoint)),
        (translate("Doctor", "Region"), place.region),
        (place_word(place.provider), place.bucket),
        (translate("Doctor", "Folder"), place.prefix),
        (translate("Doctor", "Access"), _access(connection)),
        (translate("Doctor", "Callback to"), ", ".join(map(origin, _urls(connection)))),
    )
    head = [f"{name}: {value}" for name, value in facts if value]
    return redact("\n".join([*head, "", lines(checks)]))


def lines(checks: Sequence[Check]) -> str:
    """Each check as a line, with its technical word."""
    return "\n".join(map(_line, checks))


def _urls(connection: Connection) -> tuple[str, ...]:
    return connection.callback.urls if connection.callback.enabled else ()


def _access(connection: Connection) -> str:
    if connection.access is AccessKind.SERVER:
        text = translate("Doctor", "application server {host}")
        return text.format(host=origin(connection.server_url))
    if connection.access is AccessKind.ENVIRONMENT:
        return translate("Doctor", "environment")
    return translate("Doctor", "key")


def origin(url: str) -> str:
    """Scheme, host and port of an address; whatever else is in it may be a secret."""
    try:
        parts = urlsplit(url)
        host = f"{parts.hostname or ''}:{parts.port}" if parts.port else parts.hostname or ""
    except ValueError:
        return ""
    return f"{parts.scheme}://{host}" if host else ""


def _line(check: Check) -> str:
    line = line_of(check)
    shown = [check.reason, *(f"{name}={value}" for name, value in check.values.items())]
    technical = " ".join(part for part in shown if part)
    text = f"[{line.state}] {line.title}: {line.sentence}"
    return f"{text} ({technical})" if technical else text

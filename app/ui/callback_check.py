"""What the service would refuse about a connection's callback."""

from __future__ import annotations

from urllib.parse import urlsplit

from app.domain.connection import Connection
from app.domain.destination import Destination
from app.domain.dialect import DIALECTS
from app.domain.findings import Finding, Severity
from app.domain.grant import GrantFacts


def callback_errors(
    connection: Connection | None, facts: GrantFacts | None = None
) -> list[Finding]:
    """Errors only; empty when the callback is off, fine, or of a service without callbacks.

    A callback that the connection's server fixed (``facts``) is not for us to judge.
    """
    if connection is None or not connection.callback.enabled:
        return []
    if facts is not None and facts.callback is not None:
        return []
    destination = connection.destination
    dialect = DIALECTS.get(destination.provider)
    if dialect is None:
        return []
    from app.domain.lint import lint  # noqa: PLC0415 - with the first callback that there is

    found = lint(connection.callback, dialect, practice=calls_this_computer(destination))
    return [finding for finding in found if finding.severity is Severity.ERROR]


def calls_this_computer(destination: Destination) -> bool:
    """Whether the storage runs on this computer: then it can call private addresses, too."""
    host = urlsplit(destination.endpoint).hostname or ""
    return destination.practice or host in ("127.0.0.1", "::1", "localhost")

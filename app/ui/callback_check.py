"""What the service would refuse about a connection's callback."""

from __future__ import annotations

from app.domain.connection import Connection
from app.domain.dialect import DIALECTS
from app.domain.findings import Finding, Severity
from app.domain.lint import lint


def callback_errors(connection: Connection | None) -> list[Finding]:
    """Errors only; empty when the callback is off, fine, or of a service without callbacks."""
    if connection is None or not connection.callback.enabled:
        return []
    destination = connection.destination
    dialect = DIALECTS.get(destination.provider)
    if dialect is None:
        return []
    found = lint(connection.callback, dialect, practice=destination.practice)
    return [finding for finding in found if finding.severity is Severity.ERROR]

"""What the check says of the form, without the warnings that the person accepted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain.connection import Connection
from app.domain.findings import Field, Finding


class Remarks:
    """Remembers what was accepted: it is not said again of this connection until the next start."""

    def __init__(self) -> None:
        self._accepted: set[tuple[str, str]] = set()

    def accept(self, finding: Finding) -> None:
        """*Send anyway*."""
        self._accepted.add(_identity(finding))

    def forget(self) -> None:
        """Another connection is shown."""
        self._accepted.clear()

    def of(self, found: Iterable[Finding], connection: Connection | None) -> list[Finding]:
        """Those of ``found`` that are to be shown."""
        asked = {q.variable for q in connection.questions} if connection else set()
        return [f for f in found if _identity(f) not in self._accepted and not _is_asked(f, asked)]


def beside(findings: Sequence[Finding], field: Field) -> list[Finding]:
    """Those that stand beside one field."""
    return [finding for finding in findings if finding.field is field]


def _identity(finding: Finding) -> tuple[str, str]:
    """What makes two findings the same remark, wherever they stand."""
    return finding.code, repr(sorted(finding.values.items()))


def _is_asked(finding: Finding, asked: set[str]) -> bool:
    """A variable without a value here gets one from a question before each upload."""
    return finding.code.startswith("body.undefined") and finding.values.get("name") in asked

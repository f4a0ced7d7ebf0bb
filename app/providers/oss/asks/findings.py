"""Lines of OSS's doctor beyond those of every service's."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.asks import Check, CheckState
from app.domain.endpoints import region_in
from app.domain.regions import callbacks_in
from app.providers import findings


@dataclass(frozen=True, slots=True)
class Findings(findings.Findings):
    """Makes the checks of one examination."""

    def callbacks(self) -> Check:
        """Whether the region offers callbacks (oss.md, 1.1); a demo cloud does."""
        if self.at_home:
            return self.good("callbacks")
        there = self.subject.destination
        region = there.region.strip() or region_in(there.endpoint)
        offered = callbacks_in(region)
        if offered == "yes":
            return self.line("callbacks", CheckState.GOOD, region=region)
        needed = offered == "no" and self.subject.callback.enabled
        state = CheckState.BAD if needed else CheckState.NOTE
        return self.line("callbacks", state, offered, region=region)

"""Lines of the doctor: states, reasons and values of checks (`app.domain.asks.Check`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.domain.addresses import is_loopback
from app.domain.asks import Check, CheckState, Probe
from app.domain.errors import UploadError


@dataclass(frozen=True, slots=True)
class Findings:
    """Makes the checks of one examination."""

    subject: Probe
    origin: str
    """What is really called: the endpoint, or where a grant leads to."""

    @property
    def host(self) -> str:
        """Host that is called; empty when it cannot be told."""
        try:
            return urlsplit(self.origin).hostname or ""
        except ValueError:
            return ""

    @property
    def encrypted(self) -> bool:
        """Whether the line is."""
        return self.origin.lower().startswith("https:")

    @property
    def at_home(self) -> bool:
        """Whether it is on this computer: nobody in between could listen or be missing."""
        return self.subject.destination.practice or is_loopback(self.host)

    def values(self) -> dict[str, str]:
        """What every check knows."""
        there = self.subject.destination
        return {
            "host": self.host,
            "bucket": there.bucket,
            "region": there.region,
            "prefix": there.prefix,
        }

    def line(self, name: str, state: CheckState, reason: str = "", **values: str) -> Check:
        """A check with a word of its own."""
        return Check(name, state, reason, self.values() | values)

    def good(self, name: str, reason: str = "") -> Check:
        """It is fine."""
        return self.line(name, CheckState.GOOD, reason)

    def skipped(self, name: str, reason: str = "") -> Check:
        """It was not looked at."""
        return self.line(name, CheckState.SKIPPED, reason)

    def trouble(
        self,
        name: str,
        state: CheckState,
        error: UploadError,
        more: Mapping[str, str] | None = None,
    ) -> Check:
        """An error kept it from being good; ``more`` goes before what the error knows."""
        return Check(
            name, state, word_of(error), self.values() | facts_of(error) | dict(more or {})
        )


def word_of(error: UploadError) -> str:
    """An error's code, with its reason behind a slash."""
    reason = error.values.get("reason") or error.values.get("problem", "")
    return f"{error.code}/{reason}" if reason else error.code


def facts_of(error: UploadError) -> dict[str, str]:
    """What fills the sentence about an error, and what support would ask for."""
    found = {name: value for name, value in error.values.items() if name != "key"}
    if error.answer is not None:
        answer = error.answer
        more = {"request_id": answer.request_id, "code": answer.code, "ec": answer.ec}
        found |= {name: value for name, value in more.items() if value}
    return found

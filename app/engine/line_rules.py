"""Line rules: how long a line is waited for, and what an error says of it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from app.domain.errors import NotReached, UploadError
from app.engine.line_ways import LookAtWays, ways

_NEVER_MEND = frozenset({"certificate", "proxy", "proxy_password"})


@dataclass(frozen=True, slots=True)
class LineRules:
    """How an engine waits for a line. Times in seconds."""

    patience: float | None = None
    """Seconds until the files of a place that is out fail; None: they wait for ever."""
    for_a_name: float = 480.0
    """The same for a place whose name has no address while there is a network: misspelt, likely."""
    only_local: bool = False
    """Wait only when it is this computer that has no network; what refuses, or has no name, fails
    after some tries (command line)."""
    first: float = 1.0
    """Between the first two probes; doubled after each."""
    longest: float = 15.0
    stalled: float = 10.0
    """A request whose bytes stand still for so long is a reason for a probe; one that does so after
    a change of the network, or when a probe failed, is broken off."""
    watch: float = 1.0
    """Between two looks at this computer's addresses."""
    look_at_ways: LookAtWays = ways


def is_local(error: UploadError) -> bool:
    """Whether it was this computer that had no way out."""
    return error.values.get("local") == "yes"


def may_mend(error: UploadError) -> bool:
    """Whether waiting may help: not with a certificate or a proxy that refuses."""
    if not isinstance(error, NotReached) or error.values.get("stale") == "yes":
        return False
    return is_local(error) or error.values.get("reason") not in _NEVER_MEND


def is_here(origin: str) -> bool:
    """On this very computer: it says nothing about the network."""
    host = urlsplit(origin).hostname or ""
    return host in ("localhost", "::1") or host.endswith(".localhost") or host.startswith("127.")

"""What an engine is made of: values and functions that tests may choose."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.engine.clocks import Clocks
from app.engine.limits import EngineLimits
from app.engine.line_rules import LineRules
from app.engine.session_secrets import InMemory, Keeper
from app.providers.contract import Registry


def _nothing_to_hide_from(_secret: str) -> None:
    """Without a log there is nothing to do."""


def _nobody_watches(_moving: bool) -> None:
    """Nothing depends on it."""


def _no_proxy(_origin: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class EngineParts:
    """Constructor arguments of `Engine`; clock, sleep and chance are among them."""

    providers: Registry
    journal: Path | None
    """The list's file; None keeps it in memory."""
    limits: EngineLimits = field(default_factory=EngineLimits)
    clocks: Clocks = field(default_factory=Clocks)
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random
    proxy_for: Callable[[str], str | None] = _no_proxy
    hide: Callable[[str], None] = _nothing_to_hide_from
    """Told each secret before it is used, so that the log can hide it."""
    moving: Callable[[bool], None] = _nobody_watches
    """Told ten times a second whether bytes are on their way, or the answer to the last of them;
    returns at once. This computer is kept awake by it."""
    abreast: int = 0
    """Senders that work at once, for there is a window that wants a turn, too; 0: all of them."""
    reach_tries: int = 6
    """Tries in all while the service cannot be reached."""
    lines: LineRules = field(default_factory=LineRules)
    """How to wait for a service, or for the network."""
    restore: bool = True
    """Take up what the journal holds at the start; the command line does not."""
    await_access: bool = True
    """Files whose authorisation is refused wait for `Engine.connect`; else they fail (command
    line)."""
    keeper: Keeper = field(default_factory=InMemory)
    """Where secrets of uploads are kept that a restart must not lose."""
    history: Path | None = None
    """The file for what has ended, for good; None: nobody wants to know later."""

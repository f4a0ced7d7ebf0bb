"""Lines: whether the services can be reached, and what happens while one cannot.

    fine ── a request does not get there, nor does a probe ──> out ── a probe does ──> fine
                                                               │ 1, 2, 4 ... 15 s in between
                                                               └── patience is over: given up

A line belongs to a *place*: a destination's endpoint, or the origin of an application server. While
it is out nothing of its files is tried but one probe at a time, other places go on as ever. Sleep
and a changed network end all waiting at once. Everything runs on the loop's thread.
"""

from __future__ import annotations

import asyncio
import math
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from app.domain.errors import NotReached, UploadError
from app.domain.events import LineChanged, LineKind
from app.engine.clocks import Clocks
from app.engine.line_rules import LineRules, is_here, is_local, may_mend

GAP = 5.0
"""Seconds between two looks, by either clock, after which this computer must have slept."""
Probing = Callable[[str], Awaitable[NotReached | None]]
"""Origin to what keeps a request from reaching it."""


@dataclass(slots=True)
class _Outage:
    """A place that cannot be reached."""

    place: str
    origin: str
    """What is probed: the host of the request that failed."""
    error: NotReached
    since: float
    retry_at: float = 0.0
    trying: bool = False
    mending: asyncio.Task[None] | None = None


class Moving(Protocol):
    """What the lines need of the wire; see `app.engine.wire.Wire`."""

    def refresh(self, stalled: float) -> None:
        """Connections from before are of no use, nor requests that stand still for so long."""

    def still(self, lost: Collection[str]) -> set[str]:
        """Origins of requests that got nowhere since the last call; those to ``lost`` break."""
        ...


@dataclass(slots=True)
class Hooks:
    """Whom the lines tell; on the loop."""

    changed: Callable[[LineChanged], None] = lambda _news: None
    back: Callable[[str], None] = lambda _place: None
    """A place can be reached again."""
    given_up: Callable[[str, NotReached], None] = lambda _place, _error: None
    """A place was waited for in vain."""
    wanted: Callable[[str], bool] = lambda _place: True
    """Does anything wait for a place?"""


@dataclass(slots=True)
class _Known:
    """What is known of places that are not out."""

    reached: dict[str, float] = field(default_factory=dict)
    """When each place last answered."""
    using: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Requests under way by place and origin."""
    failed: Counter[str] = field(default_factory=Counter)
    """Probes that failed since the place last answered."""
    checks: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    """First probes under way."""


class Lines:
    """The lines to all places. Make it on the loop."""

    def __init__(
        self,
        probe: Probing,
        rules: LineRules,
        *,
        clocks: Clocks,
        sleep: Callable[[float], Awaitable[None]],
        wire: Moving,
    ) -> None:
        self.hooks = Hooks()
        self._wire = wire
        self._probe = probe
        self._rules = rules
        self._clocks = clocks
        self._sleep = sleep
        self._outages: dict[str, _Outage] = {}
        self._known = _Known()
        self._stirred: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._told = LineChanged(waiting=False)
        self._last = (clocks.monotonic(), clocks.wall())
        self._watch_at = 0.0
        self._stalls_at = 0.0
        self._ways = rules.look_at_ways()

    # --- what others ask --------------------------------------------------------------------

    def __bool__(self) -> bool:
        """True while some place is out."""
        return bool(self._outages)

    def trouble(self, place: str) -> NotReached | None:
        """Why a place cannot be reached now; None: nothing is known against it."""
        outage = self._outages.get(place)
        return outage.error if outage is not None else None

    def retry_at(self, place: str) -> float:
        """Monotonic time of the next probe; 0: it is under way, or not needed."""
        outage = self._outages.get(place)
        return outage.retry_at if outage is not None else 0.0

    async def is_out(self, place: str, error: UploadError) -> bool:
        """A request was not reached: does nothing get there? A probe tells; all share one."""
        if place in self._outages:
            return isinstance(error, NotReached)
        origin = error.values.get("origin", "")
        if not (origin and self._worth_a_probe(error)):
            return False
        await asyncio.wait({self._check(place, origin)})
        return place in self._outages

    @contextmanager
    def using(self, place: str, origin: str) -> Iterator[None]:
        """A request to a place is under way; without an error it has answered."""
        self.begun(place, origin)
        try:
            yield
            self._reached(place, origin)
        except NotReached as error:
            error.values["origin"] = origin
            raise
        finally:
            self.dropped(place, origin)

    def begun(self, place: str, origin: str) -> None:
        """A request to a place is under way, until `ended` or `dropped`."""
        self._known.using[place, origin] += 1

    def ended(self, place: str, origin: str, error: UploadError | None) -> None:
        """It got there or not; without an error it was answered."""
        if error is None:
            self._reached(place, origin)
        elif isinstance(error, NotReached):
            error.values["origin"] = origin
        self.dropped(place, origin)

    def dropped(self, place: str, origin: str) -> None:
        """It was ended by us."""
        self._known.using[place, origin] -= 1

    async def pause(self, seconds: float) -> None:
        """Wait, but not beyond the end of a sleep, a change of the network, or *try now*."""
        sleeping = asyncio.ensure_future(self._sleep(seconds))
        either: set[asyncio.Future[Any]] = {sleeping, self._stirred}
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        finally:
            sleeping.cancel()

    def try_now(self) -> None:
        """Whatever waits for a line tries at once."""
        self._known.failed.clear()
        stirred, self._stirred = self._stirred, asyncio.get_running_loop().create_future()
        stirred.set_result(None)

    def forget(self, place: str) -> None:
        """Nothing waits for a place any more: it is not probed."""
        outage = self._outages.get(place)
        if outage is not None and not self._is_wanted(place):
            self._end(outage)

    def look(self) -> None:
        """Has this computer slept, or its network changed? Call it ten times a second."""
        now, wall = self._clocks.monotonic(), self._clocks.wall()
        slept = max(now - self._last[0], wall - self._last[1]) > GAP
        self._last = (now, wall)
        if now >= self._watch_at or slept:
            self._watch_at = now + self._rules.watch
            before, self._ways = self._ways, self._rules.look_at_ways()
            if slept or before != self._ways:
                self._anew()
        if now >= self._stalls_at:
            self._stalls_at = now + self._rules.stalled
            self._check_all(self._wire.still([o.origin for o in self._outages.values()]))

    def close(self) -> None:
        """End all probes."""
        tasks = [outage.mending for outage in self._outages.values()]
        for task in (*tasks, *self._known.checks.values()):
            if task is not None:
                task.cancel()

    # --- first doubts -----------------------------------------------------------------------

    def _worth_a_probe(self, error: UploadError) -> bool:
        if not may_mend(error) or self._rules.patience == 0:
            return False
        answered = error.values.get("reason") in ("refused", "name")
        return is_local(error) or not (self._rules.only_local and answered)

    def _check(self, place: str, origin: str) -> asyncio.Task[None]:
        checks = self._known.checks
        if place not in checks:
            checks[place] = asyncio.get_running_loop().create_task(self._checked(place, origin))
            checks[place].add_done_callback(lambda _task: checks.pop(place))
        return checks[place]

    async def _checked(self, place: str, origin: str) -> None:
        error = await self._probe(origin)
        if error is None or not may_mend(error) or place in self._outages:
            return
        if self._rules.only_local and not is_local(error):
            return
        outage = _Outage(place, origin, error, self._clocks.monotonic())
        self._outages[place] = outage
        self._wire.refresh(self._rules.stalled)
        outage.mending = asyncio.get_running_loop().create_task(self._mended(outage))

    def _anew(self) -> None:
        """Another network, perhaps: what was idle is dropped, what waits tries, all is probed."""
        self._wire.refresh(self._rules.stalled)
        self.try_now()
        self._check_all({origin for _place, origin in self._known.using})

    def _check_all(self, origins: Collection[str]) -> None:
        """Probe where requests are under way to some origins."""
        for (place, origin), requests in list(self._known.using.items()):
            wanted = requests and origin in origins and self._rules.patience != 0
            if wanted and place not in self._outages:
                self._check(place, origin)

    # --- an outage --------------------------------------------------------------------------

    async def _mended(self, outage: _Outage) -> None:
        """Probe until it is over, or patience is."""
        rules, failed = self._rules, self._known.failed
        while True:
            left = self._patience_left(outage)
            if left <= 0:
                self._end(outage, given_up=True)
                self.hooks.given_up(outage.place, outage.error)
                return
            wait = min(rules.first * 2.0 ** failed[outage.place], rules.longest, left)
            failed[outage.place] += 1
            outage.retry_at, outage.trying = self._clocks.monotonic() + wait, False
            self._tell()
            await self.pause(wait)
            outage.retry_at, outage.trying = 0.0, True
            self._tell()
            error = await self._probed(outage.origin)
            if error is None or not may_mend(error):
                self._end(outage)
                self.hooks.back(outage.place)
                return
            outage.error = error
            if not self._is_wanted(outage.place):
                self._end(outage)
                return

    async def _probed(self, origin: str) -> NotReached | None:
        """A probe, begun anew whenever something speaks for another one."""
        while True:
            probing = asyncio.ensure_future(self._probe(origin))
            either: set[asyncio.Future[Any]] = {probing, self._stirred}
            try:
                await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
                if probing.done():
                    return probing.result()
            finally:
                probing.cancel()

    def _is_wanted(self, place: str) -> bool:
        using = self._known.using.items()
        return self.hooks.wanted(place) or any(n for (p, _origin), n in using if p == place)

    def _patience_left(self, outage: _Outage) -> float:
        """Seconds until its files fail."""
        patience = math.inf if self._rules.patience is None else self._rules.patience
        if outage.error.values.get("reason") == "name" and self._was_answered(outage.error):
            patience = min(patience, self._rules.for_a_name)
        return outage.since + patience - self._clocks.monotonic()

    def _reached(self, place: str, origin: str) -> None:
        self._known.reached[place] = self._clocks.monotonic()
        self._known.failed.pop(place, None)
        outage = self._outages.get(place)
        if outage is not None and outage.origin == origin:
            self._end(outage)
            self.hooks.back(place)
        elif self._outages:
            self._tell()

    def _end(self, outage: _Outage, *, given_up: bool = False) -> None:
        del self._outages[outage.place]
        if outage.mending is not None and outage.mending is not asyncio.current_task():
            outage.mending.cancel()
        self._tell(given_up=given_up)

    # --- telling ----------------------------------------------------------------------------

    def _tell(self, *, given_up: bool = False) -> None:
        news = replace(self._news(), given_up=given_up)
        if news != self._told:
            self._told = news
            self.hooks.changed(news)

    def _news(self) -> LineChanged:
        out = list(self._outages.values())
        if not out:
            return LineChanged(waiting=False)
        kind = LineKind.NETWORK if self._is_offline(out) else LineKind.PLACE
        trying = any(outage.trying for outage in out)
        retry_at = 0.0 if trying else min(outage.retry_at for outage in out)
        places, reason = tuple(o.place for o in out), out[0].error.values.get("reason", "")
        return LineChanged(True, kind, places, retry_at, reason, self._until(out))

    def _until(self, out: list[_Outage]) -> float:
        if self._rules.patience is None:
            return 0.0
        return min(outage.since for outage in out) + self._rules.patience

    def _is_offline(self, out: list[_Outage]) -> bool:
        """Nothing answers: this computer has no way out, or several places are gone at once.

        Who refuses has been reached, and who says that a name has no address, too: then the network
        is there.
        """
        away = [outage for outage in out if not is_here(outage.origin)]
        if not away:
            return False
        since = min(outage.since for outage in away)
        reached = self._known.reached.items()
        others = any(at >= since and not is_here(p) for p, at in reached if p not in self._outages)
        others |= any(self._was_answered(outage.error) for outage in away)
        local = any(is_local(outage.error) for outage in away)
        return not others and (len(away) > 1 or local or not self._ways)

    def _was_answered(self, error: UploadError) -> bool:
        """Some systems say of every name that it has no address while there is no network."""
        answers = ("refused", "name") if self._ways else ("refused",)
        return not is_local(error) and error.values.get("reason") in answers

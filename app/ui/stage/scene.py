"""Scene: everything that the drawing of the stage needs, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.stage import LIMIT, Run, Step, Tale
from app.domain.stage_payload import masked
from app.domain.stage_ways import calls_server, to_come


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment of the stage."""

    run: Run | None = None
    """None: nothing has been started; the four steps are only announced."""
    position: float = 0.0
    """How many steps have been shown; the fraction is how far the next one has grown."""
    waiting: float | None = None
    """How much of the server's time is over, 0 to 1; None: nobody waits."""
    masked: bool = False
    """Hide hosts and addresses."""
    hosts: tuple[str, ...] = field(default=())
    text: float = 15.0
    """Pixels of the usual text."""
    stranger: bool = False
    """Somebody else sends the server messages: there is a fourth lane, and nobody uploads."""
    plan: tuple[Tale, ...] = ()
    """What is to be expected; empty: the usual four steps."""
    limit: float = LIMIT
    """Seconds that the application server has, while there is no run that says so."""
    service: str = ""
    """Name of a further service, as people know it; empty: the usual one."""

    @property
    def shown(self) -> tuple[Step, ...]:
        """Steps that can be seen, the last one maybe in part."""
        if self.run is None:
            return ()
        whole = int(self.position)
        return self.run.steps[: whole + (self.position > whole)]

    @property
    def current(self) -> Step | None:
        """The step that was shown last."""
        return self.shown[-1] if self.shown else None

    @property
    def rows(self) -> int:
        """How many steps there are, and are to be expected."""
        steps = self.run.steps if self.run else ()
        if self.stranger or not self.plan:
            return len(steps)
        return len(steps) + (0 if self.run and self.run.ended else len(self.coming))

    @property
    def coming(self) -> tuple[Tale, ...]:
        """What of the plan is still to come."""
        return to_come(self.plan, self.run.steps if self.run else ())

    @property
    def calls(self) -> bool:
        """Whether somebody waits for an application server in this story."""
        steps = self.run.steps if self.run else ()
        return not self.stranger and calls_server(self.plan, steps)

    @property
    def over(self) -> bool:
        """Whether everything has been shown."""
        return self.run is not None and self.run.ended and self.position >= len(self.run.steps)

    def grown(self, index: int) -> float:
        """How far an arrow is, 0 to 1."""
        return min(max(self.position - index, 0.0), 1.0)

    def says(self, text: str) -> str:
        """``text`` as this audience may read it."""
        return masked(text, self.hosts) if self.masked else text

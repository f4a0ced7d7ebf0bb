"""Turns: whose turn it is, and whether it goes by a job of its own or through the lane.

A file takes a *file slot* until its last byte has left, so that uploads that wait for slow
callbacks starve nobody; `MOST_ACTIVE` bounds them all. Small files by the dozen go through the
lane. Strictly in the order of the list: who comes first is not passed by.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from app.domain.states import UploadState
from app.engine.holding import Holding
from app.engine.lane import Lane
from app.engine.line_holding import Stranded
from app.engine.record import Record
from app.engine.runner import Runner
from app.engine.slots import Slots
from app.engine.tools import Tools

MOST_ACTIVE = 48
"""Jobs at a time, those that only wait for an answer included; below the 64 sender threads."""


class Turns:
    """Every method runs on the loop's thread."""

    def __init__(
        self,
        holding: Holding,
        stranded: Stranded,
        *,
        runner: Runner,
        tools: Tools,
        files: Slots,
        is_over: Callable[[], bool],
        idle: Callable[[], None],
    ) -> None:
        """``is_over``: nothing starts any more; ``idle``: nothing is under way any more."""
        self.lane = Lane(tools, runner, freed=self.pump, back=self._enter_again)
        self._holding = holding
        self._stranded = stranded
        self._runner = runner
        self._files = files
        self._is_over = is_over
        self._idle = idle

    def __contains__(self, task_id: str) -> bool:
        """Is it under way?"""
        return task_id in self._runner or task_id in self.lane

    def pump(self) -> None:
        """Start what may start."""
        while self._holding and not self._is_over():
            if self.lane.takes(self._holding.first(), among=len(self._holding)):
                if not self.lane.has_room():
                    return
                self.lane.enter(self._holding.next())
            elif not self._start_job():
                return
        if not (self._runner or self.lane):
            self._idle()

    def pump_soon(self) -> None:
        """The same, in the loop's next turn."""
        if not self._is_over():
            asyncio.get_running_loop().call_soon(self.pump)

    def enter(self, record: Record) -> None:
        """Let a task wait for its turn; one whose job has not quite ended comes back here."""
        off = record.held or record.removed or record.task.id in self
        if record.state is UploadState.QUEUED and not off:
            self._holding.enter(record)

    def _start_job(self) -> bool:
        if len(self._runner) >= MOST_ACTIVE:
            return False
        lease = self._files.take_now(self.pump_soon)
        if lease is None:
            return False
        if (record := self._stranded.next()) is None:
            lease.give_back()
            return False
        self._runner.run(record, file_lease=lease)
        return True

    def _enter_again(self, records: Sequence[Record]) -> None:
        for record in records:
            self.enter(record)

"""Leaving: jobs whose end was told, and that still hold a file or a socket.

What they stored half way and gave up is aborted at the storage once they are gone.
"""

from __future__ import annotations

import asyncio
import logging

from app.domain.errors import UploadError, UploadGone
from app.domain.states import UploadState
from app.engine.job import Job
from app.engine.journal import Leftover
from app.engine.record import Record
from app.engine.tools import Tools
from app.providers.contract import Order

log = logging.getLogger("upcall.engine")


class Leaving:
    """Every method runs on the loop's thread."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._leaving: dict[str, asyncio.Task[None]] = {}

    def under_way(self) -> list[asyncio.Task[None]]:
        """What is to be waited for until all are gone."""
        return list(self._leaving.values())

    async def gone_before(self, record: Record) -> None:
        """Wait until an earlier job of the same task has let go of everything."""
        leaving = self._leaving.get(record.task.id)
        if leaving is not None:
            await asyncio.wait({leaving})

    def leave(self, job: Job) -> None:
        """Let what is still held go, and abort what was given up, beside everything else."""
        task_id = job.record.task.id
        leaving = self._leaving[task_id] = asyncio.create_task(self._last(job))

        def over(task: asyncio.Task[None]) -> None:
            if self._leaving.get(task_id) is task:
                del self._leaving[task_id]

        leaving.add_done_callback(over)

    async def _last(self, job: Job) -> None:
        await job.steps.gone()
        if job.record.state in (UploadState.PAUSED, UploadState.QUEUED):
            job.steps.unclaim_unless_left()
        for left in job.steps.abandoned:
            await self.abort(left)

    async def abort(self, left: Leftover) -> bool:
        """Abort a multipart upload that stayed behind; False when that failed (again)."""
        call = self._tools.call(Record(left.task, left.batch, 0), None, None)
        provider = self._tools.providers(left.batch.destination.provider)
        order = Order(left.task, left.batch, left.task.size)
        session = await self._tools.secrets.whole(left.task.id, left.session)
        try:
            if session is not None:  # else nobody can, and it expires by itself
                await provider.abort(call, order, session)
        except UploadGone:
            pass
        except UploadError as error:
            log.info("leftover of task %s stays: %s", left.task.id, error.code)
            return False
        self._tools.journal.drop_leftover(left)
        await self._tools.secrets.forget(left.task.id, left.session)
        return True

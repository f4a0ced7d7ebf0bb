"""Engine: the only thread-safe object of this layer.

Commands enter with ``call_soon_threadsafe``; snapshots and events leave through the `Mailbox`. One
asyncio loop on one dedicated thread owns all state (design, section 6); every public method may be
called from any thread and returns at once.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import TYPE_CHECKING

from app.domain.asks import AskOf
from app.domain.connection import Batch, Connection, Decisions
from app.domain.credentials import Access
from app.domain.destination import Destination
from app.domain.upload import UploadTask
from app.engine.limits import EngineLimits
from app.engine.mailbox import Mailbox

if TYPE_CHECKING:  # all that it is made of is loaded in its own thread: a window need not wait
    import asyncio

    from app.engine.commands import Commands
    from app.engine.parts import EngineParts
    from app.engine.scheduler import Scheduler

Command = Callable[["Scheduler"], Coroutine[None, None, None] | None]

log = logging.getLogger("upcall.engine")


class Engine:
    """Uploads as running things, behind one door."""

    def __init__(self, parts: EngineParts | Callable[[], EngineParts]) -> None:
        """``parts``: or what makes them, called in the engine's thread."""
        self.mailbox = Mailbox()
        self._parts = parts
        self._loop: asyncio.AbstractEventLoop | None = None
        self._scheduler: Scheduler | None = None
        self._commands: Commands | None = None
        self._early: list[Command] = []
        """Commands that came before the thread could take them."""
        self._lock = threading.Lock()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._main, name="upcall-engine", daemon=True)

    def start(self, *, wait: bool = True) -> None:
        """Begin; what the journal holds is taken up. Commands may be given before."""
        self._thread.start()
        if wait:
            self._ready.wait()

    def stop(self, within: float = 2.0) -> None:
        """Cancel what runs, let go of files and sockets, close the journal, end the thread."""
        if not self._thread.is_alive():
            return
        self._ready.wait()
        if self._loop is not None:
            self._do(lambda scheduler: scheduler.stop(within))
        self._thread.join(within + 3.0)

    # --- commands ---------------------------------------------------------------------------

    def connect(self, connection_id: str, access: Access | None) -> None:
        """Give (or take away) a connection's access; tasks that waited for it go on."""
        self._do(lambda scheduler: scheduler.connect(connection_id, access))

    def check_grant(self, connection_id: str, destination: Destination) -> None:
        """Ask the connection's application server now: `Granted`, or `AccessNeeded`."""
        self._do(lambda scheduler: scheduler.check_grant(connection_id, destination))

    def ask(self, ask: AskOf) -> None:
        """Ask the storage service beside the uploads; `Answered` events answer."""
        self._do(lambda scheduler: scheduler.asking.ask(ask))

    def withdraw(self, ask_id: str) -> None:
        """Nobody waits for that answer any more: there is none."""
        self._do(lambda scheduler: scheduler.asking.withdraw(ask_id))

    def submit(self, batch: Batch, tasks: Sequence[UploadTask], *, held: bool = False) -> None:
        """Add tasks; ``held`` ones wait for `begin`."""
        self._do(lambda scheduler: scheduler.submit(batch, tasks, held=held))

    def adopt(self, batch: Batch, tasks: Sequence[UploadTask], *, resume: bool) -> None:
        """Add tasks of known ids (command line): with ``resume``, each from its checkpoint."""
        self._do(lambda scheduler: scheduler.adopt(batch, tasks, resume=resume))

    def gather(
        self, batch: Batch, paths: Sequence[str], *, held: bool = False, hidden: bool = False
    ) -> None:
        """Add files and folders; `Gathered` events tell how many, and what was left out and why.

        ``hidden``: only what an earlier `gather` of the same left out as hidden.
        """
        self._do(lambda scheduler: scheduler.gather(batch, paths, held=held, hidden=hidden))

    def begin(self, task_ids: Sequence[str] | None = None) -> None:
        """Upload what is held and go on with what is paused; None: all."""
        self._do(lambda scheduler: scheduler.steering.begin(task_ids))

    def amend(self, connection: Connection) -> None:
        """Files that wait for *Upload* or failed take over what the connection says by now."""
        self._do(lambda scheduler: scheduler.amending.amend(connection))

    def settle(self, batch_id: str, decisions: Decisions) -> None:
        """What was decided about the files of a drop that wait for *Upload*, or by name failed."""
        self._do(lambda scheduler: scheduler.amending.settle(batch_id, decisions))

    def pause(self, task_ids: Sequence[str] | None = None) -> None:
        """Stop sending; what is stored stays stored. None: all."""
        self._do(lambda scheduler: scheduler.steering.pause(task_ids))

    def cancel(self, task_ids: Sequence[str]) -> None:
        """Give up; what lies at the storage half way is removed there."""
        self._do(lambda scheduler: scheduler.steering.cancel(task_ids))

    def retry(self, task_ids: Sequence[str] | None = None) -> None:
        """Try failed and cancelled ones again; None: all failed."""
        self._do(lambda scheduler: scheduler.steering.retry(task_ids))

    def reorder(self, task_ids: Sequence[str], before: str | None) -> None:
        """Move what waits, in the order given, in front of a task; None: behind everything."""
        self._do(lambda scheduler: scheduler.ordering.move(task_ids, before))

    def upload_next(self, task_ids: Sequence[str]) -> None:
        """Move what waits, in the order given, in front of everything else that waits."""
        self._do(lambda scheduler: scheduler.ordering.to_front(task_ids))

    def try_now(self) -> None:
        """Do not wait for the next try: whatever waits for the network tries at once."""
        self._do(lambda scheduler: scheduler.lines.try_now())

    def stop_waiting(self, task_ids: Sequence[str]) -> None:
        """Do not wait for the server's answer any longer; the object is looked for instead."""
        self._do(lambda scheduler: scheduler.steering.stop_waiting(task_ids))

    def remove(self, task_ids: Sequence[str]) -> None:
        """Take off the list; `restore` brings back. No file is ever deleted anywhere."""
        self._do(lambda scheduler: scheduler.remove(task_ids))

    def restore(self, task_ids: Sequence[str]) -> None:
        """Undo of `remove`."""
        self._do(lambda scheduler: scheduler.restore(task_ids))

    def ask_result(self, task_id: str) -> None:
        """Ask for a result; a `ResultRead` event answers."""
        self._do(lambda scheduler: scheduler.ask_result(task_id))

    def set_limits(self, limits: EngineLimits) -> None:
        """Change how much goes on at once."""
        self._do(lambda scheduler: scheduler.set_limits(limits))

    # --- the thread -------------------------------------------------------------------------

    def _do(self, command: Command) -> None:
        with self._lock:
            loop, scheduler, commands = self._loop, self._scheduler, self._commands
            if loop is None or scheduler is None or commands is None:
                self._early.append(command)
                return
        try:
            loop.call_soon_threadsafe(commands.enter, partial(command, scheduler))
        except RuntimeError:  # it has been stopped: nothing to do any more
            log.debug("a command came after the end")

    def _open(
        self, scheduler: Scheduler, commands: Commands, loop: asyncio.AbstractEventLoop
    ) -> None:
        """From now on commands go straight to the loop; those that came before go first."""
        with self._lock:
            for command in self._early:
                loop.call_soon(commands.enter, partial(command, scheduler))
            self._scheduler, self._commands, self._loop = scheduler, commands, loop
            self._early.clear()

    def _main(self) -> None:
        import asyncio  # noqa: PLC0415 - in the engine's thread

        asyncio.run(self._run())

    async def _run(self) -> None:
        import asyncio  # noqa: PLC0415

        from app.engine.commands import Commands  # noqa: PLC0415
        from app.engine.scheduler import Scheduler  # noqa: PLC0415
        from app.engine.throttle import Throttle  # noqa: PLC0415
        from app.engine.wire import Wire  # noqa: PLC0415

        parts = self._parts() if callable(self._parts) else self._parts
        throttle = Throttle(parts.limits.rate)
        wire = Wire(
            throttle=throttle,
            patience=parts.limits.patience,
            proxy_for=parts.proxy_for,
            clock=parts.clocks.monotonic,
            wall=parts.clocks.wall,
            abreast=parts.abreast,
        )
        try:
            made = Scheduler(parts, wire=wire, throttle=throttle, mailbox=self.mailbox)
            self._open(made, Commands(), asyncio.get_running_loop())
        finally:
            self._ready.set()
        await made.run()
        wire.close()

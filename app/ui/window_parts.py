"""What the window is given: an engine, this computer's services, and what to say at the start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.asks import AskOf
from app.domain.connection import Batch, Connection, Decisions
from app.domain.credentials import Access
from app.domain.destination import Destination
from app.domain.upload import UploadTask
from app.engine.demo import DemoPlace
from app.engine.limits import EngineLimits
from app.engine.mailbox import Mailbox
from app.host.folders import Folders
from app.host.settings import Loaded, SettingsStore
from app.host.vault import Vault


class Uploads(Protocol):
    """The commands of `app.engine.engine.Engine` that the window uses; all return at once."""

    mailbox: Mailbox

    def connect(self, connection_id: str, access: Access | None) -> None:
        """Give or take away a key, or the server that hands one out."""

    def ask(self, ask: AskOf) -> None:
        """Ask the service something; `Answered` events answer."""

    def withdraw(self, ask_id: str) -> None:
        """Nobody waits for that answer any more."""

    def settle(self, batch_id: str, decisions: Decisions) -> None:
        """What the review sheet decided about files that wait for *Upload*."""

    def check_grant(self, connection_id: str, destination: Destination) -> None:
        """Fetch what the connection's server hands out; `Granted` or `AccessNeeded` answers."""

    def submit(self, batch: Batch, tasks: Sequence[UploadTask], *, held: bool = ...) -> None:
        """Add tasks."""

    def gather(
        self, batch: Batch, paths: Sequence[str], *, held: bool = ..., hidden: bool = ...
    ) -> None:
        """Add files and folders, or only what is hidden in them."""

    def amend(self, connection: Connection) -> None:
        """Files that wait for *Upload* take over what the connection says by now."""

    def begin(self, task_ids: Sequence[str] | None = ...) -> None:
        """Upload or resume."""

    def pause(self, task_ids: Sequence[str] | None = ...) -> None:
        """Stop sending for now."""

    def cancel(self, task_ids: Sequence[str]) -> None:
        """Give up."""

    def retry(self, task_ids: Sequence[str] | None = ...) -> None:
        """Try again."""

    def reorder(self, task_ids: Sequence[str], before: str | None) -> None:
        """Move what waits in front of a task; None: behind everything."""

    def upload_next(self, task_ids: Sequence[str]) -> None:
        """Move what waits in front of everything else that waits."""

    def try_now(self) -> None:
        """Whatever waits for the network tries at once."""

    def stop_waiting(self, task_ids: Sequence[str]) -> None:
        """Do not wait for the answer."""

    def remove(self, task_ids: Sequence[str]) -> None:
        """Take off the list."""

    def restore(self, task_ids: Sequence[str]) -> None:
        """Put back on the list."""

    def ask_result(self, task_id: str) -> None:
        """Ask for a result."""

    def set_limits(self, limits: EngineLimits) -> None:
        """How much at once."""


class Practice(Protocol):
    """The part of `app.engine.demo.DemoCloud` that the window uses."""

    def launch(self) -> DemoPlace:
        """Start it unless it runs; blocks."""


def _same_proxy(_setting: str) -> None:
    """Where nothing goes over a wire nothing has to change."""


def _never_asleep(_wanted: bool) -> None:
    """Where nothing is sent nothing has to be kept awake."""


@dataclass(frozen=True, slots=True)
class WindowParts:
    """Everything that the window works with; built and closed by `app.bootstrap`."""

    engine: Uploads
    store: SettingsStore
    loaded: Loaded
    """What the store said at the start."""
    vault: Vault
    folders: Folders
    demo: Practice
    notices: tuple[str, ...] = ()
    """Codes to tell at the start, such as ``settings.damaged`` or ``journal.damaged``."""
    choose_proxy: Callable[[str], None] = _same_proxy
    """Told a changed proxy setting, and the same one when its password was changed."""
    keep_awake: Callable[[bool], None] = _never_asleep
    """Told whether the computer is to be kept awake while bytes move."""
    begin: Callable[[], None] | None = None
    """Starts an engine that waits until the window is on the screen; None: it runs already."""

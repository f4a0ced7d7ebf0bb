"""Keeps this computer from falling asleep while bytes move; the screen may go dark.

Each system has a way that ends by itself when this program dies, however it dies:

Windows   ``SetThreadExecutionState`` counts for a thread, which is one of ours and dies with us
macOS     ``caffeinate -i -w PID`` ends with the process of that id
Linux     a child that holds the inhibition for as long as the pipe to its ``cat`` is open

Nothing here ever fails loudly: where none of it works the computer sleeps as it always does.
"""

from __future__ import annotations

import logging
import os
import queue
import shutil
import sys
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import subprocess

LINGER = 10.0
"""Seconds for which it goes on after the last byte: between two files nobody is to fall asleep."""
ENDS_WITHIN = 2.0
"""Seconds that a child has to end before it is made to."""
SETTLES_WITHIN = 0.3
"""Seconds after which a child that still lives is believed to have been heard."""
_WHY = "Sending files"
_NEEDED = ("PATH", "HOME", "LANG", "LC_", "DBUS_", "XDG_", "DISPLAY", "WAYLAND_", "SESSION_")
"""Beginnings of the names of variables that such a child needs."""

_log = logging.getLogger(__name__)


class Hold(Protocol):
    """One way to keep the computer awake; used by one thread."""

    def begin(self) -> None:
        """Keep awake from now on. Raises `OSError` where that cannot be done."""

    def end(self) -> None:
        """The computer may sleep again."""


class ChildHold:
    """Awake for as long as a child process lives."""

    def __init__(self, commands: Sequence[Sequence[str]], *, hears_eof: bool = True) -> None:
        """The first of ``commands`` that does not end at once is kept.

        Each ends by itself with its standard input (``hears_eof``), or with this process.
        """
        self._commands = commands
        self._hears_eof = hears_eof
        self._child: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Start the child. Raises `OSError` when none of the commands stays."""
        import subprocess  # noqa: PLC0415 - not for the first picture

        self.end()
        for command in self._commands:
            child = _started(command)
            try:
                child.wait(SETTLES_WITHIN)
            except subprocess.TimeoutExpired:
                self._child = child
                return
            _close_input(child)
        raise OSError("no command of this system keeps it awake")

    def end(self) -> None:
        """Have the child end, and wait for it."""
        child, self._child = self._child, None
        if child is None:
            return
        import subprocess  # noqa: PLC0415 - not for the first picture

        _close_input(child)
        if not self._hears_eof:
            child.terminate()
        try:
            child.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _started(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """The child with a pipe to hold it, and without what our environment may have of keys."""
    import subprocess  # noqa: PLC0415 - not for the first picture

    quiet = subprocess.DEVNULL
    needed = {name: text for name, text in os.environ.items() if name.startswith(_NEEDED)}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet, env=needed)


def _close_input(child: subprocess.Popen[bytes]) -> None:
    if child.stdin is not None:
        child.stdin.close()


class ThreadHold:
    """Windows: the calling thread says that the system is needed."""

    CONTINUOUS = 0x80000000
    SYSTEM_REQUIRED = 0x00000001

    def __init__(self, set_state: Callable[[int], int]) -> None:
        """``set_state``: ``SetThreadExecutionState``, which gives 0 when it did nothing."""
        self._set_state = set_state

    def begin(self) -> None:
        """Keep awake. Raises `OSError`."""
        if not self._set_state(self.CONTINUOUS | self.SYSTEM_REQUIRED):
            raise OSError("SetThreadExecutionState did nothing")

    def end(self) -> None:
        """Take it back."""
        self._set_state(self.CONTINUOUS)


def inhibitors(desktop: str) -> list[tuple[str, ...]]:
    """Commands for Linux in the order of preference; each runs ``cat`` while it inhibits.

    GNOME asks its own session before the system's; elsewhere logind knows.
    """
    system = ("systemd-inhibit", "--what=idle:sleep", "--who=Upcall", f"--why={_WHY}")
    session = ("gnome-session-inhibit", "--inhibit", "suspend:idle", "--app-id", "upcall")
    commands = [(*system, "--mode=block", "cat"), (*session, "--reason", _WHY, "cat")]
    return commands[::-1] if "GNOME" in desktop.upper().split(":") else commands


def system_hold(
    *, platform: str = sys.platform, desktop: str | None = None, pid: int | None = None
) -> Hold | None:
    """This computer's way; None where it has none."""
    if sys.platform == "win32" and platform == "win32":
        import ctypes  # noqa: PLC0415 - only there

        return ThreadHold(ctypes.windll.kernel32.SetThreadExecutionState)
    if platform == "darwin":
        found = shutil.which("caffeinate")
        command = (found or "", "-i", "-w", str(pid or os.getpid()))
        return ChildHold([command], hears_eof=False) if found else None
    here = os.environ.get("XDG_CURRENT_DESKTOP", "") if desktop is None else desktop
    known = [(shutil.which(command[0]), command) for command in inhibitors(here)]
    usable = [(found, *command[1:]) for found, command in known if found]
    return ChildHold(usable) if usable else None


class KeepAwake:
    """Awake while bytes move, if that is wanted. Every method returns at once, from any thread."""

    def __init__(
        self,
        find: Callable[[], Hold | None] = system_hold,
        *,
        allowed: bool = True,
        linger: float = LINGER,
    ) -> None:
        """``find`` is called once, on first use; ``linger`` in seconds."""
        self._find = find
        self._linger = linger
        self._allowed = allowed
        self._moving = False
        self._told: queue.SimpleQueue[None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = False
        self.awake = False
        """Whether the computer is being kept awake now."""

    def moving(self, moving: bool) -> None:
        """Whether bytes are on their way; may be told again and again."""
        if moving != self._moving:
            self._moving = moving
            self._wake()

    def allow(self, allowed: bool) -> None:
        """Whether the person wants it; off counts at once."""
        self._allowed = allowed
        self._wake()

    def close(self) -> None:
        """Let the computer sleep again; waits for that a moment."""
        self._closed = True
        self._told.put(None)
        if self._thread is not None:
            self._thread.join(ENDS_WITHIN + 1)

    def _wake(self) -> None:
        with self._lock:
            if self._thread is None and self._moving and self._allowed and not self._closed:
                self._thread = threading.Thread(target=self._serve, name="upcall-awake")
                self._thread.daemon = True
                self._thread.start()
        self._told.put(None)

    def _serve(self) -> None:
        """In a thread of its own: Windows counts by thread, and a child takes its time."""
        hold = self._find()
        while not self._closed:
            if not self._set(hold, on=self._moving and self._allowed):
                hold = None  # it will not work the next time either
            self._told.get()
            if not self._moving and self._allowed and not self._closed:
                self._rest()
        self._set(hold, on=False)

    def _rest(self) -> None:
        """The last byte has left: perhaps the next one comes soon."""
        try:
            self._told.get(timeout=self._linger)
        except queue.Empty:
            return

    def _set(self, hold: Hold | None, *, on: bool) -> bool:
        """False when that was not possible."""
        if hold is None or on == self.awake:
            return True
        try:
            hold.begin() if on else hold.end()
        except OSError as error:
            _log.info("this computer may fall asleep while files are sent: %s", error)
            return False
        self.awake = on
        return True

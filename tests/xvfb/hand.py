"""A hand: finds what it wants through the eye, then uses the real mouse and the real keys."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.xvfb.screen import MISSING, Screen, until

Seen = dict[str, Any]
LACKING = [*MISSING, *([] if shutil.which("openbox") else ["openbox"])]
"""Programs that a hand needs and this machine has not: without a window manager no window of ours
gets the keys."""
EYE = Path(__file__).with_name("eye.py")


@dataclass(slots=True)
class Hand:
    """One person in front of one running Upcall."""

    screen: Screen
    socket_path: Path
    process: subprocess.Popen[bytes]

    def look(self) -> list[Seen]:
        """Everything that can be seen now."""
        with closing(socket.socket(socket.AF_UNIX)) as line:
            line.settimeout(20)
            line.connect(str(self.socket_path))
            line.sendall(b"?\n")
            with line.makefile("rb") as said:
                found: list[Seen] = json.loads(said.readline())
        return found

    def find(self, name: str, *, kind: str = "") -> Seen | None:
        """The widget whose name or text begins with ``name``, in the window in front if there.

        ``kind`` is a part of Qt's name for it, or ``row`` for a row of a list that holds ``name``.
        """
        if kind == "row":
            rows = [row for one in self.look() for row in one["rows"] if name in row["text"]]
            rows = [row for row in rows if row["at"][2] > 0]  # a header has the rows, but no place
            return {**rows[0], "enabled": True} if rows else None
        found = [
            one
            for one in self.look()
            if (one["name"].startswith(name) or one["text"].replace("&", "").startswith(name))
            and kind in one["kind"]
        ]
        return max(found, key=lambda one: (one["active"], one["name"] == name), default=None)

    def wait(self, name: str, *, kind: str = "", enabled: bool = True) -> Seen:
        """The widget of that name, once it is there (and can be used)."""
        found: list[Seen] = []

        def there() -> bool:
            one = self.find(name, kind=kind)
            found[:] = [one] if one and (one["enabled"] or not enabled) else []
            return bool(found)

        until(there, f"{kind or 'something'} called {name!r}")
        return found[0]

    def click(self, name: str, *, kind: str = "") -> None:
        """Click in the middle of it, once it stands still."""
        places = [self.wait(name, kind=kind)["at"]]

        def at_rest() -> bool:
            places.append(self.wait(name, kind=kind)["at"])
            return bool(places[-1] == places[-2])

        until(at_rest, f"{name!r} to stand still")
        self.press_at(places[-1])

    def press_at(self, at: Sequence[int]) -> None:
        """Click in the middle of a place."""
        x, y = at[0] + at[2] // 2, at[1] + at[3] // 2
        self.screen.do("mousemove", "--sync", x, y, "click", 1)

    def type(self, name: str, text: str) -> None:
        """Click into a field, write over what is there, and go on to the next."""
        self.click(name, kind="Edit")
        self.keys("ctrl+a")
        self.screen.do("type", "--delay", 4, "--", text)
        self.keys("Tab")  # a list of proposals would take the next click

    def keys(self, *names: str) -> None:
        """Press keys, by xdotool's names."""
        for name in names:
            self.screen.do("key", "--clearmodifiers", name)

    def text(self) -> str:
        """All the text that can be seen, list rows included."""
        words: list[str] = []
        for one in self.look():
            words += [one["name"], one["text"], *(row["text"] for row in one["rows"])]
        return "\n".join(words)

    def until(self, happened: Callable[[str], bool], what: str) -> str:
        """All the text that can be seen, once it is as wanted."""
        seen = [""]

        def as_wanted() -> bool:
            seen[0] = self.text()
            return happened(seen[0])

        until(as_wanted, what)
        return seen[0]

    def picture(self, path: Path) -> None:
        """A picture of the whole screen, where the machine can take one."""
        if shutil.which("import"):
            words = ["import", "-window", "root", str(path)]
            subprocess.run(words, env=self.screen.environment(), check=False)


@contextmanager
def person(screen: Screen, home: Path, *words: str, **environment: str) -> Iterator[Hand]:
    """``upcall WORDS`` on a screen with a window manager; both are ended at the end."""
    home.mkdir(parents=True, exist_ok=True)
    place = home / "eye"
    shell = {**screen.environment(), "UPCALL_HOME": str(home), **environment}
    command = [sys.executable, str(EYE), str(place), *words]
    with managed(screen), subprocess.Popen(command, env=shell) as process:
        hand = Hand(screen, place, process)
        try:
            until(lambda: alive(hand), "the window")
            yield hand
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def alive(hand: Hand) -> bool:
    """Whether it shows a window (and has not ended)."""
    assert hand.process.poll() is None, "Upcall has ended"
    try:
        return bool(hand.look())
    except (OSError, ValueError):
        return False


@contextmanager
def managed(screen: Screen) -> Iterator[None]:
    """With a window manager, so that windows get the keys as on a desk."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        ["openbox"], env=screen.environment(), stdout=quiet, stderr=quiet
    ) as manager:
        try:
            yield
        finally:
            manager.terminate()

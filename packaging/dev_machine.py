"""This machine: Qt's system libraries, programs for the tests, and the environment of children."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Stop(Exception):
    """The work cannot go on; the text says what to do. Ends the script with exit code 2."""


class Library(NamedTuple):
    """A system library by the name that the loader knows, and who brings it."""

    name: str
    debian: str
    arch: str


QT_LIBRARIES = (
    Library("libEGL.so.1", "libegl1", "libglvnd"),
    Library("libGL.so.1", "libgl1", "libglvnd"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
)
WAYLAND_LIBRARIES = (
    Library("libwayland-cursor.so.0", "libwayland-cursor0", "wayland"),
    Library("libwayland-egl.so.1", "libwayland-egl1", "wayland"),
)
TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "openbox": "openbox",
    "dbus-run-session": "dbus",
    "gnome-keyring-daemon": "gnome-keyring",
}
"""Programs that some tests use, and their Debian packages; without them those tests are skipped."""


def say(text: str) -> None:
    """A short line about what is being done, at once; standard output is the program's own."""
    print(text, file=sys.stderr, flush=True)


def is_linux() -> bool:
    """Whether this is Linux; a function, so that the type checker reads on for every system."""
    return sys.platform.startswith("linux")


def missing(libraries: Iterable[Library]) -> list[Library]:
    """Those that the loader does not find: it is asked itself, which is right everywhere."""
    absent = []
    for library in libraries:
        try:
            ctypes.CDLL(library.name)
        except OSError:
            absent.append(library)
    return absent


def need_libraries(environment: Mapping[str, str]) -> None:
    """Have Qt's libraries there: installed on Debian as root, else one command and `Stop`."""
    if not is_linux():
        return
    wanted: tuple[Library, ...] = QT_LIBRARIES
    if environment.get("WAYLAND_DISPLAY") and not environment.get("DISPLAY"):
        wanted += WAYLAND_LIBRARIES
    absent = missing(wanted)
    if not absent:
        return
    if not may_install():
        raise Stop(f"Qt needs system libraries that are not here. Type:\n    {command_for(absent)}")
    apt_install("Qt's system libraries", [library.debian for library in absent])
    still = missing(wanted)
    if still:
        names = ", ".join(library.name for library in still)
        raise Stop(f"These libraries are still missing after the installation: {names}.")


def may_install() -> bool:
    """Whether this is Debian or one of its family, and we are root."""
    return is_linux() and os.geteuid() == 0 and shutil.which("apt-get") is not None


def command_for(absent: list[Library]) -> str:
    """The one command that brings them here, by the package manager that this machine has."""
    if shutil.which("apt-get"):
        return apt_line(library.debian for library in absent)
    for manager in ("dnf", "zypper"):
        if shutil.which(manager):
            # RPM packages say which libraries they bring: no table of names is needed.
            names = " ".join(f"'{library.name}()(64bit)'" for library in absent)
            return f"sudo {manager} install {names}"
    if shutil.which("pacman"):
        return f"sudo pacman -S --needed {' '.join(sorted({library.arch for library in absent}))}"
    names = " ".join(library.name for library in absent)
    return f"(with your package manager: the packages that hold {names})"


def apt_line(packages: Iterable[str]) -> str:
    """What a person types on Debian."""
    return f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}"


def apt_install(what: str, packages: list[str]) -> None:
    """Install Debian packages. Raises `Stop` with apt-get's own last words."""
    say(f"Installing {what} with apt-get: {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], install):
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode:
            tail = "\n".join(done.stdout.splitlines()[-12:])
            raise Stop(f"{' '.join(command[:2])} did not succeed:\n{tail}")


def want_test_programs() -> None:
    """Bring what some tests use where that can be done; otherwise say that some are left out."""
    if not is_linux():
        return
    packages = [package for program, package in TEST_PROGRAMS.items() if not shutil.which(program)]
    if not packages:
        return
    if may_install():
        try:
            apt_install("programs for the tests", packages)
        except Stop as stop:
            say(f"{stop}\nGoing on without them; the tests that need them are skipped.")
    elif shutil.which("apt-get"):
        say(f"Some tests will be skipped. To run them too: {apt_line(packages)}")
    else:
        say(f"Some tests will be skipped: {', '.join(packages)} not installed.")


def need_venv_module() -> None:
    """Debian splits `venv` off Python. Raises `Stop` with the line that brings it."""
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return
    line = "sudo apt-get install -y python3-venv"
    raise Stop(
        f"This Python cannot make virtual environments. On Debian and Ubuntu type:\n    {line}"
    )


def child_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for programs of ours: UTF-8 whatever the locale, no foreign Python paths."""
    child = {**environment, "PYTHONUTF8": "1"}
    for name in ("PYTHONHOME", "PYTHONPATH", "PYTHONIOENCODING"):
        child.pop(name, None)
    locale = child.get("LC_ALL") or child.get("LC_CTYPE") or child.get("LANG") or "C"
    if is_linux() and "utf" not in locale.lower():
        child.pop("LC_ALL", None)
        child["LC_CTYPE"] = "C.UTF-8"
    return child


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether a window can be opened: always on Windows and macOS, on Linux with X11 or Wayland."""
    if not is_linux():
        return True
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if chosen:
        return chosen.split(":")[0] not in ("offscreen", "minimal")
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))

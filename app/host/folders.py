"""Where Upcall keeps things on this computer (ux.md, D)."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

HOME_VARIABLE = "UPCALL_HOME"
"""Environment variable that puts everything under one folder: for tests and portable use."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Four folders; none is made before `make`."""

    config: Path
    """The settings; roams with the person on Windows."""
    data: Path
    """Queue, checkpoints and receipts; stays on this computer."""
    logs: Path
    temporary: Path
    """Pasted pictures and texts, and the large sample; safe to delete when nothing runs."""

    def make(self) -> None:
        """Make all four, for this person's eyes only. Raises `OSError`."""
        for folder in (self.config, self.data, self.logs, self.temporary):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def folders_under(root: Path) -> Folders:
    """All folders below one."""
    return Folders(root / "config", root / "data", root / "logs", root / "temporary")


def system_folders() -> Folders:
    """The folders that this system's conventions name."""
    name = "upcall" if sys.platform.startswith("linux") else "Upcall"
    where = platformdirs.PlatformDirs(name, appauthor=False, roaming=False)
    roaming = platformdirs.PlatformDirs(name, appauthor=False, roaming=True)
    return Folders(
        config=roaming.user_config_path,
        data=where.user_data_path,
        logs=where.user_log_path,
        temporary=where.user_cache_path / "temporary",
    )


def folders_for(root: Path | None) -> Folders:
    """All folders below ``root``; None: where the system wants them."""
    return system_folders() if root is None else folders_under(root)


def home_of(environment: Mapping[str, str]) -> Path | None:
    """The one folder that ``UPCALL_HOME`` asks for, or None."""
    root = environment.get(HOME_VARIABLE, "").strip()
    return Path(root).expanduser().absolute() if root else None

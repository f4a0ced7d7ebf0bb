"""Looks for a secret in files and processes, in the spellings in which secrets escape."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus


def spellings(secret: str) -> set[bytes]:
    """Raw, URL-encoded, UTF-16, hex, and Base64 at each of the three alignments."""
    raw = secret.encode()
    found = {raw, quote(secret, safe="").encode(), quote_plus(secret).encode(), raw.hex().encode()}
    found |= {secret.encode("utf-16-le"), secret.encode("utf-16-be")}
    return found | set(_base64(raw))


def _base64(raw: bytes) -> Iterator[bytes]:
    for shift in range(3):
        whole = base64.b64encode(b"x" * shift + raw)
        # The first and last letters depend on what stands beside the secret.
        inner = whole[4 if shift else 0 : -4]
        yield inner
        yield inner.replace(b"+", b"-").replace(b"/", b"_")


def files_with(secret: str, *roots: Path) -> list[str]:
    """Files below ``roots`` that hold the secret in any spelling."""
    needles = spellings(secret)
    files = [path for root in roots for path in root.rglob("*") if path.is_file()]
    return [str(path) for path in files if _holds(path.read_bytes(), needles)]


def processes_with(secret: str, pid: int) -> list[str]:
    """Processes of the tree below ``pid`` that carry the secret: in their arguments, or (children
    only) in their environment."""
    needles = spellings(secret)
    found = []
    for process in [pid, *_below(pid)]:
        folder = Path("/proc") / str(process)
        shown = (folder / "cmdline").read_bytes()
        if process != pid:
            shown += (folder / "environ").read_bytes()
        if _holds(shown, needles):
            found.append(f"{process}: {(folder / 'cmdline').read_text()}")
    return found


def _below(pid: int) -> list[int]:
    children: list[int] = []
    for task in (Path("/proc") / str(pid) / "task").iterdir():
        for child in (task / "children").read_text().split():
            children += [int(child), *_below(int(child))]
    return children


def _holds(data: bytes, needles: set[bytes]) -> bool:
    return any(needle in data for needle in needles)

"""CSV files, read whole: blocking, so never on the window's thread."""

from __future__ import annotations

import stat
from pathlib import Path

from app.domain.variables_table import NoTable, Table, table_of

LONGEST = 32 * 1024 * 1024
"""Bytes."""


def read_table(path: Path) -> Table:
    """The table in a CSV file. Raises `OSError` or `NoTable`."""
    if not stat.S_ISREG(path.stat().st_mode):  # a pipe would make us wait for ever
        raise NoTable("text")
    with path.open("rb") as file:
        data = file.read(LONGEST + 1)
    if len(data) > LONGEST:
        raise NoTable("long")
    return table_of(data)

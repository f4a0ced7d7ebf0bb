"""Connection files: a connection without its key, as a team hands it out."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from app.domain.codec import decode
from app.domain.connection import Connection
from app.domain.destination import problems

LONGEST = 64 * 1024
"""Bytes; a connection is far smaller."""


class NotAConnection(ValueError):
    """The file holds something else."""


def read_connection_file(path: Path, new_id: str) -> Connection:
    """The connection in a file, under ``new_id``: a file must not pick up keys that are stored.

    Nor may it call itself practice. Raises `OSError` or `NotAConnection`.
    """
    with path.open("rb") as file:
        data = file.read(LONGEST + 1)
    if len(data) > LONGEST:
        raise NotAConnection("too long")
    try:
        found = _connection(data.decode("utf-8-sig"), new_id)
    except (ValueError, TypeError, RecursionError) as error:
        raise NotAConnection(type(error).__name__) from error
    if problems(found.destination) or not found.name.strip():
        raise NotAConnection("incomplete")
    return found


def _connection(text: str, new_id: str) -> Connection:
    value = json.loads(text)
    if not isinstance(value, dict):
        raise NotAConnection("no object")
    connection = decode(Connection, value.get("connection", value) | {"id": new_id})
    destination = replace(connection.destination, practice=False)
    return replace(connection, destination=destination)

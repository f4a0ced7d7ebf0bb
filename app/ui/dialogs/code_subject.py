"""What *Copy as code* writes a program for: the connection in use and the selected file."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.connection import AccessKind, Connection
from app.domain.media import type_of
from app.domain.sent_callback import sent_callback
from app.domain.services import FIRST
from app.domain.snippet_quoting import QUOTINGS
from app.domain.snippets import Language, Subject, languages_of, program
from app.domain.upload import TaskSnapshot
from app.ui.desk import Desk
from app.ui.i18n import translate
from app.ui.panels.callback_sample import MULTIPART_FROM
from app.ui.panels.result_facts import exchange_of
from app.ui.resources import resource

FOLDER = "snippets"
SAMPLE = "lake.jpg"
LARGEST = 5 * 1024**3
"""Bytes that one PutObject may carry (oss.md, 2.1)."""
NAMES = FIRST.variables[:2]
"""Environment variables in which every program looks for its key."""


@dataclass(frozen=True, slots=True)
class Written:
    """One language with its program."""

    language: Language
    text: str


def subject_of(
    desk: Desk, connection: Connection, *, task: TaskSnapshot | None, sent: bool = False
) -> Subject:
    """What to upload: the file of ``task``, or the picture that comes with Upcall.

    ``sent`` asks for the callback that went with the file instead of the one that is set now.
    """
    path = task.path if task else str(resource("samples", SAMPLE))
    key = task.key if task else connection.destination.prefix + SAMPLE
    own = connection.options
    callback = connection.callback
    result = desk.result(task.id) if sent and task else None
    told = sent_callback(exchange_of(result)) if result else None
    if told is not None:
        callback = replace(told.spec, enabled=True, variables=told.variables)
    return Subject(
        destination=connection.destination,
        callback=callback,
        file=path,
        key=key,
        content_type=own.content_type or type_of(path),
        options=own,
    )


def programs(subject: Subject, folder: Path) -> list[Written]:
    """Every language's program; reads the templates, so not for the window's thread."""
    found = languages_of((folder / "index.json").read_text("utf-8"))
    return [
        Written(each, program(each, (folder / each.template).read_text("utf-8"), subject=subject))
        for each in found
    ]


def notes_of(connection: Connection, size: int) -> list[str]:
    """What a program does differently from Upcall, or needs besides, in sentences."""
    notes: list[str] = []
    if connection.destination.practice:
        text = translate("Code", "The demo cloud has to be running: keep Upcall open meanwhile.")
        notes.append(text)
    if connection.access is AccessKind.SERVER:
        text = translate(
            "Code",
            "This connection is authorised by your server. The program needs a key pair instead.",
        )
        notes.append(text)
    if size > LARGEST:
        text = translate("Code", "The file is too large for one request: 5 GB is the most.")
        notes.append(text)
    elif connection.method != "put" and (connection.method != "auto" or size >= MULTIPART_FROM):
        text = translate(
            "Code",
            "The program sends the file in one request (PutObject); Upcall sends it differently.",
        )
        notes.append(text)
    return notes


def key_lines(desk: Desk, connection: Connection, *, windows: bool = os.name == "nt") -> str:
    """Lines for a terminal that set the key: the demo cloud's own, else to be filled in.

    For PowerShell on Windows, for other shells elsewhere. The demo cloud's key opens nothing but
    that cloud, and only while it runs.
    """
    place = desk.book.demo_place
    values = ("…", "…")
    if place is not None and connection.destination.practice:
        values = (place.credentials.access_key_id, place.credentials.access_key_secret)
    pairs = zip(NAMES, values, strict=True)
    if windows:
        return "\n".join(
            f"$env:{name} = '{value.replace(chr(39), chr(39) * 2)}'" for name, value in pairs
        )
    shell = QUOTINGS["shell"]
    return "\n".join(f"export {name}={shell.text(value)}" for name, value in pairs)

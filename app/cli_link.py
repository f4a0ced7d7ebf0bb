"""``upcall link``: addresses of objects, plain or signed for a while."""

from __future__ import annotations

import argparse
import sys
import uuid

from app.bootstrap import House
from app.cli_doctor import answer_to
from app.cli_words import add_place, connection_of
from app.domain.asks import MakeLink
from app.domain.destination import with_scheme
from app.send_plan import UsageError
from app.terminal_words import of_failure, plain

LONGEST = 7 * 24 * 3600
"""Seconds: the service signs for no longer (oss.md, 5.3)."""


def add_link(command: argparse.ArgumentParser) -> None:
    """All arguments of ``upcall link``."""
    command.add_argument("keys", nargs="+", metavar="KEY", help="full names of objects")
    add_place(command)
    command.add_argument(
        "--seconds", type=int, default=0, metavar="N", help="signed, and good for so long"
    )
    command.add_argument("--base", default="", metavar="URL", help="a custom domain to use instead")


def linked(asked: argparse.Namespace, house: House) -> int:
    """Print one address a line; 1 when one could not be made. Raises `UsageError`."""
    if not 0 <= asked.seconds <= LONGEST:
        raise UsageError(f"--seconds wants a number up to {LONGEST} (seven days).")
    connection, access = connection_of(asked, house)
    house.engine.connect(connection.id, access)
    base = with_scheme(asked.base or connection.link_base)
    code = 0
    for key in asked.keys:
        ask = MakeLink(
            uuid.uuid4().hex,
            connection.id,
            connection.destination,
            key=key,
            seconds=asked.seconds,
            base=base,
        )
        answered = answer_to(house.engine, ask)
        if isinstance(answered.answer, str):
            sys.stdout.write(answered.answer + "\n")  # ASCII: everything else is encoded
        elif answered.failure is not None:
            words = " ".join(of_failure(answered.failure))
            sys.stderr.write(f"upcall link: {plain(key)}: {words}\n")
            code = 1
    return code

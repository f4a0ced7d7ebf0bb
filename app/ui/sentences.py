"""Sentences of the quiet bar: what was left out, what was found at the start, what went wrong."""

from __future__ import annotations

import os

from app.domain.events import Gathered
from app.ui.connection_file import NotAConnection
from app.ui.i18n import joined, translate


class Told:
    """Sentences with plurals (a class with a `tr` of its own, as `app.ui.i18n.Units`)."""

    @staticmethod
    def tr(text: str, comment: str = "", n: int = -1) -> str:
        """``text`` in the language of now, in the form for ``n``."""
        return translate("Told", text, comment, n)

    def left_out(self, event: Gathered) -> list[str]:
        """One sentence for each reason why something is not on the list."""
        facts = []
        if event.duplicates:
            facts.append(self.tr("%n file(s) were on the list already.", "", event.duplicates))
        if event.hidden:
            facts.append(self.tr("%n hidden or system file(s) were left out.", "", event.hidden))
        if event.unreadable:
            facts.append(self.tr("%n item(s) could not be read.", "", event.unreadable))
        return facts


def left_out(event: Gathered) -> str:
    """What a drop did not bring onto the list, and why; empty when all of it is there."""
    facts = Told().left_out(event)
    if not facts and not event.added:
        facts.append(translate("Told", "There were no files in it."))
    return joined(*facts)


def notice(code: str) -> str:
    """What to say about a trouble found at the start; empty for an unknown code."""
    texts = {
        "settings.damaged": translate(
            "Told",
            "The settings could not be read, so Upcall began with fresh ones."
            " The old file is kept beside them.",
        ),
        "settings.newer": translate(
            "Told", "The settings come from a newer Upcall; what this one knows of them is used."
        ),
        "settings.unreadable": translate(
            "Told", "The settings could not be opened. Changes may not be kept."
        ),
        "settings.values": translate(
            "Told", "Some settings made no sense and were set to their usual values."
        ),
        "journal.damaged": translate(
            "Told",
            "The list of uploads was damaged. What could be read is here, and your files are"
            " untouched; please drop again what is missing.",
        ),
        "journal.newer": translate(
            "Told", "The list of uploads comes from a newer Upcall and has been set aside."
        ),
        "journal.unwritable": translate(
            "Told", "The list cannot be written down: it will be gone after you quit."
        ),
    }
    return texts.get(code, "")


def not_pasted(name: str) -> str:
    """What was pasted could not be kept."""
    text = translate("Told", "“{name}” could not be kept. Is the disk full?")
    return text.format(name=name)


def bad_connection_file(path: str, error: Exception) -> str:
    """Why a file is no use as a connection."""
    name = os.path.basename(path)
    if isinstance(error, NotAConnection):
        text = translate(
            "Told", "“{name}” is not a connection file. Ask your team to send it once more."
        )
    else:
        text = translate("Told", "“{name}” could not be opened. Is it still there?")
    return text.format(name=name)


def crashed() -> str:
    """Something happened that nobody expected."""
    return translate(
        "Told",
        "Something went wrong inside Upcall. Your files are safe; the log says more"
        " (Help, Open log folder).",
    )

"""Sentences of the quiet bar: what was left out, what was found at the start, what went wrong."""

from __future__ import annotations

import os
from collections.abc import Sequence

from app.domain.connection import FileLimits
from app.domain.left_out import Why
from app.host.connection_file import NotAConnection
from app.ui import i18n
from app.ui.i18n import joined, translate
from app.ui.plain_names import visible

MOST_NAMED = 5
"""Names in a sentence; the rest is a number."""
NO_LIMITS = FileLimits()


class Told:
    """Sentences with plurals (a class with a `tr` of its own, as `app.ui.i18n.Units`)."""

    @staticmethod
    def tr(text: str, comment: str = "", n: int = -1) -> str:
        """``text`` in the language of now, in the form for ``n``."""
        return translate("Told", text, comment, n)

    def barred(self, reason: Why, count: int, limits: FileLimits) -> str:
        """How many files an administrator's limits keep out, for one reason."""
        if reason is Why.LARGEST:
            text = self.tr("%n file(s) are larger than the {most} that may be sent", "", count)
            return text.format(most=i18n.size(limits.largest))
        if reason is Why.MOST:
            text = self.tr("%n file(s) are more than the {most} that may go at a time", "", count)
            return text.format(most=i18n.number(limits.most))
        text = self.tr("%n file(s) are of a kind that may not be sent (only {kinds})", "", count)
        return text.replace("{kinds}", " ".join(limits.endings))

    def most(self, count: int) -> str:
        """How many files may go at a time."""
        return self.tr("At most %n file(s) at a time.", "", count)


def nothing_in_it() -> str:
    """A drop held no file at all."""
    return translate("Told", "There were no files in it.")


def with_names(sentence: str, names: Sequence[str], *, count: int = 0) -> str:
    """A sentence without its full stop, and which files it speaks of; ``count`` if not all."""
    text = translate("Told", "{sentence}: {names}.")
    shown = named(names, count=count or len(names))
    return text.replace("{sentence}", sentence).replace("{names}", shown)


def named(names: Sequence[str], *, count: int) -> str:
    """The first names, and how many more there are; outside text: show it plain."""
    shown = [visible(name) for name in names[:MOST_NAMED]]
    text = translate("Told", ", ", "between names").join(shown)
    more = count - len(shown)
    if more <= 0:
        return text
    whole = translate("Told", "{names} and {more} more")
    return whole.replace("{more}", i18n.number(more)).replace("{names}", text)


def limits_text(limits: FileLimits) -> str:
    """Which files an administrator lets through, in words; empty: all."""
    facts = []
    if limits.endings:
        kinds = translate("Told", "Only these kinds of files: {kinds}.")
        facts.append(kinds.replace("{kinds}", " ".join(limits.endings)))
    if limits.largest:
        text = translate("Told", "Files up to {size}.")
        facts.append(text.format(size=i18n.size(limits.largest)))
    if limits.most:
        facts.append(Told().most(limits.most))
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
            "The list of uploads was damaged. What could be read is here, and the old list is kept"
            " as well. Your files are untouched; please drop again what is missing.",
        ),
        "journal.newer": translate(
            "Told",
            "The list of uploads comes from a newer Upcall and was left as it is. Uploads work, but"
            " what you add now will not be in the list after you quit.",
        ),
        "journal.unwritable": translate(
            "Told",
            "The list of uploads cannot be written down. Is the disk full? Uploads go on, and"
            " Upcall keeps trying; what is not written down when you quit will be missing from the"
            " list.",
        ),
        "journal.well": translate("Told", "The list of uploads is written down again."),
    }
    return texts.get(code, "")


def not_pasted(name: str) -> str:
    """What was pasted could not be kept."""
    text = translate("Told", "“{name}” could not be kept. Is the disk full?")
    return text.format(name=name)


def not_opened(path: str) -> str:
    """A file that was chosen cannot be read; outside text: show it plain."""
    text = translate("Told", "“{name}” could not be opened. Is it still there?")
    return text.replace("{name}", visible(os.path.basename(path)))


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

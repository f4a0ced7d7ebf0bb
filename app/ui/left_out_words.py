"""Words for what was dropped and is not on the list: why, which, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.connection import FileLimits
from app.domain.left_out import BY_LIMITS, LOST, LeftOut, Why
from app.ui.i18n import joined, translate
from app.ui.plain_names import visible
from app.ui.sentences import Told, with_names


class LeftOutWords:
    """Sentences with plurals (a class with a `tr` of its own, as `app.ui.i18n.Units`)."""

    @staticmethod
    def tr(text: str, comment: str = "", n: int = -1) -> str:
        """``text`` in the language of now, in the form for ``n``."""
        return translate("LeftOutWords", text, comment, n)

    def reason(self, item: LeftOut, limits: FileLimits) -> str:
        """How many, and why; without a full stop."""
        if item.why in BY_LIMITS:
            return Told().barred(item.why, item.count, limits)
        return self._own(item.why, item.count)

    def _own(self, why: Why, n: int) -> str:
        if why is Why.UNREADABLE_FILE:
            return self.tr("%n file(s) cannot be opened", "", n)
        if why is Why.UNREADABLE_FOLDER:
            return self.tr("%n folder(s) cannot be opened", "", n)
        if why is Why.GONE:
            return self.tr("%n item(s) are not there any more", "", n)
        if why is Why.NAME:
            return self.tr("%n file(s) have a name that cannot be stored", "", n)
        if why is Why.NO_ENDING:
            return self.tr("%n file(s) have a name without an ending, such as .mp4", "", n)
        if why is Why.MANIFEST:
            return self.tr("%n file(s) only list the pieces of a film or a sound", "", n)
        if why is Why.BROKEN_LINK:
            return self.tr("%n link(s) to another file or folder lead nowhere", "", n)
        if why is Why.LINK_LOOP:
            return self.tr("%n folder(s) came up again through a link", "", n)
        if why is Why.SPECIAL:
            return self.tr("%n item(s) are no files", "", n)
        if why is Why.DUPLICATE:
            return self.tr("%n file(s) were on the list already", "", n)
        return self.tr("%n hidden or system item(s) were left out", "", n)

    def send_hidden(self, count: int) -> str:
        """The button that sends what is hidden, too."""
        return self.tr("&Send the %n hidden item(s), too", "", count)

    def more(self, count: int) -> str:
        """Names that are only counted."""
        return self.tr("… and %n more", "", count)


def advice(why: Why) -> str:
    """What it means, or what to do next."""
    texts = {
        Why.UNREADABLE_FILE: translate(
            "LeftOutWords", "Ask for the right to read them, then drop them again."
        ),
        Why.UNREADABLE_FOLDER: translate(
            "LeftOutWords",
            "Nobody knows what is in them. Ask for the right to open them, then drop them again.",
        ),
        Why.GONE: translate(
            "LeftOutWords", "Were they moved or renamed? Drop them again from where they are now."
        ),
        Why.NAME: translate(
            "LeftOutWords", "Give them a short name of usual letters, then drop them again."
        ),
        Why.NO_ENDING: translate(
            "LeftOutWords", "Give them the ending of what they are, then drop them again."
        ),
        Why.MANIFEST: translate("LeftOutWords", "Drop the finished film or sound instead."),
        Why.BROKEN_LINK: translate(
            "LeftOutWords", "What they led to is gone. Drop the file itself."
        ),
        Why.LINK_LOOP: translate("LeftOutWords", "Each folder is sent once; nothing is missing."),
        Why.SPECIAL: translate(
            "LeftOutWords", "Programs and devices use them; there is nothing in them to send."
        ),
        Why.DUPLICATE: translate("LeftOutWords", "They are sent once; nothing is missing."),
        Why.HIDDEN: translate(
            "LeftOutWords", "Programs keep their own things there; few people mean to send them."
        ),
    }
    by_limits = translate("LeftOutWords", "Whoever set up this place decided so; ask there.")
    return texts.get(why, by_limits)


def with_first_names(item: LeftOut, limits: FileLimits) -> str:
    """The reason and the first names, as a sentence; outside text: show it plain."""
    names = [_last(name) for name in item.names]
    return with_names(LeftOutWords().reason(item, limits), names, count=item.count)


def summary(left_out: Sequence[LeftOut], limits: FileLimits) -> str:
    """Every reason in a line, for the quiet bar; empty when nothing was left out.

    What somebody will miss is named.
    """
    words = LeftOutWords()
    stop = translate("LeftOutWords", "{sentence}.")
    named = {*LOST, *BY_LIMITS}
    return joined(
        *(
            with_first_names(item, limits)
            if item.why in named
            else stop.replace("{sentence}", words.reason(item, limits))
            for item in left_out
        )
    )


def all_names(left_out: Sequence[LeftOut], limits: FileLimits) -> str:
    """Every name that is known, under its reason, a line each; outside text: show it plain."""
    words = LeftOutWords()
    lines: list[str] = []
    for item in left_out:
        lines.append(words.reason(item, limits))
        lines += ["    " + visible(name) for name in item.names]
        if item.count > len(item.names):
            lines.append("    " + words.more(item.count - len(item.names)))
    return "\n".join(lines)


def _last(name: str) -> str:
    """The last part of a path, with its slash if it is a folder."""
    slash = "/" if name.endswith("/") else ""
    return name.rstrip("/").rpartition("/")[2] + slash

"""Words of the *Unfinished uploads* screen."""

from __future__ import annotations

from app.domain.errors import Failure
from app.ui import i18n
from app.ui.error_words import trouble
from app.ui.i18n import joined, translate

SIZED = 200
"""Uploads whose sizes are looked up at the storage, a request each."""


class UnfinishedWords:
    """Sentences with plurals (a class with a `tr` of its own, as `app.ui.i18n.Units`)."""

    @staticmethod
    def tr(text: str, comment: str = "", n: int = -1) -> str:
        """``text`` in the language of now, in the form for ``n``."""
        return translate("UnfinishedWords", text, comment, n)

    def total(self, count: int, size: int, *, sized: int) -> str:
        """How much lies there; the sizes of ``sized`` of them are known."""
        text = self.tr("%n unfinished upload(s), {size} in stored parts, still billed.", "", count)
        more = translate("Unfinished", "There may be more: not every size was looked up.")
        return joined(text.format(size=i18n.size(size)), more if sized < count > SIZED else "")

    def chosen(self, count: int, size: int) -> str:
        """What is selected."""
        text = self.tr("%n selected, {size}", "", count)
        return text.format(size=i18n.size(size))

    def question(self, count: int, size: int) -> str:
        """Asked before anything is removed."""
        text = self.tr("Remove %n unfinished upload(s) with {size}?", "", count)
        return text.format(size=i18n.size(size))

    def removed(self, count: int) -> str:
        """What came of it."""
        return self.tr("%n unfinished upload(s) removed.", "", count)

    def remain(self, count: int) -> str:
        """What could not be removed."""
        return self.tr("%n could not be removed. Please try again later.", "", count)

    def parts(self, count: int) -> str:
        """How many parts are stored."""
        return self.tr("%n part(s)", "", count)


def refused(failure: Failure) -> tuple[str, str]:
    """Title and sentence for a list that could not be had."""
    if failure.code == "refused.not_allowed":
        return (
            translate("Unfinished", "This key may not list unfinished uploads"),
            translate(
                "Unfinished",
                "That is fine for uploading. To see and clear them here, ask your administrator"
                " to add the permissions below to this key.",
            ),
        )
    words = trouble(failure.code, failure.values, expert=True)
    return words.title, joined(words.sentence, words.advice)


def columns() -> tuple[str, ...]:
    """Headers of the table."""
    return (
        translate("Unfinished", "Name"),
        translate("Unfinished", "Stored"),
        translate("Unfinished", "Begun"),
        translate("Unfinished", "On this list"),
    )

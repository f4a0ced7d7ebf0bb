"""Words of the review sheet."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.asks import ObjectFound
from app.domain.destination import SameName
from app.domain.upload import TaskSnapshot
from app.ui import i18n
from app.ui.i18n import joined, translate
from app.ui.sentences import with_names


class ReviewWords:
    """Sentences with plurals (a class with a `tr` of its own, as `app.ui.i18n.Units`)."""

    @staticmethod
    def tr(text: str, comment: str = "", n: int = -1) -> str:
        """``text`` in the language of now, in the form for ``n``."""
        return translate("ReviewWords", text, comment, n)

    def title(self, count: int, place: str) -> str:
        """The question that the sheet is."""
        if not count:
            return self.tr("Nothing here can be uploaded")
        return self.tr("Upload %n file(s) to “{place}”?", "", count).replace("{place}", place)

    def upload(self, count: int) -> str:
        """The button."""
        return self.tr("&Upload %n", "", count)

    def added(self, count: int, size: int) -> str:
        """How many files and how much."""
        text = self.tr("%n file(s) on the list, {size}.", "", count)
        return text.format(size=i18n.size(size))

    def too_large(self, rows: Sequence[TaskSnapshot], largest: int) -> str:
        """Files that cannot go this way."""
        text = self.tr(
            "%n file(s) are too large for this way of uploading (over {size}) and leave the list",
            "",
            len(rows),
        )
        return with_names(text.format(size=i18n.size(largest)), [row.name for row in rows])

    def twins(self, count: int) -> str:
        """Files that would get a name which another one has."""
        return self.tr(
            "%n file(s) would have the same name as another one here: each gets a number.",
            "",
            count,
        )

    def doubtful(self, count: int) -> str:
        """Files of a kind that the service may refuse."""
        return self.tr(
            "%n file(s) are of a kind that may be refused there, before anything is sent.",
            "",
            count,
        )

    def doubled(self, count: int, bucket: str) -> str:
        """Names that begin with the bucket's own."""
        text = self.tr(
            "%n name(s) begin with “{bucket}”, the bucket's own name. It is part of the address"
            " already and would be there twice.",
            "",
            count,
        )
        return text.replace("{bucket}", bucket)

    def taken(self, count: int, looked: int, of: int) -> str:
        """How many names are taken."""
        text = self.tr("%n name(s) are taken there already.", "", count)
        if looked >= of:
            return text
        part = self.tr("Looked at the first %n file(s).", "", looked)
        return joined(text, part)


def there(found: ObjectFound) -> str:
    """What lies under a name that is taken."""
    if not found.modified_at:
        text = translate("Review", "There already: {size}")
        return text.format(size=i18n.size(found.size))
    text = translate("Review", "There already: {size}, {when}")
    return text.format(size=i18n.size(found.size), when=i18n.moment(found.modified_at))


def rules() -> dict[SameName, tuple[str, str]]:
    """The choices for names that are taken, each with what it does."""
    return {
        SameName.KEEP_BOTH: (
            translate("Review", "&Keep both"),
            translate("Review", "The new file gets a number: photo (2).jpg"),
        ),
        SameName.SKIP: (
            translate("Review", "&Skip"),
            translate("Review", "What is there stays; the new file is not sent"),
        ),
        SameName.REPLACE: (
            translate("Review", "&Replace"),
            translate("Review", "What is there now is overwritten"),
        ),
        SameName.DIFFERENT: (
            translate("Review", "Only if &different"),
            translate("Review", "Replaced when the contents differ, else left as it is"),
        ),
    }


def columns() -> tuple[str, ...]:
    """Headers of the table."""
    return (
        translate("Review", "File"),
        translate("Review", "Will be stored as"),
        translate("Review", "Size"),
        translate("Review", "Note"),
    )

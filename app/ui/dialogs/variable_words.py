"""Words about custom variables: sources, what is wrong with a value, and how many files have it."""

from __future__ import annotations

from app.domain.questions import LONGEST_ANSWER, Question, Source, example_of
from app.domain.variables import Count
from app.ui.i18n import translate
from app.ui.plain_names import visible


def trouble_text(code: str, question: Question | None) -> str:
    """What to do about a value, as a sentence; empty for no trouble."""
    if code == "missing":
        return translate("Variables", "Please answer this first.")
    if code == "choice":
        return translate("Variables", "Please choose one of the answers.")
    if code == "pattern" and question is not None:
        text = translate("Variables", "It should look like this: {example}")
        return text.replace("{example}", visible(example_of(question.pattern)))
    if code == "long":
        text = translate("Variables", "Please use at most {count} letters.")
        return text.replace("{count}", str(LONGEST_ANSWER))
    if code == "size":
        return translate("Variables", "All answers together are too long. Please shorten them.")
    return ""


def proposed(question: Question) -> str:
    """What an empty answer means, for questions that have another value for each file."""
    if question.source is Source.FILE_NAME:
        return translate("Variables", "Taken from each file's name")
    if question.source is Source.FOLDER:
        return translate("Variables", "Taken from each file's folder")
    if question.source is Source.COUNTER:
        return translate("Variables", "The files are numbered")
    if question.source is Source.CSV:
        return translate("Variables", "Taken from your table")
    return ""


class CountWords:
    """Sentences with plurals (a class with a `tr` of its own, as `app.ui.i18n.Units`)."""

    @staticmethod
    def tr(text: str, comment: str = "", n: int = -1) -> str:
        """``text`` in the language of now, in the form for ``n``."""
        return translate("CountWords", text, comment, n)

    def trouble(self, count: Count, question: Question | None) -> str:
        """How many files lack something, or have something that cannot be sent."""
        label = question.label if question else ""
        code = count.trouble.code
        if code == "missing":
            text = self.tr(
                "“{label}” is missing for %n file(s), first for “{name}”.", "", count.files
            )
        elif code == "size":
            text = self.tr(
                "The answers for %n file(s) are too long together, first for “{name}”.",
                "",
                count.files,
            )
        else:
            text = self.tr(
                "“{label}” cannot be sent as it is for %n file(s), first for “{name}”.",
                "",
                count.files,
            )
        told = text.replace("{label}", visible(label)).replace("{name}", visible(count.first))
        advice = "" if code in ("missing", "size") else trouble_text(code, question)
        return f"{told} {advice}".strip()

    def matched(self, found: int, of: int) -> str:
        """How many files have a line in a table."""
        text = self.tr("{found} of %n file(s) have a line in the table.", "", of)
        return text.replace("{found}", str(found))

    def unused(self, count: int) -> str:
        """Lines that no file belongs to."""
        return self.tr("%n line(s) belong to no file on the list.", "", count)

    def twice(self, count: int) -> str:
        """Lines that came second for a file."""
        if not count:
            return ""
        return self.tr(
            "%n line(s) name a file that an earlier line has: the earlier one counts.", "", count
        )


def not_a_table(reason: str) -> str:
    """Why a file gives no table (`NoTable.reason`; empty: it cannot be read), and what to do."""
    if reason == "empty":
        return translate("Variables", "There is no line below the names at the top of this file.")
    if reason == "long":
        return translate("Variables", "This file is too large. Please use a shorter one.")
    if reason == "text":
        return translate(
            "Variables",
            "This is no CSV file. In your spreadsheet choose Save as, and there CSV.",
        )
    return translate("Variables", "This file cannot be opened. Please choose another one.")

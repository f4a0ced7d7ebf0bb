"""What is known of a custom variable, in a line."""

from __future__ import annotations

from app.domain.questions import Question, Source
from app.ui.i18n import translate
from app.ui.plain_names import visible


def source_name(source: Source) -> str:
    """Where a value comes from, as an item of a list."""
    return {
        Source.FIXED: translate("Variables", "The value that stands here"),
        Source.LOGIN: translate("Variables", "Login name on this computer"),
        Source.FILE_NAME: translate("Variables", "Name of the file"),
        Source.FOLDER: translate("Variables", "Folder of the file"),
        Source.DATE: translate("Variables", "Date and time of the upload"),
        Source.COUNTER: translate("Variables", "File number"),
        Source.CSV: translate("Variables", "Column of a table (CSV)"),
    }[source]


def summary(question: Question) -> str:
    """A line such as *Asked: Order number · must not be empty · Login name on this computer*."""
    asked = translate("Variables", "Asked: {label}").replace("{label}", visible(question.label))
    pieces = [
        asked if question.ask else translate("Variables", "Not asked"),
        translate("Variables", "must not be empty") if question.required else "",
        source_name(question.source) if question.source is not Source.FIXED else "",
        visible(question.pattern),
        visible(" / ".join(question.choices)),
    ]
    return " · ".join(filter(None, pieces))

"""Words of the history, and what its choices mean."""

from __future__ import annotations

from PySide6.QtCore import QDate, QDateTime

from app.domain.states import Outcome
from app.ui import i18n
from app.ui.i18n import translate

ENDS: dict[str, tuple[Outcome, ...]] = {
    "all": (),
    "stored": (Outcome.DELIVERED, Outcome.STORED),
    "noted": (Outcome.CALLBACK_FAILED, Outcome.ANSWER_NOT_SEEN),
    "failed": (Outcome.NOT_STORED,),
    "left": (Outcome.SKIPPED, Outcome.CANCELLED),
}
"""How uploads ended, by the choice."""
DAYS = {"any": 0, "today": 1, "week": 7, "month": 30, "year": 365}
"""Days to look back, by the choice; 0: all."""


def since(choice: str) -> float:
    """The beginning of the days of a choice in Unix seconds; 0: from the beginning."""
    days = DAYS[choice]
    if not days:
        return 0.0
    first = QDate.currentDate().addDays(1 - days)
    return float(QDateTime(first.startOfDay()).toSecsSinceEpoch())


def end_names() -> dict[str, str]:
    """Names of the choices of `ENDS`."""
    return {
        "all": translate("History", "Every outcome"),
        "stored": translate("History", "Stored"),
        "noted": translate("History", "Stored, with a note"),
        "failed": translate("History", "Not stored"),
        "left": translate("History", "Left as it was, or cancelled"),
    }


def day_names() -> dict[str, str]:
    """Names of the choices of `DAYS`."""
    return {
        "any": translate("History", "Any time"),
        "today": translate("History", "Today"),
        "week": translate("History", "Last 7 days"),
        "month": translate("History", "Last 30 days"),
        "year": translate("History", "Last 365 days"),
    }


def columns() -> tuple[str, ...]:
    """Headers of the table."""
    return (
        translate("History", "Name"),
        translate("History", "Outcome"),
        translate("History", "Size"),
        translate("History", "Sent to"),
        translate("History", "When"),
    )


class HistoryWords:
    """Sentences with plurals (a class with a `tr` of its own, as `app.ui.i18n.Units`)."""

    @staticmethod
    def tr(text: str, comment: str = "", n: int = -1) -> str:
        """``text`` in the language of now, in the form for ``n``."""
        return translate("HistoryWords", text, comment, n)

    def found(self, count: int, size: int, *, narrowed: bool) -> str:
        """How much a search found."""
        text = self.tr("%n file(s) found, {size}", "", count)
        if not narrowed:
            text = self.tr("%n file(s), {size}", "", count)
        return text.format(size=i18n.size(size))

    def chosen(self, count: int) -> str:
        """More than one is selected."""
        return self.tr("%n file(s) selected", "", count)

    def question(self, count: int) -> str:
        """Asked before anything is forgotten."""
        return self.tr("Forget %n file(s)?", "", count)

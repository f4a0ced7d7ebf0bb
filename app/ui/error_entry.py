"""One row of the tables of error texts, and the pieces of advice that come up again and again."""

from __future__ import annotations

from dataclasses import dataclass


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802
    """Mark ``text`` for translation where it stands; it is translated when it is shown."""
    return text


@dataclass(frozen=True, slots=True)
class Entry:
    """The untranslated texts of one code."""

    title: str
    """What happened, in a few words without a full stop."""
    sentence: str
    """What it means, in plain words; may be empty."""
    advice: str
    """What to do next."""
    exact: str = ""
    """Sentence for Expert, with values of the error in braces; empty: the plain one."""
    exact_advice: str = ""
    """Advice for Expert; empty: the plain one."""


SETTER = QT_TRANSLATE_NOOP("Errors", "Ask the person who set this up for you to look at it.")
AGAIN = QT_TRANSLATE_NOOP("Errors", "Press Try again in a little while.")
LINE = QT_TRANSLATE_NOOP("Errors", "Check the connection to the internet, then press Try again.")
CONNECTION = QT_TRANSLATE_NOOP("Errors", "Correct the connection, then press Try again.")
NEW_KEY = QT_TRANSLATE_NOOP("Errors", "Open the connection and enter the key again.")

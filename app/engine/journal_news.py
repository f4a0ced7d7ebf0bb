"""Journal news: tells once when the list cannot be kept, and once when it can be again."""

from __future__ import annotations

from app.domain.events import JournalTrouble
from app.engine.journal import Journal
from app.engine.mailbox import Mailbox


class JournalNews:
    """Looks at the journal's state; every method runs on the loop's thread."""

    def __init__(self, journal: Journal, mailbox: Mailbox) -> None:
        self._journal = journal
        self._mailbox = mailbox
        self._told = ""

    def look(self) -> None:
        """Tell what is new."""
        trouble = self._journal.trouble
        if trouble != self._told:
            self._told = trouble
            detail = self._journal.detail if trouble else ""
            self._mailbox.put(events=[JournalTrouble(trouble or "well", detail)])

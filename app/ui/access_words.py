"""Words about authorisations: what ran out, what is stored already, how a clock is off."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.connection import AccessKind, Connection
from app.domain.errors import Failure
from app.domain.events import ClockCorrected
from app.domain.grant import GrantFacts
from app.domain.upload import TaskSnapshot
from app.ui import i18n
from app.ui.error_words import trouble
from app.ui.i18n import joined, percent, translate


class AccessWords:
    """Sentences with plurals (a class with a `tr` of its own, as `app.ui.i18n.Units`)."""

    @staticmethod
    def tr(text: str, comment: str = "", n: int = -1) -> str:
        """``text`` in the language of now, in the form for ``n``."""
        return translate("AccessWords", text, comment, n)

    def clock(self, minutes: int) -> str:
        """The clock is off by whole minutes."""
        return self.tr("Your computer's clock is %n minute(s) off.", "", minutes)

    def waiting(self, files: int) -> str:
        """How many files wait."""
        return self.tr("%n file(s) wait and go on by themselves afterwards.", "", files)


def needed(failure: Failure, rows: Iterable[TaskSnapshot]) -> str:
    """What the bar says: what is wrong with the access, and that nothing is lost (ux.md, C)."""
    title = translate("Access", "{title}.").format(
        title=trouble(failure.code, failure.values).title
    )
    waiting = list(rows)
    stored = sum(row.stored for row in waiting)
    share = percent(stored, sum(row.size for row in waiting))
    if stored:
        safe = translate("Access", "Nothing is lost: {percent} % is stored.").format(percent=share)
    else:
        safe = translate("Access", "Nothing is lost.")
    more = AccessWords().waiting(len(waiting)) if waiting else ""
    return joined(title, safe, more) if waiting else title


def clock_corrected(event: ClockCorrected) -> str:
    """One quiet sentence about a clock that is off."""
    minutes = round(abs(event.seconds) / 60)
    first = (
        AccessWords().clock(minutes)
        if minutes
        else translate("Access", "Your computer's clock is a little off.")
    )
    return joined(first, translate("Access", "We corrected for it; please set the clock."))


def kind_text(connection: Connection, facts: GrantFacts | None) -> str:
    """What uploads are authorised by, and until when, for Expert."""
    name, until = kind_name(connection, facts), until_text(facts)
    if not until:
        return name
    text = translate("Access", "{kind}, good until {moment}")
    return text.format(kind=name, moment=until)


def until_text(facts: GrantFacts | None) -> str:
    """When a server's grant ends; empty: that is not known, or it does not."""
    return i18n.moment(facts.expires_at) if facts is not None and facts.expires_at else ""


def kind_name(connection: Connection, facts: GrantFacts | None) -> str:
    """What uploads are authorised by."""
    if connection.access is AccessKind.ENVIRONMENT:
        return translate("Access", "Key from the environment of this computer")
    if connection.access is not AccessKind.SERVER:
        return translate("Access", "Key of this connection")
    if facts is not None and facts.kind == "form" and facts.in_parts:
        return translate("Access", "Permission signed by your server, for one file each")
    kinds = {
        "key": translate("Access", "Temporary key from your server"),
        "form": translate("Access", "Form signed by your server (PostObject)"),
        "url": translate("Access", "Address signed by your server, for one file each"),
    }
    unknown = translate("Access", "Access from your server, not fetched yet")
    return kinds.get(facts.kind, unknown) if facts else unknown

"""What a connection file would bring, in plain words: where files and messages go, and whose rules.

For a Simple connection no word of the trade is used; names and hosts come from the file and are
shown as plain text only.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from app.domain.connection import AccessKind, Connection, View
from app.ui import i18n
from app.ui.i18n import joined, translate
from app.ui.plain_names import visible


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the sheet."""

    picture: str
    """Name of an icon."""
    caption: str
    text: str


class Offered:
    """Sentences with plurals (a class with a `tr` of its own, as `app.ui.i18n.Units`)."""

    @staticmethod
    def tr(text: str, comment: str = "", n: int = -1) -> str:
        """``text`` in the language of now, in the form for ``n``."""
        return translate("Offered", text, comment, n)

    def limits(self, connection: Connection) -> str:
        """Which files go through; empty: all."""
        limits = connection.limits
        kinds = ", ".join(ending.lstrip(".") for ending in limits.endings)
        return joined(
            self.tr("Only {kinds}.").format(kinds=kinds) if kinds else "",
            self.tr("At most {size} each.").format(size=i18n.size(limits.largest))
            if limits.largest
            else "",
            self.tr("At most %n file(s) at a time.", "", limits.most) if limits.most else "",
        )


def host_of(url: str) -> str:
    """Host (and port) of an address, for people."""
    try:
        parts = urlsplit(url if "://" in url else "https://" + url)
        host = f"{parts.hostname or ''}:{parts.port}" if parts.port else parts.hostname or ""
    except ValueError:
        return ""
    return host


def destination_text(connection: Connection) -> str:
    """Where files go."""
    place = connection.destination
    if connection.view is View.SIMPLE or connection.locked:
        text = translate("Offered", "{name}, at {host}")
        return text.format(name=connection.name, host=host_of(place.endpoint))
    where = "/".join(part for part in (place.bucket, place.prefix) if part)
    return f"{where}, {host_of(place.endpoint)}"


def notices_text(connection: Connection) -> str:
    """Who is told about each file."""
    callback = connection.callback
    hosts = [host_of(url) for url in callback.urls] if callback.enabled else []
    named = [host for host in dict.fromkeys(hosts) if host]
    return ", ".join(named) or translate("Offered", "Nobody is told about your files.")


def server_text(connection: Connection) -> str:
    """Who gives the permission."""
    if connection.access is AccessKind.SERVER:
        return host_of(connection.server_url)
    return translate("Offered", "A key, which is kept on this computer only.")


def facts_of(connection: Connection) -> list[Fact]:
    """The lines of the sheet."""
    facts = [
        Fact("cloud", translate("Offered", "Your files go to"), destination_text(connection)),
        Fact("told", translate("Offered", "A message about each file goes to"), ""),
        Fact("key", translate("Offered", "Permission comes from"), server_text(connection)),
    ]
    facts[1] = Fact(facts[1].picture, facts[1].caption, notices_text(connection))
    asked = ", ".join(question.text for question in connection.questions)
    if asked:
        facts.append(Fact("edit", translate("Offered", "You will be asked for"), asked))
    limits = Offered().limits(connection)
    if limits:
        facts.append(Fact("info", translate("Offered", "Which files"), limits))
    return [Fact(f.picture, f.caption, visible(f.text)) for f in facts]


def place_text(connection: Connection, name: str) -> str:
    """One of the places that `changed_places` names."""
    return {"files": destination_text, "notices": notices_text, "server": server_text}[name](
        connection
    )


def place_caption(name: str) -> str:
    """What that place is for."""
    return {
        "files": translate("Offered", "Your files go to"),
        "notices": translate("Offered", "A message about each file goes to"),
        "server": translate("Offered", "Permission comes from"),
    }[name]

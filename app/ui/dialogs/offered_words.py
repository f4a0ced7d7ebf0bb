"""What a connection file would bring, in plain words: where files and messages go, and whose rules.

For a Simple connection no word of the trade is used; names and hosts come from the file and are
shown as plain text only.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from app.domain.addresses import ipv4, is_loopback
from app.domain.connection import AccessKind, Connection, View
from app.domain.destination import Addressing, Destination, with_scheme
from app.domain.questions import Source
from app.domain.service_options import addresses
from app.domain.services import FIRST, service
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
    """Host (and port) of an address, for people; letters that look like others are spelled out."""
    name, port = _name_and_port(url)
    return f"{name}:{port}" if port else name


def _name_and_port(url: str) -> tuple[str, int | None]:
    try:
        parts = urlsplit(with_scheme(url))
        name = parts.hostname or ""
        return name if name.isascii() else name.encode("idna").decode("ascii"), parts.port
    except ValueError:
        return "", None


def destination_text(connection: Connection) -> str:
    """Where files go: all that tells one place from another, and nothing that can be made up.

    Thousands of places share a service's host, so that the host alone would not do.
    """
    place = connection.destination
    host = host_of(place.endpoint)
    if place.provider != FIRST.name:
        where = _elsewhere(place)
    elif connection.view is View.SIMPLE or connection.locked:
        where = f"{_address(place, host)}/{place.prefix}".rstrip("/")
    else:
        where = "/".join(part for part in (place.bucket, place.prefix) if part)
        where = f"{where}, {host}"
    if any(map(_is_open, (place.endpoint, place.other_endpoint))):
        return translate("Offered", "{place} (not encrypted on its way)").format(place=where)
    return where


def _elsewhere(place: Destination) -> str:
    """A place in a further service: its name, what is in it, and each host that is called."""
    inside = "/".join(part for part in (place.bucket, place.prefix) if part)
    hosts = dict.fromkeys(map(host_of, (place.endpoint, place.other_endpoint)))
    told = ", ".join(part for part in (inside, *hosts, place.region) if part)
    return f"{service(place.provider).label}: {told}"


def _is_open(url: str) -> bool:
    """Whether others on the way could read along."""
    name, _port = _name_and_port(url)
    return with_scheme(url).lower().startswith("http:") and not is_loopback(name)


def _address(place: Destination, host: str) -> str:
    """Host of the bucket, as it stands in the address of an object (oss.md, 6.3)."""
    if place.addressing is Addressing.CNAME or host.startswith(place.bucket + "."):
        return host
    name, _port = _name_and_port(place.endpoint)
    in_path = place.addressing is Addressing.PATH or is_loopback(name) or ipv4(name) is not None
    return f"{host}/{place.bucket}" if in_path or ":" in name else f"{place.bucket}.{host}"


def links_text(connection: Connection) -> str:
    """Where links to stored files lead when it is somewhere else; empty: to the place itself."""
    return host_of(connection.link_base) if connection.link_base else ""


def everyone_text(connection: Connection) -> str:
    """Who may open the files, where that is everybody."""
    open_to_all = connection.options.acl.strip().lower().startswith("public")
    return translate("Offered", "Everyone who has a link") if open_to_all else ""


def notices_text(connection: Connection) -> str:
    """Who is told about each file."""
    callback = connection.callback
    told = addresses(connection.destination.provider, connection.extras)
    hosts = [host_of(url) for url in (*(callback.urls if callback.enabled else ()), *told)]
    named = [host for host in dict.fromkeys(hosts) if host]
    return ", ".join(named) or translate("Offered", "Nobody is told about your files.")


def server_text(connection: Connection) -> str:
    """Who gives the permission."""
    if connection.access is AccessKind.SERVER:
        return host_of(connection.server_url)
    return translate("Offered", "A key, which is kept on this computer only.")


def untold_text(connection: Connection) -> str:
    """What is read off this computer and its files and goes along without anybody being asked."""
    names = {
        Source.LOGIN: translate("Offered", "the name you are logged in with"),
        Source.FOLDER: translate("Offered", "the name of the file's folder"),
    }
    sources = {question.source for question in connection.questions if not question.ask}
    return ", ".join(text for source, text in names.items() if source in sources)


def facts_of(connection: Connection) -> list[Fact]:
    """The lines of the sheet."""
    facts = [
        Fact("cloud", translate("Offered", "Your files go to"), destination_text(connection)),
        Fact("told", translate("Offered", "A message about each file goes to"), ""),
        Fact("key", translate("Offered", "Permission comes from"), server_text(connection)),
    ]
    facts[1] = Fact(facts[1].picture, facts[1].caption, notices_text(connection))
    asked = ", ".join(question.label for question in connection.questions if question.ask)
    if asked:
        facts.append(Fact("edit", translate("Offered", "You will be asked for"), asked))
    if untold := untold_text(connection):
        facts.append(Fact("edit", translate("Offered", "Sent along without a question"), untold))
    for picture, caption, text in (
        ("link", translate("Offered", "Links to your files lead to"), links_text(connection)),
        ("warn", translate("Offered", "Your files can be opened by"), everyone_text(connection)),
    ):
        if text:
            facts.append(Fact(picture, caption, text))
    limits = Offered().limits(connection)
    if limits:
        facts.append(Fact("info", translate("Offered", "Which files"), limits))
    return [Fact(f.picture, f.caption, visible(f.text)) for f in facts]


def place_text(connection: Connection, name: str) -> str:
    """One of the places that `changed_places` names."""
    if name == "links":
        return links_text(connection) or destination_text(connection)
    return {"files": destination_text, "notices": notices_text, "server": server_text}[name](
        connection
    )


def place_caption(name: str) -> str:
    """What that place is for."""
    return {
        "files": translate("Offered", "Your files go to"),
        "notices": translate("Offered", "A message about each file goes to"),
        "server": translate("Offered", "Permission comes from"),
        "links": translate("Offered", "Links to your files lead to"),
    }[name]

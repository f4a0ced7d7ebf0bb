"""Words about a line that is gone: what cannot be reached, and when the next try is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from urllib.parse import urlsplit

from app.domain.connection import Connection
from app.domain.events import LineChanged, LineKind
from app.domain.upload import TaskSnapshot
from app.ui.i18n import translate
from app.ui.plain_names import visible

MOST_NAMES = 3
"""Places that are named; of more, that they are several."""


def gone(news: LineChanged, connections: Iterable[Connection], *, expert: bool = False) -> str:
    """What cannot be reached, and that nothing has to be done. Plain text: names are not ours."""
    if news.kind is LineKind.NETWORK:
        return translate(
            "Line",
            "No connection to the internet. Upcall goes on by itself as soon as it is back.",
        )
    names = named(news.places, connections, expert=expert)
    if not names or len(names) > MOST_NAMES:
        return translate(
            "Line",
            "Several places cannot be reached just now. Upcall goes on by itself as soon as they "
            "can be.",
        )
    if news.reason == "name" and len(names) == 1:
        text = translate(
            "Line",
            "{places} cannot be found on the network. Is the address right? Upcall goes on by "
            "itself as soon as it can.",
        )
        return text.format(places=names[0])
    text = translate(
        "Line", "{places} cannot be reached just now. Upcall goes on by itself as soon as it can."
    )
    return text.format(places=translate("Line", ", ").join(names))


def named(
    places: Iterable[str], connections: Iterable[Connection], *, expert: bool = False
) -> list[str]:
    """Each place by the names of its connections; by its host where there is none."""
    known: dict[str, list[str]] = {}
    for connection in connections:
        for place in _places_of(connection):
            known.setdefault(place, []).append(connection.name)
    found: dict[str, None] = {}
    for place in places:
        host = urlsplit(place).netloc or place
        for name in known.get(place) or [host]:
            quoted = translate("Line", "“{name}”").format(name=visible(name))
            apart = expert and name != host
            found[f"{quoted} ({visible(host)})" if apart else quoted] = None
    return list(found)


def next_try(news: LineChanged, now: float) -> str:
    """The countdown; ``now`` is monotonic time in seconds."""
    seconds = math.ceil(max(0.0, news.retry_at - now)) if news.retry_at else 0
    if seconds < 1:
        return translate("Line", "Trying now.")
    return translate("Line", "Next try in {seconds} s.").format(seconds=seconds)


def back() -> str:
    """For those who do not see the bar go."""
    return translate("Line", "The connection is back. Upcall goes on.")


def waits_for_line(snapshot: TaskSnapshot) -> bool:
    """Whether a row waits because nothing reaches its place."""
    return snapshot.error_values.get("line") == "out"


def _places_of(connection: Connection) -> list[str]:
    server = urlsplit(connection.server_url)
    places = [connection.destination.endpoint]
    if server.netloc:
        places.append(f"{server.scheme}://{server.netloc}")
    return places

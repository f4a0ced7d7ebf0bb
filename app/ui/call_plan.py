"""A planned test call: what would be sent to a server, where to, and how it came to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from app.domain.callback import SIGNING_HEADERS, CallbackSpec
from app.domain.connection import Connection
from app.domain.destination import Destination
from app.domain.dialect import Dialect
from app.domain.exchange import Headers
from app.domain.preview import Sample, rendered
from app.ui.connection_book import ConnectionBook

TEST_CALL = "test_call"
"""Name of its door (`app.ui.desk.Desk.door_wanted`); it is about a `CallPlan`."""
COMPARE = "compare"
"""Name of the door to two results side by side; it is about a tuple of one or two tasks' ids."""
AGENT = "Upcall (test call)"
"""Says to the server's log that this is not the storage."""


@dataclass(frozen=True, slots=True)
class PlannedRequest:
    """One request, complete but for a signature."""

    url: str
    headers: Headers
    body: str


@dataclass(frozen=True, slots=True)
class CallPlan:
    """The requests of which one is sent."""

    connection_id: str
    destination: Destination
    requests: tuple[PlannedRequest, ...]
    """One for each address, in their order."""
    file: str = ""
    """Name of the file that it is about; empty: an example."""
    source: str = "form"
    """``form`` (as it is edited now), ``inferred`` (what an upload's callback must have been) or
    ``observed`` (what the demo cloud really sent)."""


def planned(
    connection: Connection,
    spec: CallbackSpec,
    dialect: Dialect,
    *,
    sample: Sample,
    file: str = "",
    variables: Mapping[str, str] | None = None,
    source: str = "form",
) -> CallPlan:
    """What the storage would send to each address of ``spec`` for ``sample``."""
    requests = []
    for url in (url for url in spec.urls if url.strip()):
        made = rendered(replace(spec, urls=(url,)), dialect, sample=sample, variables=variables)
        requests.append(PlannedRequest(url, as_ours(made.headers), made.body))
    return CallPlan(connection.id, connection.destination, tuple(requests), file, source)


def as_ours(headers: Headers) -> Headers:
    """The storage's headers as this computer may send them: under our own name, unsigned."""
    kept = ((name, value) for name, value in headers if name.lower() not in SIGNING_HEADERS)
    return tuple((name, AGENT if name.lower() == "user-agent" else value) for name, value in kept)


def signer_of(book: ConnectionBook, url: str) -> str:
    """Control address of the demo cloud when ``url`` is its own server's; else empty."""
    place = book.demo_place
    if place is None:
        return ""
    own = {_site(known) for known in place.connection.callback.urls}
    return place.control_url if _site(url) in own else ""


def _site(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url.strip() if "://" in url else "http://" + url.strip())
    except ValueError:
        return "", url
    return parts.scheme.lower(), parts.netloc.lower()

"""Connection files (``.upcall``): a prepared connection, as an administrator hands it to a team.

One JSON object: ``{"upcall": "connection", "version": 1, "connection": {…}, "sealed": {…}}``. The
connection stands there without its id and without a secret; a key goes along only under a
passphrase (`app.host.seal`), and the connection's own text is what the seal belongs to: whoever
changes where files go has a file whose seal does not open. Nothing in a file is ever run, and a
file never finds keys that are stored here: it always becomes a new connection.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, urlsplit

from app.domain.callback import custom_name
from app.domain.codec import decode, encode
from app.domain.connection import AccessKind, Connection, FileLimits
from app.domain.credentials import Credentials
from app.domain.destination import problems, with_scheme
from app.domain.service_options import addresses, portable
from app.domain.services import SERVICES, Field, service
from app.host import seal
from app.host.files import write_whole
from app.host.seal import BadSeal, WrongPassphrase

__all__ = [
    "ConnectionFile",
    "NotAConnection",
    "NotExported",
    "WrongPassphrase",
    "changed_places",
    "destination_mark",
    "export_problem",
    "of_same_origin",
    "read_connection_file",
    "write_connection_file",
]

SUFFIX = ".upcall"
LONGEST = 64 * 1024
"""Bytes; a connection is far smaller."""
VERSION = 1
_MARK = "connection"
_LONGEST_NAME = 100
_TOKEN = re.compile(
    r"(?i:(?:.*[-_.])?(?:token|secret|password|passwd|pwd|sig|signature|auth)"
    r"|(?:api|access|auth)[-_.]?(?:key|code|token)|authorization|bearer|code|key)"
)
_FILLED = re.compile(r"\{[^{}]*\}")


class NotAConnection(ValueError):
    """The file holds something else."""

    def __init__(self, reason: str) -> None:
        """``reason``: ``long``, ``text`` (no JSON of the right shape), ``newer``, ``incomplete``
        (no usable place or name), ``provider`` (a service that we do not know), ``server`` (no
        usable server address) or ``seal``."""
        super().__init__(reason)
        self.reason = reason


class NotExported(ValueError):
    """The connection cannot be written as it is."""

    def __init__(self, reason: str) -> None:
        """``reason``: as `export_problem`, or ``passphrase`` (too short)."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ConnectionFile:
    """What a file holds."""

    connection: Connection
    """Under a new id, never practice, and never with this computer's own environment keys."""
    environment_dropped: bool = False
    """The file asked for keys out of the environment: a file may not, so a key is asked for."""
    _seal: Mapping[str, object] | None = field(default=None, repr=False)
    _belongs_to: bytes = field(default=b"", repr=False)

    @property
    def sealed(self) -> bool:
        """Whether a key goes along, under a passphrase."""
        return self._seal is not None

    def open(self, passphrase: str) -> Credentials:
        """The key. Takes a moment, so never on the window's thread.

        A server's access code comes as the secret of a key without an id (see `access_of`).
        Raises `WrongPassphrase` (also when the file was changed), or `NotAConnection` (``seal``).
        """
        try:
            return seal.opened(self._seal, passphrase, belongs_to=self._belongs_to)
        except BadSeal as error:
            raise NotAConnection("seal") from error


def read_connection_file(path: Path, new_id: str) -> ConnectionFile:
    """What is in a file, under ``new_id``: a file must not pick up keys that are stored.

    Raises `OSError` or `NotAConnection`. An object without the format's mark is read as a bare
    connection, as the first version wrote them.
    """
    if not stat.S_ISREG(path.stat().st_mode):  # a pipe would make us wait for ever
        raise NotAConnection("text")
    with path.open("rb") as file:
        data = file.read(LONGEST + 1)
    if len(data) > LONGEST:
        raise NotAConnection("long")
    try:
        return _understood(json.loads(data.decode("utf-8-sig")), new_id)
    except BadSeal as error:
        raise NotAConnection("seal") from error
    except NotAConnection:
        raise
    except (ValueError, TypeError, RecursionError) as error:
        raise NotAConnection("text") from error


def _understood(value: object, new_id: str) -> ConnectionFile:
    if not isinstance(value, dict) or value.get("upcall", _MARK) != _MARK:
        raise NotAConnection("text")
    version = value.get("version", VERSION)
    if type(version) is not int or version > VERSION:
        raise NotAConnection("newer")
    raw = value.get("connection", value)
    asked = decode(Connection, raw | {"id": new_id})
    found = _tamed(asked)
    if problems(found.destination) or not found.name:
        raise NotAConnection("incomplete")
    if found.destination.provider not in SERVICES:
        raise NotAConnection("provider")
    if found.access is AccessKind.SERVER and not _is_web(found.server_url):
        raise NotAConnection("server")
    given = seal.check(value["sealed"]) if value.get("sealed") is not None else None
    dropped = found.access is not asked.access
    return ConnectionFile(found, dropped, given, _text(raw))


def _tamed(asked: Connection) -> Connection:
    """Without what a file may not say, and with names and endings as they have to be written."""
    name = "".join(c if c.isprintable() else " " for c in asked.name)
    questions = (replace(q, variable=custom_name(q.variable)) for q in asked.questions)
    return replace(
        asked,
        name=" ".join(name.split())[:_LONGEST_NAME],
        destination=replace(asked.destination, practice=False),
        access=AccessKind.KEY if asked.access is AccessKind.ENVIRONMENT else asked.access,
        link_base=asked.link_base if _is_web(asked.link_base) else "",
        extras=portable(asked.destination.provider, asked.extras),
        questions=tuple(q for q in questions if q.variable),
        limits=_limits(asked.limits),
    )


def _limits(limits: FileLimits) -> FileLimits:
    bare = (e.strip().lower().lstrip("*.") for e in limits.endings)
    endings = tuple("." + ending for ending in bare if ending)
    return FileLimits(max(limits.largest, 0), max(limits.most, 0), endings)


def write_connection_file(
    path: Path,
    connection: Connection,
    *,
    credentials: Credentials | None = None,
    passphrase: str = "",
) -> Connection:
    """Write a connection, with ``credentials`` only under ``passphrase``; never on the UI thread.

    Gives the connection with its `origin` set (a new one at the first export): keep it, so that a
    later export is known as the same. The file is for this person's eyes only and appears whole or
    not at all. Raises `OSError` or `NotExported`.
    """
    if reason := export_problem(connection):
        raise NotExported(reason)
    if credentials is not None and len(passphrase) < seal.SHORTEST_PASSPHRASE:
        raise NotExported("passphrase")
    kept = replace(connection, origin=connection.origin or os.urandom(16).hex())
    extras = portable(kept.destination.provider, kept.extras)
    raw = {name: v for name, v in encode(replace(kept, extras=extras)).items() if name != "id"}
    raw["destination"].pop("practice", None)
    data: dict[str, object] = {"upcall": _MARK, "version": VERSION, "connection": raw}
    if credentials is not None:
        data["sealed"] = seal.sealed(credentials, passphrase, belongs_to=_text(raw))
    text = json.dumps(data, indent=2, ensure_ascii=not _is_text(raw)) + "\n"
    if len(text.encode()) > LONGEST:
        raise NotExported("long")
    write_whole(path, text.encode())
    return kept


def export_problem(connection: Connection) -> str:
    """Why a connection must not be written down as it is; empty: it may.

    ``incomplete`` (no usable place or name); ``server``: no usable server address;
    ``server.password``, ``server.token``: a secret in it; ``password``: a name and password in
    another address.
    """
    place = connection.destination
    others = (
        *(place.endpoint, place.other_endpoint, connection.link_base, *connection.callback.urls),
        *addresses(place.provider, connection.extras),
    )
    split = (_split(with_scheme(url)) for url in others)
    if any(p is not None and "@" in p.netloc for p in split):
        return "password"
    if problems(connection.destination) or not connection.name.strip():
        return "incomplete"
    parts = _split(connection.server_url)
    needed = connection.access is AccessKind.SERVER or bool(connection.server_url)
    if needed and not _is_web(connection.server_url):
        return "server"
    if parts is not None and "@" in parts.netloc:
        return "server.password"
    tokens = parts is not None and any(_is_token(*pair) for pair in _pairs(parts))
    return "server.token" if tokens else ""


def _pairs(parts: SplitResult) -> list[tuple[str, str]]:
    return parse_qsl(parts.query) + parse_qsl(parts.fragment)


def _is_token(name: str, value: str) -> bool:
    """Whether a field of an address looks like a secret; what is filled in later is none."""
    return bool(_TOKEN.fullmatch(name)) and bool(_FILLED.sub("", value))


def destination_mark(connection: Connection) -> str:
    """A short digest over where files, notices and links go, and who hands out the right to send.

    The same for two connections exactly when endpoints, bucket, prefix, the callback's addresses
    (while it is on) and those of options, the application server and the links' domain are.
    """
    import hashlib  # noqa: PLC0415 - not for the first picture

    return hashlib.sha256(_text([*_places(connection).values()])).hexdigest()[:32]


def changed_places(before: Connection, after: Connection) -> tuple[str, ...]:
    """What differs of where things go: of ``files``, ``notices``, ``server`` and ``links``."""
    old, new = _places(before), _places(after)
    return tuple(name for name in old if old[name] != new[name])


def of_same_origin(known: Iterable[Connection], found: Connection) -> Connection | None:
    """The connection that was imported from an earlier edition of the same file, or None."""
    same = (c for c in known if found.origin and c.origin == found.origin)
    return next(same, None)


def _places(connection: Connection) -> dict[str, list[str]]:
    place, callback = connection.destination, connection.callback
    told = [*callback.urls, callback.host] if callback.enabled else []
    server = connection.server_url if connection.access is AccessKind.SERVER else ""
    endpoint = with_scheme(place.endpoint).lower()
    files = [place.provider, endpoint, place.addressing.value, place.bucket, place.prefix]
    if place.other_endpoint:
        files.append(with_scheme(place.other_endpoint).lower())
    if place.region and Field.REGION not in service(place.provider).needed:
        files.append(place.region)
    told += addresses(place.provider, connection.extras)
    return {"files": files, "notices": told, "server": [server], "links": [connection.link_base]}


def _text(value: object) -> bytes:
    """Plain JSON values as bytes that do not depend on order or blanks."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _is_text(value: object) -> bool:
    """False with half a surrogate pair in it, out of some file's name."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_web(url: str) -> bool:
    parts = _split(url)
    return parts is not None and parts.scheme in ("http", "https") and bool(parts.hostname)


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port, parts.hostname
    except ValueError:
        return None
    return parts

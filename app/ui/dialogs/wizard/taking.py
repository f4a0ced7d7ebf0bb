"""Puts what was pasted or found into the right fields, and says what it took (no secrets)."""

from __future__ import annotations

from app.domain.connection import AccessKind
from app.domain.credentials import Credentials
from app.domain.endpoints import EndpointKind
from app.domain.pasted_access import Pasted, understood
from app.domain.services import FIRST
from app.host.access_files import FoundAccess
from app.ui.dialogs.wizard.other_place import OtherPlace
from app.ui.dialogs.wizard.where_page import WherePage
from app.ui.dialogs.wizard.who_page import WhoPage
from app.ui.i18n import translate

_THEIRS = (EndpointKind.CUSTOM_DOMAIN, EndpointKind.PRIVATE)


class Taking:
    """Between the field that takes anything and the pages' own fields."""

    def __init__(self, where: WherePage, who: WhoPage) -> None:
        self._where = where
        self._who = who
        for paste in (where.paste, who.paste):
            paste.given.connect(self.take_text)

    def take_text(self, text: str) -> None:
        """Take apart a text that was pasted, dropped or typed."""
        self.take(understood(text))

    def take(self, pasted: Pasted) -> None:
        """Fill in what was recognised."""
        server = pasted.server_url if pasted.kind in _THEIRS or not pasted.endpoint else ""
        place = pasted.endpoint and not (server and not pasted.bucket)
        if place or pasted.bucket or pasted.region:
            self._take_place(pasted, endpoint=pasted.endpoint if place else "")
        if pasted.credentials is not None:
            self._take_key(pasted.credentials)
        elif pasted.access_key_id:
            self._who.choose(AccessKind.KEY)
            self._who.key.edits["key_id"].setText(pasted.access_key_id)
        elif server and not place:
            self._who.choose(AccessKind.SERVER)
            self._who.server.edits["server"].setText(server)
        text = _taken(pasted, server=bool(server) and not place)
        look = ("check", "good") if pasted.recognised else ("info", "muted")
        for paste in (self._where.paste, self._who.paste):
            paste.note.say(text, *look)

    def _take_place(self, pasted: Pasted, *, endpoint: str) -> None:
        current = self._where.current
        if isinstance(current, OtherPlace):
            current.take(pasted)
            return
        fields = self._where.place
        if endpoint and self._where.service.value() in ("demo", "file"):
            self._where.choose_service(FIRST.name)
        if endpoint and pasted.kind is EndpointKind.PRIVATE:
            self._where.choose_service("compatible")
        if pasted.bucket:
            fields.bucket.set_value(pasted.bucket)
        if pasted.prefix:
            fields.prefix.setText(pasted.prefix)
        if endpoint:
            fields.take_endpoint(endpoint, pasted.region)
        elif pasted.region:
            fields.found_region(pasted.region)
        fields.edited.emit()

    def _take_key(self, credentials: Credentials) -> None:
        self._who.choose(AccessKind.KEY)
        self._who.key.take(credentials)

    def take_found(self, found: FoundAccess) -> None:
        """Take over what another program's file holds; the key goes into the keyring at the end."""
        if found.credentials is not None:
            self._take_key(found.credentials)
        if isinstance(self._where.current, OtherPlace):
            return
        fields = self._where.place
        named = found.buckets.get(fields.bucket.value(), "")
        if named:
            fields.take_endpoint(named, found.region)
        elif not fields.region.value() and (found.region or found.endpoint):
            fields.take_endpoint(found.endpoint, found.region)


def _taken(pasted: Pasted, *, server: bool) -> str:
    """What was taken, by name; a key by the end of its id only."""
    names = {
        "key_id": translate("Connect", "key …{end}").format(end=pasted.access_key_id[-4:]),
        "secret": translate("Connect", "its secret"),
        "token": translate("Connect", "its token"),
        "expiry": translate("Connect", "when it ends"),
        "endpoint": translate("Connect", "endpoint"),
        "region": translate("Connect", "region"),
        "bucket": translate("Connect", "bucket"),
        "path": translate("Connect", "folder"),
        "server": translate("Connect", "application server"),
    }
    parts = [part for part in pasted.recognised if part != "server" or server]
    if not parts:
        return translate("Connect", "Nothing in it was recognised. Please fill in the fields.")
    mark = translate("Connect", ", ")
    text = translate("Connect", "Taken: {parts}.")
    return text.format(parts=mark.join(names[part] for part in parts))

"""SessionSecrets: what of an upload's session must never reach the journal (design, section 6).

VOD's temporary key is such a thing: without it an upload in parts cannot go on after a restart, and
from a file anybody could read it. It is kept under the task's id in the vault until the upload is
over. Without a keyring it lives in memory only, and after a restart that upload begins anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Protocol

from app.domain.upload import Session
from app.engine.chores import Chores

SECRET = "secret."
SEALED = "sealed"
"""The entry that stays in the journal for those that do not."""


class Keeper(Protocol):
    """A safe place for texts by name; every call may block."""

    def keep(self, name: str, text: str) -> None:
        """Keep it, as safely and as long as this computer can."""
        ...

    def kept(self, name: str) -> str | None:
        """The text; None when it is not (any more) known."""
        ...

    def forget(self, name: str) -> None:
        """Take it away; none there is fine."""
        ...


class InMemory:
    """A keeper for as long as the program runs."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def keep(self, name: str, text: str) -> None:
        """See `Keeper.keep`."""
        self._texts[name] = text

    def kept(self, name: str) -> str | None:
        """See `Keeper.kept`."""
        return self._texts.get(name)

    def forget(self, name: str) -> None:
        """See `Keeper.forget`."""
        self._texts.pop(name, None)


def plain(session: Session) -> dict[str, str]:
    """A session as the journal may keep it."""
    shown = {name: text for name, text in session.items() if not name.startswith(SECRET)}
    if len(shown) < len(session):
        shown[SEALED] = "1"
    return shown


def is_bare(session: Session) -> bool:
    """Whether its secrets are missing."""
    return SEALED in session and not any(name.startswith(SECRET) for name in session)


class SessionSecrets:
    """Every method runs on the loop's thread; what blocks goes to a chore."""

    def __init__(
        self, keeper: Keeper, chores: Chores, hide: Callable[[str], None] = lambda _text: None
    ) -> None:
        """``hide`` is told each secret, so that the log can hide it."""
        self._keeper = keeper
        self._chores = chores
        self._hide = hide

    async def keep(self, task_id: str, session: Session) -> None:
        """Keep the secrets of a session, if it has any."""
        secrets = {name: text for name, text in session.items() if name.startswith(SECRET)}
        if secrets:
            self._hide_all(secrets)
            text = json.dumps({"of": _mark(session), "secrets": secrets})
            await self._chores.run(lambda: self._keeper.keep(_name(task_id), text))

    async def whole(self, task_id: str, session: Session) -> Session | None:
        """A session with its secrets; None when they are not known any more."""
        if not is_bare(session):
            return session
        secrets = await self._kept(task_id, session)
        if secrets is None:
            return None
        self._hide_all(secrets)
        return {**session, **secrets}

    async def forget(self, task_id: str, session: Session) -> None:
        """That session is over; of the one that the task may have begun since nothing is lost."""
        if SEALED in plain(session) and await self._kept(task_id, session) is not None:
            await self._chores.run(lambda: self._keeper.forget(_name(task_id)))

    async def _kept(self, task_id: str, session: Session) -> dict[str, str] | None:
        """What is kept for this very session; None for what is of another one of the task."""
        text = await self._chores.run(lambda: self._keeper.kept(_name(task_id)))
        try:
            found = json.loads(text or "null")
        except ValueError:
            return None
        if not isinstance(found, dict) or found.get("of") != _mark(session):
            return None
        secrets = found.get("secrets")
        if not isinstance(secrets, dict):
            return None
        return {str(name): str(text) for name, text in secrets.items()}

    def _hide_all(self, secrets: Session) -> None:
        for text in secrets.values():
            self._hide(str(text))


def _name(task_id: str) -> str:
    return "session-" + task_id


def _mark(session: Session) -> str:
    """Tells the sessions of one task apart: it may begin anew before the last one is gone."""
    shown = {name: text for name, text in plain(session).items() if name != SEALED}
    text = json.dumps(shown, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]

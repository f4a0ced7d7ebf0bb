"""How an application's events are told, read and changed (tencent-vod.md, 4.1)."""

from __future__ import annotations

from app.domain.asks import ChangeEvents, EventSettings
from app.domain.destination import Destination
from app.domain.errors import DestinationError
from app.providers.contract import Call
from app.providers.vod import api
from app.providers.vod.api import Answer, Question

MODES = ("PUSH", "PULL")
LONGEST_KEY = 32


async def read(call: Call, destination: Destination) -> EventSettings:
    """DescribeEventConfig."""
    return settings_of(await api.ask(call, destination, Question("DescribeEventConfig")))


async def change(call: Call, subject: ChangeEvents) -> EventSettings:
    """ModifyEventConfig of what is named, then what the service says it is.

    Raises `DestinationError` (``event_mode``, ``sign_key``) before anything is sent.
    """
    values = changed(subject)
    if values:
        await api.ask(call, subject.destination, _change(values))
    return await read(call, subject.destination)


def _change(values: dict[str, object]) -> Question:
    key = values.get("SignKey")
    secrets = (key,) if isinstance(key, str) and key else ()
    return Question("ModifyEventConfig", values, secrets=secrets)


def changed(subject: ChangeEvents) -> dict[str, object]:
    """ModifyEventConfig's fields: only those that are to change; an empty address clears it."""
    if subject.mode is not None and subject.mode not in MODES:
        raise DestinationError(problem="event_mode")
    key = subject.sign_key
    if key and not (key.isascii() and key.isalnum() and len(key) <= LONGEST_KEY):
        raise DestinationError(problem="sign_key")
    found: dict[str, object | None] = {
        "Mode": subject.mode,
        "NotificationUrl": subject.url,
        "UploadMediaCompleteEventSwitch": _switch(subject.uploaded),
        "DeleteMediaCompleteEventSwitch": _switch(subject.deleted),
        "SignKey": key,
    }
    return {name: value for name, value in found.items() if value is not None}


def settings_of(answer: Answer) -> EventSettings:
    """What the answer says; missing and null alike."""
    return EventSettings(
        answer.text("Mode"),
        answer.text("NotificationUrl"),
        _is_on(answer.text("UploadMediaCompleteEventSwitch")),
        _is_on(answer.text("DeleteMediaCompleteEventSwitch")),
        _is_on(answer.text("PersistenceCompleteEventSwitch")),
    )


def _switch(on: bool | None) -> str | None:
    return None if on is None else "ON" if on else "OFF"


def _is_on(text: str) -> bool | None:
    return {"ON": True, "OFF": False}.get(text.strip().upper())

"""Words for event settings: ways of telling, what they mean for uploads, old and new values."""

from __future__ import annotations

from typing import TypedDict

from app.domain.asks import EventSettings
from app.ui.i18n import joined, translate

PUSH, PULL = "PUSH", "PULL"
MODES = (PUSH, PULL)
"""As the service calls them."""


class Changes(TypedDict, total=False):
    """Members of `app.domain.asks.ChangeEvents` that differ."""

    mode: str
    url: str
    uploaded: bool
    deleted: bool
    sign_key: str


def changes(known: EventSettings, wanted: EventSettings, *, key: str) -> Changes:
    """What is to be changed; the key is never known, so any text is a new one."""
    found = Changes()
    if wanted.mode and wanted.mode != known.mode:
        found["mode"] = wanted.mode
    if wanted.url != known.url:
        found["url"] = wanted.url
    if wanted.uploaded is not None and wanted.uploaded != bool(known.uploaded):
        found["uploaded"] = wanted.uploaded
    if wanted.deleted is not None and wanted.deleted != bool(known.deleted):
        found["deleted"] = wanted.deleted
    if key.strip():
        found["sign_key"] = key.strip()
    return found


def change_lines(known: EventSettings, wanted: EventSettings, *, key: str) -> list[str]:
    """Each change on a line: its name, what is, what will be."""
    found = changes(known, wanted, key=key)
    nothing = translate("Events", "nothing")
    lines: list[tuple[str, str, str]] = []
    if "mode" in found:
        name = translate("Events", "Way of telling")
        lines.append((name, mode_words(known.mode), mode_words(wanted.mode)))
    if "url" in found:
        name = translate("Events", "Address")
        lines.append((name, known.url or nothing, wanted.url or nothing))
    if "uploaded" in found:
        name = translate("Events", "Finished uploads")
        lines.append((name, on_words(known.uploaded), on_words(wanted.uploaded)))
    if "deleted" in found:
        name = translate("Events", "Deleted files")
        lines.append((name, on_words(known.deleted), on_words(wanted.deleted)))
    if "sign_key" in found:
        hidden = translate("Events", "not told")
        new = translate("Events", "a new one; your server must know it, too")
        lines.append((translate("Events", "Callback key"), hidden, new))
    text = translate("Events", "{name}: {old} → {new}")
    return [
        text.replace("{name}", name).replace("{old}", old).replace("{new}", new)
        for name, old, new in lines
    ]


def mode_words(mode: str) -> str:
    """A way of telling."""
    if mode == PUSH:
        return translate("Events", "Normal callback: it calls your server")
    if mode == PULL:
        return translate("Events", "Reliable callback: events wait in a queue")
    return mode or translate("Events", "not set")


def on_words(on: bool | None) -> str:
    """A switch in words."""
    if on is None:
        return translate("Events", "not said")
    return translate("Events", "on") if on else translate("Events", "off")


def read_words(known: EventSettings) -> str:
    """What the settings mean for an upload."""
    if known.uploaded is False:
        return translate("Events", "It tells of no uploads: that is switched off.")
    mode = mode_words(known.mode)
    text = translate("Events", "It tells of uploads. {mode}.").replace("{mode}", mode)
    if known.mode == PUSH and not known.url:
        return joined(text, translate("Events", "But there is no address to call."))
    return text

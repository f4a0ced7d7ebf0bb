"""The account's applications: media, event configuration, queue of each (sheet 4.1, 7.5)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.democloud.vod.queue import EventQueue

APP_ID = 1250000001
"""The account's number, which ends every bucket's name."""
MAIN_ID = 1500000001
"""The application of facts ``sub_app_id``: its events wait to be pulled."""
PUSH_ID = 1500000002
"""A second one: its events are pushed to the application server."""
QUIET_ID = 1500000003
"""A third one as every application is when it is new: nothing is switched on."""
DEFAULT_REGION = "ap-chongqing"
REGIONS: Mapping[str, tuple[str, str]] = {
    "ap-chongqing": ("Chongqing", "Chinese Mainland"),
    "ap-beijing": ("Beijing", "Chinese Mainland"),
    "ap-shanghai": ("Shanghai", "Chinese Mainland"),
    "ap-guangzhou": ("Guangzhou", "Chinese Mainland"),
    "ap-singapore": ("Singapore", "Outside Chinese Mainland"),
    "eu-frankfurt": ("Frankfurt", "Outside Chinese Mainland"),
}
"""Storage regions with description and area; the last two are not opened."""
CLOSED_REGIONS = frozenset({"ap-singapore", "eu-frankfurt"})


@dataclass(slots=True)
class EventConfig:
    """What an application does with its events; the defaults are those of a new one."""

    mode: str = "PUSH"
    """``PUSH`` (normal callback) or ``PULL`` (reliable callback)."""
    notification_url: str = ""
    """Where events are pushed; unused in mode PULL."""
    upload_switch: str = "OFF"
    """``ON``: ``NewFileUpload`` is delivered."""
    delete_switch: str = "OFF"
    """``ON``: ``FileDeleted`` is."""
    persistence_switch: str = "OFF"
    """``ON``: ``PersistenceComplete`` is."""
    sign_key: str = ""
    """Key of ``Sign``; never given out again."""


@dataclass(frozen=True, slots=True)
class Media:
    """One file that was committed."""

    file_id: str
    """19 digits."""
    name: str
    """``MediaName``."""
    type: str
    """Extension without its dot."""
    bucket: str
    """Where the bytes are."""
    path: str
    """Object key with a leading slash."""
    cover_path: str
    """The same of its cover; empty without one."""
    region: str
    """Storage region."""
    size: int
    """Bytes."""
    created_at: float
    """Unix seconds of ApplyUpload."""
    updated_at: float
    """Unix seconds of CommitUpload."""
    expires: str
    """``ExpireTime`` as it was given; empty: never."""
    class_id: int
    """Category."""
    source_context: str
    """Handed through to the event."""


@dataclass(slots=True)
class Application:
    """One application."""

    sub_app_id: int
    """Its number."""
    name: str
    """Its name for people."""
    config: EventConfig
    """What it does with events."""
    queue: EventQueue
    """Events that wait to be pulled."""
    media: dict[str, Media] = field(default_factory=dict)
    """By FileId, the oldest first."""

    def bucket(self, region: str) -> str:
        """Give the full name of its bucket in a region, for every region another one."""
        digest = hashlib.sha256(f"{self.sub_app_id}/{region}".encode()).hexdigest()
        return f"{digest[:8]}vodcq{self.sub_app_id}-{APP_ID}"


class Applications:
    """All applications of the account."""

    def __init__(self, *, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.event_url = ""
        self.started_at = clock()
        self.sign_key = secrets.token_hex(12)
        self.by_id: dict[int, Application] = {}
        self.restore()

    def listen_at(self, event_url: str) -> None:
        """Let the second application push to ``event_url``."""
        self.event_url = event_url
        self.by_id[PUSH_ID].config.notification_url = event_url

    def restore(self) -> None:
        """Go back to the beginning: no media, no events, the configuration of the start."""
        pulled = EventConfig(mode="PULL", upload_switch="ON")
        pushed = EventConfig("PUSH", self.event_url, upload_switch="ON", sign_key=self.sign_key)
        self._set(MAIN_ID, "Demo, reliable callback", pulled)
        self._set(PUSH_ID, "Demo, normal callback", pushed)
        self._set(QUIET_ID, "Demo, no events", EventConfig())

    def _set(self, sub_app_id: int, name: str, config: EventConfig) -> None:
        known = self.by_id.get(sub_app_id)
        if known is None:
            queue = EventQueue(self._clock)
            self.by_id[sub_app_id] = Application(sub_app_id, name, config, queue)
        else:
            known.config = config
            known.queue.clear()
            known.media.clear()

    @property
    def main(self) -> Application:
        """The account's main application."""
        return self.by_id[MAIN_ID]

    def find(self, sub_app_id: int) -> Application | None:
        """Give an application by its number."""
        return self.by_id.get(sub_app_id)

    def region_of(self, bucket: str) -> str:
        """Give the region of a bucket; empty: no application has such a bucket."""
        for application in self.by_id.values():
            for region in REGIONS:
                if application.bucket(region) == bucket:
                    return region
        return ""

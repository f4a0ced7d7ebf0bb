"""The parts of the service, joined: what the cloud takes in (see ``services.py``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.democloud.common import Common
from app.democloud.status_stream import PATH as STREAM_PATH
from app.democloud.store import Store
from app.democloud.wangsu.blocks import Batches
from app.democloud.wangsu.calls import Caller
from app.democloud.wangsu.exchange import Site
from app.democloud.wangsu.forged import WangsuForger
from app.democloud.wangsu.keys import Keys
from app.democloud.wangsu.receiver import CALLBACK_PATH, NOTIFY_PATH, TOKEN_ROAD, Place, Receiver
from app.democloud.wangsu.service import MANAGING, UPLOADING, WangsuService
from app.democloud.wangsu.tasks import Tasks

BUCKET = "demo-wangsu"
"""The bucket that clients are told of."""

BUCKETS = (BUCKET, "demo-results")
"""The buckets that are there from the start; the other one is for ``saveas``."""


class Wangsu:
    """All of it; its doors are the upload domain and the management domain."""

    def __init__(self, common: Common) -> None:
        self.keys = Keys()
        self.store = Store(common.blobs, clock=common.clock)
        self.store.clear(keep=BUCKETS)
        self._place = Place("", BUCKET, "")
        self._settings = common.settings
        caller = Caller(self.keys, common.events, common.settings)
        self.tasks = Tasks(
            store=self.store,
            caller=caller,
            events=common.events,
            settings=common.settings,
            clock=common.clock,
            url=lambda bucket, key: self.site.url(bucket, key),
        )
        self.site = Site(
            store=self.store,
            keys=self.keys,
            events=common.events,
            settings=common.settings,
            batches=Batches(),
            caller=caller,
            tasks=self.tasks,
            origin=lambda: self._place.endpoint,
        )
        self.doors = tuple(
            WangsuService(self.site, common.conductor(), domain) for domain in (UPLOADING, MANAGING)
        )
        receiver = Receiver(
            keys=self.keys,
            answers=common.answers,
            authorising_answers=common.authorising_answers,
            events=common.events,
            records=common.records,
            chance=common.chance,
            stream=common.stream,
            settings=common.settings,
            place=lambda: self._place,
            clock=common.clock,
        )
        self.server_parts = (receiver,)
        self.forger = WangsuForger(
            self.keys,
            common.events,
            lambda: self._place.server + CALLBACK_PATH,
            lambda: self._place.server + NOTIFY_PATH,
        )

    def listening(self, origins: Sequence[str], application_server: str) -> dict[str, Any]:
        """Take the origins of the doors, and give the facts of ``--json``."""
        upload, management = origins
        self._place = Place(upload, BUCKET, application_server)
        return {
            "upload_endpoint": upload,
            "management_endpoint": management,
            "bucket": BUCKET,
            "access_key": self.keys.main.access_key,
            "secret_key": self.keys.main.secret_key,
            "callback_url": application_server + CALLBACK_PATH,
            "notify_url": application_server + NOTIFY_PATH,
            "token_url": f"{application_server}/{TOKEN_ROAD}",
            "status_url": application_server + STREAM_PATH,
            "minute_seconds": self._settings.wangsu_minute_seconds,
        }

    def reset(self) -> None:
        """No objects, no blocks, no tasks."""
        self.tasks.clear()
        self.site.batches.clear()
        self.site.ended_tokens.clear()
        self.store.clear(keep=BUCKETS)

    async def stop(self) -> None:
        """End what is under way."""
        self.tasks.clear()

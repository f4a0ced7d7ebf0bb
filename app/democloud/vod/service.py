"""Tencent Cloud VOD in the demo cloud, joined: its doors, its part of the application server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.democloud.accounts import Accounts
from app.democloud.common import Common
from app.democloud.status_stream import PATH as STREAM_PATH
from app.democloud.store import Store
from app.democloud.vod.actions import Actions
from app.democloud.vod.api import ApiService
from app.democloud.vod.applications import DEFAULT_REGION, MAIN_ID, PUSH_ID, QUIET_ID, Applications
from app.democloud.vod.cos.service import CosService
from app.democloud.vod.forged import VodForger
from app.democloud.vod.notifying import Notifying
from app.democloud.vod.push import Pusher
from app.democloud.vod.receiver import EVENTS_PATH, SIGNATURE_PATH, Receiver
from app.democloud.vod.sessions import Sessions
from app.democloud.vod.ugc import Ugc

API_REGION = "ap-guangzhou"
"""What clients send as ``X-TC-Region``: any will do."""


class VodService:
    """All of it; its doors are the API's and, below it, the storage's."""

    def __init__(self, common: Common) -> None:
        clock, settings = common.clock, common.settings
        self._site = ""

        def own_clock() -> float:
            """Give the service's time: keys are over when the service says so."""
            return clock() + settings.clock_offset_seconds

        self.accounts = Accounts(clock=own_clock)
        self.applications = Applications(clock=clock)
        self.store = Store(common.blobs, clock=clock)
        self.sessions = Sessions(self.store, self.accounts, settings, own_clock)
        pusher = Pusher(common.events, settings, clock)
        self._notifying = Notifying(common.events, settings, pusher, lambda: self._site)
        actions = Actions(
            self.applications, self.sessions, self._notifying, common.events, settings
        )
        conductor = common.conductor()
        self._ugc = Ugc(self.accounts, self.applications, self.sessions, actions, settings)
        self.api = ApiService(conductor, self.accounts, actions, self._ugc, self.store, settings)
        self.storage = CosService(
            conductor, self.store, self.accounts, self.sessions, self.applications, settings
        )
        self.doors = (self.api, self.storage)
        self.forger = VodForger(
            common.events,
            lambda: self.applications.event_url,
            lambda: self.applications.sign_key,
            clock,
        )
        self.receiver = Receiver(
            self.applications,
            self.accounts,
            common.answers,
            common.authorising_answers,
            common.chance,
            common.events,
            common.records,
            common.stream,
            settings,
            clock,
        )
        self.server_parts = (self.receiver,)

    def listening(self, origins: Sequence[str], application_server: str) -> dict[str, Any]:
        """Take the origins of the doors, and give the facts of ``--json``."""
        api, storage = origins
        self._site = api
        event_url = application_server + EVENTS_PATH
        self.applications.listen_at(event_url)
        numbered = (
            (MAIN_ID, "PULL", "ON"),
            (PUSH_ID, "PUSH", "ON"),
            (QUIET_ID, "PUSH", "OFF"),
        )
        return {
            "endpoint": api,
            "cos_endpoint": storage,
            "ugc_endpoint": api,
            "region": API_REGION,
            "storage_region": DEFAULT_REGION,
            "sub_app_id": str(MAIN_ID),
            "applications": [
                {"sub_app_id": str(number), "mode": mode, "upload_event": switch}
                for number, mode, switch in numbered
            ],
            "secret_id": self.accounts.main.access_key_id,
            "secret_key": self.accounts.main.access_key_secret,
            "event_url": event_url,
            "signature_url": application_server + SIGNATURE_PATH,
            "status_url": application_server + STREAM_PATH,
            "sign_key": self.applications.sign_key,
        }

    def reset(self) -> None:
        """Go back to the beginning: no media, no uploads, no events."""
        self._notifying.forget()
        self.sessions.clear()
        self.store.clear(keep=())
        self.applications.restore()
        self.receiver.forget()
        self._ugc.used.clear()

    async def stop(self) -> None:
        """End what is under way."""
        await self._notifying.stop()

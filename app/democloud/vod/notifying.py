"""Events as they come about: queued or pushed, as their application wants it (sheet 4.1)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.democloud.events import Events
from app.democloud.settings import Settings
from app.democloud.vod import SERVICE
from app.democloud.vod.applications import Application, Media
from app.democloud.vod.event_body import basic_info, new_file, new_task_id, procedure_done
from app.democloud.vod.push import Letter, Pusher
from app.democloud.vod.sessions import Wish


@dataclass(slots=True)
class Notifying:
    """Makes events and sees to their delivery."""

    events: Events
    """Where it is recorded."""
    settings: Settings
    """How long things take."""
    pusher: Pusher
    """Delivers by normal callback."""
    site: Callable[[], str]
    """Origin of the addresses under which media can be played."""
    _running: set[asyncio.Task[None]] = field(default_factory=set)

    def url(self, path: str) -> str:
        """Give the address of an object; empty without one."""
        return f"{self.site()}/media{path}" if path else ""

    def basic(self, media: Media) -> dict[str, Any]:
        """Give ``MediaBasicInfo``."""
        return basic_info(media, self.url(media.path), self.url(media.cover_path))

    def uploaded(self, application: Application, media: Media, wish: Wish, request_id: str) -> None:
        """Tell of an upload, and of its task flow, in time; the answer does not wait for it."""
        task = asyncio.ensure_future(self._tell(application, media, wish, request_id))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def stop(self) -> None:
        """End what is under way."""
        for task in list(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def forget(self) -> None:
        """Drop what is under way: everything begins anew."""
        for task in list(self._running):
            task.cancel()

    async def _tell(
        self, application: Application, media: Media, wish: Wish, request_id: str
    ) -> None:
        facts: dict[str, Any] = {
            "request_id": request_id,
            "key": media.path[1:],
            "file_id": media.file_id,
        }
        facts |= {"name": media.name, "sub_app_id": application.sub_app_id}
        task_id = new_task_id(application.sub_app_id) if wish.procedure else ""
        await asyncio.sleep(self.settings.vod_event_seconds)
        content = new_file(media, self.basic(media), task_id)
        if application.config.upload_switch == "ON":
            await self._deliver(application, content, facts)
        else:
            self._note("event_dropped", content, facts, why="switched off")
        if wish.procedure:
            await asyncio.sleep(self.settings.vod_procedure_seconds)
            content = procedure_done(
                media,
                self.url(media.path),
                task_id=task_id,
                session_context=wish.session_context,
            )
            await self._deliver(application, content, facts)

    async def _deliver(
        self, application: Application, content: dict[str, Any], facts: dict[str, Any]
    ) -> None:
        for _copy in range(max(1, self.settings.vod_event_copies)):
            await self._deliver_once(application, content, facts)

    async def _deliver_once(
        self, application: Application, content: dict[str, Any], facts: dict[str, Any]
    ) -> None:
        config = application.config
        if config.mode == "PULL":
            application.queue.add(content, facts)
            self._note("event_queued", content, facts)
        elif not config.notification_url:
            self._note("event_dropped", content, facts, why="no address to push to")
        else:
            letter = Letter(config.notification_url, content, config.sign_key, facts)
            if not await self.pusher.deliver(letter):
                self._note("event_dropped", content, facts, why="no answer")

    def _note(
        self, kind: str, content: dict[str, Any], facts: dict[str, Any], **more: object
    ) -> None:
        self.events.add(kind, service=SERVICE, event_type=content["EventType"], **facts, **more)

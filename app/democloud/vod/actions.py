"""What each action of the API does (sheet 1.2 to 1.8, 4.1, 4.3, 7.5)."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.democloud.accounts import Account
from app.democloud.conducting import Exchange
from app.democloud.errors import ClientGoneError
from app.democloud.events import Events
from app.democloud.settings import Settings
from app.democloud.vod import SERVICE
from app.democloud.vod.applications import (
    CLOSED_REGIONS,
    DEFAULT_REGION,
    REGIONS,
    Application,
    Applications,
    Media,
)
from app.democloud.vod.envelope import VodError
from app.democloud.vod.event_body import category, iso, pulled
from app.democloud.vod.manifests import segments
from app.democloud.vod.notifying import Notifying
from app.democloud.vod.queue import BATCH, Queued
from app.democloud.vod.sessions import Sessions, UploadSession, Wish

Values = dict[str, Any]

_OF_EVENTS = frozenset(
    {
        "PullEvents",
        "ConfirmEvents",
        "ModifyEventConfig",
        "DescribeEventConfig",
        "DescribeEventsState",
    }
)
_WITHOUT_APPLICATION = frozenset({"DescribeSubAppIds", "ParseStreamingManifest"})
_SWITCHES = {
    "UploadMediaCompleteEventSwitch": "upload_switch",
    "DeleteMediaCompleteEventSwitch": "delete_switch",
    "PersistenceCompleteEventSwitch": "persistence_switch",
}


@dataclass(frozen=True, slots=True)
class Actions:
    """The API's actions, once the caller is known and the parameters are checked."""

    applications: Applications
    """The account's applications."""
    sessions: Sessions
    """Uploads under way."""
    notifying: Notifying
    """Tells of uploads."""
    events: Events
    """Where it is recorded."""
    settings: Settings
    """The knobs."""

    async def run(self, exchange: Exchange, values: Values) -> Values:
        """Do what was asked; VodError when it cannot be done."""
        name = exchange.operation
        if name in _WITHOUT_APPLICATION:
            return self._describe_sub_app_ids(values) if "SubApp" in name else _parse(values)
        application = self._application(name, values)
        exchange.more["sub_app_id"] = application.sub_app_id
        work: Mapping[str, Callable[[Application, Values, Exchange], Awaitable[Values]]] = {
            "ApplyUpload": self._apply_upload,
            "CommitUpload": self._commit_upload,
            "ModifyEventConfig": self._modify_event_config,
            "DescribeEventConfig": self._describe_event_config,
            "DescribeEventsState": self._describe_events_state,
            "PullEvents": self._pull_events,
            "ConfirmEvents": self._confirm_events,
            "DescribeMediaInfos": self._describe_media_infos,
            "SearchMedia": self._search_media,
            "DescribeStorageRegions": self._describe_storage_regions,
        }
        return await work[name](application, values, exchange)

    def _application(self, name: str, values: Values) -> Application:
        """Give the application that is meant; VodError when there is none (sheet 7.3)."""
        number = values.get("SubAppId", 0)
        if not number and not self.settings.vod_sub_app_required:
            return self.applications.main
        found = self.applications.find(number)
        if found is not None:
            return found
        what = f"SubAppId {number} is not one of this account" if number else "SubAppId is missing"
        code = "FailedOperation.InvalidVodUser"
        raise VodError(code if name in _OF_EVENTS else "InvalidParameterValue.SubAppId", what + ".")

    async def _apply_upload(
        self, application: Application, values: Values, exchange: Exchange
    ) -> Values:
        if values.get("MediaStoragePath"):
            message = "MediaStoragePath is for applications in mode FileID + Path only."
            raise VodError("InvalidParameterValue.MediaStoragePath", message)
        wish = Wish(
            name=values.get("MediaName", ""),
            type=values["MediaType"],
            cover_type=values.get("CoverType", ""),
            region=values.get("StorageRegion", ""),
            procedure=values.get("Procedure", ""),
            expires=values.get("ExpireTime", ""),
            class_id=values.get("ClassId", 0),
            source_context=values.get("SourceContext", ""),
            session_context=values.get("SessionContext", ""),
        )
        session = self.sessions.apply(application, wish)
        account = self.sessions.issue(session)
        describe(exchange, session)
        return {
            "StorageBucket": session.bucket,
            "StorageRegion": session.region,
            "VodSessionKey": session.key,
            "MediaStoragePath": session.media_path,
            "CoverStoragePath": session.cover_path,
            "TempCertificate": _certificate(account),
        }

    async def _commit_upload(
        self, application: Application, values: Values, exchange: Exchange
    ) -> Values:
        session = self.sessions.find(values["VodSessionKey"])
        if session.application is not application:
            message = "The upload belongs to another application."
            raise VodError("InvalidParameterValue.SubAppId", message)
        media = self.commit(session, exchange)
        return {
            "FileId": media.file_id,
            "MediaUrl": self.notifying.url(media.path),
            "CoverUrl": self.notifying.url(media.cover_path),
        }

    def commit(self, session: UploadSession, exchange: Exchange) -> Media:
        """End an upload: once, however often it is asked for."""
        describe(exchange, session)
        if session.media is not None and self.settings.vod_commit_once:
            raise VodError("InvalidParameterValue.VodSessionKey", "VodSessionKey was used.")
        if session.media is None:
            media = self.sessions.commit(session)
            # ``callback_failed``: it is stored, and nobody will ever be told.
            if not session.wish.replaces and not exchange.suffers("callback_failed"):
                self.notifying.uploaded(
                    session.application, media, session.wish, exchange.request_id
                )
        media = session.media or self.sessions.commit(session)
        exchange.more["file_id"] = media.file_id
        return media

    async def _modify_event_config(
        self, application: Application, values: Values, _exchange: Exchange
    ) -> Values:
        config = application.config
        mode, key = values.get("Mode", config.mode), values.get("SignKey", config.sign_key)
        if mode not in ("PUSH", "PULL"):
            raise VodError("InvalidParameter", "Mode must be PUSH or PULL.")
        if not re.fullmatch(r"[A-Za-z0-9]{0,32}", key):
            raise VodError("InvalidParameter", "SignKey: letters and digits, at most 32.")
        for name in _SWITCHES:
            if values.get(name, "ON") not in ("ON", "OFF"):
                raise VodError("InvalidParameter", f"{name} must be ON or OFF.")
        config.mode, config.sign_key = mode, key
        config.notification_url = values.get("NotificationUrl", config.notification_url)
        for name, attribute in _SWITCHES.items():
            setattr(config, attribute, values.get(name, getattr(config, attribute)))
        return {}

    async def _describe_event_config(
        self, application: Application, _values: Values, _exchange: Exchange
    ) -> Values:
        config = application.config
        switches = {name: getattr(config, attribute) for name, attribute in _SWITCHES.items()}
        return {"Mode": config.mode, "NotificationUrl": config.notification_url} | switches

    async def _describe_events_state(
        self, application: Application, _values: Values, _exchange: Exchange
    ) -> Values:
        kept = self.settings.vod_kept_seconds
        return {"CountOfEventsToPull": application.queue.count(kept_seconds=kept)}

    async def _pull_events(
        self, application: Application, _values: Values, exchange: Exchange
    ) -> Values:
        settings, queue = self.settings, application.queue
        left = settings.vod_poll_seconds
        clock = queue.clock
        end = clock() + left
        while True:
            found = queue.pull(
                hidden_seconds=settings.vod_visible_seconds,
                kept_seconds=settings.vod_kept_seconds,
            )
            left = end - clock()
            if found or left <= 0:
                break
            await queue.wait(left)
            if exchange.link.client_gone:
                raise ClientGoneError
        if not found:
            raise VodError("ResourceNotFound", "There is no event to pull.")
        for event in found:
            self._told("event_pulled", exchange, event)
        nulls = settings.vod_pull_nulls
        return {"EventSet": [pulled(e.content, e.handle, nulls=nulls) for e in found]}

    async def _confirm_events(
        self, application: Application, values: Values, exchange: Exchange
    ) -> Values:
        handles = values["EventHandles"]
        if not 1 <= len(handles) <= BATCH:
            raise VodError("InvalidParameterValue", f"EventHandles: 1 to {BATCH} of them.")
        partly = self.settings.vod_confirm_partly
        done, void = application.queue.confirm(handles, partly=partly)
        for event in done:
            self._told("event_confirmed", exchange, event)
        if void:
            message = f"{len(void)} of the handles are not valid, or not any more."
            raise VodError("InvalidParameterValue", message)
        return {}

    def _told(self, kind: str, exchange: Exchange, event: Queued) -> None:
        self.events.add(
            kind,
            **event.facts
            | {
                "service": SERVICE,
                "request_id": exchange.request_id,
                "committed_by": event.facts["request_id"],
                "event_type": event.content["EventType"],
                "attempt": event.pulls,
            },
        )

    async def _describe_media_infos(
        self, application: Application, values: Values, _exchange: Exchange
    ) -> Values:
        wanted = values["FileIds"]
        found = [application.media[name] for name in wanted if name in application.media]
        return {
            "MediaInfoSet": [self._info(media, values) for media in found],
            "NotExistFileIdSet": [name for name in wanted if name not in application.media],
        }

    def _info(self, media: Media, values: Values) -> Values:
        wanted = values.get("Filters") or ["basicInfo", "metaData"]
        size = {"Size": media.size, "Container": media.type, "Bitrate": 0, "Duration": 0.0}
        return {
            "FileId": media.file_id,
            "BasicInfo": self.notifying.basic(media) if "basicInfo" in wanted else None,
            "MetaData": size if "metaData" in wanted else None,
        }

    async def _search_media(
        self, application: Application, values: Values, _exchange: Exchange
    ) -> Values:
        offset, limit = values.get("Offset", 0), values.get("Limit", 10)
        found = [media for media in application.media.values() if _searched(media, values)]
        found.reverse()
        shown = found[offset : offset + min(limit, 5000)]
        return {
            "TotalCount": len(found),
            "MediaInfoSet": [self._info(media, values) for media in shown],
        }

    def _describe_sub_app_ids(self, values: Values) -> Values:
        named = [
            application
            for application in self.applications.by_id.values()
            if values.get("Name", application.name) == application.name
        ]
        offset = values.get("Offset", 0)
        shown = named[offset : offset + values.get("Limit", 200)]
        infos = [_sub_app(application, self.applications.started_at) for application in shown]
        return {"TotalCount": len(named), "SubAppIdInfoSet": infos}

    async def _describe_storage_regions(
        self, _application: Application, _values: Values, _exchange: Exchange
    ) -> Values:
        infos = [
            {
                "Region": region,
                "Description": description,
                "Status": "unopened" if region in CLOSED_REGIONS else "opened",
                "IsDefault": region == DEFAULT_REGION,
                "Area": area,
            }
            for region, (description, area) in REGIONS.items()
        ]
        return {"StorageRegionInfos": infos}


def describe(exchange: Exchange, session: UploadSession) -> None:
    """Let a request's events say which upload it belongs to."""
    exchange.bucket = session.bucket
    exchange.key = (session.media_path or session.cover_path)[1:]
    exchange.more["name"] = session.wish.name
    exchange.more["sub_app_id"] = session.application.sub_app_id


def _certificate(account: Account) -> Values:
    return {
        "SecretId": account.access_key_id,
        "SecretKey": account.access_key_secret,
        "Token": account.security_token,
        "ExpiredTime": int(account.expires_at or 0),
    }


def _parse(values: Values) -> Values:
    found = segments(values["MediaManifestContent"], values.get("ManifestType", "m3u8"))
    return {"MediaSegmentSet": found}


def _searched(media: Media, values: Values) -> bool:
    names = values.get("Names") or ([values["Text"]] if values.get("Text") else [])
    prefixes = values.get("NamePrefixes")
    made, between = iso(media.created_at), values.get("CreateTime") or {}
    return (
        between.get("After", made) <= made <= between.get("Before", made)
        and (not names or any(name.lower() in media.name.lower() for name in names))
        and (not prefixes or media.name.startswith(tuple(prefixes)))
        and media.file_id in (values.get("FileIds") or [media.file_id])
        and media.class_id in (values.get("ClassIds") or [media.class_id])
        and category(media.type) in (values.get("Categories") or [category(media.type)])
        and media.region in (values.get("StorageRegions") or [media.region])
        and media.type in (values.get("MediaTypes") or [media.type])
        and "Upload" in (values.get("SourceTypes") or ["Upload"])
    )


def _sub_app(application: Application, started_at: float) -> Values:
    return {
        "SubAppId": application.sub_app_id,
        "SubAppIdName": application.name,
        "Name": application.name,
        "Description": "",
        "CreateTime": iso(started_at),
        "Status": "On",
        "Mode": "fileid",
        "StorageRegions": [region for region in REGIONS if region not in CLOSED_REGIONS],
        "Tags": [],
    }

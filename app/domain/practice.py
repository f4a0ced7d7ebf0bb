"""Practice connections: what a running demo cloud says of itself, as connections with their keys.

One for each way in which a service tells an application server. The window has the names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.callback import CallbackSpec
from app.domain.connection import Connection
from app.domain.credentials import Credentials
from app.domain.destination import Destination

FIRST = "demo"
"""Id of the connection that *Try it now* uses."""
TEMPLATE = (
    "bucket=${bucket}&object=${object}&etag=${etag}&size=${size}&mimeType=${mimeType}"
    "&width=${imageInfo.width}&height=${imageInfo.height}"
)
WANGSU_TEMPLATE = "bucket=$(bucket)&key=$(key)&hash=$(hash)&fsize=$(fsize)&mimeType=$(mimeType)"
PREVIEW = "imageMogr2/jpg/thumbnail/320x320"
"""Instructions of the notification example."""


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice connection with its key."""

    connection: Connection
    credentials: Credentials = field(repr=False)
    way: str = ""
    """How it tells: ``normal``, ``callback``, ``notification``, ``queue`` or ``push``."""
    event_key: str = field(default="", repr=False)
    """Callback key by which the events of its application are signed; empty: they are not."""


def first(facts: Mapping[str, Any]) -> Practice:
    """The service that is tried first. Raises `KeyError` or `TypeError` for other facts."""
    said = facts["oss"]
    if not isinstance(said, Mapping):
        raise TypeError("oss")
    there = Destination("oss", said["endpoint"], said["region"], said["bucket"], practice=True)
    callback = CallbackSpec(enabled=True, urls=(str(facts["callback_url"]),), body=TEMPLATE)
    connection = Connection(FIRST, "Demo cloud", there, callback, colour="teal")
    return Practice(connection, Credentials(said["access_key_id"], said["access_key_secret"]))


def others(facts: Mapping[str, object]) -> tuple[Practice, ...]:
    """The further services; none: it has none."""
    wangsu, vod = facts.get("wangsu"), facts.get("vod")
    found: list[Practice] = []
    if isinstance(wangsu, Mapping):
        found += _wangsu(wangsu)
    if isinstance(vod, Mapping):
        found += _vod(vod)
    return tuple(found)


def _wangsu(said: Mapping[str, Any]) -> list[Practice]:
    """Normal, callback and notification upload."""
    there = Destination(
        "wangsu",
        said["upload_endpoint"],
        "",
        said["bucket"],
        practice=True,
        other_endpoint=said["management_endpoint"],
    )
    key = Credentials(said["access_key"], said["secret_key"])
    plain = Connection("demo-wangsu", "", there, CallbackSpec(body=WANGSU_TEMPLATE), "violet")
    callback = CallbackSpec(True, (said["callback_url"],), WANGSU_TEMPLATE)
    notify = {
        "persistentOps": PREVIEW,
        "persistentNotifyUrl": said["notify_url"],
        "statusUrl": said["status_url"],
    }
    return [
        Practice(plain, key, "normal"),
        Practice(replace(plain, id="demo-wangsu-callback", callback=callback), key, "callback"),
        Practice(replace(plain, id="demo-wangsu-notify", extras=notify), key, "notification"),
    ]


def _vod(said: Mapping[str, Any]) -> list[Practice]:
    """Reliable callback (the queue is read here) and normal callback (the server tells us)."""
    there = Destination(
        "vod",
        said["endpoint"],
        "",
        str(said["sub_app_id"]),
        practice=True,
        other_endpoint=said["cos_endpoint"],
    )
    key = Credentials(said["secret_id"], said["secret_key"])
    queue = Connection("demo-vod", "", there, colour="blue", extras={"consume": "1"})
    found = [Practice(queue, key, "queue")]
    if app := _pushing(said.get("applications")):
        extras = {"statusUrl": said["status_url"]}
        place = replace(there, bucket=app)
        push = replace(queue, id="demo-vod-push", destination=place, extras=extras)
        found.append(Practice(push, key, "push", str(said.get("sign_key", ""))))
    return found


def _pushing(applications: object) -> str:
    """Id of the application whose events go to the application server; empty: there is none."""
    if not isinstance(applications, Sequence):
        return ""
    for each in applications:
        if isinstance(each, Mapping) and each.get("mode") == "PUSH":
            return str(each.get("sub_app_id", ""))
    return ""

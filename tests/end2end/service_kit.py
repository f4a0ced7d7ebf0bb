"""The further services on the command line: where they are, and by whose leave."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.cloud import Cloud
from tests.end2end.running import Ran, command, environment, run

SERVICES = ("wangsu", "vod")


def where(cloud: Cloud, service: str, *, mode: str = "PULL") -> list[str]:
    """Options that name the place; ``mode``: of VOD's application."""
    said = cloud.facts[service]
    if service == "wangsu":
        place = ["--endpoint", said["upload_endpoint"], "--bucket", said["bucket"]]
        return ["--provider", service, *place, "--other-endpoint", said["management_endpoint"]]
    apps = [a["sub_app_id"] for a in said["applications"] if a["mode"] == mode]
    place = ["--endpoint", said["endpoint"], "--bucket", apps[0]]
    return ["--provider", service, *place, "--other-endpoint", said["cos_endpoint"]]


def shell(cloud: Cloud, home: Path, *, keyring: bool = False) -> dict[str, str]:
    """An environment with the keys of both."""
    wangsu, vod = cloud.facts["wangsu"], cloud.facts["vod"]
    found = {
        **environment(home),
        "WCS_ACCESS_KEY": wangsu["access_key"],
        "WCS_SECRET_KEY": wangsu["secret_key"],
        "TENCENTCLOUD_SECRET_ID": vod["secret_id"],
        "TENCENTCLOUD_SECRET_KEY": vod["secret_key"],
    }
    if keyring:
        del found["PYTHON_KEYRING_BACKEND"]
    return found


@dataclass(frozen=True, slots=True)
class Way:
    """One way of being told, as words of the command line."""

    service: str
    words: tuple[str, ...] = ()
    mode: str = "PULL"


def ways(facts: Mapping[str, Any]) -> dict[str, Way]:
    """The three modes of Wangsu and the two callbacks of VOD; each brings ``$(x:n)`` back."""
    wangsu, vod = facts["wangsu"], facts["vod"]
    notify = f"persistentNotifyUrl={wangsu['notify_url']}"
    body = ("--callback-body", "n=$(x:n)&key=$(key)")
    return {
        "normal": Way("wangsu", ("--option", "returnBody=n=$(x:n)&key=$(key)")),
        "callback": Way("wangsu", ("--callback-url", wangsu["callback_url"], *body)),
        "notification": Way(
            "wangsu",
            (
                *("--option", "persistentOps=avthumb/mp4/vb/1m;vframe/jpg/offset/1"),
                *("--option", notify, "--wait-notices", "60"),
            ),
        ),
        "reliable": Way("vod", ("--wait-notices", "60")),
        "push": Way(
            "vod", ("--option", f"statusUrl={vod['status_url']}", "--wait-notices", "60"), "PUSH"
        ),
    }


def sent(cloud: Cloud, home: Path, way: Way, words: Sequence[str]) -> Ran:
    """``upcall send`` by that way."""
    place = where(cloud, way.service, mode=way.mode)
    return run(command("send", *words, *place, *way.words), shell(cloud, home))


def text_of(receipt: Mapping[str, object]) -> str:
    """Everything that was told with a receipt or after it."""
    return json.dumps([receipt["callback"], receipt["notices"]], ensure_ascii=False)

"""Ways in which a service tells an application server, as the steps that are to be expected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from app.domain.connection import Connection
from app.domain.services import FIRST, Can, service
from app.domain.stage import LIMIT, LIMITS, Step, Tale

_PLACE = (Tale.APPLY, Tale.GRANTED, Tale.UPLOAD, Tale.COMMIT, Tale.STORED)
PLANS: Mapping[tuple[str, str], tuple[Tale, ...]] = {
    ("wangsu", "normal"): (Tale.UPLOAD, Tale.STORED),
    ("wangsu", "callback"): (Tale.UPLOAD, Tale.CALLBACK, Tale.ANSWER, Tale.HANDED_ON),
    ("wangsu", "notification"): (
        *(Tale.UPLOAD, Tale.STORED, Tale.SAID, Tale.PROCESSED),
        *(Tale.NOTICE, Tale.TAKEN, Tale.SAID),
    ),
    ("vod", "queue"): (*_PLACE, Tale.QUEUED, Tale.PULL, Tale.GIVEN, Tale.CONFIRMED),
    ("vod", "push"): (*_PLACE, Tale.NOTICE, Tale.TAKEN, Tale.PASSED_ON),
}
"""By service and `app.domain.practice.Practice.way` (wangsu.md, 4.1, 5; tencent-vod.md, 0, 4); the
first service needs none: there are always the same four steps."""
NUMBERS: Mapping[Tale, int] = {
    Tale.UPLOAD: 1,
    Tale.APPLY: 1,
    Tale.COMMIT: 1,
    Tale.CALLBACK: 2,
    Tale.ANSWER: 3,
    Tale.HANDED_ON: 4,
    Tale.STORED: 4,
    Tale.GRANTED: 5,
    Tale.PROCESSED: 6,
    Tale.QUEUED: 6,
    Tale.NOTICE: 7,
    Tale.TAKEN: 8,
    Tale.PULL: 9,
    Tale.CONFIRMED: 9,
    Tale.SAID: 10,
    Tale.GIVEN: 10,
    Tale.PASSED_ON: 11,
}
"""The road (`Step.number`) of what is planned."""
WAITS: Mapping[str, str] = {
    "oss": "callback_seconds",
    "wangsu": "wangsu_call_seconds",
    "vod": "vod_push_seconds",
}
"""Names of the demo cloud's settings that say how long a service waits for a server."""
FORGERIES: Mapping[str, tuple[str, ...]] = {
    "oss": ("signature", "body", "key_url"),
    "wangsu": ("key", "signature", "body", "notification", "replay"),
    "vod": ("unsigned", "key", "past", "body"),
}
"""Ways to forge what a service tells (``/forge`` of the demo cloud), by service."""
CHECKS: tuple[tuple[str, ...], ...] = (
    ("key_url", "key", "signature", "text", "digest", "match"),
    ("authorization", "key", "match"),
    ("fields", "time", "match"),
)
"""Steps in which an application server verifies who called: by a public key (oss.md, 1.8), by a
shared key (wangsu.md, 4.4 and 5.4), by a time and a shared key (tencent-vod.md, 4.2)."""
_CALLING = frozenset({2, 7})


def plan_of(name: str, way: str) -> tuple[Tale, ...]:
    """What is to be expected; empty: the usual four steps."""
    return PLANS.get((name, way), ())


def to_come(plan: Sequence[Tale], steps: Sequence[Step]) -> tuple[Tale, ...]:
    """What of a plan is still to come: what stands behind the steps that were seen."""
    place = 0
    for step in steps:
        if step.tale in plan[place:]:
            place = plan.index(step.tale, place) + 1
    return tuple(plan[place:])


def planned(tale: Tale, order: int) -> Step:
    """A step that is still to come."""
    return Step(NUMBERS.get(tale, 1), tale, order=order)


def calls_server(plan: Sequence[Tale], steps: Sequence[Step]) -> bool:
    """Whether anybody calls an application server there, and so has to wait for it."""
    if any(step.number in _CALLING for step in steps):
        return True
    return not plan or any(NUMBERS.get(tale) in _CALLING for tale in plan)


def limit_of(name: str) -> float:
    """Seconds that an application server has at a service."""
    return LIMITS.get(name, LIMIT)


def known_as(name: str, key: str) -> str:
    """What an upload is recognised by: its key, or, where each is a new file, the name that we
    give it, which is its file's without the ending."""
    if Can.KEEP_NAMES in service(name or FIRST.name).can:
        return key
    return PurePosixPath(key).stem


def own_name(name: str, key: str, mark: str) -> dict[str, str]:
    """Options by which an upload can be told from others where the service makes up the keys."""
    if Can.KEEP_NAMES in service(name).can:
        return {}
    return {"MediaName": f"{PurePosixPath(key).stem} {mark}"}


def is_first(name: str) -> bool:
    """Whether it is the service whose story has the usual four steps."""
    return name == FIRST.name


def addresses_of(connection: Connection) -> list[str]:
    """Every address that a connection names, those in its options included."""
    there = connection.destination
    found = [there.endpoint, there.other_endpoint, *connection.callback.urls]
    return [url for url in (*found, *connection.extras.values()) if "://" in url]


def checks_of(first: str) -> tuple[str, ...]:
    """The steps of a verification that begins with this one."""
    return next((steps for steps in CHECKS if steps[0] == first), CHECKS[0])

"""Scenarios of the stage: files that say what is uploaded, what goes wrong, what is said.

A file is one JSON object; texts are objects by language (``en``, ``zh_CN``), English always.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.callback import BodyType
from app.domain.services import SERVICES
from app.domain.stage import Tale

SERVER = "{server}"
"""In an address of a scenario: the demo cloud's application server."""
LARGEST = 64 * 1024 * 1024
"""Bytes of the largest file that is made for a show."""
METHODS = ("auto", "put", "post", "multipart")
Texts = Mapping[str, str]
MOMENTS = ("before", "1", "2", "3", "4", "5", "6", "after", *(tale.value for tale in Tale))
"""When a note is said: before the first step, at each step by its number or by what it tells
(`app.domain.stage.Tale`), at the end."""
FORGED = ("signature", "body", "key_url", "key", "notification", "replay", "unsigned", "past")
"""Ways to forge a callback (`app.democloud.forged`, and of the further services)."""
GROUPS = ("ways", "server", "elsewhere")
WAYS = ("", "normal", "callback", "notification", "queue", "push")
"""How a further service tells an application server (`app.domain.practice.Practice.way`)."""
_LOOPBACK = re.compile(r"http://127\.0\.0\.1:\d{1,5}(/[^\s@\\]*)?$")
_TEMPLATE = "object=${object}&size=${size}&order=${x:order}"


@dataclass(frozen=True, slots=True)
class Scenario:
    """One thing to show."""

    id: str
    title: Texts
    """A few words, for the switch."""
    summary: Texts
    """One sentence that says what will happen."""
    order: int = 100
    file: str = "lake.jpg"
    """Name of a sample that comes with Upcall, or of the file that is made."""
    size: int = 0
    """Bytes of a file that is made for the show; 0: the sample is sent."""
    method: str = "auto"
    """As `app.domain.connection.Batch.method`."""
    part_size: int = 0
    """Bytes of a part; 0: as usual."""
    urls: tuple[str, ...] = (SERVER,)
    body: str = _TEMPLATE
    body_type: BodyType = BodyType.FORM
    variables: Mapping[str, str] = field(default_factory=lambda: {"x:order": "4711"})
    answer: Mapping[str, object] = field(default_factory=dict)
    """What the application server is told about its next answer; empty: nothing."""
    faults: tuple[Mapping[str, object], ...] = ()
    """Faults for this upload alone; its object name is added to each."""
    forge: tuple[str, ...] = ()
    """Nothing is uploaded: somebody sends the server callbacks forged in these ways, in order."""
    group: str = "server"
    """``ways``: how a service tells; ``server``: how the application server behaves;
    ``elsewhere``: what else may go wrong."""
    service: str = "oss"
    """Name of the service (`app.domain.services`)."""
    way: str = ""
    """One of `WAYS`; of the first service empty."""
    extras: Mapping[str, str] = field(default_factory=dict)
    """Options of the service, over those of the practice connection; an empty one takes away."""
    road: str = "key"
    """``key``: the demo cloud's own key; ``server``: temporary keys from its application server."""
    notes: Mapping[str, Texts] = field(default_factory=dict)
    """What the speaker may say, by `MOMENTS`."""

    def note(self, moment: str, language: str) -> str:
        """The note of a moment in a language, else in English, else empty."""
        return said(self.notes.get(moment, {}), language)


def said(texts: Texts, language: str) -> str:
    """A text in a language, else in English."""
    return texts.get(language) or texts.get("en", "")


def scenario_of(text: str) -> Scenario:
    """Read a scenario file. Raises `ValueError` with what is wrong in it."""
    try:
        values = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(values, dict):
        raise ValueError("a scenario is one JSON object")
    for name in ("title", "summary"):
        if not isinstance(values.get(name), dict) or not values[name].get("en"):
            raise ValueError(f"{name} needs a text under en")
    _check(values)
    made: dict[str, Any] = {name: values[name] for name in _KNOWN if name in values}
    for name in ("urls", "faults", "forge"):
        if name in made:
            made[name] = tuple(made[name])
    if "body_type" in made:
        made["body_type"] = BodyType[str(made["body_type"]).upper()]
    return Scenario(**made)


def scenario_text(scenario: Scenario) -> str:
    """A scenario as a file, such as `scenario_of` reads."""
    value = {name: getattr(scenario, name) for name in _KNOWN}
    value["forge"] = list(scenario.forge)
    value["urls"], value["faults"] = list(scenario.urls), [dict(one) for one in scenario.faults]
    value["body_type"] = scenario.body_type.name.lower()
    return json.dumps(value, ensure_ascii=False, indent=2, default=dict) + "\n"


_KNOWN: Mapping[str, type] = {
    "id": str,
    "title": dict,
    "summary": dict,
    "order": int,
    "file": str,
    "size": int,
    "method": str,
    "part_size": int,
    "urls": list,
    "body": str,
    "body_type": str,
    "variables": dict,
    "answer": dict,
    "faults": list,
    "forge": list,
    "group": str,
    "service": str,
    "way": str,
    "extras": dict,
    "road": str,
    "notes": dict,
}


def _check(values: Mapping[str, object]) -> None:
    for name, value in values.items():
        kind = _KNOWN.get(name)
        if kind is None:
            raise ValueError(f"{name} is not known here")
        if not isinstance(value, kind):
            raise ValueError(f"{name} has the wrong type")
    size = values.get("size", 0)
    if not isinstance(size, int) or not 0 <= size <= LARGEST:
        raise ValueError(f"size is at most {LARGEST} bytes")
    if values.get("method", "auto") not in METHODS:
        raise ValueError(f"method is one of {', '.join(METHODS)}")
    if values.get("group", "server") not in GROUPS:
        raise ValueError(f"group is one of {', '.join(GROUPS)}")
    forge = values.get("forge", [])
    if isinstance(forge, list) and (len(forge) > len(FORGED) or set(map(str, forge)) - {*FORGED}):
        raise ValueError(f"forge holds some of {', '.join(FORGED)}")
    if values.get("service", "oss") not in SERVICES or values.get("way", "") not in WAYS:
        raise ValueError("service and way are those of a practice connection")
    if not values.get("id"):
        raise ValueError("id is missing")
    _check_places(values)
    if str(values.get("body_type", "form")).upper() not in BodyType.__members__:
        raise ValueError("body_type is form or json")
    notes = values.get("notes")
    for moment, texts in notes.items() if isinstance(notes, dict) else ():
        if moment not in MOMENTS or not _is_texts(texts):
            raise ValueError(f"notes may have {', '.join(MOMENTS)}")
    for name in ("title", "summary", "variables", "extras"):
        if not _is_texts(values.get(name, {})):
            raise ValueError(f"{name} holds texts")


def _is_texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def _check_places(values: Mapping[str, object]) -> None:
    """A file that somebody sent reads nothing but samples and calls nobody but this computer."""
    name = values.get("file", "a")
    if not isinstance(name, str) or not name or set(name) & set("/\\:") or name.startswith("."):
        raise ValueError("file is the name of a sample")
    urls, faults = values.get("urls", []), values.get("faults", [])
    for url in urls if isinstance(urls, list) else ():
        if not isinstance(url, str) or (url != SERVER and not _LOOPBACK.match(url)):
            raise ValueError(f"addresses are {SERVER}, or at 127.0.0.1")
    if isinstance(faults, list) and not all(isinstance(fault, dict) for fault in faults):
        raise ValueError("each fault is an object")

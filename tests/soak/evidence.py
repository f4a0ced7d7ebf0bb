"""What the judge knows: the cloud's store and event log, what Upcall said, what the files held."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from fastcrc import crc64

from tests.soak.files import Item, Version, content, kept_items, lines_of, number_of

Line = dict[str, Any]


@dataclass(slots=True)
class Evidence:
    """Everything of one round."""

    items: dict[int, Item]
    """Files by number."""
    said: list[Line]
    """What Upcall and its person wrote down, in order."""
    events: list[Line]
    """The cloud's log, whole."""
    objects: dict[str, bytes]
    """What the cloud holds, byte for byte, by key."""
    uploads: list[Line]
    """Uploads in parts that stay at the cloud."""
    contents: dict[int, list[bytes]] = field(default_factory=dict)
    """All contents that each file ever had."""
    sums: dict[int, set[tuple[int, str]]] = field(default_factory=dict)
    """Size and CRC-64 of these."""

    def is_ours(self, key: str) -> bool:
        """Does the cloud hold one of the file's contents under a key?"""
        return key in self.objects and self.objects[key] in self.contents[number_of(key)]

    def of_kind(self, kind: str) -> list[Line]:
        """Events of one kind."""
        return [event for event in self.events if event["kind"] == kind]

    def lines(self, kind: str) -> list[Line]:
        """Lines of one kind of what was said."""
        return [line for line in self.said if line["k"] == kind]


def gathered(folder: Path, seed: int, *, control_url: str, bucket: str) -> Evidence:
    """Read everything. AssertionError when the event log has a gap."""
    items = {item.number: item for item in kept_items(folder / "items.jsonl")}
    said = list(lines_of(folder / "said.jsonl"))
    events = list(lines_of(folder / "events.jsonl"))
    numbers = [event["seq"] for event in events]
    assert numbers == list(range(1, len(numbers) + 1)), "the event log has a gap"
    plane = _Plane(control_url)
    keys = [found["key"] for found in plane.ask("/objects")["objects"]]
    objects = {key: plane.read(f"/bytes?bucket={bucket}&key={quote(key)}") for key in keys}
    evidence = Evidence(items, said, events, objects, plane.ask("/uploads")["uploads"])
    _fill_contents(evidence, seed)
    return evidence


def _fill_contents(evidence: Evidence, seed: int) -> None:
    versions: dict[int, list[Version]] = defaultdict(list)
    for line in evidence.lines("version"):
        number = line["number"]
        versions[number].append(Version(number, line["version"], line["size"], line["cut"]))
    for number, item in evidence.items.items():
        every = [Version(number, 0, item.size), *versions[number]]
        evidence.contents[number] = [content(seed, version) for version in every]
        sums = {(len(text), str(crc64.xz(text))) for text in evidence.contents[number]}
        evidence.sums[number] = sums


class _Plane:
    """The control plane over one kept connection."""

    def __init__(self, url: str) -> None:
        place = urlsplit(url)
        self._path = place.path
        self._connection = HTTPConnection(place.hostname or "", place.port, timeout=60)

    def read(self, path: str) -> bytes:
        self._connection.request("GET", self._path + path)
        answer = self._connection.getresponse()
        body = answer.read()
        assert answer.status == 200, body
        return body

    def ask(self, path: str) -> Line:
        found: Line = json.loads(self.read(path))
        return found

"""Every way to send x every body x every way to be authorised: the server's number comes back.

The random number that the application server puts into each answer is the proof: it is nowhere but
in that answer. The table of all ways is printed (``pytest -s``); `tests.xvfb` reads the same number
from the window.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from fastcrc import crc64

from app.domain.plan import MIB
from tests.cloud import Cloud
from tests.end2end.running import Ran, at, command, environment, run

OPERATIONS = {"put": "PutObject", "post": "PostObject", "multipart": "CompleteMultipartUpload"}
KEY, STS, SERVER = "key pair", "temporary key", "server: temporary key"
FORM, URL = "server: signed form", "server: presigned address"
BODIES = {
    "form": "object=${object}&size=${size}&order=${x:order}",
    "json": '{"object":${object},"size":${size},"order":${x:order}}',
}


@dataclass(frozen=True, slots=True)
class Way:
    """One way to upload with a callback."""

    method: str
    body: str
    by: str

    def words(self, cloud: Cloud) -> list[str]:
        """As options of ``upcall send``."""
        own = ["--callback-url", cloud.callback_url, "--callback-body", BODIES[self.body]]
        own += ["--callback-body-type", self.body, "--method", self.method]
        return own + self._server(cloud)

    def _server(self, cloud: Cloud) -> list[str]:
        roads = {SERVER: "sts", FORM: "policy", URL: "presign"}
        if self.by not in roads:
            return []
        url = cloud.facts["authorise"][roads[self.by]]
        return ["--server", url + ("?key={key}&type={type}" if self.by == URL else "")]

    def shell(self, cloud: Cloud, home: Path) -> dict[str, str]:
        """The environment that holds the key, where there is one."""
        if self.by == KEY:
            return environment(home, key_id=cloud.access_key_id, secret=cloud.access_key_secret)
        if self.by == STS:
            key = cloud.sts()
            shell = environment(home, key_id=key["access_key_id"], secret=key["access_key_secret"])
            return {**shell, "OSS_SESSION_TOKEN": key["security_token"]}
        return environment(home)


def ways() -> Iterator[Way]:
    """All that go together: a signed form is a form, a presigned address one PUT."""
    for method in OPERATIONS:
        for body in BODIES:
            for by in (KEY, STS, SERVER):
                yield Way(method, body, by)
    for body in BODIES:
        yield Way("post", body, FORM)
        yield Way("put", body, URL)


@dataclass(slots=True)
class Table:
    """What came of each way, printed at the end."""

    lines: list[str] = field(default_factory=list)

    def add(self, way: Way, operation: str, number: str) -> None:
        """One line."""
        self.lines.append(f"{operation:<24} {way.body:<5} {way.by:<26} {number}  delivered")


@pytest.fixture(scope="module")
def table() -> Iterator[Table]:
    """The matrix."""
    made = Table()
    yield made
    print("\n" + "\n".join(made.lines))


@pytest.mark.parametrize("way", list(ways()), ids=lambda w: f"{w.method}-{w.body}-{w.by}")
def test_the_number_of_the_server_comes_back_whichever_way_a_file_goes(
    cloud: Cloud, tmp_path: Path, table: Table, way: Way
) -> None:
    cloud.settings(grant_body_type=way.body)
    path = tmp_path / "Bericht 文 #1+%.bin"
    path.write_bytes(bytes(range(251)) * (MIB // 251 + 1))
    words = [str(path), "--json", "--var", "order=4711 &=", *way.words(cloud)]
    words += ["--part-size", "256k"] if way.method == "multipart" else []
    ran = run(command("send", *words, *at(cloud)), way.shell(cloud, tmp_path / "home"))
    (receipt,) = receipts(ran)
    (answered,) = cloud.of_kind("app_answered")
    number = str(answered["number"])
    answer = json.loads(str(receipt["callback"]["body"]))  # type: ignore[index]
    assert (ran.code, receipt["outcome"]) == (0, "delivered")
    assert answer["number"] == number
    operations = [str(event["operation"]) for event in cloud.of_kind("request")]
    assert operations[-1] == OPERATIONS[way.method]
    assert operations.count("UploadPart") == (5 if way.method == "multipart" else 0)
    (stored,) = cloud.objects()
    assert (stored["key"], int(stored["crc64"])) == (path.name, crc64.xz(path.read_bytes()))
    if way.by != URL:  # there the server fixes the variables as well
        assert answer["received"]["order"] == "4711 &="
    plain = run(
        command("send", str(path), "--key", "again.bin", *words[2:], *at(cloud)),
        way.shell(cloud, tmp_path / "home"),
    )
    (_, again) = cloud.of_kind("app_answered")
    assert str(again["number"]) in plain.out, "the sentence of a terminal shows it too"
    table.add(way, operations[-1], number)


def receipts(ran: Ran) -> list[dict[str, object]]:
    """The receipts, or what went wrong instead."""
    assert ran.out, ran.err
    return ran.receipts()

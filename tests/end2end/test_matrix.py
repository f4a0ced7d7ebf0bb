"""Every operation with every body and every kind of access: delivered, and the answer is read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from tests.cloud import Cloud
from tests.end2end.running import Ran, at, command, environment, run

OPERATIONS = {
    "put": "PutObject",
    "post": "PostObject",
    "multipart": "CompleteMultipartUpload",
}
BODIES = {
    "form": "bucket=${bucket}&object=${object}&size=${size}&order=${x:order}",
    "json": '{"bucket":${bucket},"object":${object},"size":${size},"order":${x:order}}',
}
WITH_KEYS = ("key pair", "temporary key", "server's keys")
SIGNED = {"post": "server's form", "put": "server's address"}
"""What a server signs is for one operation."""


@dataclass(frozen=True, slots=True)
class Case:
    """One cell of the matrix."""

    method: str
    body: str
    access: str

    def words(self, cloud: Cloud) -> list[str]:
        """What to say to ``upcall send``."""
        roads = {"server's keys": "sts", "server's form": "policy", "server's address": "presign"}
        words = ["--method", self.method]
        if self.access in roads:
            road = roads[self.access]
            query = "?key={key}&x:order=7" if road == "presign" else ""
            words += ["--server", cloud.facts["authorise"][road] + query]
        if self.access in WITH_KEYS:
            words += ["--callback-url", cloud.callback_url, "--callback-body", BODIES[self.body]]
            words += ["--callback-body-type", self.body]
        return words if self.access == "server's address" else [*words, "--var", "order=7"]

    def shell(self, cloud: Cloud, home: Path) -> Mapping[str, str]:
        """The environment with the key, if there is one."""
        if self.access == "key pair":
            return environment(home, secret=cloud.access_key_secret, key_id=cloud.access_key_id)
        if self.access == "temporary key":
            sts = cloud.sts()
            own = environment(home, secret=sts["access_key_secret"], key_id=sts["access_key_id"])
            return {**own, "OSS_SESSION_TOKEN": sts["security_token"]}
        return environment(home)


CASES = [
    *(Case(*cell) for cell in product(OPERATIONS, BODIES, WITH_KEYS)),
    *(Case(method, body, access) for method, access in SIGNED.items() for body in BODIES),
]


@pytest.fixture
def home(cloud: Cloud, tmp_path: Path) -> Path:
    """A home for Upcall, beside a cloud that has forgotten everything."""
    cloud.reset()
    return tmp_path / "home"


def sent(cloud: Cloud, case: Case, home: Path, *more: str) -> tuple[Ran, str]:
    """Send one file; how it ended, and the number in the application server's answer."""
    since = cloud.mark()
    cloud.settings(grant_body_type=case.body)
    path = home.parent / "file.txt"
    path.write_text("delivered?")
    words = command("send", str(path), *at(cloud), *case.words(cloud), *more)
    ran = run(words, dict(case.shell(cloud, home)))
    assert ran.code == 0, f"{case}: {ran.out}{ran.err}"
    (answered,) = cloud.of_kind("app_answered", since)
    (stored,) = cloud.of_kind("object_stored", since)
    assert stored["operation"] == OPERATIONS[case.method]
    (received,) = cloud.of_kind("app_received", since)
    assert received["signature_valid"]
    assert ("json" in received["headers"]["content-type"]) == (case.body == "json")
    return ran, str(answered["number"])


def test_every_way_to_upload_delivers_and_tells_the_answer(
    cloud: Cloud, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = []
    for case in CASES:
        ran, number = sent(cloud, case, home)
        assert "Delivered. {" in ran.out
        assert number in ran.out
        ran, other = sent(cloud, case, home, "--json")
        (receipt,) = ran.receipts()
        told = receipt["callback"]
        assert isinstance(told, dict)
        assert receipt["outcome"] == "delivered"
        answer = json.loads(told["body"])
        assert (answer["number"], answer["received"]["order"]) == (other, "7")
        lines.append(f"{OPERATIONS[case.method]:<24} {case.body:<5} {case.access:<17} {number}")
    assert len(lines) == 3 * 2 * 3 + 2 * 2
    with capsys.disabled():
        print("\n" + "\n".join(lines))

"""Whether a name is taken, and links that really open."""

from __future__ import annotations

import asyncio
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastcrc.crc64 import xz

from app.domain.asks import MakeLink, ObjectFound
from app.domain.credentials import Credentials
from app.domain.destination import Destination
from app.domain.errors import (
    CredentialsMissing,
    DestinationError,
    NotAllowed,
    NotUnderstood,
    Refused,
    UploadError,
)
from app.domain.grant import FormGrant
from tests.cloud import Cloud, fetched
from tests.engine.servers import RawServer
from tests.providers.oss_asks import (
    OSS,
    Access,
    asked,
    key_of,
    place_of,
    said,
    standing_for,
)
from tests.providers.oss_calls import HttpCall, answer, order

KEY = Credentials("AK", "secret-of-the-test")
PLACE = Destination("oss", "http://oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou", "demo", "in/")
NAME = "in/文 1+%2F#?/../a.bin"
DATA = b"what is there"


@pytest.fixture
def stored(cloud: Cloud, tmp_path: Path) -> Cloud:
    """A cloud that has `DATA` under `NAME`."""
    path = tmp_path / "source.bin"
    path.write_bytes(DATA)
    wanted = order(path, cloud.endpoint, key=NAME, region=cloud.region)
    asyncio.run(OSS.put(HttpCall(key_of(cloud)), wanted))
    return cloud


def taken(
    there: Destination, access: Access, key: str = NAME, *, proxy: str | None = None
) -> ObjectFound | None:
    return asked(lambda call: OSS.taken(call, there, key), access, proxy=proxy)


def link(there: Destination, access: Access, *, seconds: int = 0, base: str = "") -> str:
    subject = MakeLink("a", "c", there, NAME, seconds, base)
    return asked(lambda call: OSS.link(call, subject), access)


def test_a_taken_name_tells_size_time_and_checksum(stored: Cloud) -> None:
    found = taken(place_of(stored), key_of(stored))
    assert found is not None
    assert (found.key, found.size, found.crc64) == (NAME, len(DATA), xz(DATA))
    assert abs(found.modified_at - time.time()) < 60


def test_a_free_name_is_none(stored: Cloud) -> None:
    assert taken(place_of(stored), key_of(stored), "in/other") is None


@pytest.mark.parametrize("by", ["key", "grant"])
def test_whoever_may_not_look_is_told_so(stored: Cloud, by: str) -> None:
    stored.settings(denied=["oss:GetObject"])
    access: Access = key_of(stored) if by == "key" else FormGrant(stored.endpoint, ())
    with pytest.raises(NotAllowed):
        taken(place_of(stored), access)


def test_a_bucket_that_is_not_there_says_nothing_about_a_name(cloud: Cloud) -> None:
    with pytest.raises(Refused) as caught:
        taken(place_of(cloud, bucket="not-there"), key_of(cloud))
    assert caught.value.values["reason"] == "no_bucket"


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (answer(403), NotAllowed),
        (answer(200, Content_Type="text/html"), NotUnderstood),
        (answer(502), UploadError),
    ],
)
def test_an_answer_of_somebody_else(reply: bytes, error: type[UploadError]) -> None:
    with RawServer(standing_for(lambda *_: reply)) as server:
        with pytest.raises(error):
            taken(PLACE, KEY, proxy=server.origin)


def test_an_object_without_a_checksum_is_found_all_the_same() -> None:
    with RawServer(standing_for(lambda *_: said(200))) as server:
        assert taken(PLACE, KEY, proxy=server.origin) == ObjectFound(NAME, 0)


# --- links ---------------------------------------------------------------------------------------


def test_a_plain_link_needs_no_access(stored: Cloud) -> None:
    there = place_of(stored)
    made = link(there, CredentialsMissing("none"))
    assert made == OSS.address(there, NAME)
    assert "?" not in made


def test_a_signed_link_opens_for_everybody_and_has_an_end(stored: Cloud) -> None:
    made = link(place_of(stored), key_of(stored), seconds=60)
    assert fetched(made) == DATA
    assert "x-oss-expires=60" in made
    with pytest.raises(AssertionError):
        fetched(made.replace("x-oss-expires=60", "x-oss-expires=61"))


def test_a_temporary_key_signs_too(stored: Cloud) -> None:
    key = stored.sts(600)
    keys = Credentials(key["access_key_id"], key["access_key_secret"], key["security_token"])
    assert fetched(link(place_of(stored), keys, seconds=60)) == DATA


def test_a_link_lives_a_week_at_most(stored: Cloud) -> None:
    assert "x-oss-expires=604800" in link(place_of(stored), key_of(stored), seconds=10**9)


def test_a_link_on_a_custom_domain_holds_no_bucket_and_is_signed_with_it(stored: Cloud) -> None:
    stored.settings(cnames={"files.localhost": stored.bucket})
    base = f"http://files.localhost:{stored.port}"
    made = link(place_of(stored), key_of(stored), seconds=60, base=base)
    assert made.startswith(base + "/in/%E6%96%87%201%2B%252F%23%3F/%2E%2E/a.bin?")
    at_home = made.replace("files.localhost", "127.0.0.1")
    assert opened(at_home, host=f"files.localhost:{stored.port}") == DATA


def test_a_plain_link_on_a_custom_domain() -> None:
    for base in ("https://files.example.com", "files.example.com/"):
        made = link(PLACE, CredentialsMissing("none"), base=base)
        assert made == "https://files.example.com/in/%E6%96%87%201%2B%252F%23%3F/%2E%2E/a.bin"


@pytest.mark.parametrize("base", ["ftp://files.example.com", "https://", "http://[", "http://a/b"])
def test_a_domain_that_is_none(base: str) -> None:
    with pytest.raises(DestinationError):
        link(PLACE, KEY, base=base)


def test_a_grant_signs_nothing(cloud: Cloud) -> None:
    with pytest.raises(NotAllowed) as caught:
        link(place_of(cloud), FormGrant(cloud.endpoint, ()), seconds=60)
    assert caught.value.values["reason"] == "grant"


def opened(url: str, *, host: str) -> bytes:
    """The body of an address that is asked for under another host's name."""
    place = urlsplit(url)
    connection = HTTPConnection(place.hostname or "", place.port, timeout=20)
    try:
        connection.request("GET", f"{place.path}?{place.query}", headers={"Host": host})
        found = connection.getresponse()
        body = found.read()
        assert found.status == 200, body
        return body
    finally:
        connection.close()

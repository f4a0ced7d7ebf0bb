"""Trouble by chance: seeded, with a rate for every kind, each one an event."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from http.client import HTTPConnection
from urllib.parse import urlsplit

import oss2
import pytest

from tests.cloud import PATIENCE, Cloud, fetched
from tests.democloud.sdks import callback_headers, old_bucket

NAMES = [f"{number}.bin" for number in range(60)]


def fates(cloud: Cloud, seed: int) -> dict[str, str]:
    """What befalls one PutObject of each name."""
    cloud.reset()
    rates = {"error": 0.2, "busy": 0.2, "bad_etag": 0.2, "skew": 0.1}
    cloud.ask("/chance", method="POST", seed=seed, rates={"PutObject": rates})
    bucket = old_bucket(cloud)
    for name in NAMES:
        with suppress(oss2.exceptions.ServerError):
            bucket.put_object(name, b"some bytes")
    return {event["key"]: event["fault"] for event in cloud.of_kind("fault")}


def test_the_same_seed_brings_the_same_fate_to_the_same_request(cloud: Cloud) -> None:
    first = fates(cloud, 7)
    assert fates(cloud, 7) == first
    assert fates(cloud, 8) != first
    assert {"status", "bad_etag", "skew"} == set(first.values())
    assert 25 < len(first) < 57, "about seven in ten"


def test_a_wait_hint_comes_with_throttling(cloud: Cloud) -> None:
    spans = {"hint": [3, 3]}
    cloud.ask("/chance", method="POST", rates={"PutObject": {"busy": 1}}, spans=spans)
    for name in NAMES[:20]:
        with pytest.raises(oss2.exceptions.ServerError) as caught:
            old_bucket(cloud).put_object(name, b"1")
        assert caught.value.headers["Retry-After"] == "3"
        assert caught.value.status in (429, 503)


def test_an_upload_id_may_expire_under_way(cloud: Cloud) -> None:
    bucket = old_bucket(cloud)
    begun = bucket.init_multipart_upload("k").upload_id
    cloud.ask("/chance", method="POST", rates={"UploadPart": {"expire_upload": 1}})
    with pytest.raises(oss2.exceptions.NoSuchUpload):
        bucket.upload_part("k", begun, 1, b"1")
    assert cloud.uploads() == []


def test_the_application_server_breaks_callbacks_by_chance(cloud: Cloud) -> None:
    cloud.ask("/chance", method="POST", callback={"500": 0.5, "not_json": 0.5})
    for name in NAMES[:20]:
        answer = old_bucket(cloud).put_object(name, b"1", headers=callback_headers(cloud))
        assert answer.status == 203
    modes = Counter(event["mode"] for event in cloud.of_kind("app_answered"))
    assert set(modes) == {"500", "not_json"}


def test_chance_is_off_after_a_reset_and_refuses_nonsense(cloud: Cloud) -> None:
    cloud.ask("/chance", method="POST", rates={"PutObject": {"error": 1}})
    cloud.reset()
    assert old_bucket(cloud).put_object("k", b"1").status == 200
    for wrong in ({"rates": {"PutObject": {"boom": 1}}}, {"rates": {"PutObject": {"cut": 2}}}):
        with pytest.raises(AssertionError, match=r"boom|rates add up"):
            cloud.ask("/chance", method="POST", **wrong)


def test_the_control_plane_gives_an_objects_bytes(cloud: Cloud) -> None:
    old_bucket(cloud).put_object("k", b"some bytes")
    assert fetched(f"{cloud.control_url}/bytes?bucket={cloud.bucket}&key=k") == b"some bytes"
    place = urlsplit(cloud.control_url)
    asked = HTTPConnection("127.0.0.1", place.port, timeout=PATIENCE)
    asked.request("GET", f"{place.path}/bytes?bucket={cloud.bucket}&key=other")
    assert asked.getresponse().status == 400
    asked.close()

"""Unfinished uploads: found with their sizes, cleared, and never anybody else's."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from app.domain.asks import Unfinished
from app.domain.credentials import Credentials
from app.domain.destination import Destination
from app.domain.errors import NotAllowed, NotUnderstood, UploadError
from app.domain.grant import UrlGrant
from app.providers.oss.asks import leftovers
from tests.cloud import Cloud
from tests.engine.servers import RawServer
from tests.providers.oss_asks import (
    OSS,
    Access,
    asked,
    key_of,
    place_of,
    refused,
    said,
    standing_for,
)
from tests.providers.oss_calls import HttpCall, order

KEY = Credentials("AK", "secret-of-the-test")
PLACE = Destination("oss", "http://oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou", "demo", "in/")
KEYS = ["in/文 1/a b+%.bin", "in/文 1/\x01control", "in/文 1/😀/../x"]


def begun(cloud: Cloud, tmp_path: Path, *keys: str, parts: int = 0) -> list[str]:
    """Begin an upload of each key and send so many parts; give the upload ids."""
    path = tmp_path / "source.bin"
    path.write_bytes(bytes(1000))
    call = HttpCall(key_of(cloud))

    async def run() -> list[str]:
        ids = []
        for key in keys:
            wanted = order(path, cloud.endpoint, key=key, part=100, region=cloud.region)
            session = await OSS.begin(call, wanted)
            for part in wanted.parts[:parts]:
                await OSS.send(call, wanted, session, part)
            ids.append(session["upload_id"])
        return ids

    return asyncio.run(run())


def found(there: Destination, access: Access, *, proxy: str | None = None) -> list[Unfinished]:
    return list(asked(lambda call: OSS.unfinished(call, there), access, proxy=proxy))


def clear(there: Destination, access: Access, upload: Unfinished) -> None:
    asked(lambda call: OSS.clear(call, there, upload), access)


def test_nothing_is_unfinished(cloud: Cloud) -> None:
    assert found(place_of(cloud), key_of(cloud)) == []


def test_unfinished_uploads_have_name_time_and_size(cloud: Cloud, tmp_path: Path) -> None:
    ids = begun(cloud, tmp_path, *KEYS, parts=3)
    begun(cloud, tmp_path, "elsewhere/a.bin")
    listed = {upload.key: upload for upload in found(place_of(cloud), key_of(cloud))}
    assert sorted(listed) == sorted(KEYS)
    for key, upload_id in zip(KEYS, ids, strict=True):
        upload = listed[key]
        assert (upload.upload_id, upload.size, upload.parts) == (upload_id, 300, 3)
        assert abs(upload.initiated_at - time.time()) < 60


def test_two_uploads_of_one_name_are_two(cloud: Cloud, tmp_path: Path) -> None:
    ids = begun(cloud, tmp_path, KEYS[0], KEYS[0])
    assert {u.upload_id for u in found(place_of(cloud), key_of(cloud))} == set(ids)


def test_more_than_a_page_of_them(cloud: Cloud, tmp_path: Path) -> None:
    keys = [f"in/文 1/{at:04}" for at in range(1010)]
    begun(cloud, tmp_path, *keys)
    since = cloud.mark()
    assert [upload.key for upload in found(place_of(cloud), key_of(cloud))] == keys
    sized = cloud.of_kind("request", since, operation="ListParts")
    assert len(sized) == leftovers.MOST_SIZED


def test_cleared_uploads_are_gone_and_may_be_cleared_again(cloud: Cloud, tmp_path: Path) -> None:
    begun(cloud, tmp_path, *KEYS)
    there = place_of(cloud)
    for upload in found(there, key_of(cloud)):
        clear(there, key_of(cloud), upload)
        clear(there, key_of(cloud), upload)
    assert cloud.uploads() == []


@pytest.mark.parametrize("access", ["key", "grant"])
def test_rights_are_needed(cloud: Cloud, tmp_path: Path, access: str) -> None:
    begun(cloud, tmp_path, KEYS[0])
    there = place_of(cloud)
    (upload,) = found(there, key_of(cloud))
    cloud.settings(denied=["oss:ListMultipartUploads", "oss:AbortMultipartUpload"])
    by = key_of(cloud) if access == "key" else UrlGrant(cloud.endpoint)
    with pytest.raises(NotAllowed):
        found(there, by)
    with pytest.raises(NotAllowed):
        clear(there, by, upload)
    assert len(cloud.uploads()) == 1


def test_without_the_right_to_list_parts_sizes_are_not_known(cloud: Cloud, tmp_path: Path) -> None:
    begun(cloud, tmp_path, *KEYS, parts=1)
    cloud.settings(denied=["oss:ListParts"])
    listed = found(place_of(cloud), key_of(cloud))
    assert [(upload.size, upload.parts) for upload in listed] == [(0, 0)] * 3


# --- odd services --------------------------------------------------------------------------------


def page(*uploads: tuple[str, str], following: tuple[str, str] | None = None) -> bytes:
    """A page of ListMultipartUploads, its names percent-encoded."""
    entries = "".join(
        f"<Upload><Key>{key}</Key><UploadId>{upload_id}</UploadId>"
        "<Initiated>2026-01-02T03:04:05.000Z</Initiated></Upload>"
        for key, upload_id in uploads
    )
    more = ""
    if following is not None:
        more = (
            f"<IsTruncated>true</IsTruncated><NextKeyMarker>{following[0]}</NextKeyMarker>"
            f"<NextUploadIdMarker>{following[1]}</NextUploadIdMarker>"
        )
    inner = f"<EncodingType>url</EncodingType>{more}{entries}"
    return said(200, f"<ListMultipartUploadsResult>{inner}</ListMultipartUploadsResult>")


def test_what_is_not_below_the_prefix_or_cannot_be_named_is_left_out() -> None:
    entries = [("in%2Fa", "1"), ("out%2Fb", "2"), ("", "3"), ("in%2Fc", ""), ("in%2F%FF", "4")]

    def tell(_method: str, _host: str, target: str) -> bytes:
        return page(*entries) if "uploads" in target else refused(404, "NoSuchKey")

    with RawServer(standing_for(tell)) as server:
        listed = found(PLACE, KEY, proxy=server.origin)
    assert [(upload.key, upload.upload_id) for upload in listed] == [("in/a", "1")]


def test_one_that_ends_meanwhile_is_left_out() -> None:
    def tell(_method: str, _host: str, target: str) -> bytes:
        if "uploads" in target:
            return page(("in%2Fa", "1"), ("in%2Fb", "2"))
        if "uploadId=1" in target:
            return refused(404, "NoSuchUpload")
        return said(200, "<ListPartsResult><IsTruncated>false</IsTruncated></ListPartsResult>")

    with RawServer(standing_for(tell)) as server:
        assert [u.upload_id for u in found(PLACE, KEY, proxy=server.origin)] == ["2"]


def test_a_list_that_goes_round_for_ever_ends() -> None:
    def tell(_method: str, _host: str, target: str) -> bytes:
        marker = parse_qs(urlsplit(target).query).get("key-marker", [""])[0]
        following = {"": "a", "a": "b", "b": "a"}[marker]
        return page(following=(quote(following), "1"))

    with RawServer(standing_for(tell)) as server:
        assert found(PLACE, KEY, proxy=server.origin) == []
        assert len(server.requests) == 3


def test_a_list_without_an_end_ends() -> None:
    def tell(_method: str, _host: str, target: str) -> bytes:
        marker = parse_qs(urlsplit(target).query).get("key-marker", [""])[0]
        return page(following=(marker + "a", "1"))

    with RawServer(standing_for(tell)) as server:
        assert found(PLACE, KEY, proxy=server.origin) == []
        assert len(server.requests) == leftovers.MOST_PAGES


@pytest.mark.parametrize("body", ["", "<html/>", "<ListMultipartUploadsResult", "<a>" * 50])
def test_an_answer_that_is_none(body: str) -> None:
    with RawServer(standing_for(lambda *_: said(200, body))) as server:
        with pytest.raises(NotUnderstood):
            found(PLACE, KEY, proxy=server.origin)


def test_a_service_in_trouble_is_told_of() -> None:
    with RawServer(standing_for(lambda *_: refused(503, "ServiceUnavailable"))) as server:
        with pytest.raises(UploadError) as caught:
            found(PLACE, KEY, proxy=server.origin)
    assert caught.value.retryable

"""Uploads in parts: the rules, the lists and their pages (reference/oss.md 2)."""

from __future__ import annotations

import os
from typing import Any

import oss2
import pytest

from tests.cloud import Cloud
from tests.democloud.raw import RawAnswer, ask, connect, read_answer, signed_head
from tests.democloud.sdks import old_bucket

SMALLEST = 100 * 1024


def begin(cloud: Cloud, key: str = "k") -> str:
    """Begin an upload and give its id."""
    upload_id: str = old_bucket(cloud).init_multipart_upload(key).upload_id
    return upload_id


def send(cloud: Cloud, upload: str, number: int, data: bytes) -> str:
    """Send a part and give its ETag."""
    etag: str = old_bucket(cloud).upload_part("k", upload, number, data).etag
    return etag


def complete(cloud: Cloud, upload: str, parts: list[tuple[int, str]], **headers: str) -> RawAnswer:
    """Complete an upload with a list of parts."""
    listed = "".join(
        f"<Part><PartNumber>{number}</PartNumber><ETag>{etag}</ETag></Part>"
        for number, etag in parts
    )
    body = f"<CompleteMultipartUpload>{listed}</CompleteMultipartUpload>".encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    target = f"/demo/k?uploadId={upload}"
    return ask(cloud, "POST", target, resource=target, headers=named, body=body)


def test_only_listed_parts_enter_the_object_and_the_last_sent_counts(cloud: Cloud) -> None:
    upload = begin(cloud)
    send(cloud, upload, 1, b"old" * SMALLEST)
    first = send(cloud, upload, 1, b"a" * SMALLEST)
    send(cloud, upload, 5, b"never listed")
    last = send(cloud, upload, 9, b"b")
    answer = complete(cloud, upload, [(1, f'"{first}"'), (9, last)])
    assert (answer.status, answer.text("Key")) == (200, "k")
    assert answer.text("ETag") == answer.header("ETag")
    assert old_bucket(cloud).get_object("k").read() == b"a" * SMALLEST + b"b"
    assert cloud.uploads() == []


def test_the_crc_of_the_object_is_that_of_all_its_bytes(cloud: Cloud) -> None:
    data = [os.urandom(SMALLEST + size) for size in (0, 1, 77_777, 5)]
    upload = begin(cloud)
    etags = [(n, send(cloud, upload, n, piece)) for n, piece in enumerate(data, 1)]
    answer = complete(cloud, upload, etags)
    whole = oss2.utils.Crc64()
    whole.update(b"".join(data))
    assert answer.header("x-oss-hash-crc64ecma") == str(whole.crc)


def test_a_middle_part_that_is_too_small_is_refused_only_at_the_end(cloud: Cloud) -> None:
    upload = begin(cloud)
    small = send(cloud, upload, 1, b"a" * (SMALLEST - 1))
    last = send(cloud, upload, 2, b"b")
    answer = complete(cloud, upload, [(1, small), (2, last)])
    assert (answer.status, answer.text("Code")) == (400, "EntityTooSmall")
    assert answer.text("MinSizeAllowed") == str(SMALLEST)
    enough = send(cloud, upload, 1, b"a" * SMALLEST)
    assert complete(cloud, upload, [(1, enough), (2, last)]).status == 200


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([(1, "0" * 32)], "InvalidPart"),
        ([(2, "")], "InvalidPart"),
        ([(3, ""), (1, "")], "InvalidPartOrder"),
        ([(1, ""), (1, "")], "InvalidPartOrder"),
        ([], "FilePartNotExist"),
    ],
)
def test_a_wrong_list_is_refused(cloud: Cloud, parts: list[tuple[int, str]], code: str) -> None:
    upload = begin(cloud)
    send(cloud, upload, 1, b"1")
    send(cloud, upload, 3, b"3")
    answer = complete(cloud, upload, parts)
    assert (answer.status, answer.text("Code")) == (400, code)
    assert len(cloud.uploads()) == 1


@pytest.mark.parametrize("body", [b"", b"<a", b"<!DOCTYPE a><a/>", b"<a><Part>1</Part></a>"])
def test_a_list_that_is_no_list_is_refused(cloud: Cloud, body: bytes) -> None:
    target = f"/demo/k?uploadId={begin(cloud)}"
    answer = ask(cloud, "POST", target, resource=target, body=body)
    assert (answer.status, answer.text("Code")) == (400, "MalformedXML")


def test_all_parts_can_be_completed_without_a_list(cloud: Cloud) -> None:
    upload = begin(cloud)
    for number in (2, 1):
        send(cloud, upload, number, b"%d" % number * SMALLEST)
    target = f"/demo/k?uploadId={upload}"
    headers = {"x-oss-complete-all": "yes"}
    assert ask(cloud, "POST", target, resource=target, headers=headers).status == 200
    assert old_bucket(cloud).get_object("k").read() == b"1" * SMALLEST + b"2" * SMALLEST


def test_a_completed_or_aborted_upload_is_gone(cloud: Cloud) -> None:
    upload = begin(cloud)
    etag = send(cloud, upload, 1, b"1")
    assert complete(cloud, upload, [(1, etag)]).status == 200
    assert complete(cloud, upload, [(1, etag)]).text("Code") == "NoSuchUpload"
    other = begin(cloud)
    target = f"/demo/k?uploadId={other}"
    answers = [ask(cloud, "DELETE", target, resource=target).status for _ in range(2)]
    assert answers == [204, 404]


def test_a_part_that_arrives_after_the_abort_is_refused(cloud: Cloud) -> None:
    upload = begin(cloud)
    target = f"/demo/k?partNumber=1&uploadId={upload}"
    head = signed_head(cloud, "PUT", target, resource=target)
    with connect(cloud) as line:
        line.sendall(head + b"Content-Length: 2\r\n\r\n1")
        cloud.until(lambda events: events[-1].get("operation") == "UploadPart")
        old_bucket(cloud).abort_multipart_upload("k", upload)
        line.sendall(b"2")
        assert read_answer(line).text("Code") == "NoSuchUpload"


@pytest.mark.parametrize("number", ["0", "10001", "x", ""])
def test_a_part_number_out_of_range_is_refused(cloud: Cloud, number: str) -> None:
    target = f"/demo/k?partNumber={number}&uploadId={begin(cloud)}"
    answer = ask(cloud, "PUT", target, resource=target.replace("=&", "&"), body=b"1")
    assert (answer.status, answer.text("Code")) == (400, "InvalidArgument")


def test_an_upload_that_may_not_overwrite_is_refused_at_both_ends(cloud: Cloud) -> None:
    upload = begin(cloud)
    etag = send(cloud, upload, 1, b"1")
    old_bucket(cloud).put_object("k", b"other")
    answer = complete(cloud, upload, [(1, etag)], x_oss_forbid_overwrite="true")
    assert (answer.status, answer.text("Code")) == (409, "FileAlreadyExists")
    headers = {"x-oss-forbid-overwrite": "true"}
    answer = ask(cloud, "POST", "/demo/k?uploads", resource="/demo/k?uploads", headers=headers)
    assert answer.text("Code") == "FileAlreadyExists"
    assert complete(cloud, upload, [(1, etag)]).status == 200


def test_parts_are_listed_page_by_page(cloud: Cloud) -> None:
    upload = begin(cloud)
    sent = {number: send(cloud, upload, number, b"x" * number) for number in (7, 2, 9, 4, 1)}
    pages: list[list[Any]] = []
    marker = "0"
    while True:
        page = old_bucket(cloud).list_parts("k", upload, marker=marker, max_parts=2)
        pages.append(page.parts)
        marker = page.next_marker
        if not page.is_truncated:
            break
    assert [[part.part_number for part in page] for page in pages] == [[1, 2], [4, 7], [9]]
    for part in (part for page in pages for part in page):
        assert (part.etag, part.size) == (sent[part.part_number], part.part_number)
    target = f"/demo/k?uploadId={upload}"
    listed = ask(cloud, "GET", target, resource=target)
    crc = oss2.utils.Crc64()
    crc.update(b"x")
    assert listed.text("HashCrc64ecma") == str(crc.crc)
    assert listed.body.split(b"\n")[1].startswith(b"<ListPartsResult>")


@pytest.mark.parametrize("wrong", ["max-parts=0", "max-parts=1001", "part-number-marker=x"])
def test_a_page_out_of_range_is_refused(cloud: Cloud, wrong: str) -> None:
    resource = f"/demo/k?uploadId={begin(cloud)}"
    answer = ask(cloud, "GET", f"{resource}&{wrong}", resource=resource)
    assert (answer.status, answer.text("Code")) == (400, "InvalidArgument")


def test_uploads_are_listed_page_by_page(cloud: Cloud) -> None:
    keys = ["b", "a b&<é>", "c/1", "c/2", "b"]
    begun = sorted((key, begin(cloud, key)) for key in keys)
    iterator = oss2.MultipartUploadIterator(old_bucket(cloud), max_uploads=2)
    assert sorted((u.key, u.upload_id) for u in iterator) == begun
    page = old_bucket(cloud).list_multipart_uploads(prefix="c", delimiter="/")
    assert (page.upload_list, page.prefix_list) == ([], ["c/"])


def test_keys_come_encoded_when_asked_for(cloud: Cloud) -> None:
    key = "a b\x01&/é"
    resource = f"/demo/{key}?uploads"
    target = "/demo/a%20b%01%26/%C3%A9?uploads"
    plain = ask(cloud, "POST", target, resource=resource)
    assert plain.status == 200
    listed = ask(cloud, "GET", "/demo/?uploads&encoding-type=url", resource="/demo/?uploads")
    assert (listed.text("EncodingType"), listed.text("Key")) == ("url", "a%20b%01%26%2F%C3%A9")


def test_objects_are_listed_page_by_page_with_folders(cloud: Cloud) -> None:
    bucket = old_bucket(cloud)
    for key in ("a/1", "a/2", "b", "c/d/3", "e", "é"):
        bucket.put_object(key, b"1")
    for iterator in (oss2.ObjectIterator, oss2.ObjectIteratorV2):
        for most in (1, 2, 100):
            found = iterator(bucket, delimiter="/", max_keys=most)
            assert [item.key for item in found] == ["a/", "b", "c/", "e", "é"]
    assert [item.key for item in oss2.ObjectIterator(bucket, prefix="a/")] == ["a/1", "a/2"]
    page = bucket.list_objects_v2(start_after="b", fetch_owner=True)
    assert [item.key for item in page.object_list] == ["c/d/3", "e", "é"]

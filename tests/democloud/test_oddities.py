"""What clients send and a server must put up with (reference/oss-clients.md), byte by byte."""

from __future__ import annotations

import json
from email.utils import formatdate
from urllib.parse import quote

import pytest

from tests.cloud import Cloud, fetched
from tests.democloud.raw import RawAnswer, ask, connect, read_answer, signed_head
from tests.democloud.sdks import callback_headers, encoded, old_bucket


def stored_keys(cloud: Cloud) -> list[str]:
    """Give the keys of all objects."""
    return [str(found["key"]) for found in cloud.objects()]


@pytest.mark.parametrize(
    "target",
    [
        "/demo/dir/a%20b%2Bc.bin",
        "/demo/dir%2Fa%20b%2Bc.bin",
        "/demo%2Fdir%2Fa%20b%2bc.bin",
        "/demo/dir/a+b%2Bc.bin",
        "/demo/%64ir/a%20b%2Bc.bin",
    ],
)
def test_a_path_may_be_written_in_many_ways(cloud: Cloud, target: str) -> None:
    assert ask(cloud, "PUT", target, resource="/demo/dir/a b+c.bin", body=b"1").status == 200
    assert stored_keys(cloud) == ["dir/a b+c.bin"]


def test_a_path_may_hold_bare_marks_and_raw_utf8(cloud: Cloud) -> None:
    answer = ask(cloud, "PUT", "/demo/a&b=c,d;e", resource="/demo/a&b=c,d;e", body=b"1")
    assert answer.status == 200
    raw = "/demo/报告.bin".encode()
    assert ask(cloud, "PUT", raw, resource="/demo/报告.bin", body=b"1").status == 200
    assert stored_keys(cloud) == ["a&b=c,d;e", "报告.bin"]


def test_raw_utf8_may_come_in_pieces_and_stays_as_it_is_in_headers(cloud: Cloud) -> None:
    headers = {"x-oss-meta-name": "é"}
    head = signed_head(cloud, "PUT", "/demo/报告".encode(), resource="/demo/报告", headers=headers)
    with connect(cloud) as line:
        for byte in head + b"Content-Length: 1\r\n\r\n1":
            line.sendall(bytes([byte]))
        assert read_answer(line).status == 200
    found = ask(cloud, "HEAD", "/demo/%E6%8A%A5%E5%91%8A", resource="/demo/报告")
    assert (found.header("x-oss-meta-name") or "").encode("latin-1") == "é".encode()


def test_dots_stay_in_a_key(cloud: Cloud) -> None:
    assert ask(cloud, "PUT", "/demo/a/../b/.", resource="/demo/a/../b/.", body=b"1").status == 200
    assert stored_keys(cloud) == ["a/../b/."]


@pytest.mark.parametrize("query", ["uploads", "uploads=", "encoding-type=url&uploads&", "&uploads"])
def test_parameters_may_be_empty_in_any_order_and_end_in_an_ampersand(
    cloud: Cloud, query: str
) -> None:
    answer = ask(cloud, "POST", f"/demo/k?{query}", resource="/demo/k?uploads")
    assert (answer.status, answer.text("Key")) == (200, "k")
    upload = answer.text("UploadId")
    target = f"/demo/k?uploadId={upload}&part-number-marker=&max-parts=&encoding-type="
    listed = ask(cloud, "GET", target, resource=f"/demo/k?uploadId={upload}")
    assert (listed.status, listed.text("MaxParts")) == (200, "1000")


def chunked(cloud: Cloud, method: str, target: str, *, extra: bytes, body: bytes) -> RawAnswer:
    """Send a body in chunks of 7 bytes."""
    head = signed_head(cloud, method, target, resource=target)
    pieces = [body[at : at + 7] for at in range(0, len(body), 7)]
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    with connect(cloud) as line:
        line.sendall(head + extra + b"Transfer-Encoding: chunked\r\n\r\n")
        line.sendall(chunks + b"0\r\n\r\n")
        return read_answer(line)


@pytest.mark.parametrize("extra", [b"", b"Expect: 100-continue\r\n"])
@pytest.mark.parametrize("body", [b"", b"hello world, in chunks"])
def test_a_body_may_come_in_chunks(cloud: Cloud, body: bytes, extra: bytes) -> None:
    answer = chunked(cloud, "PUT", "/demo/k", extra=extra, body=body)
    assert answer.status == 200
    assert [found["size"] for found in cloud.objects()] == [len(body)]
    begun = chunked(cloud, "POST", "/demo/k?uploads", extra=extra, body=b"")
    assert begun.text("UploadId")


def test_a_client_that_waits_for_the_go_ahead_gets_it(cloud: Cloud) -> None:
    head = signed_head(cloud, "PUT", "/demo/k", resource="/demo/k")
    with connect(cloud) as line:
        line.sendall(head + b"Content-Length: 2\r\nExpect: 100-continue\r\n\r\n")
        assert line.recv(1000).startswith(b"HTTP/1.1 100 ")
        line.sendall(b"12")
        assert read_answer(line).status == 200


def test_a_client_that_waits_is_refused_without_its_body(cloud: Cloud) -> None:
    head = signed_head(cloud, "PUT", "/nowhere/k", resource="/nowhere/k")
    with connect(cloud) as line:
        line.sendall(head + b"Content-Length: 2\r\nExpect: 100-continue\r\n\r\n")
        answer = read_answer(line)
        assert (answer.status, answer.interim) == (404, ())
        assert answer.header("Connection") == "close"
        assert line.recv(1) == b""


def test_an_early_refusal_leaves_the_connection_usable(cloud: Cloud) -> None:
    body = b"x" * 3_000_000
    with connect(cloud) as line:
        for resource, status in (("/demo/other", 403), ("/demo/k", 200)):
            head = signed_head(cloud, "PUT", "/demo/k", resource=resource)
            line.sendall(head + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
            assert read_answer(line).status == status


def test_v1_takes_its_own_date_before_the_general_one(cloud: Cloud) -> None:
    right = formatdate(usegmt=True)
    headers = {"Date": "Thu, 01 Jan 1970 00:00:00 GMT", "x-oss-date": right}
    answer = ask(cloud, "PUT", "/demo/k", resource="/demo/k", headers=headers, body=b"1")
    assert answer.status == 200


def test_v1_takes_a_bucket_without_its_final_slash(cloud: Cloud) -> None:
    for resource in ("/demo", "/demo/"):
        for target in ("/demo", "/demo/"):
            assert ask(cloud, "GET", target, resource=resource).status == 200
    created = ask(cloud, "PUT", "/bucket-of-c", resource="/bucket-of-c")
    assert created.status == 200


def test_v1_signs_neither_markers_nor_encoding(cloud: Cloud) -> None:
    target = "/demo/?uploads&max-uploads=5&key-marker=a&encoding-type=url&prefix=x"
    assert ask(cloud, "GET", target, resource="/demo/?uploads").status == 200


def test_headers_are_spelled_as_the_service_spells_them(cloud: Cloud) -> None:
    answer = ask(cloud, "PUT", "/demo/k", resource="/demo/k", body=b"1")
    assert answer.header("ETag") == '"C4CA4238A0B923820DCC509A6F75849B"'
    assert answer.header("x-oss-hash-crc64ecma")
    listed = ask(cloud, "GET", "/demo/", resource="/demo/")
    assert b"xmlns" not in listed.body
    assert (listed.text("LastModified") or "").endswith(".000Z")
    assert listed.text("Type") == "Normal"


def test_a_browser_may_ask_first_and_sees_the_etag(cloud: Cloud) -> None:
    with connect(cloud) as line:
        line.sendall(
            b"OPTIONS /demo/k HTTP/1.1\r\nHost: x\r\nOrigin: http://page.example\r\n"
            b"Access-Control-Request-Method: PUT\r\n"
            b"Access-Control-Request-Headers: authorization, x-oss-date, x-oss-callback\r\n\r\n"
        )
        preflight = read_answer(line)
    assert preflight.status == 200
    assert preflight.header("Access-Control-Allow-Origin") == "*"
    assert "PUT" in (preflight.header("Access-Control-Allow-Methods") or "")
    assert "x-oss-callback" in (preflight.header("Access-Control-Allow-Headers") or "")
    refused = ask(cloud, "GET", "/demo/k", resource="/demo/other")
    assert refused.header("Access-Control-Allow-Origin") == "*"
    assert "ETag" in (refused.header("Access-Control-Expose-Headers") or "")


def test_a_bucket_may_stand_in_the_host_name(cloud: Cloud) -> None:
    for host in ("demo.localhost", "DEMO.LocalHost"):
        answer = ask(cloud, "PUT", "/dir/k", resource="/demo/dir/k", body=b"1", host=host)
        assert answer.status == 200
    assert ask(cloud, "GET", "/demo/dir/k", resource="/demo/dir/k", host="localhost").body == b"1"
    listed = ask(cloud, "GET", "/", resource="/demo/", host="demo.localhost")
    assert listed.text("Key") == "dir/k"


def test_a_callback_url_that_was_encoded_twice_is_called_as_it_stands(cloud: Cloud) -> None:
    headers = callback_headers(cloud, callbackUrl=cloud.callback_url + "?a=b%2520c")
    answer = ask(cloud, "PUT", "/demo/k", resource="/demo/k", headers=headers, body=b"1")
    assert answer.status == 200
    (received,) = cloud.of_kind("app_received")
    assert (received["query"], received["signature_valid"]) == ("a=b%2520c", True)


def test_a_callback_may_come_in_a_v1_query_with_variables(cloud: Cloud) -> None:
    callback = encoded({"callbackUrl": cloud.callback_url, "callbackBody": "u=${x:u}"})
    variables = encoded({"x:u": "1"})
    target = f"/demo/k?callback-var={quote(variables)}&callback={quote(callback)}"
    resource = f"/demo/k?callback={callback}&callback-var={variables}"
    answer = ask(cloud, "PUT", target, resource=resource, body=b"1")
    assert json.loads(answer.body)["received"] == {"u": "1"}


def test_a_verifier_that_asks_for_alibabas_key_through_a_proxy_gets_the_clouds(
    cloud: Cloud,
) -> None:
    with connect(cloud) as line:
        line.sendall(
            b"GET http://gosspublic.alicdn.com/callback_pub_key_v1.pem HTTP/1.1\r\n"
            b"Host: gosspublic.alicdn.com\r\n\r\n"
        )
        assert read_answer(line).body == fetched(cloud.public_key_url)


def test_stored_headers_come_back_on_download(cloud: Cloud) -> None:
    given = {
        "Content-Type": "text/x-mine",
        "Content-Disposition": "attachment; filename=a.txt",
        "Cache-Control": "no-cache",
        "x-oss-meta-author": "alice",
        "x-oss-storage-class": "IA",
        "x-oss-tagging": "a=1&b=2",
    }
    ask(cloud, "PUT", "/demo/k", resource="/demo/k", headers=given, body=b"0123456789")
    found = ask(cloud, "GET", "/demo/k", resource="/demo/k", headers={"Range": "bytes=-3"})
    assert (found.status, found.body) == (206, b"789")
    assert found.header("Content-Range") == "bytes 7-9/10"
    for name in given.keys() - {"x-oss-tagging"}:
        assert found.header(name) == given[name]
    assert found.header("x-oss-tagging-count") == "2"
    beyond = ask(cloud, "GET", "/demo/k", resource="/demo/k", headers={"Range": "bytes=10-"})
    assert (beyond.status, len(beyond.body)) == (200, 10)


def test_a_content_type_is_guessed_from_the_key(cloud: Cloud) -> None:
    for key in ("a.png", "a.unknown-kind"):
        ask(cloud, "PUT", f"/demo/{key}", resource=f"/demo/{key}", body=b"1")
    kinds = [found["content_type"] for found in cloud.objects()]
    assert kinds == ["image/png", "application/octet-stream"]


def test_a_download_under_way_survives_its_object(cloud: Cloud) -> None:
    bucket = old_bucket(cloud)
    data = b"0123456789" * 2_000_000
    bucket.put_object("k", data)
    stream = bucket.get_object("k")
    first = stream.read(10)
    bucket.delete_object("k")
    assert first + stream.read() == data

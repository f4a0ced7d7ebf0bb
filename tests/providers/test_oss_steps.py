"""The steps over real sockets, against answers written out by hand."""

from __future__ import annotations

import asyncio
import base64
import json
import re
from email.utils import formatdate
from pathlib import Path

import pytest
from fastcrc.crc64 import xz
from hypothesis import given
from hypothesis import strategies as st

from app.domain import errors as tree
from app.domain.callback import CallbackSpec
from app.domain.credentials import Credentials
from app.domain.destination import SameName
from app.domain.states import CallbackOutcome
from app.domain.upload import StoredPart
from app.providers.contract import Found, Look, Order, Reply, SourceRange
from app.providers.oss.answers import looked as judge
from app.providers.oss.provider import OssProvider
from tests.providers.oss_calls import HttpCall, answer, canned, order

OSS = OssProvider()
DATA = bytes(range(256)) * 1200
CRC = str(xz(DATA))
SESSION = {"upload_id": "U-1"}
ASKED = CallbackSpec(True, ("http://app.example.com/cb", "http://b.example.com"))
FAILED = (
    b"<Error><Code>CallbackFailed</Code><Message>Error status : 500.</Message>"
    b"<HostId>demo.host</HostId><EC>0007-00000203</EC></Error>"
)
PART = 102_400


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.bin"
    path.write_bytes(DATA)
    return path


def listing(parts: list[tuple[int, int]], following: int | None = None) -> bytes:
    lines = "".join(
        f"<Part><PartNumber>{n}</PartNumber><ETag>&quot;E{n}&quot;</ETag>"
        f"<HashCrc64ecma>{n}</HashCrc64ecma><Size>{size}</Size></Part>"
        for n, size in parts
    )
    more = "true" if following is not None else "false"
    return answer(
        200,
        f"<ListPartsResult><IsTruncated>{more}</IsTruncated>"
        f"<NextPartNumberMarker>{following or ''}</NextPartNumberMarker>{lines}"
        "</ListPartsResult>".encode(),
    )


def pieces() -> list[StoredPart]:
    cuts = [DATA[at : at + PART] for at in range(0, len(DATA), PART)]
    return [StoredPart(n, len(cut), f"E{n}", xz(cut)) for n, cut in enumerate(cuts, start=1)]


def header(call: HttpCall, name: str, at: int = -1) -> str:
    pairs = {n.lower(): v for n, v in call.requests[at].headers}
    return pairs.get(name.lower(), "")


# --- put -----------------------------------------------------------------------------------------


def test_put_sends_the_file_once_and_gives_a_verified_receipt(source: Path) -> None:
    call = HttpCall()
    ok = answer(
        200,
        ETag='"E"',
        x_oss_hash_crc64ecma=CRC,
        x_oss_request_id="R",
        x_oss_version_id="V",
    )
    with canned(ok) as server:
        receipt = asyncio.run(OSS.put(call, order(source, server.url)))
        assert receipt.url == f"{server.url}/demo/folder/%E6%96%87%201.bin"
    assert (receipt.etag, receipt.crc64, receipt.verified) == ("E", int(CRC), True)
    assert (receipt.size, receipt.http_status) == (len(DATA), 200)
    assert (receipt.request_id, receipt.version_id) == ("R", "V")
    assert receipt.callback.outcome is CallbackOutcome.NOT_REQUESTED
    assert receipt.exchange is not None
    (request,) = call.requests
    assert request.body == SourceRange(str(source), 0, len(DATA))
    assert (request.method, request.target) == ("PUT", "/demo/folder/%E6%96%87%201.bin")
    assert request.answer_within == 60.0
    assert header(call, "Content-Type") == "application/x-test"
    assert not header(call, "x-oss-callback")


def test_put_of_nothing_has_an_empty_body_and_is_verified(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    call = HttpCall()
    with canned(answer(200, ETag='"E"', x_oss_hash_crc64ecma="0")) as server:
        receipt = asyncio.run(OSS.put(call, order(empty, server.url)))
    assert call.requests[0].body == b""
    assert (receipt.size, receipt.verified) == (0, True)


def test_put_without_a_checksum_in_the_answer_is_not_called_verified(source: Path) -> None:
    with canned(answer(200, ETag='"E"')) as server:
        receipt = asyncio.run(OSS.put(HttpCall(), order(source, server.url)))
    assert (receipt.crc64, receipt.verified) == (None, False)


def test_put_with_another_checksum_in_the_answer_fails(source: Path) -> None:
    wrong = str(int(CRC) ^ 1)
    with (
        canned(answer(200, ETag='"E"', x_oss_hash_crc64ecma=wrong)) as server,
        pytest.raises(tree.IntegrityError) as caught,
    ):
        asyncio.run(OSS.put(HttpCall(), order(source, server.url)))
    assert caught.value.values["reason"] == "crc64"


def test_put_with_a_callback_hands_on_the_servers_answer(source: Path) -> None:
    call = HttpCall()
    said = '{"message":"谢谢"}'.encode()
    with canned(answer(200, said, ETag='"E"', x_oss_hash_crc64ecma=CRC)) as server:
        wanted = order(source, server.url, callback=ASKED, variables={"X:Uid": "7"})
        receipt = asyncio.run(OSS.put(call, wanted))
    assert receipt.callback.outcome is CallbackOutcome.DELIVERED
    assert receipt.callback.body.encode() == said
    assert call.requests[0].answer_within == 72.0
    told = json.loads(base64.b64decode(header(call, "x-oss-callback")))
    assert told["callbackUrl"] == "http://app.example.com/cb;http://b.example.com"
    assert json.loads(base64.b64decode(header(call, "x-oss-callback-var"))) == {"x:uid": "7"}


def test_203_is_stored_with_a_failed_callback(source: Path) -> None:
    with canned(answer(203, FAILED, ETag='"E"', x_oss_hash_crc64ecma=CRC)) as server:
        receipt = asyncio.run(OSS.put(HttpCall(), order(source, server.url, callback=ASKED)))
    assert receipt.verified
    assert (receipt.http_status, receipt.etag, receipt.host_id) == (203, "E", "demo.host")
    assert receipt.callback.outcome is CallbackOutcome.FAILED
    assert receipt.callback.ec == "0007-00000203"


@pytest.mark.parametrize(
    "page",
    [answer(200, b"<html>Please log in</html>"), answer(200), answer(203, b"<html>"), answer(204)],
)
def test_a_log_in_page_is_no_success(source: Path, page: bytes) -> None:
    with canned(page) as server, pytest.raises(tree.NotUnderstood):
        asyncio.run(OSS.put(HttpCall(), order(source, server.url)))


@pytest.mark.parametrize(
    ("policy", "sent"),
    [(SameName.KEEP_BOTH, "true"), (SameName.SKIP, "true"), (SameName.REPLACE, "")],
)
def test_same_name_policy_rides_on_put_begin_and_finish(
    source: Path, policy: SameName, sent: str
) -> None:
    call = HttpCall()
    begun = b"<InitiateMultipartUploadResult><UploadId>U</UploadId></InitiateMultipartUploadResult>"
    done = b"<CompleteMultipartUploadResult><ETag>E</ETag></CompleteMultipartUploadResult>"
    with canned(answer(200, ETag="E"), answer(200, begun), answer(200, done, ETag="E")) as server:
        wanted = order(source, server.url, same_name=policy)
        asyncio.run(OSS.put(call, wanted))
        asyncio.run(OSS.begin(call, wanted))
        asyncio.run(OSS.finish(call, wanted, SESSION, pieces()))
    assert [header(call, "x-oss-forbid-overwrite", at) for at in range(3)] == [sent] * 3


def test_a_name_that_is_taken_is_told(source: Path) -> None:
    taken = answer(409, b"<Error><Code>FileAlreadyExists</Code></Error>")
    with canned(taken) as server:
        for step in (OSS.put, OSS.begin):
            with pytest.raises(tree.NameTaken):
                asyncio.run(step(HttpCall(), order(source, server.url)))


@pytest.mark.parametrize("bad", ["", "text/plain\r\nX-Evil: 1", "文本"])
def test_a_content_type_that_is_none_becomes_the_general_one(source: Path, bad: str) -> None:
    call = HttpCall()
    with canned(answer(200, ETag="E")) as server:
        asyncio.run(OSS.put(call, order(source, server.url, content_type=bad)))
    assert header(call, "Content-Type") == "application/octet-stream"


# --- multipart -----------------------------------------------------------------------------------


def test_begin_gives_a_session_without_secrets(source: Path) -> None:
    body = (
        b"<InitiateMultipartUploadResult><Bucket>demo</Bucket><Key>k</Key>"
        b"<UploadId>U-1</UploadId></InitiateMultipartUploadResult>"
    )
    call = HttpCall(Credentials("ak", "sk", "token-of-test"))
    with canned(answer(200, body)) as server:
        session = asyncio.run(OSS.begin(call, order(source, server.url)))
    assert session == SESSION
    assert call.requests[0].target.endswith("?encoding-type=url&uploads")
    assert header(call, "Content-Type") == "application/x-test"
    assert header(call, "x-oss-security-token") == "token-of-test"


@pytest.mark.parametrize(
    "body",
    [b"", b"<html/>", b"<InitiateMultipartUploadResult/>", b"<ListPartsResult/>", b"\xff\x00"],
)
def test_begin_without_an_upload_id_is_not_understood(source: Path, body: bytes) -> None:
    with canned(answer(200, body)) as server, pytest.raises(tree.NotUnderstood):
        asyncio.run(OSS.begin(HttpCall(), order(source, server.url)))


def test_send_takes_exactly_the_parts_range(source: Path) -> None:
    call = HttpCall()
    crc = xz(DATA[PART : 2 * PART])
    with canned(answer(200, ETag='"E2"', x_oss_hash_crc64ecma=str(crc))) as server:
        wanted = order(source, server.url, part=PART)
        stored = asyncio.run(OSS.send(call, wanted, SESSION, wanted.parts[1]))
    assert stored == StoredPart(2, PART, "E2", crc)
    assert call.requests[0].body == SourceRange(str(source), PART, PART)
    assert call.requests[0].target.endswith("?partNumber=2&uploadId=U-1")
    assert not header(call, "x-oss-forbid-overwrite")


def test_a_part_that_arrived_otherwise_is_an_error(source: Path) -> None:
    with canned(answer(200, ETag='"E"', x_oss_hash_crc64ecma="5")) as server:
        wanted = order(source, server.url, part=PART)
        with pytest.raises(tree.IntegrityError):
            asyncio.run(OSS.send(HttpCall(), wanted, SESSION, wanted.parts[0]))


def test_a_part_without_an_etag_is_not_stored(source: Path) -> None:
    with canned(answer(200, b"<html>")) as server:
        wanted = order(source, server.url, part=PART)
        with pytest.raises(tree.NotUnderstood):
            asyncio.run(OSS.send(HttpCall(), wanted, SESSION, wanted.parts[0]))


def test_stored_reads_every_page(source: Path) -> None:
    call = HttpCall()
    with canned(listing([(1, 5), (3, 6)], 3), listing([(4, 7)])) as server:
        found = asyncio.run(OSS.stored(call, order(source, server.url), SESSION))
    assert found == [
        StoredPart(1, 5, "E1", 1),
        StoredPart(3, 6, "E3", 3),
        StoredPart(4, 7, "E4", 4),
    ]
    marks = [re.search(r"part-number-marker=(\d+)", r.target) for r in call.requests]
    assert [mark and mark[1] for mark in marks] == ["0", "3"]


def test_stored_does_not_go_round_for_ever(source: Path) -> None:
    pages = [listing([(1, 5)], 1)] * 5
    with canned(*pages, answer(500)) as server, pytest.raises(tree.NotUnderstood):
        asyncio.run(OSS.stored(HttpCall(), order(source, server.url), SESSION))


def test_stored_takes_no_part_without_size(source: Path) -> None:
    body = b"<ListPartsResult><Part><PartNumber>1</PartNumber></Part></ListPartsResult>"
    with canned(answer(200, body)) as server, pytest.raises(tree.NotUnderstood):
        asyncio.run(OSS.stored(HttpCall(), order(source, server.url), SESSION))


def test_an_upload_that_is_gone_is_told_by_every_step(source: Path) -> None:
    gone = answer(404, b"<Error><Code>NoSuchUpload</Code></Error>")
    with canned(gone) as server:
        wanted = order(source, server.url, part=PART)
        steps = [
            OSS.stored(HttpCall(), wanted, SESSION),
            OSS.send(HttpCall(), wanted, SESSION, wanted.parts[0]),
            OSS.finish(HttpCall(), wanted, SESSION, pieces()),
            OSS.stored(HttpCall(), wanted, {}),
        ]
        for step in steps:
            with pytest.raises(tree.UploadGone):
                asyncio.run(step)
        asyncio.run(OSS.abort(HttpCall(), wanted, SESSION))


def test_finish_lists_the_parts_in_order_and_checks_the_whole(source: Path) -> None:
    call = HttpCall()
    done = b"<CompleteMultipartUploadResult><ETag>E-3</ETag></CompleteMultipartUploadResult>"
    with canned(answer(200, done, ETag='"E-3"', x_oss_hash_crc64ecma=CRC)) as server:
        wanted = order(source, server.url, part=PART)
        receipt = asyncio.run(OSS.finish(call, wanted, SESSION, pieces()[::-1]))
    assert (receipt.etag, receipt.crc64, receipt.verified) == ("E-3", int(CRC), True)
    body = call.requests[0].body
    assert isinstance(body, bytes)
    assert re.findall(rb"<PartNumber>(\d+)</PartNumber><ETag>\"(E\d)\"", body) == [
        (b"1", b"E1"),
        (b"2", b"E2"),
        (b"3", b"E3"),
    ]


def test_finish_with_another_checksum_fails(source: Path) -> None:
    done = b"<CompleteMultipartUploadResult/>"
    with (
        canned(answer(200, done, ETag="E", x_oss_hash_crc64ecma="5")) as server,
        pytest.raises(tree.IntegrityError),
    ):
        asyncio.run(OSS.finish(HttpCall(), order(source, server.url), SESSION, pieces()))


def test_finish_is_not_verified_when_a_part_had_no_checksum(source: Path) -> None:
    known = pieces()
    known[1] = StoredPart(2, PART, "E2")
    done = b"<CompleteMultipartUploadResult/>"
    with canned(answer(200, done, ETag="E", x_oss_hash_crc64ecma=CRC)) as server:
        receipt = asyncio.run(OSS.finish(HttpCall(), order(source, server.url), SESSION, known))
    assert (receipt.crc64, receipt.verified) == (int(CRC), False)


@pytest.mark.parametrize(
    "stored",
    [
        pieces()[:2],
        [*pieces()[:2], StoredPart(4, pieces()[2].size, "E")],
        [StoredPart(1, len(DATA), "E")],
        [*pieces(), StoredPart(4, 10, "E")],
        [],
    ],
)
def test_finish_sends_nothing_when_the_parts_are_not_the_plans(
    source: Path, stored: list[StoredPart]
) -> None:
    call = HttpCall()
    wanted = order(source, "http://127.0.0.1:9", part=PART)
    with pytest.raises(tree.InternalError):
        asyncio.run(OSS.finish(call, wanted, SESSION, stored))
    assert call.requests == []


def test_finish_with_a_callback_reads_everything_out_of_the_headers(source: Path) -> None:
    call = HttpCall()
    answers = [
        answer(200, b'{"ok":1}', ETag='"E-3"', x_oss_hash_crc64ecma=CRC, x_oss_request_id="R"),
        answer(203, FAILED, ETag='"E-3"', x_oss_hash_crc64ecma=CRC, x_oss_request_id="R"),
        answer(200, b'{"ok":1}', x_oss_request_id="R"),
    ]
    with canned(*answers) as server:
        wanted = order(source, server.url, callback=ASKED)
        receipts = [asyncio.run(OSS.finish(call, wanted, SESSION, pieces())) for _ in answers]
    delivered, failed, bare = receipts
    assert (delivered.callback.outcome, delivered.callback.body) == (
        CallbackOutcome.DELIVERED,
        '{"ok":1}',
    )
    assert failed.callback.outcome is CallbackOutcome.FAILED
    assert (failed.etag, failed.verified, failed.host_id) == ("E-3", True, "demo.host")
    assert (bare.etag, bare.crc64, bare.verified) == ("", None, False)
    assert call.requests[0].answer_within == 72.0


def test_an_error_in_the_place_of_the_completion_is_an_error(source: Path) -> None:
    body = b"<Error><Code>InternalError</Code></Error>"
    with (
        canned(answer(200, body, x_oss_request_id="R")) as server,
        pytest.raises(tree.ServiceFault),
    ):
        asyncio.run(OSS.finish(HttpCall(), order(source, server.url), SESSION, pieces()))


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (answer(204), None),
        (answer(404, b"<Error><Code>NoSuchUpload</Code></Error>"), None),
        (answer(404, b"<Error><Code>NoSuchBucket</Code></Error>"), None),
        (answer(403, b"<Error><Code>AccessDenied</Code></Error>"), tree.NotAllowed),
        (answer(200, b"<html>"), tree.NotUnderstood),
        (answer(503), tree.ServiceFault),
    ],
)
def test_abort(source: Path, said: bytes, error: type[tree.UploadError] | None) -> None:
    with canned(said) as server:
        step = OSS.abort(HttpCall(), order(source, server.url), SESSION)
        if error is None:
            asyncio.run(step)
            return
        with pytest.raises(error):
            asyncio.run(step)


# --- look ----------------------------------------------------------------------------------------

SINCE = 1_763_719_200.0


def head(status: int = 200, *, at: float = SINCE, size: int = len(DATA), **headers: str) -> bytes:
    told = {"Content_Length": str(size), "Last_Modified": formatdate(at, usegmt=True), **headers}
    return answer(status, b"", ETag='"E"', **told)


def told(code: str) -> str:
    return base64.b64encode(f"<Error><Code>{code}</Code></Error>".encode()).decode()


def looked(source: Path, said: bytes, *, callback: CallbackSpec | None = None) -> Look:
    with canned(said) as server:
        wanted: Order = order(source, server.url, callback=callback)
        return asyncio.run(OSS.look(HttpCall(), wanted, since=SINCE, crc64=int(CRC)))


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (head(x_oss_hash_crc64ecma=CRC), Found.THERE),
        (head(), Found.THERE),
        (head(at=SINCE - 2), Found.THERE),
        (head(at=SINCE - 3, x_oss_hash_crc64ecma=CRC), Found.ABSENT),
        (head(size=len(DATA) - 1), Found.ABSENT),
        (head(x_oss_hash_crc64ecma="5"), Found.ABSENT),
        (head(Last_Modified="yesterday"), Found.CANNOT_TELL),
        (answer(404), Found.ABSENT),
        (answer(404, x_oss_err=told("NoSuchKey")), Found.ABSENT),
        (answer(403), Found.CANNOT_TELL),
        (answer(403, x_oss_err=told("AccessDenied")), Found.CANNOT_TELL),
    ],
)
def test_look_after_a_lost_answer(source: Path, said: bytes, found: Found) -> None:
    assert looked(source, said).found is found


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (answer(403, x_oss_err=told("SecurityTokenExpired")), tree.CredentialsRefused),
        (answer(403, x_oss_err=told("RequestTimeTooSkewed")), tree.ClockSkewed),
        (answer(404, x_oss_err=told("NoSuchBucket")), tree.Refused),
        (answer(500), tree.ServiceFault),
        (answer(302), tree.NotUnderstood),
    ],
)
def test_look_tells_troubles_that_are_not_about_the_object(
    source: Path, said: bytes, error: type[tree.UploadError]
) -> None:
    with pytest.raises(error):
        looked(source, said)


def test_what_look_finds_comes_with_a_receipt(source: Path) -> None:
    said = head(x_oss_hash_crc64ecma=CRC, x_oss_request_id="R")
    receipt = looked(source, said, callback=ASKED).receipt
    assert receipt is not None
    assert (receipt.etag, receipt.size, receipt.verified) == ("E", len(DATA), True)
    assert receipt.callback.outcome is CallbackOutcome.UNKNOWN
    plain = looked(source, head()).receipt
    assert plain is not None
    assert (plain.verified, plain.callback.outcome) == (False, CallbackOutcome.NOT_REQUESTED)


@given(st.integers(0, 3_000_000_000), st.integers(0, 10))
def test_an_object_older_than_the_attempt_is_never_ours(since: int, older: int) -> None:
    pairs = (("Content-Length", "0"), ("Last-Modified", formatdate(since - older, usegmt=True)))
    wanted = order(Path("/dev/null"), "http://127.0.0.1:9")
    look = judge(Reply(200, pairs, b""), wanted, since=float(since), crc64=0, url="")
    assert (look.found is Found.THERE) == (older <= 2)

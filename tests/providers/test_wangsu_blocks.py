"""Blocks, and looking for what became of them (wangsu.md, 3.3, 6 and 7)."""

from __future__ import annotations

import asyncio
import hashlib
import json
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain import errors as tree
from app.domain.destination import SameName
from app.domain.plan import part_size
from app.domain.states import CallbackOutcome
from app.domain.upload import Receipt, StoredPart
from app.providers.contract import CannotList, Found, Look
from app.providers.wangsu.etag import PIECE
from app.providers.wangsu.provider import LIMITS, WangsuProvider
from tests.providers.oss_calls import canned
from tests.providers.wangsu_calls import CALLED, HELLO, WangsuCall, b64, order, policy_in, said

WANGSU = WangsuProvider()


@pytest.fixture
def hello(tmp_path: Path) -> Path:
    """The sheet's five bytes."""
    path = tmp_path / "hello wörld.txt"
    path.write_bytes(b"hello")
    return path


def zeros(tmp_path: Path, size: int) -> Path:
    path = tmp_path / "zeros"
    with open(path, "wb") as file:
        file.truncate(size)
    return path


FOUR = {"ctx": "c1", "checksum": "b5cfa9d6c8febd618f91ac2843d50a1c", "crc32": 289882218}


def sent(
    path: Path, reply: bytes, *, number: int = 0, **changes: object
) -> tuple[StoredPart, WangsuCall]:
    call = WangsuCall()
    with canned(reply) as server:
        wanted = order(path, server.url, part=PIECE)
        session = asyncio.run(WANGSU.begin(call, wanted))
        return asyncio.run(WANGSU.send(call, wanted, session, wanted.parts[number])), call


def test_a_block_is_sent_whole_and_its_checksum_compared(tmp_path: Path) -> None:
    path = zeros(tmp_path, 2 * PIECE)
    part, call = sent(path, said(json.dumps({**FOUR, "offset": PIECE})), number=1)
    assert part.number == 2
    assert part.etag.split(" ")[0] == "c1"
    request = call.requests[-1]
    assert request.target == f"/mkblk/{PIECE}/1"
    headers = dict(request.headers)
    assert headers["UploadBatch"]
    assert policy_in(headers["Authorization"])["scope"].startswith("demo-bucket:")
    assert "Key" not in headers
    assert zlib.crc32(bytes(PIECE)) == FOUR["crc32"]


@pytest.mark.parametrize(
    ("told", "status", "kind"),
    [
        ({**FOUR, "crc32": 1}, 200, tree.IntegrityError),
        ({**FOUR, "crc32": "289882218", "offset": 5}, 200, tree.IntegrityError),
        ({"crc32": 289882218}, 200, tree.NotUnderstood),
        ({**FOUR, "ctx": "a,b"}, 200, tree.NotUnderstood),
        ({"code": 701, "message": "block check failed"}, 701, tree.IntegrityError),
        ({"code": "406", "message": "checksum"}, 406, tree.IntegrityError),
        ({"code": "406", "message": "File Already Exist"}, 406, tree.NameTaken),
        ({"code": "412", "message": "no block"}, 412, tree.IntegrityError),
        ({"code": "401", "message": "invalid ctx"}, 401, tree.IntegrityError),
        ({"code": "500", "message": "x"}, 500, tree.ServiceFault),
    ],
)
def test_what_goes_wrong_with_a_block_means_that_it_is_sent_again(
    tmp_path: Path, told: dict[str, object], status: int, kind: type
) -> None:
    with pytest.raises(tree.UploadError) as raised:
        sent(zeros(tmp_path, PIECE), said(json.dumps(told), status))
    assert type(raised.value) is kind
    assert raised.value.retryable == (kind not in (tree.NotUnderstood, tree.NameTaken))


def finished(path: Path, reply: bytes, **changes: object) -> tuple[Receipt, WangsuCall]:
    call = WangsuCall()
    block = said(json.dumps(FOUR))
    wanted_parts = -(-path.stat().st_size // PIECE)
    with canned(*([block] * wanted_parts), reply) as server:
        wanted = order(path, server.url, part=PIECE, **changes)  # type: ignore[arg-type]

        async def all_steps() -> Receipt:
            session = await WANGSU.begin(call, wanted)
            stored = [await WANGSU.send(call, wanted, session, p) for p in wanted.parts]
            return await WANGSU.finish(call, wanted, session, stored)

        return asyncio.run(all_steps()), call


def test_a_file_is_made_of_its_blocks_and_proved_by_its_etag(tmp_path: Path) -> None:
    reply = said(json.dumps({"key": "dir/x", "hash": "lsCVE24-Immdd6zm-ffVVhsWYcDG"}))
    extras = {"retentionDays": "3", "returnUrl": "http://a.example/r"}
    receipt, call = finished(
        zeros(tmp_path, 2 * PIECE), reply, variables={"x:mytest": "MyTestValue"}, extras=extras
    )
    assert receipt.verified
    assert receipt.etag == "lsCVE24-Immdd6zm-ffVVhsWYcDG"
    request = call.requests[-1]
    assert request.target == f"/mkfile/{2 * PIECE}/x:mytest/TXlUZXN0VmFsdWU="
    assert request.body == b"c1,c1"
    headers = dict(request.headers)
    assert headers["MimeType"] == "application/x-test"
    assert headers["Deadline"] == "3"
    assert headers["Content-Type"].startswith("text/plain")
    assert "returnUrl" not in policy_in(headers["Authorization"])
    batches = {dict(r.headers)["UploadBatch"] for r in call.requests}
    assert len(batches) == 1


@pytest.mark.parametrize(
    ("body", "status", "kind", "reason"),
    [
        (b64("hash=lsCVE24-Immdd6zm-ffVVhsWYcDG"), 200, None, None),
        (json.dumps({"hash": "FivMvS848VwT631aif2dhfWV4jvD"}), 200, tree.IntegrityError, "etag"),
        (json.dumps({"code": 412, "message": "merge failed"}), 412, tree.UploadGone, None),
        (json.dumps({"code": "701", "message": "ctx expired"}), 701, tree.UploadGone, None),
        (json.dumps({"code": "401", "message": "ctx can not be null"}), 401, tree.UploadGone, None),
        (json.dumps({"code": "406", "message": "File Already Exist"}), 406, tree.NameTaken, None),
        (json.dumps({"code": "579", "message": "callback failed"}), 579, None, None),
        ("", 503, tree.ServiceFault, None),
    ],
)
def test_what_mkfile_says(
    tmp_path: Path, body: str, status: int, kind: type | None, reason: str | None
) -> None:
    path = zeros(tmp_path, 2 * PIECE)
    if kind is None:
        receipt, _call = finished(path, said(body, status), callback=CALLED)
        failed = status == 579
        wanted = CallbackOutcome.FAILED if failed else CallbackOutcome.DELIVERED
        assert receipt.callback.outcome is wanted
        assert receipt.verified is not failed
        return
    with pytest.raises(tree.UploadError) as raised:
        finished(path, said(body, status))
    assert type(raised.value) is kind
    assert raised.value.values.get("reason") == reason


def test_blocks_that_are_not_the_files_are_never_made_into_one(tmp_path: Path) -> None:
    wanted = order(zeros(tmp_path, 2 * PIECE), "http://127.0.0.1:9", part=PIECE)
    call = WangsuCall()
    for stored in ([], [StoredPart(1, PIECE, "c")], [StoredPart(1, PIECE, "c")] * 2):
        with pytest.raises(tree.InternalError):
            asyncio.run(WANGSU.finish(call, wanted, {"batch": "b"}, stored))
    assert call.requests == []


def test_nobody_lists_blocks(tmp_path: Path) -> None:
    wanted = order(zeros(tmp_path, PIECE), "http://127.0.0.1:9", part=PIECE)
    with pytest.raises(CannotList):
        asyncio.run(WANGSU.stored(WangsuCall(), wanted, {"batch": "b"}))


# --- looking --------------------------------------------------------------------------------------


def looked(path: Path, reply: bytes, **changes: object) -> tuple[Look, WangsuCall]:
    call = WangsuCall()
    with canned(reply) as server:
        wanted = order(path, server.url, manager=server.url, callback=CALLED)
        wanted = replace(wanted, **changes)  # type: ignore[arg-type]
        return asyncio.run(WANGSU.look(call, wanted, since=1_000_000.0, crc64=None)), call


SHA1 = hashlib.sha1(b"hello").digest()
STAT = {"result": True, "code": 200, "message": "OK", "fsize": 5, "hash": HELLO}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"putTime": 1_000_001_000}, Found.THERE),  # seconds
        ({"putTime": 1_700_000_000_000}, Found.THERE),
        ({"putTime": "1700000000000"}, Found.THERE),
        ({"putTime": 1_700_000_000_000, "fsize": "5"}, Found.THERE),
        ({"putTime": 1_700_000_000_000, "fsize": 6}, Found.ABSENT),
        ({"putTime": 1_700_000_000_000, "hash": "FnMof6mSFFKNYUwurhWeOnrBSalc"}, Found.ABSENT),
    ],
)
def test_a_lost_answer_is_settled_by_stat(
    hello: Path, changes: dict[str, object], found: Found
) -> None:
    look, call = looked(hello, said(json.dumps({**STAT, **changes})), sha1=SHA1)
    assert look.found is found
    assert call.requests[0].target.startswith("/stat/")
    if found is Found.THERE:
        assert look.receipt is not None
        assert look.receipt.verified
        assert look.receipt.callback.outcome is CallbackOutcome.UNKNOWN


def test_an_object_from_before_the_attempt_is_not_ours(hello: Path) -> None:
    look, _call = looked(hello, said(json.dumps({**STAT, "putTime": 990_000})), sha1=SHA1)
    assert look.found is Found.ABSENT


@pytest.mark.parametrize(
    ("status", "message", "found"),
    [
        (404, "File Not Found", Found.ABSENT),
        (403, "no", Found.CANNOT_TELL),
        (401, "Bucket Access Denied", Found.CANNOT_TELL),
    ],
)
def test_stat_that_finds_nothing(hello: Path, status: int, message: str, found: Found) -> None:
    body = json.dumps({"code": str(status), "message": message})
    look, _call = looked(hello, said(body, status))
    assert look.found is found


def test_without_a_management_domain_nobody_can_tell(hello: Path) -> None:
    call = WangsuCall()
    wanted = order(hello, "http://127.0.0.1:9")
    look = asyncio.run(WANGSU.look(call, wanted, since=0.0, crc64=None))
    assert look.found is Found.CANNOT_TELL
    assert call.requests == []


def test_a_name_that_is_taken_is_found_before_gigabytes_are_sent(hello: Path) -> None:
    stat = said(json.dumps({**STAT, "putTime": 1_700_000_000_000}))
    with canned(stat) as server:
        wanted = order(
            hello, server.url, manager=server.url, same_name=SameName.KEEP_BOTH, part=PIECE
        )
        with pytest.raises(tree.NameTaken):
            asyncio.run(WANGSU.begin(WangsuCall(), wanted))
        for free in (SameName.REPLACE, SameName.DIFFERENT):
            batch = replace(wanted.batch, same_name=free)
            assert asyncio.run(WANGSU.begin(WangsuCall(), replace(wanted, batch=batch)))


@pytest.mark.parametrize("wanted", [0, 1, 1 << 20, 5 << 20, 9 << 20, 33 << 20, 95 << 20, 1 << 30])
@pytest.mark.parametrize("size", [1, 21 << 20, 1 << 30, 17 << 30, 500_000_000_000])
def test_blocks_are_whole_pieces_of_the_etag_and_any_file_fits(size: int, wanted: int) -> None:
    length = part_size(size, LIMITS, wanted=wanted)
    assert length % PIECE == 0
    assert PIECE <= length <= 96 << 20
    assert -(-size // length) <= LIMITS.most_parts

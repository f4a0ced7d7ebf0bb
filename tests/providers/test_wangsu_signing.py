"""Tokens and etags against the vectors of the sheet (wangsu.md, 1.6, 2.5 and 5.5)."""

from __future__ import annotations

import hashlib

import pytest

from app.domain.credentials import Credentials
from app.domain.wangsu_base64 import decoded_text, encoded, entry
from app.domain.wangsu_policy import read_token
from app.engine.source import Tally
from app.providers.wangsu.etag import NOTHING, PIECE, etag, is_whole, pieces
from app.providers.wangsu.signing import management_token, signed, upload_token

OURS = Credentials("AKTEST", "SKTEST")
UPLOADS = [
    (
        Credentials("1234", "qwer"),
        '{"scope": "test"}',
        "1234:OWE0NTdhNDk4MzJiZGIwODlkMWFiYmFmMGRjNjIzMThlOWEyZGUxMg==:eyJzY29wZSI6ICJ0ZXN0In0=",
    ),
    (
        OURS,
        '{"scope":"demo-bucket:dir/hello.txt","deadline":"1893456000000","overwrite":1}',
        (
            "AKTEST:ZjQ5ZjY2OGJmNTBiNzE4N2I1ZTY5NjJiYTZhNTI5MzExNjA2NWQyMQ==:eyJzY29wZSI6ImRlbW8tYnVja2"
            "V0OmRpci9oZWxsby50eHQiLCJkZWFkbGluZSI6IjE4OTM0NTYwMDAwMDAiLCJvdmVyd3JpdGUiOjF9"
        ),
    ),
    (
        OURS,
        (
            '{"scope":"demo-bucket","deadline":"1893456000000",'
            '"callbackUrl":"http://127.0.0.1:9001/cb?src=ums",'
            '"callbackBody":"bucket=$(bucket)&key=$(key)&hash=$(hash)&fsize=$(fsize)&uid=$(x:uid)",'
            '"overwrite":1}'
        ),
        (
            "AKTEST:MjU3NWIwNzRlZjIxMDU1NzMyNTkzODI1YTZkNGY5YjRjZGNhNTYwZg==:eyJzY29wZSI6ImRlbW8tYnVja2"
            "V0IiwiZGVhZGxpbmUiOiIxODkzNDU2MDAwMDAwIiwiY2FsbGJhY2tVcmwiOiJodHRwOi8vMTI3LjAuMC4xOjkwMDEv"
            "Y2I_c3JjPXVtcyIsImNhbGxiYWNrQm9keSI6ImJ1Y2tldD0kKGJ1Y2tldCkma2V5PSQoa2V5KSZoYXNoPSQoaGFzaC"
            "kmZnNpemU9JChmc2l6ZSkmdWlkPSQoeDp1aWQpIiwib3ZlcndyaXRlIjoxfQ=="
        ),
    ),
    (
        OURS,
        (
            '{"scope":"demo-bucket:v/clip.mp4","deadline":"1893456000000","persistentOps":"avthumb/mp4/'
            'vb/1m|saveas/ZGVtby1idWNrZXQ6di9jbGlwLTFtLm1wNA==;vframe/jpg/offset/1",'
            '"persistentNotifyUrl":"http://127.0.0.1:9001/notify",'
            '"returnBody":"key=$(key)&persistentId=$(persistentId)&fsize=$(fsize)","separate":0}'
        ),
        (
            "AKTEST:OGRiNTA1YzM3OWFiNTEwYzk3MjQ0ZjM3MGI1MWUxNWJkZDQ4MjM4YQ==:eyJzY29wZSI6ImRlbW8tYnVja2"
            "V0OnYvY2xpcC5tcDQiLCJkZWFkbGluZSI6IjE4OTM0NTYwMDAwMDAiLCJwZXJzaXN0ZW50T3BzIjoiYXZ0aHVtYi9t"
            "cDQvdmIvMW18c2F2ZWFzL1pHVnRieTFpZFdOclpYUTZkaTlqYkdsd0xURnRMbTF3TkE9PTt2ZnJhbWUvanBnL29mZn"
            "NldC8xIiwicGVyc2lzdGVudE5vdGlmeVVybCI6Imh0dHA6Ly8xMjcuMC4wLjE6OTAwMS9ub3RpZnkiLCJyZXR1cm5C"
            "b2R5Ijoia2V5PSQoa2V5KSZwZXJzaXN0ZW50SWQ9JChwZXJzaXN0ZW50SWQpJmZzaXplPSQoZnNpemUpIiwic2VwYX"
            "JhdGUiOjB9"
        ),
    ),
    (
        OURS,
        '{"scope": "demo-bucket:dir/hello.txt", "overwrite": 1, "deadline": 1893456000000}',
        (
            "AKTEST:YzU2YTcwOGQ5YWNlZTNmMDJkNmU3ZmQ4YTVkMTA3M2Q3ODlhZmI4MQ==:eyJzY29wZSI6ICJkZW1vLWJ1Y2"
            "tldDpkaXIvaGVsbG8udHh0IiwgIm92ZXJ3cml0ZSI6IDEsICJkZWFkbGluZSI6IDE4OTM0NTYwMDAwMDB9"
        ),
    ),
]
MANAGEMENT = [
    (
        Credentials("1234", "qwer"),
        "/list?bucket=test",
        "",
        "1234:ZjE3NTA4Mjg1NGMyOTg4ZjNlODRlOWI3M2JhYTA3ZWVjZTM4NzM3ZA==",
    ),
    (
        Credentials("UMU", "Blog"),
        "/2017/08/09/reconstructionism-poet-keep-secret/",
        "",
        "UMU:MDE2ZWM0MzY0M2RjN2YwZDA5YjFkMmY3OGVkNjdhYjIyMWZkODdjMQ==",
    ),
    (
        Credentials("UMU", "Blog"),
        "/2018/02/15/be-pretentious-unwittingly/",
        "UMUTech",
        "UMU:ODI3ZDY4NjI2ZGZjN2VlYWZiZTJiODA3YzFmNTZlMmEyYTYzNDA3Nw==",
    ),
    (
        OURS,
        "/stat/ZGVtby1idWNrZXQ6ZGlyL2hlbGxvLnR4dA==",
        "",
        "AKTEST:MjNmOTliZTU0NjEwYTA2ZjU0ZDYxNDUxNjJhZWRlM2QxOTEwNjY1Ng==",
    ),
    (
        OURS,
        "/fops",
        "bucket=ZGVtby1idWNrZXQ=&key=di9jbGlwLm1wNA==&fops=dmZyYW1lL2pwZy9vZmZzZXQvMQ==",
        "AKTEST:NzcwNjFmODU3YWY3MTMxNWEyZmI1Y2I3ZmM1MDBmYmQyZjU0OTQ3OA==",
    ),
    (
        OURS,
        "/status/get/prefop?persistentId=10005d2e4a7f",
        "",
        "AKTEST:ZjliNmVkNzgxY2U0MzJlM2NhYjkwZDZlZmY2NTA5YTJkODA1MDM0MA==",
    ),
]


@pytest.mark.parametrize(("key", "policy", "token"), UPLOADS)
def test_an_upload_token_is_the_one_of_the_sheet(key: Credentials, policy: str, token: str) -> None:
    assert upload_token(policy, key) == token
    assert decoded_text(token.split(":")[2]) == policy
    assert read_token(token).text == policy
    assert len(token.split(":")[1]) == 56


@pytest.mark.parametrize(("key", "target", "body", "token"), MANAGEMENT)
def test_a_management_token_is_the_one_of_the_sheet(
    key: Credentials, target: str, body: str, token: str
) -> None:
    assert management_token(target, body, key) == token


def test_plain_data_are_signed_as_in_the_sheet() -> None:
    found = signed("The quick brown fox jumps over the lazy dog", Credentials("UMU", "key"))
    assert found == "UMU:ZGU3YzliODViOGI3OGFhNmJjOGE3YTM2ZjcwYTkwNzAxYzlkYjRkOQ=="


def test_an_entry_is_bucket_and_name() -> None:
    assert entry("demo-bucket", "dir/hello.txt") == "ZGVtby1idWNrZXQ6ZGlyL2hlbGxvLnR4dA=="
    assert encoded("dir/hello.txt") == "ZGlyL2hlbGxvLnR4dA=="


MIB = 1 << 20
ETAGS = [
    (b"UMUTech@qq.com", "FpAEzHGOWdh-QAYhattxl1vqHLMw"),
    (b"\x55" * (2 * MIB) + b"\x4d" * (2 * MIB) + b"0", "ljQoZqmvLKtOnK_5OHnMRw1djggC"),
    (b"", "Fto5o-5ea0sNMlW_75VgGJCv2AcJ"),
    (b"hello", "Fqr0xh3cxeii2r7eDztILNmuqUNN"),
    (b"U" * 1024, "FnMof6mSFFKNYUwurhWeOnrBSalc"),
    (bytes(4 * MIB), "FivMvS848VwT631aif2dhfWV4jvD"),
    (bytes(4 * MIB + 1), "lhCFgki5yzon0rjN9uJusf6qtsF6"),
    (bytes(8 * MIB), "lsCVE24-Immdd6zm-ffVVhsWYcDG"),
    (bytes(9 * MIB), "lnGI9p-JfYjCCVFSI-mFSvtJXkyO"),
    (bytes(10 * MIB), "lrgta7Rm8vkyiaBmECBeS8jIYEuw"),
]


@pytest.mark.parametrize(("content", "wanted"), ETAGS)
def test_an_etag_is_the_one_of_the_sheet(content: bytes, wanted: str) -> None:
    """By the digests that the engine computes while it reads."""
    tally = Tally(frozenset({"sha1"}))
    for start in range(0, len(content), 300_001):
        tally.add(content[start : start + 300_001])
    digests = tally.done().sha1
    assert etag(digests) == wanted
    assert is_whole(digests, len(content))
    assert len(digests) == 20 * pieces(len(content))


def test_exactly_one_piece_stands_for_itself() -> None:
    assert pieces(PIECE) == 1
    assert pieces(PIECE + 1) == 2
    assert pieces(0) == 1
    assert hashlib.sha1(b"").digest() == NOTHING


@pytest.mark.parametrize("digests", [b"", b"x" * 19, b"x" * 21])
def test_half_a_digest_is_no_etag(digests: bytes) -> None:
    with pytest.raises(ValueError, match="digests"):
        etag(digests)

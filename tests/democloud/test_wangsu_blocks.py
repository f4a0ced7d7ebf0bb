"""Blocks, chunks and mkfile (reference/wangsu.md 3)."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from urllib.parse import quote

import pytest

from tests.cloud import Cloud
from tests.democloud.wangsu import Answer, Wangsu, b64, etag, unb64

MIB = 1024 * 1024
BLOCK = 4 * MIB


@pytest.fixture
def wangsu(cloud: Cloud) -> Wangsu:
    """The service of a fresh cloud."""
    return Wangsu(cloud)


def content(size: int) -> bytes:
    """Bytes that are nowhere the same."""
    return b"".join(
        hashlib.sha256(bytes([n % 256, n // 256])).digest() * 32 for n in range(2 + size // 1024)
    )[:size]


def blocks(wangsu: Wangsu, data: bytes, policy: dict[str, object], **more: str) -> list[str]:
    """Send a file as whole blocks and give their ctx."""
    found = []
    for index, at in enumerate(range(0, len(data), BLOCK)):
        piece = data[at : at + BLOCK]
        answer = wangsu.block(f"/mkblk/{len(piece)}/{index}", piece, policy, **more)
        assert answer.status == 200, answer.body
        found.append(answer.json["ctx"])
    return found


def joined(
    wangsu: Wangsu,
    contexts: Sequence[str],
    policy: dict[str, object],
    *,
    size: int,
    extra: str = "",
    **more: str,
) -> Answer:
    """Send mkfile."""
    return wangsu.block(f"/mkfile/{size}{extra}", ",".join(contexts).encode(), policy, **more)


def test_a_chunk_is_answered_with_its_digests(wangsu: Wangsu) -> None:
    policy = wangsu.policy("k")
    answer = wangsu.block(f"/mkblk/{MIB}/0", bytes(256 * 1024), policy).json
    assert len(answer["ctx"]) == 32
    assert (answer["checksum"], answer["crc32"], answer["offset"]) == (
        "ec87a838931d4d5d2e94a04644788a55",
        3792628258,
        262144,
    )
    rest = content(768 * 1024)
    second = wangsu.block(f"/bput/{answer['ctx']}/262144", rest, policy).json
    assert second["ctx"] != answer["ctx"]
    assert second["checksum"] == hashlib.md5(rest).hexdigest()
    assert (second["crc32"], second["offset"]) == (zlib.crc32(rest), MIB)


def test_chunks_in_blocks_make_the_file(wangsu: Wangsu, cloud: Cloud) -> None:
    data, policy = content(9 * MIB + 12345), wangsu.policy("k")
    contexts = []
    for index, at in enumerate(range(0, len(data), BLOCK)):
        block = data[at : at + BLOCK]
        answer = wangsu.block(f"/mkblk/{len(block)}/{index}", block[:MIB], policy).json
        while answer["offset"] < len(block):
            chunk = block[answer["offset"] : answer["offset"] + 1_300_000]
            path = f"/bput/{answer['ctx']}/{answer['offset']}"
            answer = wangsu.block(path, chunk, policy).json
        contexts.append(answer["ctx"])
    made = joined(wangsu, contexts, policy, size=len(data))
    assert made.json == {"key": "k", "hash": etag(data)}
    assert wangsu.read("k") == data
    stored = cloud.of_kind("part_stored")
    assert [(e["part"], e["size"]) for e in stored] == [(1, BLOCK), (2, BLOCK), (3, MIB + 12345)]
    assert {e["upload_id"] for e in stored} == {"batch-1"}


def test_blocks_may_come_in_any_order_and_size(wangsu: Wangsu) -> None:
    data, policy = content(18 * MIB), wangsu.policy("k")
    last = wangsu.block(f"/mkblk/{2 * MIB}/2", data[16 * MIB :], policy).json["ctx"]
    second = wangsu.block(f"/mkblk/{8 * MIB}/1", data[8 * MIB : 16 * MIB], policy).json["ctx"]
    first = wangsu.block(f"/mkblk/{8 * MIB}/0", data[: 8 * MIB], policy).json["ctx"]
    answer = joined(wangsu, [first, second, last], policy, size=len(data))
    assert answer.json["hash"] == etag(data)


def test_key_type_and_variables_of_mkfile(wangsu: Wangsu) -> None:
    data = content(70_000)
    policy = wangsu.policy(returnBody="k=$(key)&t=$(x:MyTest)&m=$(mimeType)&n=$(fname)")
    for number, prefix in enumerate(("", "UpToken ")):
        key = f"dir/名 {number}.bin"
        contexts = blocks(wangsu, data, policy, batch=f"b{number}", prefix=prefix, Key=b64(key))
        extra = f"/x:MyTest/{b64('MyTestValue')}"
        if number:  # as Java and C do it, and percent-encoded as some clients do
            extra = (
                f"/{quote('x:MyTest', safe='')}/{quote(b64('MyTestValue'), safe='')}/key/{b64(key)}"
            )
        answer = joined(
            wangsu,
            contexts,
            policy,
            size=len(data),
            extra=extra,
            batch=f"b{number}",
            prefix=prefix,
            MimeType="text/odd",
            Key="" if number else b64(key),
        )
        assert answer.json == {
            "key": key,
            "hash": etag(data),
            "k": key,
            "t": "MyTestValue",
            "m": "text/odd",
            "n": f"名 {number}.bin",
        }


def test_mkfile_with_a_template_may_answer_base64(wangsu: Wangsu, cloud: Cloud) -> None:
    cloud.settings(wangsu_mkfile_base64=True)
    policy = wangsu.policy("k", returnBody="k=$(key)")
    contexts = blocks(wangsu, b"hello", policy)
    answer = joined(wangsu, contexts, policy, size=5)
    assert unb64(answer.body) == "k=k&hash=Fqr0xh3cxeii2r7eDztILNmuqUNN"


def test_the_scopes_key_goes_before_the_headers(wangsu: Wangsu) -> None:
    policy = wangsu.policy("ours")
    contexts = blocks(wangsu, b"hello", policy, Key=b64("theirs"))
    assert joined(wangsu, contexts, policy, size=5, Key=b64("theirs")).json["key"] == "ours"


def test_wrong_contexts_are_701(wangsu: Wangsu) -> None:
    policy = wangsu.policy("k")
    first = wangsu.block(f"/mkblk/{3 * MIB}/0", bytes(MIB), policy).json
    second = wangsu.block(f"/bput/{first['ctx']}/{MIB}", bytes(MIB), policy).json
    path = f"/bput/{first['ctx']}/{MIB}"
    cases = {
        "an old ctx": wangsu.block(path, bytes(MIB), policy),
        "no such ctx": wangsu.block(f"/bput/{'0' * 32}/{MIB}", bytes(MIB), policy),
        "out of order": wangsu.block(f"/bput/{second['ctx']}/{MIB}", bytes(MIB), policy),
        "another batch": wangsu.block(
            f"/bput/{second['ctx']}/{2 * MIB}", bytes(MIB), policy, batch="other"
        ),
        "too long": wangsu.block(f"/bput/{second['ctx']}/{2 * MIB}", bytes(MIB + 1), policy),
    }
    assert {name: answer.status for name, answer in cases.items()} == dict.fromkeys(cases, 701)
    good = wangsu.block(f"/bput/{second['ctx']}/{2 * MIB}", bytes(MIB), policy)
    assert (good.status, good.json["offset"]) == (200, 3 * MIB)


def test_what_makes_no_file_is_412(wangsu: Wangsu) -> None:
    policy, data = wangsu.policy("k"), content(9 * MIB)
    contexts = blocks(wangsu, data, policy)
    half = wangsu.block(f"/mkblk/{2 * MIB}/3", bytes(MIB), policy).json["ctx"]
    cases = {
        "missing": joined(wangsu, [*contexts[:2], "0" * 32], policy, size=9 * MIB),
        "too few": joined(wangsu, contexts[:2], policy, size=9 * MIB),
        "another size": joined(wangsu, contexts, policy, size=9 * MIB - 1),
        "another order": joined(wangsu, contexts[::-1], policy, size=9 * MIB),
        "twice": joined(wangsu, [contexts[0], *contexts], policy, size=13 * MIB),
        "not whole": joined(wangsu, [*contexts, half], policy, size=11 * MIB),
        "another batch": joined(wangsu, contexts, policy, size=9 * MIB, batch="other"),
    }
    assert {name: answer.status for name, answer in cases.items()} == dict.fromkeys(cases, 412)
    assert joined(wangsu, [*contexts, ""], policy, size=9 * MIB).status == 200
    assert joined(wangsu, contexts, policy | {"overwrite": 1}, size=9 * MIB).status == 412


def test_an_empty_list_is_401_as_it_was_seen(wangsu: Wangsu) -> None:
    answer = joined(wangsu, [], wangsu.policy("k"), size=5)
    assert answer.json == {"code": "401", "message": "ctx can not be null"}


def test_a_lenient_mkfile_makes_half_a_file(wangsu: Wangsu, cloud: Cloud) -> None:
    cloud.settings(wangsu_lenient_mkfile=True)
    policy, data = wangsu.policy("k"), content(9 * MIB)
    contexts = blocks(wangsu, data, policy)
    answer = joined(wangsu, contexts[:1], policy, size=9 * MIB)
    assert (answer.status, answer.json["hash"]) == (200, etag(data[:BLOCK]))
    assert wangsu.stat("k").json["fsize"] == BLOCK
    listed = wangsu.manage("GET", f"/list?bucket={wangsu.bucket}").json["items"]
    assert listed[0]["fsize"] == str(9 * MIB)


def test_a_block_may_be_begun_anew(wangsu: Wangsu) -> None:
    policy, data = wangsu.policy("k"), content(5 * MIB)
    broken = wangsu.block(f"/mkblk/{BLOCK}/0", bytes(MIB), policy).json["ctx"]
    contexts = blocks(wangsu, data, policy)
    assert wangsu.block(f"/bput/{broken}/{MIB}", bytes(MIB), policy).status == 701
    assert joined(wangsu, contexts, policy, size=len(data)).json["hash"] == etag(data)


def test_a_token_may_be_renewed_in_mid_file(wangsu: Wangsu) -> None:
    policy, data = wangsu.policy("k"), content(5 * MIB)
    contexts = blocks(wangsu, data, policy)
    late = joined(wangsu, contexts, policy | {"deadline": 1}, size=len(data))
    assert (late.status, late.json["message"]) == (401, "Token Expired")
    assert joined(wangsu, contexts, wangsu.policy("k", overwrite=1), size=len(data)).status == 200


def test_a_name_that_is_taken_is_known_at_the_end(wangsu: Wangsu) -> None:
    wangsu.upload(wangsu.policy("k"))
    policy = wangsu.policy("k")
    contexts = blocks(wangsu, b"other", policy)
    assert joined(wangsu, contexts, policy, size=5).status == 406
    # The blocks are still there: with leave to replace it, nothing is sent again.
    assert joined(wangsu, contexts, wangsu.policy("k", overwrite=1), size=5).status == 200
    assert wangsu.read("k") == b"other"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/mkblk/0/0", b"x", 400),
        (f"/mkblk/{100 * MIB + 1}/0", b"x", 400),
        ("/mkblk/x/0", b"x", 400),
        ("/mkblk/5", b"x", 400),
        ("/mkblk/5/0", b"", 400),
        ("/mkblk/5/0", b"123456", 701),
        ("/mkfile/x", b"ctx", 400),
        ("/mkfile/5/key", b"ctx", 400),
        ("/mkfile/5/key/$$", b"ctx", 400),
        ("/nothing", b"", 405),
    ],
)
def test_requests_that_are_none(wangsu: Wangsu, path: str, body: bytes, status: int) -> None:
    answer = wangsu.block(path, body, wangsu.policy("k"))
    assert (answer.status, answer.json["code"]) == (status, str(status))


def test_a_batch_and_a_name_are_needed(wangsu: Wangsu) -> None:
    assert wangsu.block("/mkblk/5/0", b"hello", wangsu.policy("k"), batch="").status == 400
    contexts = blocks(wangsu, b"hello", wangsu.policy())
    assert joined(wangsu, contexts, wangsu.policy(), size=5).status == 400


def test_what_a_policy_limits_holds_for_blocks(wangsu: Wangsu) -> None:
    policy = wangsu.policy("k", fsizeLimit=4)
    contexts = blocks(wangsu, b"hello", policy)
    assert joined(wangsu, contexts, policy, size=5).status == 401

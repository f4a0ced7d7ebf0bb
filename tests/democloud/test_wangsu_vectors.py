"""The sheet's vectors, as the demo cloud computes them (reference/wangsu.md 1.6, 2.5, 4.4, 5.4)."""

from __future__ import annotations

import pytest

from app.democloud.wangsu.encoding import Digests, Pieces, decoded, etag_of, etag_of_bytes
from app.democloud.wangsu.instructions import read_instructions
from app.democloud.wangsu.keys import Pair
from app.democloud.wangsu.policy import read_policy
from app.democloud.wangsu.signatures import VARIANTS, callback_text, notification_text
from tests import wangsu_vectors as vectors
from tests.wangsu_vectors import MIB

OURS = Pair(*vectors.OURS)

SIGNED = [
    vectors.PLAIN,
    *((pair, f"{target}\n{body}", token) for pair, target, body, token in vectors.MANAGEMENT),
]

CALLBACK_URL = "http://127.0.0.1:9001/cb?src=ums"
CALLBACK = b"bucket=demo-bucket&key=dir/hello.txt&hash=Fqr0xh3cxeii2r7eDztILNmuqUNN&fsize=5&uid=42"
NOTIFY_URL = "http://127.0.0.1:9001/notify?job=7"
NOTIFICATION = b"eyJpZCI6IjEwMDA1ZDJlNGE3ZiIsImNvZGUiOjMsImRlc2MiOiJmaWxlT3BlcmF0ZVN1Y2NlZWQifQ=="


@pytest.mark.parametrize(("keys", "policy", "token"), vectors.UPLOADS)
def test_upload_tokens(keys: tuple[str, str], policy: str, token: str) -> None:
    assert Pair(*keys).upload_token(policy) == token


@pytest.mark.parametrize(("keys", "text", "value"), SIGNED)
def test_values_of_management(keys: tuple[str, str], text: str, value: str) -> None:
    pair = Pair(*keys)
    assert pair.value(text) == value
    assert pair.signed(text, value.partition(":")[2])
    assert not pair.signed(text + " ", value.partition(":")[2])


@pytest.mark.parametrize(("content", "etag"), vectors.ETAGS)
def test_etags(content: bytes, etag: str) -> None:
    assert etag_of_bytes(content) == etag


def test_an_etag_does_not_depend_on_the_chunks_that_came() -> None:
    content = bytes(range(256)) * (9 * MIB // 256)
    for step in (64 * 1024, 333_333, 4 * MIB, 5 * MIB):
        pieces = Pieces()
        for at in range(0, len(content), step):
            pieces.update(content[at : at + step])
        assert etag_of(pieces.digests()) == etag_of_bytes(content), step


def test_a_copy_of_the_pieces_goes_on_by_itself() -> None:
    first = Pieces()
    first.update(b"hel")
    second = first.copy()
    second.update(b"lo")
    assert etag_of(second.digests()) == "Fqr0xh3cxeii2r7eDztILNmuqUNN"
    assert etag_of(first.digests()) == etag_of_bytes(b"hel")


@pytest.mark.parametrize(
    ("size", "crc32"), [(256 * 1024, 3792628258), (MIB, 2805525020), (4 * MIB, 289882218)]
)
def test_the_crc32_of_zeros(size: int, crc32: int) -> None:
    digests = Digests()
    digests.update(bytes(size))
    assert digests.crc32 == crc32


def test_callbacks_of_the_sheet() -> None:
    encoded = (
        b"bucket%3Ddemo-bucket%26key%3Ddir%2Fhello.txt%26hash%3DFqr0xh3cxeii2r7eDztILNmuqUNN"
        b"%26fsize%3D5%26uid%3D42"
    )
    values = {
        "URL + base64(body)": "Yzg4YTNhYjk4YTNhNjM4ZTIyNzllMTRkNmViYzY5YTg1YmVlZDlhNQ==",
        "URL + body": "MDE3M2U2YTM5ZjhmZmZjM2EyMmYwOTU1NTZjNjg5NzIzZjQ5YmNjMQ==",
    }
    for variant, signature in values.items():
        text = VARIANTS[variant](CALLBACK_URL, CALLBACK, CALLBACK)
        assert OURS.value(text) == f"AKTEST:{signature}", variant
    text = VARIANTS["URL + base64(body as sent)"](CALLBACK_URL, encoded, CALLBACK)
    assert OURS.sign(text) == "MDk2MjNkZTU3OGFiMzYzODEwZDIxNzE2MDU5ZTBhZjEyOTIxNzdhMQ=="
    assert callback_text(encoded) == CALLBACK


def test_notifications_of_the_sheet() -> None:
    body = notification_text(NOTIFICATION)
    assert body == b'{"id":"10005d2e4a7f","code":3,"desc":"fileOperateSucceed"}'
    values = {
        "URL without query + body": "YTE1MDViZmMwNDQ2OGI5ZWRiNDkyNTVmNWQ2N2QyZTRhZTZkNzRiYw==",
        "URL + body": "NWMwMjYxOTgyNzlhNDIxMzU2YTEwNmFjZWY2YzkwZmY3NzIwNjA3OQ==",
        "URL + decoded body": "ZjQxMmFiZjk1ZTZiNjdmYWE0NThhZGZhYjkxNTNlMDM3N2I2NjdlYg==",
    }
    for variant, signature in values.items():
        text = VARIANTS[variant](NOTIFY_URL, NOTIFICATION, body)
        assert OURS.value(text) == f"AKTEST:{signature}", variant


@pytest.mark.parametrize(
    "sent",
    [
        CALLBACK,
        CALLBACK + b"\n",
        CALLBACK.replace(b"=", b"%3d").replace(b"&", b"%26") + b"%0a",
        b"callbackBody=" + CALLBACK.replace(b"=", b"%3D").replace(b"&", b"%26"),
        b"callbackBody=" + CALLBACK,
        b"\r\n callbackBody=" + CALLBACK + b"\n",
    ],
)
def test_a_tolerant_receiver_reads_every_form_of_a_callback(sent: bytes) -> None:
    assert callback_text(sent) == CALLBACK


def test_base64_may_lack_its_padding() -> None:
    assert decoded("aGVsbG8") == decoded("aGVsbG8=") == b"hello"
    assert notification_text(NOTIFICATION.rstrip(b"=")) == notification_text(NOTIFICATION)


def test_the_deadline_may_be_text_or_number() -> None:
    for deadline in ('"1893456000000"', "1893456000000"):
        policy = read_policy(f'{{"scope":"b:dir/a:b","deadline":{deadline}}}'.encode())
        assert (policy.bucket, policy.key) == ("b", "dir/a:b")
        assert policy.deadline == 1893456000000


def test_instructions_are_read() -> None:
    text = "avthumb/mp4/s/640x360/vb/1.25m;vframe/jpg/offset/1|saveas/ZGVtbzphLmpwZw=="
    first, second = read_instructions(text)
    assert (first.steps[0].name, first.format) == ("avthumb", "mp4")
    assert dict(first.steps[0].parameters) == {"s": "640x360", "vb": "1.25m"}
    assert second.saveas == ("demo", "a.jpg")
    assert not second.error
    (bad,) = read_instructions("vframe/jpg|saveas/%%%")
    assert bad.error

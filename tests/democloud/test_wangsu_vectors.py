"""The sheet's vectors, as the demo cloud computes them (reference/wangsu.md 1.6, 2.5, 4.4, 5.4)."""

from __future__ import annotations

import pytest

from app.democloud.wangsu.encoding import Digests, Pieces, decoded, etag_of, etag_of_bytes
from app.democloud.wangsu.instructions import read_instructions
from app.democloud.wangsu.keys import Pair
from app.democloud.wangsu.policy import read_policy
from app.democloud.wangsu.signatures import VARIANTS, callback_text, notification_text

OURS = Pair("AKTEST", "SKTEST")
MIB = 1024 * 1024

UPLOAD = [
    (
        Pair("1234", "qwer"),
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
            '{"scope":"demo-bucket:v/clip.mp4","deadline":"1893456000000","persistentOps":'
            '"avthumb/mp4/vb/1m|saveas/ZGVtby1idWNrZXQ6di9jbGlwLTFtLm1wNA==;vframe/jpg/offset/1",'
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
"""S1 and A to D of the sheet."""

SIGNED = [
    (
        Pair("1234", "qwer"),
        "/list?bucket=test\n",
        "1234:ZjE3NTA4Mjg1NGMyOTg4ZjNlODRlOWI3M2JhYTA3ZWVjZTM4NzM3ZA==",
    ),
    (
        Pair("UMU", "key"),
        "The quick brown fox jumps over the lazy dog",
        "UMU:ZGU3YzliODViOGI3OGFhNmJjOGE3YTM2ZjcwYTkwNzAxYzlkYjRkOQ==",
    ),
    (
        Pair("UMU", "Blog"),
        "/2017/08/09/reconstructionism-poet-keep-secret/\n",
        "UMU:MDE2ZWM0MzY0M2RjN2YwZDA5YjFkMmY3OGVkNjdhYjIyMWZkODdjMQ==",
    ),
    (
        Pair("UMU", "Blog"),
        "/2018/02/15/be-pretentious-unwittingly/\nUMUTech",
        "UMU:ODI3ZDY4NjI2ZGZjN2VlYWZiZTJiODA3YzFmNTZlMmEyYTYzNDA3Nw==",
    ),
    (
        OURS,
        "/stat/ZGVtby1idWNrZXQ6ZGlyL2hlbGxvLnR4dA==\n",
        "AKTEST:MjNmOTliZTU0NjEwYTA2ZjU0ZDYxNDUxNjJhZWRlM2QxOTEwNjY1Ng==",
    ),
    (
        OURS,
        "/fops\nbucket=ZGVtby1idWNrZXQ=&key=di9jbGlwLm1wNA==&fops=dmZyYW1lL2pwZy9vZmZzZXQvMQ==",
        "AKTEST:NzcwNjFmODU3YWY3MTMxNWEyZmI1Y2I3ZmM1MDBmYmQyZjU0OTQ3OA==",
    ),
    (
        OURS,
        "/status/get/prefop?persistentId=10005d2e4a7f\n",
        "AKTEST:ZjliNmVkNzgxY2U0MzJlM2NhYjkwZDZlZmY2NTA5YTJkODA1MDM0MA==",
    ),
]
"""S2 to S5, E, F, and the signed status query."""

ETAGS = [
    (b"UMUTech@qq.com", "FpAEzHGOWdh-QAYhattxl1vqHLMw"),
    (b"\x55" * 2 * MIB + b"\x4d" * 2 * MIB + b"0", "ljQoZqmvLKtOnK_5OHnMRw1djggC"),
    (b"", "Fto5o-5ea0sNMlW_75VgGJCv2AcJ"),
    (b"hello", "Fqr0xh3cxeii2r7eDztILNmuqUNN"),
    (b"U" * 1024, "FnMof6mSFFKNYUwurhWeOnrBSalc"),
    (bytes(4 * MIB), "FivMvS848VwT631aif2dhfWV4jvD"),
    (bytes(4 * MIB + 1), "lhCFgki5yzon0rjN9uJusf6qtsF6"),
    (bytes(8 * MIB), "lsCVE24-Immdd6zm-ffVVhsWYcDG"),
    (bytes(9 * MIB), "lnGI9p-JfYjCCVFSI-mFSvtJXkyO"),
    (bytes(10 * MIB), "lrgta7Rm8vkyiaBmECBeS8jIYEuw"),
]

CALLBACK_URL = "http://127.0.0.1:9001/cb?src=ums"
CALLBACK = b"bucket=demo-bucket&key=dir/hello.txt&hash=Fqr0xh3cxeii2r7eDztILNmuqUNN&fsize=5&uid=42"
NOTIFY_URL = "http://127.0.0.1:9001/notify?job=7"
NOTIFICATION = b"eyJpZCI6IjEwMDA1ZDJlNGE3ZiIsImNvZGUiOjMsImRlc2MiOiJmaWxlT3BlcmF0ZVN1Y2NlZWQifQ=="


@pytest.mark.parametrize(("pair", "policy", "token"), UPLOAD)
def test_upload_tokens(pair: Pair, policy: str, token: str) -> None:
    assert pair.upload_token(policy) == token


@pytest.mark.parametrize(("pair", "text", "value"), SIGNED)
def test_values_of_management(pair: Pair, text: str, value: str) -> None:
    assert pair.value(text) == value
    assert pair.signed(text, value.partition(":")[2])
    assert not pair.signed(text + " ", value.partition(":")[2])


@pytest.mark.parametrize(("content", "etag"), ETAGS)
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

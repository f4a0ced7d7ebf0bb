"""Numbers of the sheet reference/wangsu.md, which the demo cloud and the client are held against.

Both sides compute them with code of their own; a pair of keys is id and secret.
"""

from __future__ import annotations

MIB = 1024 * 1024

OURS = ("AKTEST", "SKTEST")
"""The sheet's own pair of keys."""

UPLOADS: tuple[tuple[tuple[str, str], str, str], ...] = (
    (
        ("1234", "qwer"),
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
)
"""Pair of keys, policy and upload token: S1 and A to D of the sheet (1.6)."""

MANAGEMENT: tuple[tuple[tuple[str, str], str, str, str], ...] = (
    (
        ("1234", "qwer"),
        "/list?bucket=test",
        "",
        "1234:ZjE3NTA4Mjg1NGMyOTg4ZjNlODRlOWI3M2JhYTA3ZWVjZTM4NzM3ZA==",
    ),
    (
        ("UMU", "Blog"),
        "/2017/08/09/reconstructionism-poet-keep-secret/",
        "",
        "UMU:MDE2ZWM0MzY0M2RjN2YwZDA5YjFkMmY3OGVkNjdhYjIyMWZkODdjMQ==",
    ),
    (
        ("UMU", "Blog"),
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
)
"""Pair of keys, target, body and management token: S2, S4, S5, E, F, and the signed status query.

What is signed is the target, a line feed and the body (5.5)."""

PLAIN = (
    ("UMU", "key"),
    "The quick brown fox jumps over the lazy dog",
    "UMU:ZGU3YzliODViOGI3OGFhNmJjOGE3YTM2ZjcwYTkwNzAxYzlkYjRkOQ==",
)
"""Pair of keys, text and its signed value: S3 of the sheet."""

ETAGS: tuple[tuple[bytes, str], ...] = (
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
)
"""Content and etag (2.5)."""

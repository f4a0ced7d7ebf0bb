"""The sheet's vectors, held against what the demo cloud verifies with (tencent-vod.md)."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from app.democloud.accounts import Account
from app.democloud.oss.request import Request
from app.democloud.vod import tc3
from app.democloud.vod.cos import signature
from app.democloud.vod.push import sign
from app.democloud.vod.ticket import issue, read

PAGE_KEY = "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz"
PAGE_HOST = "examplebucket-1250000000.cos.ap-beijing.myqcloud.com"
MADE_HOST = "examplebucket-1250000000.cos.ap-chongqing.myqcloud.com"
U1 = "secretId=AKIDEXAMPLE&currentTimeStamp=1700000000&expireTime=1700086400&random=123456789"
U1_SIGNATURE = (
    "5qrk8M/r9vpXlnxJ007yeVMVnltzZWNyZXRJZD1BS0lERVhBTVBMRSZjdXJyZW50VGltZVN0YW1wPTE3MDAwMDAwMDAm"
    "ZXhwaXJlVGltZT0xNzAwMDg2NDAwJnJhbmRvbT0xMjM0NTY3ODk="
)
U2 = (
    f"{U1}&classId=0&procedure=LongVideoPreset&taskPriority=0"
    "&sourceContext=job%3D42%26user%3D%E5%BC%A0%E4%B8%89&oneTimeValid=1&vodSubAppId=1500000001"
)


def signed(headers: Mapping[str, str], body: str) -> tc3.Signed:
    """Give a POST as the service sees it."""
    return tc3.Signed("POST", "", headers.get, body.encode())


def test_tc3_of_the_vendors_page() -> None:
    headers = {
        "content-type": "application/json; charset=utf-8",
        "host": "cvm.tencentcloudapi.com",
    }
    body = (
        '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}'
    )
    text = tc3.canonical(signed(headers, body), ["content-type", "host"])
    found = tc3.signature("Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", 1551113065, text, "cvm")
    assert found == "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"


def test_tc3_of_the_official_client_is_accepted() -> None:
    headers = {
        "content-type": "application/json",
        "host": "vod.tencentcloudapi.com",
        "x-tc-timestamp": "1700000000",
        "authorization": "TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2023-11-14/vod/tc3_request, "
        "SignedHeaders=content-type;host, "
        "Signature=89f2f1ffbdbde327fdbb1fac9a6ab3fe42b82f003bc7de41599308067e9f0dc3",
    }
    body = '{"MediaType": "mp4", "SubAppId": 1500000001, "SourceContext": "job=42"}'
    account = Account("AKIDEXAMPLE", "SECRETEXAMPLE")
    found = tc3.check(signed(headers, body), {"AKIDEXAMPLE": account}.get, now=1700000000.0)
    assert found is account


def request(
    method: str,
    path: str,
    *,
    headers: Mapping[str, str],
    query: Mapping[str, str] | None = None,
) -> Request:
    """Give a request as the storage reads it."""
    return Request(
        request_id="",
        method=method,
        host=headers["host"],
        bucket="",
        key_bytes=path[1:].encode(),
        query=tuple((query or {}).items()),
        headers=tuple((n.encode(), v.encode()) for n, v in headers.items()),
        client_ip="",
        path_style=False,
    )


def accepted(asked: Request, secret: str, *, headers: str, parameters: str, found: str) -> bool:
    """Say whether the storage takes a signature whose lists are these."""
    times = {"beijing": "1557989151;1557996351", "chongqing": "1699999940;1700010000"}
    time = next(t for name, t in times.items() if name in asked.host)
    if parameters.startswith("response"):
        time = "1557989753;1557996953"
    header = (
        f"q-sign-algorithm=sha1&q-ak=AKID&q-sign-time={time}&q-key-time={time}"
        f"&q-header-list={headers}&q-url-param-list={parameters}&q-signature={found}"
    )
    with_header = (*asked.headers, (b"authorization", header.encode()))
    whole = Request(
        "", asked.method, asked.host, "", asked.key_bytes, asked.query, with_header, "", False
    )
    read_back = signature.read(whole)
    assert read_back is not None
    return signature.matches(whole, read_back, secret)


def test_storage_signatures_of_the_vendors_page() -> None:
    put = request(
        "PUT",
        "/exampleobject(腾讯云)",
        headers={
            "date": "Thu, 16 May 2019 06:45:51 GMT",
            "host": PAGE_HOST,
            "content-type": "text/plain",
            "content-length": "13",
            "content-md5": "mQ/fVh815F3k6TAUm8m0eg==",
            "x-cos-acl": "private",
            "x-cos-grant-read": 'uin="100000000011"',
        },
    )
    listed = "content-length;content-md5;content-type;date;host;x-cos-acl;x-cos-grant-read"
    good = "3b8851a11a569213c17ba8fa7dcf2abec6935172"
    assert accepted(put, PAGE_KEY, headers=listed, parameters="", found=good)
    assert not accepted(put, PAGE_KEY, headers=listed, parameters="", found=good[::-1])
    get = request(
        "GET",
        "/exampleobject(腾讯云)",
        headers={"date": "Thu, 16 May 2019 06:55:53 GMT", "host": PAGE_HOST},
        query={
            "response-content-type": "application/octet-stream",
            "response-cache-control": "max-age=600",
        },
    )
    parameters = "response-cache-control;response-content-type"
    good = "01681b8c9d798a678e43b685a9f1bba0f6c0e012"
    assert accepted(get, PAGE_KEY, headers="date;host", parameters=parameters, found=good)
    key = signature.sign_key(PAGE_KEY, "1557989151;1557996351")
    assert key == "eb2519b498b02ac213cb1f3d1a3d27a3b3c9bc5f"


def test_storage_signatures_of_the_official_signer() -> None:
    upload = "1585130821cbb7df1d11846c073ad648e8f33b087cec2381df437acdc833cf654b9ecc6361"
    headers = {"host": MADE_HOST, "x-cos-security-token": "TOKENEXAMPLE"}
    listed = "content-length;host;x-cos-security-token"
    part = request(
        "PUT",
        "/dir/测 试(1).mp4",
        headers={"content-length": "13"} | headers,
        query={"partNumber": "1", "uploadId": upload},
    )
    good = "ce913d7dc4028734fce6b8369f50362c870b7ed8"
    lists = {"headers": listed, "parameters": "partnumber;uploadid"}
    assert accepted(part, "TMPSECRETEXAMPLE", **lists, found=good)
    begun = request(
        "POST",
        "/dir/f0.mp4",
        headers={"content-length": "0"} | headers,
        query={"uploads": ""},
    )
    good = "b4290a8616753edcac8d31023b83edfc5c6ac71c"
    lists = {"headers": listed, "parameters": "uploads"}
    assert accepted(begun, "TMPSECRETEXAMPLE", **lists, found=good)


def test_upload_signatures_of_clients() -> None:
    assert issue("SECRETEXAMPLE", U1) == U1_SIGNATURE
    digest = base64.b64decode(issue("SECRETEXAMPLE", U2))[:20].hex()
    assert digest == "0a0b8583d138d23990aa995c7f6dedca4475d642"
    account = Account("AKIDEXAMPLE", "SECRETEXAMPLE")
    found = read(issue("SECRETEXAMPLE", U2), {"AKIDEXAMPLE": account}.get, now=1700000001.0)
    assert found.fields["sourceContext"] == "job=42&user=张三"
    assert found.once


def test_the_sign_of_a_pushed_event() -> None:
    assert sign("abcDEF123", 1700000600) == "7cd17d9dfcb270b39198ccf87844d9fb"

"""The sheet's vectors, and the official SDKs' signers as oracles (tencent-vod.md, 1.5 and 3)."""

from __future__ import annotations

import hashlib
import json
from urllib.parse import unquote_to_bytes

from hypothesis import given, settings
from hypothesis import strategies as st
from qcloud_cos.cos_auth import CosS3Auth
from qcloud_cos.cos_client import CosConfig
from requests import Request as SdkRequest
from tencentcloud.common.abstract_client import AbstractClient
from tencentcloud.common.http.request import RequestInternal

from app.domain.credentials import Credentials
from app.providers.vod import cos_signing, tc3
from app.providers.vod.cos_signing import Subject

DOC_ID = "AKIDQjz3ltompVjBni5LitkWHFlFpwkn9U5q"
DOC_SECRET = "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz"
HOST = "examplebucket-1250000000.cos.ap-beijing.myqcloud.com"
THERE = "examplebucket-1250000000.cos.ap-chongqing.myqcloud.com"
TEMPORARY = Credentials("AKIDtmpEXAMPLE", "TMPSECRETEXAMPLE", "TOKENEXAMPLE")
WINDOW = "1699999940;1700010000"


def _sha1(subject: Subject) -> str:
    return hashlib.sha1(cos_signing.http_string(subject).encode()).hexdigest()


def test_cos_a_a_put_with_every_header_signed() -> None:
    window = "1557989151;1557996351"
    headers = (
        ("Date", "Thu, 16 May 2019 06:45:51 GMT"),
        ("Host", HOST),
        ("Content-Type", "text/plain"),
        ("Content-Length", "13"),
        ("Content-MD5", "mQ/fVh815F3k6TAUm8m0eg=="),
        ("x-cos-acl", "private"),
        ("x-cos-grant-read", 'uin="100000000011"'),
    )
    subject = Subject("PUT", "/exampleobject(腾讯云)", (), headers)
    assert cos_signing.to_sign(headers) == headers
    assert cos_signing.sign_key(DOC_SECRET, window) == "eb2519b498b02ac213cb1f3d1a3d27a3b3c9bc5f"
    assert _sha1(subject) == "8b2751e77f43a0995d6e9eb9477f4b685cca4172"
    signed = cos_signing.authorization(subject, Credentials(DOC_ID, DOC_SECRET), window)
    assert signed == (
        f"q-sign-algorithm=sha1&q-ak={DOC_ID}&q-sign-time={window}&q-key-time={window}"
        "&q-header-list=content-length;content-md5;content-type;date;host;x-cos-acl;x-cos-grant-read"
        "&q-url-param-list=&q-signature=3b8851a11a569213c17ba8fa7dcf2abec6935172"
    )


def test_cos_b_a_get_with_query() -> None:
    window = "1557989753;1557996953"
    query = (
        ("response-content-type", "application/octet-stream"),
        ("response-cache-control", "max-age=600"),
    )
    headers = (("Date", "Thu, 16 May 2019 06:55:53 GMT"), ("Host", HOST))
    subject = Subject("GET", "/exampleobject(腾讯云)", query, headers)
    assert cos_signing.sign_key(DOC_SECRET, window) == "937914bf490e9e8c189836aad2052e4feeb35eaf"
    assert _sha1(subject) == "54ecfe22f59d3514fdc764b87a32d8133ea611e6"
    signed = cos_signing.signature(subject, DOC_SECRET, window)
    assert signed == "01681b8c9d798a678e43b685a9f1bba0f6c0e012"


def _temporary(length: str) -> tuple[tuple[str, str], ...]:
    token = TEMPORARY.security_token
    return (("Content-Length", length), ("Host", THERE), ("x-cos-security-token", token))


def test_cos_c_a_part_by_a_temporary_key() -> None:
    upload_id = "1585130821cbb7df1d11846c073ad648e8f33b087cec2381df437acdc833cf654b9ecc6361"
    query = (("partNumber", "1"), ("uploadId", upload_id))
    subject = Subject("PUT", "/dir/测 试(1).mp4", query, _temporary("13"))
    secret = TEMPORARY.access_key_secret
    assert cos_signing.sign_key(secret, WINDOW) == "14f221b379d05e756b371e72814b7ed956a8fd29"
    assert _sha1(subject) == "8e640d4294885eec23b0c9d7a3c383a78478283f"
    signed = cos_signing.signature(subject, secret, WINDOW)
    assert signed == "ce913d7dc4028734fce6b8369f50362c870b7ed8"
    assert cos_signing.wire_path(subject.path) == "/dir/%E6%B5%8B%20%E8%AF%95%281%29.mp4"


def test_cos_d_the_beginning_of_an_upload_in_parts() -> None:
    subject = Subject("POST", "/dir/f0.mp4", (("uploads", ""),), _temporary("0"))
    signed = cos_signing.signature(subject, TEMPORARY.access_key_secret, WINDOW)
    assert signed == "b4290a8616753edcac8d31023b83edfc5c6ac71c"


def test_tc3_a_the_vendors_example() -> None:
    body = (
        b'{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}'
    )
    host = "cvm.tencentcloudapi.com"
    subject = tc3.Signed(host, "application/json; charset=utf-8", body, "cvm")
    assert hashlib.sha256(body).hexdigest().startswith("35e9c5b0e3ae67532d3c9f17ead6c90222632e5b")
    assert hashlib.sha256(subject.canonical().encode()).hexdigest() == (
        "5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031"
    )
    secret = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"
    assert tc3.signing_key(secret, "2019-02-25", "cvm").hex() == (
        "ac658d5dde49e9bfdd14e04e062f66b05d9f637d44b8a8d845327d4a77f666b1"
    )
    assert tc3.signature(subject, secret, 1551113065) == (
        "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"
    )


def test_tc3_b_of_this_service() -> None:
    body = b'{"MediaType": "mp4", "SubAppId": 1500000001, "SourceContext": "job=42"}'
    subject = tc3.Signed("vod.tencentcloudapi.com", "application/json", body)
    assert hashlib.sha256(body).hexdigest() == (
        "712c57a1c801a74c40de18c5e3ce5be0b956339e376975de99a6f9bb7eb037ff"
    )
    assert hashlib.sha256(subject.canonical().encode()).hexdigest() == (
        "b151e06f39aba186b2cc2eaf577dcf8cc2c03368a4f49f9a91f026f2e44378ac"
    )
    keys = Credentials("AKIDEXAMPLE", "SECRETEXAMPLE")
    assert tc3.authorization(subject, keys, 1700000000) == (
        "TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2023-11-14/vod/tc3_request, "
        "SignedHeaders=content-type;host, "
        "Signature=89f2f1ffbdbde327fdbb1fac9a6ab3fe42b82f003bc7de41599308067e9f0dc3"
    )


# --- oracles ----------------------------------------------------------------------------------

_LETTERS = st.sampled_from(
    [*"abzAZ09-_.~ !*'()%+&=?#/:;,@$[]{}<>|\\^`\"测試é🎬", "%41", "..", "//"]
)
_TEXTS = st.lists(_LETTERS, min_size=1, max_size=24).map("".join)
_NAMES = st.sampled_from(["partNumber", "uploadId", "uploads", "max-parts", "part-number-marker"])


@settings(max_examples=320, deadline=None)
@given(
    st.sampled_from(["GET", "PUT", "POST", "DELETE", "HEAD"]),
    _TEXTS,
    st.dictionaries(_NAMES, _TEXTS | st.just(""), max_size=4),
    _TEXTS,
)
def test_the_official_storage_signer_agrees(
    method: str, key: str, query: dict[str, str], token: str
) -> None:
    token = token.strip() or "t"  # requests sends no blanks at the ends, nor text that is no ASCII
    token = token.encode("ascii", "replace").decode()
    headers = (("Host", THERE), ("Content-Length", "13"), ("x-cos-security-token", token))
    given_headers = {"Host": THERE, "Content-Length": "13", "x-cos-security-token": token}
    request = SdkRequest(method, f"https://{THERE}/x", headers=given_headers).prepare()
    request.headers["Content-Length"] = "13"
    config = CosConfig(
        Region="ap-chongqing",
        SecretId=TEMPORARY.access_key_id,
        SecretKey=TEMPORARY.access_key_secret,
    )
    signer = CosS3Auth(config, key, params=dict(query))
    theirs = signer(request).headers["Authorization"]
    window = theirs.partition("q-sign-time=")[2].partition("&")[0]
    subject = Subject(method, signer._path, tuple(query.items()), headers)
    assert cos_signing.authorization(subject, TEMPORARY, window) == theirs


@settings(max_examples=300, deadline=None)
@given(_TEXTS)
def test_what_is_sent_is_what_is_signed(path: str) -> None:
    subject = Subject("PUT", "/" + path, (("uploadId", path),), (("Host", THERE),))
    sent = cos_signing.wire_path(subject.path)
    assert sent.isascii()
    assert not {" ", "?", "#"} & set(sent)
    assert unquote_to_bytes(sent).decode() == subject.path
    assert not any(piece in (".", "..") for piece in sent.split("/"))
    name, _mark, value = cos_signing.query_string(subject.query).partition("=")
    assert (name, unquote_to_bytes(value).decode()) == ("uploadId", path)


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(_TEXTS, _TEXTS | st.integers(), max_size=5),
    st.integers(0, 4_000_000_000),
    st.sampled_from(["vod.tencentcloudapi.com", "127.0.0.1:4711", "vod.intl.tencentcloudapi.com"]),
)
def test_the_official_api_signer_agrees(
    values: dict[str, str | int], timestamp: int, host: str
) -> None:
    body = json.dumps(values).encode()
    subject = tc3.Signed(host, "application/json", body)
    request = RequestInternal(method="POST", uri="/", data=body)
    request.header = {
        "Content-Type": "application/json",
        "Host": host,
        "X-TC-Timestamp": str(timestamp),
    }
    day = tc3.day_of(timestamp)
    theirs = AbstractClient._get_tc3_signature(None, {}, request, day, "vod", "secret")
    assert tc3.signature(subject, "secret", timestamp) == theirs

"""The verifier agrees with the published vectors (reference/oss.md 5.2 to 5.4)."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from app.democloud.oss import signature_v1, signature_v4
from app.democloud.oss.request import Request
from app.democloud.oss.signature_v1 import SignedV1
from app.democloud.oss.signature_v4 import SignedV4

CALLBACK = (
    "eyJjYWxsYmFja1VybCI6Imh0dHBzOi8vYXBwLmV4YW1wbGUuY29tL29zcyIsImNhbGxiYWNrQm9keSI6Im9iamVjd"
    "D0ke29iamVjdH0mc2l6ZT0ke3NpemV9JnU9JHt4OnVpZH0ifQ=="
)
VARIABLES = "eyJ4OnVpZCI6IjQyIn0="
PAYLOAD = ("x-oss-content-sha256", "UNSIGNED-PAYLOAD")
QUERY_A = (
    ("param1", "value1"),
    ("+param1", "value3"),
    ("|param1", "value4"),
    ("+param2", ""),
    ("|param2", ""),
    ("param2", ""),
)
HEADERS_A = (
    ("x-oss-head1", "value"),
    ("abc", "value"),
    ("zabc", "value"),
    ("xyz", "value"),
    ("content-type", "text/plain"),
)
REPORT = "uploads/报告 2023+v1.bin"


def request(
    method: str,
    bucket: str,
    key: str,
    *,
    query: tuple[tuple[str, str], ...] = (),
    headers: tuple[tuple[str, str], ...] = (),
) -> Request:
    """Give a request as the service would read it."""
    raw = tuple((name.encode(), value.encode()) for name, value in headers)
    return Request("", method, "", bucket, key.encode(), query, raw, "", True)


def v4(wanted: Request, date: str, *, additional: str = "") -> tuple[str, str]:
    """Sign with the published pair; give the canonical request's digest and the signature."""
    names = tuple(name for name in additional.split(";") if name)
    signed = SignedV4("ak", date[:8], "cn-hangzhou", "oss", date, names, "")
    canonical = signature_v4.canonical_request(wanted, signed)
    text = signature_v4.string_to_sign(signed, canonical)
    digest = hashlib.sha256(canonical).hexdigest()
    return digest, signature_v4.signature_of("sk", signed, text)


def input_a(date: str, *more: tuple[str, str]) -> Request:
    """Give the vectors' common input."""
    headers = (*HEADERS_A, PAYLOAD, ("x-oss-date", date), *more)
    return request("PUT", "bucket", "1234+-/123/1.txt", query=QUERY_A, headers=headers)


def test_h1_the_plain_vector() -> None:
    date = "20231216T162057Z"
    assert v4(input_a(date), date) == (
        "f4613657f1b108998e8dbd10a1aa5da621dc2c6e02c9ddec0f163664848704c4",
        "e21d18daa82167720f9b1047ae7e7f1ce7cb77a31e8203a7d5f4624fa0284afe",
    )


def test_h2_with_a_token() -> None:
    date = "20231217T034736Z"
    assert v4(input_a(date, ("x-oss-security-token", "token")), date) == (
        "69494678fb11579d4ee12996e2796d9e2ba43c34aa4c723c4aec018f3d6b86b8",
        "b94a3f999cf85bcdc00d332fbd3734ba03e48382c36fa4d5af5df817395bd9ea",
    )


def test_h3_with_additional_headers() -> None:
    date = "20231216T172512Z"
    assert v4(input_a(date), date, additional="abc;zabc") == (
        "16b86004ed2cc3406dd7a13081bd940ef6a5ad49e508da2d4fdf84e8a5dd2145",
        "4a4183c187c07c8947db7620deb0a6b38d9fbdd34187b6dbaccb316fa251212f",
    )


V4_REQUESTS = [
    (
        request(
            "PUT",
            "bucket",
            REPORT,
            query=(("partNumber", "7"), ("uploadId", "0004B9895DBBB6EC98E36")),
            headers=(PAYLOAD, ("content-type", "application/octet-stream")),
        ),
        "cc2003ee7368a7b07eefe97332176a50c7cdf435f9a1454989fa955e2904e42e",
    ),
    (
        request(
            "POST",
            "bucket",
            REPORT,
            query=(("uploadId", "0004B9895DBBB6EC98E36"),),
            headers=(
                PAYLOAD,
                ("content-type", "application/xml"),
                ("x-oss-security-token", "token"),
                ("x-oss-callback", CALLBACK),
                ("x-oss-callback-var", VARIABLES),
            ),
        ),
        "ac77a7505dcaeb5a600b2aba40985d36ffcedcce7bbc81c79d78e2348e5b04ee",
    ),
    (
        request(
            "POST",
            "bucket",
            REPORT,
            query=(("uploads", ""),),
            headers=(PAYLOAD, ("content-type", "video/mp4"), ("x-oss-forbid-overwrite", "true")),
        ),
        "a00e06c379de14a6a23994cefcfa43ce49551a6158c10bd9b07cbe89934927c6",
    ),
    (
        request(
            "GET",
            "bucket",
            "",
            query=(("encoding-type", "url"), ("prefix", "a b/"), ("uploads", "")),
            headers=(PAYLOAD,),
        ),
        "89e1b56ed26f101bfbe10e573b4c5cef1b9364aa5100dd8a6c6a4df02f6421e2",
    ),
]


@pytest.mark.parametrize(("wanted", "signature"), V4_REQUESTS)
def test_c_the_practical_vectors(wanted: Request, signature: str) -> None:
    date = "20231216T162057Z"
    dated = replace(wanted, headers=(*wanted.headers, (b"x-oss-date", date.encode())))
    assert v4(dated, date)[1] == signature


def test_p_the_presigned_vectors() -> None:
    date = "20231217T025437Z"
    headers = tuple((n, v.replace("text/plain", "application/octet-stream")) for n, v in HEADERS_A)
    for expires, signature in (
        ("599", "a39966c61718be0d5b14e668088b3fa07601033f6518ac7b523100014269c0fe"),
        ("432000", "31029123dc7732d2d2cfd4006ea4fdb6cf86da6478f813e2bf8f87877c7b9fec"),
    ):
        query = (
            *QUERY_A,
            ("x-oss-signature-version", "OSS4-HMAC-SHA256"),
            ("x-oss-date", date),
            ("x-oss-expires", expires),
            ("x-oss-credential", "ak/20231217/cn-hangzhou/oss/aliyun_v4_request"),
            ("x-oss-signature", signature),
        )
        wanted = request("PUT", "bucket", "1234+-/123/1.txt", query=query, headers=headers)
        assert v4(wanted, date)[1] == signature


NELSON = (
    ("content-md5", "eB5eJF1ptWaXm4bijSPyxw=="),
    ("content-type", "text/html"),
    ("x-oss-date", "Wed, 28 Dec 2022 10:27:41 GMT"),
    ("x-oss-meta-author", "alice"),
    ("x-oss-meta-magic", "abracadabra"),
)
WEDNESDAY = "Wed, 28 Dec 2022 10:27:41 GMT"
V1_REQUESTS = [
    (
        request("PUT", "examplebucket", "nelson", headers=NELSON),
        WEDNESDAY,
        "kSHKmLxlyEAKtZPkJhG9bZb5k7M=",
    ),
    (
        request("PUT", "examplebucket", "nelson", headers=NELSON, query=(("acl", ""),)),
        WEDNESDAY,
        "/afkugFbmWDQ967j1vr6zygBLQk=",
    ),
    (
        request(
            "GET",
            "examplebucket",
            "",
            headers=(("x-oss-date", WEDNESDAY),),
            query=(("resourceGroup", ""), ("non-resousce", "null")),
        ),
        WEDNESDAY,
        "vkQmfuUDyi1uDi3bKt67oemssIs=",
    ),
    (
        request("GET", "bucket", "key", query=(("versionId", "versionId"),)),
        "1699807420",
        "dcLTea+Yh9ApirQ8o8dOPqtvJXQ=",
    ),
    (
        request(
            "GET",
            "bucket",
            "key+123",
            query=(("versionId", "versionId"), ("security-token", "token")),
        ),
        "1699808204",
        "jzKYRrM5y6Br0dRFPaTGOsbrDhY=",
    ),
    (
        request(
            "PUT",
            "bucket",
            "key",
            query=(("callback", CALLBACK), ("callback-var", VARIABLES)),
        ),
        "1702747257",
        "K5vVb6nstspM0O35G21laQGog3g=",
    ),
]


@pytest.mark.parametrize(("wanted", "date", "signature"), V1_REQUESTS)
def test_the_older_signatures_vectors(wanted: Request, date: str, signature: str) -> None:
    text = signature_v1.strings_to_sign(wanted, SignedV1("ak", date, "", in_url=False))[0]
    assert signature_v1.signature_of("sk", text) == signature

"""V4 signatures against the published vectors and against the vendor's signer."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

import pytest
from alibabacloud_oss_v2 import credentials as vendor_credentials
from alibabacloud_oss_v2.signer import SignerV4
from alibabacloud_oss_v2.types import HttpRequest, SigningContext
from hypothesis import given
from hypothesis import strategies as st

from app.domain.credentials import Credentials
from app.domain.destination import Addressing, Destination
from app.providers.oss import signing
from app.providers.oss.encoding import Query, query_string, quoted_path
from app.providers.oss.requests import Draft, presigned_address, signed
from app.providers.oss.signing import Scope, Subject, stamp_of

AK = Credentials("ak", "sk")
STS = Credentials("ak", "sk", "token")
A_QUERY: Query = (
    ("param1", "value1"),
    ("+param1", "value3"),
    ("|param1", "value4"),
    ("+param2", ""),
    ("|param2", ""),
    ("param2", ""),
)
A_HEADERS = (("x-oss-head1", "value"), ("abc", "value"), ("ZAbc", "value"), ("XYZ", "value"))
A_RESOURCE = "/bucket/" + quoted_path("1234+-/123/1.txt")
PLAIN = (("content-type", "text/plain"),)
OCTETS = (("content-type", "application/octet-stream"),)
BOTH = frozenset({"abc", "ZAbc"})

CB = (
    "eyJjYWxsYmFja1VybCI6Imh0dHBzOi8vYXBwLmV4YW1wbGUuY29tL29zcyIsImNhbGxiYWNrQm9keSI6Im9iamVjdD0k"
    "e29iamVjdH0mc2l6ZT0ke3NpemV9JnU9JHt4OnVpZH0ifQ=="
)
CV = "eyJ4OnVpZCI6IjQyIn0="
C_RESOURCE = "/bucket/uploads/%E6%8A%A5%E5%91%8A%202023%2Bv1.bin"
C_SCOPE = Scope("cn-hangzhou", "20231216T162057Z")
UPLOAD = "0004B9895DBBB6EC98E36"


def hangzhou(now: int) -> Scope:
    return Scope("cn-hangzhou", stamp_of(now))


def authorization(subject: Subject, credentials: Credentials, scope: Scope) -> str:
    return dict(signing.signed_headers(subject, credentials, scope))["Authorization"]


def as_sent(subject: Subject, credentials: Credentials, scope: Scope) -> Subject:
    headers = signing.signed_headers(subject, credentials, scope)
    return Subject(subject.method, subject.resource, subject.query, headers, subject.additional)


@pytest.mark.parametrize(
    ("credentials", "now", "additional", "digest", "expected"),
    [
        pytest.param(
            AK,
            1702743657,
            frozenset[str](),
            "f4613657f1b108998e8dbd10a1aa5da621dc2c6e02c9ddec0f163664848704c4",
            "e21d18daa82167720f9b1047ae7e7f1ce7cb77a31e8203a7d5f4624fa0284afe",
            id="H1",
        ),
        pytest.param(
            STS,
            1702784856,
            frozenset[str](),
            "69494678fb11579d4ee12996e2796d9e2ba43c34aa4c723c4aec018f3d6b86b8",
            "b94a3f999cf85bcdc00d332fbd3734ba03e48382c36fa4d5af5df817395bd9ea",
            id="H2",
        ),
        pytest.param(
            AK,
            1702747512,
            BOTH,
            "16b86004ed2cc3406dd7a13081bd940ef6a5ad49e508da2d4fdf84e8a5dd2145",
            "4a4183c187c07c8947db7620deb0a6b38d9fbdd34187b6dbaccb316fa251212f",
            id="H3",
        ),
    ],
)
def test_header_vectors_of_the_vendor(
    credentials: Credentials, now: int, additional: frozenset[str], digest: str, expected: str
) -> None:
    subject = Subject("PUT", A_RESOURCE, A_QUERY, A_HEADERS + PLAIN, additional)
    scope = hangzhou(now)
    canonical = signing.canonical_request(as_sent(subject, credentials, scope))
    assert hashlib.sha256(canonical.encode()).hexdigest() == digest
    names = ",AdditionalHeaders=abc;zabc" if additional else ""
    head = f"OSS4-HMAC-SHA256 Credential=ak/{scope}{names},Signature="
    assert authorization(subject, credentials, scope) == head + expected


def test_canonical_request_of_h3_is_the_sheets_text() -> None:
    subject = Subject("PUT", A_RESOURCE, A_QUERY, A_HEADERS + PLAIN, BOTH)
    expected = """PUT
/bucket/1234%2B-/123/1.txt
%2Bparam1=value3&%2Bparam2&%7Cparam1=value4&%7Cparam2&param1=value1&param2
abc:value
content-type:text/plain
x-oss-content-sha256:UNSIGNED-PAYLOAD
x-oss-date:20231216T172512Z
x-oss-head1:value
zabc:value

abc;zabc
UNSIGNED-PAYLOAD"""
    assert signing.canonical_request(as_sent(subject, AK, hangzhou(1702747512))) == expected


def test_signing_keys_of_h1_and_h2() -> None:
    first = "b412a03b134ebddd720f5167b5de6db66620ebb3b01cff4d49e3ccb09f8de97f"
    second = "0e11d77e422d3484e84ee6b628fdf2a85f3788e1a597f23116b477efb407e94e"
    assert signing.signing_key("sk", hangzhou(1702743657)).hex() == first
    assert signing.signing_key("sk", hangzhou(1702784856)).hex() == second


def test_h4_signs_for_a_cloud_box() -> None:
    subject = Subject("PUT", A_RESOURCE, A_QUERY, A_HEADERS + PLAIN)
    scope = Scope("cb-123", stamp_of(1702743657), "oss-cloudbox")
    expected = "94ce1f12c17d148ea681030275a94449d3357f5b5b21133996eec80af3e08a43"
    assert authorization(subject, AK, scope).endswith("Signature=" + expected)


H5 = Subject(
    "PUT",
    "/examplebucket/exampleobject",
    (),
    (
        ("content-disposition", "attachment"),
        ("content-length", "3"),
        ("content-md5", "ICy5YqxZB1uWSwcVLSNLcA=="),
        ("content-type", "text/plain"),
        ("x-oss-content-sha256", "UNSIGNED-PAYLOAD"),
        ("x-oss-date", "20250411T064124Z"),
    ),
    frozenset({"content-disposition", "content-length"}),
)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (
            "3543b7686e65eda71e5e5ca19d548d78423c37e8ddba4dc9d83f90228b457c76",
            "053edbf550ebd239b32a9cdfd93b0b2b3f2d223083aa61f75e9ac16856d61f23",
        ),
        (
            "8a01ff4efcc65ca2cbc75375045c61ab5f3fa8b9a2d84f0add27ef16a25feb3c",
            "d3694c2dfc5371ee6acd35e88c4871ac95a7ba01d3a2f476768fe61218590097",
        ),
    ],
)
def test_h5_is_the_documentations_example(key: str, expected: str) -> None:
    canonical = signing.canonical_request(H5)
    digest = "c46d96390bdbc2d739ac9363293ae9d710b14e48081fcb22cd8ad54b63136eca"
    assert hashlib.sha256(canonical.encode()).hexdigest() == digest
    scope = Scope("cn-hangzhou", "20250411T064124Z")
    assert signing.signature(canonical, key=bytes.fromhex(key), scope=scope) == expected
    if key.startswith("8a01"):
        assert signing.signing_key("yourAccessKeySecret", scope).hex() == key


@pytest.mark.parametrize(
    ("subject", "credentials", "expected"),
    [
        pytest.param(
            Subject("PUT", C_RESOURCE, (("partNumber", "7"), ("uploadId", UPLOAD)), OCTETS),
            AK,
            "cc2003ee7368a7b07eefe97332176a50c7cdf435f9a1454989fa955e2904e42e",
            id="C1",
        ),
        pytest.param(
            Subject(
                "POST",
                C_RESOURCE,
                (("uploadId", UPLOAD),),
                (
                    ("content-type", "application/xml"),
                    ("x-oss-callback", CB),
                    ("x-oss-callback-var", CV),
                ),
            ),
            STS,
            "ac77a7505dcaeb5a600b2aba40985d36ffcedcce7bbc81c79d78e2348e5b04ee",
            id="C2",
        ),
        pytest.param(
            Subject(
                "POST",
                C_RESOURCE,
                (("uploads", ""),),
                (("Content-Type", "video/mp4"), ("x-oss-forbid-overwrite", "true")),
            ),
            AK,
            "a00e06c379de14a6a23994cefcfa43ce49551a6158c10bd9b07cbe89934927c6",
            id="C4",
        ),
        pytest.param(
            Subject(
                "GET", "/bucket/", (("encoding-type", "url"), ("prefix", "a b/"), ("uploads", ""))
            ),
            AK,
            "89e1b56ed26f101bfbe10e573b4c5cef1b9364aa5100dd8a6c6a4df02f6421e2",
            id="C5",
        ),
    ],
)
def test_vectors_of_practical_requests(
    subject: Subject, credentials: Credentials, expected: str
) -> None:
    assert authorization(subject, credentials, C_SCOPE).endswith("Signature=" + expected)


@pytest.mark.parametrize(
    ("credentials", "scope", "seconds", "additional", "expected"),
    [
        pytest.param(
            AK,
            hangzhou(1702781677),
            599,
            frozenset[str](),
            "a39966c61718be0d5b14e668088b3fa07601033f6518ac7b523100014269c0fe",
            id="P1",
        ),
        pytest.param(
            STS,
            hangzhou(1702785388),
            599,
            frozenset[str](),
            "3817ac9d206cd6dfc90f1c09c00be45005602e55898f26f5ddb06d7892e1f8b5",
            id="P2",
        ),
        pytest.param(
            AK,
            hangzhou(1702783809),
            599,
            BOTH,
            "6bd984bfe531afb6db1f7550983a741b103a8c58e5e14f83ea474c2322dfa2b7",
            id="P3",
        ),
        pytest.param(
            AK,
            hangzhou(1702781677),
            432000,
            frozenset[str](),
            "31029123dc7732d2d2cfd4006ea4fdb6cf86da6478f813e2bf8f87877c7b9fec",
            id="P4",
        ),
        pytest.param(
            AK,
            Scope("cb-123", stamp_of(1702781677), "oss-cloudbox"),
            599,
            BOTH,
            "07284191b9b4978ac3520cd39ee2dea2747eda454089359371ff463a6c7ba20f",
            id="P5",
        ),
    ],
)
def test_presigned_vectors(
    credentials: Credentials, scope: Scope, seconds: int, additional: frozenset[str], expected: str
) -> None:
    subject = Subject("PUT", A_RESOURCE, A_QUERY, A_HEADERS + OCTETS, additional)
    query = dict(signing.presigned_query(subject, credentials, scope, seconds=seconds))
    assert query["x-oss-signature"] == expected
    assert query["x-oss-expires"] == str(seconds)


def test_presigned_vector_with_a_callback() -> None:
    subject = Subject("PUT", C_RESOURCE, (("callback", CB), ("callback-var", CV)))
    query = dict(signing.presigned_query(subject, AK, C_SCOPE, seconds=3600))
    expected = "2f44062a9a9a5b7d9a3a6dcb769534a1839c90c4a2278fcd7b4b13686470c01e"
    assert query["x-oss-signature"] == expected


def test_a_link_never_lives_longer_than_the_service_allows() -> None:
    subject = Subject("GET", C_RESOURCE)
    query = dict(signing.presigned_query(subject, AK, C_SCOPE, seconds=9_999_999))
    assert query["x-oss-expires"] == "604800"


def test_headers_are_sorted_by_name_and_not_by_line() -> None:
    subject = Subject("GET", "/b/k", (), (("x-oss-meta-a-b", "1"), ("x-oss-meta-a", "2")))
    lines = signing.canonical_request(subject).split("\n")
    assert lines[3:5] == ["x-oss-meta-a:2", "x-oss-meta-a-b:1"]


# --- the vendor's signer as oracle -----------------------------------------------------------

LETTERS = "报告文件😀👩‍👩‍👧+%#&?=;:@!*'()[]{}\"\\|~-_. /\tß\u0301"
NASTY = ["a/../b", "./x", "..", "a//b", "a b+c%20d", "%2F", "文件/图 片.png", "😀/#1&2"]
AWKWARD = st.one_of(
    st.text(st.sampled_from(LETTERS), min_size=1, max_size=40),
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60),
)
KEYS = AWKWARD.filter(lambda key: key[0] not in "/\\" and len(key.encode()) <= 1023)
NAMES = st.text(st.sampled_from("abcxyzABC019-+| 文"), min_size=1, max_size=12)
QUERIES = st.dictionaries(NAMES, AWKWARD | st.just(""), max_size=5)
TOKEN_TEXT = st.text(
    st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789-"), min_size=1, max_size=9
)
HEADER_VALUES = (
    st.text(st.sampled_from("abc XYZ019=;,/+%"), min_size=1, max_size=20)
    .map(str.strip)
    .filter(bool)
)  # the vendor's signer leaves blanks in, which no server could see
HEADERS = st.dictionaries(TOKEN_TEXT.map("x-oss-meta-{}".format), HEADER_VALUES, max_size=4)
SECRETS = st.text(st.sampled_from("abcXYZ019+/="), min_size=1, max_size=40)
TIMES = st.integers(0, 4_000_000_000)


def signed_by_vendor(
    draft: Draft, key: str, url: str, *, credentials: Credentials, now: int
) -> str:
    request = HttpRequest(draft.method, url, headers=dict(draft.headers))
    context = SigningContext(
        product="oss",
        region="cn-hangzhou",
        bucket="bucket",
        key=key,
        request=request,
        credentials=vendor_credentials.Credentials(
            credentials.access_key_id,
            credentials.access_key_secret,
            credentials.security_token or None,
        ),
        signing_time=datetime.fromtimestamp(now, UTC),
    )
    SignerV4().sign(context)
    return str(request.headers["Authorization"])


@given(
    method=st.sampled_from(["GET", "PUT", "POST", "HEAD", "DELETE"]),
    key=KEYS,
    query=QUERIES,
    headers=HEADERS,
    content_type=st.none() | st.sampled_from(["text/plain", "application/xml; charset=utf-8"]),
    secret=SECRETS,
    token=st.just("") | SECRETS,
    now=TIMES,
)
def test_random_requests_are_signed_as_the_vendor_signs_them(
    *,
    method: str,
    key: str,
    query: dict[str, str],
    headers: dict[str, str],
    content_type: str | None,
    secret: str,
    token: str,
    now: int,
) -> None:
    if content_type:
        headers = {**headers, "Content-Type": content_type}
    credentials = Credentials("LTAI", secret, token)
    draft = Draft(method, tuple(query.items()), tuple(headers.items()))
    there = Destination("oss", "https://oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou", "bucket")
    ours = signed(draft, there, key, credentials=credentials, now=float(now))
    # The vendor's signer reads the query off the URL that is sent: so it is ours that it checks.
    url = f"https://h/?{ours.target.partition('?')[2]}"
    theirs = signed_by_vendor(draft, key, url, credentials=credentials, now=now)
    assert dict(ours.headers)["Authorization"] == theirs
    assert ours.target.isascii()
    assert sorted(parse_qsl(ours.target.partition("?")[2], keep_blank_values=True)) == sorted(
        (name, value) for name, value in query.items()
    )


@given(key=KEYS, seconds=st.integers(1, 604_800), token=st.just("") | SECRETS, now=TIMES)
def test_links_are_signed_as_the_vendor_signs_them(
    key: str, seconds: int, token: str, now: int
) -> None:
    credentials = Credentials("LTAI", "secret", token)
    there = Destination(
        "oss", "https://files.example.com", "cn-hangzhou", "bucket", addressing=Addressing.CNAME
    )
    ours = presigned_address(there, key, credentials=credentials, now=float(now), seconds=seconds)
    moment = datetime.fromtimestamp(now, UTC)
    request = HttpRequest("GET", "https://files.example.com/x")
    context = SigningContext(
        product="oss",
        region="cn-hangzhou",
        bucket="bucket",
        key=key,
        request=request,
        credentials=vendor_credentials.Credentials("LTAI", "secret", token or None),
        signing_time=moment,
    )
    context.auth_method_query = True
    context.expiration_time = moment + timedelta(seconds=seconds)
    SignerV4().sign(context)
    expected = sorted(parse_qsl(request.url.partition("?")[2]))
    assert sorted(parse_qsl(ours.partition("?")[2])) == expected


def test_a_parameter_without_value_is_sent_as_its_name_alone() -> None:
    assert query_string((("uploads", ""), ("encoding-type", "url"))) == "encoding-type=url&uploads"

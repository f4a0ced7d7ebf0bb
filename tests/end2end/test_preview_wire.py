"""What the preview says is byte for byte what a bare socket reads when the cloud calls it."""

from __future__ import annotations

import base64
import hashlib
import struct
import zlib
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.callback import BodyType, CallbackSpec
from app.domain.dialect import OSS
from app.domain.media import image_info
from app.domain.preview import Rendered, Sample, rendered
from app.providers.oss.callback import callback_headers
from tests.cloud import Cloud
from tests.democloud.raw import RawAnswer, ask
from tests.end2end.bare_receiver import Receiver, receiving

ADDED = {
    b"Date",
    b"Authorization",
    b"x-oss-pub-key-url",
    b"x-oss-owner",
    b"x-oss-requester",
    b"x-oss-additional-headers",
}
"""Headers that nobody can foretell: when, by whom, and the signature."""

texts = st.text(
    st.sampled_from("ab7'\"\\/\n\t&%+=;:#?<>{}$[] é中😀\u202e")
    | st.characters(codec="utf-8", exclude_characters="\0"),
    max_size=24,
)
keys = st.text(st.sampled_from("ab'\"&%+=;#?<>{}$ é中😀\n"), min_size=1, max_size=20)
ODDITIES = (
    "${nonsense}",
    "&a=",
    '{"ü":',
    '"',
    "}",
    "$",
    "{",
    " ",
    "\n",
    "%24%7B",
    "+",
    "😀",
    "${a\n}",
)
variables = st.sampled_from([*(v.name for v in OSS.system_variables), "x:a", "x:b", "x:none"])
pieces = variables.map(lambda name: "${" + name + "}") | st.sampled_from(ODDITIES)
templates = st.lists(pieces | texts, min_size=1, max_size=10).map("".join).filter(str.strip)
paths = st.sampled_from(["/", "/cb", "/cb?a=1&b=%20x%2B", "/%E4%B8%AD/x'(1)!", "/a:b@c?d=/?e"])


def picture(width: int, height: int) -> bytes:
    """The beginning of a PNG: all that anybody reads for its measures."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


files = st.binary(max_size=40) | st.builds(
    picture, st.integers(1, 2**31 - 1), st.integers(1, 2**31 - 1)
)


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with receiving() as listening:
        yield listening


def put(cloud: Cloud, key: str, data: bytes, *, spec: CallbackSpec, mime: str) -> RawAnswer:
    """Upload with the headers that the provider sends."""
    headers = dict(callback_headers(spec, {})) | {"Content-Type": mime}
    target = f"/{cloud.bucket}/{quote(key, safe='')}"
    resource = f"/{cloud.bucket}/{key}"
    return ask(cloud, "PUT", target, resource=resource, headers=headers, body=data)


def sample_of(cloud: Cloud, key: str, data: bytes, *, mime: str, answer: RawAnswer) -> Sample:
    """The file as the window knows it once the storage has answered."""
    etag, crc64 = answer.header("ETag"), answer.header("x-oss-hash-crc64ecma")
    assert etag
    assert crc64
    return Sample(
        bucket=cloud.bucket,
        object=key,
        size=len(data),
        mime_type=mime,
        image=image_info(data),
        etag=etag.strip('"'),
        crc64=int(crc64),
        content_md5=base64.b64encode(hashlib.md5(data).digest()).decode(),
        request_id=answer.header("x-oss-request-id"),
        client_ip="127.0.0.1",
    )


def foretold(shown: Rendered) -> bytes:
    """The preview's request as it would be on the wire."""
    head, _, body = shown.request.partition("\n\n")
    assert body == shown.body
    return head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body.encode()


def without_additions(request: bytes) -> bytes:
    """A request as read, without the headers that nobody can foretell."""
    head, _, body = request.partition(b"\r\n\r\n")
    rows = [row for row in head.split(b"\r\n") if row.partition(b":")[0] not in ADDED]
    return b"\r\n".join(rows) + b"\r\n\r\n" + body


@pytest.mark.slow
@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    body=templates,
    kind=st.sampled_from(BodyType),
    values=st.fixed_dictionaries({"x:a": texts}, optional={"x:b": texts}),
    key=keys,
    data=files,
    path=paths,
    host=st.sampled_from(["", "", "app.example.com"]),
    mime=st.sampled_from(["image/png", "text/plain;charset=utf-8", "application/x-a+b"]),
)
def test_the_preview_is_what_a_bare_socket_reads(
    running_cloud: Cloud,
    receiver: Receiver,
    body: str,
    kind: BodyType,
    values: dict[str, str],
    key: str,
    data: bytes,
    path: str,
    host: str,
    mime: str,
) -> None:
    cloud = running_cloud
    url = f"http://127.0.0.1:{receiver.port}{path}"
    spec = CallbackSpec(True, (url,), body, kind, host=host, variables=values)
    answer = put(cloud, key, data, spec=spec, mime=mime)
    assert (answer.status, answer.body) == (200, b'{"Status":"OK"}')
    read = receiver.next()
    sample = sample_of(cloud, key, data, mime=mime, answer=answer)
    shown = rendered(spec, OSS, sample=sample)
    assert shown.assumed == ()
    assert read.partition(b"\r\n\r\n")[2] == shown.body.encode()
    assert without_additions(read) == foretold(shown)

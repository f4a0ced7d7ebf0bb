"""What the application server would receive."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.democloud.images import ImageInfo as StoredImage
from app.democloud.oss.callback_body import UploadFacts, filled_body
from app.democloud.oss.callback_spec import CallbackSpec as SentSpec
from app.domain.callback import BodyType, CallbackSpec, Sni
from app.domain.dialect import OSS, encoded_callback, encoded_variables
from app.domain.media import ImageInfo
from app.domain.preview import EXAMPLES, Rendered, Sample, rendered
from app.providers.oss.callback import callback_headers

PHOTO = Sample(
    bucket="shop-media",
    object="2026/sp ring/cover&1=ü.jpg",
    size=184233,
    mime_type="image/jpeg",
    image=ImageInfo(1200, 800, "jpg"),
)
TEXT = Sample("b", "a.txt", 3, "text/plain")
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def _form(body: str, sample: Sample = PHOTO, **variables: str) -> Rendered:
    spec = CallbackSpec(True, ("https://app.example.com:8443/oss?a=1",), body)
    own = {f"x:{name}": value for name, value in variables.items()}
    return rendered(spec, OSS, sample=sample, variables=own)


def _json(body: str, sample: Sample = PHOTO, **variables: str) -> Rendered:
    spec = CallbackSpec(True, ("http://a.example",), body, BodyType.JSON)
    own = {f"x:{name}": value for name, value in variables.items()}
    return rendered(spec, OSS, sample=sample, variables=own)


def test_values_in_a_form_are_encoded_like_form_fields() -> None:
    shown = _form("object=${object}&type=${mimeType}&size=${size}&order=${x:order}", order="4 7+1")
    assert shown.body == (
        "object=2026%2Fsp%20ring%2Fcover%261%3D%C3%BC.jpg&type=image%2Fjpeg&size=184233"
        "&order=4%207%2B1"
    )


def test_values_in_json_bring_their_quotes_and_sizes_are_numbers() -> None:
    shown = _json('{"o":${object},"s":${size},"w":${imageInfo.width},"q":${x:q}}', q='say "hi"\n')
    assert json.loads(shown.body) == {
        "o": PHOTO.object,
        "s": 184233,
        "w": 1200,
        "q": 'say "hi"\n',
    }


@given(texts, texts, texts)
def test_a_form_is_read_back_as_it_was_meant(bucket: str, key: str, value: str) -> None:
    sample = replace(PHOTO, bucket=bucket, object=key)
    body = _form("b=${bucket}&o=${object}&v=${x:v}", sample, v=value).body
    read = parse_qs(body, keep_blank_values=True, strict_parsing=True)
    assert read == {"b": [bucket], "o": [key], "v": [value]}


@given(texts, texts)
def test_json_is_read_back_as_it_was_meant(key: str, value: str) -> None:
    body = _json('{"o":${object},"v":${x:v}}', replace(PHOTO, object=key), v=value).body
    assert json.loads(body) == {"o": key, "v": value}


def test_what_is_unknown_or_unset_is_empty() -> None:
    assert _form("a=${nonsense}&b=${x:unset}&c=${vpcId}").body == "a=&b=&c="
    assert _json("[${nonsense},${x:unset}]").body == '["",""]'


def test_a_file_that_is_no_image_has_empty_image_values() -> None:
    assert _form("w=${imageInfo.width}&f=${imageInfo.format}", TEXT).body == "w=&f="
    assert json.loads(_json("[${imageInfo.height}]", TEXT).body) == [""]


def test_what_only_the_upload_can_tell_is_shown_as_an_example_and_named() -> None:
    shown = _form("e=${etag}&r=${reqId}&b=${bucket}")
    assert shown.assumed == ("etag", "reqId")
    assert EXAMPLES["etag"] in shown.body
    known = _form("e=${etag}&b=${bucket}", replace(PHOTO, etag="ABC"))
    assert known.assumed == ()
    assert known.body.startswith("e=ABC&")


def test_an_upload_in_parts_tells_no_md5() -> None:
    parts = replace(PHOTO, operation="CompleteMultipartUpload")
    assert _form("m=${contentMd5}", parts).body == "m="
    assert _form("m=${contentMd5}").body != "m="


def test_the_request_is_shown_as_it_arrives() -> None:
    shown = _form("o=${x:o}", o="ü")
    headers = dict(shown.headers)
    assert (shown.method, shown.path) == ("POST", "/oss?a=1")
    assert headers["Host"] == "app.example.com:8443"
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert headers["Content-Length"] == str(len(shown.body.encode()))
    assert headers["x-oss-bucket"] == "shop-media"
    assert shown.request.startswith("POST /oss?a=1 HTTP/1.1\nHost: app.example.com:8443\n")
    assert shown.request.endswith("\n\no=%C3%BC")


def test_the_length_counts_bytes_and_the_md5_is_of_the_body() -> None:
    shown = _json('{"ü":${x:a}}', a="中")
    assert dict(shown.headers)["Content-Length"] == "12"
    assert len(base64.b64decode(dict(shown.headers)["Content-MD5"])) == 16


def test_a_host_of_its_own_replaces_that_of_the_url() -> None:
    spec = CallbackSpec(True, ("http://u:p@1.2.3.4:80/x",), "a=1")
    assert dict(rendered(spec, OSS, sample=TEXT).headers)["Host"] == "1.2.3.4:80"
    named = replace(spec, host="app.example.com")
    assert dict(rendered(named, OSS, sample=TEXT).headers)["Host"] == "app.example.com"


@pytest.mark.parametrize("urls", [(), ("",), ("http://[",), ("example.com",)])
def test_a_form_that_is_half_filled_in_has_a_preview_all_the_same(urls: tuple[str, ...]) -> None:
    assert rendered(CallbackSpec(True, urls), OSS, sample=TEXT).path == "/"


specs = st.builds(
    CallbackSpec,
    st.just(True),
    st.lists(
        st.sampled_from(
            ["http://a.example/x", "https://b.example", "c.example/y", "https://1.2.3.4"]
        ),
        min_size=1,
        max_size=5,
    ).map(tuple),
    texts,
    st.sampled_from(BodyType),
    st.sampled_from(["", "h.example"]),
    st.sampled_from(Sni),
    st.dictionaries(st.sampled_from(["x:a", "x:b"]), texts),
)


@given(specs)
def test_the_size_meters_show_what_the_provider_really_sends(spec: CallbackSpec) -> None:
    sent = dict(callback_headers(spec, {}))
    shown = rendered(spec, OSS, sample=TEXT)
    assert shown.encoded_callback_size == len(sent["x-oss-callback"])
    assert shown.encoded_variables_size == len(sent.get("x-oss-callback-var", ""))
    mine = json.loads(base64.b64decode(encoded_callback(spec)))
    assert mine == json.loads(base64.b64decode(sent["x-oss-callback"]))


def test_the_encoded_forms_are_standard_base64_of_json() -> None:
    spec = CallbackSpec(True, ("https://a.example/ü",), "a=中", sni=Sni.OFF)
    assert json.loads(base64.b64decode(encoded_callback(spec), validate=True)) == {
        "callbackUrl": "https://a.example/ü",
        "callbackBody": "a=中",
        "callbackBodyType": "application/x-www-form-urlencoded",
        "callbackSNI": False,
    }
    assert encoded_variables({}) == ""


def test_every_system_variable_has_a_value_in_the_preview() -> None:
    for variable in OSS.system_variables:
        known = replace(PHOTO, vpc_id="vpc-1")
        assert _form("${" + variable.name + "}", known).body, variable.name
        number = isinstance(json.loads(_json("${" + variable.name + "}", known).body), int)
        assert number is variable.number


templates = st.lists(
    st.sampled_from(["${" + v.name + "}" for v in OSS.system_variables])
    | st.sampled_from(["${x:a}", "${x:none}", "${none}", "&a=", '{"ü":', "}", "$ ", " "]),
    max_size=8,
).map("".join)


@given(templates, st.sampled_from(BodyType), texts, st.booleans())
def test_the_preview_is_what_the_demo_cloud_sends(
    body: str, kind: BodyType, text: str, image: bool
) -> None:
    stored = StoredImage("png", 3, 4) if image else None
    facts = UploadFacts(
        "b", text, "E", 7, "image/png", 2**63, "M==", "127.0.0.1", "R1", "PutObject", stored
    )
    shown = ImageInfo(3, 4, "png") if image else None
    sample = Sample(
        "b", text, 7, "image/png", shown, "PutObject", "E", 2**63, "M==", "R1", "127.0.0.1"
    )
    spec = CallbackSpec(True, ("http://a.example",), body, kind, variables={"x:a": text})
    sent = SentSpec((), body, kind.value, "", sni=False, headers=(), variables={"x:a": text})
    assert rendered(spec, OSS, sample=sample).body.encode() == filled_body(sent, facts)

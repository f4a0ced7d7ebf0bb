"""One template as a form and as JSON, and templates out of source code."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.callback import BodyType, CallbackSpec
from app.domain.dialect import OSS
from app.domain.media import ImageInfo
from app.domain.preview import Sample, rendered
from app.domain.template_convert import as_form, as_json, converted, looks_like
from app.domain.template_escapes import unescaped

PHOTO = Sample("b", "a b/ü&=.jpg", 7, "image/jpeg", ImageInfo(3, 4, "jpg"))


@pytest.mark.parametrize(
    ("form", "json_"),
    [
        ("bucket=${bucket}&o=${object}", '{"bucket":${bucket},"o":${object}}'),
        ("a=x%20y&b=&c=${x:v}", '{"a":"x y","b":"","c":${x:v}}'),
        ("%C3%BC=%22&b=${size}", '{"ü":"\\"","b":${size}}'),
    ],
)
def test_each_becomes_the_other_and_back(form: str, json_: str) -> None:
    assert as_json(form) == json_
    assert as_form(json_) == form


@pytest.mark.parametrize("form", ["a=1-${bucket}", "a=${a}${b}", "a=1&a=2", "${a}=1"])
def test_a_form_that_json_cannot_say_is_left_alone(form: str) -> None:
    assert as_json(form) is None


@pytest.mark.parametrize("text", ["[1]", '{"a":{"b":1}}', '{"a":[1]}', "{", "{a}", "\ue000"])
def test_json_that_a_form_cannot_say_is_left_alone(text: str) -> None:
    assert as_form(text) is None


def test_quotes_numbers_and_blanks_of_json_come_over() -> None:
    text = '{ "o": "${object}", "n": 7,\n "t": true, "e": null, "m": "a-${size}" }'
    assert as_form(text) == "o=${object}&n=7&t=true&e=&m=a-${size}"


names = st.text(min_size=1, max_size=6)
values = st.text(max_size=6) | st.sampled_from(["${bucket}", "${object}", "${x:v}", "${size}"])


@given(st.dictionaries(names.filter(lambda n: "${" not in n), values, max_size=6))
def test_both_views_tell_the_server_the_same(told: dict[str, str]) -> None:
    shown = {n: v if v.startswith("${") else json.dumps(v) for n, v in told.items()}
    body = "{" + ",".join(f"{json.dumps(n)}:{v}" for n, v in shown.items()) + "}"
    spec = CallbackSpec(True, ("http://a.b",), body, BodyType.JSON, variables={"x:v": "& ü"})
    form = converted(spec, BodyType.FORM)
    if form is None:
        assert any(mark in "".join((*told, *told.values())) for mark in "\ue000\ue001")
        return
    if not told:
        return
    from_json = json.loads(rendered(spec, OSS, sample=PHOTO).body)
    sent = rendered(form, OSS, sample=PHOTO).body
    from_form = dict(parse_qsl(sent, keep_blank_values=True, strict_parsing=True))
    assert from_form == {n: str(v) for n, v in from_json.items()}
    back = converted(form, BodyType.JSON)
    assert back is not None
    again = json.loads(rendered(back, OSS, sample=PHOTO).body)
    assert {n: str(v) for n, v in again.items()} == from_form


def test_a_text_that_has_the_shape_already_only_changes_its_type() -> None:
    spec = CallbackSpec(True, ("http://a.b",), '{"a":${size}}', BodyType.FORM)
    assert converted(spec, BodyType.JSON) == replace(spec, body_type=BodyType.JSON)
    assert looks_like(" ") is None


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        (r"{\"a\":${size}}", '{"a":${size}}'),
        (r"{\\\"mimeType\\\":${mimeType}}", '{"mimeType":${mimeType}}'),
        (r'"{\"a\":${size}}";', '{"a":${size}}'),
        ("'a=${size}'", "a=${size}"),
        ('"a=${size}&" +\n   "b=${bucket}"', "a=${size}&b=${bucket}"),
        ('@"a=${size}"', "a=${size}"),
        (r'"{\u0022a\u0022:1}"', '{"a":1}'),
    ],
)
def test_a_template_out_of_source_code_is_what_was_meant(source: str, meant: str) -> None:
    assert unescaped(source) == meant


@pytest.mark.parametrize(
    "text", ["a=${size}", '{"a":${size}}', '{"a":"say \\"hi\\""}', "", 'a="b"', "a=b\\c"]
)
def test_a_template_that_is_one_already_is_left_alone(text: str) -> None:
    assert unescaped(text) is None

"""A callback out of whatever is pasted: Base64, JSON, source code, templates of other services."""

from __future__ import annotations

import base64
import json
import time
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.callback import BodyType, CallbackSpec, Sni
from app.domain.callback_import import understood
from app.domain.dialect import OSS, encoded_callback, encoded_variables
from app.domain.gallery import Template, applied, read_template, template_of, written
from app.domain.lint import lint
from app.domain.lint_left_over import left_over
from app.domain.template_import import found_in

EMPTY = CallbackSpec()
FULL = CallbackSpec(
    True,
    ("https://a.example/x?y=1", "http://b.example"),
    '{"a":${size},"b":${x:order}}',
    BodyType.JSON,
    "c.example",
    Sni.AUTO,
    {"x:order": "4711 ü"},
)


def packed(value: object) -> str:
    return base64.b64encode(json.dumps(value).encode()).decode()


@pytest.mark.parametrize("before", ["x-oss-callback: ", "callback=", '-H "x-oss-callback: ', ""])
def test_what_travels_comes_back_as_the_form_that_made_it(before: str) -> None:
    text = before + encoded_callback(FULL)
    if before:
        text += "\nx-oss-callback-var: " + encoded_variables(FULL.variables)
    told = understood(text, EMPTY)
    assert told is not None
    assert told.kind == "base64"
    assert told.spec == (FULL if before else CallbackSpec(*_firsts(FULL)))
    assert told.notes == ()


def _firsts(spec: CallbackSpec) -> tuple[bool, tuple[str, ...], str, BodyType, str, Sni]:
    return spec.enabled, spec.urls, spec.body, spec.body_type, spec.host, spec.sni


SOURCES = {
    "Python": "callback_params['callbackUrl'] = 'http://a.b:1'\n"
    "callback_params['callbackBody'] = 'bucket=${bucket}&object=${object}'\n"
    "var_params = {'x:my_var1': 'my_val1', 'x:my_var2': 'my_val2'}",
    "Java": 'callback.setCallbackUrl("http://a.b:1");\n'
    r'callback.setCallbackBody("{\\\"mimeType\\\":${mimeType},\\\"size\\\":${size}}");'
    '\ncallback.addCallbackVar("x:var1", "value1");',
    "Android": 'put("callbackUrl", "http://a.b:1");\nput("callbackBodyType", "application/json");\n'
    r'put("callbackBody", "{\"mimeType\":${mimeType},\"size\":${size}}");',
    "iOS": '@"callbackUrl": @"http://a.b:1",\n@"callbackBody": @"object=${object}"',
    "C": r'"{" "\"callbackUrl\":\"http://a.b:1\","' + "\n"
    r'"\"callbackBody\":\"bucket=${bucket}&size=${size}\"" "}"',
    "PHP": '$json = \'{"callbackUrl":"http://a.b:1","callbackBody":"size=${size}"}\';',
}


@pytest.mark.parametrize("language", SOURCES)
def test_source_code_of_the_vendors_pages_is_understood(language: str) -> None:
    told = understood(SOURCES[language], EMPTY)
    assert told is not None
    assert told.spec.urls == ("http://a.b:1",)
    assert "\\" not in told.spec.body
    assert told.spec.body_type.value.endswith("json") is told.spec.body.startswith("{")
    assert [f.code for f in lint(told.spec, OSS) if f.severity == "error"] == []
    if language == "Python":
        assert told.spec.variables == {"x:my_var1": "my_val1", "x:my_var2": "my_val2"}


def test_names_with_and_without_x_are_the_same_variable() -> None:
    text = f"callback={packed({'callbackUrl': 'http://a.b', 'callbackBody': 'a=${x:a}'})}"
    for name in ("x:a", "X:A", "a"):
        told = understood(f"{text}&callback-var={packed({name: '1'})}", EMPTY)
        assert told is not None
        assert told.spec.variables == {"x:a": "1"}
    spec = CallbackSpec(True, ("http://a.example",), "a=${order}", variables={"x:order": "1"})
    (finding,) = [f for f in lint(spec, OSS) if f.code == "body.unknown"]
    assert finding.values["guess"] == "x:order"
    assert finding.fix is not None
    assert lint(finding.fix, OSS) == []


@pytest.mark.parametrize(
    ("text", "body", "kind"),
    [
        # Qiniu and Wangsu
        (
            '{"key":"$(key)","fsize":$(fsize),"hash":"$(etag)","w":$(imageInfo.width)}',
            '{"key":${object},"fsize":${size},"hash":${etag},"w":${imageInfo.width}}',
            BodyType.JSON,
        ),
        (
            "name=$(fname)&bucket=$(bucket)&u=$(x:User)",
            "name=${object}&bucket=${bucket}&u=${x:user}",
            BodyType.FORM,
        ),
        # COS and TOS
        ("k=${key}&s=${size}&m=${mimeType}", "k=${object}&s=${size}&m=${mimeType}", BodyType.FORM),
    ],
)
def test_templates_of_other_services_get_this_ones_names(
    text: str, body: str, kind: BodyType
) -> None:
    found = found_in(text, EMPTY, OSS)
    assert found is not None
    assert (found.spec.body, found.spec.body_type) == (body, kind)
    assert "renamed" in found.notes
    assert all(custom in found.spec.variables for custom in ("x:user",) if custom in body)


def test_a_policy_of_qiniu_or_wangsu_is_a_callback_too() -> None:
    policy = {
        "scope": "bucket:key",
        "deadline": 1,
        "callbackUrl": "http://a.b/cb",
        "callbackBody": "key=$(key)&hash=$(hash)",
        "callbackBodyType": "application/x-www-form-urlencoded",
    }
    found = found_in(packed(policy), EMPTY, OSS)
    assert found is not None
    assert found.spec.body == "key=${object}&hash=${etag}"
    assert found.left_out == ("scope", "deadline")


@pytest.mark.parametrize("text", ["", "hello", "https://a.b/c", "eyJhIjoxfQ==", "{}", "[]", "null"])
def test_what_is_no_callback_is_not_taken_for_one(text: str) -> None:
    assert understood(text, EMPTY) is None
    assert found_in(text, EMPTY, OSS) is None


@given(st.text(max_size=200))
@example('{"callbackUrl":' + "[" * 5000)
@example('{"callbackUrl":null,"callbackBody":null,"callbackSNI":null}')
@example('"' * 300)
@example("callbackUrl" * 500)
def test_any_text_at_all_can_be_pasted(text: str) -> None:
    for found in (understood(text, FULL), found_in(text, FULL, OSS)):
        assert found is None or found.recognised


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("yourCallbackServerUrl", "yourCallbackServerUrl"),
        ("http://your-server.com/cb", "your-server"),
        ("<your server callback address>", "<your server callback address>"),
        ("http://{{host}}/cb", "{{host}}"),
        ("https://a.example/YOUR_PATH", "YOUR_PATH"),
        ("https://app.example.com/yours", ""),
        ("https://yourself.example.com/", ""),
    ],
)
def test_examples_that_were_left_over_are_named(text: str, named: str) -> None:
    assert left_over(text, host=True) == named


def test_a_template_survives_export_and_import() -> None:
    kept = template_of(FULL, "Mine ü", id_="1")
    assert read_template(written(kept), id_="1") == kept
    found = found_in(written(kept), EMPTY, OSS)
    assert found is not None
    assert (found.kind, found.spec.body) == ("file", FULL.body)


@pytest.mark.parametrize(
    "text", ["", "{}", "[", '{"upcall_template":1}', '{"upcall_template":1,"body":1}']
)
def test_a_file_that_is_no_template_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"Expecting|no template"):
        read_template(text)


def test_a_template_never_takes_a_value_or_an_address_away() -> None:
    template = Template("t", "a=${x:order}&b=${x:new}", variables={"x:order": "", "x:new": ""})
    spec = applied(template, FULL)
    assert spec.urls == FULL.urls
    assert spec.variables == {"x:order": "4711 ü", "x:new": ""}
    assert spec.body_type is BodyType.FORM


REPEATED = ('"', "\\", '\\"', '"a" ', '"callbackBody":"{', '"callbackBody":"{}"', "callbackUrl=")
REPEATED_TOO = ('{\\\\"', "callbackUrl'],:=>(@", '"x:a" ', "callback=AAAA", " ", "$(", '"a" + ')


@pytest.mark.parametrize("piece", [*REPEATED, *REPEATED_TOO])
def test_a_text_that_repeats_itself_takes_no_time(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    began = time.process_time()
    found_in(text, FULL, OSS)
    lint(replace(FULL, body=text[:6000]), OSS)
    assert time.process_time() - began < 2

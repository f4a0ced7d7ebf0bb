"""Wangsu's templates: the same form, check, preview and paste, with its own marks and names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.callback import BodyType, CallbackSpec
from app.domain.dialect import DIALECTS, OSS, VOD, WANGSU
from app.domain.findings import Severity
from app.domain.gallery import template_of
from app.domain.lint import lint
from app.domain.preview import Sample, rendered
from app.domain.template import swapped
from app.domain.template_import import found_in
from app.domain.variables import names_of

SPEC = CallbackSpec(True, ("https://app.example.com/done",), "key=$(key)&n=$(x:n)")
NAMED = replace(SPEC, variables={"x:n": "7"})


def codes(spec: CallbackSpec) -> list[str]:
    return [finding.code for finding in lint(spec, WANGSU)]


@given(st.text(alphabet="$(){}ab:x\n", max_size=30))
def test_swapping_marks_twice_gives_the_same_text_and_keeps_every_place(text: str) -> None:
    once = swapped(text, "$(", ")")
    assert len(once) == len(text)
    assert swapped(once, "$(", ")") == text


def test_its_own_template_is_fine_and_an_empty_body_as_well() -> None:
    assert codes(NAMED) == []
    assert codes(replace(NAMED, body="", variables={})) == []


def test_another_services_marks_are_pointed_out_and_mended() -> None:
    (finding,) = lint(replace(NAMED, body="key=${key}&n=$(x:n)"), WANGSU)
    assert finding.code == "body.look_alike"
    assert finding.values["text"] == "${key}"
    assert finding.fix is not None
    assert finding.fix.body == NAMED.body


@pytest.mark.parametrize(
    ("name", "guess", "foreign"),
    [
        ("imageInfo.width", "", "Qiniu"),
        ("etag", "hash", "Qiniu"),
        ("endUser", "", "Qiniu"),
        ("object", "key", None),
        ("nonsense", "", None),
    ],
)
def test_names_of_others_are_named_as_theirs(name: str, guess: str, foreign: str | None) -> None:
    body = f"a=$({name})"
    (finding,) = lint(replace(SPEC, body=body), WANGSU)
    assert finding.code == "body.unknown"
    assert finding.values.get("foreign") == foreign
    assert finding.values["guess"] == guess
    assert body[finding.start : finding.end] == f"$({name})"
    if guess:
        assert finding.fix is not None
        assert finding.fix.body == f"a=$({guess})"


def test_an_unclosed_placeholder_is_closed_its_way() -> None:
    (finding,) = lint(replace(SPEC, body="a=$(key&b=1"), WANGSU)
    assert finding.code == "body.unclosed"
    assert finding.fix is not None
    assert finding.fix.body == "a=$(key)&b=1"


def test_json_becomes_a_form_for_there_is_nothing_else() -> None:
    spec = replace(SPEC, body='{"a":$(key)}', body_type=BodyType.JSON)
    (finding,) = lint(spec, WANGSU)
    assert finding.code == "body.no_json"
    assert finding.fix is not None
    assert (finding.fix.body, finding.fix.body_type) == ("a=$(key)", BodyType.FORM)


def test_a_second_address_a_value_with_a_joint_and_what_cannot_be_chosen() -> None:
    two = replace(NAMED, urls=("https://a.example.com/", "https://b.example.com/"))
    assert codes(two) == ["urls.many"]
    assert codes(replace(NAMED, variables={"x:n": "a&b"})) == ["variables.joint"]
    assert codes(replace(NAMED, host="a:80", urls=("https://a.example.com/;b",))) == []


def test_a_custom_variable_may_be_asked_for_in_capitals() -> None:
    assert codes(replace(SPEC, body="n=$(x:Order)", variables={"x:order": "1"})) == []
    shown = rendered(
        replace(SPEC, body="n=$(x:Order)", variables={"x:order": "1"}), WANGSU, sample=Sample()
    )
    assert shown.body == "n=1"


def test_the_preview_is_a_form_with_the_formula_of_its_signature() -> None:
    sample = Sample("media", "in/a b.mp4", 5, "video/mp4")
    spec = replace(NAMED, body="key=$(key)&size=$(fsize)&n=$(x:n)&hash=$(hash)&w=$(imageInfo.w)")
    shown = rendered(spec, WANGSU, sample=sample)
    assert shown.body.startswith("key=in/a b.mp4&size=5&n=7&hash=F")
    assert shown.body.endswith("&w=")
    assert shown.assumed == ("hash",)
    assert "HMAC-SHA1" in dict(shown.headers)["Authorization"]
    assert '"callbackBody": "key=$(key)' in shown.decoded
    assert "callbackBodyType" not in shown.decoded
    assert shown.carried.startswith("policy: ")
    assert shown.carried.endswith("\nx:n: 7")


def test_what_was_copied_from_another_service_is_written_its_way() -> None:
    found = found_in("bucket=${bucket}&o=${object}&s=${size}&n=${x:n}", SPEC, WANGSU)
    assert found is not None
    assert found.spec.body == "bucket=$(bucket)&o=$(key)&s=$(fsize)&n=$(x:n)"
    assert found.spec.variables == {"x:n": ""}
    assert ("${object}", "$(key)") in found.renamed


def test_pasted_json_and_a_whole_callback_become_a_form() -> None:
    text = '{"callbackUrl":"https://a.example.com","callbackBody":"{\\"o\\":${object}}"}'
    found = found_in(text, SPEC, WANGSU)
    assert found is not None
    assert found.spec.body == "o=$(key)"
    assert found.spec.body_type is BodyType.FORM


def test_its_own_template_pasted_is_left_as_it_is() -> None:
    found = found_in("key=$(key)&h=$(hash)", SPEC, WANGSU)
    assert found is not None
    assert (found.spec.body, found.renamed, found.notes) == ("key=$(key)&h=$(hash)", (), ())


def test_custom_names_are_found_whichever_marks_they_have() -> None:
    assert names_of(SPEC, ()) == ["x:n"]
    assert template_of(NAMED, "mine", id_="1").variables == {"x:n": "7"}


def test_who_calls_nobody_finds_nothing_wrong() -> None:
    assert lint(replace(SPEC, urls=(), body=""), VOD) == []
    assert {name for name, dialect in DIALECTS.items() if dialect.calls} == {"oss", "wangsu"}


def test_addresses_are_judged_as_everywhere() -> None:
    found = lint(replace(NAMED, urls=("http://10.0.0.7/done",)), WANGSU)
    assert [(f.code, f.severity) for f in found] == [("url.private", Severity.ERROR)]
    assert [f.code for f in lint(replace(SPEC, body="a=$(key)"), OSS)] == ["body.look_alike"]

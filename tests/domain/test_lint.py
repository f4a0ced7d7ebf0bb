"""The check of the callback form: each code by its cause, and what its fix does."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import lint as lint_module
from app.domain.callback import BodyType, CallbackSpec, Sni
from app.domain.dialect import DIALECTS, OSS
from app.domain.lint import Field, Finding, Severity, lint, refused
from app.domain.preview import Sample

URL = "https://app.example.com/uploaded"
GOOD = CallbackSpec(True, (URL,))
JSON = replace(GOOD, body='{"o":${object},"s":${size}}', body_type=BodyType.JSON)


def _lint(spec: CallbackSpec, *, practice: bool = False) -> list[Finding]:
    return lint(spec, OSS, practice=practice)


def _codes(spec: CallbackSpec, *, practice: bool = False) -> list[str]:
    return [finding.code for finding in _lint(spec, practice=practice)]


def _only(spec: CallbackSpec, *, practice: bool = False) -> Finding:
    (finding,) = _lint(spec, practice=practice)
    return finding


def _with(*urls: str) -> CallbackSpec:
    return replace(GOOD, urls=urls)


@pytest.mark.parametrize("spec", [GOOD, JSON, _with("http://1.1.1.1:8080/x?a=%20", URL)])
def test_a_good_form_has_no_findings(spec: CallbackSpec) -> None:
    assert _lint(spec) == []


def test_a_form_that_is_switched_off_is_not_judged() -> None:
    assert _lint(CallbackSpec(False, ("nonsense://",), "")) == []


URL_ERRORS = [
    ("http:///path", "url.malformed"),
    ("http://", "url.malformed"),
    ("http://a b.example/", "url.malformed"),
    ("http://[::1", "url.malformed"),
    ("http://a..example/", "url.malformed"),
    ("http://a.example:port/", "url.port"),
    ("http://a.example:0/", "url.port"),
    ("http://a.example:70000/", "url.port"),
    ("http://a.example:/", "url.port"),
    ("ftp://a.example/", "url.scheme"),
    ("file:///etc/passwd", "url.malformed"),
    ("http://[2001:db8::1]/", "url.ipv6"),
    ("http://192.168.1.20/", "url.private"),
    ("http://127.1:8000/", "url.private"),
    ("http://localhost:8000/", "url.private"),
    ("http://demo.localhost/", "url.private"),
    ("http://printer.local/", "url.private"),
    ("http://169.254.169.254/latest", "url.private"),
    ("https://a.example/ü", "url.characters"),
    ("https://a.example/a b", "url.characters"),
    (" https://a.example/", "url.characters"),
    ("https://a.example/a;b", "url.semicolon"),
]


@pytest.mark.parametrize(("url", "code"), URL_ERRORS)
def test_a_url_that_the_service_would_refuse_is_an_error(url: str, code: str) -> None:
    finding = _only(_with(URL, url))
    assert (finding.code, finding.severity, finding.field) == (code, Severity.ERROR, Field.URLS)
    assert finding.start == 1
    assert finding.values["url"] == url
    assert refused([finding])


@pytest.mark.parametrize("urls", [(), ("",), (" ", "")])
def test_a_callback_without_a_url_is_an_error(urls: tuple[str, ...]) -> None:
    assert _codes(_with(*urls)) == ["urls.none"]


def test_five_urls_are_taken_and_six_are_not() -> None:
    six = [f"http://a{n}.example/" for n in range(6)]
    assert _codes(_with(*six[:5])) == []
    finding = _only(_with(*six))
    assert (finding.code, finding.values) == ("urls.many", {"count": "6", "most": "5"})
    assert finding.fix is not None
    assert finding.fix.urls == tuple(six[:5])


def test_a_practice_cloud_may_call_this_computer_and_real_ones_may_not() -> None:
    spec = _with("http://127.0.0.1:8000/callback")
    finding = _only(spec, practice=True)
    assert (finding.code, finding.severity) == ("url.private", Severity.INFO)
    assert not refused([finding])
    assert refused(_lint(spec))


@pytest.mark.parametrize(
    ("url", "code", "better"),
    [
        (
            "https://a.example/路 x?q=ü",
            "url.characters",
            "https://a.example/%E8%B7%AF%20x?q=%C3%BC",
        ),
        ("https://例子.example/%20", "url.characters", "https://xn--fsqu00a.example/%20"),
        (" https://a.example/ ", "url.characters", "https://a.example/"),
        ("https://a.example/a;b;c", "url.semicolon", "https://a.example/a%3Bb%3Bc"),
        ("a.example:8080/x", "url.no_scheme", "http://a.example:8080/x"),
        ("https://me:pass@a.example/x", "url.password", "https://a.example/x"),
        ("https://a.example/x#top", "url.fragment", "https://a.example/x"),
    ],
)
def test_the_fix_of_a_url_gives_a_good_one(url: str, code: str, better: str) -> None:
    finding = _only(_with(URL, url))
    assert finding.code == code
    assert finding.fix is not None
    assert finding.fix.urls == (URL, better)
    assert _lint(finding.fix) == []


def test_the_same_url_twice_is_unwise() -> None:
    finding = _only(_with(URL, URL))
    assert (finding.code, finding.severity) == ("url.duplicate", Severity.WARNING)
    assert finding.fix == _with(URL)


def test_a_name_of_one_word_is_unwise() -> None:
    assert _codes(_with("http://intranet/x")) == ["url.single_name"]


def test_each_bad_url_has_its_own_finding() -> None:
    found = _lint(_with("ftp://a.example", URL, "http://10.0.0.1"))
    assert [(f.code, f.start) for f in found] == [("url.scheme", 0), ("url.private", 2)]


@pytest.mark.parametrize("body", ["", "  \n"])
@pytest.mark.parametrize("kind", BodyType)
def test_an_empty_body_is_an_error_and_a_usual_one_is_offered(body: str, kind: BodyType) -> None:
    finding = _only(replace(GOOD, body=body, body_type=kind))
    assert (finding.code, finding.severity) == ("body.empty", Severity.ERROR)
    assert finding.fix is not None
    assert _lint(finding.fix) == []


def test_the_limit_of_the_encoded_callback_is_met_to_the_byte() -> None:
    def size(length: int) -> list[Finding]:
        return _lint(replace(GOOD, body="a=" + "b" * length))

    longest = max(n for n in range(3500, 3900) if not size(n))
    finding = size(longest + 1)[0]
    assert (finding.code, finding.severity) == ("body.long", Severity.ERROR)
    assert int(finding.values["size"]) == 5124  # Base64 grows in steps of four
    assert finding.values["limit"] == "5120"


def test_variables_that_are_too_long_together_are_an_error() -> None:
    spec = replace(GOOD, body="a=${x:a}", variables={"x:a": "v" * 3900})
    found = _lint(spec)
    assert [f.code for f in found] == ["variables.long"]
    assert refused(found)


VARIABLE_ERRORS = [
    ({"": "v"}, "variables.empty_name", {}),
    ({"x:": "v"}, "variables.empty_name", {}),
    ({"uid": "v"}, "variables.name", {"x:uid": "v"}),
    ({"x:Uid": "v"}, "variables.name", {"x:uid": "v"}),
    ({"X:uid": "v"}, "variables.name", {"x:uid": "v"}),
    ({"x:uid": "v", "x:Uid": "w"}, "variables.duplicate", {"x:uid": "v", "x:uid2": "w"}),
    ({"UID": "w", "x:uid": "v"}, "variables.duplicate", {"x:uid2": "w", "x:uid": "v"}),
]


@pytest.mark.parametrize(("variables", "code", "better"), VARIABLE_ERRORS)
def test_names_that_the_service_refuses_are_errors_and_no_value_is_lost_by_the_fix(
    variables: dict[str, str], code: str, better: dict[str, str]
) -> None:
    finding = _only(replace(GOOD, variables=variables))
    assert (finding.code, finding.severity, finding.field) == (
        code,
        Severity.ERROR,
        Field.VARIABLES,
    )
    assert finding.fix is not None
    assert dict(finding.fix.variables) == better


def test_renaming_a_variable_renames_it_in_the_template_too() -> None:
    spec = replace(GOOD, body="u=${x:Uid}", variables={"x:Uid": "7"})
    renamed = [f.fix for f in _lint(spec) if f.code == "variables.name"]
    assert renamed == [replace(GOOD, body="u=${x:uid}", variables={"x:uid": "7"})]


def test_a_variable_that_is_not_told_is_unwise_and_can_be_put_in() -> None:
    form = _only(replace(GOOD, body="a=1", variables={"x:uid": "7"}))
    assert (form.code, form.severity) == ("variables.unused", Severity.WARNING)
    assert form.fix is not None
    assert form.fix.body == "a=1&uid=${x:uid}"
    as_json = _only(replace(JSON, variables={"x:uid": "7"}))
    assert as_json.fix is not None
    assert as_json.fix.body == '{"o":${object},"s":${size},"uid":${x:uid}}'
    assert _lint(form.fix) == _lint(as_json.fix) == []


def test_many_or_unusual_variables_are_remarked_upon_and_not_refused() -> None:
    eleven = {f"x:v{n}": "" for n in range(11)}
    body = "&".join(f"{n}=${{{n}}}" for n in eleven)
    finding = _only(replace(GOOD, body=body, variables=eleven))
    assert (finding.code, finding.severity) == ("variables.many", Severity.INFO)
    odd = _only(replace(GOOD, body="a=${x:订单}", variables={"x:订单": "1"}))
    assert (odd.code, odd.severity) == ("variables.unusual", Severity.WARNING)


@pytest.mark.parametrize(
    ("host", "code", "better"),
    [
        ("app.example.com:8080", "host.port", "app.example.com"),
        ("app.example.com:", "host.port", "app.example.com"),
        ("::1", "host.port", None),
        ("https://app.example.com/x", "host.url", "app.example.com"),
        ("app.example.com/x", "host.url", "app.example.com"),
        ("app example.com", "host.characters", None),
        (" app.example.com ", "host.characters", "app.example.com"),
        ("app.example.com\r\nX-Evil: 1", "host.characters", None),
        ("例子.example", "host.characters", "xn--fsqu00a.example"),
    ],
)
def test_a_host_with_more_than_a_name_is_an_error(host: str, code: str, better: str | None) -> None:
    finding = _only(replace(GOOD, host=host))
    assert (finding.code, finding.severity, finding.field) == (code, Severity.ERROR, Field.HOST)
    assert (finding.fix.host if finding.fix else None) == better


@pytest.mark.parametrize("host", ["", "app.example.com", "1.2.3.4"])
def test_a_plain_host_is_fine(host: str) -> None:
    assert _lint(replace(GOOD, host=host)) == []


def test_sni_off_is_unwise_only_where_an_https_name_is_called() -> None:
    off = replace(GOOD, sni=Sni.OFF)
    finding = _only(off)
    assert (finding.code, finding.severity, finding.field) == (
        "sni.off",
        Severity.WARNING,
        Field.SNI,
    )
    assert finding.fix == replace(GOOD, sni=Sni.AUTO)
    assert _lint(replace(off, urls=("http://a.example", "https://1.2.3.4"))) == []


def _json(body: str) -> CallbackSpec:
    return replace(JSON, body=body)


BODY_WARNINGS = [
    (GOOD, "a=${sise}", "body.unknown", "${sise}", "a=${size}"),
    (GOOD, "a=${Size}", "body.unknown", "${Size}", "a=${size}"),
    (GOOD, "a=${ etag }", "body.unknown", "${ etag }", "a=${etag}"),
    (GOOD, "a=${filename}", "body.unknown", "${filename}", "a=${object}"),
    (GOOD, "a=${content_md5}", "body.unknown", "${content_md5}", "a=${contentMd5}"),
    (GOOD, "a=${zzzzzz}", "body.unknown", "${zzzzzz}", "a=${x:zzzzzz}"),
    (GOOD, "a=%24%7Bbucket%7D", "body.encoded", "%24%7Bbucket%7D", "a=${bucket}"),
    (GOOD, "a=%24%7bbucket%7d&c=1", "body.encoded", "%24%7bbucket%7d", "a=${bucket}&c=1"),
    (GOOD, "a=%24{bucket}&c=1", "body.encoded", "%24{bucket}", "a=${bucket}&c=1"),
    (GOOD, "a=$(bucket)", "body.look_alike", "$(bucket)", "a=${bucket}"),
    (GOOD, "a=${bucket&b=1", "body.unclosed", "${bucket", "a=${bucket}&b=1"),
    (GOOD, '{"a":${bucket}}', "body.looks_json", "", '{"a":${bucket}}'),
    (JSON, "a=${bucket}&b=1", "body.looks_form", "", "a=${bucket}&b=1"),
    (JSON, '{"a":"${bucket}"}', "body.quoted", '"${bucket}"', '{"a":${bucket}}'),
    (JSON, '{"a":"no ${bucket}"}', "body.in_text", "${bucket}", "a=no%20${bucket}"),
    (JSON, '[{"a":"no ${bucket}"}]', "body.in_text", "${bucket}", None),
]


@pytest.mark.parametrize(("base", "body", "code", "place", "better"), BODY_WARNINGS)
def test_what_is_unwise_in_a_template_is_a_warning_at_its_place(
    base: CallbackSpec, body: str, code: str, place: str, better: str | None
) -> None:
    finding = _only(replace(base, body=body))
    assert (finding.code, finding.severity) == (code, Severity.WARNING)
    assert body[max(finding.start, 0) : max(finding.end, 0)] == place
    assert (finding.fix.body if finding.fix else None) == better
    assert finding.fix is None or _lint(finding.fix) == []


def test_a_custom_variable_without_a_value_is_a_warning() -> None:
    missing = _only(replace(GOOD, body="a=${x:uid}"))
    assert (missing.code, missing.values) == ("body.undefined", {"name": "x:uid", "guess": ""})
    assert missing.fix == replace(GOOD, body="a=${x:uid}", variables={"x:uid": ""})
    typed = replace(GOOD, body="a=${x:udi}&b=${x:uid}", variables={"x:uid": "7"})
    assert _only(typed).values["guess"] == "x:uid"
    capital = _only(replace(GOOD, body="a=${x:Uid}", variables={"x:uid": "7"}))
    assert capital.fix == replace(GOOD, body="a=${x:uid}", variables={"x:uid": "7"})


def test_every_place_has_a_finding_and_one_click_mends_them_all() -> None:
    spec = _json('{"a":"${bucket}",\n"b":"${object}"}')
    found = _lint(spec)
    assert [f.code for f in found] == ["body.quoted", "body.quoted"]
    assert found[0].start < found[1].start
    assert found[0].fix == found[1].fix == _json('{"a":${bucket},\n"b":${object}}')


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ('{"a":${size} "b":1}', 1, 14),
        ('{"a":${object},\n "b":${size}\n "c":1}', 3, 2),
        ('{"a":"${object}",\n "b":"${etag}" "c":1}', 2, 16),
        ("not json", 1, 1),
        ("{'a':1}", 1, 2),
        ('{"a":1', 1, 7),
    ],
)
def test_json_that_breaks_is_told_by_line_and_column_of_the_template(
    body: str, line: int, column: int
) -> None:
    finding = _lint(_json(body))[-1]
    assert finding.code == "body.not_json"
    assert finding.values == {"line": str(line), "column": str(column)}


def test_the_selected_file_is_what_json_is_tried_with() -> None:
    spec = _json('{"a":1${imageInfo.width}}')
    assert lint(spec, OSS, sample=Sample(size=3)) != []


def test_a_deeply_nested_template_is_a_finding_and_no_crash() -> None:
    assert "body.not_json" in _codes(_json("[" * 3000))


specs = st.builds(
    CallbackSpec,
    st.just(True),
    st.lists(st.text(max_size=20) | st.sampled_from([URL, "http://10.1", "a;b"]), max_size=7).map(
        tuple
    ),
    st.text(st.sampled_from('ab${}x:"%247BD()=&,[]\\\n'), max_size=40),
    st.sampled_from(BodyType),
    st.text(max_size=10),
    st.sampled_from(Sni),
    st.dictionaries(st.text("xX:aAbB", max_size=4), st.text(max_size=5), max_size=5),
)


@given(specs, st.booleans())
def test_any_form_at_all_can_be_checked(spec: CallbackSpec, practice: bool) -> None:
    for finding in lint(spec, OSS, practice=practice):
        assert finding.code in _told()
        if finding.field is Field.BODY and finding.start >= 0:
            assert finding.start <= finding.end <= len(spec.body)
        if finding.field is Field.URLS:
            assert finding.start < len(spec.urls)
        if finding.fix is not None:
            assert finding.fix != spec


def _told() -> set[str]:
    assert lint_module.__doc__
    return set(re.findall(r"^  ([a-z]+\.[a-z_0-9]+) ", lint_module.__doc__ + " ", re.MULTILINE))


def test_the_table_at_the_top_of_the_module_is_complete() -> None:
    shown = {code for _, code in URL_ERRORS} | {code for _, code, _ in VARIABLE_ERRORS}
    shown |= {row[2] for row in BODY_WARNINGS}
    assert shown <= _told()
    assert len(_told()) == 48


def test_oss_has_a_dialect_with_the_limits_of_its_pages() -> None:
    assert DIALECTS["oss"] is OSS
    assert (OSS.most_urls, OSS.longest_encoded, OSS.longest_encoded_variables) == (5, 5120, 5120)
    assert len({v.name for v in OSS.system_variables}) == 14
    assert all(OSS.variable(meant) for meant in OSS.aliases.values())
    assert OSS.variable("imageinfo.width") is None


def test_a_variable_that_parts_leave_empty_is_told_for_a_file_in_parts_only() -> None:
    spec = replace(GOOD, body="m=${contentMd5}")
    assert _lint(spec) == []
    (told,) = lint(spec, OSS, sample=Sample(operation="CompleteMultipartUpload"))
    assert (told.code, told.severity, told.values) == (
        "body.put_only",
        Severity.INFO,
        {"name": "contentMd5"},
    )


@pytest.mark.parametrize(
    ("body", "better"),
    [
        ('{"a":${size},}', '{"a":${size}}'),
        ('{"a":[${size},2', '{"a":[${size},2]}'),
        ('{"a":${size},', '{"a":${size}}'),
        ('{"a":${size}}}', '{"a":${size}}'),
        ('{"a" ${size}}', None),
    ],
)
def test_json_that_only_lacks_brackets_is_mended_by_one_click(body: str, better: str) -> None:
    finding = _only(replace(JSON, body=body))
    assert finding.code == "body.not_json"
    assert (finding.fix.body if finding.fix else None) == better
    assert finding.fix is None or _lint(finding.fix) == []


@pytest.mark.parametrize(
    ("base", "url", "left", "body"),
    [
        (GOOD, URL + "?o=${object}", URL, GOOD.body + "&o=${object}"),
        (GOOD, URL + "?a=1&o=${object}&b=2", URL + "?a=1&b=2", GOOD.body + "&o=${object}"),
        (JSON, URL + "?o=${object}", URL, JSON.body[:-1] + ',"o":${object}}'),
        (GOOD, URL + "/${object}", None, None),
        (GOOD, URL + "?o=x-${object}", None, None),
    ],
)
def test_a_variable_in_the_query_of_an_address_is_moved_into_the_body(
    base: CallbackSpec, url: str, left: str | None, body: str | None
) -> None:
    finding = _only(replace(base, urls=(url,)))
    assert (finding.code, finding.values["name"]) == ("url.variable", "object")
    assert (finding.fix.urls[0] if finding.fix else None) == left
    assert (finding.fix.body if finding.fix else None) == body
    assert finding.fix is None or _lint(finding.fix) == []


def test_an_unusual_name_gets_a_usual_one_that_is_free() -> None:
    spec = replace(GOOD, body="a=${x:订单}&b=${x:a_b}", variables={"x:订单": "1", "x:a_b": "2"})
    (odd,) = _lint(spec)
    assert odd.fix is not None
    assert odd.fix.variables == {"x:value": "1", "x:a_b": "2"}
    assert odd.fix.body == "a=${x:value}&b=${x:a_b}"
    twins = replace(GOOD, body="${x:a b}${x:a_b}", variables={"x:a b": "1", "x:a_b": "2"})
    (odd,) = _lint(twins)
    assert odd.fix is not None
    assert odd.fix.variables == {"x:a_b2": "1", "x:a_b": "2"}

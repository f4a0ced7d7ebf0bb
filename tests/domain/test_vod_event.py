"""VOD's events, source context and media types, read as they come (tencent-vod.md, 4, 5 and 8)."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import key_life, source_context, vod_event, vod_media
from app.domain.errors import DestinationError

TASK = "0123456789abcdef"
PUSHED = (
    '{"EventType":"NewFileUpload","FileUploadEvent":{"FileId":"5285890790000000001",'
    '"MediaBasicInfo":{"Name":"clip","Description":"","CreateTime":"2026-01-02T03:04:05Z",'
    '"UpdateTime":"2026-01-02T03:04:06Z","ExpireTime":"9999-12-31T23:59:59Z","ClassId":0,'
    '"ClassName":"Other","ClassPath":"Other","CoverUrl":"","Type":"mp4",'
    '"MediaUrl":"http://1500000001.vod2.example/a/b/f0.mp4","TagSet":[],'
    '"StorageRegion":"ap-chongqing","SourceInfo":{"SourceType":"Upload",'
    '"SourceContext":"job=42"},"Vid":""},"ProcedureTaskId":"","ReviewAudioVideoTaskId":""}}'
)
"""The sheet's own body (4.5)."""


@pytest.fixture(params=["UTC", "Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati"])
def _zone(request: pytest.FixtureRequest) -> Iterator[str]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


def test_a_pushed_body_is_read() -> None:
    event = vod_event.read(PUSHED)
    assert event is not None
    assert event.is_upload
    assert event.file_id == "5285890790000000001"
    assert (event.name, event.container, event.region) == ("clip", "mp4", "ap-chongqing")
    assert (event.source, event.source_context) == ("Upload", "job=42")
    assert (event.variables, event.mark) == ({}, "")
    assert event.expires == vod_event.NEVER


def _without_nulls(value: object) -> object:
    if isinstance(value, dict):
        return {n: _without_nulls(v) for n, v in value.items() if v is not None}
    return value


def test_absent_and_null_are_the_same() -> None:
    whole = json.loads(PUSHED)
    basic = whole["FileUploadEvent"]["MediaBasicInfo"]
    basic |= {"SourceInfo": None, "CoverUrl": None, "ExpireTime": None}
    whole["FileUploadEvent"]["MetaData"] = None
    whole["FileDeleteEvent"] = None
    assert vod_event.read(whole) == vod_event.read(_without_nulls(whole))  # type: ignore[arg-type]
    assert vod_event.read({"EventType": "NewFileUpload", "FileUploadEvent": None}) == (
        vod_event.read({"EventType": "NewFileUpload"})
    )


@pytest.mark.parametrize("number", [5285890790000000001, 52858907900000000012])
def test_an_id_that_is_told_as_a_number_keeps_every_digit(number: int) -> None:
    text = f'{{"EventType":"NewFileUpload","FileUploadEvent":{{"FileId":{number}}}}}'
    event = vod_event.read(text)
    assert event is not None
    assert event.file_id == str(number)


@pytest.mark.usefixtures("_zone")
def test_never_is_never_in_every_time_zone() -> None:
    assert vod_event.moment("9999-12-31T23:59:59Z") == vod_event.NEVER
    assert vod_event.seconds("9999-12-31T23:59:59Z") is None
    assert vod_event.moment("2026-01-02T03:04:05Z") == "2026-01-02T03:04:05Z"
    assert vod_event.seconds("2026-01-02T03:04:05Z") == 1767323045.0
    assert vod_event.moment("soon") == "soon"
    assert vod_event.seconds("soon") is None


def test_a_legacy_body_is_named_as_such() -> None:
    body = '{"version":"4.0","eventType":"NewFileUpload","data":{"fileId":"1","fileUrl":"u"}}'
    event = vod_event.read(body)
    assert event is not None
    assert event.legacy
    assert not event.is_upload
    assert (event.file_id, event.media_url) == ("1", "u")


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", "<html>", "7", '{"a":1}', "[" * 99999])
def test_what_is_no_event_is_none(text: str) -> None:
    assert vod_event.read(text) is None


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["EventType", "FileUploadEvent", "MediaBasicInfo", "SourceInfo", "T"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(_JSON)
def test_nothing_that_comes_stops_the_reader(value: object) -> None:
    found = vod_event.read(json.dumps(value))
    assert found is None or isinstance(found.file_id, str)
    assert vod_event.checked(json.dumps(value), key="k", now=0.0) in {
        "absent",
        "wrong",
        "expired",
    }


# --- T and Sign ---------------------------------------------------------------------------------

SIGN = "7cd17d9dfcb270b39198ccf87844d9fb"


@pytest.mark.parametrize(
    ("body", "query"),
    [
        ({"T": 1700000600, "Sign": SIGN}, ""),
        ({"t": "1700000600", "sign": SIGN.upper()}, ""),
        ({}, f"?T=1700000600&Sign={SIGN}"),
        ({}, f"sign={SIGN.upper()}&t=1700000600"),
    ],
)
def test_the_sheets_sign_is_good_wherever_it_stands(body: dict[str, object], query: str) -> None:
    whole = {"EventType": "NewFileUpload"} | body
    assert vod_event.signature("abcDEF123", "1700000600") == SIGN

    def check(now: float, key: str = "abcDEF123") -> str:
        return vod_event.checked(whole, key=key, now=now, query=query)

    assert check(1700000000) == "good"
    assert check(1700000601) == "expired"
    assert check(1700000000, key="other") == "wrong"
    assert check(1700000000, key="") == "unset"
    assert vod_event.checked(PUSHED, key="k", now=0.0) == "absent"


# --- source context -----------------------------------------------------------------------------

_NAMES = st.from_regex(r"x:[a-z][a-z0-9_]{0,8}", fullmatch=True)


@given(st.dictionaries(_NAMES, st.text(max_size=20), max_size=4))
def test_variables_come_back_as_they_went(variables: dict[str, str]) -> None:
    text = source_context.written(variables, TASK)
    bare = {name.removeprefix("x:"): value for name, value in variables.items()}
    assert source_context.decoded(text) == (bare, TASK[:8])
    if len(text) <= source_context.LONGEST:
        assert source_context.encoded(variables, TASK) == text
    else:
        with pytest.raises(DestinationError):
            source_context.encoded(variables, TASK)


def test_the_limit_is_counted_in_characters() -> None:
    room = source_context.LONGEST - len(source_context.written({"x:n": ""}, TASK))
    assert len(source_context.encoded({"x:n": "字" * room}, TASK)) == source_context.LONGEST
    with pytest.raises(DestinationError) as caught:
        source_context.encoded({"x:n": "字" * (room + 1)}, TASK)
    assert caught.value.values == {
        "problem": "source_context.long",
        "length": "251",
        "longest": "250",
    }


@pytest.mark.parametrize("text", [None, 5, "", "job=42", "[]", "null", '"x"', "{", "[" * 99999])
def test_what_somebody_else_wrote_is_nobodys(text: object) -> None:
    assert source_context.decoded(text) == ({}, "")


# --- media types --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "title", "problem"),
    [
        ("a/b/Film One.MP4", "mp4", "Film One", ""),
        ("影片.第一集.mkv", "mkv", "影片.第一集", ""),
        ("song.m4a", "m4a", "song", ""),
        ("list.M3U8", "m3u8", "list", "manifest"),
        ("list.mpd", "mpd", "list", "manifest"),
        ("README", "", "README", "no_ending"),
        (".hidden", "", ".hidden", "no_ending"),
        ("film.xyz", "xyz", "film", "media_type"),
    ],
)
def test_a_medium_goes_by_its_names_ending(name: str, kind: str, title: str, problem: str) -> None:
    assert vod_media.media_type(name) == kind
    assert vod_media.title(name) == title
    assert vod_media.problem(name) == problem


def test_covers_are_pictures() -> None:
    assert vod_media.is_cover("a/COVER.Jpeg")
    assert not vod_media.is_cover("cover.mp4")
    assert not vod_media.is_cover("cover")


def test_a_file_that_outlives_its_key_is_named_before_it_starts() -> None:
    assert key_life.largest(7200) == 23_040_000_000
    assert not key_life.may_outlive(20 * 10**9, "vod")
    assert key_life.may_outlive(50 * 10**9, "vod")
    assert key_life.may_outlive(50 * 10**9, "vod", rate=100e6)  # a limit makes no line faster
    assert key_life.may_outlive(10**9, "vod", rate=100_000)
    assert not key_life.may_outlive(50 * 10**12, "wangsu", rate=100_000)

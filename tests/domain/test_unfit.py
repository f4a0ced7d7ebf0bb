"""What a service cannot take because of its name is known before the start."""

from __future__ import annotations

import pytest

from app.domain.left_out import LOST, Why
from app.domain.unfit import doubtful, unfit


@pytest.mark.parametrize(
    ("provider", "key", "why"),
    [
        ("vod", "film.MP4", None),
        ("vod", "holiday/film", Why.NO_ENDING),
        ("vod", "live.m3u8", Why.MANIFEST),
        ("vod", "live.mpd", Why.MANIFEST),
        ("vod", "notes.txt", None),  # the page names other endings only: the service decides
        ("wangsu", "in/film", None),
        ("wangsu", "in/../film", Why.NAME),
        ("wangsu", "x" * 1000, None),
        ("wangsu", "x" * 1001, Why.NAME),
        ("wangsu", "深" * 334, Why.NAME),
        ("oss", "x" * 1001, None),
        ("of nobody", "live.m3u8", None),
    ],
)
def test_each_service_has_its_own_rule(provider: str, key: str, why: Why | None) -> None:
    assert unfit(provider, key) is why


def test_what_is_unfit_is_missed_by_somebody() -> None:
    assert {Why.NAME, Why.NO_ENDING, Why.MANIFEST} <= set(LOST)


def test_kinds_that_the_page_does_not_name_are_counted_and_no_more() -> None:
    keys = ["a.mp4", "notes.txt", "b.PNG", "x.docx", "nothing"]
    assert doubtful("vod", keys) == 2
    assert doubtful("wangsu", keys) == doubtful("of nobody", keys) == 0

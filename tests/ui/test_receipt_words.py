"""Receipts call things as their service does."""

from __future__ import annotations

import pytest

from app.domain.destination import Destination
from app.domain.receipt import Line
from app.domain.states import Outcome
from app.ui.receipt_words import exact_facts


def facts_in(place: Destination) -> dict[str, str]:
    """What is said of a file that went there."""
    line = Line("t", "b", "c", place, "/f.mp4", "f.mp4", "f.mp4", 5, Outcome.STORED, 1.0)
    return dict(exact_facts(line))


@pytest.mark.parametrize(
    ("place", "word", "text"),
    [
        (
            Destination("oss", "https://o.example", "r", "shop"),
            "Bucket",
            "shop · https://o.example",
        ),
        (
            Destination("wangsu", "https://u.example", "", "shop"),
            "Bucket",
            "shop · https://u.example",
        ),
        (
            Destination("vod", "https://v.example", "", "15"),
            "Application",
            "15 · https://v.example",
        ),
        (Destination("vod", "https://v.example", "", ""), "Application", "https://v.example"),
    ],
)
def test_the_place_of_a_file_is_called_as_in_its_console(
    place: Destination, word: str, text: str
) -> None:
    assert facts_in(place)[word] == text

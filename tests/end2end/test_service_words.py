"""The command line's words about further services: every reason has a message and an advice."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.asks import Check, CheckState
from app.domain.errors import Failure
from app.domain.services import SERVICES
from app.terminal_services import NOTES, REASONS
from app.terminal_words import of_check, of_failure
from tests.cloud import Cloud
from tests.end2end.running import command, run
from tests.end2end.service_kit import shell, where


def test_every_reason_of_a_further_service_is_told_with_what_to_do_next() -> None:
    for key, words in REASONS.items():
        code, _slash, rest = key.partition("/")
        reason, _at, apart = rest.partition("@")
        values = {"reason": reason} | ({"application": "15"} if apart else {})
        assert of_failure(Failure(code, "refused", values=values)) == words
        assert all(text.endswith((".", ")")) for text in words)


def test_the_same_word_of_another_service_keeps_its_own_sentence() -> None:
    message, _advice = of_failure(Failure("refused", "refused", values={"reason": "region"}))
    assert message == "The bucket is in another region."


def test_lines_of_the_doctor_are_filled_in() -> None:
    url = {"url": "https://told.example.com"}
    for key in NOTES:
        name, _slash, reason = key.partition("/")
        text = of_check(Check(name, CheckState.NOTE, reason, url))
        assert text
        assert "{" not in text


def test_a_missing_key_names_the_variables_of_every_vendor() -> None:
    _message, advice = of_failure(Failure("credentials.missing", "refused"))
    for service in SERVICES.values():
        assert service.variables[0] in advice


@pytest.mark.parametrize(
    ("service", "option", "said"),
    [
        ("wangsu", "fsizeLimit=12MB", "is no whole number"),
        ("wangsu", "leaveSeconds=5", "is not within its bounds"),
        ("wangsu", "persistentOps=avthumb/mp4|saveas/{nobody}", "cannot be read as instructions"),
        ("wangsu", "statusUrl=status.example.com", "is no http or https address"),
        ("vod", "ExpireTime=2020-01-02T03:04:05Z", "is over already"),
        ("vod", "Cover=notes.txt", "is no picture"),
    ],
)
def test_an_option_that_cannot_be_sent_is_refused_before_anything_is(
    service: str, option: str, said: str, cloud: Cloud, tmp_path: Path
) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"film")
    words = command("send", str(path), *where(cloud, service), "--option", option)
    ran = run(words, shell(cloud, tmp_path / "home"))
    assert ran.code == 2
    assert said in ran.err


@pytest.mark.parametrize(
    ("service", "words", "said"),
    [
        ("vod", ("film",), "the service goes by a name's ending"),
        ("vod", ("film.m3u8",), "they only list pieces"),
        ("wangsu", ("film.mp4", "--key", "x" * 1001), "no object can have their name"),
    ],
)
def test_a_file_that_the_service_cannot_take_is_left_out_first(
    service: str, words: tuple[str, ...], said: str, cloud: Cloud, tmp_path: Path
) -> None:
    path = tmp_path / words[0]
    path.write_bytes(b"film")
    asked = command("send", str(path), *words[1:], *where(cloud, service))
    ran = run(asked, shell(cloud, tmp_path / "home"))
    assert ran.code == 1
    assert said in ran.err
    assert path.name in ran.err


def test_a_kind_that_may_be_refused_is_told_first_and_tried(cloud: Cloud, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(b"notes")
    asked = command("send", str(path), *where(cloud, "vod"))
    ran = run(asked, shell(cloud, tmp_path / "home"))
    assert "1 file(s) are of a kind that the service may refuse" in ran.err


def test_variables_too_long_for_an_event_are_told_before_anything_is_sent(
    cloud: Cloud, tmp_path: Path
) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"film")
    asked = command("send", str(path), *where(cloud, "vod"), "--var", "note=" + "n" * 240)
    ran = run(asked, shell(cloud, tmp_path / "home"))
    assert ran.code == 2
    assert "Nothing was sent" in ran.err
    assert "the values are too long together for 1 file(s), first for film.mp4" in ran.err

"""Every state, outcome and error has words, a glyph and a tone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from app.domain import errors
from app.domain.errors import UploadError
from app.domain.states import Outcome, UploadState
from app.ui.error_words import known_codes, trouble
from app.ui.file_kinds import FileKind, icon_name, kind_of, kind_text
from app.ui.resources import resource
from app.ui.theme import tokens
from app.ui.words import (
    Tone,
    answer_text,
    failure_kind_text,
    outcome_words,
    reason_text,
    state_words,
)
from tests.ui.simple_kit import failed, row

pytestmark = pytest.mark.usefixtures("qapp")
REASONS = {
    "network.not_reached": ("certificate", "name", "refused", "proxy", "timeout", "broken"),
    "refused.credentials": ("key_id", "key_disabled", "secret", "token", "token_expired"),
    "refused": (
        *("no_bucket", "bucket_name", "endpoint", "region", "path_style", "public_endpoint"),
        *("acceleration_off", "account_disabled", "bucket_disabled", "quota", "immutable"),
        *("callback", "name", "size", "parts"),
    ),
    "not_understood": ("page", "empty", "cut", "proxy", "other"),
}
FILLED = {"bucket": "shop", "endpoint": "https://x.example", "region": "cn-x", "minutes": "18"}


def tree(root: type[UploadError]) -> Iterator[type[UploadError]]:
    yield root
    for child in root.__subclasses__():
        yield from tree(child)


@pytest.mark.parametrize("state", list(UploadState))
def test_every_state_has_a_word_and_a_glyph_that_is_there(state: UploadState) -> None:
    for with_callback in (True, False):
        words = state_words(row(1, state, with_callback=with_callback))
        assert words.text
        assert resource("icons", f"{words.glyph}.svg").is_file()
        assert str(words.tone) in tokens.LIGHT
        assert str(words.tone) in tokens.DARK


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_a_word_a_glyph_and_a_tone(outcome: Outcome) -> None:
    for expert in (True, False):
        words = outcome_words(outcome, expert=expert)
        assert words.text
        assert resource("icons", f"{words.glyph}.svg").is_file()


def test_no_two_outcomes_share_a_word() -> None:
    for expert in (True, False):
        texts = [outcome_words(outcome, expert=expert).text for outcome in Outcome]
        assert len(set(texts)) == len(texts)


def test_a_failed_callback_is_amber_and_never_red() -> None:
    assert outcome_words(Outcome.CALLBACK_FAILED).tone is Tone.AMBER
    assert outcome_words(Outcome.ANSWER_NOT_SEEN).tone is Tone.AMBER
    assert outcome_words(Outcome.NOT_STORED).tone is Tone.DANGER
    assert outcome_words(Outcome.CALLBACK_FAILED, expert=True).text == "Stored - callback failed"


def test_waiting_for_upload_and_waiting_for_a_turn_differ() -> None:
    assert state_words(row(1, held=True)).text == "Ready"
    assert state_words(row(1, held=False)).text == "Waiting its turn"


def test_what_follows_the_last_byte_has_names_of_its_own() -> None:
    told = state_words(row(1, UploadState.COMPLETING, with_callback=True))
    untold = state_words(row(1, UploadState.COMPLETING, with_callback=False))
    checked = state_words(row(1, UploadState.VERIFYING))
    assert [w.text for w in (told, untold, checked)] == [
        "Waiting for your server",
        "Finishing",
        "Checking",
    ]


def test_sending_says_per_cent_and_never_a_hundred_too_early() -> None:
    assert state_words(row(1, UploadState.SENDING, sent=2480)).text == "62 %"
    assert state_words(row(1, UploadState.SENDING, sent=3999)).text == "99 %"


def test_the_countdown_is_rounded_up_and_ends_in_now() -> None:
    waiting = row(1, UploadState.WAITING, retry_at=108.0)
    assert state_words(waiting, now=100.2).text == "Trying again in 8 s"
    assert state_words(waiting, now=108.0).text == "Trying again now"
    assert state_words(waiting, now=200.0).text == "Trying again now"


@pytest.mark.parametrize("kind", list(tree(UploadError)))
def test_every_error_of_the_tree_has_words(kind: type[UploadError]) -> None:
    told = trouble(kind.code, {})
    assert told.title
    assert told.advice
    if kind not in (errors.Refused, errors.UploadError):
        general = trouble("refused" if kind.code.startswith("refused") else "upload", {})
        assert told.title != general.title, f"{kind.code} has no words of its own"


def test_every_reason_that_a_provider_names_is_told_apart_where_it_matters() -> None:
    for code, reasons in REASONS.items():
        for reason in reasons:
            for expert in (True, False):
                told = trouble(code, {"reason": reason, **FILLED}, expert=expert)
                assert told.title
                assert "{" not in told.whole()
    assert trouble("refused", {"reason": "quota"}).title == "The storage is full"
    assert trouble("destination", {"problem": "region.empty"}, expert=True).sentence == (
        "The region is empty."
    )


def test_every_text_of_the_table_is_complete_and_well_formed() -> None:
    for key in known_codes():
        code, _slash, reason = key.partition("/")
        for expert in (True, False):
            told = trouble(code, {"reason": reason, **FILLED}, expert=expert)
            assert re.fullmatch(r"[^.]*[^.!?]", told.title), told.title
            assert told.advice.endswith((".", "?", "!")), told.advice
            assert not told.sentence or told.sentence.endswith((".", "!")), told.sentence
            assert "{" not in told.whole()


def test_an_unknown_code_is_told_by_its_parent() -> None:
    assert trouble("refused.something_new", {}).title == trouble("refused", {}).title
    assert trouble("never.heard", {}).title == trouble("upload", {}).title


def test_values_from_outside_are_never_read_as_placeholders() -> None:
    told = trouble("refused", {"reason": "no_bucket", "bucket": "{0}{x!r}", "endpoint": "%s"})
    assert told.title
    exact = trouble("refused", {"reason": "no_bucket", "bucket": "{0}{x!r}"}, expert=True)
    assert "{0}{x!r}" in exact.sentence
    assert "–" in exact.sentence  # the endpoint, which nobody gave


def test_the_clock_says_how_far_it_is_off_when_that_is_known() -> None:
    assert "18 minutes" in trouble("refused.clock", {"minutes": "18"}).title
    assert "minutes" not in trouble("refused.clock", {}).title


def test_reasons_show_only_where_there_is_trouble() -> None:
    assert reason_text(row(1)) == ""
    assert reason_text(failed(1, "source.missing")) == "The file is not there any more"


def test_the_three_ways_of_not_being_stored_are_told_apart() -> None:
    kinds = ("refused", "unreachable", "unreadable", "internal")
    assert len({failure_kind_text(kind) for kind in kinds}) == 4


def test_a_silent_yes_of_the_server_still_gives_a_sentence() -> None:
    assert answer_text(row(1, answer="Thank you")) == "Thank you"
    assert answer_text(row(1)) == "Your server confirmed it"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("beach.JPG", FileKind.IMAGE),
        ("Photos/2026/clip.mov", FileKind.VIDEO),
        ("archive.tar.gz", FileKind.ARCHIVE),
        ("数据.xlsx", FileKind.SHEET),
        (".bashrc", FileKind.OTHER),
        ("README", FileKind.OTHER),
        ("x.", FileKind.OTHER),
    ],
)
def test_kinds_follow_the_ending(name: str, kind: FileKind) -> None:
    assert kind_of(name) is kind
    assert resource("icons", f"{icon_name(name)}.svg").is_file()


def test_every_kind_has_a_word() -> None:
    assert len({kind_text(kind) for kind in FileKind}) == len(FileKind)

"""The catalogue of errors: every answer of the service has a sentence, an advice and a button."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale

from app.democloud.oss.refusals import CALLBACK_FAILURES, CALLBACK_REFUSALS, GENERAL, WRONG_PLACE
from app.domain.callback import CallbackSpec
from app.domain.errors import (
    CredentialsRefused,
    Failure,
    NotAllowed,
    NotUnderstood,
    Refused,
    ServiceAnswer,
)
from app.domain.states import CallbackOutcome, Outcome
from app.domain.upload import Result
from app.host.settings import Language
from app.providers.oss import refusals
from app.ui.action_specs import SPECS, texts
from app.ui.callback_failure_words import cause_of, failed
from app.ui.error_entry import Fix
from app.ui.error_failures import help_by_ec, help_link, trouble_of
from app.ui.error_fixes import EDITS, WAYS, fix_text
from app.ui.error_words import entry_of, known_codes, sentence_table, trouble
from app.ui.i18n import Languages
from tests.cloud import Cloud
from tests.engine.listening import Listening
from tests.ui.test_simple_words import forbidden

pytestmark = pytest.mark.usefixtures("qapp")
LANGUAGES = (Language.ENGLISH, Language.CHINESE)
FIELDS = {"", "other_endpoint", "endpoint", "region", "bucket", "prefix", "domain", "server"}
BLAME = re.compile(
    r"\b(you (forgot|must|should have)|your (mistake|fault)|wrongly|illegal|invalid)\b"
)
DOES = re.compile(
    r"\b(press|ask|check|open|give|put|set|choose|correct|enter|copy|look|let|try|enable|use|"
    r"switch|raise|save|send|shorten|tell|drop|its own words|was it|it needs|the storage needs|"
    r"the storage's own words|the service's words|the connection may|a proxy may|is it running|"
    r"their names|give the key)\b",
    re.IGNORECASE,
)


async def at_once(_seconds: float) -> None:
    """Wait for nothing between two tries."""
    await asyncio.sleep(0)


@pytest.fixture(scope="module")
def engine() -> Iterator[Listening]:
    made = Listening(None, sleep=at_once, await_access=False)
    yield made
    made.close()


def uploaded(engine: Listening, cloud: Cloud, folder: Path, *, callback: bool = False) -> Result:
    """One small file, uploaded by the real engine until it has ended."""
    path = folder / "k.txt"
    path.write_bytes(b"1234")
    spec = CallbackSpec(enabled=callback, urls=(cloud.callback_url,))
    (result,) = engine.ended(*engine.upload(cloud, [path], spec=spec, method="put"))
    return result


# --- as data ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_is_plain_kind_and_says_what_to_do(language: Language) -> None:
    languages, before = Languages(), QLocale()
    languages.use(language)
    rows = sentence_table(expert=False)
    languages.remove()
    QLocale.setDefault(before)
    assert forbidden([title + ". " + text for _code, _reason, title, text, _fix in rows]) == []
    if language is Language.ENGLISH:
        for code, reason, title, text, _fix in rows:
            assert not BLAME.search(f"{title} {text}".lower()), (code, reason, title, text)
            assert DOES.search(text), (code, reason, text)


def test_in_expert_words_every_row_says_what_to_do_too() -> None:
    for code, reason, title, text, _fix in sentence_table(expert=True):
        assert DOES.search(text), (code, reason, title, text)


def test_every_row_has_a_way_out_and_every_way_an_action() -> None:
    words = texts()
    for code, reason, _title, _text, fix in sentence_table():
        assert Fix(fix) in WAYS, (code, reason)
    for fix, way in WAYS.items():
        assert way.action in SPECS, fix
        assert words[way.action][0], fix
        assert way.field in FIELDS
        assert bool(way.field) <= (fix in EDITS)
        assert fix_text(fix, place="cn-shanghai")


def test_no_two_fixes_have_the_same_words() -> None:
    said = [fix_text(fix, place="x") for fix in Fix]
    assert len(set(said)) == len(said)


def test_the_table_holds_every_key_once() -> None:
    rows = [(code, reason) for code, reason, *_rest in sentence_table()]
    assert len(rows) == len(set(rows)) == len(known_codes())


def test_every_pair_of_class_and_reason_that_the_service_can_make_has_words_of_its_own() -> None:
    pairs = set(refusals._BY_CODE.values()) | {
        (CredentialsRefused, "key_disabled"),
        (CredentialsRefused, "policy_expired"),
        (CredentialsRefused, "url_expired"),
        (CredentialsRefused, "unauthorized"),
        (CredentialsRefused, "server"),
        (NotAllowed, "policy"),
        (NotAllowed, "grant"),
        (NotAllowed, "server"),
        (NotUnderstood, "server"),
        *((Refused, name) for name in ("endpoint", "region", "callback", "size.form")),
        *(
            (Refused, name)
            for name in ("size.grant", "size.small", "grant_place", "server_url", "form.size")
        ),
    }
    same = {"service"}  # who saw that the bytes differ makes no difference to people
    for kind, reason in pairs:
        key = f"{kind.code}/{reason}" if reason and reason not in same else kind.code
        assert key in known_codes(), key


@pytest.mark.parametrize("problem", ["empty", "first", "text", "long", "rule", "callback.no_url"])
def test_what_keeps_a_destination_from_being_used_has_words(problem: str) -> None:
    general = trouble("destination", {}, expert=True)
    told = trouble("destination", {"problem": problem, "name": "x"}, expert=True)
    assert told.sentence != general.sentence


def test_what_an_application_server_did_wrong_is_not_blamed_on_the_storage() -> None:
    values = {"reason": "timeout", "who": "server"}
    assert trouble("network.not_reached", values).title == (
        "The server that lets you in could not be reached"
    )
    assert "storage" in trouble("network.not_reached", {"reason": "timeout"}).title


def test_sizes_are_told_in_units() -> None:
    told = trouble("refused", {"reason": "size.grant", "most": str(5 * 1024**3)})
    assert "GB" in told.sentence or "GiB" in told.sentence


def test_an_unknown_code_gets_an_honest_sentence_with_the_request_id() -> None:
    answer = ServiceAnswer(418, "BrandNew", "no idea", request_id="65D4A1F0")
    told = trouble_of(Failure("refused", "refused", answer=answer), expert=True)
    assert "BrandNew" in told.sentence
    assert "65D4A1F0" in told.sentence
    plain = trouble_of(Failure("refused", "refused", answer=answer))
    assert forbidden([plain.whole()]) == []


def test_the_help_page_is_the_services_own_or_made_of_the_ec() -> None:
    told = ServiceAnswer(ec="0007-00000202", details={"RecommendDoc": "https://x.example/help"})
    assert help_link(told) == "https://x.example/help"
    assert help_link(ServiceAnswer(ec="0007-00000202")) == (
        "https://api.aliyun.com/troubleshoot?q=0007-00000202"
    )
    assert help_by_ec("") == ""


# --- provoked --------------------------------------------------------------------------------


@pytest.mark.parametrize("refusal", [*GENERAL, WRONG_PLACE], ids=lambda r: r.code)
def test_every_refusal_of_the_service_leads_to_words_and_a_button(
    engine: Listening, cloud: Cloud, tmp_path: Path, refusal: Any
) -> None:
    cloud.reset()
    asked = {"code": refusal.code} if refusal is not WRONG_PLACE else {"ec": refusal.ec}
    cloud.faults(kind="status", times=None, operation="PutObject", **asked)
    result = uploaded(engine, cloud, tmp_path)
    assert result.outcome is Outcome.NOT_STORED
    failure = result.failure
    assert failure is not None
    assert failure.answer.code == refusal.code
    told = trouble_of(failure, expert=True)
    assert told.title
    assert told.advice
    assert told.fixes
    assert "–" not in told.sentence, told
    general = (entry_of("refused", {}), entry_of("refused", {"reason": "unknown"}))
    assert told.title != trouble("upload", {}).title
    assert told.sentence not in [row.exact for row in general], refusal.code
    assert forbidden([trouble_of(failure).whole()]) == []


@pytest.mark.parametrize("refusal", CALLBACK_REFUSALS, ids=lambda r: r.ec or r.message[:20])
def test_every_refused_callback_says_which_part_of_it(
    engine: Listening, cloud: Cloud, tmp_path: Path, refusal: Any
) -> None:
    cloud.reset()
    cloud.faults(kind="status", operation="PutObject", **refusal.as_json())
    failure = uploaded(engine, cloud, tmp_path, callback=True).failure
    assert failure is not None
    assert (failure.code, failure.values["reason"]) == ("refused", "callback")
    told = trouble_of(failure, expert=True)
    assert told.sentence != trouble("refused", {"reason": "callback"}, expert=True).sentence
    assert told.fixes[0] is Fix.CALLBACK


@pytest.mark.parametrize(("message", "ec"), CALLBACK_FAILURES)
def test_every_failed_callback_has_a_cause_and_a_button(
    engine: Listening, cloud: Cloud, tmp_path: Path, message: str, ec: str
) -> None:
    cloud.reset()
    cloud.faults(kind="callback_failed", message=message)
    result = uploaded(engine, cloud, tmp_path, callback=True)
    assert result.outcome is Outcome.CALLBACK_FAILED
    assert result.receipt is not None
    callback = result.receipt.callback
    assert callback.outcome is CallbackOutcome.FAILED
    assert callback.ec == ec
    assert cause_of(callback).code != "other"
    assert "callback_failed/" + cause_of(callback).code in known_codes()
    told = failed(callback)
    assert told.fixes
    assert "–" not in told.sentence + told.advice
    assert forbidden([failed(callback, expert=False).whole()]) == []


def test_every_cause_is_told_apart() -> None:
    causes = {key for key in known_codes() if key.startswith("callback_failed/")}
    rows = {
        reason: (title, text)
        for code, reason, title, text, _fix in sentence_table()
        if code == "callback_failed" and reason
    }
    assert len(set(rows.values())) == len(causes)

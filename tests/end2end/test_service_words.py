"""The command line's words about further services: every reason has a message and an advice."""

from __future__ import annotations

from app.domain.asks import Check, CheckState
from app.domain.errors import Failure
from app.domain.services import SERVICES
from app.terminal_services import NOTES, REASONS
from app.terminal_words import of_check, of_failure


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

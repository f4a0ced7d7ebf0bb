"""The error tree, and errors as values."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.domain import errors
from app.domain.errors import ServiceAnswer, UploadError, failure_of


def _tree(kind: type[UploadError]) -> Iterator[type[UploadError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _tree(below)


ALL = sorted(set(_tree(UploadError)), key=lambda kind: kind.__name__)


def test_every_error_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in ALL]
    assert len(set(codes)) == len(codes)


def test_the_drawing_at_the_top_of_the_file_names_every_error() -> None:
    assert errors.__doc__
    for kind in ALL:
        assert kind.__name__ in errors.__doc__


RETRYABLE = {
    "NetworkError",
    "NotReached",
    "AnswerLost",
    "Throttled",
    "ClockSkewed",
    "ServiceFault",
    "IntegrityError",
}


@pytest.mark.parametrize("kind", ALL)
def test_only_what_may_pass_by_itself_is_tried_again(kind: type[UploadError]) -> None:
    assert kind.retryable is (kind.__name__ in RETRYABLE)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (errors.SourceMissing(), "unreadable"),
        (errors.SourceChanged(), "unreadable"),
        (errors.NotReached(), "unreachable"),
        (errors.AnswerLost(), "unreachable"),
        (errors.CredentialsRefused(), "refused"),
        (errors.NotUnderstood(), "refused"),
        (errors.CredentialsMissing(), "refused"),
        (errors.InternalError(), "internal"),
    ],
)
def test_a_failure_tells_one_of_four_reasons(error: UploadError, kind: str) -> None:
    assert failure_of(error).kind == kind


def test_a_failure_keeps_code_values_and_answer() -> None:
    answer = ServiceAnswer(403, "SignatureDoesNotMatch", request_id="65D4")
    error = errors.CredentialsRefused("for the log", answer=answer, reason="secret")
    failure = failure_of(error)
    assert failure.code == "refused.credentials"
    assert failure.values == {"reason": "secret"}
    assert failure.answer == answer
    assert failure.detail == "for the log"
    assert str(error) == "for the log"
    assert str(errors.NotReached()) == "network.not_reached"

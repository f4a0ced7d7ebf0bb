"""Every finding of the callback form has words, and every fix a button that says what it does."""

from __future__ import annotations

import re

import pytest

from app.domain import lint as lint_module
from app.domain.callback import CallbackSpec
from app.domain.dialect import OSS, WANGSU
from app.domain.findings import Field, Finding, Severity
from app.ui.finding_words import FIXES, SENTENCES, fix_text, meaning, sentence

TABLE = re.compile(r"^  ((?:urls?|body|variables|host|sni)\.\w+) +(.*?)$", re.MULTILINE)

CASES = r"(\.(practice|guess|vouched|foreign|parens))+$"
"""What may stand behind a code: cases with words of their own."""


def documented() -> dict[str, str]:
    """Each code of the table in the check's own docstring, with the rest of its entry."""
    text = lint_module.__doc__ or ""
    starts = list(TABLE.finditer(text))
    ends = [m.start() for m in starts[1:]] + [len(text)]
    return {m[1]: text[m.start() : end] for m, end in zip(starts, ends, strict=True)}


def test_the_documented_table_is_found() -> None:
    assert len(documented()) > 35


def test_every_documented_code_has_a_sentence_and_no_sentence_is_left_over() -> None:
    bare = {re.sub(CASES, "", code) for code in SENTENCES}
    assert bare == set(documented())


def test_every_fix_has_a_button_of_its_own_words() -> None:
    fixable = {code for code, entry in documented().items() if "(fix" in entry}
    bare = {re.sub(CASES, "", code) for code in FIXES}
    assert bare == fixable


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_uses_only_values_that_the_check_gives(code: str) -> None:
    entry = documented()[re.sub(CASES, "", code)]
    wanted = set(re.findall(r"{(\w+)}", SENTENCES[code] + FIXES.get(code, "")))
    assert wanted <= set(re.findall(r"\w+", entry))


def test_an_unknown_code_is_shown_as_it_is_instead_of_nothing() -> None:
    assert sentence(Finding("url.quite_new", Severity.ERROR, Field.URLS)) == "url.quite_new"


def test_practice_says_that_the_real_service_would_refuse() -> None:
    values = {"url": "http://127.0.0.1/", "host": "127.0.0.1"}
    real = Finding("url.private", Severity.ERROR, Field.URLS, values)
    practice = Finding("url.private", Severity.INFO, Field.URLS, values)
    assert "needs a public address" in sentence(real)
    assert sentence(practice).startswith("Fine for practice")


def test_a_guess_is_asked_for_and_offered() -> None:
    values = {"name": "Object", "guess": "object"}
    fix = CallbackSpec()
    found = Finding("body.unknown", Severity.WARNING, Field.BODY, values, fix)
    assert sentence(found).endswith("Did you mean object?")
    assert fix_text(found) == "Use object"


def test_braces_in_what_a_person_typed_do_no_harm() -> None:
    values = {"text": "%24%7B{x}%7D"}
    found = Finding("body.encoded", Severity.WARNING, Field.BODY, values)
    assert "%24%7B{x}%7D" in sentence(found)


def test_every_variable_of_the_service_has_a_meaning() -> None:
    for variable in (*OSS.system_variables, *WANGSU.system_variables):
        assert meaning(variable) != variable.name

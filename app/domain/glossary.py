"""Glossary: each word of the trade with one sentence, in the languages that Upcall speaks.

The same sentences stand in the help and, as hover texts, on the labels of the Expert view.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One word and what it means."""

    id: str
    """What code and help pages call it; never shown."""
    word: str
    """The word itself, in one language."""
    sentence: str
    """What it means, in one sentence of that language."""
    labels: tuple[str, ...]
    """English source texts of the labels that show this sentence when hovered."""


Glossary = Mapping[str, Term]
"""Terms by id, in the order of the file."""


def read_glossary(text: str, language: str) -> Glossary:
    """The glossary of one language (``en``, ``zh_CN``) from the text of its JSON file.

    Raises `ValueError` where the text is not JSON, `KeyError` where a term has no such language.
    """
    terms = (
        Term(
            id=each["id"],
            word=each[language][0],
            sentence=each[language][1],
            labels=tuple(each.get("labels", ())),
        )
        for each in json.loads(text)
    )
    return {term.id: term for term in terms}


def in_order(glossary: Glossary) -> list[Term]:
    """The terms by their words, in any case."""
    return sorted(glossary.values(), key=lambda term: term.word.casefold())

"""Characters of an answer in words: what cannot be seen is named by its code."""

from __future__ import annotations

import unicodedata

from app.domain.judge_json import Place
from app.ui.i18n import translate


def sign_of(found: str) -> str:
    """A character as people can recognise it: ``“<”``, ``U+202E``; nothing: the end of the text."""
    if not found:
        return translate("Answer", "the end of the text")
    code = f"U+{ord(found):04X}"
    if found.isprintable() and not found.isspace() and not unicodedata.combining(found):
        return translate("Answer", "“{found}”").format(found=found)
    name = unicodedata.name(found, "")
    return f"{code} {name}" if name else code


def place_words(place: Place) -> str:
    """Why a text is no JSON, and where."""
    texts = {
        "early": translate("Answer", "This is not JSON: it ends too early, in line {line}."),
        "more": translate(
            "Answer",
            "This is not JSON: {found} follows after its end, in line {line}, character {column}.",
        ),
        "word": translate(
            "Answer",
            "This is not JSON: it has no such number (line {line}, character {column}).",
        ),
        "deep": translate("Answer", "It is nested too deeply to be laid out."),
    }
    usual = translate("Answer", "This is not JSON: line {line}, character {column} is {found}.")
    text = texts.get(place.reason, usual)
    return text.format(line=place.line, column=place.column, found=sign_of(place.found))

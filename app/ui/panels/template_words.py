"""Names of the templates that come with Upcall; words for what a pasted text turned out to be."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.template_import import Found
from app.ui.i18n import translate


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - lupdate's name
    """Mark ``text`` for translation where it stands; it is translated when it is shown."""
    return text


NAMES: Mapping[str, str] = {
    "1-usual-form": QT_TRANSLATE_NOOP("Templates", "The usual, as a form"),
    "2-usual-json": QT_TRANSLATE_NOOP("Templates", "The usual, as JSON"),
    "3-order-json": QT_TRANSLATE_NOOP("Templates", "Order and user, as JSON"),
    "4-order-form": QT_TRANSLATE_NOOP("Templates", "Order and user, as a form"),
    "5-picture-json": QT_TRANSLATE_NOOP("Templates", "Pictures with their size"),
    "6-checks-form": QT_TRANSLATE_NOOP("Templates", "Checksums and request id"),
    "7-everything-form": QT_TRANSLATE_NOOP("Templates", "Everything, as a form"),
    "8-everything-json": QT_TRANSLATE_NOOP("Templates", "Everything, as JSON"),
    "8-processing-form": QT_TRANSLATE_NOOP("Templates", "With the number of the processing"),
    "9-shortest-form": QT_TRANSLATE_NOOP("Templates", "Only the name"),
}
"""By the name of the file in ``resources/templates``."""

NOTES: Mapping[str, str] = {
    "1-usual-form": QT_TRANSLATE_NOOP("Templates", "What most servers need: where it is and what."),
    "2-usual-json": QT_TRANSLATE_NOOP("Templates", "What most servers need: where it is and what."),
    "3-order-json": QT_TRANSLATE_NOOP(
        "Templates", "Two values of your own, so that the server knows what the file belongs to."
    ),
    "4-order-form": QT_TRANSLATE_NOOP(
        "Templates", "Two values of your own, so that the server knows what the file belongs to."
    ),
    "5-picture-json": QT_TRANSLATE_NOOP(
        "Templates", "Width, height and format are empty for files that are no pictures."
    ),
    "6-checks-form": QT_TRANSLATE_NOOP(
        "Templates", "For servers that compare what arrived with what was sent."
    ),
    "7-everything-form": QT_TRANSLATE_NOOP("Templates", "Every variable that the storage has."),
    "8-everything-json": QT_TRANSLATE_NOOP("Templates", "Every variable that the storage has."),
    "8-processing-form": QT_TRANSLATE_NOOP(
        "Templates", "For servers that wait for word of the processing and have to know it again."
    ),
    "9-shortest-form": QT_TRANSLATE_NOOP("Templates", "For servers that look up the rest."),
}

_KINDS: Mapping[str, str] = {
    "base64": QT_TRANSLATE_NOOP("Templates", "This is a callback as it travels: Base64."),
    "json": QT_TRANSLATE_NOOP("Templates", "This is the JSON of a callback."),
    "code": QT_TRANSLATE_NOOP("Templates", "This is source code that sets a callback."),
    "file": QT_TRANSLATE_NOOP("Templates", "This is a template that Upcall exported."),
    "template": QT_TRANSLATE_NOOP("Templates", "This is a template."),
}
_PARTS: Mapping[str, str] = {
    "url": QT_TRANSLATE_NOOP("Templates", "addresses"),
    "body": QT_TRANSLATE_NOOP("Templates", "body"),
    "type": QT_TRANSLATE_NOOP("Templates", "form or JSON"),
    "host": QT_TRANSLATE_NOOP("Templates", "host"),
    "sni": QT_TRANSLATE_NOOP("Templates", "server name (SNI)"),
    "variables": QT_TRANSLATE_NOOP("Templates", "own values"),
}
_MENDED: Mapping[str, str] = {
    "alphabet": QT_TRANSLATE_NOOP(
        "Templates", "It was not standard Base64 (other letters or line breaks): refused as it was."
    ),
    "padding": QT_TRANSLATE_NOOP("Templates", "Its Base64 lacked the = at the end."),
    "quotes": QT_TRANSLATE_NOOP(
        "Templates", "Quotes within callbackBody were not escaped: refused as it was."
    ),
    "escapes": QT_TRANSLATE_NOOP("Templates", "Backslashes and quotes of a program were removed."),
    "sni": QT_TRANSLATE_NOOP("Templates", "callbackSNI was no true or false: refused as it was."),
    "type": QT_TRANSLATE_NOOP("Templates", "Its body type was missing or wrong."),
    "host": QT_TRANSLATE_NOOP("Templates", "callbackHost was no text: refused as it was."),
    "body": QT_TRANSLATE_NOOP("Templates", "callbackBody was no text: refused as it was."),
    "names": QT_TRANSLATE_NOOP("Templates", "Names of own values got x: and small letters."),
    "values": QT_TRANSLATE_NOOP("Templates", "Own values that were no text became text."),
    "left_out": QT_TRANSLATE_NOOP("Templates", "Left out, for the form has no place: {names}"),
    "renamed": QT_TRANSLATE_NOOP("Templates", "Variables of another service: {names}"),
}


def name_of(stem: str) -> str:
    """What a template that comes with Upcall is called."""
    return translate("Templates", NAMES[stem]) if stem in NAMES else stem


def note_of(stem: str) -> str:
    """What it is good for."""
    return translate("Templates", NOTES[stem]) if stem in NOTES else ""


def kind_words(found: Found) -> str:
    """What a pasted text is, and which parts of a callback it says."""
    parts = translate("Templates", ", ").join(
        translate("Templates", _PARTS[part]) for part in found.recognised
    )
    text = translate("Templates", "It says: {parts}.").format(parts=parts)
    return translate("Templates", _KINDS[found.kind]) + " " + text


def mended_words(found: Found) -> list[str]:
    """A sentence for everything that had to be mended."""
    names = {
        "left_out": ", ".join(found.left_out),
        "renamed": ", ".join(f"{old} → {new}" for old, new in found.renamed[:6]),
    }
    return [
        translate("Templates", _MENDED[note]).format(names=names.get(note, ""))
        for note in found.notes
    ]

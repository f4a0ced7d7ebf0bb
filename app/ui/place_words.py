"""Words for findings about a connection's place and options (codes: `app.domain.lint_place`)."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.place_findings import PlaceFinding
from app.ui import i18n
from app.ui.i18n import translate
from app.ui.plain_names import visible


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - lupdate's name
    """Mark ``text`` for translation where it stands; it is translated when it is shown."""
    return text


_PLACE: Mapping[str, str] = {
    "region.no_callbacks": QT_TRANSLATE_NOOP(
        "Places", "The storage offers no callbacks in {region}: your server may never be told."
    ),
    "region.callbacks_unconfirmed": QT_TRANSLATE_NOOP(
        "Places", "Not confirmed: whether the storage offers callbacks in {region}."
    ),
    "region.unconfirmed": QT_TRANSLATE_NOOP(
        "Places", "Not confirmed: {region} is not in our list of regions, but may well work."
    ),
    "region.other": QT_TRANSLATE_NOOP(
        "Places", "The endpoint's name says {found}, the connection says {region}."
    ),
    "endpoint.http": QT_TRANSLATE_NOOP(
        "Places", "{endpoint} is not encrypted: others on the way can read along."
    ),
    "endpoint.internal": QT_TRANSLATE_NOOP(
        "Places", "{endpoint} can only be reached from inside that region's network."
    ),
    "prefix.bucket": QT_TRANSLATE_NOOP(
        "Places", "The folder begins with “{bucket}”, the bucket's own name."
    ),
    "rule.bucket": QT_TRANSLATE_NOOP(
        "Places", "The rule begins with “{bucket}”, the bucket's own name."
    ),
    "rule.unknown": QT_TRANSLATE_NOOP("Places", "There is nothing called {names} for names."),
    "rule.brace": QT_TRANSLATE_NOOP("Places", "A brace stands alone. Doubled it means itself."),
    "rule.same_name": QT_TRANSLATE_NOOP("Places", "All files would get the same name."),
}
_OPTIONS: Mapping[str, str] = {
    "options.header": QT_TRANSLATE_NOOP("Places", "{name} must be one line without odd signs."),
    "options.choice": QT_TRANSLATE_NOOP("Places", "The storage knows no “{value}” here."),
    "options.kms_key": QT_TRANSLATE_NOOP("Places", "A key's id belongs to KMS encryption only."),
    "options.metadata_name": QT_TRANSLATE_NOOP(
        "Places", "“{name}”: names of metadata have only letters, digits and hyphens."
    ),
    "options.metadata_text": QT_TRANSLATE_NOOP(
        "Places", "The value of “{name}” must be one line without odd signs."
    ),
    "options.metadata_long": QT_TRANSLATE_NOOP(
        "Places", "The metadata is too long: {size} of {limit} bytes."
    ),
    "options.tags_many": QT_TRANSLATE_NOOP(
        "Places", "These are {count} tags; the storage takes at most {most}."
    ),
    "options.tag_name": QT_TRANSLATE_NOOP(
        "Places", "“{name}” cannot be the name of a tag: too long, empty, or with odd signs."
    ),
    "options.tag_value": QT_TRANSLATE_NOOP(
        "Places", "The value of “{name}” is too long for a tag or has odd signs."
    ),
    "options.open": QT_TRANSLATE_NOOP("Places", "Everybody could change what is stored."),
    "options.not_ascii": QT_TRANSLATE_NOOP(
        "Places", "{name} has letters that may arrive changed. Safe are those of English."
    ),
    "options.archive": QT_TRANSLATE_NOOP(
        "Places", "Archived files have to be restored before they can be read."
    ),
}
SENTENCES: Mapping[str, str] = {**_PLACE, **_OPTIONS}
"""Sentence of each code."""

FIXES: Mapping[str, str] = {
    "region.other": QT_TRANSLATE_NOOP("Places", "Use {better}"),
    "endpoint.http": QT_TRANSLATE_NOOP("Places", "Use https"),
    "endpoint.internal": QT_TRANSLATE_NOOP("Places", "Use the public endpoint"),
    "prefix.bucket": QT_TRANSLATE_NOOP("Places", "Take it out"),
    "rule.bucket": QT_TRANSLATE_NOOP("Places", "Take it out"),
    "options.metadata_name": QT_TRANSLATE_NOOP("Places", "Name it {better}"),
}
"""What the button of a fix says."""
_NUMBERS = frozenset({"size", "limit", "count", "most"})


class _Values(dict[str, str]):
    """Values of a finding; one that is missing shows as a dash instead of failing."""

    def __missing__(self, key: str) -> str:
        return "–"


def sentence(finding: PlaceFinding) -> str:
    """What the finding says, in the language of now; an unknown code shows as itself."""
    text = SENTENCES.get(finding.code)
    return translate("Places", text).format_map(_shown(finding)) if text else finding.code


def fix_text(finding: PlaceFinding) -> str:
    """What the button of the finding's fix says."""
    text = FIXES.get(finding.code, QT_TRANSLATE_NOOP("Places", "Mend it"))
    return translate("Places", text).format_map(_shown(finding))


def _shown(finding: PlaceFinding) -> _Values:
    return _Values(
        {
            name: i18n.number(int(value))
            if name in _NUMBERS and value.isdecimal()
            else visible(value)
            for name, value in finding.values.items()
        }
    )

"""Help pages: Markdown files that come with Upcall, found by name or by words in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.glossary import Glossary, in_order, read_glossary
from app.ui.i18n import LANGUAGES
from app.ui.resources import resource

EVERYDAY = (
    "first-steps",
    "drop-and-upload",
    "outcomes",
    "trouble",
    "history",
    "safety",
    "shortcuts",
)
"""Pages for everybody, in order; no word of the trade is in them."""
EXPERT = (
    "callback",
    "template",
    "variables",
    "server",
    "services",
    "result",
    "stage",
    "code",
    "speed",
    "connections",
    "keys",
    "command-line",
    "glossary",
)
"""Pages about what the Expert view shows, in order."""
_RULES = re.compile(r"^[|:\- ]+$", re.MULTILINE)
"""The line under the head of a table."""
_LINKS = re.compile(r"!\[[^]]*\]\([^)]*\) ?|\[([^]]*)\]\([^)]*\)")
_BEGINNINGS = re.compile(r"^(#+|-|\d+\.) ", re.MULTILINE)
_SIGNS = re.compile(r"[*`]")
_ROOM = 24
"""Letters of a snippet before the word that was found."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language."""

    id: str
    """Name of its file without the ending."""
    title: str
    text: str
    """Markdown; begins with the title."""

    def plain(self) -> str:
        """The text without marks and line ends, as it is searched."""
        body = _RULES.sub("", self.text.partition("\n")[2])
        body = _BEGINNINGS.sub("", _LINKS.sub(r"\1", body))
        return " ".join(_SIGNS.sub("", body).replace("|", " ").split())


@dataclass(frozen=True, slots=True)
class Found:
    """A page in which all words were found."""

    page: Page
    snippet: str
    """A piece of its text around the first word."""


def glossary(language: str) -> Glossary:
    """The glossary that comes with Upcall, in ``en`` or ``zh_CN``."""
    text = resource("help", "glossary.json").read_text(encoding="utf-8")
    return read_glossary(text, language if language in LANGUAGES else "en")


def load(language: str, *, shortcuts: str = "") -> Mapping[str, Page]:
    """All pages by name, in order, in ``en`` or ``zh_CN``.

    ``shortcuts`` takes the place of ``{shortcuts}`` in them.
    """
    folder = resource("help", language if language in LANGUAGES else "en")
    pages = {}
    for name in (*EVERYDAY, *EXPERT):
        text = (folder / f"{name}.md").read_text(encoding="utf-8")
        if name == "glossary":
            text += _terms(language)
        text = text.replace("{shortcuts}", shortcuts)
        pages[name] = Page(name, text.partition("\n")[0].lstrip("# ").strip(), text)
    return pages


def _terms(language: str) -> str:
    terms = in_order(glossary(language))
    return "\n" + "\n".join(f"### {term.word}\n\n{term.sentence}\n" for term in terms)


def search(pages: Sequence[Page], words: str) -> list[Found]:
    """Pages that hold every word, in any case; those with a word in the title first."""
    wanted = words.casefold().split()
    if not wanted:
        return []
    found = []
    for page in pages:
        text = page.plain()
        whole = f"{page.title} {text}".casefold()
        if all(word in whole for word in wanted):
            in_title = any(word in page.title.casefold() for word in wanted)
            found.append((not in_title, Found(page, _snippet(text, wanted))))
    return [each for _rank, each in sorted(found, key=lambda pair: pair[0])]


def _snippet(text: str, wanted: Sequence[str]) -> str:
    folded = text.casefold()
    places = [place for place in (folded.find(word) for word in wanted) if place >= 0]
    start = max(0, min(places, default=0) - _ROOM)
    if start:  # from the beginning of a word, where the language has blanks
        blank = text.find(" ", start, start + 12)
        start = blank + 1 if blank >= 0 else start
    cut = text[start : start + 3 * _ROOM]
    return ("… " if start else "") + cut + (" …" if start + len(cut) < len(text) else "")

"""Translations: extracted from app/ into i18n/*.ts, compiled into resources/i18n/*.qm.

The `.ts` files are kept in git, the `.qm` files are made when they are older. `i18n/README.md`
tells translators how it goes together.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from dev_machine import ROOT, Stop, child_environment
from dev_setup import tool

SOURCES = ROOT / "app"
FOLDER = ROOT / "i18n"
COMPILED = ROOT / "resources" / "i18n"
OPTIONS = {
    "upcall_zh_CN.ts": ("-source-language", "en", "-target-language", "zh_CN"),
    # English needs its plural forms only: "%n file(s)" becomes "1 file", "2 files".
    "upcall_en.ts": ("-source-language", "en", "-target-language", "en", "-pluralonly"),
}
FORMS = {"upcall_zh_CN.ts": 1, "upcall_en.ts": 2}
"""How many plural forms each language has."""

TRANSLATING = ("tr", "translate", "QT_TRANSLATE_NOOP", "QT_TR_NOOP")


class Text(NamedTuple):
    """One text of one context with what it became; several translations where it is a plural."""

    context: str
    source: str
    comment: str
    plural: bool
    unfinished: bool
    translations: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str, str, bool]:
        """What makes two texts the same."""
        return (self.context, self.source, self.comment, self.plural)


def texts(path: Path) -> list[Text]:
    """All texts of a `.ts` file, in its order; none where there is no file."""
    if not path.exists():
        return []
    return [_text(context, message) for context, message in _messages(ET.parse(path))]  # noqa: S314


def _messages(tree: Any) -> Iterator[tuple[str, Any]]:
    for context in tree.getroot().iter("context"):
        for message in context.iter("message"):
            yield context.findtext("name", ""), message


def _text(context: str, message: Any) -> Text:
    made = message.find("translation")
    plural = message.get("numerus") == "yes"
    found = [form.text or "" for form in made.iter("numerusform")] if plural else [made.text or ""]
    unfinished = made.get("type") is not None or not all(found)
    source, comment = message.findtext("source", ""), message.findtext("comment", "")
    return Text(context, source, comment, plural, unfinished, tuple(found))


def extract(sources: Path, target: Path) -> str:
    """Bring the `.ts` file `target` up to date with the Python files under `sources`.

    Its name chooses the language. Returns what the extraction complained about. Raises `Stop`.
    """
    command = [tool("pyside6-lupdate"), "-extensions", "py", str(sources), "-ts", str(target)]
    command += ["-locations", "none", "-no-obsolete", "-sort-messages", *OPTIONS[target.name]]
    for heuristic in ("sametext", "similartext"):
        command += ["-disable-heuristic", heuristic]
    return _complaints(_tool(command))


def _complaints(said: str) -> str:
    ordinary = re.compile(
        r"\s*(Scanning|Updating|Found|Kept|Removed|Same-text|Similar-text|Stripping|$)"
    )
    return "\n".join(line for line in said.splitlines() if not ordinary.match(line))


def _tool(command: list[str]) -> str:
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=child_environment(os.environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise Stop(f"{Path(command[0]).name} did not succeed:\n{done.stdout}")
    return done.stdout


def update() -> str:
    """Extract into all committed `.ts` files. Returns complaints."""
    FOLDER.mkdir(exist_ok=True)
    said = [extract(SOURCES, FOLDER / name) for name in OPTIONS]
    return "\n".join(dict.fromkeys("\n".join(said).splitlines()))


def compile_all(folder: Path = FOLDER, target: Path = COMPILED) -> None:
    """Make each `.qm` in `target` that is absent or older than its `.ts` in `folder`."""
    for name in OPTIONS:
        source, made = folder / name, (target / name).with_suffix(".qm")
        if not source.exists():
            continue
        if made.exists() and made.stat().st_mtime_ns > source.stat().st_mtime_ns:
            continue
        target.mkdir(parents=True, exist_ok=True)
        _tool([tool("pyside6-lrelease"), "-silent", str(source), "-qm", str(made)])


def check() -> list[str]:
    """What is wrong with the committed translations, a sentence each; empty when all is well."""
    wrong = [f"{place}: {what}" for place, what in bad_calls(SOURCES)]
    with tempfile.TemporaryDirectory() as folder:
        for name in OPTIONS:
            fresh = Path(folder) / name
            said = extract(SOURCES, fresh)
            wrong += [f"extraction: {line}" for line in said.splitlines()]
            wrong += compare(name, texts(fresh), texts(FOLDER / name))
    return list(dict.fromkeys(wrong))


def compare(name: str, fresh: list[Text], kept: list[Text]) -> list[str]:
    """What the committed texts of the file `name` lack, against those just extracted."""
    there, needed = {text.key for text in kept}, {text.key for text in fresh}
    missing = [text for text in fresh if text.key not in there]
    stale = [text for text in kept if text.key not in needed]
    wrong = [f"{name} lacks {text.context}: {text.source!r}" for text in missing]
    wrong += [f"{name} still has {text.context}: {text.source!r}" for text in stale]
    for text in kept:
        if text.key in needed:
            wrong += [f"{name}, {text.context}, {text.source!r}: {what}" for what in faults(text)]
            if text.plural and not text.unfinished and len(text.translations) != FORMS[name]:
                wrong.append(f"{name}, {text.context}, {text.source!r}: wrong number of plurals")
    return wrong


def faults(text: Text) -> Iterator[str]:
    """What is wrong with one translated text."""
    if "." in text.context:
        yield "the name of the context holds a dot"
    if text.unfinished:
        yield "not translated"
        return
    for translation in text.translations:
        if placeholders(translation) != placeholders(text.source):
            yield f"placeholders differ in {translation!r}"
        if text.plural and "%n" not in translation:
            yield f"%n is gone in {translation!r}"
        if not text.plural and ("%n" in translation) != ("%n" in text.source):
            yield f"%n differs in {translation!r}"


def placeholders(text: str) -> list[str]:
    """The {names} that a text holds, sorted."""
    return sorted(re.findall(r"\{[^{}]*\}", text))


def bad_calls(sources: Path) -> Iterator[tuple[str, str]]:
    """Translating calls that the extraction cannot read: (file:line, what is wrong)."""
    for path in sorted(sources.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in TRANSLATING:
                for what in _bad(node):
                    yield f"{path.relative_to(sources.parent).as_posix()}:{node.lineno}", what


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _bad(call: ast.Call) -> Iterator[str]:
    if any(isinstance(argument, ast.JoinedStr) for argument in call.args):
        yield "an f-string cannot be translated; write tr('... {name}').format(name=...)"
    if any(keyword.arg == "n" for keyword in call.keywords):
        yield "n must be the fourth argument in its place (the third of tr), not a keyword"
    method = isinstance(call.func, ast.Attribute)
    words = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    if _name(call.func) != "translate" or not any("%n" in word for word in words):
        return
    # Found with lupdate 6.11.3: a name loses the plural, any other expression the whole text.
    if method or len(call.args) < 4 or not isinstance(call.args[3], ast.Constant):
        yield "translate loses plurals; use self.tr, in a class with a tr of its own where need be"


def untranslated() -> list[dict[str, object]]:
    """Texts that wait for a translator: file, context, source, plural, and the comment if any."""
    waiting = []
    for name in OPTIONS:
        for text in texts(FOLDER / name):
            if text.unfinished:
                row = {"file": name, "context": text.context, "source": text.source}
                waiting.append({**row, "comment": text.comment, "plural": text.plural})
    return waiting


def fill(rows: Path, folder: Path = FOLDER) -> list[str]:
    """Put translations into the `.ts` files from a JSON list of rows as `untranslated` gives them,
    each with `translation`, or `translations` (a list) for plurals; `file` is zh_CN where absent.

    Returns a sentence for each row that found no text. Raises `Stop` for no JSON.
    """
    try:
        given = json.loads(rows.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Stop(f"{rows} cannot be read as JSON: {error}") from error
    lost = []
    for name in OPTIONS:
        ours = [row for row in given if row.get("file", "upcall_zh_CN.ts") == name]
        lost += _fill_one(folder / name, ours)
    return lost


def _fill_one(path: Path, rows: list[dict[str, Any]]) -> list[str]:
    if not rows or not path.exists():
        return [f"{path.name}: no such file"] if rows else []
    tree = ET.parse(path)  # noqa: S314 - our own file
    waiting = {(row["context"], row["source"], row.get("comment", "")): row for row in rows}
    for context, message in _messages(tree):
        source, comment = message.findtext("source", ""), message.findtext("comment", "")
        row = waiting.pop((context, source, comment), None)
        if row is not None:
            _put(message, row.get("translations") or [row["translation"]])
    _write(tree, path)
    return [f"{path.name}: no text {context}: {source!r}" for context, source, _ in waiting]


def _put(message: Any, words: list[str]) -> None:
    made = message.find("translation")
    made.clear()
    if message.get("numerus") != "yes":
        made.text = words[0]
        return
    for word in words:
        ET.SubElement(made, "numerusform").text = word


def _write(tree: Any, path: Path) -> None:
    """Write a `.ts` file; the next extraction puts it into the usual form."""
    body = ET.tostring(tree.getroot(), encoding="unicode")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    path.write_text(f"{head}{body}\n", "utf-8", newline="\n")

"""Every text of the window is in i18n/*.ts, translated, with its placeholders."""

from __future__ import annotations

import json
import os
from pathlib import Path

import dev_words
import pytest
from dev_words import Text

FORM = """
from PySide6.QtWidgets import QWidget

class Form(QWidget):
    def words(self, n):
        return self.tr("Add files"), self.tr("%n file(s) to {place}", "", n)
"""


def test_every_text_is_extracted_and_translated() -> None:
    assert dev_words.check() == []


@pytest.fixture
def extracted(tmp_path: Path) -> Path:
    """A folder with a small source tree in `app` and its fresh `.ts` files."""
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "form.py").write_text(FORM, "utf-8")
    for name in dev_words.OPTIONS:
        assert dev_words.extract(tmp_path / "app", tmp_path / name) == ""
    return tmp_path


def read(folder: Path, name: str = "upcall_zh_CN.ts") -> list[Text]:
    return dev_words.texts(folder / name)


def filled(text: Text, *translations: str) -> Text:
    return text._replace(unfinished=False, translations=translations)


def test_plurals_are_seen_and_english_gets_only_those(extracted: Path) -> None:
    chinese = {text.source: text.plural for text in read(extracted)}
    assert chinese == {"Add files": False, "%n file(s) to {place}": True}
    assert [text.source for text in read(extracted, "upcall_en.ts")] == ["%n file(s) to {place}"]


def test_a_missing_and_a_stale_text_are_found(extracted: Path) -> None:
    fresh = read(extracted)
    kept = [filled(fresh[0], "x"), Text("Form", "Gone", "", False, False, ("没了",))]
    wrong = dev_words.compare("upcall_zh_CN.ts", fresh, kept)
    assert any("lacks" in line for line in wrong)
    assert any("still has" in line and "Gone" in line for line in wrong)


def test_an_untranslated_text_is_found(extracted: Path) -> None:
    fresh = read(extracted)
    wrong = dev_words.compare("upcall_zh_CN.ts", fresh, fresh)
    assert len([line for line in wrong if "not translated" in line]) == 2


@pytest.mark.parametrize(
    ("source", "plural", "translations", "fault"),
    [
        ("To {place}", False, ("去 {地方}",), "placeholders"),
        ("To {place}", False, ("去",), "placeholders"),
        ("{a} of {b}", False, ("{b} 之 {a}",), ""),
        ("%n file(s)", True, ("文件",), "%n is gone"),
        ("%n file(s)", True, ("%n 个文件",), ""),
        ("All", False, ("%n 全部",), "%n differs"),
        ("All", False, ("全部",), ""),
    ],
)
def test_placeholders_must_agree(
    source: str, plural: bool, translations: tuple[str, ...], fault: str
) -> None:
    found = list(dev_words.faults(Text("Form", source, "", plural, False, translations)))
    assert len(found) == (1 if fault else 0)
    assert all(fault in one for one in found)


def test_a_context_with_a_dot_is_found() -> None:
    text = Text("app.ui.form", "All", "", False, False, ("全部",))
    assert list(dev_words.faults(text)) == ["the name of the context holds a dot"]


def test_a_wrong_number_of_plurals_is_found(extracted: Path) -> None:
    fresh = read(extracted, "upcall_en.ts")
    kept = [filled(fresh[0], "%n file to {place}")]
    assert dev_words.compare("upcall_en.ts", fresh, kept)
    kept = [filled(fresh[0], "%n file to {place}", "%n files to {place}")]
    assert dev_words.compare("upcall_en.ts", fresh, kept) == []


@pytest.mark.parametrize(
    ("call", "bad"),
    [
        ('self.tr(f"Hello {name}")', True),
        ('translate("Form", f"Hello {name}")', True),
        ('self.tr("%n file(s)", "", n=3)', True),
        ('QCoreApplication.translate("Form", "%n file(s)", "", 3)', True),
        ('translate("Form", "%n file(s)", "", count)', True),
        ('self.tr("%n file(s)", "", len(files))', False),
        ('self.tr("Hello {name}").format(name=name)', False),
        ('translate("Form", "%n file(s)", "", 3)', False),
        ("text.translate(TABLE)", False),
    ],
)
def test_calls_that_cannot_be_extracted_are_found(call: str, bad: bool, tmp_path: Path) -> None:
    (tmp_path / "form.py").write_text(call + "\n", "utf-8")
    assert len(list(dev_words.bad_calls(tmp_path))) == (1 if bad else 0)


def test_translations_are_filled_in_and_kept_by_the_next_extraction(extracted: Path) -> None:
    rows = [
        {"context": "Form", "source": "Add files", "translation": "添加文件 <&>"},
        {
            "context": "Form",
            "source": "%n file(s) to {place}",
            "translations": ["%n 个文件到 {place}"],
        },
        {"context": "Form", "source": "Not there", "translation": "x"},
    ]
    given = extracted / "rows.json"
    given.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
    lost = dev_words.fill(given, extracted)
    assert len(lost) == 1
    assert "Not there" in lost[0]
    dev_words.extract(extracted / "app", extracted / "upcall_zh_CN.ts")
    found = {text.source: text for text in read(extracted)}
    assert found["Add files"].translations == ("添加文件 <&>",)
    assert found["%n file(s) to {place}"].translations == ("%n 个文件到 {place}",)
    assert not any(text.unfinished for text in found.values())


def test_compiled_files_are_made_when_older_only(extracted: Path) -> None:
    made = extracted / "made"
    dev_words.compile_all(extracted, made)
    names = sorted(path.name for path in made.iterdir())
    assert names == ["upcall_en.qm", "upcall_zh_CN.qm"]
    first = (made / "upcall_en.qm").stat().st_mtime_ns
    dev_words.compile_all(extracted, made)
    assert (made / "upcall_en.qm").stat().st_mtime_ns == first
    os.utime(extracted / "upcall_en.ts", ns=(first + 10**9, first + 10**9))
    dev_words.compile_all(extracted, made)
    assert (made / "upcall_en.qm").stat().st_mtime_ns > first

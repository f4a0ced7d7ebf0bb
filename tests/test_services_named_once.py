"""A service is named by its provider and in domain data, nowhere in the engine or the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.name_rules import imports_naming, named, texts_naming

APP = Path(__file__).resolve().parents[1] / "app"


@pytest.mark.parametrize("layer", ["engine", "ui"])
def test_no_text_of_engine_and_window_names_a_service(layer: str) -> None:
    files = sorted((APP / layer).rglob("*.py"))
    assert len(files) > 20
    found = [line for path in files for line in texts_naming(path)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("layer", ["engine", "ui"])
def test_no_constant_of_one_service_is_imported_there(layer: str, tmp_path: Path) -> None:
    found = [line for path in sorted((APP / layer).rglob("*.py")) for line in imports_naming(path)]
    assert not found, "\n".join(found)
    sample = tmp_path / "module.py"
    sample.write_text("from app.domain.dialect import OSS, Dialect\nfrom a import wangsu_ops\n")
    assert imports_naming(sample) == [f"{sample}:1: OSS"]


@pytest.mark.parametrize(
    "text", ["oss", "Real OSS would", "x-oss-callback", "OSS_ACCESS_KEY_ID", b"vod", "Tencent VOD"]
)
def test_a_name_is_seen_wherever_it_stands(text: str | bytes) -> None:
    assert named(text)


@pytest.mark.parametrize("text", ["across", "ossutil", "glossary", "possible", "avodah", ""])
def test_letters_within_a_word_are_no_name(text: str) -> None:
    assert not named(text)


def test_docstrings_and_comments_may_name_one(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text('"""About OSS."""\nNAME = 1\n"""OSS, too."""\n# OSS\ntext = "of oss"\n')
    assert [line.partition(":5:")[2] for line in texts_naming(path)] == [" 'of oss'"]

"""What a fresh clone is made from: locks, settings, and nothing that only this machine has."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import tomllib
from pathlib import Path

import dev_setup
import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "packaging"
LOCKS = ("requirements.txt", "requirements-dev.txt")

INDEX = re.compile(
    r"https?://|file://|--(extra-)?index-url|--find-links|--trusted-host|^\s*-[if]\s|\s@\s",
    re.MULTILINE,
)
PLACES = re.compile(r"pypi\.(org|python)|pythonhosted|/simple/|mirrors?\.[a-z]+\.(com|cn)")
"""Addresses of package indexes, which a lock must not name (each site has its own)."""


def locked(name: str) -> dict[str, str]:
    """Package -> version of a lock."""
    text = (PACKAGING / name).read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)", text, re.MULTILINE))


def project() -> dict[str, object]:
    """The table `project` of pyproject.toml."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert isinstance(table, dict)
    return table


def names_an_index(text: str) -> bool:
    """Whether a text says where packages come from."""
    return bool(INDEX.search(text) or PLACES.search(text))


@pytest.mark.parametrize("path", sorted(PACKAGING.glob("*.txt")) + sorted(PACKAGING.glob("*.in")))
def test_no_lock_names_an_index(path: Path) -> None:
    assert not names_an_index(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "line",
    [
        "--index-url x",
        "-i x",
        "x @ git+y",
        "--find-links y",
        "a==1 # from http" + "://h/",
        "from pypi" + ".org",
    ],
)
def test_naming_an_index_is_noticed(line: str) -> None:
    assert names_an_index(f"anyio==1\n{line}\n")


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_a_version_and_hashes(name: str) -> None:
    blocks = re.split(r"\n(?=\S)", (PACKAGING / name).read_text("utf-8").strip())
    assert len(blocks) > 20
    for block in blocks:
        assert re.match(r"[a-z0-9-]+==\S+", block), block
        assert "--hash=sha256:" in block, block


def test_the_two_locks_agree() -> None:
    run, dev = (locked(name) for name in LOCKS)
    assert run.items() <= dev.items()


def test_every_direct_dependency_is_locked() -> None:
    dependencies = project()["dependencies"]
    assert isinstance(dependencies, list)
    names = {re.split(r"[^A-Za-z0-9-]", one)[0].lower() for one in dependencies}
    assert names <= set(locked("requirements.txt"))


def test_the_bindings_that_eat_references_are_ruled_out() -> None:
    assert locked("requirements.txt")["pyside6-essentials"] != "6.12.0"
    assert any("!=6.12.0" in str(one) for one in project()["dependencies"])  # type: ignore[attr-defined]


def test_no_vendor_client_is_needed_at_run_time() -> None:
    vendors = {"oss2", "alibabacloud-oss-v2", "crcmod-plus", "aliyun-python-sdk-core"}
    assert not vendors & set(locked("requirements.txt"))
    assert vendors <= set(locked("requirements-dev.txt"))


def test_only_the_named_package_is_built_from_source() -> None:
    assert dev_setup.FROM_SOURCE == "oss2"
    assert "crcmod" not in locked("requirements-dev.txt")


def test_pythons_of_the_project_and_of_the_script_are_the_same() -> None:
    namespace: dict[str, object] = {}
    source = (PACKAGING / "dev.py").read_text("utf-8").partition("def ")[0]
    exec(source, namespace)  # noqa: S102 - our own two constants
    assert project()["requires-python"] == ">=3.11,<3.15"
    assert (namespace["OLDEST"], namespace["NEWEST"]) == ((3, 11), (3, 14))


def test_continuous_integration_runs_the_documented_command() -> None:
    script = ROOT / ".ci" / "run"
    assert script.read_text("utf-8").splitlines()[1:] == ["exec python3 packaging/dev.py test"]
    if sys.platform != "win32":
        assert script.stat().st_mode & 0o111


def test_the_installed_command_is_this_tree() -> None:
    said = subprocess.run(
        [dev_setup.tool("upcall"), "--version"], capture_output=True, encoding="utf-8", check=True
    )
    from_tree = re.search(
        r'__version__ = "(.+)"', (ROOT / "app" / "__init__.py").read_text("utf-8")
    )
    assert from_tree
    assert from_tree[1] in said.stdout


TEXTS = {".py", ".md", ".toml", ".txt", ".in", ".ts", ".svg", ".sh", ".csv", ".json", ".cfg", ""}


def test_no_file_holds_a_path_of_the_machine_it_was_written_on() -> None:
    here = str(ROOT)
    for path in _committed():
        if path.suffix in TEXTS:
            assert here not in path.read_text("utf-8", errors="replace"), path


def _committed() -> list[Path]:
    """All files of the project, without what is made by working on it."""
    made = {".git", ".venv", "__pycache__", ".hypothesis", "build", "dist"}
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and not any(part in made or part.endswith("_cache") for part in path.parts)
        and path.relative_to(ROOT).parts[:2] != ("resources", "i18n")
    ]


def test_the_top_level_holds_only_what_the_design_names() -> None:
    named = {"pyproject.toml", "README.md", "LICENSE"}
    named |= {"app", "resources", "tests", "packaging", "i18n", "build", "dist"}
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - named - {"upcall-offscreen.png"} == set()


def test_a_stamp_that_is_broken_counts_as_none(tmp_path: Path) -> None:
    broken = tmp_path / ".ready"
    for text in ("", "{", "[]", "3"):
        broken.write_text(text, "utf-8")
        assert dev_setup.read_stamp(broken) == {}
    assert dev_setup.read_stamp(tmp_path / "absent") == {}
    broken.write_text(json.dumps({"run": "x"}), "utf-8")
    assert dev_setup.read_stamp(broken) == {"run": "x"}


def test_two_set_ups_of_one_tree_take_turns(tmp_path: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with dev_setup.alone(tmp_path / "lock"):
            order.append("second")

    with dev_setup.alone(tmp_path / "lock"):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.2)
        order.append("first")
    thread.join(20)
    assert order == ["first", "second"]

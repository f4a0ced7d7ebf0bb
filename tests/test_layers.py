"""The layers of design section 2 hold, and every rule bites when it is broken."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import layer_rules as rules

ROOT = Path(__file__).resolve().parents[1]

BROAD = {
    "app/engine/runner.py": "the top of a job: whatever goes wrong becomes that job's failure",
    "app/ui/crash.py": "the exception hook",
    "app/engine/chores.py": "hands the exception to the one who waits for it",
}
"""The only files with a handler that catches everything, one handler each, and why."""

LOADS_NO_QT = """
import importlib, pkgutil, sys
for layer in sys.argv[1:]:
    package = importlib.import_module("app." + layer)
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
print(sorted(name for name in sys.modules if name.split(".")[0] in ("PySide6", "shiboken6")))
"""


def test_imports_follow_the_arrows() -> None:
    assert rules.wrong_arrows(ROOT) == []


def test_every_module_belongs_to_a_layer() -> None:
    assert rules.unknown_layers(ROOT) == []


def test_no_import_of_the_program_hides_in_a_function() -> None:
    assert rules.hidden_imports(ROOT) == []


def test_no_layer_knows_a_package_that_is_not_its_own() -> None:
    assert rules.foreign_imports(ROOT) == []


def test_no_modules_import_each_other_in_a_ring() -> None:
    assert rules.cycles(ROOT) == []


def test_files_and_functions_stay_readable() -> None:
    assert rules.too_long(ROOT) == []
    lengths = sorted(length for _, length in rules.functions(ROOT))
    assert lengths[len(lengths) * 9 // 10] < rules.USUAL_FUNCTION


def test_everything_is_caught_in_the_named_places_only() -> None:
    found = [place.split()[0] for place in rules.broad_handlers(ROOT)]
    assert sorted(found) == sorted(set(found) & set(BROAD))


def test_tests_neither_pretend_nor_sleep() -> None:
    assert rules.make_believe(ROOT / "tests") == []


@pytest.mark.parametrize("layer", ["domain", "providers", "engine", "host", "democloud"])
def test_a_layer_loads_without_qt(layer: str) -> None:
    command = [sys.executable, "-c", LOADS_NO_QT, layer]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_the_check_for_qt_sees_qt() -> None:
    command = [sys.executable, "-c", "import PySide6.QtCore\n" + LOADS_NO_QT]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert "PySide6.QtCore" in done.stdout


def plant(root: Path, **files: str) -> Path:
    """A made-up tree: `ui__desk="..."` becomes app/ui/desk.py, with its packages."""
    for name, text in files.items():
        path = root / "app" / (name.replace("__", "/") + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        for package in (root / "app", path.parent):
            (package / "__init__.py").touch()
        path.write_text(text, "utf-8")
    return root


BREACHES: list[tuple[Callable[[Path], list[str]], dict[str, str]]] = [
    (rules.wrong_arrows, {"ui__form": "from app.providers import oss", "providers__oss": ""}),
    (rules.wrong_arrows, {"ui__form": "from app import providers", "providers__oss": ""}),
    (rules.wrong_arrows, {"ui__form": "from ..providers import oss", "providers__oss": ""}),
    (
        rules.wrong_arrows,
        {"ui__form": "def f():\n  import app.providers.oss", "providers__oss": ""},
    ),
    (rules.wrong_arrows, {"engine__job": "import app.host.vault", "host__vault": ""}),
    (rules.wrong_arrows, {"engine__job": "import app.ui.desk", "ui__desk": ""}),
    (rules.wrong_arrows, {"engine__job": "import app.bootstrap", "bootstrap": ""}),
    (rules.wrong_arrows, {"democloud__oss": "import app.domain.crc", "domain__crc": ""}),
    (rules.wrong_arrows, {"domain__task": "import app.providers", "providers__oss": ""}),
    (rules.wrong_arrows, {"host__logs": "import app.engine.job", "engine__job": ""}),
    (rules.wrong_arrows, {"cli": "import app.ui.desk", "ui__desk": ""}),
    (rules.wrong_arrows, {"cli": "def f():\n  import app.providers", "providers__oss": ""}),
    (rules.unknown_layers, {"utils__many": ""}),
    (rules.hidden_imports, {"engine__a": "def f():\n  from app.engine import b", "engine__b": ""}),
    (rules.hidden_imports, {"engine__a": "def f():\n  from . import b", "engine__b": ""}),
    (rules.hidden_imports, {"ui__a": "async def f():\n  import app.engine.b", "engine__b": ""}),
    (
        rules.hidden_imports,
        {"ui__a": "import importlib\ndef f():\n  importlib.import_module('app.ui.b')"},
    ),
    (rules.foreign_imports, {"engine__job": "from PySide6.QtCore import QObject"}),
    (rules.foreign_imports, {"bootstrap": "def f():\n  import PySide6"}),
    (rules.foreign_imports, {"domain__task": "import httpx"}),
    (rules.foreign_imports, {"domain__task": "import sqlite3"}),
    (rules.foreign_imports, {"providers__oss": "import http.client"}),
    (rules.foreign_imports, {"providers__oss": "import httpcore"}),
    (rules.foreign_imports, {"engine__job": "import keyring"}),
    (rules.foreign_imports, {"ui__desk": "import httpx"}),
    (rules.cycles, {"ui__a": "from app.ui.b import x", "ui__b": "from app.ui import a"}),
    (
        rules.cycles,
        {"ui__a": "import app.ui.b", "ui__b": "import app.ui.c", "ui__c": "from . import a"},
    ),
    (rules.too_long, {"ui__a": "\n" * 401}),
    (rules.too_long, {"ui__a": "class A:\n  def f(self):\n" + "    1\n" * 60}),
    (rules.broad_handlers, {"ui__a": "def f():\n  try: pass\n  except Exception: pass"}),
    (rules.broad_handlers, {"ui__a": "try: pass\nexcept BaseException as e: print(e)"}),
    (rules.broad_handlers, {"ui__a": "try: pass\nexcept: pass"}),
    (rules.broad_handlers, {"ui__a": "try: pass\nexcept (OSError, Exception): pass"}),
    (rules.broad_handlers, {"ui__a": "with contextlib.suppress(Exception): pass"}),
]


@pytest.mark.parametrize(("rule", "files"), BREACHES)
def test_a_breach_is_found(
    rule: Callable[[Path], list[str]], files: dict[str, str], tmp_path: Path
) -> None:
    assert rule(plant(tmp_path, **files)) != []


KEPT: list[tuple[Callable[[Path], list[str]], dict[str, str]]] = [
    (rules.wrong_arrows, {"cli": "def f():\n  import app.ui.desk", "ui__desk": ""}),
    (rules.wrong_arrows, {"ui__desk": "import app.engine.job", "engine__job": ""}),
    (rules.hidden_imports, {"cli": "def f():\n  import app.ui.desk", "ui__desk": ""}),
    (rules.foreign_imports, {"host__vault": "def f():\n  import keyring"}),
    (rules.cycles, {"ui__a": "import app.ui.b", "ui__b": "def f():\n  import app.ui.a"}),
    (rules.too_long, {"ui__a": "\n" * 400 + "", "ui__b": "def f():\n" + "    1\n" * 59}),
    (rules.broad_handlers, {"ui__a": "try: pass\nexcept BaseException:\n  print(1)\n  raise"}),
    (rules.broad_handlers, {"ui__a": "try: pass\nexcept OSError: pass"}),
]


@pytest.mark.parametrize(("rule", "files"), KEPT)
def test_what_is_allowed_is_not_complained_about(
    rule: Callable[[Path], list[str]], files: dict[str, str], tmp_path: Path
) -> None:
    assert rule(plant(tmp_path, **files)) == []


@pytest.mark.parametrize(
    "text",
    [
        "import unittest.mock",
        "from unittest import mock",
        "from unittest.mock import Mock",
        "import time\ntime.sleep(1)",
        "from time import sleep",
        "def test(monkeypatch):\n  monkeypatch.setattr(1, 2)",
        "def test(mocker): pass",
    ],
)
def test_make_believe_in_a_test_is_found(text: str, tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(text, "utf-8")
    assert rules.make_believe(tmp_path) != []

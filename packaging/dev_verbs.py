"""The verbs of dev.py: what each does, in which order, with which environment."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import dev_words
from dev_machine import (
    ROOT,
    Stop,
    child_environment,
    has_display,
    need_libraries,
    say,
    want_test_programs,
)
from dev_setup import PYTHON, set_up
from dev_tests import environment_with, run_tests

PICTURE = ROOT / "upcall-offscreen.png"

Verb = Callable[[list[str]], int]


def main(words: Sequence[str]) -> int:
    """Run one verb; what follows `--` is passed on. Returns the exit code."""
    ours, theirs = split(words)
    if ours[:1] and ours[0] in OWN_WORDS:
        ours, theirs = ours[:1], ours[1:] + theirs
    parser = argparse.ArgumentParser(
        "dev.py",
        description="\n".join(_told()),
        epilog="What follows -- is passed on: dev.py test -- -k callback",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("verb", choices=VERBS, help="one of the above", metavar="verb")
    asked, rest = parser.parse_known_args(ours)
    try:
        return VERBS[asked.verb](rest + theirs)
    except Stop as stop:
        print(stop, file=sys.stderr, flush=True)
        return 2
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr, flush=True)
        return 130


def split(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words before and after the first `--`."""
    if "--" not in words:
        return list(words), []
    at = list(words).index("--")
    return list(words[:at]), list(words[at + 1 :])


def _told() -> list[str]:
    return [f"{name:<8} {(verb.__doc__ or '').splitlines()[0]}" for name, verb in VERBS.items()]


def _ready(*, tests: bool) -> None:
    began = time.perf_counter()
    need_libraries(os.environ)
    if tests:
        want_test_programs()
    set_up(tests=tests)
    dev_words.compile_all()
    say(f"Ready in {time.perf_counter() - began:.1f} s")


def do_setup(_words: list[str]) -> int:
    """Only prepare: virtual environment with the test extras, libraries, translations."""
    _ready(tests=True)
    return 0


def do_run(words: list[str]) -> int:
    """Open Upcall with the demo cloud; without a display do the main job in the terminal."""
    _ready(tests=False)
    environment = child_environment(os.environ)
    if not has_display(os.environ):
        environment["QT_QPA_PLATFORM"] = "offscreen"
        if not words:
            say("There is no display here: doing the main job in the terminal.")
            words = ["demo", "--in-terminal", "--picture", str(PICTURE)]
    return _become([str(PYTHON), "-m", "app", *(words or ["demo"])], environment)


def _become(command: list[str], environment: Mapping[str, str]) -> int:
    """Hand over to a program: signals and the terminal are then its own."""
    if os.name != "nt":
        sys.stdout.flush()
        os.execve(command[0], command, dict(environment))  # noqa: S606 - no shell wanted
    return subprocess.run(command, env=environment, check=False).returncode


def do_test(words: list[str]) -> int:
    """Lint, types, translations and all tests; with arguments only pytest with those."""
    _ready(tests=True)
    if words:
        return _pytest(words)
    with ThreadPoolExecutor(1) as beside:  # looking at types takes one processor for half a minute
        looking = beside.submit(_lint_steps, [])
        broken, total = run_tests()
    code = _verdict([*looking.result(), *(f"tests ({name})" for name in broken)])
    print(total, flush=True)
    return code


def _verdict(failed: list[str]) -> int:
    say(f"Failed: {', '.join(failed)}." if failed else "All is well.")
    return 1 if failed else 0


def _pytest(words: list[str]) -> int:
    return _call([str(PYTHON), "-m", "pytest", *words], environment_with({}))


def _call(command: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
    """Run a program in the project's folder; its input is our terminal, or nothing."""
    say(f"$ {' '.join(_short(word) for word in command)}")
    interactive = sys.stdin is not None and sys.stdin.isatty()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=child_environment(os.environ) if environment is None else environment,
        stdin=None if interactive else subprocess.DEVNULL,
        check=False,
    )
    return done.returncode


def _short(word: str) -> str:
    word = word.replace(str(ROOT) + os.sep, "")
    return f"'{word}'" if " " in word else word


def do_lint(words: list[str]) -> int:
    """Style, types and translations; with --fix first what can be put right by itself."""
    _ready(tests=True)
    return _verdict(_lint_steps(words))


def _lint_steps(words: list[str]) -> list[str]:
    python = [str(PYTHON), "-m"]
    fix = "--fix" in words
    steps = {
        "lint": [*python, "ruff", "check", "--quiet", *(["--fix"] if fix else [])],
        "format": [*python, "ruff", "format", "--quiet", *([] if fix else ["--check"])],
        "types": [*python, "mypy", "--no-error-summary"],
    }
    failed = [name for name, command in steps.items() if _call(command)]
    return failed if _words_are_well() else [*failed, "translations"]


def _words_are_well() -> bool:
    wrong = dev_words.check()
    for line in wrong[:20]:
        say(f"translations: {line}")
    if wrong:
        more = f" ({len(wrong) - 20} more)" if len(wrong) > 20 else ""
        say(f"Type `python3 packaging/dev.py i18n`, then translate what it names{more}.")
    return not wrong


def do_i18n(words: list[str]) -> int:
    """Bring i18n/*.ts up to date; --missing prints what waits as JSON, --fill FILE puts it in."""
    parser = argparse.ArgumentParser("dev.py i18n")
    parser.add_argument("--missing", action="store_true")
    parser.add_argument("--fill", type=Path, metavar="FILE.json")
    asked = parser.parse_args(words)
    if asked.missing:
        set_up(tests=False)
        dev_words.update()
        rows = json.dumps(dev_words.untranslated(), ensure_ascii=False, indent=1)
        sys.stdout.buffer.write(f"{rows}\n".encode())
        return 0
    _ready(tests=False)
    lost = dev_words.fill(asked.fill) if asked.fill else []
    for line in [*lost, *dev_words.update().splitlines()]:
        say(line)
    dev_words.compile_all()
    waiting = len(dev_words.untranslated())
    say(f"{waiting} texts wait for a translation." if waiting else "Every text is translated.")
    return 1 if lost else 0


def do_bench(words: list[str]) -> int:
    """Measure beside other uploaders: tests/benchmarks (--help names the sets)."""
    return _suite("tests/benchmarks", words)


def do_soak(words: list[str]) -> int:
    """Thousands of uploads under faults and kills, judged from outside: tests/soak (--help)."""
    return _suite("tests/soak", words)


def _suite(folder: str, words: list[str]) -> int:
    if not (ROOT / folder).is_dir():
        raise Stop(f"This suite does not exist yet: there is no folder {folder}.")
    _ready(tests=True)
    return _call([str(PYTHON), "-m", folder.replace("/", "."), *words])


def do_package(words: list[str]) -> int:
    """Build what people install: runs packaging/build.py."""
    script = ROOT / "packaging" / "build.py"
    if not script.exists():
        raise Stop("This suite does not exist yet: there is no script packaging/build.py.")
    _ready(tests=True)
    say("Running packaging/build.py")
    return _call([str(PYTHON), str(script), *words])


VERBS: dict[str, Verb] = {
    "run": do_run,
    "test": do_test,
    "lint": do_lint,
    "i18n": do_i18n,
    "setup": do_setup,
    "bench": do_bench,
    "soak": do_soak,
    "package": do_package,
}

OWN_WORDS = frozenset({"i18n", "bench", "soak"})
"""Verbs that know their words themselves, ``--help`` among them."""

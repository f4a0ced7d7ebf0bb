"""The rules of the layers, each a function over a source tree that gives one sentence per breach.

`test_layers.py` holds them against this project, and each of them against a small made-up tree that
breaks it. All of them read the syntax tree; none imports what it reads.
"""

from __future__ import annotations

import ast
import functools
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
USUAL_FUNCTION = 45
"""Nine functions of ten are shorter than this (design section 2)."""

TOP = frozenset(
    {
        "cli",
        "cli_cloud",
        "cli_doctor",
        "cli_history",
        "cli_link",
        "cli_values",
        "cli_words",
        "in_terminal",
        "send_plan",
        "send_receipt",
        "send_watch",
        "sending",
        "terminal_services",
        "terminal_words",
    }
)
"""Modules beside the layers: they carry the command line, and see no provider."""

ARROWS: Mapping[str, frozenset[str]] = {
    "domain": frozenset(),
    "providers": frozenset({"__init__", "domain"}),
    "engine": frozenset({"__init__", "providers", "domain"}),
    "host": frozenset({"__init__", "domain"}),
    "democloud": frozenset(),
    "ui": frozenset({"__init__", "engine", "host", "domain"}),
    "bootstrap": frozenset(
        {"__init__", "domain", "providers", "engine", "host", "democloud", "ui"}
    ),
    "__main__": frozenset({"cli"}),
    "__init__": frozenset(),
    **dict.fromkeys(TOP, TOP | {"__init__", "bootstrap", "domain", "engine", "host", "democloud"}),
}
"""Which layer may import which (design section 2); a layer may always import itself.

`__init__` is the package's own marker, which holds the version and nothing else.
"""

LAZY = {
    *(("cli", part) for part in ("ui", "democloud", "engine", "in_terminal", "sending")),
    *(("cli", part) for part in ("send_plan", "send_watch", "terminal_words")),
    *(
        ("cli", part)
        for part in ("cli_cloud", "cli_doctor", "cli_link", "cli_words", "cli_history")
    ),
    ("bootstrap", "engine"),
    ("bootstrap", "providers"),
    ("engine.engine", "engine"),
    ("host.proxies", "host"),
    ("ui.callback_check", "domain"),
    ("ui.review_facts", "domain"),
    ("ui.panels.variable_doors", "ui"),
    ("ui.result_doors", "ui"),
    ("ui.stage_door", "ui"),
    ("ui.history_door", "ui"),
    ("ui.code_door", "ui"),
    *((f"ui.{doors}", "ui") for doors in ("doors", "connection_doors", "clipboard", "help_door")),
    ("ui.application", "ui"),
    ("ui.panels.template_tools", "ui"),
}
"""The only imports of `app` that may stand inside a function: parts that the start of another one
need not wait for. A command loads what is its own; the engine's thread loads what makes an engine,
once the window is on the screen; and a dialog is loaded by the door that opens it, a page by
the window that shows it."""

FOREIGN: Mapping[str, frozenset[str]] = {
    "engine": frozenset({"httptools", "fastcrc", "truststore"}),
    "host": frozenset({"keyring", "platformdirs", "cryptography", "pywintypes"}),
    "democloud": frozenset(
        {"starlette", "uvicorn", "h11", "python_multipart", "cryptography", "fastcrc"}
    ),
    "ui": frozenset({"PySide6", "shiboken6"}),
}
"""Packages from outside that a layer may import; a layer that is not named may import none."""

IO_MODULES = frozenset({"http", "socket", "sqlite3", "ssl", "subprocess", "threading", "select"})
"""Standard library modules that the domain and the providers must not touch: they do no I/O."""


@dataclass(frozen=True, slots=True)
class Import:
    """One import statement's target."""

    module: str
    """Full dotted name of the module (or of the package, for a name that is no module)."""

    line: int
    """Where it stands."""

    hidden: bool
    """Whether it stands inside a function."""

    typing_only: bool
    """Whether it stands under `if TYPE_CHECKING:`."""


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file of the package."""

    name: str
    """Dotted name, such as `app.ui.desk`; a package has the name of its folder."""

    path: Path
    """Relative to the tree's root."""

    tree: ast.Module
    """What it says."""

    lines: int
    """How long it is."""

    @property
    def layer(self) -> str:
        """`ui` of `app.ui.desk`; `__init__` for the package itself."""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else "__init__"


@functools.cache
def _parsed(text: str) -> ast.Module:
    """Every rule reads every file; nobody changes what was read."""
    return ast.parse(text)


def modules(root: Path) -> dict[str, Module]:
    """All modules of the package `app` under `root`, by name."""
    found = {}
    for path in sorted((root / "app").rglob("*.py")):
        relative = path.relative_to(root)
        parts = list(relative.with_suffix("").parts)
        if parts[-1] == "__init__":
            parts.pop()
        text = path.read_text("utf-8")
        name = ".".join(parts)
        found[name] = Module(name, relative, _parsed(text), len(text.splitlines()))
    return found


def imports(module: Module, known: Mapping[str, Module]) -> Iterator[Import]:
    """Every import of a module, also those in functions and by `import_module("...")`."""
    for node, hidden, typing_only in _walk(module.tree):
        for name in _targets(node, module, known):
            yield Import(name, getattr(node, "lineno", 0), hidden, typing_only)


def _walk(
    node: ast.AST, hidden: bool = False, typing_only: bool = False
) -> Iterator[tuple[ast.AST, bool, bool]]:
    for child in ast.iter_child_nodes(node):
        inside = hidden or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        typed = typing_only or (isinstance(child, ast.If) and "TYPE_CHECKING" in _words(child.test))
        yield child, hidden, typing_only
        yield from _walk(child, inside, typed)


def _words(node: ast.AST) -> str:
    return ast.unparse(node)


def _targets(node: ast.AST, module: Module, known: Mapping[str, Module]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = _absolute(node, module)
        for alias in node.names:
            inner = f"{base}.{alias.name}"
            yield inner if inner in known else base
    elif isinstance(node, ast.Call) and _words(node.func) in (
        "__import__",
        "import_module",
        "importlib.import_module",
    ):
        yield from (a.value for a in node.args[:1] if isinstance(a, ast.Constant))  # type: ignore[misc]


def _absolute(node: ast.ImportFrom, module: Module) -> str:
    if not node.level:
        return node.module or ""
    package = module.name.split(".")
    if module.path.name != "__init__.py":
        package = package[:-1]
    package = package[: len(package) - (node.level - 1)]
    return ".".join([*package, *([node.module] if node.module else [])])


def wrong_arrows(root: Path) -> list[str]:
    """Imports against the arrows of design section 2."""
    known, wrong = modules(root), []
    for module in known.values():
        for found in imports(module, known):
            parts = found.module.split(".")
            if parts[0] != "app":
                continue
            layer = parts[1] if len(parts) > 1 else "__init__"
            if layer == module.layer or layer in ARROWS.get(module.layer, frozenset()):
                continue
            if (module.layer, layer) in LAZY and (found.hidden or found.typing_only):
                continue
            wrong.append(f"{module.path}:{found.line} {module.layer} -> {layer}")
    return wrong


def unknown_layers(root: Path) -> list[str]:
    """Folders and modules directly under `app` that no rule speaks of."""
    return sorted({m.layer for m in modules(root).values()} - set(ARROWS))


def hidden_imports(root: Path) -> list[str]:
    """Imports of `app` inside functions, apart from the lazy ones."""
    known = modules(root)
    return [
        f"{module.path}:{found.line} {found.module}"
        for module in known.values()
        for found in imports(module, known)
        if found.hidden and found.module.split(".")[0] == "app"
        if not _is_lazy(module, ".".join(found.module.split(".")[1:2]))
    ]


def _is_lazy(module: Module, layer: str) -> bool:
    here = {module.layer, module.name.partition(".")[2]}
    return any((name, layer) in LAZY for name in here)


def foreign_imports(root: Path) -> list[str]:
    """Packages from outside that a layer must not know, Qt outside the window above all."""
    known, wrong = modules(root), []
    for module in known.values():
        allowed = FOREIGN.get(module.layer, frozenset())
        for found in imports(module, known):
            top = found.module.split(".")[0]
            if top in sys.stdlib_module_names:
                bad = module.layer in ("domain", "providers") and top in IO_MODULES
            else:
                bad = top != "app" and top not in allowed
            if bad:
                wrong.append(f"{module.path}:{found.line} {module.layer} imports {found.module}")
    return wrong


def cycles(root: Path) -> list[str]:
    """Rings of modules that import each other when they load (types-only imports left out)."""
    known = modules(root)
    graph = {
        module.name: sorted(
            {
                found.module
                for found in imports(module, known)
                if found.module in known and not found.hidden and not found.typing_only
            }
            - {module.name}
        )
        for module in known.values()
    }
    return [" -> ".join(ring) for ring in _rings(graph)]


def _rings(graph: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """One ring for each edge that leads back to where the search came from."""
    done: set[str] = set()
    for start in graph:
        path: list[str] = []
        yield from _search(start, graph, path, done)


def _search(
    node: str, graph: Mapping[str, list[str]], path: list[str], done: set[str]
) -> Iterator[list[str]]:
    if node in path:
        yield [*path[path.index(node) :], node]
        return
    if node in done:
        return
    path.append(node)
    for target in graph[node]:
        yield from _search(target, graph, path, done)
    path.pop()
    done.add(node)


def functions(root: Path) -> Iterator[tuple[str, int]]:
    """Every function: where it stands and how many lines it has, decorators left out."""
    for module in modules(root).values():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                yield f"{module.path}:{node.lineno} {node.name}", length


def too_long(root: Path) -> list[str]:
    """Files and functions beyond the limits."""
    files = [
        f"{m.path} has {m.lines} lines" for m in modules(root).values() if m.lines > LONGEST_FILE
    ]
    found = [f"{place} has {n} lines" for place, n in functions(root) if n > LONGEST_FUNCTION]
    return files + found


def broad_handlers(root: Path) -> list[str]:
    """Handlers that catch everything and keep it: `path function`. One that raises on is none."""
    return [
        f"{module.path.as_posix()} {name}"
        for module in modules(root).values()
        for name, node in _with_function(module.tree, "")
        if _is_broad(node)
    ]


def _with_function(node: ast.AST, name: str) -> Iterator[tuple[str, ast.AST]]:
    for child in ast.iter_child_nodes(node):
        yield name, child
        named = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
        yield from _with_function(child, child.name if named else name)  # type: ignore[attr-defined]


def _is_broad(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and _words(node.func).endswith("suppress"):
        return any(_catches_all(argument) for argument in node.args)
    if not isinstance(node, ast.ExceptHandler):
        return False
    last = node.body[-1]
    raises_on = isinstance(last, ast.Raise) and last.exc is None
    return not raises_on and (node.type is None or _catches_all(node.type))


def _catches_all(kind: ast.expr) -> bool:
    kinds = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    return any(_words(one) in ("Exception", "BaseException") for one in kinds)


def make_believe(tests: Path) -> list[str]:
    """Mocks, replaced attributes and sleeping in tests."""
    wrong = []
    for path in sorted(tests.rglob("*.py")):
        for node in ast.walk(_parsed(path.read_text("utf-8"))):
            what = _make_believe(node)
            if what:
                line = getattr(node, "lineno", 0)
                wrong.append(f"{path.relative_to(tests).as_posix()}:{line} {what}")
    return wrong


def _make_believe(node: ast.AST) -> str:
    if isinstance(node, ast.Import) and any("mock" in alias.name for alias in node.names):
        return "imports a mock"
    if isinstance(node, ast.ImportFrom):
        names = {alias.name for alias in node.names}
        if "mock" in (node.module or "") or names & {"mock", "Mock", "MagicMock"}:
            return "imports a mock"
        if node.module == "time" and "sleep" in names:
            return "sleeps; wait for a condition"
    if isinstance(node, ast.Attribute):
        if _words(node) == "time.sleep":
            return "sleeps; wait for a condition"
        if node.attr in ("setattr", "setitem") and "patch" in _words(node.value):
            return "replaces a part; pass it in instead"
    return "uses a mock" if isinstance(node, ast.arg) and node.arg == "mocker" else ""

"""Where a storage service is named in source code: in texts, and in names of what is imported."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

NAMES = ("oss", "wangsu", "wcs", "vod", "tencent", "aliyun", "alibaba")
_WORD = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(NAMES)})(?![A-Za-z])", re.IGNORECASE)


def texts_naming(path: Path) -> list[str]:
    """Each text that names a service, with its line; docstrings and comments are no texts."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    ours = {id(text) for text in _docstrings(tree)}
    return [
        f"{path}:{node.lineno}: {node.value[:60]!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str | bytes)
        and id(node) not in ours
        and named(node.value)
    ]


def imports_naming(path: Path) -> list[str]:
    """Each constant of one service that is imported by its name; modules may have one."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        f"{path}:{node.lineno}: {alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name.isupper() and named(alias.name)
    ]


def named(text: str | bytes) -> bool:
    """Whether a text has a service's name as a word."""
    plain = text.decode("latin-1") if isinstance(text, bytes) else text
    return _WORD.search(plain) is not None


def _docstrings(tree: ast.AST) -> Iterator[ast.Constant]:
    """Texts that stand alone: docstrings of modules, classes, functions and names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value

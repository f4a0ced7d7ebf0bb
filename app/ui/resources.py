"""Where the files that come with Upcall lie: icons, translations, samples."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "resources"
"""The folder ``resources`` beside the package."""


def resource(*parts: str) -> Path:
    """Path of a file that comes with Upcall, such as ``resource("icons", "check.svg")``."""
    return ROOT.joinpath(*parts)

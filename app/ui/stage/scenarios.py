"""The scenarios that come with Upcall, and those that somebody opens."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QLocale

from app.domain.stage_scenarios import Scenario, said, scenario_of
from app.domain.stage_ways import is_first
from app.ui.resources import resource

log = logging.getLogger("upcall.ui")


def language() -> str:
    """The language for texts of scenarios."""
    chinese = QLocale().language() == QLocale.Language.Chinese
    return "zh_CN" if chinese else "en"


def shipped(folder: Path | None = None) -> list[Scenario]:
    """All scenarios of a folder in their order; a file that cannot be read is left out."""
    found: list[Scenario] = []
    for path in sorted((folder or resource("scenarios")).glob("*.json")):
        try:
            found.append(scenario_of(path.read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:
            log.warning("the scenario %s cannot be read: %s", path.name, error)
    return sorted(found, key=lambda scenario: (scenario.order, scenario.id))


def title_of(scenario: Scenario) -> str:
    """Its name in the language of now."""
    return said(scenario.title, language())


def chip_of(scenario: Scenario) -> str:
    """The same without its service's name, where that stands beside it anyway."""
    title = title_of(scenario)
    for colon in (": ", "：") if not is_first(scenario.service) else ():
        _service, _colon, what = title.partition(colon)
        if what:
            return what[0].upper() + what[1:]
    return title


def summary_of(scenario: Scenario) -> str:
    """What will happen, in one sentence."""
    return said(scenario.summary, language())

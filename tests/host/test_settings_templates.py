"""The person's own templates in the settings file."""

from __future__ import annotations

import json
from pathlib import Path

from app.domain.callback import BodyType
from app.domain.gallery import Template
from app.host.settings import Settings, SettingsStore

OWN = (
    Template("Till", '{"o":${object},"t":${x:till}}', BodyType.JSON, {"x:till": "7"}, "1"),
    Template("Plain", "o=${object}", id="2"),
)


def test_own_templates_are_there_again_and_one_that_was_removed_is_not(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    SettingsStore(path).save(Settings(templates=OWN))
    store = SettingsStore(path)
    assert store.load().settings.templates == OWN
    store.save(Settings(templates=OWN[1:]))
    assert SettingsStore(path).load().settings.templates == OWN[1:]


def test_a_damaged_template_is_left_out_and_named(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    good = {"name": "Plain", "body": "o=${object}", "id": "2"}
    path.write_text(json.dumps({"version": 1, "templates": [{"name": 7}, good]}))
    loaded = SettingsStore(path).load()
    assert loaded.settings.templates == OWN[1:]
    assert (loaded.trouble, loaded.fields) == ("values", ("templates.0",))

"""The finder of cut texts, weak colours and nameless controls finds each of them, and only them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.dialogs.settings_dialog import SettingsDialog
from tests.ui.clipping import EVERY_LOOK, SCHEMES, dressed, troubles
from tests.ui.conftest import Offices


def shown(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    """The widgets one below the other in a window."""
    top = QWidget()
    column = QVBoxLayout(top)
    for widget in widgets:
        column.addWidget(widget)
    qtbot.addWidget(top)
    top.show()
    return top


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_fits_and_can_be_read_is_no_trouble(
    qtbot: QtBot, scheme: str, translations: object
) -> None:
    with dressed("en", scheme, 1.0):
        label = QLabel("Several words that wrap where there is little room for all of them")
        label.setWordWrap(True)
        field = QLineEdit()
        field.setAccessibleName("A field")
        top = shown(qtbot, label, QPushButton("A button"), QCheckBox("A box"), field)
        assert troubles(top) == []


def test_texts_that_are_cut_are_found(qtbot: QtBot) -> None:
    with dressed("en", "light", 1.0):
        widgets = [QLabel("A long text"), QPushButton("A long text"), QCheckBox("A long text")]
        low = QLabel("Several words that wrap where there is little room for all of them")
        low.setWordWrap(True)
        low.setFixedSize(80, 20)
        for widget in widgets:
            widget.setFixedWidth(40)
        found = troubles(shown(qtbot, *widgets, low))
        assert len(found) == 4, found


def test_a_weak_colour_is_found(qtbot: QtBot) -> None:
    with dressed("en", "light", 1.0):
        pale, plain = QLabel("Pale text"), QLabel("Plain text")
        pale.setStyleSheet("color: #9aa3ad")
        found = troubles(shown(qtbot, pale, plain))
        assert len(found) == 1
        assert "Pale text" in found[0]
        assert "contrast of only 2." in found[0]


def test_a_nameless_field_is_found(qtbot: QtBot) -> None:
    with dressed("en", "light", 1.0):
        assert troubles(shown(qtbot, QLineEdit())) == ["QLineEdit  “” has no accessible name"]


@pytest.mark.parametrize(("language", "scheme", "scale"), EVERY_LOOK)
def test_settings_can_be_read(
    offices: Offices, qtbot: QtBot, translations: object, language: str, scheme: str, scale: float
) -> None:
    with dressed(language, scheme, scale):
        dialog = SettingsDialog(offices().desk)
        qtbot.addWidget(dialog)
        dialog.show()
        assert troubles(dialog) == []

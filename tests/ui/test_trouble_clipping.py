"""Nothing of the trouble's panels is cut off, weak or nameless: languages, schemes, text sizes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.callback import CallbackSpec
from app.domain.connection import View
from app.domain.errors import Failure
from app.domain.events import AccessNeeded, Event, Finished, Granted
from app.domain.grant import GrantFacts
from app.domain.options import ObjectOptions
from app.domain.states import Outcome, UploadState
from app.ui.application import PAGES
from app.ui.views.main_window import MainWindow
from tests.ui.clipping import dressed, troubles
from tests.ui.conftest import Office, Offices
from tests.ui.expert_kit import callback_failed, connection, row
from tests.ui.test_fixes import refused

S = UploadState
SIGNED = CallbackSpec(
    enabled=True,
    urls=("https://app.example.com/signed",),
    body="o=${object}&order=${x:order}",
    variables={"x:team": "press"},
)
OPTIONS = ObjectOptions(
    tags={"team": "press"}, metadata={"shot_by": "Li"}, acl="public-read-write", encryption="KMS"
)


def window_of(office: Office, qtbot: QtBot, *, width: int) -> MainWindow:
    """The whole window over a desk."""
    window = MainWindow(office.desk, office.actions, PAGES)
    qtbot.addWidget(window)
    window.resize(width, 900)
    window.show()
    office.desk.set_view(View.EXPERT)
    return window


def part_of(window: MainWindow, name: str) -> QWidget:
    """A tab's inside, in the size that it has room for."""
    expert = window.expert
    part: QWidget = getattr(expert, name)
    return part


def laid_out(qtbot: QtBot, part: QWidget) -> None:
    """Wait until everything in it has found its place: one layout may move the next."""
    seen: list[list[QRect]] = []

    def at_rest() -> bool:
        seen.append([widget.geometry() for widget in part.findChildren(QWidget)])
        return len(seen) > 3 and seen[-1] == seen[-2] == seen[-3]

    qtbot.waitUntil(at_rest)


DRESSES = (
    ("en", "light", 1.0),
    ("zh_CN", "dark", 1.0),
    ("en", "dark", 1.5),
    ("zh_CN", "light", 2.0),
    ("en", "light", 2.0),
)
"""Each language, scheme and size at least once; all of them together take minutes."""


@pytest.fixture(params=DRESSES, ids=str)
def dress(request: pytest.FixtureRequest, translations: Path) -> tuple[str, str, float]:
    made: tuple[str, str, float] = request.param
    return made


def test_results_with_their_fixes_and_the_access_bar(
    offices: Offices, qtbot: QtBot, dress: tuple[str, str, float]
) -> None:
    language, scheme, scale = dress
    with dressed(language, scheme, scale):
        office = offices(connection())
        window = window_of(office, qtbot, width=round(1280 * max(1.0, scale * 0.8)))
        failures = [
            refused("endpoint", endpoint="oss-cn-shanghai.aliyuncs.com", bucket="shop-media"),
            refused("secret", code="refused.credentials", number=2),
        ]
        rows = [
            row(
                n,
                S.FAILED,
                outcome=Outcome.NOT_STORED,
                error_code=r.failure.code,
                error_values=dict(r.failure.values),
            )
            for n, r in enumerate(failures, start=1)
            if r.failure
        ]
        amber = callback_failed("Error status : 502.", number=3)
        rows.append(row(3, S.DONE, outcome=Outcome.CALLBACK_FAILED))
        expired = {"reason": "token_expired"}
        rows.append(row(4, S.QUEUED, error_code="refused.credentials", error_values=expired))
        need = Failure("refused.credentials", "refused", values=expired)
        events: list[Event] = [
            *(Finished(r) for r in (*failures, amber)),
            AccessNeeded(connection().id, need, 1),
        ]
        office.engine.mailbox.put(rows, events)
        qtbot.waitUntil(lambda: office.desk.result("task3") is not None)
        office.desk.focus_wanted.emit("result")
        laid_out(qtbot, window)
        found = troubles(window.access, colours=scale == 1.0)
        for name in ("task1", "task2", "task3"):
            office.desk.set_selection((name,))
            laid_out(qtbot, window.expert)
            found += troubles(part_of(window, "result").banner, colours=scale == 1.0)  # type: ignore[attr-defined]
        assert window.access.isVisible()
        assert found == []


def test_upload_options_and_what_the_server_set(
    offices: Offices, qtbot: QtBot, dress: tuple[str, str, float]
) -> None:
    language, scheme, scale = dress
    with dressed(language, scheme, scale):
        office = offices(replace(connection(), options=OPTIONS, naming="{year}/{nom}"))
        window = window_of(office, qtbot, width=round(1280 * max(1.0, scale * 0.8)))
        office.desk.focus_wanted.emit("options")
        form = part_of(window, "callback")
        laid_out(qtbot, form)
        found = troubles(form.options, colours=scale == 1.0)  # type: ignore[attr-defined]
        facts = GrantFacts("form", 4102444800.0, "2026/", SIGNED, ("x:order",), in_parts=False)
        office.engine.mailbox.put(events=[Granted(connection().id, facts)])
        qtbot.waitUntil(form.fixed_note.isVisible)  # type: ignore[attr-defined]
        laid_out(qtbot, form)
        found += troubles(form.fixed_note, colours=scale == 1.0)  # type: ignore[attr-defined]
        found += troubles(form.advanced, colours=scale == 1.0)  # type: ignore[attr-defined]
        assert found == []

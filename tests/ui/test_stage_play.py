"""The show's pace: steps grow or appear at once, a wait is waited, nothing goes past the end."""

from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.domain.stage import Tale
from app.domain.stage_events import run_of
from app.ui.stage.play import Play
from tests.domain.test_stage import LATE, WELL


def played(qtbot: QtBot, *, calm: bool) -> list[float]:
    """Every position that was drawn while a run was played."""
    play, seen = Play(), []
    play.set_calm(on=calm)
    play.set_speed(8.0)
    play.changed.connect(lambda: seen.append(play.position))
    play.show(run_of(WELL))
    play.play()
    qtbot.waitUntil(lambda: play.over and not play.playing)
    return seen


def test_without_motion_no_arrow_is_ever_drawn_in_part(qtbot: QtBot) -> None:
    assert {position % 1 for position in played(qtbot, calm=True)} == {0.0}


def test_with_motion_arrows_grow_and_never_shrink(qtbot: QtBot) -> None:
    seen = played(qtbot, calm=False)
    assert any(position % 1 for position in seen)
    assert seen == sorted(seen)
    assert seen[-1] == 4.0


def test_a_replay_waits_where_the_storage_waited_and_shows_how_long(qtbot: QtBot) -> None:
    late = [dict(e, seconds=0.95) if e["kind"] == "callback_answered" else e for e in LATE]
    run = run_of(late, limit=0.95)
    play, waits = Play(), []
    play.set_speed(20.0)
    play.changed.connect(lambda: waits.append(play.scene(15.0).waiting))
    play.show(run, position=2.0)
    assert run.steps[2].tale is Tale.NO_ANSWER
    play.play()
    qtbot.waitUntil(lambda: play.over and not play.playing)
    shown = [wait for wait in waits if wait is not None]
    assert shown == sorted(shown)
    assert shown[-1] > 0.9
    assert play.scene(15.0).waiting is None


def test_it_waits_for_a_run_that_goes_on_and_then_shows_it(qtbot: QtBot) -> None:
    play = Play()
    play.set_speed(20.0)
    play.play()
    play.follow(run_of(WELL[:2]))
    qtbot.waitUntil(lambda: play.position == 1.0)
    assert play.playing
    assert not play.over
    play.follow(run_of(WELL))
    qtbot.waitUntil(lambda: play.over and not play.playing)


def test_steps_and_jumps_stay_within_the_run(qtbot: QtBot) -> None:
    parent = QObject()
    play = Play(parent)
    play.set_speed(20.0)
    play.show(run_of(WELL))
    play.previous()
    assert play.position == 0.0
    play.to_end()
    play.next()
    qtbot.wait(80)
    assert play.position == 4.0
    play.previous()
    assert play.position == 3.0
    play.to_start()
    assert play.current is None

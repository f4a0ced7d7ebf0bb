"""Bridge: from the engine's thread into Qt's, little by little."""

from __future__ import annotations

import threading

from PySide6.QtCore import QCoreApplication, QThread
from pytestqt.qtbot import QtBot

from app.domain.events import Removed
from app.engine.mailbox import Mail, Mailbox
from app.ui.bridge import SLICE, TURN_ROWS, Bridge
from tests.ui.expert_kit import row


class Listener:
    """Keeps what the bridge delivers, and in which thread."""

    def __init__(self, bridge: Bridge) -> None:
        self.mail: list[Mail] = []
        self.threads: set[bool] = set()
        bridge.mail.connect(self.take)

    def take(self, mail: Mail) -> None:
        app = QCoreApplication.instance()
        assert app is not None
        self.threads.add(QThread.currentThread() == app.thread())
        self.mail.append(mail)

    def ids(self) -> list[str]:
        return [name for mail in self.mail for name in mail.snapshots]

    def events(self) -> list[object]:
        return [event for mail in self.mail for event in mail.events]


def from_elsewhere(work: object) -> None:
    assert callable(work)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_mail_put_in_another_thread_arrives_in_the_thread_of_qt(qtbot: QtBot) -> None:
    box = Mailbox()
    bridge = Bridge(box)
    listener = Listener(bridge)
    bridge.open()
    from_elsewhere(lambda: box.put([row(1)]))
    qtbot.waitUntil(lambda: listener.ids() == ["task1"])
    assert listener.threads == {True}
    bridge.close()


def test_what_was_in_the_box_before_opening_comes_first(qtbot: QtBot) -> None:
    box = Mailbox()
    box.put([row(1)])
    bridge = Bridge(box)
    listener = Listener(bridge)
    bridge.open()
    qtbot.waitUntil(lambda: listener.ids() == ["task1"])
    bridge.close()


def test_the_box_is_emptied_at_most_ten_times_a_second(qtbot: QtBot) -> None:
    box = Mailbox()
    times = [0.0]
    bridge = Bridge(box, clock=lambda: times[0])
    listener = Listener(bridge)
    bridge.open()
    box.put([row(1)])
    qtbot.waitUntil(lambda: len(listener.ids()) == 1)
    box.put([row(2)])
    box.put([row(2, sent=5)])
    with qtbot.waitSignal(bridge.mail, timeout=1000) as caught:
        pass
    assert [r.sent for r in caught.args[0].snapshots.values()] == [5]
    assert bridge.waited >= 90
    bridge.close()


def test_many_rows_come_in_turns_and_events_after_the_rows_they_speak_of(qtbot: QtBot) -> None:
    box = Mailbox()
    bridge = Bridge(box)
    listener = Listener(bridge)
    count = TURN_ROWS * 3 + 7
    box.put([row(n) for n in range(count)], [Removed(("task0",))])
    bridge.open()
    qtbot.waitUntil(lambda: bool(listener.events()))
    assert listener.ids() == [f"task{n}" for n in range(count)]
    assert max(len(mail.snapshots) for mail in listener.mail) <= SLICE
    assert [bool(mail.events) for mail in listener.mail].index(True) == len(listener.mail) - 1
    bridge.close()


def test_a_closed_bridge_hears_nothing(qtbot: QtBot) -> None:
    box = Mailbox()
    bridge = Bridge(box)
    listener = Listener(bridge)
    bridge.open()
    bridge.close()
    from_elsewhere(lambda: box.put([row(1)]))
    assert box.take().snapshots.keys() == {"task1"}
    assert listener.mail == []


def test_mail_that_comes_while_turns_go_on_is_looked_for_after_them(qtbot: QtBot) -> None:
    box = Mailbox()
    bridge = Bridge(box)
    listener = Listener(bridge)
    late = row(5 * TURN_ROWS)

    def once() -> None:
        bridge.mail.disconnect(once)
        box.put([late])

    box.put([row(number) for number in range(2 * TURN_ROWS)])
    bridge.mail.connect(once)
    bridge.open()
    qtbot.waitUntil(lambda: late.id in listener.ids())
    assert len(listener.ids()) == 2 * TURN_ROWS + 1
    bridge.close()

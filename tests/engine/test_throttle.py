"""The speed limit: its arithmetic by a made-up clock, its waiting with real threads."""

from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.grip import Grip, LetGo
from app.engine.throttle import SAVED, SHARE, Allowance, Throttle
from app.providers.contract import SourceRange
from tests.engine.servers import PATIENCE, RawServer, answering, put, wired


def test_the_first_bytes_are_paid_for_like_all_others() -> None:
    allowance = Allowance(100, 0.0)
    ticket = allowance.reserve(50, 0.0)
    assert allowance.wait(ticket, 0.0) == 0.5
    assert allowance.wait(ticket, 0.4) == pytest.approx(0.1)
    assert allowance.wait(ticket, 0.5) == 0


def test_who_asks_first_goes_first() -> None:
    allowance = Allowance(100, 0.0)
    tickets = [allowance.reserve(100, 0.0) for _ in range(3)]
    assert [allowance.wait(ticket, 0.0) for ticket in tickets] == [1, 2, 3]


def test_of_time_in_which_nobody_asked_only_a_moment_is_saved_up() -> None:
    allowance = Allowance(100, 0.0)
    assert allowance.wait(allowance.reserve(100, 1000.0), 1000.0) == 1 - SAVED


@pytest.mark.parametrize("line", [1.1, 2.0, 50.0])
def test_one_sender_alone_gets_the_whole_limit_from_a_line_that_is_hardly_faster(
    line: float,
) -> None:
    rate, now, sent = 10_000_000, 0.0, 0
    allowance = Allowance(rate, now)
    while now < 60:
        block = rate // SHARE
        now += allowance.wait(allowance.reserve(block, now), now)
        now += block / (rate * line)  # it writes, and asks again only after that
        sent += block
    assert sent == pytest.approx(rate * now, rel=0.01)


def test_a_changed_limit_is_kept_to_from_that_moment_on() -> None:
    now, sent = 0.0, 0
    allowance = Allowance(10_000_000, now)
    for rate, until in ((10_000_000, 10.0), (1_000_000, 20.0), (5_000_000, 30.0)):
        allowance.change(rate, now)
        began, sent = now, 0
        while now < until:
            now += allowance.wait(allowance.reserve(rate // SHARE, now), now)
            sent += rate // SHARE
        assert sent == pytest.approx(rate * (now - began), rel=0.03)


def test_a_new_rate_holds_at_once_for_those_who_wait() -> None:
    allowance = Allowance(100, 0.0)
    ticket = allowance.reserve(300, 0.0)
    allowance.change(200, 1.0)
    assert allowance.wait(ticket, 1.0) == 1
    allowance.change(10, 1.5)
    assert allowance.wait(ticket, 1.5) == 10
    allowance.change(0, 1.5)
    assert allowance.wait(ticket, 1.5) == 0


def test_a_limit_after_none_does_not_count_what_went_before() -> None:
    allowance = Allowance(0, 0.0)
    allowance.change(100, 50.0)
    assert allowance.wait(allowance.reserve(100, 50.0), 50.0) == 1


@given(
    rate=st.integers(16, 10_000_000),
    asks=st.lists(st.tuples(st.floats(0, 3), st.floats(0.001, 1)), min_size=1, max_size=50),
)
def test_no_more_is_let_through_than_the_rate_times_the_time(
    rate: int, asks: list[tuple[float, float]]
) -> None:
    allowance = Allowance(rate, 0.0)
    now, sent, latest = 0.0, 0, 0.0
    for pause, share in asks:
        now += pause
        amount = max(1, int(share * rate / 16))
        granted = now + allowance.wait(allowance.reserve(amount, now), now)
        assert granted >= latest - 1e-6
        latest, sent = granted, sent + amount
        assert sent <= rate * (granted + SAVED) * (1 + 1e-6) + 1e-3


@pytest.mark.parametrize(
    ("rate", "largest"), [(0, 1 << 20), (1, 1), (160, 10), (1 << 20, 65536), (1 << 40, 1 << 20)]
)
def test_a_read_is_at_most_a_sixteenth_of_the_rate(rate: int, largest: int) -> None:
    assert Throttle(rate).largest(1 << 20) == largest


class Taker:
    """A thread that asks for bytes once."""

    def __init__(self, throttle: Throttle, amount: int) -> None:
        self.grip = Grip()
        self.let_go = False
        self._throttle, self._amount = throttle, amount
        self._thread = threading.Thread(target=self._take)
        self._thread.start()

    def _take(self) -> None:
        try:
            self._throttle.take(self._amount, self.grip)
        except LetGo:
            self.let_go = True

    def ended(self, *, within: float) -> bool:
        """Did it get through, or was it let go, in so many seconds?"""
        self._thread.join(within)
        return not self._thread.is_alive()


def test_without_a_limit_nobody_waits() -> None:
    assert Taker(Throttle(), 1 << 60).ended(within=PATIENCE)


def test_a_cancel_interrupts_the_wait_of_one_and_not_of_the_other() -> None:
    throttle = Throttle(10)
    first, second = Taker(throttle, 10_000), Taker(throttle, 10_000)
    first.grip.cancel()
    assert first.ended(within=PATIENCE)
    assert first.let_go
    assert not second.ended(within=0.05)
    second.grip.cancel()
    assert second.ended(within=PATIENCE)


def test_lifting_the_limit_lets_all_go_on() -> None:
    throttle = Throttle(10)
    takers = [Taker(throttle, 10_000) for _ in range(4)]
    throttle.set_rate(0)
    assert all(taker.ended(within=PATIENCE) for taker in takers)
    assert not any(taker.let_go for taker in takers)


def test_several_senders_together_keep_to_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(bytes(100_000))

    async def main(server: RawServer) -> float:
        async with wired(throttle=Throttle(600_000)) as wire:
            began = time.monotonic()
            body = SourceRange(str(path), 0, 100_000)
            await asyncio.gather(*(put(wire, server, body) for _ in range(3)))
            return time.monotonic() - began

    with RawServer(answering()) as server:
        took = asyncio.run(main(server))
    assert 0.49 <= took < 10

"""Slots, retry, pace, mailbox, clocks: the small parts of the engine."""

from __future__ import annotations

import asyncio

import pytest

from app.domain.errors import (
    AnswerLost,
    ClockSkewed,
    IntegrityError,
    NotAllowed,
    NotReached,
    Throttled,
    UploadError,
)
from app.domain.events import Removed
from app.engine.clocks import Clocks
from app.engine.mailbox import Mailbox
from app.engine.progress import Pace
from app.engine.retry import RetryPolicy
from app.engine.slots import Lease, Slots

POLICY = RetryPolicy(lambda: 1.0)


def test_slots_let_in_as_many_as_there_are_in_the_order_of_asking() -> None:
    async def scene() -> list[int]:
        slots, order = Slots(1), list[int]()

        async def one(number: int) -> None:
            lease = await slots.take()
            order.append(number)
            assert slots.taken <= slots.size
            await asyncio.sleep(0)
            lease.give_back()
            lease.give_back()

        await asyncio.gather(*(one(n) for n in range(5)))
        assert slots.taken == 0
        return order

    assert asyncio.run(scene()) == [0, 1, 2, 3, 4]


def test_a_slot_is_not_lost_when_the_one_who_waits_gives_up() -> None:
    async def scene() -> None:
        slots = Slots(1)
        first = await slots.take()
        waiting = asyncio.ensure_future(slots.take())
        await asyncio.sleep(0)
        first.give_back()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert isinstance(await asyncio.wait_for(slots.take(), 5), Lease)

    asyncio.run(scene())


def test_more_slots_let_in_those_who_wait() -> None:
    async def scene() -> None:
        slots = Slots(1)
        await slots.take()
        waiting = asyncio.ensure_future(slots.take())
        await asyncio.sleep(0)
        slots.resize(2)
        await asyncio.wait_for(waiting, 5)

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("error", "tries", "wait"),
    [
        (NotReached(), 1, 0.5),
        (NotReached(), 3, 2.0),
        (NotReached(), 6, None),
        (NotReached(stale="yes"), 1, 0.0),
        (AnswerLost(), 1, 0.5),
        (NotAllowed(), 1, None),
        (Throttled(wait=7.0), 1, 7.0),
        (ClockSkewed(), 1, 0.0),
        (ClockSkewed(), 3, None),
        (IntegrityError(), 2, 1.0),
        (IntegrityError(), 3, None),
    ],
)
def test_what_is_worth_another_try_waits_its_time(
    error: UploadError, tries: int, wait: float | None
) -> None:
    assert POLICY.wait(error, tries) == wait


def test_a_line_that_may_come_back_is_waited_for_longer_than_a_refused_certificate() -> None:
    patient = RetryPolicy(lambda: 1.0, most_reaching=40)
    assert patient.wait(NotReached(reason="name"), 39) == 20.0
    assert patient.wait(NotReached(reason="name"), 40) is None
    assert patient.wait(NotReached(reason="certificate"), 6) is None


def test_time_left_is_silent_at_first_and_then_near_the_truth() -> None:
    pace = Pace()
    pace.restart(0.0, 0)
    for tenth in range(1, 21):
        pace.look(tenth / 10, tenth * 100)
    assert pace.seconds_left(1000) is None
    for tenth in range(21, 101):
        pace.look(tenth / 10, tenth * 100)
    assert pace.speed == pytest.approx(1000, rel=0.05)
    assert pace.seconds_left(5000) == pytest.approx(5.0, rel=0.1)


def test_bytes_that_are_taken_back_never_give_a_negative_speed() -> None:
    pace = Pace()
    pace.restart(0.0, 0)
    pace.look(1.0, 1000)
    pace.look(2.0, 200)
    assert pace.speed >= 0


def test_the_mailbox_rings_once_until_it_is_emptied() -> None:
    rings = list[int]()
    box = Mailbox()
    box.on_ring = lambda: rings.append(1)
    box.put(events=[Removed(("a",))])
    box.put(events=[Removed(("b",))])
    box.put()
    assert len(rings) == 1
    assert box.take().events == (Removed(("a",)), Removed(("b",)))
    box.put(events=[Removed(("c",))])
    assert len(rings) == 2


def test_the_services_clock_is_believed_only_when_it_differs_noticeably() -> None:
    clocks = Clocks(wall=lambda: 1_000_000.0)
    clocks.learn("e", "Mon, 12 Jan 1970 13:46:50 GMT")
    assert clocks.at("e") == 1_000_000.0
    clocks.learn("e", "Mon, 12 Jan 1970 14:06:40 GMT")
    assert clocks.at("e") == 1_001_200.0
    assert clocks.at("another") == 1_000_000.0
    clocks.learn("e", "nonsense")
    assert clocks.at("e") == 1_001_200.0

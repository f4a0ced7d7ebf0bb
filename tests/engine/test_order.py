"""What waits goes in the order of the list; the order can be changed, and outlives a restart."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from pathlib import Path

from app.domain.connection import Batch
from app.domain.destination import Destination
from app.domain.upload import UploadTask
from app.engine.journal import Journal
from app.engine.mailbox import Mailbox
from app.engine.ordering import NEIGHBOURS, Ordering
from app.engine.record import Record
from app.engine.rows import Rows
from app.engine.tools import EngineLimits
from tests.cloud import Cloud
from tests.engine.listening import CONNECTION, Listening, key

PART = 100 * 1024
BATCH = Batch("b", "c", Destination("oss", "http://127.0.0.1:9", "r", "demo", ""))
Maker = Callable[..., Path]


def in_order(listening: Listening, tasks: list[str]) -> list[str]:
    """Tasks by the place that was told last."""
    return sorted(tasks, key=lambda task: listening.latest(task).order)


def held(listening: Listening, cloud: Cloud, a_file: Maker, count: int) -> list[str]:
    paths = [a_file(f"{number}.bin", 10) for number in range(count)]
    tasks = listening.upload(cloud, paths, held=True)
    listening.until(lambda: set(tasks) <= set(listening.seen))
    return tasks


def as_begun(listening: Listening, tasks: list[str]) -> list[str]:
    """Tasks by when they began; what is stored first may be another: the next one may overtake
    while an answer is awaited."""
    began = {result.task_id: result.started_at for result in listening.ended(*tasks)}
    return sorted(began, key=began.__getitem__)


def test_what_is_moved_stands_and_goes_in_its_new_place(cloud: Cloud, a_file: Maker) -> None:
    cloud.reset()
    listening = Listening(None, limits=EngineLimits(files=1, parts=1))
    try:
        a, b, c, d = tasks = held(listening, cloud, a_file, 4)
        listening.engine.reorder([d], b)
        listening.engine.reorder([a], None)
        listening.engine.upload_next([c, b])
        listening.until(lambda: in_order(listening, tasks) == [c, b, d, a])
        listening.engine.begin()
        assert as_begun(listening, tasks) == [c, b, d, a]
    finally:
        listening.close()


def test_what_is_moved_to_the_front_has_its_turn_next_and_what_runs_stays(
    cloud: Cloud, a_file: Maker
) -> None:
    cloud.reset()
    cloud.faults(operation="UploadPart", part=2, kind="stall", seconds=30)
    listening = Listening(None, limits=EngineLimits(files=1, parts=1))
    try:
        big = a_file("big.bin", 3 * PART)
        (first,) = listening.upload(cloud, [big], method="multipart", part_size=PART)
        cloud.until(lambda events: any(e["kind"] == "part_stored" for e in events))
        a, b, c = listening.upload(cloud, [a_file(f"{n}.bin", 10) for n in (1, 2, 3)])
        listening.until(lambda: c in listening.seen)
        listening.engine.upload_next([c])
        listening.engine.upload_next([first])
        listening.until(lambda: in_order(listening, [first, a, b, c]) == [first, c, a, b])
        listening.engine.cancel([first])
        assert as_begun(listening, [a, b, c]) == [c, a, b]
    finally:
        listening.close()


def test_the_order_is_the_same_after_a_restart(cloud: Cloud, a_file: Maker, tmp_path: Path) -> None:
    cloud.reset()
    first = Listening(tmp_path / "queue.db")
    try:
        a, b, c = tasks = held(first, cloud, a_file, 3)
        first.engine.reorder([c], b)
        first.until(lambda: in_order(first, tasks) == [a, c, b])
    finally:
        first.close()
    second = Listening(tmp_path / "queue.db", limits=EngineLimits(files=1, parts=1))
    try:
        (d,) = second.upload(cloud, [a_file("new.bin", 10)], held=True)
        second.until(lambda: {*tasks, d} <= set(second.seen))
        assert in_order(second, [*tasks, d]) == [a, c, b, d]
        second.engine.connect(CONNECTION, key(cloud))
        second.engine.begin()
        assert as_begun(second, [*tasks, d]) == [a, c, b, d]
    finally:
        second.close()


class Shelf:
    """The list alone, without uploads."""

    def __init__(self, count: int, journal: Path | None = None) -> None:
        self.journal = Journal(journal)
        self.rows = Rows(self.journal, Mailbox())
        self.ordering = Ordering(self.rows, lambda _records: None)
        tasks = [UploadTask(f"{n:06}", "b", f"/f/{n}", f"{n}", f"{n}", 1) for n in range(count)]
        asyncio.run(self.fill(tasks))

    async def fill(self, tasks: list[UploadTask]) -> None:
        self.rows.add(BATCH, tasks, held=True)
        self.rows.show_now()

    def ids(self) -> list[str]:
        return [record.task.id for record in self.rows.in_order(()) if isinstance(record, Record)]

    def move(self, ids: list[str], before: str | None) -> None:
        async def main() -> None:
            await self.ordering.move(ids, before)
            self.rows.show_now()

        asyncio.run(main())


def test_thousands_of_moves_to_the_same_place_never_mix_the_order(tmp_path: Path) -> None:
    shelf = Shelf(3 * NEIGHBOURS, tmp_path / "queue.db")
    wanted = shelf.ids()
    chance = random.Random(7)
    for _ in range(300):
        moved = chance.sample(wanted, chance.choice((1, 1, 1, 5)))
        before = wanted[chance.choice((1, 1500, 1500))]
        if before in moved:
            continue
        shelf.move(moved, before)
        wanted = [name for name in wanted if name not in moved]
        place = wanted.index(before)
        wanted[place:place] = moved
    assert shelf.ids() == wanted
    assert [record.task.id for record in shelf.journal.load()] == wanted
    shelf.journal.close()


def test_all_but_one_can_be_moved_and_a_row_to_itself_stays() -> None:
    shelf = Shelf(5)
    ids = shelf.ids()
    shelf.move(ids[1:], ids[0])
    assert shelf.ids() == [*ids[1:], ids[0]]
    shelf.move([ids[2]], ids[2])
    assert shelf.ids() == [*ids[1:], ids[0]]
    shelf.move(ids, None)
    assert shelf.ids() == ids

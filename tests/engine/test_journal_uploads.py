"""Uploads go on while their list cannot be kept, and the list is right again afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.connection import Batch
from app.domain.events import JournalTrouble
from app.domain.states import Outcome
from app.domain.upload import UploadTask
from app.engine.tools import EngineLimits
from tests.cloud import Cloud
from tests.engine.listening import CONNECTION, Listening, callback, key, place
from tests.engine.small_disk import fill

KIB = 1024
FEW = EngineLimits(files=2, parts=2)
Maker = Callable[..., Path]


def codes(listening: Listening) -> list[str]:
    """What was told of the list, in order."""
    return [event.code for event in listening.events if isinstance(event, JournalTrouble)]


def test_a_disk_that_is_full_for_a_while_costs_nothing(
    cloud: Cloud, a_file: Maker, tiny: Path
) -> None:
    files = [a_file(f"{n}.bin", 250 * KIB) for n in range(4)]
    first = Listening(tiny / "queue.db", limits=FEW)
    try:
        early = first.upload(cloud, files[:2], spec=callback(cloud), part_size=100 * KIB)
        first.ended(*early)
        ballast = fill(tiny)
        late = first.upload(cloud, files[2:], spec=callback(cloud), part_size=100 * KIB)
        assert [r.outcome for r in first.ended(*late)] == [Outcome.DELIVERED] * 2
        first.until(lambda: codes(first) == ["unwritable"])
        ballast.unlink()
        first.until(lambda: codes(first) == ["unwritable", "well"])
    finally:
        first.close()

    second = Listening(tiny / "queue.db", limits=FEW)
    try:
        second.until(lambda: set(second.last()) == {*early, *late})
        assert set(second.last().values()) == {"done "}
        assert codes(second) == []
    finally:
        second.close()
    assert len(cloud.of_kind("callback_sent")) == 4
    assert len(cloud.objects()) == 4


def test_what_a_list_that_cannot_be_written_holds_is_shown_and_waits_to_be_asked(
    cloud: Cloud, a_file: Maker, tiny: Path
) -> None:
    first = Listening(tiny / "queue.db")
    batch, source = Batch("b", CONNECTION, place(cloud)), str(a_file("a.bin", 10))
    waiting = "t"
    first.engine.submit(batch, [UploadTask(waiting, "b", source, "k", "n", 10)])  # has no key yet
    first.until(lambda: waiting in first.seen)
    first.close()
    fill(tiny)
    second = Listening(tiny / "queue.db")
    try:
        second.engine.connect(CONNECTION, key(cloud))
        second.until(lambda: waiting in second.seen and bool(codes(second)))
        assert second.latest(waiting).held
        assert not second.results()
        second.engine.begin([waiting])
        assert second.ended(waiting)[0].outcome is Outcome.STORED
    finally:
        second.close()


@pytest.mark.parametrize("code", ["damaged", "newer", "unwritable"])
def test_uploads_go_on_whatever_is_wrong_with_the_list(
    cloud: Cloud, a_file: Maker, tmp_path: Path, code: str
) -> None:
    journal = tmp_path / "queue.db"
    if code == "damaged":
        journal.write_bytes(b"no database" * 1000)
    elif code == "newer":
        Listening(journal).close()
        raw = bytearray(journal.read_bytes())
        raw[60:64] = (99).to_bytes(4, "big")  # user_version, by SQLite's file format 1.3
        journal.write_bytes(raw)
    else:
        journal.mkdir()
    listening = Listening(journal, limits=FEW)
    try:
        (done,) = listening.upload(cloud, [a_file("a.bin", 250 * KIB)], part_size=100 * KIB)
        assert listening.ended(done)[0].outcome is Outcome.STORED
        assert codes(listening) == [code]
        assert cloud.access_key_secret not in str(listening.events)
    finally:
        listening.close()
    for file in tmp_path.glob("queue*"):
        assert file.is_dir() or cloud.access_key_secret.encode() not in file.read_bytes()

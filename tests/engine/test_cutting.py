"""Parts become shorter where the line does not carry long ones."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from app.domain.errors import NotReached
from app.domain.plan import MIB, Limits
from app.domain.states import Outcome
from app.engine.cutting import SHORTEST, TRUSTED, Cutting
from app.engine.tools import EngineLimits
from tests.cloud import Cloud
from tests.engine.listening import Listening

Maker = Callable[..., Path]
LIMITS = Limits(100 << 10, 5 << 30, 10_000, 5 << 30, 48 << 40, 1023)
BROKE = NotReached("cut", reason="broken")


def test_those_cut_off_in_one_moment_count_once_and_there_is_a_shortest() -> None:
    cutting, lengths = Cutting(), []
    for _ in range(5):
        length = cutting.length("a", 100 * MIB, LIMITS, wanted=0)
        lengths.append(length // MIB)
        for _connection in range(4):
            cutting.cut_off("a", length, BROKE)
    assert lengths == [8, 4, 2, 1, 1]
    assert cutting.length("b", 100 * MIB, LIMITS, wanted=0) == 8 * MIB, "another place"


def test_a_service_that_refuses_a_part_says_nothing_about_the_line() -> None:
    cutting = Cutting()
    cutting.cut_off("a", 8 * MIB, NotReached("no", reason="refused"))
    assert cutting.length("a", 100 * MIB, LIMITS, wanted=0) == 8 * MIB


def test_longer_ones_are_tried_again_once_many_got_through() -> None:
    cutting = Cutting()
    cutting.cut_off("a", 8 * MIB, BROKE)
    for _ in range(TRUSTED):
        cutting.carried("a", 4 * MIB)
    assert cutting.length("a", 100 * MIB, LIMITS, wanted=0) == 8 * MIB


def test_a_file_too_large_for_short_parts_still_fits_into_the_permitted_number() -> None:
    cutting = Cutting()
    cutting.cut_off("a", 32 * MIB, BROKE)
    assert cutting.length("a", 300_000 * MIB, LIMITS, wanted=0) == 30 * MIB


def test_a_file_of_which_nothing_gets_through_begins_anew_with_shorter_parts(
    cloud: Cloud, a_file: Maker
) -> None:
    cloud.reset()
    path = a_file("long", 12 * MIB)
    cloud.faults(operation="UploadPart", kind="cut", after_bytes=2 * MIB, times=9)

    async def soon(_seconds: float) -> None:
        """A person would wait longer."""

    with closing(Listening(None, limits=EngineLimits(parts=2), sleep=soon)) as listening:
        (task,) = listening.upload(cloud, [path], method="multipart")
        assert listening.ended(task)[0].outcome is Outcome.STORED
    begun = cloud.of_kind("request", operation="InitiateMultipartUpload", status=200)
    parts = cloud.of_kind("part_stored", key="long")
    assert len(begun) > 1
    sizes = sorted(int(part["size"]) for part in parts)
    assert sizes[0] == SHORTEST
    assert sizes[-1] < 8 * MIB
    assert len(cloud.of_kind("request", operation="AbortMultipartUpload")) == len(begun) - 1

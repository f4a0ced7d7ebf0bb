"""Parts that fail in the same moment, each in another way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.domain.states import Outcome
from app.engine.tools import EngineLimits
from tests.cloud import Cloud
from tests.engine.listening import Listening

PART = 100 * 1024
Maker = Callable[..., Path]


def test_an_upload_that_expires_while_another_part_is_told_to_wait_begins_anew(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    """The two answers have to come in one turn of the loop: so many tries find it every time."""
    listening.engine.set_limits(EngineLimits(files=40, parts=40))
    paths = [a_file(f"{number}.bin", 2 * PART) for number in range(40)]
    for path in paths:
        hint = {"Retry-After": "1"}
        cloud.faults(operation="UploadPart", key=path.name, part=2, kind="expire_upload")
        cloud.faults(
            operation="UploadPart", key=path.name, part=1, kind="status", status=503, headers=hint
        )
    ids = listening.upload(cloud, paths, method="multipart", part_size=PART)
    results = listening.ended(*ids)
    assert {result.failure and result.failure.code for result in results} == {None}
    assert {result.outcome for result in results} == {Outcome.STORED}

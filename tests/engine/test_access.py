"""Access that expires or is refused: files wait, it is told once, and they go on where they were."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.domain.credentials import Credentials
from app.domain.events import AccessNeeded
from app.domain.states import Outcome, UploadState
from tests.cloud import Cloud
from tests.engine.listening import CONNECTION, Listening, callback, key

Maker = Callable[..., Path]
PART = 100 * 1024
REFUSED = {"status": 403, "code": "SecurityTokenExpired"}


def needed(listening: Listening) -> list[AccessNeeded]:
    """How often, and why, somebody was asked for an access."""
    return [event for event in listening.events if isinstance(event, AccessNeeded)]


def parts_stored(cloud: Cloud) -> list[int]:
    """Numbers of the parts that the cloud acknowledged, in order."""
    return [
        event["part"]
        for event in cloud.of_kind("request")
        if event.get("operation") == "UploadPart" and event.get("status") == 200
    ]


def test_files_whose_key_is_refused_wait_and_it_is_told_once(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    files = [a_file(f"{n}.bin", 1000) for n in range(12)]
    wrong = Credentials(cloud.access_key_id, "wrong")
    tasks = listening.upload(cloud, files, credentials=wrong, spec=callback(cloud))
    listening.until(lambda: all(_waits(listening, task) for task in tasks))
    (event,) = needed(listening)
    assert (event.connection_id, event.waiting) == (CONNECTION, 12)
    assert (event.failure.code, event.failure.answer.code) == (
        "refused.credentials",
        "SignatureDoesNotMatch",
    )
    assert not listening.results()
    listening.engine.connect(CONNECTION, key(cloud))
    assert {r.outcome for r in listening.ended(*tasks)} == {Outcome.DELIVERED}
    assert len(needed(listening)) == 1
    assert all(listening.latest(task).error_code == "" for task in tasks)


def test_a_token_that_ends_in_the_middle_sends_no_stored_part_again(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    cloud.faults(kind="status", operation="UploadPart", skip=3, times=None, **REFUSED)
    (task,) = listening.upload(
        cloud, [a_file("big.bin", 10 * PART)], part_size=PART, method="multipart",
        spec=callback(cloud),
    )  # fmt: skip
    listening.until(lambda: _waits(listening, task))
    (upload,) = cloud.uploads()
    cloud.ask("/faults", method="DELETE")
    listening.engine.connect(CONNECTION, key(cloud))
    (result,) = listening.ended(task)
    assert result.outcome is Outcome.DELIVERED
    assert sorted(parts_stored(cloud)) == list(range(1, 11))
    assert not cloud.uploads()
    begun = [e for e in cloud.of_kind("request") if "Initiate" in str(e.get("operation"))]
    assert len(begun) == 1 and upload


def _waits(listening: Listening, task: str) -> bool:
    seen = listening.seen.get(task)
    return bool(
        seen
        and seen[-1].state is UploadState.QUEUED
        and seen[-1].error_code == "refused.credentials"
    )

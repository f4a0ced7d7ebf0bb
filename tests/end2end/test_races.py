"""Two programs race for the same names: whatever they agreed on, nothing is ever overwritten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastcrc import crc64

from app.domain.destination import SameName
from app.domain.states import Outcome
from app.domain.upload import Result
from app.engine.tools import EngineLimits
from tests.cloud import Cloud
from tests.engine.listening import Listening

TRIES = 35
"""Names that both want, in each of the six races: 210 in all."""
FINAL = {"put": "PutObject", "post": "PostObject", "multipart": "CompleteMultipartUpload"}
QUICK = EngineLimits(files=8, parts=8)


@pytest.fixture
def racers(cloud: Cloud) -> Iterator[list[Listening]]:
    """Two engines beside a cloud that has forgotten everything."""
    cloud.reset()
    with (
        closing(Listening(None, limits=QUICK)) as one,
        closing(Listening(None, limits=QUICK)) as two,
    ):
        yield [one, two]


def sources(folder: Path, owner: str) -> list[Path]:
    """Files of the same names for everybody, each of its own content."""
    (folder / owner).mkdir()
    files = [folder / owner / f"{number:02}.txt" for number in range(TRIES)]
    for file in files:
        file.write_text(f"{file.name} of {owner}")
    return files


def raced(
    racers: list[Listening], cloud: Cloud, folder: Path, *, method: str, rule: SameName
) -> list[tuple[Path, Result]]:
    """Let both upload at once; what each of their files came to."""
    files = [sources(folder, owner) for owner in ("one", "two")]
    tasks = [
        racer.upload(cloud, own, same_name=rule, method=method)
        for racer, own in zip(racers, files, strict=True)
    ]
    results = [racer.ended(*ids) for racer, ids in zip(racers, tasks, strict=True)]
    return [
        pair
        for own, ended in zip(files, results, strict=True)
        for pair in zip(own, ended, strict=True)
    ]


def in_cloud(cloud: Cloud) -> dict[str, int]:
    """CRC-64 of each object by its key."""
    return {str(found["key"]): int(found["crc64"]) for found in cloud.objects()}


def stored_twice(cloud: Cloud, method: str) -> list[str]:
    """Keys to which more than one final request succeeded."""
    final = cloud.of_kind("request", operation=FINAL[method], status=200)
    counts = Counter(str(event["key"]) for event in final)
    assert counts, "the events have other names by now"
    return [key for key, count in counts.items() if count > 1]


@pytest.mark.parametrize("method", list(FINAL))
def test_with_keep_both_every_file_of_both_is_there(
    racers: list[Listening], cloud: Cloud, tmp_path: Path, method: str
) -> None:
    ends = raced(racers, cloud, tmp_path, method=method, rule=SameName.KEEP_BOTH)
    objects = in_cloud(cloud)
    assert len(objects) == len(ends) == 2 * TRIES
    for path, result in ends:
        assert result.outcome is Outcome.STORED
        assert result.receipt is not None
        assert objects[result.receipt.key] == crc64.xz(path.read_bytes())
    assert not stored_twice(cloud, method)


@pytest.mark.parametrize("method", list(FINAL))
def test_with_skip_the_first_one_stays(
    racers: list[Listening], cloud: Cloud, tmp_path: Path, method: str
) -> None:
    ends = raced(racers, cloud, tmp_path, method=method, rule=SameName.SKIP)
    objects = in_cloud(cloud)
    stored = {path: result for path, result in ends if result.outcome is Outcome.STORED}
    skipped = [path for path, result in ends if result.outcome is Outcome.SKIPPED]
    assert len(objects) == len(stored) == len(skipped) == TRIES
    for path in stored:
        assert objects[path.name] == crc64.xz(path.read_bytes())
    assert not stored_twice(cloud, method)

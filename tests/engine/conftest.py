"""Fixtures of the engine's tests."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cloud import Cloud
from tests.engine.listening import Listening
from tests.engine.small_disk import mounted_tiny


@pytest.fixture
def listening(cloud: Cloud) -> Iterator[Listening]:
    """An engine whose list is in memory, beside a cloud that has forgotten everything."""
    cloud.reset()
    listener = Listening(None)
    yield listener
    listener.close()


@pytest.fixture
def a_file(tmp_path: Path) -> Callable[..., Path]:
    """Makes files of random bytes."""

    def make(name: str, size: int) -> Path:
        path = tmp_path / name
        path.write_bytes(os.urandom(size))
        return path

    return make


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A disk of half a MiB."""
    with mounted_tiny(tmp_path / "disk") as folder:
        yield folder

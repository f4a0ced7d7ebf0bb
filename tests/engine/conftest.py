"""Fixtures of the engine's tests."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.providers.contract import SourceRange
from tests.cloud import Cloud
from tests.engine.listening import Listening
from tests.engine.servers import Certified, certified
from tests.engine.small_disk import mounted_tiny

HUGE = 8 << 30


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
def huge(tmp_path: Path) -> SourceRange:
    """A file that takes longer to send than any test; it takes no room."""
    path = tmp_path / "huge.bin"
    with path.open("wb") as file:
        file.truncate(HUGE)
    return SourceRange(str(path), 0, HUGE)


@pytest.fixture(scope="module")
def tls() -> Certified:
    """A server's certificate and a client that trusts it."""
    return certified()


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A disk of half a MiB."""
    with mounted_tiny(tmp_path / "disk") as folder:
        yield folder

"""Fixtures for all tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cloud import Cloud


@pytest.fixture(scope="session")
def running_cloud() -> Iterator[Cloud]:
    """One demo cloud for the whole run; take ``cloud`` instead, which is always fresh."""
    cloud = Cloud()
    yield cloud
    assert cloud.close() == 0


@pytest.fixture
def cloud(running_cloud: Cloud) -> Cloud:
    """The demo cloud, empty and well-behaved."""
    running_cloud.reset()
    return running_cloud

"""Fixtures of the tests with a real screen and a real pointer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.xvfb.screen import Screen, screen


@pytest.fixture
def display() -> Iterator[Screen]:
    """A screen for one test."""
    with screen() as one:
        yield one

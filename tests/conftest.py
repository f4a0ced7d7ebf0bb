"""Fixtures for all tests."""

from __future__ import annotations

import gc
import logging
import os
import signal
from collections.abc import Iterator

import pytest

from tests.cloud import Cloud

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Started in a shell's background: the programs that tests start would ignore Ctrl+C as well.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """What the tests are made of stays to the end: looking through it for rubbish takes 0.3 s."""
    gc.collect()
    gc.freeze()


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


@pytest.fixture(autouse=True)
def no_secret_is_logged(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """No line of any logger holds the cloud's secret, before anything is redacted."""
    caplog.set_level(logging.DEBUG)
    yield
    if "running_cloud" in request.fixturenames:
        cloud: Cloud = request.getfixturevalue("running_cloud")
        lines = [r.getMessage() for phase in ("setup", "call") for r in caplog.get_records(phase)]
        assert not [line for line in lines if cloud.access_key_secret in line]

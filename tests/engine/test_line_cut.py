"""The network is really taken away: an engine in a network namespace of its own, and its cable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.events import LineKind
from app.domain.states import Outcome, UploadState
from app.engine.lines import LineRules
from app.engine.tools import EngineLimits
from tests.cloud import Cloud
from tests.engine.line_kit import (
    Relay,
    latest,
    lines,
    listed_and_sent_again,
    stored,
    through,
    waits,
)
from tests.engine.listening import Listening, callback
from tests.engine.namespaces import Cable, cable

MIB = 1 << 20
PART = 2 * MIB
Maker = Callable[..., Path]
QUICK = LineRules(first=0.2, longest=0.5, stalled=1.0, watch=0.2)


@pytest.fixture
def wire() -> Iterator[Cable]:
    """A computer of its own with one cable."""
    try:
        with cable() as made:
            yield made
    except OSError as error:
        pytest.skip(f"network namespaces are not permitted here: {error}")


@pytest.fixture
def relay(cloud: Cloud, wire: Cable) -> Iterator[Relay]:
    """The cloud, at the far end of the cable."""
    cloud.reset()
    with Relay(cloud.port, listen=wire.listener) as made:
        yield made


@pytest.fixture
def computer(wire: Cable, relay: Relay) -> Iterator[Listening]:
    """An engine on that computer."""
    limits = EngineLimits(rate=8 * MIB)
    listener = wire.here.do(lambda: Listening(None, limits=limits, lines=QUICK))
    yield listener
    listener.close()


def test_the_network_is_taken_away_and_given_back_in_the_middle_of_a_multipart_upload(
    cloud: Cloud, wire: Cable, relay: Relay, computer: Listening, a_file: Maker
) -> None:
    path = a_file("film.mp4", 8 * PART)
    [task] = computer.upload(
        through(cloud, relay), [path], spec=callback(cloud), method="multipart", part_size=PART
    )
    computer.until(lambda: stored(computer, task) >= 2 * PART)
    wire.switch_off()
    computer.until(lambda: waits(computer))
    assert lines(computer)[-1].kind is LineKind.NETWORK
    computer.until(lambda: latest(computer, task).state is UploadState.WAITING)
    wire.switch_on()
    [result] = computer.ended(task)
    assert result.outcome is Outcome.DELIVERED
    assert not waits(computer)
    assert len(cloud.of_kind("request", operation="InitiateMultipartUpload")) == 1
    assert listed_and_sent_again(cloud) == set()
    assert len(cloud.of_kind("callback_sent")) == 1

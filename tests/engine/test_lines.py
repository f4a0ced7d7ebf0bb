"""The line goes away and comes back: the queue pauses by itself, and goes on by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.events import LineKind
from app.domain.states import Outcome, UploadState
from app.engine.lines import LineRules
from tests.cloud import Cloud
from tests.engine.line_kit import Relay, lines, listed_and_sent_again, stored, through, waits
from tests.engine.listening import Listening, callback

KIB = 1024
PART = 100 * KIB
Maker = Callable[..., Path]
QUICK = LineRules(first=0.1, longest=0.4, stalled=0.5, watch=0.1)


@pytest.fixture
def relay(cloud: Cloud) -> Iterator[Relay]:
    """A line to the cloud that can be cut."""
    with Relay(cloud.port) as made:
        yield made


@pytest.fixture
def patient(cloud: Cloud) -> Iterator[Listening]:
    """An engine that waits for lines, in short steps."""
    cloud.reset()
    listener = Listening(None, lines=QUICK)
    yield listener
    listener.close()


def test_a_dead_line_pauses_and_the_upload_goes_on_from_what_is_stored(
    cloud: Cloud, relay: Relay, patient: Listening, a_file: Maker
) -> None:
    path = a_file("film.mp4", 12 * PART)
    cloud.faults(kind="delay", operation="UploadPart", seconds=0.2, times=None)
    [task] = patient.upload(
        through(cloud, relay), [path], spec=callback(cloud), method="multipart", part_size=PART
    )
    patient.until(lambda: stored(patient, task) >= 3 * PART)
    relay.down()
    patient.until(lambda: waits(patient))
    told = lines(patient)[-1]
    assert (told.kind, told.places) == (LineKind.PLACE, (relay.origin,))
    patient.until(lambda: patient.latest(task).state is UploadState.WAITING)
    assert patient.latest(task).error_values["line"] == "out"
    patient.until(lambda: len(lines(patient)) > 14)  # far more tries than the six of a step
    relay.up()
    [result] = patient.ended(task)
    assert result.outcome is Outcome.DELIVERED
    assert not waits(patient)
    assert len(cloud.of_kind("request", operation="InitiateMultipartUpload")) == 1
    assert listed_and_sent_again(cloud) == set()

"""The network is really taken away: an engine in a network namespace of its own, and its cable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from app.domain.events import LineKind
from app.domain.states import Outcome, UploadState
from app.engine.line_rules import LineRules
from app.engine.tools import EngineLimits
from tests.cloud import Cloud
from tests.end2end.running import at, command, environment
from tests.engine.line_kit import (
    Relay,
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
ANOTHER = "10.231.9.2"
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
    computer.reaches(task, UploadState.WAITING)
    wire.switch_on()
    [result] = computer.ended(task)
    assert result.outcome is Outcome.DELIVERED
    assert not waits(computer)
    assert len(cloud.of_kind("request", operation="InitiateMultipartUpload")) == 1
    assert listed_and_sent_again(cloud) == set()
    assert len(cloud.of_kind("callback_sent")) == 1


@pytest.mark.slow
def test_a_cable_that_is_pulled_at_the_far_end_is_noticed_though_nothing_breaks(
    cloud: Cloud, wire: Cable, relay: Relay, computer: Listening, a_file: Maker
) -> None:
    two_parts = EngineLimits(rate=8 * MIB, parts=2)
    computer.engine.set_limits(two_parts)
    path = a_file("film.mp4", 24 * MIB)
    [task] = computer.upload(
        through(cloud, relay), [path], spec=callback(cloud), method="multipart", part_size=6 * MIB
    )
    computer.until(lambda: stored(computer, task) >= 6 * MIB)
    computer.engine.set_limits(replace(two_parts, rate=MIB // 16))  # or it may be through by then
    wire.pull()
    computer.engine.set_limits(two_parts)
    computer.until(lambda: waits(computer))
    assert lines(computer)[-1].kind is LineKind.NETWORK
    computer.until(lambda: computer.latest(task).error_values.get("line") == "out")
    wire.plug_in()
    [result] = computer.ended(task)
    assert result.outcome is Outcome.DELIVERED
    assert len(cloud.of_kind("request", operation="InitiateMultipartUpload")) == 1
    assert listed_and_sent_again(cloud) == set()


def test_another_network_drops_kept_connections(
    cloud: Cloud, wire: Cable, relay: Relay, computer: Listening, a_file: Maker
) -> None:
    computer.ended(*computer.upload(through(cloud, relay), [a_file("a.bin", 5000)]))
    assert (relay.opened, relay.closed) == (1, 0)
    wire.here.ip(f"address add {ANOTHER}/24 dev inside")
    relay.until_closed()
    computer.ended(*computer.upload(through(cloud, relay), [a_file("b.bin", 5000)]))
    assert relay.opened == 2


def test_services_that_refuse_are_named_one_by_one_for_the_network_is_there(
    cloud: Cloud, wire: Cable, relay: Relay, computer: Listening, a_file: Maker
) -> None:
    with Relay(cloud.port, listen=wire.listener) as other:
        relay.down()
        other.down()
        first = computer.upload(through(cloud, relay), [a_file("a.bin", 5000)])
        computer.until(lambda: waits(computer))
        second = computer.upload(through(cloud, other), [a_file("b.bin", 5000)])
        computer.until(lambda: lines(computer)[-1].places == (relay.origin, other.origin))
        other.up()
        assert computer.ended(*second)[0].outcome is Outcome.STORED
        computer.until(lambda: lines(computer)[-1].places == (relay.origin,))
        assert {told.kind for told in lines(computer)} == {LineKind.PLACE}
        relay.up()
        assert computer.ended(*first)[0].outcome is Outcome.STORED


# --- the command line -----------------------------------------------------------------------


def send(cloud: Cloud, wire: Cable, home: Path, path: Path, *words: str) -> Popen[str]:
    """``upcall send`` on that computer."""
    shell = environment(home, secret=cloud.access_key_secret, key_id=cloud.access_key_id)
    line = command("send", str(path), *at(cloud), *words)
    return wire.here.do(lambda: Popen(line, env=shell, stdout=PIPE, stderr=PIPE, text=True))


def test_send_waits_for_the_network_says_so_and_goes_on(
    cloud: Cloud, wire: Cable, relay: Relay, tmp_path: Path, a_file: Maker
) -> None:
    wire.switch_off()
    program = send(through(cloud, relay), wire, tmp_path / "home", a_file("a.bin", 5000))
    with program:
        assert program.stderr is not None
        first = program.stderr.readline()
        wire.switch_on()
        out, rest = program.communicate(timeout=60)
    assert "This computer has no connection to the network. Waiting for it, 120 s" in first
    assert "The network is back" in rest
    assert "a.bin: Stored" in out
    assert program.returncode == 0


def test_send_fails_when_the_network_does_not_come_back_in_time(
    cloud: Cloud, wire: Cable, relay: Relay, tmp_path: Path, a_file: Maker
) -> None:
    wire.switch_off()
    with send(
        through(cloud, relay),
        wire,
        tmp_path / "home",
        a_file("a.bin", 5000),
        *("--wait-network", "1"),
    ) as program:
        out, told = program.communicate(timeout=60)
    assert "Waiting for it, 1 s at most" in told
    assert "is back" not in told
    assert "a.bin: Not stored. The service could not be reached." in out
    assert program.returncode == 1

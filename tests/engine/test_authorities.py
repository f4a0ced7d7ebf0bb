"""Uploads by leave of an application server: keys, signed forms, presigned addresses."""

from __future__ import annotations

import asyncio
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest

from app.domain.asks import Check, CheckState, Probe
from app.domain.callback import CallbackSpec
from app.domain.credentials import Credentials, ServerAccess
from app.domain.destination import Destination, SameName
from app.domain.errors import Failure
from app.domain.events import AccessNeeded, Answered, Granted
from app.domain.grant import Authorisation, UrlGrant
from app.domain.states import Outcome, UploadState
from app.engine.authorities import Authorities, Subject, filled
from app.engine.clocks import Clocks
from app.engine.tools import EngineLimits
from tests.cloud import Cloud
from tests.engine.listening import CONNECTION, Listening, callback, key, place

Maker = Callable[..., Path]
PART = 100 * 1024
GIB = 1024**3
ROADS = {"sts": "", "policy": "", "presign": "?key={key}&size={size}&type={type}"}


def server(cloud: Cloud, road: str, *, code: str = "") -> ServerAccess:
    """The demo cloud's application server as an access."""
    return ServerAccess(cloud.facts["authorise"][road] + ROADS[road], code)


def asked(cloud: Cloud) -> int:
    """How often the application server handed something out."""
    return len(cloud.of_kind("authorised"))


def needed(listening: Listening) -> list[Failure]:
    """Why an access was asked for."""
    return [event.failure for event in listening.events if isinstance(event, AccessNeeded)]


def test_what_a_server_is_told_of_a_file_is_percent_encoded(cloud: Cloud) -> None:
    subject = Subject("c", place(cloud), "in/图 &?#.png", "a b+%.png", 7, "image/png")
    url = filled("http://x/{name}?k={key}&s={size}&t={type}&{other}", subject)
    assert url == (
        f"http://x/a%20b%2B%25.png?k={quote('in/图 &?#.png', safe='')}&s=7&t=image%2Fpng&{{other}}"
    )


@pytest.mark.parametrize("road", list(ROADS))
def test_files_are_delivered_by_leave_of_the_server(
    listening: Listening, cloud: Cloud, a_file: Maker, road: str
) -> None:
    files = [a_file(name, 1000) for name in ("a.txt", "图 &?#+%.txt", "c.txt")]
    spec = callback(cloud) if road == "sts" else CallbackSpec()
    tasks = listening.upload(cloud, files, credentials=server(cloud, road), spec=spec)
    assert {r.outcome for r in listening.ended(*tasks)} == {Outcome.DELIVERED}
    assert all(listening.latest(task).with_callback for task in tasks)
    assert asked(cloud) == (3 if road == "presign" else 1)
    (told,) = [event for event in listening.events if isinstance(event, Granted)]
    assert (told.connection_id, told.facts.in_parts) == (CONNECTION, road == "sts")
    assert (told.facts.callback is None) == (road == "sts")
    assert sorted(o["key"] for o in cloud.objects()) == sorted(f.name for f in files)


@pytest.mark.parametrize("at_once", [1, 4])
def test_a_token_that_ends_after_the_third_part_of_ten_is_renewed_in_mid_upload(
    cloud: Cloud, a_file: Maker, at_once: int
) -> None:
    cloud.reset()
    cloud.settings(sts_parts=3)
    with closing(Listening(None, limits=EngineLimits(parts=at_once))) as listening:
        (task,) = listening.upload(
            cloud,
            [a_file("f.bin", 10 * PART)],
            credentials=server(cloud, "sts"),
            method="multipart",
            part_size=PART,
            spec=callback(cloud),
        )
        (result,) = listening.ended(task)
    assert result.outcome is Outcome.DELIVERED
    stored = cloud.of_kind("part_stored")
    assert sorted(event["part"] for event in stored) == list(range(1, 11))
    assert len({event["upload_id"] for event in stored}) == 1
    assert cloud.of_kind("request", operation="UploadPart", status=403)
    assert asked(cloud) == 4 if at_once == 1 else asked(cloud) >= 2
    assert needed(listening) == []
    assert listening.latest(task).attempt == 1


@pytest.mark.parametrize(("times", "is_stored"), [(3, True), (4, False)])
def test_the_end_of_a_key_that_was_good_is_not_held_against_those_that_come_after_it(
    cloud: Cloud, a_file: Maker, times: int, is_stored: bool
) -> None:
    """The first of them had carried three parts; three that carry nothing are enough."""
    cloud.reset()
    expired = {"status": 403, "code": "SecurityTokenExpired"}
    cloud.faults(kind="status", operation="UploadPart", part=4, times=times, **expired)
    with closing(Listening(None, limits=EngineLimits(parts=1))) as listening:
        listening.upload(
            cloud,
            [a_file("f.bin", 6 * PART)],
            credentials=server(cloud, "sts"),
            method="multipart",
            part_size=PART,
        )
        listening.until(lambda: bool(listening.results() or needed(listening)))
    assert bool(listening.results()) is is_stored
    assert asked(cloud) == 4


def _authorities(
    given: Iterator[Authorisation],
    obtained: Callable[[str, Authorisation], None] = lambda _id, _given: None,
) -> Authorities:
    """Of a connection ``c`` whose server hands out these, one after the other."""

    async def ask(_there: Destination, _url: str, _code: str) -> Authorisation:
        return next(given)

    made = Authorities(ask, clocks=Clocks(), hide=lambda _secret: None, obtained=obtained)
    made.give("c", ServerAccess("http://127.0.0.1/sts?key={key}"))
    return made


def test_a_late_refusal_of_the_last_key_does_not_cost_the_one_that_took_its_place(
    cloud: Cloud,
) -> None:
    async def ask_again() -> None:
        keys = (Credentials(f"id-{n}", "secret") for n in range(9))
        authorities = _authorities(keys)
        one, other = (Subject("c", place(cloud), name) for name in ("one", "other"))
        old, others = await authorities.of(one), await authorities.of(other)
        assert authorities.refused(one, old)
        new = await authorities.of(one)
        assert authorities.refused(one, old)  # parts that were side by side
        assert await authorities.of(one) is new
        assert await authorities.of(other) is others
        assert authorities.refused(one, new)
        assert await authorities.of(one) not in (old, others, new)

    asyncio.run(ask_again())


def test_what_was_accepted_is_known_of_each_key_apart(cloud: Cloud) -> None:
    async def accept() -> None:
        same = Credentials("id", "secret", "token")
        authorities = _authorities(iter([same, replace(same)]))
        subject = Subject("c", place(cloud), "one")
        first = await authorities.of(subject)
        authorities.accepted("c", first)
        assert authorities.refused(subject, first)
        second = await authorities.of(subject)  # a server that hands out the very same
        assert first == second
        assert authorities.was_accepted("c", first)
        assert not authorities.was_accepted("c", second)

    asyncio.run(accept())


def test_who_comes_as_an_address_has_just_been_handed_out_gets_another_one(cloud: Cloud) -> None:
    """In the very turn of the loop in which the request for it ends."""
    subject = Subject("c", place(cloud), "one")
    coming: list[asyncio.Task[Authorisation]] = []
    got: list[Authorisation] = []

    async def ask_twice() -> None:
        def obtained(_connection_id: str, _given: Authorisation) -> None:
            if not coming:
                coming.append(asyncio.ensure_future(authorities.of(subject)))

        given = (UrlGrant(url=f"http://127.0.0.1/{n}") for n in range(9))
        authorities = _authorities(given, obtained)
        got.append(await authorities.of(subject))
        got.append(await coming[0])

    asking = Thread(target=lambda: asyncio.run(ask_twice()), daemon=True)
    asking.start()
    asking.join(10)  # it must not go round for ever without a turn for anybody else
    assert len(set(map(id, got))) == 2


def test_a_key_is_renewed_before_it_ends_so_that_nothing_is_refused(
    cloud: Cloud, a_file: Maker
) -> None:
    cloud.reset()
    cloud.settings(sts_seconds=2.5)
    with closing(Listening(None, limits=EngineLimits(parts=1, rate=2 * PART))) as listening:
        (task,) = listening.upload(
            cloud,
            [a_file("f.bin", 10 * PART)],
            credentials=server(cloud, "sts"),
            method="multipart",
            part_size=PART,
        )
        assert listening.ended(task)[0].outcome is Outcome.STORED
    assert asked(cloud) >= 2
    assert cloud.of_kind("request", status=403) == []


@pytest.mark.parametrize("road", list(ROADS))
def test_all_who_wait_share_what_can_be_shared(cloud: Cloud, a_file: Maker, road: str) -> None:
    cloud.reset()
    files = [a_file(f"{n}.txt", 100) for n in range(20)]
    with closing(Listening(None, limits=EngineLimits(files=10))) as listening:
        tasks = listening.upload(cloud, files, credentials=server(cloud, road))
        listening.ended(*tasks)
    assert asked(cloud) == (20 if road == "presign" else 1)


def test_a_server_that_cannot_be_reached_is_waited_for_and_named(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    for _ in range(2):
        cloud.answers(side="authorise", mode="hang_up", times=1)
    (task,) = listening.upload(cloud, [a_file("f", 100)], credentials=server(cloud, "sts"))
    assert listening.ended(task)[0].outcome is Outcome.STORED
    (first, *_) = [s for s in listening.seen[task] if s.state is UploadState.WAITING]
    assert first.error_values["who"] == "server"
    assert first.error_kind == "unreachable"
    assert needed(listening) == []


def test_a_wrong_access_code_is_asked_for_once(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    cloud.settings(access_code="the right code")
    wrong = server(cloud, "sts", code="a wrong code")
    tasks = listening.upload(cloud, [a_file(f"{n}", 9) for n in range(8)], credentials=wrong)
    listening.until(lambda: bool(needed(listening)))
    (failure,) = needed(listening)
    assert (failure.code, failure.values["who"]) == ("refused.credentials", "server")
    listening.engine.connect(CONNECTION, server(cloud, "sts", code="the right code"))
    assert {r.outcome for r in listening.ended(*tasks)} == {Outcome.STORED}


def test_a_key_that_is_handed_out_and_refused_is_not_asked_for_over_and_over(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    cloud.settings(sts_seconds=-10)
    (task,) = listening.upload(cloud, [a_file("f", 9)], credentials=server(cloud, "sts"))
    listening.until(lambda: bool(needed(listening)))
    assert listening.latest(task).error_values["reason"] == "token_expired"
    assert asked(cloud) <= 3


def test_a_file_too_large_for_a_grant_is_named_before_a_byte_is_sent(
    listening: Listening, cloud: Cloud, tmp_path: Path
) -> None:
    path = tmp_path / "huge.bin"
    with path.open("wb") as huge:
        huge.truncate(5 * GIB + 1)
    (task,) = listening.upload(cloud, [path], credentials=server(cloud, "policy"))
    (result,) = listening.ended(task)
    assert result.failure is not None
    assert result.failure.values["reason"] == "size.grant"
    assert cloud.of_kind("request_started") == []


def test_a_fixed_callback_is_remembered_when_the_program_ends_before_the_answer(
    cloud: Cloud, a_file: Maker, tmp_path: Path
) -> None:
    cloud.reset()
    cloud.answers(mode="late", seconds=2)
    journal, path = tmp_path / "queue.db", a_file("f.txt", 5000)
    with closing(Listening(journal)) as first:
        (task,) = first.upload(cloud, [path], credentials=server(cloud, "policy"))
        first.reaches(task, UploadState.COMPLETING)
        cloud.until(lambda events: any(e["kind"] == "callback_sent" for e in events))
    assert b"OSSAccessKeyId" not in journal.read_bytes()
    with closing(Listening(journal)) as second:
        second.engine.connect(CONNECTION, key(cloud))
        (result,) = second.ended(task)
    assert result.outcome is Outcome.ANSWER_NOT_SEEN
    assert len(cloud.of_kind("object_stored")) == 1
    secrets = [cloud.access_key_secret, "policy", "x-oss-signature"]
    assert not [word for word in secrets if word.encode() in journal.read_bytes()]


def test_keep_both_holds_by_leave_of_the_server_too(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    (folder := a_file("x", 1).parent / "other").mkdir()
    (folder / "a.txt").write_bytes(os.urandom(50))
    files = [a_file("a.txt", 40), folder / "a.txt"]
    tasks = [
        listening.upload(
            cloud, [f], credentials=server(cloud, "policy"), same_name=SameName.KEEP_BOTH
        )[0]
        for f in files
    ]
    assert {r.outcome for r in listening.ended(*tasks)} == {Outcome.DELIVERED}
    assert sorted(o["key"] for o in cloud.objects()) == ["a (2).txt", "a.txt"]


def test_no_secret_is_used_before_it_is_hidden(cloud: Cloud, a_file: Maker) -> None:
    cloud.reset()
    cloud.settings(access_code="an access code")
    hidden: list[str] = []
    with closing(Listening(None, hide=hidden.append)) as listening:
        for road in ROADS:
            access = server(cloud, road, code="an access code")
            (task,) = listening.upload(cloud, [a_file(road, 9)], credentials=access)
            listening.ended(task)
    assert "an access code" in hidden
    assert any(text.startswith("DEMO-TOKEN-") for text in hidden)
    assert len(hidden) >= 5


def test_the_grant_is_looked_up_on_demand(listening: Listening, cloud: Cloud) -> None:
    listening.engine.connect(CONNECTION, server(cloud, "policy"))
    listening.engine.check_grant(CONNECTION, place(cloud))
    listening.until(lambda: bool(_granted(listening)))
    facts = _granted(listening)[0].facts
    assert (facts.kind, facts.in_parts) == ("form", False)
    assert facts.callback is not None
    assert facts.open_variables == ("x:order",)
    listening.engine.check_grant("nobody", place(cloud))
    listening.until(lambda: bool(needed(listening)))
    assert needed(listening)[0].code == "credentials.missing"


def _granted(listening: Listening) -> list[Granted]:
    return [event for event in listening.events if isinstance(event, Granted)]


@pytest.mark.parametrize(("code", "state"), [("right", CheckState.GOOD), ("x", CheckState.BAD)])
def test_the_doctor_says_first_whether_the_server_gives_leave(
    listening: Listening, cloud: Cloud, code: str, state: CheckState
) -> None:
    cloud.settings(access_code="right")
    access = server(cloud, "sts", code=code)
    listening.engine.ask(Probe(uuid.uuid4().hex, "nobody", place(cloud), access=access))
    listening.until(lambda: any(_answers(listening)) and _answers(listening)[-1].complete)
    checks = _answers(listening)[-1].answer
    assert isinstance(checks, tuple)
    first = checks[0]
    assert isinstance(first, Check)
    assert (first.name, first.state) == ("server", state)
    assert len(checks) > 3


def _answers(listening: Listening) -> list[Answered]:
    return [event for event in listening.events if isinstance(event, Answered)]

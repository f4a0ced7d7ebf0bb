"""When a review is due, and that nothing begins before it: with the real engine and cloud."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.connection import AccessKind, Connection, FileLimits, View
from app.domain.destination import SameName
from app.domain.errors import Failure
from app.domain.events import AccessNeeded, Gathered, Granted
from app.domain.grant import GrantFacts
from app.domain.left_out import LeftOut, Why
from app.domain.questions import Question
from app.host.settings import Settings, Start
from app.ui.review_facts import Facts, Reason, reasons, twins_of
from app.ui.reviewing import Review
from tests.cloud import Cloud
from tests.ui.conftest import Office, Offices
from tests.ui.expert_kit import connection, row
from tests.ui.live_kit import PATIENCE_MS, Live, live, place

SIMPLE = replace(connection(), view=View.SIMPLE)
AT_ONCE = Settings(start=Start.AT_ONCE)
QUESTION = Question("x:order", "Order number")


@pytest.fixture
def here(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> Iterator[Live]:
    with live(qtbot, tmp_path, cloud) as made:
        yield made


def wanted(desk_owner: Live | Office) -> list[Review]:
    """Reviews that a sheet is wanted for, as they come."""
    found: list[Review] = []
    desk_owner.desk.reviewing.wanted.connect(found.append)
    return found


def why(facts: Facts, *, expert: bool = True) -> set[Reason]:
    return set(reasons(facts, expert=expert))


# --- what makes a review due ------------------------------------------------------------------


def test_a_few_good_files_need_no_decision() -> None:
    facts = Facts(connection(), tuple(row(n) for n in range(20)))
    assert why(facts) == why(facts, expert=False) == set()


def test_more_than_twenty_files_are_looked_at_in_simple_only() -> None:
    facts = Facts(connection(), tuple(row(n) for n in range(21)))
    assert why(facts, expert=False) == {Reason.MANY}
    assert why(facts) == set()


def test_what_is_left_out_for_a_reason_that_must_be_known_makes_it_due() -> None:
    rows = (row(1, size=11), row(2, size=10))
    hidden, twice = LeftOut(Why.HIDDEN, 5), LeftOut(Why.DUPLICATE, 1)
    quiet = Gathered("batch", 1, complete=True, left_out=(hidden, twice))
    barred = replace(quiet, left_out=(LeftOut(Why.ENDING, 1, ("a.exe",)),))
    lost = replace(quiet, left_out=(hidden, LeftOut(Why.UNREADABLE_FOLDER, 1, ("b/",))))
    assert why(Facts(connection(), rows, (quiet,))) == set()
    assert why(Facts(connection(), rows, (barred,))) == {Reason.BARRED}
    assert why(Facts(connection(), rows, (lost,))) == {Reason.UNNAMED}
    facts = Facts(connection(), rows, largest=10)
    assert why(facts) == {Reason.TOO_LARGE}
    assert facts.going() == rows[1:]


def test_questions_and_twins_make_it_due() -> None:
    asking = replace(connection(), questions=(QUESTION,))
    assert why(Facts(asking, (row(1),))) == {Reason.QUESTIONS}
    rows = (row(1, key="a/x.jpg"), row(2, key="a/x.jpg"), row(3, key="a/x (2).jpg"))
    twins = twins_of(rows)
    assert twins == {"task2": "a/x (3).jpg"}
    assert why(Facts(connection(), rows, twins=twins)) == {Reason.TWINS}


def test_simple_is_never_asked_about_names_that_are_taken() -> None:
    facts = Facts(connection(), (row(1),), asks=True)
    assert why(facts) == {Reason.TAKEN}
    assert why(facts, expert=False) == set()
    assert why(replace(facts, taken={})) == set()


# --- what begins, and what waits --------------------------------------------------------------


def test_without_a_decision_everything_begins_as_before(offices: Offices, qtbot: QtBot) -> None:
    made = offices(SIMPLE)
    found = wanted(made)
    made.engine.mailbox.put([row(n, held=True, connection_id=SIMPLE.id) for n in range(3)])
    qtbot.waitUntil(lambda: made.desk.totals.files == 3)
    made.desk.upload()
    assert made.engine.named("begin") == [("begin", None)]
    assert found == []


def test_what_needs_a_decision_waits_and_the_rest_goes_on(offices: Offices, qtbot: QtBot) -> None:
    asking = replace(connection(name="Asking"), questions=(QUESTION,))
    made = offices(connection(), asking)
    found = wanted(made)
    other = row(2, held=True, connection_id=asking.id)
    made.engine.mailbox.put([row(1, held=True), other])
    qtbot.waitUntil(lambda: made.desk.totals.files == 2)
    made.desk.upload()
    assert made.engine.named("begin") == [("begin", ["task1"])]
    assert [review.facts.rows for review in found] == [(other,)]
    made.desk.upload()
    assert len(found) == 1, "one sheet at a time for the same files"
    made.desk.reviewing.put_off(found[0])
    made.desk.upload()
    assert len(found) == 2, "it comes again when Upload is pressed again"


def test_one_file_begun_by_its_row_is_looked_at_too(offices: Offices, qtbot: QtBot) -> None:
    made = offices(replace(connection(), questions=(QUESTION,)))
    found = wanted(made)
    made.engine.mailbox.put([row(1, held=True), row(2, held=True)])
    qtbot.waitUntil(lambda: made.desk.totals.files == 2)
    made.desk.resume(["task2"])
    assert made.engine.named("begin") == []
    assert [r.id for r in found[0].facts.rows] == ["task2"]


def test_files_that_start_at_once_are_held_until_nothing_has_to_be_decided(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    simple = place(cloud, view=View.SIMPLE)
    with live(qtbot, tmp_path, cloud, connection=simple, settings=AT_ONCE) as here:
        found = wanted(here)
        here.add(here.file("a.txt"))
        here.until_ended(1)
        assert found == []
        paths = [here.file(f"{n}.txt") for n in range(21)]
        here.add(*paths)
        assert [len(review.facts.rows) for review in found] == [21]
        assert here.desk.totals.ended == 1
        here.desk.reviewing.accept(found[0], rule=None, answers={})
        here.until_ended(22)


def test_pasted_bytes_wait_for_questions_too(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> None:
    asking = place(cloud, questions=(QUESTION,))
    with live(qtbot, tmp_path, cloud, connection=asking, settings=AT_ONCE) as here:
        found = wanted(here)
        here.desk.add_bytes("note.txt", b"hello")
        qtbot.waitUntil(lambda: bool(found), timeout=PATIENCE_MS)
        assert here.desk.totals.held == 1


# --- decisions reach the service ---------------------------------------------------------------


def test_answers_reach_the_server_as_variables(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> None:
    spec = replace(place(cloud).callback, body="order=${x:order}&name=${object}")
    asking = place(cloud, questions=(QUESTION,), callback=spec)
    with live(qtbot, tmp_path, cloud, connection=asking) as here:
        found = wanted(here)
        here.add(here.file("a.txt"))
        here.desk.upload()
        here.desk.reviewing.accept(found[0], rule=None, answers={"x:order": "47&11"})
        here.until_ended(1)
    (told,) = cloud.of_kind("app_received")
    assert "order=47%2611" in str(told)


def test_twins_get_names_of_their_own_whatever_the_rule(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    with live(qtbot, tmp_path, cloud, connection=place(cloud, same_name=SameName.REPLACE)) as here:
        found = wanted(here)
        here.add(here.file("one/x.txt", "1"), here.file("two/x.txt", "22"))
        here.desk.upload()
        here.desk.reviewing.accept(found[0], rule=None, answers={})
        here.until_ended(2)
        assert here.stored() == {"in/x.txt": 1, "in/x (2).txt": 2}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (SameName.KEEP_BOTH, {"in/a.txt": 3, "in/a (2).txt": 5, "in/b.txt": 5}),
        (SameName.SKIP, {"in/a.txt": 3, "in/b.txt": 5}),
        (SameName.REPLACE, {"in/a.txt": 5, "in/b.txt": 5}),
        (SameName.DIFFERENT, {"in/a.txt": 5, "in/b.txt": 5}),
    ],
)
def test_taken_names_are_found_and_the_choice_holds_for_the_batch(
    qtbot: QtBot,
    tmp_path: Path,
    cloud: Cloud,
    *,
    rule: SameName,
    expected: dict[str, int],
) -> None:
    with live(qtbot, tmp_path, cloud) as here:
        here.add(here.file("old/a.txt", "old"))
        here.desk.upload()
        here.until_ended(1)
        connection = here.desk.connection
        assert isinstance(connection, Connection)
        here.desk.update_connection(replace(connection, same_name=SameName.ASK))
        found = wanted(here)
        here.add(here.file("a.txt"), here.file("b.txt"))
        here.desk.upload()
        qtbot.waitUntil(lambda: bool(found), timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: found[0].facts.taken is not None, timeout=PATIENCE_MS)
        taken = found[0].facts.taken
        assert taken is not None
        assert {key: item.size for key, item in taken.items()} == {"in/a.txt": 3}
        here.desk.reviewing.accept(found[0], rule=rule, answers={})
        here.until_ended(3)
        assert here.stored() == expected


def test_names_that_are_free_need_no_question(here: Live) -> None:
    connection = here.desk.connection
    assert connection is not None
    here.desk.update_connection(replace(connection, same_name=SameName.ASK))
    found = wanted(here)
    here.add(here.file("free.txt"))
    here.desk.upload()
    here.until_ended(1)
    assert found == []


def test_the_sheet_can_be_asked_for(here: Live, qtbot: QtBot) -> None:
    found = wanted(here)
    here.add(here.file("a.txt"))
    here.desk.reviewing.request()
    qtbot.waitUntil(lambda: bool(found), timeout=PATIENCE_MS)
    assert Reason.ASKED in reasons(found[0].facts, expert=True)


def test_what_the_limits_bar_is_told_at_once_and_shown_with_the_rest(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    limits = FileLimits(largest=10, endings=(".txt",))
    with live(qtbot, tmp_path, cloud, connection=place(cloud, limits=limits)) as here:
        found = wanted(here)
        here.add(here.file("a.txt"), here.file("b.exe"), here.file("c.txt", "x" * 11))
        text = here.told[-1][1]
        assert "b.exe" in text
        assert "c.txt" in text
        here.desk.upload()
        (review,) = found
        names = {item.why: item.names for item in review.facts.left_out()}
        assert names == {Why.ENDING: ("b.exe",), Why.LARGEST: ("c.txt",)}
        assert [r.name for r in review.facts.rows] == ["a.txt"]


def test_a_name_that_begins_with_the_bucket_loses_it_with_one_click(here: Live) -> None:
    bucket = here.cloud.bucket
    connection = here.desk.connection
    assert connection is not None
    where = replace(connection.destination, prefix="")
    here.desk.update_connection(replace(connection, destination=where))
    here.file(f"{bucket}/x.txt", "1")
    found = wanted(here)
    here.add(str(here.folder / "files" / bucket), here.file("x.txt", "22"))
    here.desk.upload()
    (review,) = found
    assert reasons(review.facts, expert=True) == {Reason.DOUBLED}
    review.take_bucket_out()
    assert reasons(review.facts, expert=True) == {Reason.TWINS}
    here.desk.reviewing.accept(review, rule=None, answers={})
    here.until_ended(2)
    assert here.stored() == {"x.txt": 1, "x (2).txt": 2}


def test_a_file_larger_than_the_server_permits_is_named_before_the_start(
    offices: Offices, qtbot: QtBot
) -> None:
    server = replace(
        connection(), access=AccessKind.SERVER, server_url="https://app.example.com/grant"
    )
    made = offices(server)
    found = wanted(made)
    rows = [row(1, held=True, size=11), row(2, held=True, size=10)]
    made.engine.mailbox.put([replace(r, connection_id=server.id) for r in rows])
    qtbot.waitUntil(lambda: made.desk.totals.files == 2)
    made.desk.upload()
    assert made.engine.named("begin") == [], "it waits to hear what the server permits"
    assert made.engine.named("check_grant")
    made.engine.mailbox.put(events=[Granted(server.id, GrantFacts("form", largest=10))])
    qtbot.waitUntil(lambda: bool(found))
    assert [r.id for r in found[0].facts.too_large()] == ["task1"]


def test_when_the_server_hands_nothing_out_files_begin_and_wait_there(
    offices: Offices, qtbot: QtBot
) -> None:
    server = replace(
        connection(), access=AccessKind.SERVER, server_url="https://app.example.com/grant"
    )
    made = offices(server)
    made.engine.mailbox.put([row(1, held=True, connection_id=server.id)])
    qtbot.waitUntil(lambda: made.desk.totals.files == 1)
    made.desk.upload()
    needed = AccessNeeded(server.id, Failure("refused.credentials", "refused"), 1)
    made.engine.mailbox.put(events=[needed])
    qtbot.waitUntil(lambda: bool(made.engine.named("begin")))

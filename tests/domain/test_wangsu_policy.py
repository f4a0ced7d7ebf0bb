"""Upload policies: every documented field, and what they are read as (wangsu.md, 1.3 and 1.5)."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.callback import CallbackSpec
from app.domain.connection import Batch
from app.domain.destination import Destination, SameName, problems
from app.domain.service_options import WANGSU
from app.domain.wangsu_place import ADVISED_CHARACTERS, key_problem, key_warning
from app.domain.wangsu_policy import (
    asking,
    life_of,
    policy_of,
    policy_text,
    preview,
    read_policy,
    spelled,
    variables_in,
    wire_url,
)

PLACE = Destination("wangsu", "https://up.example.com", "", "demo-bucket")
BATCH = Batch("b", "c", PLACE, same_name=SameName.KEEP_BOTH)
END = 1893456000.0


def policy(batch: Batch = BATCH, **extras: str) -> dict[str, str | int]:
    return policy_of(replace(batch, extras=extras), "dir/hello.txt", deadline=END)


def test_the_least_policy_says_where_until_when_and_that_nothing_is_replaced() -> None:
    found = policy()
    assert found == {
        "scope": "demo-bucket:dir/hello.txt",
        "deadline": "1893456000000",
        "overwrite": 0,
    }
    assert policy_text(found).startswith('{"scope":"demo-bucket:dir/hello.txt","deadline":"18934')


@pytest.mark.parametrize(
    ("same_name", "overwrite"),
    [
        (SameName.REPLACE, 1),
        (SameName.DIFFERENT, 1),
        (SameName.SKIP, 0),
        (SameName.KEEP_BOTH, 0),
        (SameName.ASK, 0),
    ],
)
def test_what_is_there_is_replaced_only_where_that_was_chosen(
    same_name: SameName, overwrite: int
) -> None:
    assert policy(replace(BATCH, same_name=same_name))["overwrite"] == overwrite


def test_every_option_lands_in_its_field() -> None:
    given_ = {
        "returnBody": "a=$(x:a)",
        "returnUrl": "http://a.example/报",
        "persistentOps": "vframe/jpg/offset/1",
        "persistentNotifyUrl": "http://a.example/n",
        "separate": "1",
        "contentDetect": "imagePorn",
        "detectNotifyURL": "a.example/d",
        "detectNotifyRule": "porn;sexy",
        "fsizeLimit": "1000",
        "lastModifiedTime": "1893456000000",
    }
    found = policy(BATCH, **given_)
    assert found["returnBody"] == "a=$(x:a)&persistentId=$(persistentId)"
    assert found["returnUrl"] == "http://a.example/%E6%8A%A5"
    assert found["detectNotifyURL"] == "http://a.example/d"
    assert (found["separate"], found["fsizeLimit"]) == (1, 1000)
    assert found["lastModifiedTime"] == 1893456000000
    for name in ("persistentOps", "persistentNotifyUrl", "contentDetect", "detectNotifyRule"):
        assert found[name] == given_[name]
    known = {option.name for option in WANGSU} - {"retentionDays", "leaveSeconds", "statusUrl"}
    assert known <= {*found, "saveKey"}
    assert policy(saveKey="a/b")["scope"] == "demo-bucket"


def test_a_redirect_is_left_out_where_it_does_not_work() -> None:
    batch = replace(BATCH, extras={"returnUrl": "http://a.example/"})
    assert "returnUrl" in policy_of(batch, "k", deadline=END)
    assert "returnUrl" not in policy_of(batch, "k", deadline=END, in_parts=True)
    called = replace(batch, callback=CallbackSpec(True, ("http://a.example/cb",), ""))
    assert "returnUrl" not in policy_of(called, "k", deadline=END)


def test_a_callbacks_body_may_be_empty() -> None:
    spec = CallbackSpec(True, ("a.example/cb?x=1",), "")
    found = policy(replace(BATCH, callback=spec))
    assert found["callbackUrl"] == "http://a.example/cb?x=1"
    assert "callbackBody" not in found
    processed = policy(replace(BATCH, callback=spec), persistentOps="x/y")
    assert processed["callbackBody"] == "persistentId=$(persistentId)"


def test_a_template_that_asks_already_stays_as_it_is() -> None:
    for template in ("id=$(persistentId)", "a=1&b=$(persistentId)&c=2"):
        assert asking(template, "persistentId") == template
    assert asking("", "key") == "key=$(key)"
    assert variables_in("a=$(key)&b=$(x:A b)&c=$(x:C)&d=$(key)") == ("key", "x:C")


def test_variables_go_by_the_templates_spelling() -> None:
    found = spelled({"x:uid": "1", "X:Order": "2"}, ["u=$(x:UID)", "o=$(key)"])
    assert found == {"x:UID": "1", "x:order": "2"}


def test_a_policy_is_read_as_it_was_made() -> None:
    spec = CallbackSpec(True, ("http://a.example/cb",), "u=$(x:u)")
    made = policy(replace(BATCH, callback=spec), fsizeLimit="9", persistentOps="x/y")
    found = read_policy(policy_text(made))
    assert (found.bucket, found.key, found.expires_at) == ("demo-bucket", "dir/hello.txt", END)
    assert found.largest == 9
    assert found.callback.urls == spec.urls
    assert found.open_variables == ("x:u",)
    assert found.extras == {"persistentOps": "x/y", "fsizeLimit": "9"}
    assert json.loads(preview(replace(BATCH, callback=spec), "k", deadline=END))["scope"]


def test_a_scope_is_split_at_its_first_colon() -> None:
    found = read_policy('{"scope": "b:a:b/c", "deadline": 5000.0}')
    assert (found.bucket, found.key, found.expires_at) == ("b", "a:b/c", 5.0)


@given(st.dictionaries(st.sampled_from([o.name for o in WANGSU]), st.text(max_size=12)))
def test_no_option_that_anybody_types_breaks_a_policy(extras: dict[str, str]) -> None:
    text = policy_text(policy(BATCH, **extras))
    assert read_policy(text).bucket == "demo-bucket"
    assert life_of(extras) > 0


def test_urls_are_written_for_the_wire() -> None:
    assert (
        wire_url("报告.example/文?a=文#x") == "http://xn--4rrx74a.example/%E6%96%87?a=%E6%96%87#x"
    )
    assert wire_url("https://a.example/%41?b=c d") == "https://a.example/%41?b=c d"
    assert wire_url("") == ""
    assert wire_url("http://[文") == "http://[文"


def test_names_and_places_have_rules_of_their_own() -> None:
    assert key_problem("a/b.txt") == ""
    assert key_problem("x" * 1000) == ""
    assert key_problem("a/") == "key.last_character"
    assert key_warning("x" * ADVISED_CHARACTERS) == ""
    assert key_warning("x" * (ADVISED_CHARACTERS + 1)) == "key.many_characters"
    assert problems(PLACE) == []
    assert problems(replace(PLACE, bucket="1ab")) == ["bucket.invalid"]

"""Processing: what instructions make, who is told, what the status says (reference/wangsu.md 5)."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from app.democloud.wangsu.jpeg import read_jpeg
from app.democloud.wangsu.picture import Picture
from app.democloud.wangsu.pictures import png_of, read_picture
from tests.cloud import Cloud
from tests.democloud.wangsu import QUICK, Wangsu, b64, etag, unb64

RESULTS = "demo-results"
LAKE = Path(__file__).parents[2] / "resources/samples/lake.jpg"


@pytest.fixture
def wangsu(cloud: Cloud) -> Wangsu:
    """The service of a fresh cloud whose minutes and tasks are short."""
    cloud.settings(**QUICK)
    return Wangsu(cloud)


def picture(width: int = 60, height: int = 40) -> bytes:
    """A PNG whose left half is red and whose right half is blue."""
    half = width // 2
    row = b"\xff\x00\x00\xff" * half + b"\x00\x00\xff\xff" * (width - half)
    return png_of(Picture(width, height, (row,) * height))


def saveas(key: str, bucket: str = RESULTS) -> str:
    """The last step of an instruction."""
    return f"saveas/{b64(f'{bucket}:{key}')}"


def begun(wangsu: Wangsu, key: str, data: bytes, ops: str, **more: object) -> str:
    """Upload with instructions and give the task's id."""
    policy = wangsu.policy(key, persistentOps=ops, returnBody="id=$(persistentId)", **more)
    answer = wangsu.upload(policy, data)
    assert answer.status == 200, answer.body
    persistent_id = answer.pairs["id"]
    assert len(persistent_id) == 36
    return persistent_id


def over(cloud: Cloud, persistent_id: str, kind: str = "processing_ended") -> dict[str, Any]:
    """Wait for the end of a task and give its last event of a kind."""

    def last(event: dict[str, Any]) -> bool:
        about = event.get("persistent_id") == persistent_id and event["kind"] == kind
        return about and event.get("next_try_in") is None

    events = cloud.until(lambda events: any(last(event) for event in events))
    return [event for event in events if last(event)][-1]


def result(wangsu: Wangsu, key: str, bucket: str = RESULTS) -> bytes:
    """Read a result."""
    return wangsu.ask("GET", f"{wangsu.facts['upload_endpoint']}/{bucket}/{key}").body


def test_a_picture_is_really_scaled_and_cropped(wangsu: Wangsu, cloud: Cloud) -> None:
    scale = f"imageMogr2/png/thumbnail/30x30|{saveas('small.png')}"
    ops = f"{scale};imageMogr2/png/crop/10x20/gravity/East|{saveas('cut.png')}"
    task = begun(wangsu, "p.png", picture(), ops)
    over(cloud, task)
    small, cut = read_picture(result(wangsu, "small.png")), read_picture(result(wangsu, "cut.png"))
    assert small is not None
    assert cut is not None
    assert (small.width, small.height) == (30, 20)
    assert small.rows[0][:4] == b"\xff\x00\x00\xff"
    assert small.rows[19][-4:] == b"\x00\x00\xff\xff"
    assert (cut.width, cut.height) == (10, 20)
    assert set(cut.rows) == {b"\x00\x00\xff\xff" * 10}
    told = wangsu.task(task)
    assert (told["code"], told["inputbucket"], told["inputkey"]) == (3, wangsu.bucket, "p.png")
    first = told["items"][0]
    data = result(wangsu, "small.png")
    assert (first["code"], first["key"]) == (3, f"{RESULTS}:small.png")
    assert (first["hash"], first["fsize"], first["resolution"]) == (etag(data), len(data), "30x20")
    assert wangsu.ask("GET", first["url"]).body == data
    assert "simulated" not in first


def test_steps_follow_each_other_and_a_mark_is_laid_on(wangsu: Wangsu, cloud: Cloud) -> None:
    ops = f"imageMogr2/thumbnail/40x|watermark/jpg/mode/1/dissolve/50|{saveas('marked')}"
    task = begun(wangsu, "p.png", picture(), ops)
    over(cloud, task)
    marked = read_jpeg(result(wangsu, "marked"))
    assert marked is not None
    assert (marked.width, marked.height) == (40, 27)
    assert marked.rows[0][-2] > 240
    assert 30 < marked.rows[26][-2] < 240
    answer = wangsu.ask("GET", wangsu.task(task)["items"][0]["url"])
    assert answer.headers["Content-Type"] == "image/jpeg"


def test_the_practice_example_makes_a_preview_of_the_sample(wangsu: Wangsu, cloud: Cloud) -> None:
    data = LAKE.read_bytes()
    ops = f"imageMogr2/jpg/thumbnail/320x320|{saveas('lake.jpg')}"
    task = begun(wangsu, "lake.jpg", data, ops)
    over(cloud, task)
    (item,) = wangsu.task(task)["items"]
    assert (item["code"], item["resolution"]) == (3, "320x213")
    assert not {"simulated", "note"} & set(item)
    assert len(result(wangsu, "lake.jpg")) == item["fsize"] < len(data)


def test_videos_are_copied_and_it_says_so(wangsu: Wangsu, cloud: Cloud) -> None:
    ops = f"avthumb/mp4/s/640x360/vb/1.25m|{saveas('v.mp4')};vframe/jpg/offset/1"
    task = begun(wangsu, "clips/v.mp4", b"a film", ops)
    over(cloud, task)
    assert result(wangsu, "v.mp4") == b"a film"
    first, second = wangsu.task(task)["items"]
    assert (first["simulated"], first["note"]) == (True, "a copy of the source")
    bucket, _, key = second["key"].partition(":")
    assert bucket == wangsu.bucket
    assert key.startswith("clips/v_")
    assert key.endswith(".jpg")
    done = cloud.of_kind("instruction_done")
    assert [event["simulated"] for event in done] == [True, True]


def test_the_result_outlives_its_source(wangsu: Wangsu, cloud: Cloud) -> None:
    task = begun(wangsu, "v.mp4", b"a film", f"avthumb/mp4|{saveas('v.mp4')}")
    wangsu.manage("POST", f"/delete/{wangsu.entry('v.mp4')}")
    over(cloud, task)
    assert result(wangsu, "v.mp4") == b"a film"


@pytest.mark.parametrize(
    ("ops", "error"),
    [
        ("imageMogr2/png/thumbnail/10x10", "the source is no picture"),
        ("avthumb/mp4", "the source is no video"),
        ("enhance/more", "unknown instruction: enhance"),
        (f"{saveas('x')}", "there is nothing to do"),
        (f"{saveas('x')}|avthumb/mp4", "saveas is not the last step"),
        ("avthumb/mp4|saveas/$$", "saveas is no Base64"),
    ],
)
def test_what_cannot_be_done_is_said(wangsu: Wangsu, cloud: Cloud, ops: str, error: str) -> None:
    task = begun(wangsu, "k.txt", b"hello", ops)
    assert over(cloud, task)["code"] == 2
    told = wangsu.task(task)
    assert (told["code"], told["items"][0]["code"], told["items"][0]["error"]) == (2, 2, error)
    assert "key" not in told["items"][0]


def test_a_bucket_that_is_not_there_and_a_broken_picture(wangsu: Wangsu, cloud: Cloud) -> None:
    ops = f"imageMogr2/png/thumbnail/10x|{saveas('x', 'nobody-has-it')};imageMogr2/png/thumbnail/0x"
    task = begun(wangsu, "p.png", picture()[:-40], ops)
    over(cloud, task)
    errors = [item["error"] for item in wangsu.task(task)["items"]]
    assert errors[0] == "Bucket Not Found"
    assert errors[1]


def test_one_notification_for_two_instructions_of_which_one_fails(
    wangsu: Wangsu, cloud: Cloud
) -> None:
    cloud.settings(wangsu_failing=["vframe"])
    ops = f"avthumb/mp4|{saveas('v.mp4')};vframe/jpg/offset/1"
    url = wangsu.facts["notify_url"] + "?job=7"
    task = begun(wangsu, "v.mp4", b"a film", ops, persistentNotifyUrl=url)
    over(cloud, task, "notification_answered")
    (received,) = cloud.of_kind("app_received")
    assert received["headers"]["content-type"] == "text/plain; charset=UTF-8"
    assert (received["signature_valid"], received["variant"]) == (True, "URL without query + body")
    assert (received["what"], received["persistent_id"]) == ("notification", task)
    body = json.loads(unb64(received["body"]))
    assert (body["id"], body["code"], body["desc"]) == (task, 3, "fileOperateSucceed")
    assert [item["code"] for item in body["items"]] == [3, 2]
    assert body["items"][1]["error"] == "vframe was made to fail"
    (news,) = wangsu.news()
    assert (news["service"], news["id"], news["body"]) == ("wangsu", task, body)
    assert (news["raw"], news["attempt"]) == (received["body"], 1)
    assert news["signature"] == "URL without query + body"
    assert wangsu.task(task)["code"] == 6


def test_a_notification_for_each_instruction_and_one_at_the_end(
    wangsu: Wangsu, cloud: Cloud
) -> None:
    cloud.settings(wangsu_failing=["vframe"])
    url = wangsu.facts["notify_url"]
    ops = "avthumb/mp4;vframe/jpg/offset/1"
    more = {"persistentNotifyUrl": url, "separate": 1}
    task = begun(wangsu, "v.mp4", b"a film", ops, **more)
    cloud.until(lambda events: sum(e["kind"] == "notification_answered" for e in events) == 3)
    bodies = [news["body"] for news in wangsu.news()]
    assert [body["code"] for body in bodies] == [1, 2, 3]
    assert [len(body["items"]) for body in bodies] == [1, 1, 2]
    assert {(body["id"], body["separate"]) for body in bodies} == {(task, 1)}


def test_a_receiver_that_is_down_for_five_tries(wangsu: Wangsu, cloud: Cloud) -> None:
    cloud.answers(mode="hang_up", times=5)
    url = wangsu.facts["notify_url"]
    task = begun(wangsu, "v.mp4", b"a film", "avthumb/mp4", persistentNotifyUrl=url)
    last = over(cloud, task, "notification_answered")
    assert (last["attempt"], last["accepted"]) == (6, True)
    assert wangsu.task(task)["code"] == 6
    (news,) = wangsu.news()
    assert news["attempt"] == 6


@pytest.mark.parametrize("alive", [True, False])
def test_a_receiver_that_never_takes_it(wangsu: Wangsu, cloud: Cloud, alive: bool) -> None:
    cloud.answers(mode="500")
    with socket.create_server(("127.0.0.1", 0)) as server:
        nobody = f"http://127.0.0.1:{server.getsockname()[1]}/"
    url = wangsu.facts["notify_url"] if alive else nobody
    task = begun(wangsu, "v.mp4", b"a film", "avthumb/mp4", persistentNotifyUrl=url)
    last = over(cloud, task, "notification_answered")
    assert (last["attempt"], last["accepted"]) == (8, False)
    told = wangsu.task(task)
    assert (told["code"], told["items"][0]["code"]) == (5, 3)
    assert not wangsu.news(wait=0)


def test_the_status_goes_through_its_codes(wangsu: Wangsu, cloud: Cloud) -> None:
    cloud.settings(wangsu_process_seconds=0.3, wangsu_minute_seconds=0.4)
    cloud.answers(mode="500", times=3)
    url = wangsu.facts["notify_url"]
    task = begun(wangsu, "v.mp4", b"a film", "avthumb/mp4", persistentNotifyUrl=url)
    seen = [wangsu.task(task)["code"]]
    while seen[-1] not in (5, 6):
        code = wangsu.task(task)["code"]
        seen += [code] if code != seen[-1] else []
    assert seen == [0, 1, 4, 6]
    plain = begun(wangsu, "w.mp4", b"a film", "avthumb/mp4")
    over(cloud, plain)
    assert wangsu.task(plain)["code"] == 3


def test_a_notification_may_lack_its_padding_and_be_signed_otherwise(
    wangsu: Wangsu, cloud: Cloud
) -> None:
    cloud.settings(wangsu_padding=False, wangsu_notify_variant="URL + decoded body")
    url = wangsu.facts["notify_url"] + "?job=7"
    for number in range(3):
        key = f"{'v' * (number + 1)}.mp4"
        task = begun(wangsu, key, b"a film", "avthumb/mp4", persistentNotifyUrl=url)
        over(cloud, task, "notification_answered")
    received = cloud.of_kind("app_received")
    assert {event["variant"] for event in received} == {"URL + decoded body"}
    assert not any("=" in event["body"] for event in received)
    assert len(wangsu.news()) == 3


def test_forged_notifications_are_refused(wangsu: Wangsu, cloud: Cloud) -> None:
    url = wangsu.facts["notify_url"]
    body = b64(json.dumps({"id": "1000" + "0" * 32, "code": 3, "items": []}))
    path = "http://127.0.0.1:1/notify"
    for authorization in (
        "",
        "x:y",
        f"{wangsu.facts['access_key']}:{'A' * 56}",
        wangsu.value(f"{path}\n{body}"),
        wangsu.value(f"{url}\n{body}x"),
    ):
        headers = {"Authorization": authorization} if authorization else {}
        answer = wangsu.ask("POST", url, body=body.encode(), headers=headers)
        assert (answer.status, answer.json["Status"]) == (401, "Error"), authorization
    assert not wangsu.news(wait=0)
    assert not cloud.ask("/records")["records"]
    good = {"Authorization": wangsu.value(f"{url}\n{body}")}
    assert wangsu.ask("POST", url, body=body.encode(), headers=good).status == 200
    assert [news["id"] for news in wangsu.news(wait=0)] == ["1000" + "0" * 32]


def test_callback_and_notification_in_one_policy(wangsu: Wangsu, cloud: Cloud) -> None:
    policy = wangsu.policy(
        "v.mp4",
        callbackUrl=wangsu.facts["callback_url"],
        callbackBody="key=$(key)&task=$(persistentId)",
        persistentOps="avthumb/mp4",
        persistentNotifyUrl=wangsu.facts["notify_url"],
    )
    answer = wangsu.upload(policy, b"a film")
    task = json.loads(answer.json["response"])["received"]["task"]
    over(cloud, task, "notification_answered")
    assert [event["what"] for event in cloud.of_kind("app_received")] == [
        "callback",
        "notification",
    ]
    assert wangsu.task(task)["code"] == 6


def test_the_id_after_an_upload_in_blocks(wangsu: Wangsu, cloud: Cloud) -> None:
    for known in (True, False):
        cloud.settings(wangsu_id_in_parts=known)
        key = f"{known}.mp4"
        policy = wangsu.policy(key, persistentOps="avthumb/mp4", returnBody="id=$(persistentId)")
        ctx = wangsu.block("/mkblk/5/0", b"hello", policy).json["ctx"]
        answer = wangsu.block("/mkfile/5", ctx.encode(), policy).json
        assert bool(answer["id"]) is known


def test_an_unknown_task_and_instructions_without_end(wangsu: Wangsu) -> None:
    assert wangsu.task("1000")["code"] == "404"
    policy = wangsu.policy("k", persistentOps=";".join(["avthumb/mp4"] * 51))
    assert wangsu.upload(policy).status == 400
    assert wangsu.stat("k").status == 404


def test_a_reset_ends_what_is_under_way(wangsu: Wangsu, cloud: Cloud) -> None:
    cloud.settings(wangsu_process_seconds=60)
    task = begun(wangsu, "v.mp4", b"a film", "avthumb/mp4")
    cloud.reset()
    assert wangsu.task(task)["code"] == "404"
    assert wangsu.stat("v.mp4").status == 404

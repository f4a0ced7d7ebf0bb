"""The services side by side: who waits, who tries again, what is signed, what arrives when.

Sections are those of the fact sheets; wangsu.md 9.1 has most of the table. What the sheets call
unverified is marked with *assumed* in the comment, and in the cell where a speaker would be asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.stage import Tale

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Way:
    """One column: a service and how it tells."""

    service: str
    """Name in `app.domain.services`."""
    scenario: str
    """Id of the scenario that shows it."""
    title: Texts
    plan: tuple[Tale, ...] = ()
    """Its steps; empty: as `app.domain.stage_ways.PLANS` has them."""
    way: str = ""
    """As `app.domain.practice.Practice.way`."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer."""

    texts: Texts
    mark: str = ""
    """``good``, ``amber`` or nothing: what a person who uploads feels of it."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """One row: a question, and the answer of each way in the order of `WAYS`."""

    id: str
    title: Texts
    cells: tuple[Cell, ...]


def _t(en: str, zh: str) -> Texts:
    return {"en": en, "zh_CN": zh}


def _c(en: str, zh: str, mark: str = "") -> Cell:
    return Cell(_t(en, zh), mark)


_INLINE = (Tale.UPLOAD, Tale.CALLBACK, Tale.ANSWER, Tale.HANDED_ON)
WAYS: tuple[Way, ...] = (
    Way("oss", "success", _t("Callback", "回调"), _INLINE),
    Way("wangsu", "wangsu-normal", _t("Normal upload", "普通上传"), way="normal"),
    Way("wangsu", "wangsu-callback", _t("Callback upload", "回调上传"), way="callback"),
    Way("wangsu", "wangsu-notification", _t("Notification upload", "通知上传"), way="notification"),
    Way("vod", "vod-normal", _t("Normal callback", "普通回调"), way="push"),
    Way("vod", "vod-reliable", _t("Reliable callback", "可靠回调"), way="queue"),
)

ASPECTS: tuple[Aspect, ...] = (
    Aspect(
        "when",
        _t("Your server hears of it", "你的服务器何时得知"),
        (
            _c("during the upload, before its answer", "上传过程中，响应之前"),  # wangsu.md 9.1
            _c("never", "不会得知"),  # wangsu.md 2.3
            _c("during the upload, before its answer", "上传过程中，响应之前"),  # wangsu.md 4.1
            _c("later, when the work is done", "之后，处理完成时"),  # wangsu.md 5.3
            _c("later, when the upload is committed", "之后，上传确认后"),  # tencent-vod.md 4.2
            _c("later, when it asks", "之后，自己来取时"),  # tencent-vod.md 4.3
        ),
    ),
    Aspect(
        "waits",
        _t("Who waits meanwhile", "这期间谁在等"),
        (
            _c("who uploads: seconds", "上传的人：几秒", "amber"),  # oss.md 1.9
            _c("nobody", "没有人", "good"),  # wangsu.md 2.3
            _c("who uploads: up to minutes", "上传的人：可达几分钟", "amber"),  # wangsu.md 4.5
            _c("nobody", "没有人", "good"),  # wangsu.md 5
            _c("nobody", "没有人", "good"),  # tencent-vod.md 0
            # tencent-vod.md 4.3: long poll
            _c("nobody; the reader up to 5 s a question", "没有人；读取方每次最多 5 秒", "good"),
        ),
    ),
    Aspect(
        "time",
        _t("Time that your server has", "你的服务器有多少时间"),
        (
            _c("5 s", "5 秒", "amber"),  # oss.md 1.9
            _c("–", "–"),
            _c("60 s a try (assumed)", "每次 60 秒（推定）"),  # wangsu.md 4.5, assumed
            _c("60 s a try", "每次 60 秒"),  # wangsu.md 5.3
            _c("5 s (older documents)", "5 秒（旧文档）", "amber"),  # tencent-vod.md 4.2, assumed
            # tencent-vod.md 4.3: visibility
            _c("30 s from reading to confirming", "读取到确认之间 30 秒"),
        ),
    ),
    Aspect(
        "tries",
        _t("Tried how often", "尝试几次"),
        (
            # wangsu.md 9.1; oss.md 1.9
            _c("once at each address, up to 5 addresses", "每个地址一次，最多 5 个地址", "amber"),
            _c("–", "–"),
            _c("8 times: 3 at once, then one a minute", "8 次：先连着 3 次，再每分钟一次"),  # 4.5
            _c("8 times: 3 at once, then one a minute", "8 次：先连着 3 次，再每分钟一次"),  # 5.3
            # tencent-vod.md 4.2, assumed
            _c("up to 3 times (older documents)", "最多 3 次（旧文档）"),
            # tencent-vod.md 4.3: visibility, retention
            _c("again every 30 s until confirmed, 4 days", "每 30 秒重来，直到确认，4 天", "good"),
        ),
    ),
    Aspect(
        "signed",
        _t("What is signed", "签名覆盖什么"),
        (
            _c("address, query and body", "路径、查询串和请求体", "good"),  # oss.md 1.8
            _c("our leave to upload", "我们的上传许可"),  # wangsu.md 1.2
            _c("address and body; no time", "地址和请求体，没有时间"),  # wangsu.md 4.4
            # wangsu.md 5.4: three variants
            _c("address and body; documents disagree how", "地址和请求体，文档说法不一"),
            _c("a time, not the event (T, Sign)", "只有时间，没有事件（T、Sign）", "amber"),  # 4.2
            _c("our question (TC3)", "我们的询问（TC3）"),  # tencent-vod.md 3
        ),
    ),
    Aspect(
        "key",
        _t("With whose key", "用谁的密钥"),
        (
            # oss.md 1.8: RSA, x-oss-pub-key-url
            _c("the storage's own; everybody can check", "存储自己的，谁都能验证", "good"),
            _c("ours", "我们的"),  # wangsu.md 1.1
            _c("ours, shared with the service", "我们的，与服务共享"),  # wangsu.md 4.4
            _c("ours, shared with the service", "我们的，与服务共享"),  # wangsu.md 5.4
            # tencent-vod.md 4.2: SignKey
            _c("the application's callback key, if one is set", "应用的回调密钥（如果设了）"),
            _c("ours", "我们的"),  # tencent-vod.md 3
        ),
    ),
    Aspect(
        "arrives",
        _t("What arrives", "收到什么"),
        (
            _c("our own template, as form or JSON", "我们的模板，表单或 JSON"),  # oss.md 1.2
            _c("–", "–"),
            _c("our own template, as a form", "我们的模板，表单"),  # wangsu.md 4.2, 4.3
            # wangsu.md 5.3
            _c(
                "JSON in Base64: each instruction's result",
                "Base64 里的 JSON：各指令结果",
            ),
            _c("JSON of theirs: NewFileUpload", "固定的 JSON：NewFileUpload"),  # tencent-vod.md 4.4
            _c(
                "the same JSON, and a handle to confirm", "同样的 JSON，外加确认用的句柄"
            ),  # 4.3, 4.4
        ),
    ),
    Aspect(
        "client",
        _t("Who uploads gets", "上传的人得到"),
        (
            _c("your server's answer, word for word", "你的服务器的响应，一字不差", "good"),  # 9.1
            _c("name, size and hash", "文件名、大小和哈希"),  # wangsu.md 2.3
            _c(
                "your server's answer, inside “response”",
                "你的服务器的响应（response）",
                "good",
            ),
            _c("the number of a task, to ask for", "任务编号，可以去查"),  # wangsu.md 5.2
            _c("the number of the file", "文件编号"),  # tencent-vod.md 1.7
            _c(
                "the number of the file; the event, too, if it reads",
                "文件编号；自己读队列还有事件",
            ),
        ),
    ),
    Aspect(
        "fails",
        _t("If your server fails, who uploads sees", "服务器出错时，上传的人看到"),
        (
            _c("203: stored, callback failed", "203：已存好，回调失败", "amber"),  # wangsu.md 9.1
            _c("nothing", "没有影响", "good"),
            # wangsu.md 4.5
            _c(
                "579 after minutes: callback failed",
                "几分钟后 579：回调失败",
                "amber",
            ),
            _c("nothing; the task ends with status 5", "看不到；任务状态变成 5"),  # wangsu.md 5.5
            _c("nothing; the event is lost", "看不到；事件丢了", "amber"),  # tencent-vod.md 4.2
            _c("nothing; the event waits", "看不到；事件还在等", "good"),  # tencent-vod.md 4.3
        ),
    ),
    Aspect(
        "where",
        _t("Set where", "在哪里设置"),
        (
            _c("in each request", "每个请求里"),  # wangsu.md 9.1
            _c("in the signed policy", "签名的策略里"),  # wangsu.md 1.3
            _c("in the signed policy", "签名的策略里"),  # wangsu.md 1.3
            _c("in the signed policy, or afterwards", "签名的策略里，或事后"),  # wangsu.md 5.2
            _c("once for the application", "应用里设一次"),  # tencent-vod.md 4.1
            _c("once for the application", "应用里设一次"),  # tencent-vod.md 4.1
        ),
    ),
    Aspect(
        "address",
        _t("A public address is needed", "需要公网地址"),
        (
            _c("yes", "需要"),  # wangsu.md 9.1
            _c("no", "不需要", "good"),
            _c("yes", "需要"),  # wangsu.md 4.1
            _c("yes, or ask for the status", "需要，或自己查状态"),  # wangsu.md 5.5
            _c("yes", "需要"),  # tencent-vod.md 4.2
            _c("no", "不需要", "good"),  # tencent-vod.md 4.3
        ),
    ),
)

"""Regions as data: names, whether upload callbacks are offered there, and where that is written.

Nothing here blocks anybody: a region that is not in the list, or only in a later edition of it,
reads *not confirmed*. Regions: oss.md, 6.2; callbacks: oss.md, 1.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SOURCE = (
    "Alibaba Cloud OSS documentation: “Regions and endpoints”, February 2026;"
    " “Upload callbacks”, September 2025"
)
"""The pages that the list was taken from, with their dates."""

Callbacks = Literal["yes", "no", "unconfirmed"]
"""Whether the callback page lists a region; ``no``: it lists others, but not this one."""


@dataclass(frozen=True, slots=True)
class Region:
    """One region of the storage service."""

    id: str
    """Bare id, such as ``cn-hangzhou``; V4 signs it."""
    name_en: str
    name_zh: str
    callbacks: Callbacks = "yes"
    dual_stack: bool = False
    """Whether an endpoint for IPv4 and IPv6 is listed."""
    confirmed: bool = True
    """False for a region that only a later edition of the page shows."""
    public_host: str = ""
    """Host of the public endpoint where it does not follow the pattern."""
    dual_stack_host: str = ""
    """Host of the dual-stack endpoint where it does not follow the pattern."""
    other_hosts: tuple[str, ...] = ()
    """Further hosts of the region (inside finance networks), without ``.aliyuncs.com``."""


REGIONS: tuple[Region, ...] = (
    Region("cn-hangzhou", "Hangzhou", "杭州", dual_stack=True),
    Region("cn-shanghai", "Shanghai", "上海", dual_stack=True),
    Region("cn-qingdao", "Qingdao", "青岛", dual_stack=True),
    Region("cn-beijing", "Beijing", "北京", dual_stack=True),
    Region("cn-zhangjiakou", "Zhangjiakou", "张家口", dual_stack=True),
    Region("cn-huhehaote", "Hohhot", "呼和浩特", dual_stack=True),
    Region("cn-wulanchabu", "Ulanqab", "乌兰察布", dual_stack=True),
    Region("cn-shenzhen", "Shenzhen", "深圳", dual_stack=True),
    Region("cn-heyuan", "Heyuan", "河源", dual_stack=True),
    Region("cn-guangzhou", "Guangzhou", "广州", dual_stack=True),
    Region("cn-chengdu", "Chengdu", "成都", dual_stack=True),
    Region("cn-hongkong", "Hong Kong", "中国香港", dual_stack=True),
    Region("cn-nanjing", "Nanjing (local region, closing)", "南京（本地地域，关停中）", "no"),
    Region("cn-fuzhou", "Fuzhou (local region, closing)", "福州（本地地域，关停中）", "no"),
    Region("cn-wuhan-lr", "Wuhan (local region)", "武汉（本地地域）", "no"),
    Region("cn-zhongwei", "Zhongwei", "中卫", "unconfirmed", confirmed=False),
    Region("rg-china-mainland", "Chinese mainland, no region", "中国内地（无地域属性）", "no"),
    Region("ap-northeast-1", "Tokyo", "日本（东京）"),
    Region("ap-northeast-2", "Seoul", "韩国（首尔）", "no"),
    Region("ap-southeast-1", "Singapore", "新加坡"),
    Region("ap-southeast-3", "Kuala Lumpur", "马来西亚（吉隆坡）"),
    Region("ap-southeast-5", "Jakarta", "印度尼西亚（雅加达）"),
    Region("ap-southeast-6", "Manila", "菲律宾（马尼拉）"),
    Region("ap-southeast-7", "Bangkok", "泰国（曼谷）", "no"),
    Region("ap-southeast-8", "Johor", "马来西亚（柔佛）", "unconfirmed", confirmed=False),
    Region("eu-central-1", "Frankfurt", "德国（法兰克福）", dual_stack=True),
    Region("eu-west-1", "London", "英国（伦敦）"),
    Region("eu-west-2", "Paris", "法国（巴黎）", "unconfirmed", confirmed=False),
    Region("us-west-1", "Silicon Valley", "美国（硅谷）"),
    Region("us-east-1", "Virginia", "美国（弗吉尼亚）"),
    Region("na-south-1", "Mexico", "墨西哥", "no"),
    Region("me-east-1", "Dubai", "阿联酋（迪拜）"),
    Region(
        "cn-hangzhou-finance",
        "Hangzhou, finance cloud",
        "杭州金融云",
        "no",
        dual_stack=True,
        public_host="oss-cn-hzfinance.aliyuncs.com",
        other_hosts=("oss-cn-hzjbp-a-internal", "oss-cn-hzjbp-b-internal"),
    ),
    Region(
        "cn-shanghai-finance-1",
        "Shanghai, finance cloud",
        "上海金融云",
        "no",
        dual_stack=True,
        public_host="oss-cn-shanghai-finance-1-pub.aliyuncs.com",
        dual_stack_host="cn-shanghai-finance.oss.aliyuncs.com",
        other_hosts=("oss-cn-shanghai-finance-1-internal",),
    ),
    Region(
        "cn-shenzhen-finance-1",
        "Shenzhen, finance cloud",
        "深圳金融云",
        "no",
        dual_stack=True,
        public_host="oss-cn-szfinance.aliyuncs.com",
        dual_stack_host="cn-shenzhen-finance.oss.aliyuncs.com",
        other_hosts=("oss-cn-shenzhen-finance-1-internal",),
    ),
    Region(
        "cn-beijing-finance-1",
        "Beijing, finance cloud",
        "北京金融云",
        "no",
        public_host="oss-cn-beijing-finance-1-pub.aliyuncs.com",
        other_hosts=("oss-cn-beijing-finance-1-internal",),
    ),
    Region("cn-north-2-gov-1", "Beijing, government cloud", "北京政务云", "no", dual_stack=True),
)

_BY_ID = {region.id: region for region in REGIONS}


def region_of(region_id: str) -> Region | None:
    """The region of that id (an ``oss-`` in front is let pass), or None."""
    return _BY_ID.get(region_id.strip().lower().removeprefix("oss-"))


def callbacks_in(region_id: str) -> Callbacks:
    """Whether upload callbacks are offered there; ``unconfirmed`` for a region we do not know."""
    region = region_of(region_id)
    return region.callbacks if region else "unconfirmed"

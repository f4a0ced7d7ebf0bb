"""Regions: a list that is whole, and that never blocks what it does not know."""

from __future__ import annotations

import re

from app.domain.regions import REGIONS, SOURCE, callbacks_in, region_of

LISTED = (
    "cn-hangzhou cn-shanghai cn-qingdao cn-beijing cn-zhangjiakou cn-huhehaote cn-wulanchabu"
    " cn-shenzhen cn-heyuan cn-guangzhou cn-chengdu cn-hongkong us-west-1 us-east-1"
    " ap-northeast-1 ap-southeast-1 ap-southeast-3 ap-southeast-5 ap-southeast-6 eu-central-1"
    " eu-west-1 me-east-1"
)
"""The callback page's 22 regions."""


def test_each_region_is_there_once_and_has_both_names() -> None:
    ids = [region.id for region in REGIONS]
    assert len(set(ids)) == len(ids) == 37
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", region_id) for region_id in ids)
    assert all(region.name_en and not region.name_zh.isascii() for region in REGIONS)


def test_exactly_the_regions_of_the_callback_page_offer_callbacks() -> None:
    assert {r.id for r in REGIONS if r.callbacks == "yes"} == set(LISTED.split())


def test_what_only_a_later_edition_shows_is_not_confirmed() -> None:
    doubtful = {r.id for r in REGIONS if not r.confirmed}
    assert doubtful == {"cn-zhongwei", "ap-southeast-8", "eu-west-2"}
    assert {callbacks_in(region_id) for region_id in doubtful} == {"unconfirmed"}


def test_an_unknown_region_is_not_confirmed_rather_than_wrong() -> None:
    assert region_of("cn-atlantis") is None
    assert callbacks_in("cn-atlantis") == "unconfirmed"


def test_an_id_is_found_however_it_is_written() -> None:
    found = region_of(" OSS-cn-Hangzhou ")
    assert found is not None
    assert found.id == "cn-hangzhou"


def test_the_source_names_pages_and_dates() -> None:
    assert "Regions and endpoints" in SOURCE
    assert re.search(r"20\d\d", SOURCE)

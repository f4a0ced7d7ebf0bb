"""Which buckets there are, and where one is (oss.md, 6.3)."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from app.domain.asks import Browse, BucketFound
from app.domain.destination import Addressing, Destination, with_scheme
from app.domain.endpoints import region_in, service_host, split
from app.domain.errors import NotAllowed, Refused, UploadError
from app.providers.contract import Call
from app.providers.oss.asks import lists
from app.providers.oss.asks.hand import Hand, origin_of, regional
from app.providers.oss.requests import Draft

MOST_PAGES = 20
"""Pages of a list of buckets: 20,000 are more than anybody may have."""

PAGE = "1000"
"""Buckets on a page."""

_INFO = Draft("GET", (("bucketInfo", ""),))
_LOCATION = Draft("GET", (("location", ""),))
_ELSEWHERE = frozenset({"endpoint", "region", ""})


async def browse(call: Call, subject: Browse) -> tuple[BucketFound, ...]:
    """All buckets that the key may see; or, with a bucket, that one with its region and endpoint.

    Raises `NotAllowed` for a key that may not be told, `Refused` (``no_bucket`` and others).
    """
    if subject.destination.bucket:
        return (await where_is(call, subject.destination),)
    return await _listed(Hand(call, subject.destination))


async def _listed(hand: Hand, *, prefix: str = "") -> tuple[BucketFound, ...]:
    found: list[BucketFound] = []
    marker = ""
    for _page in range(MOST_PAGES):
        query = (("max-keys", PAGE), ("marker", marker), ("prefix", prefix))
        draft = Draft("GET", tuple((name, value) for name, value in query if value))
        page, following = lists.page_of_buckets((await hand.on_service(draft)).good())
        found += page
        if following <= marker:
            break  # the end, or it would go round for ever
        marker = following
    return tuple(found)


async def where_is(call: Call, there: Destination) -> BucketFound:
    """Where a bucket is: asked of itself, of the endpoint that a refusal names, of the list.

    What a refusal names is asked before it is believed: the sheet shows one that names the endpoint
    which was used. Raises the first refusal when nobody tells.
    """
    home = regional(there)
    try:
        return await _told(Hand(call, home))
    except Refused as error:
        if type(error) not in (Refused, NotAllowed):
            raise
        if error.values.get("reason", "") not in _ELSEWHERE:
            raise
        found = await _pointed_to(call, error, home) or await _in_the_list(call, home)
        if found is None:
            raise
        return found


async def _told(hand: Hand) -> BucketFound:
    """By GetBucketInfo; without the right to that by GetBucketLocation."""
    try:
        return lists.bucket_of_info((await hand.on_bucket(_INFO)).good())
    except NotAllowed as error:
        if error.values.get("reason"):
            raise
    region = lists.region_of_location((await hand.on_bucket(_LOCATION)).good())
    same = region == hand.there.region
    endpoint = urlsplit(with_scheme(hand.there.endpoint)).netloc if same else ""
    return BucketFound(hand.there.bucket, region, endpoint)


async def _pointed_to(call: Call, error: Refused, home: Destination) -> BucketFound | None:
    """The bucket at the endpoint that the service named, if it named another one."""
    there = named_by(error, home)
    if there is None:
        return None
    try:
        return await _told(Hand(call, there))
    except NotAllowed:  # it answers there, and about rights: that is the place
        netloc = urlsplit(there.endpoint).netloc
        return BucketFound(there.bucket, there.region, netloc)
    except UploadError:
        return None


def named_by(error: UploadError, home: Destination) -> Destination | None:
    """The destination at the endpoint that a refusal named; None when it named no other.

    Only endpoints of the vendor's are believed: a signed request shall go nowhere else.
    """
    told = error.values.get("endpoint", "").strip()
    parts = split(told)
    if error.values.get("reason") != "endpoint" or parts is None:
        return None
    host, region = service_host(parts.hostname or ""), region_in(told)
    own = urlsplit(with_scheme(home.endpoint))
    if not region or host == service_host(own.hostname or ""):
        return None
    endpoint = origin_of(own.scheme, host, None)
    return replace(home, endpoint=endpoint, region=region, addressing=Addressing.AUTO)


async def _in_the_list(call: Call, home: Destination) -> BucketFound | None:
    try:
        found = await _listed(Hand(call, home), prefix=home.bucket)
    except UploadError:
        return None
    return next((bucket for bucket in found if bucket.name == home.bucket), None)

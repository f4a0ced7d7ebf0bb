"""The service's buckets, and what a bucket says of itself (reference/oss.md 6.3)."""

from __future__ import annotations

from app.democloud.answering import Answer
from app.democloud.oss import limits
from app.democloud.oss.answer import xml_answer
from app.democloud.oss.context import Context
from app.democloud.oss.errors import OssError, invalid_bucket_name
from app.democloud.oss.listings import OWNER, page_of
from app.democloud.oss.markup import group, tag, xml_time
from app.democloud.oss.request import LOCAL_SUFFIX, Request
from app.democloud.store import Bucket

LOCATION = f"oss-{limits.REGION}"


async def get_service(context: Context) -> Answer:
    """List the buckets, a page at a time."""
    request, buckets = context.request, context.store.buckets
    prefix, marker = request.parameter("prefix") or "", request.parameter("marker") or ""
    most = request.number("max-keys", default=limits.DEFAULT_KEYS, lowest=1, highest=1000)
    page = page_of(buckets, prefix=prefix, delimiter="", after=marker, most=most)
    endpoint = _endpoint(request)
    return xml_answer(
        "ListAllMyBucketsResult",
        OWNER,
        tag("Prefix", prefix),
        tag("Marker", marker),
        tag("MaxKeys", most),
        tag("IsTruncated", "true" if page.more else "false"),
        tag("NextMarker", page.last) if page.more else "",
        group("Buckets", *(group("Bucket", _bucket(buckets[n], endpoint)) for n in page.keys)),
    )


def _bucket(bucket: Bucket, endpoint: str) -> str:
    return (
        tag("Name", bucket.name)
        + tag("CreationDate", xml_time(bucket.created_at))
        + tag("Location", LOCATION)
        + tag("Region", limits.REGION)
        + tag("StorageClass", "Standard")
        + tag("ExtranetEndpoint", endpoint)
        + tag("IntranetEndpoint", endpoint)
    )


def _endpoint(request: Request) -> str:
    """Give the service's own host; a bucket's host or a custom domain is not it."""
    if request.path_style:
        return request.host
    _, colon, port = request.host.rpartition(":")
    return LOCAL_SUFFIX[1:] + colon + port if colon else LOCAL_SUFFIX[1:]


async def describe_regions(context: Context) -> Answer:
    """List the one region (reference/oss.md 6.2, last line)."""
    endpoint = _endpoint(context.request)
    region = group(
        "RegionInfo",
        tag("Region", LOCATION),
        tag("InternetEndpoint", endpoint),
        tag("InternalEndpoint", endpoint),
        tag("AccelerateEndpoint", endpoint),
    )
    return xml_answer("RegionInfoList", region)


async def head_bucket(context: Context) -> Answer:
    """Say that a bucket is there."""
    context.bucket()
    return Answer()


async def get_bucket_location(context: Context) -> Answer:
    """Say where a bucket is."""
    context.bucket()
    return xml_answer("LocationConstraint", LOCATION)


async def get_bucket_acl(context: Context) -> Answer:
    """Say who may read a bucket."""
    context.bucket()
    return xml_answer("AccessControlPolicy", OWNER, _access())


async def get_bucket_info(context: Context) -> Answer:
    """Say what a bucket is."""
    bucket = context.bucket()
    facts = _bucket(bucket, _endpoint(context.request))
    return xml_answer("BucketInfo", group("Bucket", facts, OWNER, _access()))


def _access() -> str:
    return group("AccessControlList", tag("Grant", "private"))


async def put_bucket(context: Context) -> Answer:
    """Create a bucket; one that is there already stays as it is."""
    name = context.request.bucket
    if not limits.BUCKET_NAME.fullmatch(name):
        raise invalid_bucket_name(name)
    await context.body.read(limits.LARGEST_XML)
    context.store.create(name)
    return Answer(headers=(("Location", f"/{name}"),))


async def delete_bucket(context: Context) -> Answer:
    """Delete an empty bucket."""
    bucket = context.bucket()
    if bucket.objects or bucket.uploads:
        message = "The bucket you tried to delete is not empty."
        raise OssError(409, "BucketNotEmpty", message, details={"BucketName": bucket.name})
    del context.store.buckets[bucket.name]
    return Answer(204)

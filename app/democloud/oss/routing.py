"""Which operation a request asks for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from app.democloud.answering import Answer
from app.democloud.oss import buckets, listings, multipart, objects, post
from app.democloud.oss.context import Context
from app.democloud.oss.errors import method_not_allowed, not_implemented
from app.democloud.oss.request import Request

Operation = Callable[[Context], Awaitable[Answer]]

OPERATIONS: Mapping[str, Operation] = {
    "PutObject": objects.put_object,
    "PostObject": post.post_object,
    "GetObject": objects.get_object,
    "HeadObject": objects.head_object,
    "GetObjectMeta": objects.head_object,
    "DeleteObject": objects.delete_object,
    "InitiateMultipartUpload": multipart.initiate_multipart_upload,
    "UploadPart": multipart.upload_part,
    "ListParts": multipart.list_parts,
    "CompleteMultipartUpload": multipart.complete_multipart_upload,
    "AbortMultipartUpload": multipart.abort_multipart_upload,
    "ListMultipartUploads": listings.list_multipart_uploads,
    "ListObjects": listings.list_objects,
    "ListObjectsV2": listings.list_objects,
    "HeadBucket": buckets.head_bucket,
    "GetBucketLocation": buckets.get_bucket_location,
    "GetBucketInfo": buckets.get_bucket_info,
    "GetBucketAcl": buckets.get_bucket_acl,
    "PutBucket": buckets.put_bucket,
    "DeleteBucket": buckets.delete_bucket,
    "GetService": buckets.get_service,
    "DescribeRegions": buckets.describe_regions,
}
"""What the demo cloud can do, by the service's own names."""

NOT_HERE = frozenset(
    """accessPoint accessPointPolicy acl append asyncFetch cname comp cors delete encryption
    httpsConfig inventory lifecycle live logging metaQuery policy publicAccessBlock qosInfo referer
    replication requestPayment resourceGroup restore seal select/csv select/json stat style
    symlink tagging transferAcceleration versioning versions website worm x-oss-process
    x-oss-async-process""".split()  # noqa: SIM905 (a list of one word a line would fill pages)
)
"""Sub-resources that the real service has and the demo cloud has not."""

_OF_BUCKET = {
    "GET": {
        "uploads": "ListMultipartUploads",
        "location": "GetBucketLocation",
        "bucketInfo": "GetBucketInfo",
    },
    "PUT": {},
    "DELETE": {},
}
_OF_OBJECT = {
    "GET": {"uploadId": "ListParts", "objectMeta": "GetObjectMeta"},
    "HEAD": {"objectMeta": "GetObjectMeta"},
    "PUT": {"uploadId": "UploadPart", "partNumber": "UploadPart"},
    "POST": {"uploads": "InitiateMultipartUpload", "uploadId": "CompleteMultipartUpload"},
    "DELETE": {"uploadId": "AbortMultipartUpload"},
}
_PLAIN_BUCKET = {
    "HEAD": "HeadBucket",
    "PUT": "PutBucket",
    "POST": "PostObject",
    "DELETE": "DeleteBucket",
}
_PLAIN_OBJECT = {
    "GET": "GetObject",
    "HEAD": "HeadObject",
    "PUT": "PutObject",
    "DELETE": "DeleteObject",
}


def operation_name(request: Request) -> str:
    """Give the operation's name; empty when the demo cloud has none for the request."""
    of_bucket = bool(request.bucket) and not request.key_bytes
    if of_bucket and request.method == "GET" and request.has("acl"):
        return "GetBucketAcl"
    if any(request.has(name) for name in NOT_HERE):
        return ""
    if not request.bucket and request.method == "GET":
        return "DescribeRegions" if request.has("regions") else "GetService"
    if not request.bucket:
        return ""
    by_parameter, plain = _OF_OBJECT, _PLAIN_OBJECT
    if not request.key_bytes:
        by_parameter, plain = _OF_BUCKET, _PLAIN_BUCKET
    for parameter, name in by_parameter.get(request.method, {}).items():
        if request.has(parameter):
            return name
    if not request.key_bytes and request.method == "GET":
        return "ListObjectsV2" if request.parameter("list-type") == "2" else "ListObjects"
    return plain.get(request.method, "")


async def run_operation(name: str, context: Context) -> Answer:
    """Do what was asked; OssError 405 or 501 for what cannot be done."""
    operation = OPERATIONS.get(name)
    if operation is not None:
        return await operation(context)
    request = context.request
    asked = next((parameter for parameter in NOT_HERE if request.has(parameter)), "")
    if asked:
        raise not_implemented(asked)
    raise method_not_allowed(request.method)

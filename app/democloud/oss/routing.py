"""Which operation a request asks for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from app.democloud.oss import listings, multipart, objects, post
from app.democloud.oss.answer import Answer
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
    "GetBucketLocation": listings.get_bucket_location,
    "GetBucketInfo": listings.get_bucket_info,
    "PutBucket": listings.put_bucket,
    "DeleteBucket": listings.delete_bucket,
    "GetService": listings.get_service,
}
"""What the demo cloud can do, by the service's own names."""

NOT_HERE = frozenset(
    """accessPoint accessPointPolicy acl append asyncFetch cname comp cors delete encryption
    httpsConfig inventory lifecycle live logging metaQuery policy publicAccessBlock qosInfo referer
    regions replication requestPayment resourceGroup restore seal select/csv select/json stat style
    symlink tagging transferAcceleration versioning versions website worm x-oss-process
    x-oss-async-process""".split()  # noqa: SIM905 (a list of one word a line would fill pages)
)
"""Sub-resources that the real service has and the demo cloud has not."""

_OF_BUCKET = {
    "GET": {"uploads": "ListMultipartUploads", "location": "GetBucketLocation"},
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
_OF_BUCKET["GET"]["bucketInfo"] = "GetBucketInfo"
_PLAIN_BUCKET = {"PUT": "PutBucket", "POST": "PostObject", "DELETE": "DeleteBucket"}
_PLAIN_OBJECT = {
    "GET": "GetObject",
    "HEAD": "HeadObject",
    "PUT": "PutObject",
    "DELETE": "DeleteObject",
}


def operation_name(request: Request) -> str:
    """Give the operation's name; empty when the demo cloud has none for the request."""
    if any(request.has(name) for name in NOT_HERE):
        return ""
    if not request.bucket:
        return "GetService" if request.method == "GET" else ""
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

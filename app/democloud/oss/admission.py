"""What a proved sender may do, and through which door (oss.md 6.3 and 10.2; ``settings.py``).

Everybody may do everything until the knobs say otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase

from app.democloud.oss.errors import OssError, access_denied
from app.democloud.oss.request import Request
from app.democloud.settings import Settings

ACTIONS: Mapping[str, str] = {
    "PutObject": "oss:PutObject",
    "PostObject": "oss:PutObject",
    "InitiateMultipartUpload": "oss:PutObject",
    "UploadPart": "oss:PutObject",
    "CompleteMultipartUpload": "oss:PutObject",
    "AbortMultipartUpload": "oss:AbortMultipartUpload",
    "ListParts": "oss:ListParts",
    "ListMultipartUploads": "oss:ListMultipartUploads",
    "GetObject": "oss:GetObject",
    "HeadObject": "oss:GetObject",
    "GetObjectMeta": "oss:GetObject",
    "DeleteObject": "oss:DeleteObject",
    "ListObjects": "oss:ListObjects",
    "ListObjectsV2": "oss:ListObjects",
    "GetService": "oss:ListBuckets",
    "DescribeRegions": "oss:DescribeRegions",
    "HeadBucket": "oss:GetBucketInfo",
    "GetBucketInfo": "oss:GetBucketInfo",
    "GetBucketLocation": "oss:GetBucketLocation",
    "GetBucketAcl": "oss:GetBucketAcl",
    "PutBucket": "oss:PutBucket",
    "DeleteBucket": "oss:DeleteBucket",
}
"""The right that each operation needs."""

NOT_ALLOWED = "You have no right to access this object because of bucket acl."


def admit(operation: str, request: Request, settings: Settings) -> None:
    """Let a request pass; OssError 403 or 400 says what stands against it."""
    if settings.path_style_forbidden and request.bucket and request.path_style:
        message = (
            "The bucket you are attempting to access must be addressed using OSS third level "
            "domain."
        )
        raise OssError(403, "SecondLevelDomainForbidden", message)
    if settings.public_endpoint_forbidden and _touches_data(operation, request):
        message = (
            "Data operations are not allowed through the public endpoint of the bucket. "
            "Use a custom domain name."
        )
        raise OssError(400, "PublicEndpointForbidden", message, ec="0048-00000401")
    for action in _actions(operation, request):
        if any(_covers(rule, action, request) for rule in settings.denied):
            raise access_denied(NOT_ALLOWED)


def _touches_data(operation: str, request: Request) -> bool:
    """Say whether objects are meant; that lists of them are not is a choice (UNVERIFIED)."""
    return not request.custom_domain and (bool(request.key_bytes) or operation == "PostObject")


def _actions(operation: str, request: Request) -> list[str]:
    actions = [ACTIONS[operation]] if operation in ACTIONS else []
    if actions == ["oss:PutObject"] and request.header("x-oss-tagging") is not None:
        actions.append("oss:PutObjectTagging")
    return actions


def _covers(rule: str, action: str, request: Request) -> bool:
    wanted, _, prefix = rule.partition(" ")
    named = request.key or request.parameter("prefix") or ""
    return fnmatchcase(action, wanted) and named.startswith(prefix)

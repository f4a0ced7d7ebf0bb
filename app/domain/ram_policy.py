"""The smallest RAM policy with which a connection works, to copy for an administrator.

Statements of oss.md, 10.3; actions of 10.2.
"""

from __future__ import annotations

import json

from app.domain.connection import Connection


def policy_for(
    connection: Connection,
    *,
    look: bool = True,
    browse: bool = False,
    choose_bucket: bool = False,
    tags: bool | None = None,
) -> str:
    """JSON text of the policy.

    ``look``: stored files may be checked (without: a write-only drop box, where a lost answer
    stays *not seen*). ``browse``: names below the prefix may be listed. ``choose_bucket``: all
    buckets may be listed. ``tags``: None takes what the connection's options need.
    """
    place = connection.destination
    bucket = f"acs:oss:*:*:{place.bucket}"
    tagged = bool(connection.options.tags) if tags is None else tags
    on_objects = ["oss:PutObject", "oss:AbortMultipartUpload", "oss:ListParts"]
    on_objects += ["oss:GetObject"] if look else []
    on_objects += ["oss:PutObjectTagging"] if tagged else []
    statements = [
        _allow(on_objects, f"{bucket}/{place.prefix}*"),
        _allow(["oss:ListMultipartUploads", "oss:GetBucketInfo"], bucket),
    ]
    if browse:
        condition = {"StringLike": {"oss:Prefix": [place.prefix + "*"]}}
        statements.append({**_allow(["oss:ListObjects"], bucket), "Condition": condition})
    if choose_bucket:
        statements.append(_allow(["oss:ListBuckets"], "acs:oss:*:*:*"))
    if connection.options.encryption == "KMS":
        key = connection.options.encryption_key or "*"
        statements.append(_allow(["kms:GenerateDataKey", "kms:Decrypt"], f"acs:kms:*:*:key/{key}"))
    return json.dumps({"Version": "1", "Statement": statements}, indent=2, ensure_ascii=False)


def _allow(actions: list[str], resource: str) -> dict[str, object]:
    return {"Effect": "Allow", "Action": actions, "Resource": [resource]}

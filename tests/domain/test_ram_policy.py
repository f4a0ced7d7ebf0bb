"""The policy for the administrator: as small as the connection permits."""

from __future__ import annotations

import json
from dataclasses import replace

from app.domain.connection import Connection
from app.domain.destination import Destination
from app.domain.options import ObjectOptions
from app.domain.ram_policy import policy_for

SHOP = Connection("c", "Shop", Destination("oss", "https://x.y", "r", "shop", "春/"))


def statements(text: str) -> list[dict[str, object]]:
    policy = json.loads(text)
    assert policy["Version"] == "1"
    found: list[dict[str, object]] = policy["Statement"]
    assert all(statement["Effect"] == "Allow" for statement in found)
    return found


def test_it_is_the_sheet_s_policy_for_this_bucket_and_prefix() -> None:
    objects, bucket = statements(policy_for(SHOP))
    assert objects["Resource"] == ["acs:oss:*:*:shop/春/*"]
    put = ["oss:PutObject", "oss:AbortMultipartUpload", "oss:ListParts", "oss:GetObject"]
    assert objects["Action"] == put
    assert bucket["Resource"] == ["acs:oss:*:*:shop"]
    assert bucket["Action"] == ["oss:ListMultipartUploads", "oss:GetBucketInfo"]


def test_a_drop_box_may_not_look() -> None:
    assert "oss:GetObject" not in policy_for(SHOP, look=False)


def test_browsing_is_held_to_the_prefix() -> None:
    browse = statements(policy_for(SHOP, browse=True))[2]
    assert browse["Action"] == ["oss:ListObjects"]
    assert browse["Condition"] == {"StringLike": {"oss:Prefix": ["春/*"]}}


def test_choosing_a_bucket_needs_the_list_of_them() -> None:
    last = statements(policy_for(SHOP, choose_bucket=True))[-1]
    assert last == {
        "Effect": "Allow",
        "Action": ["oss:ListBuckets"],
        "Resource": ["acs:oss:*:*:*"],
    }


def test_tags_and_keys_of_the_options_are_permitted() -> None:
    options = ObjectOptions(tags={"a": "b"}, encryption="KMS", encryption_key="k-1")
    text = policy_for(replace(SHOP, options=options))
    assert "oss:PutObjectTagging" in text
    assert statements(text)[-1]["Resource"] == ["acs:kms:*:*:key/k-1"]
    assert "oss:PutObjectTagging" not in policy_for(replace(SHOP, options=options), tags=False)

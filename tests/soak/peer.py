"""Another client over the same cloud: the vendor's Python uploaders, as their guides show them.

``python -m tests.soak.peer``; one JSON object on standard input. Every file is tried up to
`TRIES` times, as a careful script does; each end is a line in ``peer.jsonl``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import alibabacloud_oss_v2 as oss_v2
import oss2
import requests

from tests.democloud.sdks import encoded
from tests.soak import mix
from tests.soak.files import PART, Item, Log, kept_items

TRIES = 3
AT_ONCE = 12

TROUBLE = (
    oss2.exceptions.OssError,
    oss_v2.exceptions.BaseError,
    requests.RequestException,
    OSError,
)

Upload = Callable[[Item, Path], int]
"""Sends a file; gives the status that the client reports. Raises what the client raises."""


def by_oss2(order: dict[str, Any]) -> Upload:
    """``oss2.resumable_upload`` with its own store of checkpoints."""
    auth = oss2.AuthV4(order["key_id"], order["secret"])
    store = oss2.ResumableStore(root=order["folder"], dir="checkpoints")

    def upload(item: Item, path: Path) -> int:
        bucket = oss2.Bucket(
            auth,
            order["endpoint"],
            order["bucket"],
            region=order["region"],
            connect_timeout=mix.ANSWER_WITHIN,
        )
        answer = oss2.resumable_upload(
            bucket,
            item.name,
            str(path),
            store=store,
            headers=_callback_headers(item, order),
            multipart_threshold=PART if item.method == "multipart" else 2**30,
            part_size=PART,
            num_threads=2,
        )
        return int(answer.status)

    return upload


def by_sdk_v2(order: dict[str, Any]) -> Upload:
    """The newer SDK's ``Uploader`` with its checkpoints."""
    pair = (order["key_id"], order["secret"])
    config = oss_v2.config.Config(
        region=order["region"],
        endpoint=order["endpoint"],
        credentials_provider=oss_v2.credentials.StaticCredentialsProvider(*pair),
        connect_timeout=mix.ANSWER_WITHIN,
        readwrite_timeout=mix.ANSWER_WITHIN,
    )
    client = oss_v2.Client(config)

    def upload(item: Item, path: Path) -> int:
        headers = _callback_headers(item, order)
        request = oss_v2.PutObjectRequest(
            bucket=order["bucket"],
            key=item.name,
            callback=headers.get("x-oss-callback"),
            callback_var=headers.get("x-oss-callback-var"),
        )
        whole = item.method != "multipart"
        answer = oss_v2.Uploader(client).upload_file(
            request,
            str(path),
            part_size=2**30 if whole else PART,
            parallel_num=2,
            leave_parts_on_error=True,
            enable_checkpoint=True,
            checkpoint_dir=order["folder"],
        )
        return int(answer.status_code)

    return upload


CLIENTS: dict[str, Callable[[dict[str, Any]], Upload]] = {"oss2": by_oss2, "SDK v2": by_sdk_v2}


def _callback_headers(item: Item, order: dict[str, Any]) -> dict[str, str]:
    if not item.with_callback:
        return {}
    body = "object=${object}&size=${size}&n=${x:n}"
    wanted = {"callbackUrl": order["callback_url"], "callbackBody": body}
    return {"x-oss-callback": encoded(wanted), "x-oss-callback-var": encoded({"x:n": "7"})}


def main() -> int:
    """Upload everything."""
    order: dict[str, Any] = json.loads(sys.stdin.readline())
    folder = Path(order["folder"])
    log = Log(folder / "peer.jsonl")
    upload = CLIENTS[order["client"]](order)

    def work(item: Item) -> None:
        for number in range(1, TRIES + 1):
            error, status = "", 0
            try:
                status = upload(item, folder / "files" / item.name)
            except TROUBLE as trouble:
                error = type(trouble).__name__
            log.put(k="peer", n=item.number, tries=number, status=status, error=error)
            if not error:
                return

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for item in kept_items(folder / "items.jsonl"):
            pool.submit(work, item)
    return 0


if __name__ == "__main__":
    sys.exit(main())

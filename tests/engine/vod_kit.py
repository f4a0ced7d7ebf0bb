"""The demo cloud's VOD for the engine's tests: places, keys, uploads and what came later."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from app.domain.callback import CallbackSpec
from app.domain.connection import Batch
from app.domain.credentials import Access, Credentials, ServerAccess
from app.domain.destination import Destination
from app.domain.events import Finished, Noticed
from app.domain.notice import Notice, NoticeState
from app.domain.upload import Result, UploadTask
from tests.cloud import Cloud
from tests.engine.listening import CONNECTION, Listening

PULLED, PUSHED, SILENT = "1500000001", "1500000002", "1500000003"
"""The demo account's applications: events in a queue, to the application server, none."""


def facts(cloud: Cloud) -> dict[str, Any]:
    """What the cloud says of its VOD."""
    found: dict[str, Any] = cloud.facts["vod"]
    return found


def key(cloud: Cloud) -> Credentials:
    """The account's key."""
    return Credentials(facts(cloud)["secret_id"], facts(cloud)["secret_key"])


def server(cloud: Cloud) -> ServerAccess:
    """The application server that signs for clients."""
    return ServerAccess(facts(cloud)["signature_url"])


def place(cloud: Cloud, application: str = PULLED, *, practice: bool = False) -> Destination:
    """One of the applications, its storage at the cloud's own address."""
    told = facts(cloud)
    return Destination(
        "vod",
        told["endpoint"],
        "",
        application,
        practice=practice,
        other_endpoint=told["cos_endpoint"],
    )


def upload(
    listening: Listening,
    cloud: Cloud,
    paths: Sequence[Path],
    *,
    there: Destination | None = None,
    access: Access | None = None,
    extras: Mapping[str, str] | None = None,
    variables: Mapping[str, str] | None = None,
    part_size: int = 0,
    method: str = "auto",
    task_ids: Sequence[str] = (),
) -> list[str]:
    """Submit files; returns task ids."""
    batch = Batch(
        uuid.uuid4().hex,
        CONNECTION,
        there or place(cloud),
        CallbackSpec(variables=variables or {}),
        method=method,
        part_size=part_size,
        extras=extras or {},
    )
    ids = list(task_ids) or [uuid.uuid4().hex for _ in paths]
    tasks = [
        UploadTask(one, batch.id, str(p), p.name, p.name, p.stat().st_size, "video/mp4")
        for one, p in zip(ids, paths, strict=True)
    ]
    listening.engine.submit(batch, tasks)
    listening.engine.connect(CONNECTION, access or key(cloud))
    return ids


def latest(listening: Listening, task_id: str) -> Result | None:
    """The task's result as it was told last."""
    told = [e.result for e in listening.events if isinstance(e, Finished | Noticed)]
    return next((r for r in reversed(told) if r.task_id == task_id), None)


def settled(listening: Listening, task_id: str) -> Notice:
    """Wait until the task's notice is no longer pending."""

    def notice() -> Notice | None:
        result = latest(listening, task_id)
        receipt = result.receipt if result is not None else None
        return receipt.notices[0] if receipt is not None and receipt.notices else None

    def came() -> bool:
        found = notice()
        return found is not None and found.state is not NoticeState.PENDING

    listening.until(came)
    found = notice()
    assert found is not None
    return found

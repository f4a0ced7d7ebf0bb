"""The demo cloud's Wangsu for tests: a place, a key, and uploads through the real engine."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.callback import CallbackSpec
from app.domain.connection import Batch
from app.domain.credentials import Access, Credentials
from app.domain.destination import Destination, SameName
from app.domain.events import Noticed
from app.domain.notice import Notice, NoticeState
from app.domain.upload import Result, UploadTask
from tests.cloud import Cloud
from tests.engine.listening import CONNECTION, Listening

MIB = 1 << 20
FOUR = 4 * MIB
QUICK = {"wangsu_minute_seconds": 0.05, "wangsu_process_seconds": 0.1}
"""Settings of a cloud whose minutes are short."""
BODY = "bucket=$(bucket)&key=$(key)&hash=$(hash)&fsize=$(fsize)&uid=$(x:uid)"


def facts(cloud: Cloud) -> dict[str, str]:
    """What the cloud says of its Wangsu."""
    found: dict[str, str] = cloud.facts["wangsu"]
    return found


def key(cloud: Cloud) -> Credentials:
    """The customer's first pair."""
    told = facts(cloud)
    return Credentials(told["access_key"], told["secret_key"])


def place(cloud: Cloud, *, managed: bool = True, prefix: str = "") -> Destination:
    """The bucket, with or without the management domain."""
    told = facts(cloud)
    manager = told["management_endpoint"] if managed else ""
    return Destination(
        "wangsu", told["upload_endpoint"], "", told["bucket"], prefix, other_endpoint=manager
    )


def called(cloud: Cloud, body: str = BODY, **variables: str) -> CallbackSpec:
    """A callback to the cloud's application server."""
    own = {f"x:{name}": value for name, value in variables.items()}
    return CallbackSpec(True, (facts(cloud)["callback_url"],), body, variables=own)


@dataclass
class Uploads:
    """Uploads to the cloud's Wangsu through one engine."""

    listening: Listening
    cloud: Cloud
    managed: bool = True
    access: Access | None = None
    sent: list[str] = field(default_factory=list)

    def start(
        self,
        path: Path,
        *,
        name: str = "",
        spec: CallbackSpec | None = None,
        extras: dict[str, str] | None = None,
        method: str = "auto",
        part_size: int = 0,
        same_name: SameName = SameName.REPLACE,
        kind: str = "text/plain",
    ) -> str:
        """Submit one file; its task's id."""
        batch = Batch(
            uuid.uuid4().hex,
            CONNECTION,
            place(self.cloud, managed=self.managed),
            spec or CallbackSpec(),
            same_name,
            method=method,
            part_size=part_size,
            extras=extras or {},
        )
        named = name or path.name
        size = path.stat().st_size
        task = UploadTask(uuid.uuid4().hex, batch.id, str(path), named, path.name, size, kind)
        self.listening.engine.submit(batch, [task])
        self.listening.engine.connect(CONNECTION, self.access or key(self.cloud))
        self.sent.append(task.id)
        return task.id

    def end(self, task_id: str) -> Result:
        """Wait until it has ended."""
        (result,) = self.listening.ended(task_id)
        return result

    def send(self, path: Path, **settings: object) -> Result:
        """Submit one file and wait for its end."""
        return self.end(self.start(path, **settings))  # type: ignore[arg-type]

    def notice(self, task_id: str) -> Notice:
        """Wait until what was to come later has come or was given up."""

        def known() -> list[Notice]:
            told = [e.result for e in self.listening.events if isinstance(e, Noticed)]
            found = [r.receipt.notices for r in told if r.task_id == task_id and r.receipt]
            return [n for notices in found for n in notices if n.state is not NoticeState.PENDING]

        self.listening.until(lambda: bool(known()))
        return known()[-1]


@contextmanager
def uploads_to(cloud: Cloud, folder: Path) -> Iterator[Uploads]:
    """Give an engine with the cloud's key, and a cloud whose minutes are short."""
    cloud.settings(**QUICK)
    listening = Listening(folder / "journal.sqlite")
    yield Uploads(listening, cloud)
    listening.close()


def made(tmp_path: Path, size: int, name: str = "file.bin") -> Path:
    """A file of that many bytes, no two pieces alike."""
    path = tmp_path / name
    path.write_bytes(random.Random(size).randbytes(size))
    return path

"""What a service tells later survives anything, is shown once, and only ours is ever confirmed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from app.domain.events import Noticed
from app.domain.notice import NoticeState
from app.engine.journal import Journal
from tests.cloud import Cloud
from tests.engine import vod_kit
from tests.engine.listening import CONNECTION, Listening

QUICK = {"vod_visible_seconds": 2.0, "vod_poll_seconds": 1.0}
"""Events that were not confirmed come again after two seconds."""

CHILD = """
import json, sys
from pathlib import Path
from app.domain.connection import Batch
from app.domain.credentials import Credentials
from app.domain.destination import Destination
from app.domain.upload import UploadTask
from app.engine.engine import Engine
from app.engine.parts import EngineParts
from app.providers.registry import provider

said = json.loads(sys.stdin.readline())
engine = Engine(EngineParts(provider, Path(said["journal"])))
engine.start()
there = Destination("vod", said["endpoint"], "", said["app"], other_endpoint=said["cos"])
batch = Batch("b", said["connection"], there, extras={"consume": "1"})
task = UploadTask("t", "b", said["path"], "f.mp4", "f.mp4", said["size"], "video/mp4")
engine.submit(batch, [task])
engine.connect(said["connection"], Credentials(said["id"], said["secret"]))
sys.stdin.readline()
"""


def test_a_consumer_killed_before_it_confirmed_gets_the_event_again_and_shows_it_once(
    cloud: Cloud, tmp_path: Path
) -> None:
    cloud.reset()
    cloud.settings(**QUICK)
    cloud.faults(kind="stall", times=None, operation="ConfirmEvents")
    path, journal = tmp_path / "f.mp4", tmp_path / "queue.db"
    path.write_bytes(os.urandom(100_000))
    _killed_while_confirming(cloud, path, journal)
    cloud.ask("/faults", method="DELETE")
    kept = Journal(journal)
    result = kept.result("t")
    assert result is not None
    assert result.receipt is not None
    [shown] = result.receipt.notices
    assert (shown.state, shown.times) == (NoticeState.ARRIVED, 1)
    assert kept.waits() == ["t"]
    kept.close()
    with closing(Listening(journal)) as listening:
        listening.engine.connect(CONNECTION, vod_kit.key(cloud))
        listening.until(lambda: any(isinstance(e, Noticed) for e in listening.events))
        cloud.until(lambda events: any(e["kind"] == "event_confirmed" for e in events))
        [again] = [e.result for e in listening.events if isinstance(e, Noticed)]
        assert again.receipt is not None
        [notice] = again.receipt.notices
        assert (notice.state, notice.times, notice.id) == (NoticeState.ARRIVED, 2, shown.id)
        assert notice.body == shown.body
    kept = Journal(journal)
    assert kept.waits() == []
    kept.close()


def test_a_foreign_event_is_never_confirmed(
    cloud: Cloud, listening: Listening, tmp_path: Path
) -> None:
    cloud.settings(**QUICK)
    there = vod_kit.place(cloud)
    paths = [tmp_path / "other.mp4", tmp_path / "ours.mp4"]
    for path in paths:
        path.write_bytes(os.urandom(50_000))
    [other] = vod_kit.upload(listening, cloud, paths[:1], there=there)  # consumes nothing
    [first] = listening.ended(other)
    [ours] = vod_kit.upload(listening, cloud, paths[1:], there=there, extras={"consume": "1"})
    notice = vod_kit.settled(listening, ours)
    assert notice.state is NoticeState.ARRIVED
    cloud.until(lambda events: any(e["kind"] == "event_confirmed" for e in events))
    confirmed = [e for e in cloud.events(0) if e["kind"] == "event_confirmed"]
    assert first.receipt is not None
    assert all(first.receipt.file_id not in json.dumps(e) for e in confirmed)
    assert any(notice.id in json.dumps(e) for e in confirmed)


def _killed_while_confirming(cloud: Cloud, path: Path, journal: Path) -> None:
    told = vod_kit.facts(cloud)
    said = {
        "journal": str(journal),
        "endpoint": told["endpoint"],
        "cos": told["cos_endpoint"],
        "app": vod_kit.PULLED,
        "connection": CONNECTION,
        "path": str(path),
        "size": path.stat().st_size,
        "id": told["secret_id"],
        "secret": told["secret_key"],
    }
    with subprocess.Popen([sys.executable, "-c", CHILD], stdin=subprocess.PIPE) as child:
        assert child.stdin is not None
        child.stdin.write(json.dumps(said).encode() + b"\n")
        child.stdin.flush()
        cloud.until(
            lambda events: any(
                e["kind"] == "request_started" and e["operation"] == "ConfirmEvents" for e in events
            )
        )
        child.kill()

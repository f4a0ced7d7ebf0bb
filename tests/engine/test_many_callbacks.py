"""2,000 callbacks in a row: no answer is cut, and the open sockets stay within the pool."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from app.domain.events import Finished
from app.domain.plan import MIB
from app.domain.states import Outcome
from tests.cloud import Cloud
from tests.engine.listening import Listening, callback

COUNT = 2000
SIZES = (0, 20, 333, 4096, 70_001, MIB)
"""Bytes of the application server's answers, in turn."""


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts sockets in /proc")
def test_no_answer_is_cut_and_no_socket_is_left_open(
    listening: Listening, cloud: Cloud, tmp_path: Path
) -> None:
    plan = [SIZES[0 if n % 100 == 0 else 5 if n % 50 == 1 else 1 + n % 4] for n in range(COUNT)]
    wanted: dict[str, int] = {}
    most = 0
    for begin in range(0, COUNT, 100):
        size = plan[begin : begin + 100]
        paths = [tmp_path / f"{begin + n}.txt" for n in range(len(size))]
        for path in paths:
            path.write_text(path.name)
        for group in sorted(set(size)):
            chosen = [path for path, s in zip(paths, size, strict=True) if s == group]
            cloud.answers(**({"mode": "large", "bytes": group} if group else {"mode": "empty"}))
            tasks = listening.upload(cloud, chosen, spec=callback(cloud))
            listening.ended(*tasks)
            wanted.update(dict.fromkeys(tasks, group))
            most = max(most, open_sockets())
    ends = {e.result.task_id: e.result for e in listening.events if isinstance(e, Finished)}
    assert set(ends) == set(wanted)
    for task, size_of_answer in wanted.items():
        result = ends[task]
        assert result.receipt is not None
        if size_of_answer == 0:
            assert result.outcome is Outcome.CALLBACK_FAILED
        else:
            assert result.outcome is Outcome.DELIVERED
            assert len(result.receipt.callback.body.encode()) == size_of_answer
            assert not result.receipt.callback.body_cut
    called = [e for e in cloud.events(0) if e["kind"] == "callback_sent"]
    assert len(called) == COUNT
    assert most <= 64


def open_sockets() -> int:
    """Sockets of this process."""
    count = 0
    for entry in Path("/proc/self/fd").iterdir():
        try:
            count += os.readlink(entry).startswith("socket:")
        except OSError:
            continue
    return count

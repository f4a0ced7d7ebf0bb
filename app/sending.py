"""``upcall send``: the same engine without a window."""

from __future__ import annotations

import tempfile
import threading
import time
from pathlib import Path

from app.domain.credentials import ServerAccess
from app.domain.left_out import BY_LIMITS, LOST, count_of
from app.domain.states import Outcome, exit_code
from app.engine.engine import Engine
from app.send_plan import SendOrder, planned
from app.send_watch import Telling, Watch

LOOK_EVERY = 0.5
"""Seconds; on Windows nothing can interrupt a wait without an end."""
BREATH = 0.02
"""Seconds between two looks: small files end by the thousand."""


def send(order: SendOrder, engine: Engine, telling: Telling) -> int:
    """Send everything, tell of each end, return the exit code."""
    with tempfile.TemporaryDirectory(prefix="upcall-") as spool:
        plan = planned(order, Path(spool))
        watch = Watch(
            {task.id: task for task in plan.tasks},
            telling,
            order.batch.same_name,
            wait_notices=order.wait_notices,
        )
        watch.left_out(plan)
        if not isinstance(order.access, ServerAccess):  # a server's leave is renewed under way
            provider = order.batch.destination.provider
            watch.long_files(plan.tasks, provider=provider, rate=order.rate)
        rung = threading.Event()
        engine.mailbox.on_ring = rung.set
        engine.adopt(order.batch, plan.tasks, resume=order.resume)
        engine.connect(order.batch.connection_id, order.access)
        while not watch.complete():
            watch.now = time.monotonic()
            mail = engine.mailbox.take()  # first of all what was told before we listened
            watch.progress(mail.snapshots.values())
            for event in mail.events:
                watch.told(event)
            if not watch.complete():
                rung.wait(LOOK_EVERY)
                rung.clear()
                time.sleep(BREATH)
    missing = count_of(plan.left_out, (*LOST, *BY_LIMITS))
    return exit_code([*watch.outcomes, *([Outcome.NOT_STORED] * missing)])

"""The values that variables would have for the file that is selected, or for an example."""

from __future__ import annotations

import time
from dataclasses import replace

from app.domain.questions import Filling
from app.domain.variables import Subject, values_for
from app.host.person import login_name
from app.ui.desk import Desk

EXAMPLE = Subject("", "orders/4711_front.jpg", "/orders/4711_front.jpg")


def sample_subject(desk: Desk) -> Subject:
    """The selected file, or an example that has a folder and a number in its name."""
    task = desk.selected()
    return Subject(task.id, task.name, task.path) if task else EXAMPLE


def sample_values(desk: Desk, filling: Filling) -> dict[str, str]:
    """The values as if nobody were asked: what would be proposed stands in for the answers."""
    unasked = tuple(replace(question, ask=False) for question in filling.questions)
    now = replace(filling, questions=unasked, when=time.time(), login=login_name())
    return values_for(now, sample_subject(desk))

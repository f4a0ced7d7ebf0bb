"""SourceContext: custom variables as the one text that VOD hands back in its event.

A JSON object of the variables, names without their ``x:``, and a mark by which the event is known
before the file's id is (tencent-vod.md, 5).
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from app.domain.errors import DestinationError

LONGEST = 250
"""Characters. Whether the service means bytes is not known; people count characters."""
MARK = "_"
"""Name of the mark in the object; no variable can be called so, for it begins with a letter."""
MARK_LENGTH = 8


def mark_of(task_id: str) -> str:
    """The mark of one upload: the first characters of its task's id."""
    return task_id[:MARK_LENGTH]


def written(variables: Mapping[str, str], task_id: str) -> str:
    """As `encoded`, however long: what the form's meter counts."""
    found = {name.removeprefix("x:"): value for name, value in variables.items()}
    found = {name: value for name, value in found.items() if name and name != MARK}
    return json.dumps(found | {MARK: mark_of(task_id)}, ensure_ascii=False, separators=(",", ":"))


def encoded(variables: Mapping[str, str], task_id: str) -> str:
    """The text to send. Raises `DestinationError` (``source_context.long``) above 250 characters.

    ``variables`` have their ``x:`` in front or not.
    """
    text = written(variables, task_id)
    if len(text) > LONGEST:
        raise DestinationError(
            problem="source_context.long", length=str(len(text)), longest=str(LONGEST)
        )
    return text


def decoded(text: object) -> tuple[dict[str, str], str]:
    """Variables and mark in what came back; both empty for what somebody else wrote there."""
    try:
        found = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return {}, ""
    if not isinstance(found, dict):
        return {}, ""
    mark = found.pop(MARK, "")
    variables = {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in found.items()
    }
    return variables, mark if isinstance(mark, str) else ""

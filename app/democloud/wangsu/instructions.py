"""The grammar of ``persistentOps`` (reference/wangsu.md 5.1)::

ops    := instr { ";" instr }          step := name { "/" parameter }
instr  := step { "|" step }            saveas/<base64 of bucket:key> as the last step
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.democloud.wangsu.encoding import decoded_text
from app.democloud.wangsu.errors import malformed

MOST = 50
"""Instructions of one task."""


class InstructionError(Exception):
    """An instruction that cannot be carried out; the text goes into its item."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an instruction."""

    name: str
    """Such as ``imageMogr2``."""
    format: str
    """The parameter that stands alone behind the name; empty: none does."""
    parameters: Mapping[str, str] = field(default_factory=dict)
    """The others, which come in pairs."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction; what is wrong with it shows when it is carried out."""

    text: str
    """As it came."""
    steps: tuple[Step, ...]
    """What is to be done, one after the other, without ``saveas``."""
    saveas: tuple[str, str] = ("", "")
    """Bucket and key of the result; empty: the service names it."""
    error: str = ""
    """What is wrong with it."""

    @property
    def format(self) -> str:
        """The format of the result, or empty."""
        return next((step.format for step in reversed(self.steps) if step.format), "")


def read_instructions(ops: str) -> list[Instruction]:
    """Read instructions; WangsuError 400 when there are none or too many."""
    texts = [text.strip() for text in ops.split(";") if text.strip()]
    if not 0 < len(texts) <= MOST:
        raise malformed(f"fops must be 1 to {MOST} instructions")
    return [_instruction(text) for text in texts]


def _instruction(text: str) -> Instruction:
    steps: list[Step] = []
    saveas, error = ("", ""), ""
    pieces = text.split("|")
    for number, piece in enumerate(pieces, 1):
        name, _, rest = piece.strip().partition("/")
        if name != "saveas":
            steps.append(_step(name, rest))
        elif number < len(pieces):
            error = "saveas is not the last step"
        else:
            saveas, error = _saveas(rest)
    if not steps:
        error = error or "there is nothing to do"
    return Instruction(text, tuple(steps), saveas, error)


def _step(name: str, rest: str) -> Step:
    words = rest.split("/") if rest else []
    alone = words.pop(0) if len(words) % 2 else ""
    return Step(name, alone, dict(zip(words[::2], words[1::2], strict=True)))


def _saveas(text: str) -> tuple[tuple[str, str], str]:
    try:
        bucket, colon, key = decoded_text(text).partition(":")
    except ValueError:
        return ("", ""), "saveas is no Base64"
    if not bucket or (colon and not key):
        return ("", ""), "saveas names no object"
    return (bucket, key), ""

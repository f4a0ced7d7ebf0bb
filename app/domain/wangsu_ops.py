"""Wangsu's processing instructions: ``persistentOps``, read, built and checked (wangsu.md, 5.1).

    ops    := instr { ";" instr }           independent tasks on the same file
    instr  := step { "|" step }             the result of one feeds the next
    step   := name { "/" parameter }
    saveas := "saveas/" Base64("bucket:key")   the last step; else the service names the result

Ours on top: the name after ``saveas/`` may be written plainly with placeholders, such as
``saveas/{folder}{stem}-360p.mp4``. `resolved` puts each file's own name there before anything is
signed; one name for all files of a batch would keep the last result only. Placeholders: ``{key}``,
``{folder}`` (with its slash), ``{name}``, ``{stem}``, ``{ending}`` (with its dot).

Codes of `findings`, with their values:

errors    ops.empty (nothing between two semicolons), ops.step (nor bars), ops.saveas_last,
          ops.saveas_name (``text``), ops.placeholder (``names``), ops.letters (``text``)
warnings  ops.saves (``saves/`` for ``saveas/``), ops.format (``name``: no format), ops.offset (a
          frame of which second), ops.same_result (``key``), ops.one_name (``key``: the same for
          every file), ops.own_file (``key``: the result replaces the file)
notes     ops.unknown (``name``: not on the service's page that we know), ops.no_name (the service
          invents the result's name)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.findings import Severity
from app.domain.naming import split_ending
from app.domain.wangsu_base64 import decoded_text, entry

KNOWN = ("avthumb", "vframe", "imageMogr2", "watermark")
"""Instructions of the service's pages that we know; others may well exist."""

SAVE = "saveas"
PLACEHOLDERS = ("key", "folder", "name", "stem", "ending")

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_STEP_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, and its parameters in their order."""

    name: str
    parameters: tuple[str, ...] = ()

    def text(self) -> str:
        """As it is written."""
        return "/".join((self.name, *self.parameters))


@dataclass(frozen=True, slots=True)
class Instruction:
    """One task: steps that feed each other, and where the result goes."""

    steps: tuple[Step, ...]
    saved: str = ""
    """What stands behind ``saveas/``: Base64, or a name with placeholders; empty: no such step."""

    def text(self) -> str:
        """As it is written."""
        last = (f"{SAVE}/{self.saved}",) if self.saved else ()
        return "|".join((*(step.text() for step in self.steps), *last))

    def place(self) -> tuple[str, str]:
        """Bucket and name of the result, as far as they are written; empty texts otherwise."""
        if "{" in self.saved:
            return "", self.saved
        try:
            bucket, _colon, key = decoded_text(self.saved).partition(":")
        except ValueError:
            return "", ""
        return bucket, key


@dataclass(frozen=True, slots=True)
class OpsFinding:
    """One remark about instructions; the sentence for its code lives in the window."""

    code: str
    severity: Severity
    instruction: int
    """Which one, from 0."""
    values: Mapping[str, str] = field(default_factory=dict)


# --- reading and building -------------------------------------------------------------------------


def parsed(text: str) -> tuple[Instruction, ...]:
    """The instructions of a text; an empty piece gives an instruction or a step without a name."""
    return tuple(_instruction(piece) for piece in text.split(";")) if text.strip() else ()


def _instruction(text: str) -> Instruction:
    pieces = [piece.strip() for piece in text.strip().split("|")]
    saved = ""
    if len(pieces) > 1 and pieces[-1].removeprefix(f"{SAVE}/") not in ("", pieces[-1]):
        saved = pieces.pop().removeprefix(f"{SAVE}/")
    steps = tuple(Step(name, tuple(rest)) for name, *rest in (p.split("/") for p in pieces))
    return Instruction(steps, saved)


def built(instructions: tuple[Instruction, ...]) -> str:
    """The text of instructions."""
    return ";".join(instruction.text() for instruction in instructions)


def saved_as(bucket: str, key: str) -> str:
    """What stands behind ``saveas/`` for exactly this place."""
    return entry(bucket, key)


def resolved(text: str, *, bucket: str, key: str) -> str:
    """``text`` for one file: plain names behind ``saveas/`` filled in and put into Base64.

    What needs no filling in stays as it is, byte for byte.
    """
    if "{" not in text:
        return text.strip()
    pieces = []
    for instruction in parsed(text):
        if "{" not in instruction.saved:
            pieces.append(instruction.text())
            continue
        name = _filled(instruction.saved, key)
        pieces.append(Instruction(instruction.steps, saved_as(bucket, name)).text())
    return ";".join(pieces)


def _filled(pattern: str, key: str) -> str:
    folder, slash, name = key.rpartition("/")
    stem, ending = split_ending(name)
    values = {
        "key": key,
        "folder": folder + slash,
        "name": name,
        "stem": stem,
        "ending": ending,
    }
    return _PLACEHOLDER.sub(lambda mark: values.get(mark[1], mark[0]), pattern)


# --- templates ------------------------------------------------------------------------------------


def transcode(
    kind: str = "mp4", *, width: int = 640, height: int = 360, rate: str = "1.25m"
) -> Instruction:
    """A video in another format; ``rate`` in bits a second, as the service writes it."""
    size = ("s", f"{width}x{height}") if width and height else ()
    bits = ("vb", rate) if rate else ()
    return Instruction((Step("avthumb", (kind, *size, *bits)),))


def frame(kind: str = "jpg", *, second: float = 1, width: int = 0, height: int = 0) -> Instruction:
    """A picture of a video, ``second`` seconds after its beginning; 0: as large as the video."""
    size = (*(("w", str(width)) if width else ()), *(("h", str(height)) if height else ()))
    return Instruction((Step("vframe", (kind, "offset", f"{second:g}", *size)),))


def scale(kind: str = "jpg", *, width: int = 640, height: int = 360) -> Instruction:
    """A picture cut to a size around its middle."""
    cut = ("crop", f"{width}x{height}", "gravity", "CENTER")
    return Instruction((Step("imageMogr2", (kind, *cut)),))


def watermark(kind: str = "jpg", *, mode: int = 1, dissolve: int = 50) -> Instruction:
    """A mark on a picture; ``dissolve`` in per cent."""
    mark = ("mode", str(mode), "dissolve", str(dissolve))
    return Instruction((Step("watermark", (kind, *mark)),))


def with_result(instruction: Instruction, pattern: str) -> Instruction:
    """The same, its result under a name with placeholders."""
    return Instruction(instruction.steps, pattern)


# --- checking -------------------------------------------------------------------------------------


def findings(text: str, *, key: str = "") -> list[OpsFinding]:
    """All remarks, in the order of the instructions; none for an empty text.

    ``key`` is the name of a file that they are for, when one is known.
    """
    instructions = parsed(text)
    found: list[OpsFinding] = []
    places: dict[tuple[str, str], int] = {}
    for at, instruction in enumerate(instructions):
        found += _of_steps(instruction, at)
        found += _of_result(instruction, at, key=key)
        place = instruction.place()
        if place[1] and places.setdefault(place, at) != at:
            found.append(_warning("ops.same_result", at, key=place[1]))
    return found


def refused(found: list[OpsFinding]) -> bool:
    """True when nothing can come of it."""
    return any(finding.severity is Severity.ERROR for finding in found)


def _of_steps(instruction: Instruction, at: int) -> list[OpsFinding]:
    steps = instruction.steps
    if len(steps) == 1 and not steps[0].name:
        return [_error("ops.empty", at)]
    found: list[OpsFinding] = []
    for step in steps:
        found += _of_step(step, at)
    return found


def _of_step(step: Step, at: int) -> list[OpsFinding]:
    text = step.text()
    if not step.name:
        return [_error("ops.step", at)]
    if step.name == SAVE:
        return [_error("ops.saveas_last", at)]
    if step.name == "saves":
        return [_warning("ops.saves", at)]
    if not _STEP_NAME.fullmatch(step.name) or any(c.isspace() or not c.isprintable() for c in text):
        return [_error("ops.letters", at, text=text)]
    if step.name not in KNOWN:
        return [OpsFinding("ops.unknown", Severity.INFO, at, {"name": step.name})]
    if not step.parameters or not step.parameters[0]:
        return [_warning("ops.format", at, name=step.name)]
    if step.name == "vframe" and "offset" not in step.parameters[1::2]:
        return [_warning("ops.offset", at)]
    return []


def _of_result(instruction: Instruction, at: int, *, key: str) -> list[OpsFinding]:
    saved = instruction.saved
    if not saved:
        named = bool(instruction.steps and instruction.steps[0].name)
        return [OpsFinding("ops.no_name", Severity.INFO, at)] if named else []
    if "{" in saved or "}" in saved:
        return _of_pattern(saved, at, key=key)
    bucket, name = instruction.place()
    if not bucket:
        return [_error("ops.saveas_name", at, text=saved)]
    if name and name == key:
        return [_warning("ops.own_file", at, key=name)]
    return [_warning("ops.one_name", at, key=name)] if name else []


def _of_pattern(pattern: str, at: int, *, key: str) -> list[OpsFinding]:
    names = [name for name in _PLACEHOLDER.findall(pattern) if name not in PLACEHOLDERS]
    if names or "{" in _PLACEHOLDER.sub("", pattern) or "}" in _PLACEHOLDER.sub("", pattern):
        return [_error("ops.placeholder", at, names=", ".join(names) or pattern)]
    sample = key or "folder/name.end"
    name = _filled(pattern, sample)
    return [_warning("ops.own_file", at, key=name)] if name == sample else []


def _error(code: str, at: int, **values: str) -> OpsFinding:
    return OpsFinding(code, Severity.ERROR, at, values)


def _warning(code: str, at: int, **values: str) -> OpsFinding:
    return OpsFinding(code, Severity.WARNING, at, values)

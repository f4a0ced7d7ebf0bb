"""What instructions make of a file: real pictures where this program can, else an honest copy.

``imageMogr2`` (``thumbnail``, ``crop``, ``gravity``) and ``watermark`` are carried out on the PNG
and JPEG that this program can read; the result is one of these two. For other pictures, for
``avthumb`` and for ``vframe`` the result is a copy of the source, and its facts say ``simulated``:
there is no codec for them here.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.democloud.blobs import Blob, read_joined
from app.democloud.wangsu.encoding import etag_of_bytes
from app.democloud.wangsu.instructions import Instruction, InstructionError, Step
from app.democloud.wangsu.jpeg import read_jpeg
from app.democloud.wangsu.jpeg_writer import MOST_WRITTEN, jpeg_of
from app.democloud.wangsu.picture import Picture, PictureError
from app.democloud.wangsu.pictures import (
    cropped,
    marked,
    png_of,
    read_picture,
    scaled,
)

LARGEST_PICTURE = 48 * 1024 * 1024
"""Bytes of a picture that is read."""

_PICTURES = ("imageMogr2", "watermark")
_VIDEO = ("avthumb", "vframe")
_SIZE = re.compile(r"!?(\d{0,5})x(\d{0,5})[!^<>]?")
_SCALES = ("thumbnail", "scale", "resize", "s")


@dataclass(frozen=True, slots=True)
class Material:
    """What a step works on."""

    blobs: Sequence[Blob]
    """The source's bytes."""
    size: int
    """Their number."""
    key: str
    """The source's name."""
    content_type: str
    """Its stored type."""
    picture: Picture | None = None
    """What an earlier step made."""
    facts: dict[str, Any] = field(default_factory=dict)
    """What is said of the result."""

    @property
    def kind(self) -> str:
        """The first word of its type: what was stored, or guessed from the name."""
        guessed = mimetypes.guess_type(self.key)[0] or ""
        stored = self.content_type.partition("/")[0]
        return stored if stored in ("image", "video", "audio") else guessed.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Result:
    """What an instruction made."""

    data: bytes | None
    """Its bytes; None: a copy of the source."""
    content_type: str
    """Its type."""
    facts: dict[str, Any]
    """What its item says of it."""

    @property
    def etag(self) -> str:
        """The etag of ``data``."""
        return etag_of_bytes(self.data or b"")


def carried_out(
    instruction: Instruction, material: Material, *, failing: Sequence[str] = ()
) -> Result:
    """Carry out an instruction; takes its time. InstructionError says why it cannot be done."""
    if instruction.error:
        raise InstructionError(instruction.error)
    for step in instruction.steps:
        if step.name in failing:
            raise InstructionError(f"{step.name} was made to fail")
        material = _step(step, material)
    if material.picture is None:
        facts = {**material.facts, "simulated": True, "note": "a copy of the source"}
        return Result(None, _copied_type(instruction, material), facts)
    return _written(material.picture, instruction.format, dict(material.facts))


def _written(picture: Picture, wanted: str, facts: dict[str, Any]) -> Result:
    """Write the picture in the format that was asked for, or else as PNG."""
    facts["resolution"] = f"{picture.width}x{picture.height}"
    wanted = wanted.lower()
    if wanted in ("jpg", "jpeg") and picture.width * picture.height <= MOST_WRITTEN:
        return Result(jpeg_of(picture), "image/jpeg", facts)
    if wanted not in ("", "png"):
        facts["note"] = f"made as png: there is no codec for {wanted} of this size here"
    return Result(png_of(picture), "image/png", facts)


def _copied_type(instruction: Instruction, material: Material) -> str:
    """A copy is what its source is, whatever was asked for."""
    guessed = mimetypes.guess_type(material.key)[0]
    return material.content_type or guessed or "application/octet-stream"


def _step(step: Step, material: Material) -> Material:
    if step.name in _VIDEO:
        if material.kind not in ("video", "audio") or (
            step.name == "vframe" and material.kind == "audio"
        ):
            raise InstructionError("the source is no video")
        return material
    if step.name not in _PICTURES:
        raise InstructionError(f"unknown instruction: {step.name}")
    if material.kind != "image":
        raise InstructionError("the source is no picture")
    picture = material.picture or _picture(material, step)
    if picture is None:
        return material
    done = (
        marked(picture, _dissolve(step)) if step.name == "watermark" else _mogrified(picture, step)
    )
    return replace(material, picture=done)


def _picture(material: Material, step: Step) -> Picture | None:
    """Read the source; None when there is no codec for it here."""
    if material.size > LARGEST_PICTURE:
        return None
    try:
        data = read_joined(material.blobs, 0, material.size)
        if data.startswith(b"\xff\xd8"):
            return read_jpeg(data, least=_least(step))
        return read_picture(data)
    except (PictureError, OSError) as error:
        raise InstructionError(str(error)) from None


def _least(step: Step) -> tuple[int, int]:
    """Give the frame into which a step scales first of all; zeros when it does not."""
    name, value = next(iter(step.parameters.items()), ("", ""))
    return _measures(value) if name in _SCALES else (0, 0)


def _mogrified(picture: Picture, step: Step) -> Picture:
    for name, value in step.parameters.items():
        if name in _SCALES:
            width, height = _measures(value)
            picture = _fitted(picture, width, height)
        elif name == "crop":
            width, height = _measures(value)
            gravity = step.parameters.get("gravity", "NorthWest")
            picture = cropped(
                picture, width or picture.width, height or picture.height, gravity=gravity
            )
    sides = (_side(step, "w"), _side(step, "h"))
    return _fitted(picture, *sides) if any(sides) else picture


def _side(step: Step, name: str) -> int:
    text = step.parameters.get(name, "0")
    if not (text.isascii() and text.isdigit()) or len(text) > 5:
        raise InstructionError(f"{name} is no number of pixels")
    return int(text)


def _measures(text: str) -> tuple[int, int]:
    found = _SIZE.fullmatch(text)
    if found is None or not (found[1] or found[2]):
        raise InstructionError(f"{text} is no size")
    return int(found[1] or 0), int(found[2] or 0)


def _fitted(picture: Picture, width: int, height: int) -> Picture:
    """Scale into a frame without distortion; a side of 0 is free. Nothing is made larger."""
    across = width / picture.width if width else 1.0
    down = height / picture.height if height else 1.0
    factor = min(across, down, 1.0)
    return scaled(
        picture, max(1, round(picture.width * factor)), max(1, round(picture.height * factor))
    )


def _dissolve(step: Step) -> int:
    text = step.parameters.get("dissolve", "100")
    if not (text.isascii() and text.isdigit()) or not 0 < int(text) <= 100:
        raise InstructionError("dissolve is from 1 to 100")
    return int(text)

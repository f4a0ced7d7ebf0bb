"""What can be made of a stored file: instructions, read, built and checked.

One service has such instructions today (`app.domain.wangsu_ops`); the window knows them under
these names alone.
"""

from __future__ import annotations

from app.domain.wangsu_ops import (
    PLACEHOLDERS,
    Instruction,
    OpsFinding,
    built,
    findings,
    frame,
    parsed,
    refused,
    resolved,
    scale,
    transcode,
    watermark,
    with_result,
)

__all__ = [
    "PLACEHOLDERS",
    "Instruction",
    "OpsFinding",
    "as_lines",
    "built",
    "findings",
    "frame",
    "of_lines",
    "parsed",
    "refused",
    "resolved",
    "scale",
    "transcode",
    "watermark",
    "with_result",
]


def as_lines(text: str) -> str:
    """Instructions one a line, as people edit them."""
    return "\n".join(piece.strip() for piece in text.split(";")) if text.strip() else ""


def of_lines(lines: str) -> str:
    """The text of such lines; empty lines are left out, semicolons at their ends, too."""
    pieces = (line.strip().rstrip(";").strip() for line in lines.splitlines())
    return ";".join(piece for piece in pieces if piece)

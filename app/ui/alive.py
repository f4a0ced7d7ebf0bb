"""Answers of errands for widgets: one that is gone by then hears nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

T = TypeVar("T")


def while_alive(owner: QObject, told: Callable[[T], object]) -> Callable[[T], None]:
    """``told``, unless ``owner`` has been taken apart before the answer came."""

    def tell(value: T) -> None:
        if isValid(owner):
            told(value)

    return tell

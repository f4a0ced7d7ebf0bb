"""Frozen dataclasses to plain JSON values and back, tolerant of older and newer shapes."""

from __future__ import annotations

import dataclasses
import enum
import types
import typing
from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any, TypeVar, cast

T = TypeVar("T")
_PLAIN = frozenset({str, int, float, bool, type(None)})


def encode(value: object) -> Any:
    """Plain JSON values of a dataclass (nested dataclasses, enums, tuples and mappings too)."""
    if type(value) in _PLAIN:
        return value
    if names := _names(type(value)):
        return {name: encode(getattr(value, name)) for name in names}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(k): encode(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [encode(v) for v in value]
    return value


@lru_cache(maxsize=256)
def _names(kind: Hashable) -> tuple[str, ...]:
    """Fields of a dataclass; none of any other type."""
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return tuple(field.name for field in dataclasses.fields(kind))
    return ()


def decode(kind: type[T], data: object) -> T:
    """A ``kind`` from plain values: unknown fields are ignored, missing ones take defaults.

    Raises `ValueError` (or `TypeError`) when a required field is missing or has the wrong shape.
    """
    if not isinstance(data, Mapping):
        raise ValueError(f"{kind.__name__} wants an object")
    hints = _hints(cast("Hashable", kind))
    known = {name: _decode_as(hints[name], data[name]) for name in hints if name in data}
    return kind(**known)


@lru_cache(maxsize=64)
def _hints(kind: Hashable) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _decode_as(hint: Any, value: object) -> object:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _decode_union(typing.get_args(hint), value)
    if origin is tuple:
        return _decode_tuple(typing.get_args(hint), value)
    if origin is not None:  # Mapping[str, str] is the only other generic that we keep
        return _checked_mapping(value)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return hint(value)
    if dataclasses.is_dataclass(hint):
        return decode(cast("type[object]", hint), value)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(hint, type) and type(value) is not hint:
        raise ValueError(f"{value!r:.40} is no {hint.__name__}")
    return value


def _decode_union(choices: tuple[Any, ...], value: object) -> object:
    if value is None:
        return None
    return _decode_as(next(c for c in choices if c is not types.NoneType), value)


def _decode_tuple(choices: tuple[Any, ...], value: object) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise ValueError("a list was expected")
    if len(choices) == 2 and choices[1] is Ellipsis:
        return tuple(_decode_as(choices[0], v) for v in value)
    return tuple(_decode_as(c, v) for c, v in zip(choices, value, strict=True))


def _checked_mapping(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise ValueError("an object was expected")
    return {str(k): str(v) for k, v in value.items()}

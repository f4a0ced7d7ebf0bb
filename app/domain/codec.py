"""Frozen dataclasses to plain JSON values and back, tolerant of older and newer shapes.

A list of a hundred thousand tasks comes through here, so what has to be done for each kind of value
is worked out once: a writer for each type met, a reader for each type hint.
"""

from __future__ import annotations

import dataclasses
import enum
import operator
import types
import typing
from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from typing import Any, TypeVar, cast

T = TypeVar("T")
Convert = Callable[[Any], Any]
_PLAIN = frozenset({str, int, float, bool, type(None)})


def encode(value: object) -> Any:
    """Plain JSON values of a dataclass (nested dataclasses, enums, tuples and mappings too)."""
    kind: Any = type(value)
    return value if kind in _PLAIN else _writer(kind)(value)


@lru_cache(maxsize=256)
def _writer(met: Hashable) -> Convert:
    kind = cast("type[Any]", met)
    if dataclasses.is_dataclass(kind):
        return _fields_writer(tuple(f.name for f in dataclasses.fields(kind)))
    if issubclass(kind, enum.Enum):
        return _value_of
    if issubclass(kind, Mapping):
        return _mapping_written
    if issubclass(kind, list | tuple):
        return _list_written
    return _as_it_is


def _fields_writer(names: tuple[str, ...]) -> Convert:
    if len(names) < 2:
        return lambda value: {name: encode(getattr(value, name)) for name in names}
    values_of = operator.attrgetter(*names)

    def write(value: object) -> dict[str, Any]:
        found = dict(zip(names, values_of(value), strict=True))
        for name, item in found.items():
            if type(item) not in _PLAIN:
                found[name] = encode(item)
        return found

    return write


def _value_of(value: enum.Enum) -> Any:
    return value.value


def _mapping_written(value: Mapping[object, object]) -> dict[str, Any]:
    return {str(k): encode(v) for k, v in value.items()}


def _list_written(value: list[object]) -> list[Any]:
    return [v if type(v) in _PLAIN else encode(v) for v in value]


def _as_it_is(value: Any) -> Any:
    return value


def decode(kind: type[T], data: object) -> T:
    """A ``kind`` from plain values: unknown fields are ignored, missing ones take defaults.

    Raises `ValueError` (or `TypeError`) when a required field is missing or has the wrong shape.
    """
    # The first question is much quicker than the second, which is right for any mapping.
    if type(data) is not dict and not isinstance(data, Mapping):
        raise ValueError(f"{kind.__name__} wants an object")
    readers = _readers(cast("Hashable", kind))
    known = {name: read(data[name]) for name, read in readers if name in data}
    return kind(**known)


@lru_cache(maxsize=64)
def _readers(kind: Hashable) -> tuple[tuple[str, Convert], ...]:
    """The reader of each field of a dataclass."""
    hints = typing.get_type_hints(kind)
    return tuple((name, _reader(hint)) for name, hint in hints.items())


def _reader(hint: Any) -> Convert:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        choices = typing.get_args(hint)
        return _or_none(_reader(next(c for c in choices if c is not types.NoneType)))
    if origin is tuple:
        return _tuple_reader(typing.get_args(hint))
    if origin is not None:  # Mapping[str, str] is the only other generic that we keep
        return _checked_mapping
    if not isinstance(hint, type):
        return _as_it_is
    if issubclass(hint, enum.Enum):
        return hint
    if dataclasses.is_dataclass(hint):
        return lambda value: decode(hint, value)
    return _float if hint is float else _of_type(hint)


def _or_none(read: Convert) -> Convert:
    return lambda value: None if value is None else read(value)


def _of_type(kind: type[object]) -> Convert:
    def read(value: object) -> object:
        if type(value) is not kind:
            raise ValueError(f"{value!r:.40} is no {kind.__name__}")
        return value

    return read


_exactly_float = _of_type(float)


def _float(value: object) -> object:
    return float(value) if type(value) is int else _exactly_float(value)


def _tuple_reader(choices: tuple[Any, ...]) -> Convert:
    endless = len(choices) == 2 and choices[1] is Ellipsis
    readers = [_reader(choice) for choice in (choices[:1] if endless else choices)]

    def read(value: object) -> tuple[object, ...]:
        if not isinstance(value, list):
            raise ValueError("a list was expected")
        if endless:
            return tuple(map(readers[0], value))
        return tuple(each(v) for each, v in zip(readers, value, strict=True))

    return read


def _checked_mapping(value: object) -> dict[str, str]:
    if type(value) is not dict and not isinstance(value, Mapping):
        raise ValueError("an object was expected")
    return {str(k): str(v) for k, v in value.items()}

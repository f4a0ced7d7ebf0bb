"""Dataclasses out of data that people or other versions wrote: keep what is good, name the rest."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from app.domain.codec import decode

T = TypeVar("T")


def read(kind: type[T], data: Mapping[str, object], *, where: str = "") -> tuple[T, list[str]]:
    """A ``kind`` and the names of the fields that fell back to their defaults.

    Names are written with dots and numbers, such as ``connections.2.view``. Raises `ValueError`
    or `TypeError` when a field without a default is missing or wrong.
    """
    try:
        return decode(kind, data), []  # nearly always; field by field takes fifty times as long
    except (ValueError, TypeError):
        return _read_fields(kind, data, where=where)


def _read_fields(kind: type[T], data: Mapping[str, object], *, where: str) -> tuple[T, list[str]]:
    hints = typing.get_type_hints(kind)
    fields = dataclasses.fields(cast("Any", kind))
    needed = {f.name: data[f.name] for f in fields if _is_needed(f) and f.name in data}
    value = decode(kind, needed)
    trouble: list[str] = []
    for field in fields:
        if field.name not in data:
            continue
        name, raw = where + field.name, data[field.name]
        try:
            good, bad = _read_field(hints[field.name], raw, name=name)
            value = cast("T", dataclasses.replace(cast("Any", value), **{field.name: good}))
            trouble += bad
        except (ValueError, TypeError):
            if field.name in needed:
                raise
            trouble.append(name)
    return value, trouble


def _is_needed(field: dataclasses.Field[Any]) -> bool:
    missing = dataclasses.MISSING
    return field.default is missing and field.default_factory is missing


def _read_field(hint: Any, raw: object, *, name: str) -> tuple[object, list[str]]:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type) and isinstance(raw, Mapping):
        return read(cast("type[object]", hint), raw, where=name + ".")
    choices = typing.get_args(hint)
    if typing.get_origin(hint) is tuple and dataclasses.is_dataclass(choices[0]):
        return _read_list(cast("type[object]", choices[0]), raw, name=name)
    holder = dataclasses.make_dataclass("Holder", [("it", hint)], frozen=True)
    return getattr(decode(holder, {"it": raw}), "it"), []  # noqa: B009


def _read_list(kind: type[object], raw: object, *, name: str) -> tuple[object, list[str]]:
    """Items that cannot be read are left out and named."""
    if not isinstance(raw, list):
        raise ValueError(f"{name} wants a list")
    good: list[object] = []
    trouble: list[str] = []
    for index, item in enumerate(raw):
        try:
            value, bad = read(kind, cast("Mapping[str, object]", item), where=f"{name}.{index}.")
        except (ValueError, TypeError, KeyError):
            trouble.append(f"{name}.{index}")
        else:
            good.append(value)
            trouble += bad
    return tuple(good), trouble

"""Domain objects to and from JSON by the types of their fields, for what a database keeps as one text."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import lru_cache
from types import NoneType, UnionType
from typing import TypeVar, cast, get_args, get_origin, get_type_hints

from domain_model.cells import Cell

Kind = TypeVar("Kind")


def as_json(value: object) -> str:
    """A frozen dataclass, or a tuple of them, as JSON."""
    return json.dumps(_written(value), ensure_ascii=False, separators=(",", ":"))


def from_json(kind: type[Kind], text: str) -> Kind:
    """What `as_json` wrote of an object of that class; fields that it lacks have their defaults."""
    return cast("Kind", _read(kind, json.loads(text)))


def _written(value: object) -> object:
    if isinstance(value, Cell):
        return value.token
    if is_dataclass(value):
        return {field.name: _written(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _written(one) for key, one in value.items()}
    return [_written(one) for one in value] if isinstance(value, tuple) else value


def _read(kind: object, value: object) -> object:
    origin, parts = get_origin(kind), get_args(kind)
    if origin is UnionType:
        return None if value is None else _read(next(one for one in parts if one is not NoneType), value)
    if origin is tuple:
        return tuple(_read(parts[0], one) for one in cast("list[object]", value))
    if origin is not None:  # a mapping from texts
        return {key: _read(parts[1], one) for key, one in cast("dict[str, object]", value).items()}
    if kind is Cell:
        return Cell.from_token(cast("str", value))
    if is_dataclass(kind):
        make = cast("Callable[..., object]", kind)
        hints = _hints(cast("type", kind))
        return make(**{name: _read(hints[name], one) for name, one in cast("dict[str, object]", value).items()})
    return kind(value) if isinstance(kind, type) and issubclass(kind, StrEnum) else value


@lru_cache(maxsize=64)
def _hints(kind: type) -> dict[str, object]:
    return get_type_hints(kind)

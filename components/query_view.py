"""A view of an evidence page as a frozen dataclass, to and from its query string, by the types of its fields."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Self, Union, cast, get_args, get_origin, get_type_hints
from urllib.parse import parse_qsl, quote, urlencode

from domain_model.cells import Cell

LONGEST_TEXT = 200
"""Words of an address longer than this are refused: nobody types them, and every export would print them."""


@dataclass(frozen=True, slots=True)
class QueryView:
    """What a subclass adds as fields of `str`, `bool`, `int`, tokens, cells, or tuples of them, each with a default.

    A tuple is written with commas, each of its values once, in the order of the list they come from.
    `problems` are the parts of an address that could not be read, in sentences to be shown; they are not part of
    the address again.
    """

    problems: tuple[str, ...] = field(default=(), compare=False, kw_only=True)

    @classmethod
    def from_search(cls, search: str | None) -> Self:
        """Read a query string; what is unknown falls back to the default and is named in `problems`."""
        values: dict[str, Any] = {}
        problems: list[str] = []
        readers = _readers(cls)
        for name, text in parse_qsl((search or "").lstrip("?"), keep_blank_values=False):
            if name not in readers:
                problems.append(f"no such choice on this page: {name[:LONGEST_TEXT]}")
                continue
            try:
                values[name] = readers[name](text)
            except ValueError:
                problems.append(f"no such {name.replace('_', ' ')}: {text[:LONGEST_TEXT]}")
        return cls(**values, problems=tuple(problems))

    def to_search(self) -> str:
        """The shortest query string that gives this view: '' for the default, else `?name=value&...`."""
        default = type(self)()
        pairs = [
            (each.name, _written(value))
            for each in fields(self)
            if each.name != "problems" and (value := getattr(self, each.name)) != getattr(default, each.name)
        ]
        return f"?{urlencode(pairs, quote_via=quote, safe='/,')}" if pairs else ""

    def with_(self, **changes: object) -> Self:
        """The same view with some parts changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(map(_written, value))
    if isinstance(value, Cell):
        return value.token
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


@lru_cache(maxsize=32)
def _readers(view: type[QueryView]) -> dict[str, Callable[[str], object]]:
    hints = get_type_hints(view)
    return {each.name: _reader(hints[each.name]) for each in fields(view) if each.name != "problems"}


def _reader(kind: object) -> Callable[[str], object]:
    if get_origin(kind) in {Union, UnionType}:
        return _reader(next(one for one in get_args(kind) if one is not NoneType))
    if get_origin(kind) is tuple:
        return _listed(get_args(kind)[0])
    known: dict[object, Callable[[str], object]] = {bool: _yes_or_no, int: int, str: _text, Cell: Cell.from_token}
    return known[kind] if kind in known else cast("type[StrEnum]", kind)


def _listed(kind: object) -> Callable[[str], object]:
    read = _reader(kind)

    def listed(text: str) -> tuple[object, ...]:
        found = {read(part) for part in text.split(",") if part}
        in_order = list(kind) if isinstance(kind, type) and issubclass(kind, StrEnum) else sorted(found)  # type: ignore[type-var]
        return tuple(value for value in in_order if value in found)

    return listed


def _yes_or_no(text: str) -> bool:
    if text not in {"yes", "no"}:
        raise ValueError(text)
    return text == "yes"


def _text(text: str) -> str:
    if len(text) > LONGEST_TEXT or not text.isprintable():
        raise ValueError(text)
    return text

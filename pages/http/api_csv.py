"""Documents as rows of CSV; the columns come from the schema, so that an empty answer has the same header."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from pages.http.csv_files import csv_text
from pages.http.openapi_schemas import SCHEMAS


def columns(schema_name: str) -> tuple[str, ...]:
    """The dotted names of all values of a schema, in its order; a list is one value."""
    return tuple(".".join(path) for path in _paths(SCHEMAS[schema_name]))


def _paths(schema: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    schema = _resolved(schema)
    if "properties" not in schema:
        yield ()
        return
    for name, part in schema["properties"].items():
        for path in _paths(part):
            yield (name, *path)


def _resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema that a reference names, with or without null beside it."""
    if "oneOf" in schema:
        schema = schema["oneOf"][0]
    return SCHEMAS[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def rows_as_csv(schema_name: str, documents: Iterable[Mapping[str, Any]]) -> str:
    """A header and a line for each document."""
    header = columns(schema_name)
    return csv_text(header, ([_cell(_value(document, name)) for name in header] for document in documents))


def names_and_values_as_csv(document: Mapping[str, Any]) -> str:
    """A single document as a line for each value: its dotted name and the value."""
    return csv_text(("name", "value"), ([name, _cell(value)] for name, value in _flat(document, ())))


def _flat(value: object, path: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _flat(part, (*path, name))
    else:
        yield ".".join(path), value


def _value(document: Mapping[str, Any] | None, name: str) -> object:
    """The value at a dotted name, None where an object on the way is null."""
    owner, _dot, rest = name.partition(".")
    if document is None:
        return None
    return _value(document[owner], rest) if rest else document[owner]


def _cell(value: object) -> str | int | float:
    """A value as the text or the number that a file holds."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    if isinstance(value, list):
        plain = all(isinstance(item, str) for item in value)
        return ";".join(value) if plain else orjson.dumps(value).decode()
    return str(value)

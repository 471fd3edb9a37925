"""Answers as they leave the house: a page of a list or one document, as JSON or CSV."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

import orjson
from flask import Response, request

from pages.http.api_csv import names_and_values_as_csv, rows_as_csv
from pages.http.api_parameters import Query
from pages.http.api_routes import ApiRoute

Thing = TypeVar("Thing")


def list_answer(
    route: ApiRoute,
    version: str,
    query: Query,
    things: Sequence[Thing],
    shape: Callable[[Thing], dict[str, object]],
    *,
    beside: Mapping[str, object] | None = None,
) -> Response:
    """The page of `things` that the query asks for, only these shaped; `beside` goes before it in JSON."""
    end = query.offset + query.limit
    items = [shape(thing) for thing in things[query.offset : end]]
    following = next_path(end) if end < len(things) else None
    if query.format == "csv":
        answer = _csv(rows_as_csv(route.item, items), version)
    else:
        answer = json_answer({**(beside or {}), "items": items, "next": following})
    if following:
        answer.headers["Link"] = f'<{following}>; rel="next"'
    return answer


def document_answer(version: str, query: Query, document: Mapping[str, Any]) -> Response:
    """One document; as CSV a line for each of its values."""
    if query.format == "csv":
        return _csv(names_and_values_as_csv(document), version)
    return json_answer(document)


def json_answer(document: Mapping[str, Any]) -> Response:
    """A document as JSON, in UTF-8."""
    return Response(orjson.dumps(document), mimetype="application/json")


def next_path(offset: int) -> str:
    """The path of this request with the same filters and another offset."""
    arguments = [(name, value) for name, value in request.args.items() if name != "offset"]
    query = urlencode([*arguments, ("offset", offset)], quote_via=quote, safe=",")
    return f"{request.script_root}{quote(request.path)}?{query}"


def _csv(text: str, version: str) -> Response:
    answer = Response(text, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name(version)}"'
    return answer


def file_name(version: str) -> str:
    """A name that says which view of which dataset the file holds: address, filters, version."""
    view = [part for part in request.path.split("/")[3:] if part]
    filters = [value for name, value in request.args.items() if name not in ("format", "limit") and value]
    parts = ["parity-map", *view, *filters, version]
    return "-".join(re.sub(r"[^A-Za-z0-9_.]+", "-", part) for part in parts) + ".csv"

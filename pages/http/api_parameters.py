"""What may be asked of the API: each parameter once, how it is read and how it is described."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Literal

from components.url_state import DEFAULT_VINTAGE
from domain_model.vocabulary import (
    AreaKind,
    BuildingBlock,
    Grade,
    Level,
    LinkSign,
    PairKind,
    Reading,
    StatementKind,
    Vintage,
)
from pages.http.api_problems import ApiProblemError, echo, unreadable
from pages.http.api_vocabularies import VOCABULARIES, tokens

GEOGRAPHIES = (*(vintage.value for vintage in Vintage), AreaKind.REGION.value, AreaKind.COUNTRY.value)
"""What a figure may be published on: one of the geographies of boards, the regions, or the country."""

DEFAULT_LIMIT = 200
LARGEST_LIMIT = 1000
LARGEST_OFFSET = 10_000_000

Format = Literal["json", "csv"]
Schema = dict[str, object]


@dataclass(frozen=True, slots=True)
class Query:
    """A question to the API, read and checked; None means that it does not narrow the answer.

    `as_at` None means today; `grade` None means those that decide by default, or all in a list of pairs.
    """

    vintage: Vintage = DEFAULT_VINTAGE
    as_at: date | None = None
    reading: Reading = Reading.PUBLISHED
    grade: frozenset[Grade] | None = None
    area: str | None = None
    area_kind: AreaKind | None = None
    block: BuildingBlock | None = None
    level: Level | None = None
    author: Literal["me"] | None = None
    kind: StatementKind | None = None
    pair_kind: PairKind | None = None
    sign: LinkSign | None = None
    source: str | None = None
    indicator: str | None = None
    publication: str | None = None
    geography: str | None = None
    period_from: date | None = None
    period_to: date | None = None
    format: Format = "json"
    limit: int = DEFAULT_LIMIT
    offset: int = 0

    @property
    def day(self) -> date:
        """The day that the answer is as at."""
        return self.as_at or date.today()


@dataclass(frozen=True, slots=True)
class Parameter:
    """One query parameter: what it means, its JSON schema and how its text is read.

    `read` raises ValueError for a text that it does not know; `allowed` says in words what it does know.
    """

    name: str
    description: str
    schema: Schema
    read: Callable[[str], object]
    allowed: tuple[str, ...]


def read_query(arguments: Iterable[tuple[str, str]], accepted: Sequence[str], required: Sequence[str] = ()) -> Query:
    """Read the arguments of a request whose route accepts these parameters and cannot do without some of them.

    Raises:
        ApiProblemError: 422 for a parameter that is not accepted, is given twice or is required and not given,
            a value not allowed, or periods that end before they begin.
    """
    values: dict[str, object] = {}
    for name, text in arguments:
        if name not in accepted:
            raise ApiProblemError(
                HTTPStatus.UNPROCESSABLE_ENTITY,
                f"no such parameter: {echo(name)!r}; allowed: {', '.join(accepted) or 'none'}",
                parameter=echo(name), value=text, allowed=accepted,
            )  # fmt: skip
        if name in values:
            detail = f"the parameter {name} is given more than once"
            raise ApiProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, detail, parameter=name, value=text)
        parameter = PARAMETERS[name]
        try:
            values[name] = parameter.read(text)
        except ValueError:
            raise unreadable(name, text, parameter.allowed) from None
    for name in required:
        if name not in values:
            detail = f"the parameter {name} is required here"
            raise ApiProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, detail, parameter=name)
    query = Query(**values)  # type: ignore[arg-type]
    if query.period_from and query.period_to and query.period_from > query.period_to:
        detail = f"period_from {query.period_from} is after period_to {query.period_to}, so that no period lies between"
        first = query.period_from.isoformat()
        raise ApiProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, detail, parameter="period_from", value=first)
    return query


def _token(name: str, description: str, default: str | None = None) -> Parameter:
    """A parameter that takes one token of the vocabulary of the same name."""
    schema: Schema = {"type": "string", "enum": tokens(name)}
    if default is not None:
        schema["default"] = default
    return Parameter(name, description, schema, VOCABULARIES[name], tuple(tokens(name)))


def _day(text: str) -> date:
    """A date written year-month-day; other ISO forms are refused so that one day has one address."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _grades(text: str) -> frozenset[Grade]:
    return frozenset(Grade(letter) for letter in text.split(","))


def _format(text: str) -> str:
    if text not in ("json", "csv"):
        raise ValueError(text)
    return text


def _whole(lowest: int, highest: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not lowest <= int(text) <= highest:
            raise ValueError(text)
        return int(text)

    return read


def _geography(text: str) -> str:
    if text not in GEOGRAPHIES:
        raise ValueError(text)
    return text


def _me(text: str) -> str:
    if text != "me":
        raise ValueError(text)
    return text


def _named(text: str) -> str:
    """A code or id; whether there is one of that name is for the dataset to say."""
    return text


_ALL = (
    _token("vintage", "Geography of Integrated Care Boards.", DEFAULT_VINTAGE.value),
    Parameter(
        "as_at",
        "The latest figures whose period ended on or before this day; today if not given.",
        {"type": "string", "format": "date", "examples": ["2024-09-30"]},
        _day,
        ("a date such as 2024-09-30",),
    ),
    _token(
        "reading", "The published table alone, or the table and everything coded beyond it.", Reading.PUBLISHED.value
    ),
    Parameter(
        "grade",
        "Grades of comparability, separated by commas: those that may decide a cell (A,B,C if not given), "
        "or the pairs to list (all if not given).",
        {"type": "string", "pattern": "^[ABCD](,[ABCD])*$", "examples": ["A,B"]},
        _grades,
        tuple(tokens("grade")),
    ),
    Parameter(
        "area",
        "Code of one area: the ODS code of a board or region, or ENG; 404 if there is none in the vintage, "
        "or in any where no vintage can be asked for.",
        {"type": "string", "examples": ["QMM"]},
        _named,
        (),
    ),
    _token("area_kind", "Boards, regions or the country."),
    _token("block", "Building block; for links, of either end."),
    _token("level", "Level; for links, of the same end as the block."),
    Parameter(
        "author",
        "What the asker wrote, who has to be known by a token; everybody's if not given.",
        {"type": "string", "enum": ["me"]},
        _me,
        ("me",),
    ),
    _token(
        "kind",
        "Kind of statement, exactly: a statement of the kind `both` is neither `barrier` nor `enabler`.",
    ),
    _token("pair_kind", "What stands on the other side of a pair."),
    _token("sign", "What a link does to parity in the cell it reaches."),
    Parameter(
        "source",
        "Id of one source of evidence (see `sources`). An unknown id answers 404.",
        {"type": "string", "examples": ["poe-systems-study"]},
        _named,
        (),
    ),
    Parameter(
        "indicator",
        "Id of one indicator (see `mental` and `comparator` of `pairs`). An unknown id answers 404.",
        {"type": "string", "examples": ["cancer-treated-within-62-days"]},
        _named,
        (),
    ),
    Parameter(
        "publication",
        "Id of one publication (see `sources` that hold figures). An unknown id answers 404.",
        {"type": "string", "examples": ["cancer-62-day-july-2021-2024"]},
        _named,
        (),
    ),
    Parameter(
        "geography",
        "The areas that a figure was published on: the boards of one vintage, the regions, or the country.",
        {"type": "string", "enum": list(GEOGRAPHIES)},
        _geography,
        GEOGRAPHIES,
    ),
    Parameter(
        "period_from",
        "Figures whose period ended on or after this day.",
        {"type": "string", "format": "date", "examples": ["2023-10-01"]},
        _day,
        ("a date such as 2023-10-01",),
    ),
    Parameter(
        "period_to",
        "Figures whose period ended on or before this day; 422 if it is before `period_from`.",
        {"type": "string", "format": "date", "examples": ["2024-09-30"]},
        _day,
        ("a date such as 2024-09-30",),
    ),
    Parameter(
        "format",
        "JSON, or the same rows as CSV: dotted column names, lists separated by semicolons.",
        {"type": "string", "enum": ["json", "csv"], "default": "json"},
        _format,
        ("json", "csv"),
    ),
    Parameter(
        "limit",
        "How many items to answer at most.",
        {"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT, "default": DEFAULT_LIMIT},
        _whole(1, LARGEST_LIMIT),
        (f"a whole number from 1 to {LARGEST_LIMIT}",),
    ),
    Parameter(
        "offset",
        "How many items to leave out first; `next` counts for you.",
        {"type": "integer", "minimum": 0, "maximum": LARGEST_OFFSET, "default": 0},
        _whole(0, LARGEST_OFFSET),
        (f"a whole number from 0 to {LARGEST_OFFSET}",),
    ),
)

PARAMETERS: dict[str, Parameter] = {parameter.name: parameter for parameter in _ALL}
"""Every query parameter of the API by name."""

"""The state of each view as a frozen dataclass, to and from the query string."""

from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import Self
from urllib.parse import parse_qsl, quote, urlencode

from domain_model.cell_summary import DEFAULT_GRADES
from domain_model.cells import Cell
from domain_model.vocabulary import BuildingBlock, Grade, Level, Reading, Vintage

DEFAULT_VINTAGE = Vintage.ICB2026


@dataclass(frozen=True, slots=True)
class View:
    """What every view shares: the geography, the date, who decides, and which cell is open.

    `as_at` None means today. `problems` are the parts of an address that could not be read, in
    sentences to be shown; they are not part of the address again.
    """

    vintage: Vintage = DEFAULT_VINTAGE
    as_at: date | None = None
    grades: frozenset[Grade] = DEFAULT_GRADES
    reading: Reading = Reading.PUBLISHED
    problems: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def from_search(cls, search: str | None) -> Self:
        """Read a query string; what is unknown falls back to the default and is named in `problems`."""
        values: dict[str, object] = {}
        problems: list[str] = []
        for name, text in parse_qsl((search or "").lstrip("?"), keep_blank_values=False):
            known = _PARSERS.get(name)
            if known is None or name not in {f.name for f in fields(cls)}:
                problems.append(f"no such choice on this page: {name}")
                continue
            try:
                values[name] = known(text)
            except ValueError:
                problems.append(f"no such {name.replace('_', ' ')}: {text}")
        return cls(**values, problems=tuple(problems))  # type: ignore[arg-type]

    def to_search(self) -> str:
        """The shortest query string that gives this view: '' for the default, else `?name=value&...`."""
        default = type(self)()
        pairs = [
            (f.name, _written(value))
            for f in fields(self)
            if f.name != "problems" and (value := getattr(self, f.name)) != getattr(default, f.name)
        ]
        return f"?{urlencode(pairs, quote_via=quote, safe='/,')}" if pairs else ""

    def with_(self, **changes: object) -> Self:
        """The same view with some parts changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def day(self, today: date) -> date:
        """The date the view is as at."""
        return self.as_at or today


@dataclass(frozen=True, slots=True)
class HeatMapView(View):
    """The heat map: all areas by all cells.

    `sort` is the cell whose signed distance orders the boards; `board` the reader's own;
    `closed` the regions whose boards are folded away; `unmeasured` opens the narrow columns.
    """

    region: str = ""
    block: BuildingBlock | None = None
    level: Level | None = None
    sort: Cell | None = None
    board: str = ""
    closed: frozenset[str] = frozenset()
    unmeasured: bool = False
    area: str = ""
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class AreaView(View):
    """One board: its grid, and the cell that is open."""

    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class PairView(View):
    """One pair in all areas, with the area to mark and draw the trend of."""

    area: str = ""


SHOWN_FIRST = "service_delivery/meso"
"""What the tile map shows unless a reader chooses: the cell with most pairs."""


@dataclass(frozen=True, slots=True)
class TileMapView(View):
    """The tile map: `show` is the token of a cell or the id of a pair, `area` the board whose tile is open.

    `whose` is the id of the person whose views of the cell are shown; '' for what is measured.
    """

    show: str = SHOWN_FIRST
    whose: str = ""
    area: str = ""


def _day(text: str) -> date:
    """A date as the calendar field writes it, 2024-09-30; other spellings of ISO 8601 are refused, as in the API."""
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day


def _grades(text: str) -> frozenset[Grade]:
    return frozenset(Grade(letter) for letter in text.split(",") if letter) or DEFAULT_GRADES


def _flag(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError(text)
    return text == "yes"


_PARSERS = {
    "vintage": Vintage,
    "as_at": _day,
    "grades": _grades,
    "reading": Reading,
    "region": str,
    "block": BuildingBlock,
    "level": Level,
    "sort": Cell.from_token,
    "board": str,
    "closed": lambda text: frozenset(text.split(",")),
    "unmeasured": _flag,
    "area": str,
    "show": str,
    "whose": str,
    "cell": Cell.from_token,
}


def _written(value: object) -> str:
    if isinstance(value, Cell):
        return value.token
    if isinstance(value, frozenset):
        return ",".join(sorted(str(item) for item in value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return str(value.value) if isinstance(value, StrEnum) else str(value)

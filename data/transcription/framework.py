"""The shapes every feed hands back, and the helpers that name periods and areas."""

import calendar
import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeAlias

LICENCE = "Open Government Licence v3.0"
THIRD_PARTY = "third_party_copy"
PUBLISHER_FILE = "publisher_file"

Number: TypeAlias = float | int | None


@dataclass(frozen=True)
class Publication:
    """Where figures come from: the publication and the copy it was read from."""

    id: str
    publisher: str
    title: str
    obtained_via: str
    publication_date: str = ""
    licence: str = LICENCE
    copy_status: str = THIRD_PARTY
    retrieved: str = ""
    credit: str = ""
    caveats: str = ""


@dataclass(frozen=True)
class Indicator:
    """What a number counts, in plain English, with its scale and polarity."""

    id: str
    name: str
    definition: str
    scale: str
    unit: str
    polarity: str
    basis: str
    frequency: str
    publication: str
    numerator: str = ""
    denominator: str = ""
    constant: str = ""
    fingertips_id: str = ""
    caveats: str = ""


class Period(NamedTuple):
    """A period as people read it, with its first and last day."""

    label: str
    start: date
    end: date


@dataclass(frozen=True)
class Figure:
    """One published value: an indicator, an area, a period and a breakdown."""

    indicator: str
    area: str
    period: Period
    publication: str
    value: Number = None
    low: Number = None
    high: Number = None
    count: Number = None
    denominator: Number = None
    breakdown: str = ""
    status: str = ""
    organisations: Number = None
    organisations_expected: Number = None
    note: str = ""
    geography: str = ""

    def place(self) -> str:
        """The vintage of the geography the value was published on."""
        return self.geography or geography_of(self.area)


@dataclass(frozen=True)
class Side:
    """One side of a pair: an indicator, how it is read and which breakdown."""

    indicator: str
    reading: str = "as_published"
    breakdown: str = ""


@dataclass(frozen=True)
class PairSides:
    """The two sides of a pair; a feed may give one and leave the other to another feed."""

    mental: Side | None = None
    comparator: Side | None = None


@dataclass(frozen=True)
class Spread:
    """The standard deviation of a named set that a standardised pair is measured in."""

    pair: str
    period_end: date
    set_name: str
    areas: int
    standard_deviation: float
    note: str = ""


@dataclass
class Transcript:
    """Everything one feed hands back."""

    publications: list[Publication] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    pairs: dict[str, PairSides] = field(default_factory=dict)
    spreads: list[Spread] = field(default_factory=list)


def geography_of(area: str) -> str:
    """Country, region or the boards of 2023, from an ODS code."""
    if area == "ENG":
        return "country"
    return "region" if re.fullmatch(r"Y\d\d", area) else "icb2023"


def month(year: int, number: int) -> Period:
    """One month, "Sep 2024"."""
    return months(year, number, 1)


def months(year: int, number: int, length: int) -> Period:
    """The `length` months that end with this one, "Jul 2024 to Sep 2024"."""
    index = year * 12 + number - length
    first_year, first_month = divmod(index, 12)
    start, end = date(first_year, first_month + 1, 1), date(year, number, calendar.monthrange(year, number)[1])
    label = f"{end:%b %Y}" if length == 1 else f"{start:%b %Y} to {end:%b %Y}"
    return Period(label, start, end)


def financial_year(start_year: int) -> Period:
    """April to March, "2023/24"."""
    return Period(f"{start_year}/{(start_year + 1) % 100:02d}", date(start_year, 4, 1), date(start_year + 1, 3, 31))


def financial_quarter(start_year: int, quarter: int) -> Period:
    """A quarter of a financial year, "Q2 2021/22"."""
    year, number = (start_year, 3 + quarter * 3) if quarter < 4 else (start_year + 1, 3)
    span = months(year, number, 3)
    return span._replace(label=f"Q{quarter} {financial_year(start_year).label}")


def calendar_year(year: int) -> Period:
    """January to December, "2021"."""
    return Period(str(year), date(year, 1, 1), date(year, 12, 31))


def quarter_from_label(label: str) -> Period:
    """Read "Q2 2021/22" or "Q2-2021-2022"."""
    found = re.fullmatch(r"Q(\d)[ -](\d{4})[/-]\d+", label.strip())
    if not found:
        raise ValueError(f"not a quarter: {label!r}")
    return financial_quarter(int(found[2]), int(found[1]))


def number(text: str | None) -> float | None:
    """A number, or None for blanks and suppression marks."""
    cleaned = (text or "").strip().replace(",", "")
    if cleaned in {"", "*", "-", "NULL", "NA", "N/A", "nan", "null"}:
        return None
    return float(cleaned)


def share(count: Number, denominator: Number) -> float | None:
    """The fraction count / denominator, None where a part is missing or there is nothing to share."""
    if count is None or not denominator:
        return None
    return count / denominator


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV as dictionaries."""
    with path.open(newline="", encoding="utf-8-sig") as handle:
        yield from csv.DictReader(handle)


def boards(folder: Path) -> dict[str, dict[str, str]]:
    """The 42 boards of 2023 by ODS code."""
    return {row["ods_code"]: row for row in rows(folder / "geo_icb_2023_reference.csv")}


def board_codes_by_ons(folder: Path) -> dict[str, str]:
    """ODS codes by ONS code, the codes of 2022 and of 2023 alike."""
    found: dict[str, str] = {}
    for code, row in boards(folder).items():
        found[row["icb22_ons_code"]] = found[row["icb23_ons_code"]] = code
    return found


def absent(figures: Iterable[Figure], areas: Iterable[str]) -> list[Figure]:
    """Rows for the boards that a file leaves out where it gives others, marked as not published."""
    wanted = set(areas)
    held: dict[tuple[str, Period, str, str], set[str]] = {}
    for figure in figures:
        if figure.area in wanted:
            key = (figure.indicator, figure.period, figure.publication, figure.breakdown)
            held.setdefault(key, set()).add(figure.area)
    note = "Not in the file for this period"
    return [
        Figure(indicator, area, period, publication, breakdown=breakdown, status="x", note=note)
        for (indicator, period, publication, breakdown), given in held.items()
        for area in sorted(wanted - given)
    ]


def regions(folder: Path) -> list[str]:
    """The ODS codes of the seven regions."""
    return [row["region_ods"] for row in rows(folder / "geo_nhs_region_reference.csv")]


def cell(value: object) -> str:
    """A value as the seed writes it: compact numbers, ISO dates, empty for unknown."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool | str):
        return str(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        if value != value:
            return ""
        return f"{round(value)}" if abs(value) >= 1e7 else f"{value:.8g}"
    return cell(float(value))  # numpy scalars


def write_csv(path: Path, header: list[str], lines: Iterable[Mapping[str, object]]) -> int:
    """Write rows sorted by their written cells, so that the same input gives the same bytes."""
    written = sorted([cell(line[name]) for name in header] for line in lines)
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(written)
    return len(written)

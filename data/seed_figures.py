"""Reads the figures of the seed: publications, indicators and one row per observation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data.errors import SeedError
from data.seed_rows import SeedRow, read_keyed, read_rows
from domain_model.geography import Area
from domain_model.indicators import Indicator, Observation, Period, Publication
from domain_model.vocabulary import AreaKind, CopyStatus, Polarity, Scale, StatusCode, Vintage

PUBLICATIONS = "publications.csv"
INDICATORS = "indicators.csv"
FIGURES = "figures"
GEOGRAPHIES = (*Vintage, AreaKind.REGION, AreaKind.COUNTRY)
"""What a figure can be published on: a vintage of boards, or the regions, or the country."""

_FIGURE_COLUMNS = (
    "indicator area geography period start end breakdown value low high count denominator status "
    "organisations organisations_expected note publication"
)
_VALUELESS = frozenset({StatusCode.NOT_PUBLISHED, StatusCode.NOT_APPLICABLE, StatusCode.SUPPRESSED})
_OF_OUR_OWN = frozenset({StatusCode.REAPPORTIONED})
"""A code that we give to what we add up, so that no publisher can have given it."""

FigureKey = tuple[str, str, str, Period, str]
"""Indicator, area, geography, period and breakdown: what no two figures share."""


def read_publications(folder: Path) -> dict[str, Publication]:
    """The publications of a seed folder by id."""
    columns = "id publisher title publication_date licence obtained_via copy_status retrieved credit caveats"
    publications: dict[str, Publication] = {}
    for _key, row in read_keyed(folder, PUBLICATIONS, columns, key="id"):
        publications[row.text("id")] = Publication(
            id=row.required("id"),
            publisher=row.required("publisher"),
            title=row.required("title"),
            publication_date=row.text("publication_date"),
            licence=row.required("licence"),
            obtained_via=row.required("obtained_via"),
            copy_status=row.token("copy_status", CopyStatus),
            retrieved=row.text("retrieved"),
            credit=row.text("credit"),
            caveats=row.text("caveats"),
        )
    return publications


def read_indicators(folder: Path, publications: Mapping[str, Publication]) -> dict[str, Indicator]:
    """The indicators of a seed folder by id."""
    columns = (
        "id name definition scale unit polarity numerator denominator basis frequency publication constant "
        "fingertips_id caveats"
    )
    indicators: dict[str, Indicator] = {}
    for _key, row in read_keyed(folder, INDICATORS, columns, key="id"):
        scale = row.token("scale", Scale)
        indicators[row.text("id")] = Indicator(
            id=row.required("id"),
            name=row.required("name"),
            definition=row.required("definition"),
            scale=scale,
            unit=row.text("unit"),
            polarity=row.token("polarity", Polarity),
            numerator=row.text("numerator"),
            denominator=row.text("denominator"),
            basis=row.required("basis"),
            frequency=row.text("frequency"),
            publication=row.known("publication", publications, PUBLICATIONS),
            constant=_of_scale(row, "constant", scale),
            fingertips_id=row.text("fingertips_id"),
            caveats=row.text("caveats"),
        )
    return indicators


def read_figures(
    folder: Path,
    publications: Mapping[str, Publication],
    indicators: Mapping[str, Indicator],
    areas: tuple[Area, ...],
) -> tuple[Observation, ...]:
    """The observations of every file in the folder's `figures`.

    Raises:
        SeedError: if a row breaks the contract of docs/seed-format.md.
    """
    files = sorted(path.name for path in (folder / FIGURES).glob("*.csv"))
    if not files:
        raise SeedError(f"{FIGURES}/", 1, "no file of figures: restore the folder from the release")
    reader = _FigureReader(publications, indicators, frozenset(_places(areas)))
    rows_seen: dict[FigureKey, str] = {}
    observations: list[Observation] = []
    for name in files:
        for row in read_rows(folder, f"{FIGURES}/{name}", _FIGURE_COLUMNS):
            figure = reader.observation(row)
            key = (figure.indicator, figure.area, figure.geography, figure.period, figure.breakdown)
            place = f"row {row.number} of {row.file}"
            if rows_seen.setdefault(key, place) != place:
                raise row.refuse(f"the same figure is in {rows_seen[key]}: keep one of the two")
            observations.append(figure)
    return tuple(observations)


def _places(areas: tuple[Area, ...]) -> Iterator[tuple[str, str]]:
    """Every code with a geography that figures for it can be published on."""
    for area in areas:
        if area.kind is AreaKind.ICB:
            yield from ((area.code, vintage.value) for vintage in area.vintages)
        else:
            yield area.code, area.kind.value


@dataclass(slots=True)
class _FigureReader:
    """Makes observations from rows; remembers periods and statuses, of which there are few."""

    publications: Mapping[str, Publication]
    indicators: Mapping[str, Indicator]
    places: frozenset[tuple[str, str]]
    periods: dict[tuple[str, str, str], Period] = field(default_factory=dict)
    statuses: dict[str, frozenset[StatusCode]] = field(default_factory=dict)

    def observation(self, row: SeedRow) -> Observation:
        indicator = self.indicators[row.known("indicator", self.indicators, INDICATORS)]
        if indicator.constant is not None:
            raise row.refuse(f"{indicator.id} is fixed by definition: remove this row or its constant")
        value = _of_scale(row, "value", indicator.scale)
        status = self._status(row)
        if value is None and not status & _VALUELESS:
            raise row.refuse("value is empty: fill it in, or say with x, z or c in status why there is none")
        if value is not None and status & _VALUELESS:
            raise row.refuse(f"status {row.text('status')!r} says that there is no value: remove one")
        area, geography = self._place(row)
        return row.make(
            Observation,
            indicator=indicator.id,
            area=area,
            period=self._period(row),
            publication=self._publication(row),
            value=value,
            geography=geography,
            breakdown=row.text("breakdown"),
            low=_of_scale(row, "low", indicator.scale),
            high=_of_scale(row, "high", indicator.scale),
            count=row.number_or_none("count"),
            denominator=row.number_or_none("denominator"),
            status=status,
            organisations=row.whole_or_none("organisations"),
            organisations_expected=row.whole_or_none("organisations_expected"),
            note=row.text("note"),
        )

    def _place(self, row: SeedRow) -> tuple[str, str]:
        area, geography = row.required("area"), row.required("geography")
        if geography not in GEOGRAPHIES:
            raise row.refuse(f"geography is {geography!r}: use one of {', '.join(GEOGRAPHIES)}")
        if (area, geography) not in self.places:
            raise row.refuse(f"area {area!r} is not in areas.csv for {geography}: add it or correct it")
        return area, geography

    def _publication(self, row: SeedRow) -> str:
        publication = row.known("publication", self.publications, PUBLICATIONS)
        if row.file != f"{FIGURES}/{publication}.csv":
            raise row.refuse(f"publication is {publication!r}: move the row to {FIGURES}/{publication}.csv")
        return publication

    def _period(self, row: SeedRow) -> Period:
        cells = row.required("period"), row.text("start"), row.text("end")
        period = self.periods.get(cells)
        if period is None:
            period = self.periods[cells] = row.make(Period, cells[0], row.day("start"), row.day("end"))
        return period

    def _status(self, row: SeedRow) -> frozenset[StatusCode]:
        text = row.text("status")
        status = self.statuses.get(text)
        if status is None:
            codes = row.listed("status", separator=None)
            status = frozenset(row.as_token(code, "status", StatusCode) for code in codes)
            if status & _OF_OUR_OWN:
                raise row.refuse("status 'e' marks what this product adds up: no published figure has it")
            self.statuses[text] = status
        return status


def _of_scale(row: SeedRow, column: str, scale: Scale) -> float | None:
    """A number that fits the scale: a proportion is a fraction from 0 to 1."""
    number = row.number_or_none(column)
    if number is not None and scale is Scale.PROPORTION and not 0 <= number <= 1:
        raise row.refuse(f"{column} is {number:g}: write a proportion as a fraction, 12% as 0.12")
    return number

"""Describe a pair: its metadata, its gap in every area of a geography and its levels through time."""

from dataclasses import dataclass
from datetime import date

from domain_model.dataset import Dataset
from domain_model.geography import Area
from domain_model.indicators import Indicator, Publication
from domain_model.parity import ParityGap, ParityPair, Spread
from domain_model.use_cases.compare_areas import compare_pair
from domain_model.use_cases.follow_figures import Line, follow_pair
from domain_model.vocabulary import Vintage


@dataclass(frozen=True, slots=True)
class AreaGap:
    """The gap of the pair in one area."""

    area: Area
    gap: ParityGap


@dataclass(frozen=True, slots=True, eq=False)
class PairDescription:
    """Everything about a pair in a geography as at a date.

    `areas` are in the order of the geography; `own` is the area that the reader asked for, None
    where none was. `mental` and `comparator` are the indicators of the sides, None where a side is
    not held.
    """

    pair: ParityPair
    vintage: Vintage
    areas: tuple[AreaGap, ...]
    own: AreaGap | None
    mental: Indicator | None
    comparator: Indicator | None
    spreads: tuple[Spread, ...]
    lines: tuple[Line, ...]
    publications: tuple[Publication, ...]

    @property
    def with_value(self) -> tuple[AreaGap, ...]:
        """The areas in which the gap has a value."""
        return tuple(row for row in self.areas if row.gap.value is not None)


def describe_pair(dataset: Dataset, pair_id: str, vintage: Vintage, as_at: date, area: str = "") -> PairDescription:
    """All that is known about a pair, with the area given marked and followed through time.

    Raises:
        LookupError: if there is no such pair, or no such area in the geography.
    """
    pair = dataset.pair(pair_id)
    own_area = dataset.geography.area(area, vintage) if area else None
    rows = tuple(
        AreaGap(dataset.geography.area(gap.area, vintage), gap)
        for gap in compare_pair(dataset, pair_id, vintage, as_at)
    )
    sources = {
        side.publication.id: side.publication
        for row in rows
        for side in (row.gap.mental, row.gap.comparator)
        if side is not None and side.observation is not None
    }
    return PairDescription(
        pair=pair,
        vintage=vintage,
        areas=rows,
        own=next((row for row in rows if own_area and row.area.code == own_area.code), None),
        mental=dataset.indicator(pair.mental.indicator) if pair.mental else None,
        comparator=dataset.indicator(pair.comparator.indicator) if pair.comparator else None,
        spreads=dataset.spreads.get(pair_id, ()),
        lines=follow_pair(dataset, pair, area or "ENG", vintage, as_at),
        publications=tuple(sources[key] for key in sorted(sources)),
    )

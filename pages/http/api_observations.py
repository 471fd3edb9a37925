"""The published figures themselves: which of them are asked for, and each as a plain document."""

from collections.abc import Callable, Iterator, Sequence

from domain_model.dataset import Dataset
from domain_model.figures import FigureBook
from domain_model.indicators import Observation
from domain_model.vocabulary import AreaKind, Vintage
from pages.http.api_gazetteer import Gazetteer
from pages.http.api_parameters import Query
from pages.http.api_units import figure_unit
from pages.http.api_values import Document, counted, finite, known, period_document, tokens_in_order

Claim = Callable[[Observation], bool]


def chosen_observations(figures: FigureBook, query: Query) -> Sequence[Observation]:
    """The figures that the query asks for, picked from memory without making anything of them."""
    found: Sequence[Observation] = figures.published(query.indicator)
    for claim in _claims(query):
        found = [row for row in found if claim(row)]
    return found


def _claims(query: Query) -> Iterator[Claim]:
    """What a figure must be, the most telling first; the indicator is looked up and not searched for."""
    area, publication, geography = query.area, query.publication, query.geography
    first, last = query.period_from, query.period_to
    if area is not None:
        yield lambda row: row.area == area
    if publication is not None:
        yield lambda row: row.publication == publication
    if geography is not None:
        yield lambda row: row.geography == geography
    if query.area_kind is not None:
        of_kind = _geographies(query.area_kind)
        yield lambda row: row.geography in of_kind
    if first is not None:
        yield lambda row: row.period.end >= first
    if last is not None:
        yield lambda row: row.period.end <= last


def _geographies(kind: AreaKind) -> frozenset[str]:
    """The geographies whose areas are of a kind."""
    return frozenset(v.value for v in Vintage) if kind is AreaKind.ICB else frozenset({kind.value})


def _kind(geography: str) -> AreaKind:
    """The kind of the areas of a geography."""
    return AreaKind(geography) if geography in (AreaKind.REGION, AreaKind.COUNTRY) else AreaKind.ICB


def observation_document(row: Observation, dataset: Dataset, gazetteer: Gazetteer) -> Document:
    """A figure as it was published, with the names of its indicator and its area."""
    indicator = dataset.indicators[row.indicator]
    return {
        "indicator": row.indicator,
        "indicator_name": indicator.name,
        **gazetteer.place(row.area, row.geography),
        "area_kind": _kind(row.geography).value,
        "geography": row.geography,
        "period": period_document(row.period),
        "breakdown": known(row.breakdown),
        "value": finite(row.value),
        "low": finite(row.low),
        "high": finite(row.high),
        "value_unit": figure_unit(indicator),
        "count": counted(row.count),
        "denominator": counted(row.denominator),
        "status": tokens_in_order(row.status),
        "organisations": row.organisations,
        "organisations_expected": row.organisations_expected,
        "note": known(row.note),
        "publication": row.publication,
    }

"""What the API answers about areas, cells, pairs and figures: ask the domain, shape the answer."""

from flask import Response

from domain_model.cell_summary import DEFAULT_GRADES
from domain_model.cells import CELLS
from domain_model.dataset import Dataset
from domain_model.geography import Area
from domain_model.judgements import Place
from domain_model.parity import SideSource
from domain_model.use_cases.compare_areas import compare_areas, compare_pair
from domain_model.use_cases.compare_judgements import single_views
from domain_model.use_cases.count_evidence import count_evidence
from pages.http.api_answers import list_answer
from pages.http.api_evidence_documents import names_cell
from pages.http.api_gazetteer import Gazetteer
from pages.http.api_held import Held
from pages.http.api_observations import chosen_observations, observation_document
from pages.http.api_parameters import Query
from pages.http.api_parity_documents import area_document, cell_document, gap_document
from pages.http.api_problems import ApiProblemError, echo, missing
from pages.http.api_register_documents import indicator_document, pair_document
from pages.http.api_routes import ROUTE
from pages.http.api_values import Document


def areas(held: Held, query: Query) -> Response:
    """The areas of a vintage."""
    dataset = held.dataset
    gazetteer = Gazetteer(dataset.geography)
    return list_answer(
        ROUTE["areas"],
        dataset.version,
        query,
        areas_asked_for(dataset, query),
        lambda area: area_document(area, dataset.geography, gazetteer),
    )


def cells(held: Held, query: Query) -> Response:
    """Every cell in every area."""
    dataset = held.dataset
    gazetteer = Gazetteer(dataset.geography)
    evidence = count_evidence(dataset, query.reading)
    grid = compare_areas(dataset, query.vintage, query.day, query.grade or DEFAULT_GRADES)
    places = [
        (area.code, cell)
        for area in areas_asked_for(dataset, query)
        for cell in CELLS
        if query.block in (None, cell.block) and query.level in (None, cell.level)
    ]

    def shape(place: Place) -> Document:
        measured = grid.at(*place)
        views = single_views(held.judgements, measured)
        return cell_document(measured, evidence[measured.cell], views, gazetteer.place(measured.area, query.vintage))

    return list_answer(
        ROUTE["cells"],
        dataset.version,
        query,
        places,
        shape,
    )


def pairs(held: Held, query: Query) -> Response:
    """The register of pairs."""
    dataset = held.dataset
    chosen = [
        pair
        for pair in dataset.pairs
        if names_cell((pair.cell,), query.block, query.level)
        and (query.grade is None or pair.grade in query.grade)
        and query.pair_kind in (None, pair.pair_kind)
    ]
    return list_answer(
        ROUTE["pairs"], dataset.version, query, chosen, lambda pair: pair_document(pair, dataset.indicators)
    )


def pair(held: Held, query: Query, pair_id: str) -> Response:
    """One pair in every area."""
    dataset = held.dataset
    try:
        found = dataset.pair(pair_id)
    except LookupError:
        raise missing(f"no such pair: {echo(pair_id)!r}") from None
    gazetteer = Gazetteer(dataset.geography)
    codes = {area.code for area in areas_asked_for(dataset, query)}
    gaps = compare_pair(dataset, pair_id, query.vintage, query.day)

    def indicator(side: SideSource | None) -> Document | None:
        return indicator_document(dataset.indicator(side.indicator) if side else None)

    return list_answer(
        ROUTE["pair"],
        dataset.version,
        query,
        [gap for gap in gaps if gap.area in codes],
        lambda gap: gap_document(gap, gazetteer.place(gap.area, query.vintage), gazetteer),
        beside={
            "pair": pair_document(found, dataset.indicators),
            "indicators": {"mental": indicator(found.mental), "comparator": indicator(found.comparator)},
        },
    )


def observations(held: Held, query: Query) -> Response:
    """The published figures themselves."""
    dataset = held.dataset
    gazetteer = Gazetteer(dataset.geography)
    if query.indicator is not None and query.indicator not in dataset.indicators:
        raise _unknown("indicator", query.indicator)
    if query.publication is not None and query.publication not in dataset.publications:
        raise _unknown("publication", query.publication)
    if query.area is not None and gazetteer.area(query.area) is None:
        raise _unknown("area", query.area)
    return list_answer(
        ROUTE["observations"],
        dataset.version,
        query,
        chosen_observations(dataset.figures, query),
        lambda row: observation_document(row, dataset, gazetteer),
    )


def _unknown(parameter: str, value: str) -> ApiProblemError:
    return missing(f"no such {parameter}: {echo(value)!r}", parameter=parameter, value=value)


def areas_asked_for(dataset: Dataset, query: Query) -> tuple[Area, ...]:
    """The areas of the vintage that the query asks for; 404 for a code that is none of them."""
    geography, vintage = dataset.geography, query.vintage
    if query.area is None:
        return geography.in_vintage(vintage, query.area_kind)
    try:
        area = geography.area(query.area, vintage)
    except LookupError:
        others = sorted({v for a in geography.other_vintages(query.area, vintage) for v in a.vintages})
        hint = f"; it is an area of {', '.join(others)}" if others else ""
        detail = f"no such area: {echo(query.area)!r} in {vintage}{hint}"
        raise missing(detail, parameter="area", value=query.area) from None
    return (area,) if query.area_kind in (None, area.kind) else ()

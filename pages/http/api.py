"""The read-only API under /api/v1: each route reads the query, asks the domain and shapes the answer."""

from datetime import date
from http import HTTPStatus

from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import HTTPException, InternalServerError

from components.url_state import DEFAULT_VINTAGE
from data.current import unit_of_work
from data.errors import StoreError
from domain_model.cell_summary import DEFAULT_GRADES
from domain_model.cells import CELLS
from domain_model.dataset import Dataset
from domain_model.evidence import Source
from domain_model.geography import Area
from domain_model.parity import DEFAULT_THRESHOLDS, SideSource
from domain_model.use_cases.compare_areas import compare_areas, compare_pair
from domain_model.use_cases.count_evidence import count_evidence, statements_in
from pages.http.api_answers import document_answer, json_answer, list_answer
from pages.http.api_evidence_documents import (
    link_document,
    meta_document,
    names_cell,
    publication_document,
    source_document,
    statement_document,
    touches,
)
from pages.http.api_parameters import Query, read_query
from pages.http.api_parity_documents import (
    area_document,
    cell_document,
    gap_document,
    indicator_document,
    pair_document,
)
from pages.http.api_problems import ApiProblemError, echo, missing
from pages.http.api_routes import PREFIX, ROUTE
from pages.http.openapi import openapi_document

SECONDS_FRESH = 60
"""How long a cache may keep an answer: new figures come with a restart."""

api = Blueprint("api", __name__, url_prefix=PREFIX)


def _dataset() -> Dataset:
    with unit_of_work() as work:
        return work.datasets.current()


def _query(route: str) -> Query:
    return read_query(request.args.items(multi=True), ROUTE[route].parameters)


def _areas(dataset: Dataset, query: Query) -> tuple[Area, ...]:
    """The areas that the query asks for; 404 for a code that is none of the vintage."""
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


def _check_source(dataset: Dataset, query: Query) -> None:
    if query.source is not None:
        try:
            dataset.evidence.source(query.source)
        except LookupError:
            detail = f"no such source: {echo(query.source)!r}"
            raise missing(detail, parameter="source", value=query.source) from None


@api.get("/meta", provide_automatic_options=False)
def meta() -> Response:
    """Version, vocabularies, thresholds, counts and licences."""
    query, dataset = _query("meta"), _dataset()
    document = meta_document(dataset, DEFAULT_VINTAGE, DEFAULT_THRESHOLDS)
    return document_answer(dataset.version, query, document)


@api.get("/areas", provide_automatic_options=False)
def areas() -> Response:
    """The areas of a vintage."""
    query, dataset = _query("areas"), _dataset()
    return list_answer(
        ROUTE["areas"],
        dataset.version,
        query,
        _areas(dataset, query),
        lambda area: area_document(area, dataset.geography),
    )


@api.get("/cells", provide_automatic_options=False)
def cells() -> Response:
    """Every cell in every area."""
    query, dataset = _query("cells"), _dataset()
    evidence = count_evidence(dataset, query.reading)
    grid = compare_areas(dataset, query.vintage, query.as_at or date.today(), query.grade or DEFAULT_GRADES)
    places = [
        (area.code, cell)
        for area in _areas(dataset, query)
        for cell in CELLS
        if query.block in (None, cell.block) and query.level in (None, cell.level)
    ]
    return list_answer(
        ROUTE["cells"],
        dataset.version,
        query,
        places,
        lambda place: cell_document(grid.at(*place), evidence[place[1]]),
    )


@api.get("/pairs", provide_automatic_options=False)
def pairs() -> Response:
    """The register of pairs."""
    query, dataset = _query("pairs"), _dataset()
    chosen = [
        pair
        for pair in dataset.pairs
        if names_cell((pair.cell,), query.block, query.level)
        and (query.grade is None or pair.grade in query.grade)
        and query.pair_kind in (None, pair.pair_kind)
    ]
    return list_answer(ROUTE["pairs"], dataset.version, query, chosen, pair_document)


@api.get("/pairs/<pair_id>", provide_automatic_options=False)
def pair(pair_id: str) -> Response:
    """One pair in every area."""
    query, dataset = _query("pair"), _dataset()
    try:
        found = dataset.pair(pair_id)
    except LookupError:
        raise missing(f"no such pair: {echo(pair_id)!r}") from None
    codes = {area.code for area in _areas(dataset, query)}
    gaps = compare_pair(dataset, pair_id, query.vintage, query.as_at or date.today())

    def indicator(side: SideSource | None) -> dict[str, object] | None:
        return indicator_document(dataset.indicator(side.indicator) if side else None)

    return list_answer(
        ROUTE["pair"],
        dataset.version,
        query,
        [gap for gap in gaps if gap.area in codes],
        gap_document,
        beside={
            "pair": pair_document(found),
            "indicators": {"mental": indicator(found.mental), "comparator": indicator(found.comparator)},
        },
    )


@api.get("/statements", provide_automatic_options=False)
def statements() -> Response:
    """The statements of a reading."""
    query, dataset = _query("statements"), _dataset()
    _check_source(dataset, query)
    chosen = [
        statement
        for statement in statements_in(dataset, query.reading)
        if names_cell(statement.cells, query.block, query.level)
        and query.kind in (None, statement.kind)
        and query.source in (None, statement.source)
    ]
    return list_answer(ROUTE["statements"], dataset.version, query, chosen, statement_document)


@api.get("/links", provide_automatic_options=False)
def links() -> Response:
    """The links between cells."""
    query, dataset = _query("links"), _dataset()
    _check_source(dataset, query)
    chosen = [
        link
        for link in dataset.evidence.links
        if touches(link, query.block, query.level)
        and query.sign in (None, link.sign)
        and query.source in (None, link.source)
    ]
    return list_answer(ROUTE["links"], dataset.version, query, chosen, link_document)


@api.get("/sources", provide_automatic_options=False)
def sources() -> Response:
    """The documents and publications behind everything."""
    query, dataset = _query("sources"), _dataset()
    listed = [*dataset.evidence.sources, *dataset.publications.values()]
    return list_answer(
        ROUTE["sources"],
        dataset.version,
        query,
        listed,
        lambda source: source_document(source) if isinstance(source, Source) else publication_document(source),
    )


@api.get("/openapi.json", provide_automatic_options=False)
def openapi() -> Response:
    """The description of all this."""
    _query("openapi")
    return json_answer(openapi_document(_dataset().version))


@api.after_request
def let_caches_keep(response: Response) -> Response:
    """Let a cache keep an answer for a short while; problems say themselves that they are not to be kept."""
    if response.status_code == HTTPStatus.OK:
        response.headers["Cache-Control"] = f"public, max-age={SECONDS_FRESH}"
    return response


@api.errorhandler(ApiProblemError)
def answer_problem(problem: ApiProblemError) -> Response:
    """A request that cannot be answered gets a problem document."""
    return problem.response()


@api.errorhandler(StoreError)
def answer_store_failure(error: StoreError) -> Response:
    """A database that cannot be reached gets a problem document; what it said is for the log."""
    current_app.logger.error("%s", error)
    detail = "the database cannot be reached just now; try again in a moment"
    return ApiProblemError(HTTPStatus.SERVICE_UNAVAILABLE, detail).response()


@api.errorhandler(InternalServerError)
def answer_failure(_error: InternalServerError) -> Response:
    """A fault of ours gets a problem document too, without its inside."""
    detail = "the server could not answer; the fault is ours, and it has been logged"
    return ApiProblemError(HTTPStatus.INTERNAL_SERVER_ERROR, detail).response()


@api.before_app_request
def answer_other_addresses() -> Response | None:
    """Under /api, answer what is none of our routes with a problem document: no page ever stands there."""
    path = request.path
    if request.blueprint == api.name or not (path == "/api" or path.startswith("/api/")):
        return None
    try:
        endpoint, _arguments = current_app.create_url_adapter(request).match(method="GET")  # type: ignore[union-attr]
    except HTTPException:
        endpoint = ""
    if endpoint.startswith(f"{api.name}."):
        allowed = ("GET", "HEAD")
        detail = f"{request.method} is not possible here; allowed: {', '.join(allowed)}"
        answer = ApiProblemError(HTTPStatus.METHOD_NOT_ALLOWED, detail, allowed=allowed).response()
        answer.headers["Allow"] = ", ".join(allowed)
        return answer
    return missing(f"no such path: {echo(path)!r}; see {PREFIX}/openapi.json").response()

"""The results of a closed coding round as a page and as files."""

from collections.abc import Iterator

from flask import Blueprint, Response, request
from markupsafe import Markup

from components.coding_export import (
    AGREEMENT_COLUMNS,
    PLACEMENT_COLUMNS,
    agreement_rows,
    placement_rows,
)
from components.coding_results import results
from components.coding_statements import statement_list
from components.coding_view import CodingView
from components.coding_words import coder_names
from components.markup import tag
from components.times import day_of
from data.current import current_evidence, unit_of_work
from domain_model.coding import CodingRound
from domain_model.evidence_vocabulary import CodingCounting
from domain_model.people import Person
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.compare_coders import CodersCompared, compare_coders
from domain_model.use_cases.compare_with_catalogue import against_catalogue, catalogue_placements
from pages.http.access import allow
from pages.http.csv_files import csv_text, download
from pages.http.plain_pages import answer_page
from pages.http.who import current_person

coding_results = Blueprint("results", __name__)


def closed_page(coding_round: CodingRound, reader: Person | None, tabs: Markup) -> Response:
    """The page of a closed round, as the address asks for it."""
    view = CodingView.from_search(request.query_string.decode("ascii", "replace"))
    with unit_of_work() as work:
        found = compare_coders(work, coding_round.id, view.counting)
        names = work.people.names() if reader else {}
    coders = coder_names(found.coders, names, reader.id if reader else "")
    book = current_evidence()
    sources = {source.id: source for source in book.evidence.sources}
    known = catalogue_placements(book)
    against = against_catalogue(found, known) if view.catalogue else ()
    closed_on = day_of(coding_round.closed_at) if coding_round.closed_at else ""
    return answer_page(
        coding_round.title,
        tabs,
        *(tag("p", f"{problem}.", class_="problem") for problem in view.problems),
        tag("p", "Closed on ", closed_on, f". Evidence {book.version}. ", _files(coding_round, view)),
        results(found, view, coders, against),
        statement_list(found, view, coders, known, sources, book.own.placements),
        help_page="coding_results",
    )


def _files(coding_round: CodingRound, view: CodingView) -> Markup:
    base, search = f"/coding/{coding_round.id}", CodingView(counting=view.counting).to_search()
    placements = tag("a", "Placements as CSV", href=f"{base}/placements.csv", download=True)
    agreement = tag("a", "Agreement as CSV", href=f"{base}/agreement.csv{search}", download=True)
    return Markup("{} · {}").format(placements, agreement)


@coding_results.get("/coding/<round_id>/placements.csv")
@allow(Permission.VIEW)
def placements(round_id: str) -> Response:
    """Every statement with what each coder said of it."""
    found, coders = _found(round_id, CodingCounting.WITH_NOWHERE)
    book = current_evidence()
    rows = placement_rows(found, coders, catalogue_placements(book), book.own.placements, book.version)
    return _file(PLACEMENT_COLUMNS, rows, "parity-map-placements.csv")


@coding_results.get("/coding/<round_id>/agreement.csv")
@allow(Permission.VIEW)
def agreement(round_id: str) -> Response:
    """Every coefficient with its interval."""
    view = CodingView.from_search(request.query_string.decode("ascii", "replace"))
    found, _coders = _found(round_id, view.counting)
    rows = agreement_rows(found, current_evidence().version)
    return _file(AGREEMENT_COLUMNS, rows, "parity-map-agreement.csv")


def _found(round_id: str, counting: CodingCounting) -> tuple[CodersCompared, tuple[str, ...]]:
    reader = current_person()
    with unit_of_work() as work:
        found = compare_coders(work, round_id, counting)
        names = work.people.names() if reader else {}
    return found, coder_names(found.coders, names)


def _file(columns: tuple[str, ...], rows: Iterator[tuple[str | int | float, ...]], name: str) -> Response:
    return download(csv_text(columns, rows), "text/csv", name)

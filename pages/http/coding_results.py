"""The results of a closed coding round as a page and as files."""

from collections.abc import Iterator
from threading import Semaphore

from flask import Blueprint, Response, request
from markupsafe import Markup

from components.coding_export import (
    AGREEMENT_COLUMNS,
    PLACEMENT_COLUMNS,
    agreement_rows,
    placement_rows,
)
from components.coding_report import methods
from components.coding_results import contents, in_short, results
from components.coding_since import closing_words, since_words
from components.coding_statements import statement_list
from components.coding_view import CodingView
from components.coding_words import coders_by_id
from components.markup import tag
from data.current import current_evidence, unit_of_work
from domain_model.coding import CodingRound
from domain_model.evidence_vocabulary import CodingCounting
from domain_model.people import Person
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.compare_coders import CodersCompared, compared
from domain_model.use_cases.compare_with_catalogue import against_catalogue, catalogue_placements
from domain_model.use_cases.compare_wording import words_since
from domain_model.use_cases.read_coded_round import CodersSaid, read_coded_round
from pages.http.access import allow
from pages.http.csv_files import csv_text, download
from pages.http.plain_pages import answer_page, paragraph
from pages.http.who import current_person

coding_results = Blueprint("results", __name__)


_COMPARING_SOME = Semaphore()
"""Who compares some of the coders: one at a time, since there are many choices and anybody may ask for each."""

PATIENCE_SECONDS = 5.0
"""How long the next one waits."""


class ManyCompareError(Exception):
    """Others compare some of the coders at this moment, and it takes too long to wait for them."""


class NoSuchChoiceError(LookupError):
    """A file was asked for by a choice that there is not, such as without a coder whom the round does not have."""


def closed_page(coding_round: CodingRound, reader: Person | None, tabs: Markup) -> Response:
    """The page of a closed round, as the address asks for it."""
    view = _view()
    with unit_of_work() as work:
        said = read_coded_round(work, coding_round.id)
        since = words_since(work, said.round)
        names = work.people.names() if reader else {}
    # Outside the work: the first comparison takes seconds, for which nobody has to wait for its connection.
    found = _compared(said, view.counting, said.numbered(view.without))
    called = coders_by_id(said.coders, names, reader.id if reader else "")
    book = current_evidence()
    sources = {source.id: source for source in book.evidence.sources}
    known = catalogue_placements(book)
    against = against_catalogue(found, known) if view.catalogue else ()
    changed, problems = since_words(since), view.problems_in(len(said.coders))
    return answer_page(
        coding_round.title,
        tabs,
        *(tag("p", f"Not understood, and passed over: {problem}.", class_="notice") for problem in problems),
        tag("p", closing_words(said.round, book.version), _files(coding_round, view)),
        *((changed,) if changed else ()),
        contents(found, view),
        in_short(found, view, called, known),
        statement_list(found, view, called, known, sources, book.own.placements, since.changed),
        results(found, view, called, against),
        methods(found, since, known),
        help_page="coding_results",
    )


def _compared(said: CodersSaid, counting: CodingCounting, left_out: frozenset[str]) -> CodersCompared:
    """The coders who are not left out compared.

    Raises:
        ManyCompareError: if others compare some of the coders and the wait is too long.
    """
    if not left_out:
        return compared(said, counting)
    if not _COMPARING_SOME.acquire(timeout=PATIENCE_SECONDS):
        raise ManyCompareError
    try:
        return compared(said, counting, left_out)
    finally:
        _COMPARING_SOME.release()


@coding_results.app_errorhandler(ManyCompareError)
def many_compare(_error: ManyCompareError) -> Response:
    """Say that it is not refused, only not now."""
    words = "Others compare some of the coders at this moment. Load this page again in a few seconds."
    answer = answer_page("Too many comparisons at once", paragraph(words), status=503)
    answer.headers["Retry-After"] = "10"
    return answer


def _view() -> CodingView:
    return CodingView.from_search(request.query_string.decode("ascii", "replace"))


def _files(coding_round: CodingRound, view: CodingView) -> Markup:
    base, search = f"/coding/{coding_round.id}", view.of_comparison.to_search()
    placements = tag("a", "Placements as CSV", href=f"{base}/placements.csv{search}", download=True)
    agreement = tag("a", "Agreement as CSV", href=f"{base}/agreement.csv{search}", download=True)
    return Markup("{} · {}").format(placements, agreement)


@coding_results.get("/coding/<round_id>/placements.csv")
@allow(Permission.VIEW)
def placements(round_id: str) -> Response:
    """Every statement with what each coder who is not left out said of it."""
    view, reader = _view(), current_person()
    with unit_of_work() as work:
        said = read_coded_round(work, round_id)
        since = words_since(work, said.round)
        names = work.people.names() if reader else {}
    left_out = _left_out(said, view)
    called, book = coders_by_id(said.coders, names), current_evidence()
    known = catalogue_placements(book)
    rows = placement_rows(said, left_out, called, known, book.own.placements, since.changed, book.version)
    return _file(PLACEMENT_COLUMNS, rows, "parity-map-placements.csv")


@coding_results.get("/coding/<round_id>/agreement.csv")
@allow(Permission.VIEW)
def agreement(round_id: str) -> Response:
    """Every coefficient with its interval, of the coders who are not left out."""
    view = _view()
    with unit_of_work() as work:
        said = read_coded_round(work, round_id)
    rows = agreement_rows(_compared(said, view.counting, _left_out(said, view)))
    return _file(AGREEMENT_COLUMNS, rows, "parity-map-agreement.csv")


@coding_results.errorhandler(NoSuchChoiceError)
def no_such_choice(error: NoSuchChoiceError) -> Response:
    """Say what there is not: a file made by another choice would be taken for what was asked for."""
    words = f"The file was not made: {error}. Choose again on the page of the round."
    return answer_page("No such choice", paragraph(words), status=404)


def _left_out(said: CodersSaid, view: CodingView) -> frozenset[str]:
    """Whom a file leaves out.

    Raises:
        NoSuchChoiceError: if the address asks for what there is not, such as a coder whom the round does not have.
    """
    problems = view.problems_in(len(said.coders))
    if problems:
        raise NoSuchChoiceError("; ".join(problems))
    return said.numbered(view.without)


def _file(columns: tuple[str, ...], rows: Iterator[tuple[str | int | float, ...]], name: str) -> Response:
    return download(csv_text(columns, rows), "text/csv", name)

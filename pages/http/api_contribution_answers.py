"""What the API answers about views and notes: who wrote what, as far as the reader may know it."""

from collections.abc import Callable
from http import HTTPStatus

from flask import Response

from domain_model.cells import CELLS
from domain_model.dataset import Dataset
from domain_model.judgements import Judgement, layers_disagree
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.compare_judgements import SingleView, judged_band
from domain_model.vocabulary import Band, Vintage
from pages.http.api_answers import list_answer
from pages.http.api_contribution_documents import judgement_document, note_document, version_document
from pages.http.api_gazetteer import Gazetteer
from pages.http.api_held import Held, is_asked_for
from pages.http.api_parameters import Query
from pages.http.api_problems import ApiProblemError
from pages.http.api_routes import ROUTE
from pages.http.api_values import Document

_ORDER = {cell: number for number, cell in enumerate(CELLS)}


def judgements(held: Held, query: Query) -> Response:
    """Everybody's views as they stand, area by area and cell by cell, the latest of a cell first."""
    gazetteer = Gazetteer(held.dataset.geography)
    is_wanted = _by_author(held, query)
    places = sorted(held.judgements.by_place, key=lambda place: (place[0], _ORDER[place[1]]))
    chosen = [
        judgement
        for area, cell in places
        if query.area in (None, area) and is_asked_for(cell, query)
        for judgement in held.judgements.at(area, cell)
        if is_wanted(judgement.author)
    ]

    def shape(judgement: Judgement) -> Document:
        band = _measured(held.dataset, gazetteer, judgement, query)
        view = SingleView(judgement, layers_disagree(band, judged_band(judgement)))
        author = judgement.author
        return judgement_document(view, band, gazetteer, held.author(author), own=held.is_own(author))

    return list_answer(ROUTE["judgements"], held.dataset.version, query, chosen, shape)


def _measured(dataset: Dataset, gazetteer: Gazetteer, judgement: Judgement, query: Query) -> Band | None:
    """The measured band of mental against physical health, in the newest geography that has the area."""
    area = gazetteer.area(judgement.area)
    if area is None:  # a code that a later release does not have any more
        return None
    vintage = next(vintage for vintage in Vintage if vintage in area.vintages)
    return compare_areas(dataset, vintage, query.day).at(area.code, judgement.cell).parity_band


def judgement_history(held: Held, query: Query) -> Response:
    """All versions of all views of a cell: one view after the other, each in the order of its versions."""
    gazetteer = Gazetteer(held.dataset.geography)
    is_wanted = _by_author(held, query)
    by_author: dict[str, list[Judgement]] = {}
    for version in held.versions:
        if is_asked_for(version.cell, query) and is_wanted(version.author):
            by_author.setdefault(version.author, []).append(version)
    chosen = [version for versions in by_author.values() for version in versions]
    return list_answer(
        ROUTE["judgement_history"],
        held.dataset.version,
        query,
        chosen,
        lambda version: version_document(
            version, gazetteer, held.author(version.author), own=held.is_own(version.author)
        ),
    )


def notes(held: Held, query: Query) -> Response:
    """The notes of an area as they stand."""
    gazetteer = Gazetteer(held.dataset.geography)
    is_wanted = _by_author(held, query)
    chosen = [note for note in held.notes if is_wanted(note.author)]
    return list_answer(
        ROUTE["notes"],
        held.dataset.version,
        query,
        chosen,
        lambda note: note_document(note, gazetteer, held.author(note.author), own=held.is_own(note.author)),
    )


def _by_author(held: Held, query: Query) -> Callable[[str], bool]:
    """Whose writings the query asks for.

    Raises:
        ApiProblemError: 401 if it asks for the reader's own, and we do not know the reader.
    """
    if query.author is None:
        return lambda _author: True
    if held.reader is None:
        detail = "author=me needs to know who asks: send the header 'Authorization: Bearer ...'"
        raise ApiProblemError(HTTPStatus.UNAUTHORIZED, detail, parameter="author", value=query.author)
    return held.is_own

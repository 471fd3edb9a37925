"""What the pages of scoring share: who reads, which area and cell are meant, and what stands in the fields."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlsplit

from flask import request

from components.judgement_words import Reader
from components.score_form import PARTS, VERSION, field_name
from components.score_values import read_opinion
from components.url_state import HeatMapView, View
from data.current import current_dataset, unit_of_work
from domain_model.cells import Cell
from domain_model.geography import Area
from domain_model.use_cases.compare_areas import ParityGrid, compare_areas
from domain_model.use_cases.judge_cells import Answer
from domain_model.vocabulary import BuildingBlock, Level, Vintage
from pages.http.addresses import sign_in_address
from pages.http.forms import hidden_fields
from pages.http.parameters import whole
from pages.http.who import current_person


class NoSuchPlaceError(LookupError):
    """The address names an area or a cell that does not exist; the message is a sentence."""


def reader_of(here: str) -> Reader:
    """Whoever asks, as a reader of what people think; `here` is where signing in leads back to."""
    person = current_person()
    if person is None:
        return Reader(sign_in=sign_in_address(here))
    with unit_of_work() as work:
        names = work.people.names()
    return Reader(person, names, hidden_fields, sign_in_address(here))


def cell_of(block: str, level: str) -> Cell:
    """The cell of an address.

    Raises:
        NoSuchPlaceError: if there is none.
    """
    try:
        return Cell(BuildingBlock(block), Level(level))
    except ValueError:
        raise NoSuchPlaceError(f"There is no cell {block}/{level}.") from None


def area_of(code: str, view: View) -> tuple[Area, ParityGrid]:
    """The area with the grid it is part of: of the view's geography, else of the other one.

    Raises:
        NoSuchPlaceError: if no geography has it.
    """
    dataset = current_dataset()
    for vintage in (view.vintage, *Vintage):
        if any(area.code == code for area in dataset.geography.in_vintage(vintage)):
            grid = compare_areas(dataset, vintage, view.day(date.today()), view.grades)
            return dataset.geography.area(code, vintage), grid
    raise NoSuchPlaceError(f"There is no area {code[:40]}.")


def view_of(address: str) -> View:
    """What an address of ours shows; the default where it says nothing."""
    return HeatMapView.from_search(urlsplit(address).query)


def typed_in(form: Mapping[str, str], cell: Cell) -> dict[str, str]:
    """What stands in the fields of a cell."""
    return {part: form.get(field_name(cell, part), "") for part in PARTS}


def answer_in(form: Mapping[str, str], cell: Cell) -> tuple[Answer, dict[str, str]]:
    """What a form says of a cell, and what is wrong in it, by part."""
    opinion, problems = read_opinion(typed_in(form, cell))
    version = form.get(field_name(cell, VERSION), "")
    return Answer(opinion, whole(version)), problems


def wants_json() -> bool:
    """Whether a script asks, which puts the answer into the page that is open."""
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"

"""Taking part in a workshop by phone: the page, how the workshop stands, and what is known about its cells."""

from datetime import date
from functools import lru_cache

import orjson
from flask import Blueprint, Response

from components.phone_documents import facts_document, hidden_facts_words, person_document, workshop_document
from components.phone_page import PHONE_SCRIPTS, PHONE_STYLE, phone_page
from data.current import current_dataset, unit_of_work
from domain_model.cells import Cell
from domain_model.dataset import Dataset
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.describe_cell import describe_cell
from domain_model.use_cases.join_workshop import NotTakingPartError
from domain_model.use_cases.take_part import has_voted, may_see_facts, own_ballots, phone_view
from pages.http.access import open_to_all
from pages.http.joining import joining, message
from pages.http.live_stream import current_pulses
from pages.http.phone_answers import GONE, answer, area_name, gone, person, private
from pages.http.phone_writes import phone_writes
from pages.http.plain_pages import asset_address
from pages.http.times import milliseconds
from pages.http.who import now

phone = Blueprint("phone", __name__)
phone.register_blueprint(joining)
phone.register_blueprint(phone_writes)

POLL_MILLISECONDS = 2000


@phone.errorhandler(NotTakingPartError)
def answer_not_taking_part(_error: NotTakingPartError) -> Response:
    """Say it, whatever was asked for."""
    return gone()


@phone.get("/w/<workshop>")
@open_to_all
def page(workshop: str) -> Response:
    """The page of whoever takes part."""
    try:
        with unit_of_work() as work:
            person(work, workshop)
            state = work.workshops.state(workshop)
    except NotTakingPartError:
        return message("You have not joined", GONE, 410)
    text = phone_page(
        workshop,
        state.plan.title,
        style=asset_address(PHONE_STYLE),
        scripts=[asset_address(name) for name in PHONE_SCRIPTS],
        is_rehearsal=state.plan.is_rehearsal,
    )
    return private(Response(text, mimetype="text/html"))


@phone.get("/w/<workshop>/version")
@open_to_all
def version(workshop: str) -> Response:
    """The number of the latest change: what phones ask every two seconds, and what says nothing else."""
    try:
        latest = current_pulses().of(workshop).version
    except LookupError:
        return gone()
    return answer({"version": latest, "now": milliseconds(now()), "poll": POLL_MILLISECONDS})


@phone.get("/w/<workshop>/state")
@open_to_all
def state(workshop: str) -> Response:
    """How the workshop stands for whoever asks."""
    moment = now()
    with unit_of_work() as work:
        who = person(work, workshop)
        stands = work.workshops.state(workshop)
        view = phone_view(work, stands, who)
        dataset = work.datasets.current()
    area = area_name(dataset, stands.plan.area)
    document = workshop_document(stands, area, dataset.cell_words, moment, milliseconds)
    document |= person_document(view, moment, milliseconds)
    return answer(document | {"now": milliseconds(moment), "poll": POLL_MILLISECONDS})


@phone.get("/w/<workshop>/facts")
@open_to_all
def facts(workshop: str) -> Response:
    """What is measured and reported about the workshop's cells, where this person may see it."""
    with unit_of_work() as work:
        who = person(work, workshop)
        stands = work.workshops.state(workshop)
        if not may_see_facts(stands, has_voted=has_voted(own_ballots(work, who))):
            return answer({"words": hidden_facts_words(stands)}, 403)
    plan = stands.plan
    found = Response(facts_of(current_dataset(), plan.area, plan.cells, date.today()), mimetype="application/json")
    return private(found)


@lru_cache(maxsize=32)
def facts_of(dataset: Dataset, area: str, cells: tuple[Cell, ...], today: date) -> bytes:
    """The facts of these cells of an area as JSON; made once a day."""
    vintage = dataset.geography.vintage_of(area)
    grid = compare_areas(dataset, vintage, today)
    return orjson.dumps(facts_document({cell: describe_cell(dataset, grid, area, cell) for cell in cells}))

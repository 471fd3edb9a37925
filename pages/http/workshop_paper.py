"""What happens without phones: paper and proxy ballots typed in, poster and ballots to print, and rehearsals."""

from collections.abc import Mapping
from datetime import datetime

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from components.formatting import plural
from components.paper_ballot_form import PaperPage, paper_page, read_ballot
from components.workshop_prints import (
    MOST_COPIES,
    USUAL_COPIES,
    ballot_papers,
    poster,
    printable_ballots,
    ways_back,
)
from data.current import current_store, unit_of_work, writing_unit_of_work
from domain_model.people_vocabulary import AuditAction
from domain_model.ports import UnitOfWork
from domain_model.use_cases.count_votes import is_to_be_counted
from domain_model.use_cases.enter_ballots import EnteredBallots, enter_ballot, entered_ballots, take_back_ballot
from domain_model.use_cases.run_workshop import Facilitator, NoSuchWorkshopError
from domain_model.use_cases.simulate_people import add_simulated, let_them_act
from domain_model.workshop.rounds import Round
from domain_model.workshop.state import OutOfOrderError, WorkshopState
from pages.http.access import open_to_all
from pages.http.addresses import public_address
from pages.http.console_answers import is_loopback
from pages.http.console_forms import do, number
from pages.http.forms import hidden_fields, say, take_form
from pages.http.live_stream import count_votes
from pages.http.phone_answers import area_name
from pages.http.plain_pages import answer_page
from pages.http.refusals import record_refusal
from pages.http.who import now
from pages.http.workshop_access import answer_no_workshop, facilitator

workshop_paper = Blueprint("workshop_paper", __name__)

_TITLE = "Paper and proxy ballots"


@workshop_paper.get("/workshops/<workshop>/paper")
@open_to_all
def ask_ballot(workshop: str) -> Response:
    """The form for the next ballot; mode and group of the one before may stand in the address."""
    _count(workshop, now())
    kept = {name: request.args.get(name, "") for name in ("mode", "group") if request.args.get(name)}
    return _page(workshop, typed=kept)


@workshop_paper.post("/workshops/<workshop>/paper")
@open_to_all
def take_ballot(workshop: str) -> ResponseReturnValue:
    """Keep a ballot, or show the form again with everything typed and what is wrong with it."""
    try:
        with writing_unit_of_work() as work:
            who = facilitator(work, workshop)
            take_form(work)
            voting = _asked_round(work.workshops.state(workshop))
            read = read_ballot(request.form, work.workshops.state(workshop), voting.paper)
            if not read.problems:
                enter_ballot(work, who, voting.number, read.mode, read.group, read.answers, now())
                total = entered_ballots(work, workshop, voting.number).total
                work.commit()
    except (OutOfOrderError, ValueError) as problem:
        return _page(workshop, typed=request.form, problems={"vote": str(problem)})
    if read.problems:
        return _page(workshop, typed=request.form, problems=read.problems)
    say(f"Ballot {total} is entered.")
    return redirect(f"/workshops/{workshop}/paper?mode={read.mode.value}&group={read.group.value}#ballot", 303)


@workshop_paper.post("/workshops/<workshop>/paper/take-back")
@open_to_all
def take_back(workshop: str) -> ResponseReturnValue:
    """Erase the ballot that was entered last."""
    try:
        with writing_unit_of_work() as work:
            who = facilitator(work, workshop)
            take_form(work)
            voting = _asked_round(work.workshops.state(workshop))
            take_back_ballot(work, who, voting.number, request.form.get("participant", ""), now())
            work.commit()
    except (OutOfOrderError, ValueError) as problem:
        say(str(problem))
    else:
        say("The last ballot was taken back, and what it said is erased.")
    return redirect(f"/workshops/{workshop}/paper", 303)


@workshop_paper.get("/workshops/<workshop>/poster")
@open_to_all
def show_poster(workshop: str) -> Response:
    """The poster by which people join."""
    with unit_of_work() as work:
        who = facilitator(work, workshop)
        plan = work.workshops.state(workshop).plan
        area = area_name(work.datasets.current(), plan.area)
    address = public_address()
    sheet = poster(plan, area, who.workshop.join_code, address, is_unreachable=is_loopback(address))
    return answer_page(f"Join poster: {plan.title}", ways_back(f"/workshops/{workshop}"), sheet)


@workshop_paper.get("/workshops/<workshop>/ballot-papers")
@open_to_all
def show_ballots(workshop: str) -> Response:
    """Ballots to print: `?what=` names which, `?copies=` how many."""
    with unit_of_work() as work:
        facilitator(work, workshop)
        state = work.workshops.state(workshop)
    offered = printable_ballots(state)
    chosen = next((one for one in offered if one.token == request.args.get("what")), offered[0])
    asked = request.args.get("copies", str(USUAL_COPIES))
    fits = asked.isascii() and asked.isdecimal() and len(asked) < 5 and 1 <= int(asked) <= MOST_COPIES
    copies, problem = (int(asked), "") if fits else (USUAL_COPIES, f"Print 1 to {MOST_COPIES} copies at once.")
    base = f"/workshops/{workshop}"
    sheets = ballot_papers(state, base, chosen, copies, problem)
    title = f"Paper ballots: {state.plan.title}"
    return answer_page(title, ways_back(base), sheets, status=422 if problem else 200)


@workshop_paper.post("/workshops/<workshop>/rehearsal/people")
@open_to_all
def simulate_people(workshop: str) -> ResponseReturnValue:
    """Let simulated people join a rehearsal."""
    asked = request.form.get("number", "")
    people = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else 0

    def add(work: UnitOfWork, who: Facilitator) -> None:
        added = add_simulated(work, who, people, now())
        say(f"{plural(len(added), 'simulated person', 'simulated people')} joined.")

    return do(workshop, "rehearsal", add)


@workshop_paper.post("/workshops/<workshop>/rehearsal/act")
@open_to_all
def act_simulated(workshop: str) -> ResponseReturnValue:
    """Let them do what people would do now."""

    def act(work: UnitOfWork, who: Facilitator) -> None:
        acted = let_them_act(work, who, now())
        what = plural(acted.ideas, "idea") if acted.ideas else plural(acted.ballots, "ballot")
        say(f"Simulated people gave {what}.")

    return do(workshop, "rehearsal", act)


@workshop_paper.errorhandler(NoSuchWorkshopError)
def answer_no_such_workshop(error: NoSuchWorkshopError) -> Response:
    """Say the same of workshops that do not exist and of those of others, and record that somebody asked."""
    record_refusal(AuditAction.PAGE_ASKED_FOR, f"{request.method} {request.path}", "no such workshop, or not theirs")
    return answer_no_workshop(error)


def _count(workshop: str, moment: datetime) -> None:
    """Count a round whose time is over, so that nobody types into one that takes nothing any more."""
    with unit_of_work() as work:
        facilitator(work, workshop)
        if not is_to_be_counted(work.workshops.state(workshop), moment):
            return
    count_votes(current_store(), workshop, moment)


def _asked_round(state: WorkshopState) -> Round:
    """The round that the form was drawn for.

    Raises:
        OutOfOrderError: if there is none.
        ValueError: if the form names none.
    """
    return state.round(number("round"))


def _page(workshop: str, typed: Mapping[str, str], problems: Mapping[str, str] | None = None) -> Response:
    with unit_of_work() as work:
        who = facilitator(work, workshop)
        state = work.workshops.state(workshop)
        voting = _typed_into(state) if problems else state.open_round
        entered = entered_ballots(work, workshop, voting.number) if voting else EnteredBallots({})
    page = PaperPage(who.workshop.id, state, voting, entered, hidden_fields, typed, problems or {})
    title = f"{_TITLE}: {state.plan.title}"
    return answer_page(title, paper_page(page), status=422 if problems else 200)


def _typed_into(state: WorkshopState) -> Round | None:
    """The round whose form was sent, open or not: what was typed is shown again in it, so that nothing is lost."""
    try:
        return _asked_round(state)
    except (OutOfOrderError, ValueError):
        return state.open_round

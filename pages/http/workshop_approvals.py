"""Approvals: an editor lets the heat map show what a workshop thinks of cells, and takes that back."""

from flask import Blueprint, Response, redirect
from flask.typing import ResponseReturnValue

from components.workshop_results_forms import approval_lists_page, approval_page
from data.current import current_dataset, unit_of_work, writing_unit_of_work
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.approve_results import (
    approvable_round,
    approval_lists,
    approve_round,
    withdraw_round,
)
from domain_model.workshop.state import OutOfOrderError
from pages.http.access import allow
from pages.http.forms import hidden_fields, say, take_form
from pages.http.plain_pages import answer_page
from pages.http.who import now, signed_in_person

workshop_approvals = Blueprint("approvals", __name__)
LISTS = "/workshops/approvals"


@workshop_approvals.get(LISTS)
@allow(Permission.SCORE)
def listing() -> Response:
    """What waits for an approval, and what the heat map shows."""
    with unit_of_work() as work:
        waiting, shown = approval_lists(work)
    content = approval_lists_page(waiting, shown, hidden_fields, _area_name)
    return answer_page("Workshops on the heat map", content, help_page="workshop_approvals")


@workshop_approvals.get("/workshops/<workshop_id>/approve/<int:number>")
@allow(Permission.SCORE)
def look(workshop_id: str, number: int) -> Response:
    """What the heat map would show of a round."""
    with unit_of_work() as work:
        found = approvable_round(work, workshop_id, number)
    return answer_page("What the heat map would show", approval_page(found, hidden_fields(), _area_name))


@workshop_approvals.post("/workshops/<workshop_id>/approve/<int:number>")
@allow(Permission.SCORE)
def approve(workshop_id: str, number: int) -> ResponseReturnValue:
    """Let the heat map show a round."""
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            found = approve_round(work, signed_in_person(), workshop_id, number, now())
            work.commit()
    except OutOfOrderError as error:
        say(str(error))
        return redirect(f"/workshops/{workshop_id}/approve/{number}", 303)
    say(f"Round {number} of “{found.workshop.title}” is on the heat map.")
    return redirect(LISTS, 303)


@workshop_approvals.post("/workshops/<workshop_id>/withdraw/<int:number>")
@allow(Permission.SCORE)
def withdraw(workshop_id: str, number: int) -> ResponseReturnValue:
    """Take a round off the heat map."""
    with writing_unit_of_work() as work:
        take_form(work)
        was_there = withdraw_round(work, signed_in_person(), workshop_id, number, now())
        work.commit()
    say(f"Round {number} is off the heat map." if was_there else "That round was not on the heat map.")
    return redirect(LISTS, 303)


def _area_name(code: str) -> str:
    return next((area.short_name for area in current_dataset().geography.areas if area.code == code), code)

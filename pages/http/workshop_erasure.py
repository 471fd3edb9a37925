"""Erasing a workshop's ballots, ideas and people in one step, with a receipt: for whoever made it."""

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from components.form_parts import error_summary
from components.workshop_results_forms import erase_form, receipt_lines, receipt_page
from data.current import unit_of_work, writing_unit_of_work
from domain_model.use_cases.erase_workshop import check_may_erase, erase_workshop
from domain_model.use_cases.report_workshop import report_workshop
from domain_model.use_cases.run_workshop import NoSuchWorkshopError
from domain_model.workshop.records import Receipt
from domain_model.workshop.state import OutOfOrderError
from pages.http.access import open_to_all
from pages.http.csv_files import download
from pages.http.forms import hidden_fields, say, take_form
from pages.http.plain_pages import answer_page
from pages.http.who import now
from pages.http.workshop_access import facilitator

workshop_erasure = Blueprint("erasure", __name__)


@workshop_erasure.get("/workshops/<workshop_id>/erase")
@open_to_all
def ask(workshop_id: str) -> Response:
    """What an erasure removes and what stays."""
    return _ask(workshop_id)


@workshop_erasure.post("/workshops/<workshop_id>/erase")
@open_to_all
def erase(workshop_id: str) -> ResponseReturnValue:
    """Erase, for good."""
    with unit_of_work() as work:
        check_may_erase(facilitator(work, workshop_id).actor)
    what = request.form.get("what", "")
    if request.form.get("sure") != "yes" or what not in ("keep", "everything"):
        return _ask(workshop_id, "Tick “Yes, erase it” first. Nothing was erased.")
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            run_by = facilitator(work, workshop_id)
            receipt = erase_workshop(work, run_by.actor, run_by.workshop, now(), keep_returning=what == "keep")
            work.commit()
    except OutOfOrderError as error:
        return _ask(workshop_id, str(error))
    say("Erased. This page is the receipt.")
    return redirect(f"/workshops/{workshop_id}/receipts/{receipt.id}", 303)


@workshop_erasure.get("/workshops/<workshop_id>/receipts/<receipt_id>")
@open_to_all
def receipt_as_page(workshop_id: str, receipt_id: str) -> Response:
    """What was erased and when."""
    receipt, title = _receipt(workshop_id, receipt_id)
    return answer_page("Receipt of an erasure", receipt_page(receipt, title))


@workshop_erasure.get("/workshops/<workshop_id>/receipts/<receipt_id>.txt")
@open_to_all
def receipt_as_text(workshop_id: str, receipt_id: str) -> Response:
    """The same as a file."""
    receipt, title = _receipt(workshop_id, receipt_id)
    return download("\n".join((*receipt_lines(receipt, title), "")), "text/plain", f"receipt-{receipt.id}.txt")


def _ask(workshop_id: str, problem: str = "") -> Response:
    with unit_of_work() as work:
        check_may_erase(facilitator(work, workshop_id).actor)
        found = report_workshop(work, workshop_id)
        returning = sum(bool(person.return_hash) for person in work.participants.of(workshop_id))
    summary = error_summary("Nothing was erased", [("sure", problem)] if problem else [])
    title = f"Erase ballots and ideas of “{found.workshop.title}”"
    return answer_page(title, summary, erase_form(found, hidden_fields(), returning), status=422 if problem else 200)


def _receipt(workshop_id: str, receipt_id: str) -> tuple[Receipt, str]:
    with unit_of_work() as work:
        workshop = facilitator(work, workshop_id).workshop
        receipts = work.participants.receipts(workshop_id)
    found = next((one for one in receipts if one.id == receipt_id), None)
    if found is None:
        raise NoSuchWorkshopError(workshop_id)
    return found, workshop.title

"""Setting up workshops: the list of one's own, a new one, its plan, the same again, and a repeat months later."""

from datetime import date

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from components.markup import tag
from components.workshop_form import SCRIPT, SHOW, SetUp, set_up_form
from components.workshop_form_items import kept_items
from components.workshop_form_values import (
    Draft,
    draft_of,
    follow_template,
    is_touched,
    plan_of,
    read_draft,
    template_draft,
)
from components.workshop_list import WorkshopCard, further_links, owners_name, workshop_list
from data.current import current_dataset, unit_of_work, writing_unit_of_work
from domain_model.dataset import Dataset
from domain_model.people_vocabulary import AuditAction, Permission
from domain_model.ports import UnitOfWork
from domain_model.use_cases.plan_workshop import (
    Template,
    change_plan,
    check_plan_may_change,
    duplicate_workshop,
    plan_mark,
    repeat_workshop,
    standing_plan,
)
from domain_model.use_cases.run_workshop import NoSuchWorkshopError, create_workshop
from domain_model.vocabulary import BuildingBlock
from domain_model.workshop.codes import spaced_code
from domain_model.workshop.records import Workshop
from domain_model.workshop.state import OutOfOrderError, WorkshopState
from pages.http.access import allow
from pages.http.forms import hidden_fields, say, take_form
from pages.http.plain_pages import answer_page, paragraph
from pages.http.refusals import record_refusal
from pages.http.who import now, signed_in_person
from pages.http.workshop_access import answer_no_workshop, facilitator

workshops = Blueprint("workshops", __name__)

FIRST_FIELDS = frozenset({"title", "area"})
"""The fields that are in sight before 'More choices' are unfolded."""


@workshops.get("/workshops")
@allow(Permission.RUN_WORKSHOPS)
def listing() -> Response:
    """One's own workshops, the latest first; everybody's for administrators."""
    person = signed_in_person()
    sees_all = person.may(Permission.MANAGE_PEOPLE)
    names = {area.code: area.short_name for area in current_dataset().geography.areas}
    with unit_of_work() as work:
        people = work.people.names()
        cards = [
            WorkshopCard(
                workshop=one,
                state=work.workshops.state(one.id),
                joined=sum(work.participants.numbers(one.id).values()),
                area=names.get(one.area, one.area),
                owner=owners_name(one.owner, person.id, people),
            )
            for one in work.workshops.all()
            if sees_all or one.owner == person.id
        ]
    return answer_page("Workshops", workshop_list(cards, hidden_fields, waiting=further_links()), help_page="workshops")


@workshops.get("/workshops/new")
@allow(Permission.RUN_WORKSHOPS)
def ask() -> Response:
    """The form of a new workshop, filled by the template, area and building block in the address, if it names any."""
    dataset, asked = current_dataset(), request.args
    area = asked.get("area", "") if dataset.geography.has(asked.get("area", "")) else ""
    template = next((one for one in Template if one.value == asked.get("template")), Template.WHERE_IT_HURTS)
    block = next((one.value for one in BuildingBlock if one.value == asked.get("block")), "")
    return _form(SetUp(template_draft(template, dataset, area, block, date.today())), dataset)


@workshops.post("/workshops/new")
@allow(Permission.RUN_WORKSHOPS)
def create() -> ResponseReturnValue:
    """Make the workshop, or show the form again with what can be voted on in the chosen cells."""
    dataset, today = current_dataset(), date.today()
    draft = follow_template(read_draft(request.form.to_dict(flat=False)), dataset, today)
    touched = is_touched(draft, dataset, today)
    if request.form.get("step") == SHOW:
        return _form(SetUp(draft, is_open=True, is_touched=touched), dataset)
    plan, problems = plan_of(draft, dataset)
    if plan is None:
        is_open = not FIRST_FIELDS.issuperset(problems)
        return _form(SetUp(draft, problems=problems, is_open=is_open, is_touched=touched), dataset)
    with writing_unit_of_work() as work:
        take_form(work)
        made = create_workshop(work, signed_in_person(), plan, now())
        work.commit()
    return _to_console(made)


@workshops.get("/workshops/<workshop>/plan")
@allow(Permission.RUN_WORKSHOPS)
def ask_plan(workshop: str) -> Response:
    """The set-up of a workshop, to be changed while nobody has begun."""
    with unit_of_work() as work:
        state = _state(work, workshop)
    try:
        check_plan_may_change(state)
    except OutOfOrderError as error:
        return _too_late(workshop, error)
    return _plan_form(workshop, state, draft_of(standing_plan(state), current_dataset()))


@workshops.post("/workshops/<workshop>/plan")
@allow(Permission.RUN_WORKSHOPS)
def save_plan(workshop: str) -> ResponseReturnValue:
    """Keep another plan."""
    dataset, draft = current_dataset(), read_draft(request.form.to_dict(flat=False))
    with unit_of_work() as work:
        state = _state(work, workshop)
    try:
        check_plan_may_change(state)
    except OutOfOrderError as error:
        return _too_late(workshop, error)
    if request.form.get("step") == SHOW:
        return _plan_form(workshop, state, draft)
    plan, problems = plan_of(draft, dataset, standing_plan(state))
    if plan is None:
        return _plan_form(workshop, state, draft, problems)
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            change_plan(work, facilitator(work, workshop), plan, request.form.get("mark", ""), now())
            work.commit()
    except OutOfOrderError as error:
        return _too_late(workshop, error)
    say("The set-up is saved.")
    return redirect(f"/workshops/{workshop}", 303)


@workshops.post("/workshops/<workshop>/duplicate")
@allow(Permission.RUN_WORKSHOPS)
def duplicate(workshop: str) -> ResponseReturnValue:
    """A new workshop with the same plan; a rehearsal of it where the form asks for one."""
    is_rehearsal = request.form.get("as") == "rehearsal"
    with writing_unit_of_work() as work:
        take_form(work)
        _state(work, workshop)
        made = duplicate_workshop(work, signed_in_person(), workshop, now(), is_rehearsal=is_rehearsal)
        work.commit()
    if is_rehearsal:
        return _to_console(made)
    say(f"“{made.title}” is made. Change here what is different this time, or leave it as it was.")
    return redirect(f"/workshops/{made.id}/plan", 303)


@workshops.post("/workshops/<workshop>/repeat")
@allow(Permission.RUN_WORKSHOPS)
def repeat(workshop: str) -> ResponseReturnValue:
    """A new workshop that asks again what this one asked."""
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            _state(work, workshop)
            made = repeat_workshop(work, signed_in_person(), workshop, now())
            work.commit()
    except OutOfOrderError as error:
        return _too_late(workshop, error, "It cannot be run again yet")
    return _to_console(made)


@workshops.errorhandler(NoSuchWorkshopError)
def answer_no_such_workshop(error: NoSuchWorkshopError) -> Response:
    """Say the same of workshops that do not exist and of those of others, and record that somebody asked."""
    record_refusal(AuditAction.PAGE_ASKED_FOR, f"{request.method} {request.path}", "no such workshop, or not theirs")
    return answer_no_workshop(error)


def _state(work: UnitOfWork, workshop: str) -> WorkshopState:
    """How a workshop stands that whoever asks may run.

    Raises:
        NoSuchWorkshopError: if there is none, or they may not.
    """
    facilitator(work, workshop)
    return work.workshops.state(workshop)


def _form(set_up: SetUp, dataset: Dataset) -> Response:
    status = 422 if set_up.problems else 200
    title, helping = ("Change the set-up", "") if set_up.workshop else ("New workshop", "workshop_new")
    form = set_up_form(set_up, dataset, hidden_fields())
    return answer_page(title, form, status=status, scripts=(SCRIPT,), help_page=helping)


def _plan_form(workshop: str, state: WorkshopState, draft: Draft, problems: dict[str, str] | None = None) -> Response:
    dataset, standing = current_dataset(), standing_plan(state)
    kept = kept_items(standing, dataset)
    mark = request.form.get("mark") or plan_mark(standing)
    return _form(SetUp(draft, kept, workshop, mark, problems or {}, is_open=True, is_touched=True), dataset)


def _too_late(workshop: str, error: OutOfOrderError, title: str = "The set-up cannot be changed now") -> Response:
    back = tag("p", tag("a", "Back to the workshop", href=f"/workshops/{workshop}"))
    return answer_page(title, paragraph(str(error)), back, status=409)


def _to_console(made: Workshop) -> ResponseReturnValue:
    say(f"“{made.title}” is ready. People join with the code {spaced_code(made.join_code)}.")
    return redirect(f"/workshops/{made.id}", 303)

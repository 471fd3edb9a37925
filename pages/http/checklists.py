"""Checklists of areas: which there are, reading one, filling it in, taking changes back, its versions and its file."""

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from components.checklist_lists import area_checklists_part, checklists_part, mark_history_part
from components.checklist_view import ONLY, Typed, entry_anchor
from components.formatting import plural
from components.framework_words import area_choices, checklist_address
from components.markup import tag
from data.current import current_dataset, unit_of_work, writing_unit_of_work
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.fill_checklist import (
    MarksChangedError,
    NoSuchChecklistError,
    NothingToTakeBackError,
    areas_with_answers,
    bring_back,
    fill_checklist,
    read_checklist,
    read_checklists,
    read_history,
    undo_last_change,
)
from pages.http.access import allow
from pages.http.checklist_files import checklist_csv
from pages.http.checklist_parts import (
    checklist_page,
    checklists_page,
    filler_here,
    kind_named,
    place_of,
    sent_answers,
    waiting_answers,
)
from pages.http.csv_files import download
from pages.http.forms import say, take_form
from pages.http.parameters import whole
from pages.http.plain_pages import answer_page, paragraph
from pages.http.who import now, signed_in_person

checklists = Blueprint("checklists", __name__)


@checklists.get("/checklists")
@allow(Permission.VIEW)
def overview() -> ResponseReturnValue:
    """Which areas have answers, and where an area and a list are chosen."""
    dataset = current_dataset()
    asked, kind = request.args.get("area", "").strip(), request.args.get("kind", "")
    kinds = list(dict.fromkeys(entry.kind for entry in dataset.evidence.framework_entries))
    if dataset.geography.has(asked):
        return redirect(f"/checklists/{asked}{f'/{kind}' if kind in kinds else ''}", 303)
    with unit_of_work() as work:
        begun = areas_with_answers(work)
    problem = "Choose an area from the list." if "area" in request.args else ""
    names = {area.code: area.short_name for area in dataset.geography.areas}
    content = checklists_part(begun, names, area_choices(dataset.geography, "Choose an area"), kinds, problem)
    return checklists_page("Checklists", content, status=422 if problem else 200)


@checklists.get("/checklists/<area>")
@allow(Permission.VIEW)
def of_area(area: str) -> Response:
    """All checklists of an area."""
    with unit_of_work() as work:
        found = read_checklists(work, area)
    place, _grid = place_of(area)
    return checklists_page(f"Checklists: {place.short_name}", area_checklists_part(place, found))


@checklists.get("/checklists/<area>/<kind>")
@allow(Permission.VIEW)
def read(area: str, kind: str) -> Response:
    """One checklist: the form for those who may fill it in, the same to read for everybody else."""
    return checklist_page(area, kind_named(kind))


@checklists.post("/checklists/<area>/<kind>")
@allow(Permission.FILL_CHECKLISTS)
def fill(area: str, kind: str) -> ResponseReturnValue:
    """Keep all answers of the form, or only the one whose button was pressed."""
    wanted = kind_named(kind)
    with unit_of_work() as work:
        before = read_checklist(work, area, wanted)
    only = request.form.get(ONLY, "")
    sent, problems = sent_answers(before, only)
    if problems:
        return checklist_page(area, wanted, Typed(request.form, problems), status=422)
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            kept = fill_checklist(work, signed_in_person(), area, wanted, sent, now())
            work.commit()
    except MarksChangedError as error:
        theirs = {mark.entry: mark for mark in error.marks}
        words = dict.fromkeys(theirs, "Somebody else answered this meanwhile.")
        return checklist_page(area, wanted, Typed(request.form, words, theirs), status=409)
    words = f"{plural(len(kept), 'answer')} saved." if kept else "Nothing was changed: this is what was said already."
    waiting = waiting_answers(before, only)
    if waiting:  # what was typed elsewhere on the page is not lost by saving one answer of it
        say(f"{words} {plural(waiting, 'other answer')} on this page not saved yet.")
        return checklist_page(area, wanted, Typed(request.form))
    say(words)
    return redirect(f"{checklist_address(area, wanted)}{f'#{entry_anchor(only)}' if only else ''}", 303)


@checklists.post("/checklists/<area>/<kind>/undo")
@allow(Permission.FILL_CHECKLISTS)
def undo(area: str, kind: str) -> ResponseReturnValue:
    """Take back what was kept last."""
    wanted = kind_named(kind)
    seen = {name.removeprefix("seen-"): whole(text) for name, text in request.form.items() if name.startswith("seen-")}
    with writing_unit_of_work() as work:
        take_form(work)
        back = undo_last_change(work, signed_in_person(), area, wanted, seen, now())
        work.commit()
    say(f"Undone: {plural(len(back), 'answer is', 'answers are')} as before. Undo again brings them back.")
    return redirect(checklist_address(area, wanted), 303)


@checklists.get("/checklists/<area>/<kind>/answers.csv")
@allow(Permission.VIEW)
def export(area: str, kind: str) -> Response:
    """The checklist with what is measured beside it as comma-separated values."""
    wanted = kind_named(kind)
    with unit_of_work() as work:
        found = read_checklist(work, area, wanted)
    place, grid = place_of(area)
    text = checklist_csv(found, place, grid, current_dataset().version, filler_here())
    return download(text, "text/csv", f"parity-map-checklist-{area}-{wanted}.csv")


@checklists.get("/checklists/<area>/<kind>/<entry>/history")
@allow(Permission.VIEW)
def history(area: str, kind: str, entry: str) -> Response:
    """Every version of one answer."""
    with unit_of_work() as work:
        found, versions = read_history(work, area, kind_named(kind), entry)
    place, _grid = place_of(area)
    return checklists_page(
        f"History of an answer: {place.short_name}", mark_history_part(place, found, versions, filler_here())
    )


@checklists.post("/checklists/<area>/<kind>/<entry>/bring-back")
@allow(Permission.FILL_CHECKLISTS)
def restore(area: str, kind: str, entry: str) -> ResponseReturnValue:
    """Say again what an earlier version said."""
    wanted = kind_named(kind)
    version, seen = (whole(request.form.get(name, "")) for name in ("version", "seen"))
    with writing_unit_of_work() as work:
        take_form(work)
        bring_back(work, signed_in_person(), area, wanted, entry, version, seen, now())
        work.commit()
    say(f"Version {version} stands again.")
    return redirect(f"{checklist_address(area, wanted)}/{entry}/history", 303)


@checklists.errorhandler(NoSuchChecklistError)
def no_such_checklist(error: NoSuchChecklistError) -> Response:
    """Say what does not exist, and where to choose."""
    choose = tag("p", tag("a", "Choose an area and a list", href="/checklists"))
    return answer_page("No such checklist", paragraph(str(error)), choose, status=404)


@checklists.errorhandler(MarksChangedError)
@checklists.errorhandler(NothingToTakeBackError)
def not_taken_back(error: Exception) -> Response:
    """Say that the checklist is not any more what the person saw; whoever looks again can decide again."""
    words = str(error) if isinstance(error, NothingToTakeBackError) else "Somebody changed these answers meanwhile."
    again = tag("p", tag("a", "Look at the checklist again", href=request.path.rpartition("/")[0]))
    return answer_page("Nothing was taken back", paragraph(words), again, status=409)

"""Checklists of areas: which there are, reading one, filling it in, taking changes back, its versions and its file."""

from datetime import date
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from components.checklist_lists import area_checklists_part, checklists_part, mark_history_part
from components.checklist_view import NOTE, ONLY, STATE, VERSION, Typed, checklist_part, field_of
from components.checklist_words import Filler
from components.evidence_tabs import evidence_tabs_markup
from components.formatting import plural
from components.framework_entries import EntrySetting
from components.framework_words import area_choices, checklist_address, printed_line
from components.labels import label
from components.markup import tag
from data.current import current_dataset, current_evidence, unit_of_work, writing_unit_of_work
from domain_model.checklists import checked_answer
from domain_model.evidence_vocabulary import ChecklistState, FrameworkKind
from domain_model.geography import Area
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.compare_areas import ParityGrid, compare_areas
from domain_model.use_cases.fill_checklist import (
    Checklist,
    MarksChangedError,
    NoSuchChecklistError,
    NothingToTakeBackError,
    SentAnswer,
    areas_with_answers,
    bring_back,
    fill_checklist,
    read_checklist,
    read_checklists,
    read_history,
    undo_last_change,
)
from pages.http.access import allow
from pages.http.addresses import public_address
from pages.http.checklist_files import checklist_csv
from pages.http.csv_files import download
from pages.http.forms import hidden_fields, say, take_form
from pages.http.parameters import whole
from pages.http.plain_pages import answer_page, paragraph
from pages.http.who import current_person, now, signed_in_person

checklists = Blueprint("checklists", __name__)
_TABS = "/frameworks"


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
    return _page("Checklists", content, status=422 if problem else 200)


@checklists.get("/checklists/<area>")
@allow(Permission.VIEW)
def of_area(area: str) -> Response:
    """All checklists of an area."""
    with unit_of_work() as work:
        found = read_checklists(work, area)
    place, _grid = _place(area)
    return _page(f"Checklists: {place.short_name}", area_checklists_part(place, found))


@checklists.get("/checklists/<area>/<kind>")
@allow(Permission.VIEW)
def read(area: str, kind: str) -> Response:
    """One checklist: the form for those who may fill it in, the same to read for everybody else."""
    return _checklist_page(area, _kind(kind))


@checklists.post("/checklists/<area>/<kind>")
@allow(Permission.FILL_CHECKLISTS)
def fill(area: str, kind: str) -> ResponseReturnValue:
    """Keep all answers of the form, or only the one whose button was pressed."""
    wanted = _kind(kind)
    with unit_of_work() as work:
        before = read_checklist(work, area, wanted)
    only = request.form.get(ONLY, "")
    sent, problems = _sent(before, only)
    if problems:
        return _checklist_page(area, wanted, Typed(request.form, problems), status=422)
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            kept = fill_checklist(work, signed_in_person(), area, wanted, sent, now())
            work.commit()
    except MarksChangedError as error:
        theirs = {mark.entry: mark for mark in error.marks}
        words = dict.fromkeys(theirs, "Somebody else answered this meanwhile.")
        return _checklist_page(area, wanted, Typed(request.form, words, theirs), status=409)
    words = f"{plural(len(kept), 'answer')} saved." if kept else "Nothing was changed: this is what was said already."
    waiting = _waiting(before, only)
    if waiting:  # what was typed elsewhere on the page is not lost by saving one answer of it
        say(f"{words} {plural(waiting, 'other answer')} on this page not saved yet.")
        return _checklist_page(area, wanted, Typed(request.form))
    say(words)
    return redirect(f"{checklist_address(area, wanted)}{f'#entry-{only}' if only else ''}", 303)


@checklists.post("/checklists/<area>/<kind>/undo")
@allow(Permission.FILL_CHECKLISTS)
def undo(area: str, kind: str) -> ResponseReturnValue:
    """Take back what was kept last."""
    wanted = _kind(kind)
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
    wanted = _kind(kind)
    with unit_of_work() as work:
        found = read_checklist(work, area, wanted)
    place, grid = _place(area)
    text = checklist_csv(found, place, grid, current_dataset().version, _filler())
    return download(text, "text/csv", f"parity-map-checklist-{area}-{wanted}.csv")


@checklists.get("/checklists/<area>/<kind>/<entry>/history")
@allow(Permission.VIEW)
def history(area: str, kind: str, entry: str) -> Response:
    """Every version of one answer."""
    with unit_of_work() as work:
        found, versions = read_history(work, area, _kind(kind), entry)
    place, _grid = _place(area)
    return _page(f"History of an answer: {place.short_name}", mark_history_part(place, found, versions, _filler()))


@checklists.post("/checklists/<area>/<kind>/<entry>/bring-back")
@allow(Permission.FILL_CHECKLISTS)
def restore(area: str, kind: str, entry: str) -> ResponseReturnValue:
    """Say again what an earlier version said."""
    wanted = _kind(kind)
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


def _sent(checklist: Checklist, only: str) -> tuple[dict[str, SentAnswer], dict[str, str]]:
    """What the form says of each entry that it is to be kept of, and what is wrong in it, by entry."""
    sent: dict[str, SentAnswer] = {}
    problems: dict[str, str] = {}
    for row in checklist.rows:
        entry = row.entry.id
        if (only and entry != only) or field_of(VERSION, entry) not in request.form:
            continue
        token = request.form.get(field_of(STATE, entry), "")
        try:
            state, note = checked_answer(
                ChecklistState(token) if token else None, request.form.get(field_of(NOTE, entry), "")
            )
        except ValueError as problem:
            known = token in {"", *ChecklistState}
            problems[entry] = str(problem) if known else "Choose one of the answers."
            continue
        sent[entry] = SentAnswer(state, note, whole(request.form.get(field_of(VERSION, entry), "")))
    return sent, problems


def _waiting(checklist: Checklist, only: str) -> int:
    """How many other answers of the form differ from what stood before it."""
    if not only:
        return 0
    return sum(
        request.form.get(field_of(STATE, row.entry.id), "") != (row.state or "")
        or request.form.get(field_of(NOTE, row.entry.id), "").strip() != (row.mark.note if row.mark else "")
        for row in checklist.rows
        if row.entry.id != only and field_of(VERSION, row.entry.id) in request.form
    )


def _checklist_page(area: str, kind: FrameworkKind, typed: Typed | None = None, status: int = 200) -> Response:
    with unit_of_work() as work:
        found = read_checklist(work, area, kind)
    place, grid = _place(area)
    book = current_evidence()
    setting = EntrySetting(
        sources={source.id: source for source in book.evidence.sources},
        cell_address=lambda cell: f"/frameworks?{urlencode({'cell': cell.token, 'area': area}, safe='/')}",
    )
    ways = (
        (f"/checklists/{area}", f"All checklists of {place.short_name}"),
        (f"/area/{area}", "The area's page"),
        (f"/frameworks?kind={kind}&area={area}", "These entries among the frameworks"),
        (f"{checklist_address(area, kind)}/answers.csv", "Download CSV"),
    )
    links = tag("p", *(tag("a", words, href=href) for href, words in ways), class_="score-links-line no-print")
    content = checklist_part(found, place, grid, setting, _filler(), typed)
    printed = printed_line(f"{public_address()}{checklist_address(area, kind)}", book.version, date.today())
    return _page(f"{label(kind)}: {place.short_name}", links, printed, content, status=status, help_page="checklist")


def _page(title: str, *content: Markup | str, status: int = 200, help_page: str = "checklists") -> Response:
    return answer_page(title, evidence_tabs_markup(_TABS), *content, status=status, help_page=help_page)


def _kind(token: str) -> FrameworkKind:
    try:
        return FrameworkKind(token)
    except ValueError:
        raise NoSuchChecklistError(f"There is no list {token[:40]}.") from None


def _place(code: str) -> tuple[Area, ParityGrid]:
    """The area, and what is measured there today, in the geography that has it."""
    dataset = current_dataset()
    vintage = dataset.geography.vintage_of(code)
    return dataset.geography.area(code, vintage), compare_areas(dataset, vintage, date.today())


def _filler() -> Filler:
    person = current_person()
    if person is None:
        return Filler()
    with unit_of_work() as work:
        return Filler(person, work.people.names(), hidden_fields)

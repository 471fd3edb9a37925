"""Scoring all 18 cells of an area in one go: choosing the area, the form, saving it, and what came of it."""

from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from components.labels import cell_label
from components.panel_judgement import replaced_words
from components.score_measured import MEASURED_TITLE, ViewBesideMeasure, measured_page, saved_page
from components.score_page import HIDDEN, SCRIPT, ScoreRow, choose_area, score_address, score_form_page
from components.url_state import View
from data.current import current_dataset, current_judgements, unit_of_work, writing_unit_of_work
from domain_model.cells import CELLS, Cell
from domain_model.geography import regions_first
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.judge_cells import Answer, NoSuchSaveError, score_cells, written_in_one_go
from domain_model.vocabulary import AreaKind, Vintage
from pages.http.access import allow
from pages.http.forms import say, take_form
from pages.http.parameters import whole
from pages.http.plain_pages import answer_page, paragraph
from pages.http.scoring_answers import nothing_written
from pages.http.scoring_parts import answer_in, area_of, reader_of, typed_in, view_of
from pages.http.who import now, signed_in_person

score_sheet = Blueprint("sheet", __name__)


@score_sheet.get("/score")
@allow(Permission.SCORE)
def choose() -> ResponseReturnValue:
    """Where the area is chosen; one that is named in the address is gone to."""
    asked = request.args.get("area", "").strip()
    areas = current_dataset().geography.areas
    if current_dataset().geography.has(asked):
        return redirect(score_address(asked), 303)
    problem = "Choose an area from the list." if asked else ""
    own, names = signed_in_person().id, {area.code: area.short_name for area in areas}
    begun: dict[str, int] = {}
    for (code, _cell), views in current_judgements().by_place.items():
        begun[code] = begun.get(code, 0) + any(judgement.author == own for judgement in views)
    listed = sorted((names.get(code, code), code, number) for code, number in begun.items() if number)
    content = choose_area(_options(), [(code, name, number) for name, code, number in listed], problem)
    status = 422 if problem else 200
    return answer_page("Score the cells of an area", content, status=status, scripts=(SCRIPT,), help_page="score")


def _options() -> list[tuple[str, str]]:
    """England, regions and boards of today, then boards that have ended."""
    geography = current_dataset().geography
    today = geography.in_vintage(Vintage.ICB2026)
    country = [area for area in today if area.kind is AreaKind.COUNTRY]
    codes = {area.code for area in today}
    ended = [a for a in geography.in_vintage(Vintage.ICB2023, AreaKind.ICB) if a.code not in codes]
    return [
        *((area.code, area.short_name) for area in country),
        *((area.code, area.short_name) for area in regions_first(today)),
        *((area.code, f"{area.short_name} (to March 2026)") for area in ended),
    ]


@score_sheet.get("/score/<area>")
@allow(Permission.SCORE)
def ask(area: str) -> Response:
    """The form with all cells of an area."""
    return _form(area)


def _form(area: str, wrong: dict[Cell, dict[str, str]] | None = None) -> Response:
    """The form; `wrong` are the problems of one that could not be taken, by cell and part."""
    view = view_of(request.full_path)
    place, grid = area_of(area, _shared(view))
    hides = request.args.get("figures") == HIDDEN
    words = current_dataset().cell_words
    own = current_judgements().of(signed_in_person().id, area)
    rows = [
        ScoreRow(
            cell=cell,
            words=words.get(cell),
            measured=None if hides and cell not in own else grid.at(area, cell),
            own=own.get(cell),
            typed=typed_in(request.form, cell) if wrong is not None else None,
            problems=(wrong or {}).get(cell, {}),
        )
        for cell in CELLS
    ]
    vintage = grid.vintage.value if request.args.get("vintage") else ""
    content = score_form_page(place, rows, reader_of(request.path), vintage=vintage, hides_figures=hides)
    status = 200 if wrong is None else 422
    title = f"Score the cells: {place.short_name}"
    return answer_page(title, content, status=status, scripts=(SCRIPT,), help_page="score_area")


def _shared(view: View) -> View:
    """Only the geography of the address: views are given on today's figures, with the usual grades."""
    return View(vintage=view.vintage)


@score_sheet.post("/score/<area>")
@allow(Permission.SCORE)
def save(area: str) -> ResponseReturnValue:
    """Keep the reader's views of all cells of an area, or none of them."""
    area_of(area, View())
    answers: dict[Cell, Answer] = {}
    wrong: dict[Cell, dict[str, str]] = {}
    for cell in CELLS:
        answers[cell], problems = answer_in(request.form, cell)
        if problems:
            wrong[cell] = problems
    if wrong:
        return _form(area, wrong)
    with writing_unit_of_work() as work:
        take_form(work)
        saved = score_cells(work, signed_in_person(), area, answers, now())
        work.commit()
    if not saved.written:
        say(nothing_written(answers.values()))
        return redirect(request.full_path.rstrip("?"), 303)
    for judgement in saved.replaced:
        say(f"{cell_label(judgement.cell)}: {replaced_words(judgement)}")
    return redirect(f"/score/{area}/saved?{urlencode({'first': saved.first, 'last': saved.last})}", 303)


@score_sheet.get("/score/<area>/saved")
@allow(Permission.SCORE)
def saved(area: str) -> Response:
    """What a save wrote, against the measured bands."""
    place, grid = area_of(area, View())
    first, last = (whole(request.args.get(name, "")) for name in ("first", "last"))
    try:
        with unit_of_work() as work:
            written = written_in_one_go(work, signed_in_person(), first, last)
            seen = work.judgements.of(signed_in_person().id)[-1].change
    except NoSuchSaveError:
        written, seen = (), 0
    if not written or any(judgement.area != area for judgement in written):
        words = paragraph("There is no save of yours at this address. Your views are on the page where you score.")
        return answer_page("Nothing saved here", words, status=404)
    cells = [ViewBesideMeasure(grid.at(area, judgement.cell), judgement) for judgement in written]
    content = saved_page(place, cells, reader_of(request.path), (first, last), seen=seen)
    return answer_page(f"Saved: {place.short_name}", content, scripts=(SCRIPT,))


@score_sheet.get("/score/<area>/measured")
@allow(Permission.SCORE)
def measured(area: str) -> Response:
    """All of the reader's views of an area that stand, against the measured bands."""
    place, grid = area_of(area, _shared(view_of(request.full_path)))
    own = current_judgements().of(signed_in_person().id, area)
    cells = [ViewBesideMeasure(grid.at(area, cell), own[cell]) for cell in CELLS if cell in own]
    vintage = grid.vintage.value if request.args.get("vintage") else ""
    return answer_page(f"{MEASURED_TITLE}: {place.short_name}", measured_page(place, cells, vintage))

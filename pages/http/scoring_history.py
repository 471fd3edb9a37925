"""What was said of a cell: all versions of all views, and two people's views of an area side by side."""

from datetime import UTC, date, datetime, time

from flask import Blueprint, Response, request

from components.addresses import area_address
from components.judgement_comparison import Chosen, comparison_page
from components.judgement_history import history_page
from components.labels import cell_label
from components.url_state import AreaView
from data.current import unit_of_work
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.compare_judgements import Standpoint, contrast_views
from pages.http.access import allow
from pages.http.plain_pages import answer_page
from pages.http.scoring_parts import area_of, cell_of, reader_of, view_of
from pages.http.who import signed_in_person

score_history = Blueprint("history", __name__)


@score_history.get("/score/<area>/<block>/<level>/history")
@allow(Permission.OWN_ACCOUNT)
def history(area: str, block: str, level: str) -> Response:
    """All versions of all views of a cell in an area."""
    cell = cell_of(block, level)
    place, grid = area_of(area, view_of(request.full_path))
    with unit_of_work() as work:
        versions = tuple(version for version in work.judgements.histories(area) if version.cell == cell)
    back = area_address(area, AreaView(vintage=grid.vintage), cell)
    content = history_page(place, cell, versions, reader_of(request.path), back)
    return answer_page(f"History: {cell_label(cell)}", content)


@score_history.get("/score/<area>/compare")
@allow(Permission.OWN_ACCOUNT)
def compare(area: str) -> Response:
    """Two people's views of an area, or one person's at two dates, side by side."""
    place, _grid = area_of(area, view_of(request.full_path))
    reader = reader_of(request.path)
    with unit_of_work() as work:
        versions = work.judgements.histories(area)
    authors = {version.author for version in versions if version.opinion}
    names = {author: reader.name_of(author) for author in authors}
    own = signed_in_person().id
    ordered = sorted(authors, key=lambda author: (author != own, names[author].casefold(), author))
    problems: list[str] = []
    first = _chosen("first", ordered, names, 0, problems)
    second = _chosen("second", ordered, names, 1, problems)
    found = contrast_views(versions, _standpoint(first), _standpoint(second))
    people = [(author, "You" if author == own else names[author]) for author in ordered]
    content = comparison_page(place, first, second, found, people, problems, may_score=reader.may_score)
    return answer_page(f"Compare views: {place.short_name}", content)


def _chosen(name: str, authors: list[str], names: dict[str, str], usual: int, problems: list[str]) -> Chosen:
    """One side as the address names it; what cannot be read falls back to the usual and is said."""
    author = request.args.get(name, "")
    if author and author not in authors:
        problems.append(f"The {name} person has not scored this area; somebody else is shown.")
    if author not in authors:
        author = authors[min(usual, len(authors) - 1)] if authors else ""
    text = request.args.get(f"{name}_at", "")
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        problems.append(f"The {name} date could not be read; give it like 2026-11-20. Today is shown.")
        day = None
    name_shown = names.get(author, "")
    return Chosen(author, "You" if name_shown == "you" else name_shown, day)


def _standpoint(chosen: Chosen) -> Standpoint:
    at = datetime.combine(chosen.day, time.max, UTC) if chosen.day else None
    return Standpoint(chosen.author, at)

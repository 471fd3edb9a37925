"""What the pages of checklists have in common: what a form says, the page of one checklist, places and readers."""

from datetime import date
from urllib.parse import urlencode

from flask import Response, request
from markupsafe import Markup

from components.checklist_view import NOTE, STATE, VERSION, Typed, checklist_part, field_of
from components.checklist_words import Filler
from components.evidence_tabs import evidence_tabs_markup
from components.framework_entries import EntrySetting
from components.framework_words import checklist_address, printed_line
from components.labels import label
from components.markup import tag
from data.current import current_dataset, current_evidence, unit_of_work
from domain_model.checklists import checked_answer
from domain_model.evidence_vocabulary import ChecklistState, FrameworkKind
from domain_model.geography import Area
from domain_model.use_cases.compare_areas import ParityGrid, compare_areas
from domain_model.use_cases.fill_checklist import Checklist, NoSuchChecklistError, SentAnswer, read_checklist
from pages.http.addresses import public_address
from pages.http.forms import hidden_fields
from pages.http.parameters import whole
from pages.http.plain_pages import answer_page
from pages.http.who import current_person

_TABS = "/frameworks"


def sent_answers(checklist: Checklist, only: str) -> tuple[dict[str, SentAnswer], dict[str, str]]:
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


def waiting_answers(checklist: Checklist, only: str) -> int:
    """How many other answers of the form differ from what stood before it."""
    if not only:
        return 0
    return sum(
        request.form.get(field_of(STATE, row.entry.id), "") != (row.state or "")
        or request.form.get(field_of(NOTE, row.entry.id), "").strip() != (row.mark.note if row.mark else "")
        for row in checklist.rows
        if row.entry.id != only and field_of(VERSION, row.entry.id) in request.form
    )


def checklist_page(area: str, kind: FrameworkKind, typed: Typed | None = None, status: int = 200) -> Response:
    """The page of one checklist, with what was typed where that was not kept.

    Raises:
        NoSuchChecklistError: if there is no such area, or no entry of this kind.
    """
    with unit_of_work() as work:
        found = read_checklist(work, area, kind)
    place, grid = place_of(area)
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
    content = checklist_part(found, place, grid, setting, filler_here(), typed)
    printed = printed_line(f"{public_address()}{checklist_address(area, kind)}", book.version, date.today())
    return checklists_page(
        f"{label(kind)}: {place.short_name}", links, printed, content, status=status, help_page="checklist"
    )


def checklists_page(title: str, *content: Markup | str, status: int = 200, help_page: str = "checklists") -> Response:
    """A page of the checklists, with the way to the other pages of the evidence."""
    return answer_page(title, evidence_tabs_markup(_TABS), *content, status=status, help_page=help_page)


def kind_named(token: str) -> FrameworkKind:
    """The list that an address names.

    Raises:
        NoSuchChecklistError: if there is none of this name.
    """
    try:
        return FrameworkKind(token)
    except ValueError:
        raise NoSuchChecklistError(f"There is no list {token[:40]}.") from None


def place_of(code: str) -> tuple[Area, ParityGrid]:
    """The area, and what is measured there today, in the geography that has it."""
    dataset = current_dataset()
    vintage = dataset.geography.vintage_of(code)
    return dataset.geography.area(code, vintage), compare_areas(dataset, vintage, date.today())


def filler_here() -> Filler:
    """Who reads the checklist at this browser, with the names that they may see."""
    person = current_person()
    if person is None:
        return Filler()
    with unit_of_work() as work:
        return Filler(person, work.people.names(), hidden_fields)

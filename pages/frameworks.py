"""All entries of the frameworks: principles, levers, questions and practice, set against the cells and filtered."""

from datetime import date

from dash import Input, Output, callback, html, register_page
from dash.development.base_component import Component
from markupsafe import Markup

from components.evidence_skeleton import evidence_skeleton
from components.framework_entries import EntrySetting
from components.framework_view import (
    FrameworksView,
    crosswalk_table,
    frameworks_filters,
    frameworks_part,
    one_entry_part,
)
from components.framework_words import printed_line, view_actions
from components.glossary_terms import term_definitions
from components.markup import joined, markup_host, markup_store
from components.notices import problems_notice
from components.page_help import page_help
from data.current import current_dataset, current_evidence, unit_of_work
from domain_model.evidence import Source
from domain_model.evidence_book import EvidenceBook
from domain_model.geography import Area, Geography
from domain_model.use_cases.read_frameworks import read_frameworks, words_of
from pages.http.addresses import public_address
from pages.http.who import current_person
from pages.painting import paint_hosts

PATH = "/frameworks"
register_page(__name__, path="/frameworks", title="Frameworks - Parity Map", name="Frameworks")

VIEW = "frameworks-view"
FILTERS = "frameworks-filters"
CROSSWALK = "frameworks-crosswalk"
ENTRIES = "frameworks-entries"
PROBLEMS = "frameworks-problems"


def layout(**query: str) -> html.Div:
    """The skeleton of the page; a callback fills it from the address."""
    return evidence_skeleton(
        "What do the frameworks ask for, and where does it bear?",
        PATH,
        introduction=[page_help("frameworks"), to_checklists(), term_definitions()],
        view=VIEW,
        query=query,
        filters=FILTERS,
        problems=PROBLEMS,
        content=[markup_host(CROSSWALK), markup_host(ENTRIES)],
    )


paint_hosts(FILTERS, CROSSWALK, ENTRIES)


@callback(
    Output(markup_store(FILTERS), "data"),
    Output(markup_store(CROSSWALK), "data"),
    Output(markup_store(ENTRIES), "data"),
    Output(PROBLEMS, "children"),
    Input(VIEW, "data"),
)
def redraw_frameworks(search: str | None) -> tuple[Markup, Markup, Markup, Component | None]:
    """Draw filters, table of cells and entries from the address."""
    book, geography = current_evidence(), current_dataset().geography
    entries = book.evidence.framework_entries
    view = checked(FrameworksView.from_search(search), book, geography)
    reading = read_frameworks(entries, view.filter())
    named = {entry.source for entry in entries}
    sources = tuple(source for source in book.evidence.sources if source.id in named)
    area = area_of(view.area, geography)
    setting = setting_of(view, book, sources, area)
    alone = next((entry for entry in entries if entry.id == view.entry), None)
    actions = view_actions(PATH, view.to_search(), current_person(), take_away="frameworks")
    printed = printed_line(f"{public_address()}{PATH}{view.to_search()}", book.version, date.today())
    return (
        joined((frameworks_filters(view, reading, sources, geography), actions, printed)),
        Markup("") if alone else crosswalk_table(view, reading),
        one_entry_part(view, alone, setting) if alone else frameworks_part(view, reading, area, setting),
        problems_notice(view.problems),
    )


def to_checklists() -> html.P:
    """The way to the same entries as checklists of areas."""
    link = html.A("Checklists of areas", href="/checklists")
    return html.P(["To say which of these are in place in an area, fill in its checklist: ", link, "."])


def setting_of(
    view: FrameworksView, book: EvidenceBook, sources: tuple[Source, ...], area: Area | None
) -> EntrySetting:
    """What stands around the entries: sources, where chips lead, what was searched for, and an area's answers."""
    marks = {}
    if area:
        with unit_of_work() as work:
            marks = dict(work.checklists.standing(area.code))
    return EntrySetting(
        sources={source.id: source for source in sources},
        cell_address=lambda cell: view.with_(cell=cell, entry="").to_search(),
        chosen=view.cell,
        words=words_of(view.q),
        addressing=frozenset(strategy.answer for strategy in book.evidence.strategies),
        area=area,
        marks=marks,
    )


def area_of(code: str, geography: Geography) -> Area | None:
    """The area of that code as it is today, or was."""
    return geography.area(code, geography.vintage_of(code)) if code else None


def checked(view: FrameworksView, book: EvidenceBook, geography: Geography) -> FrameworksView:
    """The view without what does not exist, which is named among its problems."""
    known = {
        "area": geography.codes,
        "source": {source.id for source in book.evidence.sources},
        "entry": {entry.id for entry in book.evidence.framework_entries},
    }
    problems = list(view.problems)
    for name, ids in known.items():
        value = getattr(view, name)
        if value and value not in ids:
            problems.append(f"no such {name}: {value}")
            view = view.with_(**{name: ""})
    return view.with_(problems=tuple(problems))

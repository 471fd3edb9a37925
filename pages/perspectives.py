"""What policy, practice, lived experience and research emphasise, cell by cell, side by side."""

from datetime import date

from dash import Input, Output, callback, html, register_page
from dash.development.base_component import Component
from markupsafe import Markup

from components.evidence_skeleton import evidence_skeleton
from components.framework_words import printed_line, view_actions
from components.glossary_terms import term_definitions
from components.markup import joined, markup_host, markup_store
from components.notices import problems_notice
from components.page_help import page_help
from components.perspective_view import (
    PerspectivesView,
    added_among_voices,
    perspectives_filters,
    perspectives_part,
)
from data.current import current_evidence
from domain_model.evidence_book import catalogue_alone
from domain_model.use_cases.compare_perspectives import compare_perspectives
from pages.http.addresses import public_address
from pages.http.who import current_person
from pages.painting import paint_hosts

PATH = "/perspectives"
register_page(__name__, path="/perspectives", title="Perspectives - Parity Map", name="Perspectives")

VIEW = "perspectives-view"
FILTERS = "perspectives-filters"
CONTENT = "perspectives-content"
PROBLEMS = "perspectives-problems"


def layout(**query: str) -> html.Div:
    """The skeleton of the page; a callback fills it from the address."""
    return evidence_skeleton(
        "What do policy, practice and lived experience emphasise?",
        PATH,
        introduction=[page_help("perspectives"), term_definitions()],
        view=VIEW,
        query=query,
        filters=FILTERS,
        problems=PROBLEMS,
        content=[markup_host(CONTENT)],
    )


paint_hosts(FILTERS, CONTENT)


@callback(
    Output(markup_store(FILTERS), "data"),
    Output(markup_store(CONTENT), "data"),
    Output(PROBLEMS, "children"),
    Input(VIEW, "data"),
)
def redraw_perspectives(search: str | None) -> tuple[Markup, Markup, Component | None]:
    """Draw the fields and the perspectives side by side from the address."""
    view, book = PerspectivesView.from_search(search), current_evidence()
    shown = catalogue_alone(book) if view.catalogue_only else book
    evidence = shown.evidence
    sources = {source.id: source for source in evidence.sources}
    if view.source and view.source not in sources:
        view = view.with_(source="", problems=(*view.problems, f"no such source: {view.source}"))
    found = compare_perspectives(evidence, view.filter())
    everything = compare_perspectives(book.evidence, view.filter()) if view.catalogue_only else found
    filters = perspectives_filters(view, found, sources)
    actions = view_actions(PATH, view.to_search(), current_person(), take_away="perspectives")
    printed = printed_line(f"{public_address()}{PATH}{view.to_search()}", shown.version, date.today())
    return (
        joined((filters, actions, printed)),
        joined((added_among_voices(view, everything), perspectives_part(view, found, sources, evidence.study_facts))),
        problems_notice(view.problems),
    )

"""From a barrier to what addresses it and to the figures that should move; and backwards from an answer."""

from datetime import date

from dash import Input, Output, callback, html, register_page
from dash.development.base_component import Component
from markupsafe import Markup

from components.evidence_skeleton import evidence_skeleton
from components.framework_words import printed_line, view_actions
from components.glossary_terms import term_definitions
from components.markup import joined, markup_host, markup_store, tag
from components.notices import problems_notice
from components.page_help import page_help
from components.strategy_lists import barrier_lists
from components.strategy_parts import answer_part, barrier_part
from components.strategy_view import (
    StrategiesView,
    added_among_barriers,
    barrier_choice,
    barriers_table,
    strategies_filters,
)
from data.current import current_dataset, current_evidence
from domain_model.dataset import Dataset
from domain_model.evidence_book import EvidenceBook, catalogue_alone
from domain_model.geography import ENGLAND
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.find_strategies import (
    NoSuchBarrierError,
    addressed_by,
    answers_to,
    barriers_by_cell,
    barriers_in_no_cell,
    moves_in,
)
from pages.http.addresses import public_address
from pages.http.who import current_person
from pages.painting import paint_hosts

PATH = "/strategies"
register_page(__name__, path="/strategies", title="From barrier to indicator - Parity Map", name="Strategies")

VIEW = "strategies-view"
FILTERS = "strategies-filters"
CONTENT = "strategies-content"
PROBLEMS = "strategies-problems"


def layout(**query: str) -> html.Div:
    """The skeleton of the page; a callback fills it from the address."""
    return evidence_skeleton(
        "What addresses a barrier, and which figures should move?",
        PATH,
        introduction=[page_help("strategies"), term_definitions()],
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
def redraw_strategies(search: str | None) -> tuple[Markup, Markup, Component | None]:
    """Draw the barrier, the answer or the list that the address asks for."""
    dataset, everything = current_dataset(), current_evidence()
    view = StrategiesView.from_search(search)
    book = catalogue_alone(everything) if view.catalogue_only else everything
    view = checked(view, dataset, book)
    by_cell = barriers_by_cell(book.evidence)
    is_list = not view.barrier and not view.answer
    added = added_among_barriers(view, barriers_by_cell(everything.evidence)) if is_list else None
    filters = strategies_filters(view, by_cell, barrier_choice(view, by_cell), dataset.geography)
    actions = view_actions(PATH, view.to_search(), current_person(), take_away="strategies")
    printed = printed_line(f"{public_address()}{PATH}{view.to_search()}", book.version, date.today())
    content = joined((added, content_of(view, dataset, book)))
    return joined((filters, actions, printed)), content, problems_notice(view.problems)


def content_of(view: StrategiesView, dataset: Dataset, book: EvidenceBook) -> Markup:
    """One barrier, one answer read backwards, or all barriers by cell."""
    evidence = book.evidence
    sources = {source.id: source for source in evidence.sources}
    bare = StrategiesView(area=view.area, catalogue_only=view.catalogue_only)
    back = tag("p", tag("a", "All barriers by cell", href=bare.to_search() or "?"))
    if view.barrier:
        found = answers_to(evidence, view.barrier)
        code = view.area or ENGLAND
        vintage = dataset.geography.vintage_of(code)
        grid = compare_areas(dataset, vintage, date.today())
        lacking = tuple(
            cell
            for cell in found.barrier.cells
            if any(not gap.is_comparable and gap.context_band is None for gap in grid.at(code, cell).gaps)
        )
        addresses = {cell: bare.with_(cell=cell).to_search() for cell in found.barrier.cells}
        moves = moves_in(grid, code, found.moves)
        area = dataset.geography.area(code, vintage)
        return joined((barrier_part(found, moves, sources, area, lacking, addresses), back))
    if view.answer:
        answer, barriers = addressed_by(evidence, view.answer)
        only = answer.cells[0] if len(answer.cells) == 1 else None
        return joined((answer_part(answer, barriers, sources, view.area, only), back))
    by_cell = barriers_by_cell(evidence)
    return joined((barriers_table(view, by_cell), barrier_lists(view, by_cell, barriers_in_no_cell(evidence), sources)))


def checked(view: StrategiesView, dataset: Dataset, book: EvidenceBook) -> StrategiesView:
    """The view without what does not exist, which is named among its problems."""
    problems = list(view.problems)
    if view.area and not dataset.geography.has(view.area):
        problems.append(f"no such area: {view.area}")
        view = view.with_(area="")
    for name, find in (("barrier", answers_to), ("answer", addressed_by)):
        value = getattr(view, name)
        try:
            if value:
                find(book.evidence, value)
        except NoSuchBarrierError as problem:
            problems.append(str(problem))
            view = view.with_(**{name: ""})
    return view.with_(problems=tuple(problems))

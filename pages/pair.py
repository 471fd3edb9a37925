"""One pair: what it compares and how fairly, every area as ranked intervals, and its levels through time."""

from datetime import date
from urllib.parse import urlencode

from dash import Input, Output, State, callback, dcc, html, register_page

from components.attributes import attributes
from components.component_markup import lighten
from components.detail_heading import detail_heading, unknown_detail
from components.glossary_terms import term_definitions
from components.notices import problems_notice
from components.page_actions import pair_actions
from components.page_help import page_help
from components.pair_view import pair_view
from components.url_state import PairView
from data.current import current_dataset
from domain_model.use_cases.describe_pair import describe_pair
from pages.http.who import current_person


def is_pair(pair_id: str) -> bool:
    """Whether the register has a pair of this id."""
    return any(pair.id == pair_id for pair in current_dataset().pairs)


register_page(__name__, path_template="/pair/<pair_id>", title="Pair - Parity Map", name="Pair", exists=is_pair)

PAIR = "pair-id"
VIEW = "pair-view"
CONTENT = "pair-content"


def layout(pair_id: str = "", **query: str) -> html.Div:
    """The skeleton of the page; a callback fills it from the address."""
    return html.Div(
        [
            dcc.Store(id=PAIR, data=pair_id),
            term_definitions(),
            dcc.Store(id=VIEW, data=f"?{urlencode(query)}" if query else ""),
            html.Div(html.H1("Pair"), id=CONTENT, **attributes(data_view_store=VIEW)),
        ]
    )


@callback(Output(CONTENT, "children"), Input(VIEW, "data"), State(PAIR, "data"))
def redraw_pair(search: str | None, pair_id: str) -> object:
    """Draw the pair in the address, with the area in it marked."""
    view = PairView.from_search(search)
    dataset = current_dataset()
    if not is_pair(pair_id):
        return unknown_detail("pair", pair_id)
    areas = dataset.geography.in_vintage(view.vintage)
    if view.area and view.area not in {area.code for area in areas}:
        view = view.with_(area="", problems=(*view.problems, f"no such area: {view.area}"))
    description = describe_pair(dataset, pair_id, view.vintage, view.day(date.today()), view.area)
    heading = detail_heading(f"Pair {pair_id}: {description.pair.words.title}", view, areas)
    actions = html.Div(**attributes(data_markup=str(pair_actions(pair_id, view, current_person()))))
    head = html.Div([heading, html.Div([page_help("pair"), actions], className="page-tools")])
    return [head, problems_notice(view.problems), lighten(pair_view(description, view))]

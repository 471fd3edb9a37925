"""One indicator: its definition and source, every area with its interval, and its course through time."""

from datetime import date
from urllib.parse import urlencode

from dash import Input, Output, State, callback, dcc, html, register_page

from components.attributes import attributes
from components.component_markup import lighten
from components.detail_heading import detail_heading, unknown_detail
from components.glossary_terms import term_definitions
from components.indicator_view import indicator_view
from components.notices import problems_notice
from components.page_help import page_help
from components.url_state import PairView
from data.current import current_dataset
from domain_model.use_cases.describe_indicator import describe_indicator


def is_indicator(indicator_id: str) -> bool:
    """Whether there is an indicator of this id."""
    return indicator_id in current_dataset().indicators


register_page(
    __name__,
    path_template="/indicator/<indicator_id>",
    title="Indicator - Parity Map",
    name="Indicator",
    exists=is_indicator,
)

INDICATOR = "indicator-id"
VIEW = "indicator-view"
CONTENT = "indicator-content"


def layout(indicator_id: str = "", **query: str) -> html.Div:
    """The skeleton of the page; a callback fills it from the address."""
    return html.Div(
        [
            dcc.Store(id=INDICATOR, data=indicator_id),
            term_definitions(),
            dcc.Store(id=VIEW, data=f"?{urlencode(query)}" if query else ""),
            html.Div(html.H1("Indicator"), id=CONTENT, **attributes(data_view_store=VIEW)),
        ]
    )


@callback(Output(CONTENT, "children"), Input(VIEW, "data"), State(INDICATOR, "data"))
def redraw_indicator(search: str | None, indicator_id: str) -> object:
    """Draw the indicator in the address, with the area in it marked."""
    view = PairView.from_search(search)
    dataset = current_dataset()
    if not is_indicator(indicator_id):
        return unknown_detail("indicator", indicator_id)
    areas = dataset.geography.in_vintage(view.vintage)
    if view.area and view.area not in {area.code for area in areas}:
        view = view.with_(area="", problems=(*view.problems, f"no such area: {view.area}"))
    description = describe_indicator(dataset, indicator_id, view.vintage, view.day(date.today()), view.area)
    heading = detail_heading(description.indicator.name, view, areas)
    head = html.Div([heading, page_help("indicator")])
    return [head, problems_notice(view.problems), lighten(indicator_view(description, view))]

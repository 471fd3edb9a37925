"""Report an error in a figure: a message that is filled in and that the reader sends; nothing is sent or kept here."""

from datetime import date
from urllib.parse import urlsplit

import dash
from dash import Input, Output, callback, dcc, html, register_page
from dash.development.base_component import Component

from components.error_report import indicator_lines, pair_lines, report_content, report_message
from components.notices import problems_notice
from components.page_help import page_help
from components.url_state import HeatMapView
from data.current import current_dataset
from domain_model.dataset import Dataset
from domain_model.use_cases.describe_indicator import describe_indicator
from domain_model.use_cases.describe_pair import describe_pair
from pages.http.addresses import public_address
from pages.http.error_report import contact, own_address

register_page(__name__, path="/report-error", title="Report an error - Parity Map", name="Report an error")

ASKED = "report-error-asked"
CONTENT = "report-error-content"


def layout(about: str | list[str] = "", figure: str | list[str] = "", **_query: str) -> html.Div:
    """The frame of the page; the message follows."""
    return html.Div(
        [
            html.H1("Report an error in a figure"),
            html.P(
                "The message below is filled in for you. Say what is wrong, then send it yourself: this page "
                "neither sends nor keeps anything.",
                className="lead",
            ),
            page_help("report_error"),
            html.Div("Being fetched …", id=CONTENT),
            dcc.Store(id=ASKED, data={"about": one(about), "figure": one(figure)}),
        ],
        className="prose",
    )


def one(value: str | list[str]) -> str:
    """The value of a part of the address; '' where it is given more than once."""
    return value if isinstance(value, str) else ""


@callback(Output(CONTENT, "children"), Input(ASKED, "data"))
def write_message(asked: dict[str, str]) -> list[Component | None]:
    """Write the message about the view and the figure that the address names; say what of it is unknown."""
    dataset, today = current_dataset(), date.today()
    about = own_address(asked["about"], dash.page_registry.values())
    lines, publishers = figure_lines(dataset, asked["figure"], about, today)
    problems = [
        *(["the page it is about is none of this site"] if asked["about"] and not about else []),
        *([f"no such figure: {asked['figure'][:80]}"] if asked["figure"] and not lines else []),
    ]
    address = f"{public_address()}{about}" if about else ""
    message = report_message(address, lines, dataset.version, today)
    return [problems_notice(problems), *report_content(message, contact(), publishers, about)]


def figure_lines(dataset: Dataset, figure: str, about: str, today: date) -> tuple[list[str], list[str]]:
    """What the message says about the pair or indicator in the area of the view, and who publishes it."""
    seen = urlsplit(about)
    view = HeatMapView.from_search(seen.query)
    area = seen.path.removeprefix("/area/") if seen.path.startswith("/area/") else view.area
    codes = {place.code for place in dataset.geography.in_vintage(view.vintage)}
    asked = (view.vintage, view.day(today), area if area in codes else "")
    if any(pair.id == figure for pair in dataset.pairs):
        pair = describe_pair(dataset, figure, *asked)
        return pair_lines(pair), [publication.publisher for publication in pair.publications]
    if figure in dataset.indicators:
        indicator = describe_indicator(dataset, figure, *asked)
        return indicator_lines(indicator), [p.publisher for p in indicator.publications or (indicator.publication,)]
    return [], []

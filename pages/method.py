"""How every figure is made, in words that a board member can follow."""

from datetime import date

from dash import Input, Output, callback, dcc, html, register_page

from components.coding_method_text import agreement_section
from components.labels import label
from components.method_text import comparison_sections, evidence_sections, formula_sections, worked_example
from components.page_help import page_help
from components.workshop_method_text import workshop_section
from data.current import current_dataset
from domain_model.use_cases.compare_areas import compare_pair
from domain_model.vocabulary import Vintage

register_page(__name__, path="/method", title="Method - Parity Map", name="Method")

OPENED = "method-opened"
EXAMPLE = "method-example"

EXAMPLE_PAIR = "S13"
"""The pair of the worked example: the only waits of both kinds that are published for the same month."""


def layout(**_query: str) -> html.Div:
    """The method in words; the worked example is computed from the figures as they stand."""
    return html.Div(
        [
            html.H1("How the gap between mental and physical health is measured"),
            html.P(
                "Parity between mental and physical health became law in 2012 without a statement of what "
                "achieving it would mean. This page says what Parity Map compares, how, and how sure it can be.",
                className="lead",
            ),
            page_help("method"),
            *comparison_sections(),
            html.Section(
                [html.H2("A worked example", id="example"), html.Div("Being worked out …", id=EXAMPLE)],
            ),
            *evidence_sections(),
            agreement_section(),
            workshop_section(),
            *formula_sections(),
            dcc.Store(id=OPENED, data=True),
        ],
        className="prose",
    )


@callback(Output(EXAMPLE, "children"), Input(OPENED, "data"))
def work_out_example(_opened: bool) -> html.Div:
    """Compute the worked example for England from the current figures."""
    dataset = current_dataset()
    gaps = compare_pair(dataset, EXAMPLE_PAIR, Vintage.ICB2023, date.today())
    england = next(gap for gap in gaps if gap.area == "ENG")
    return worked_example(england, label(Vintage.ICB2023))

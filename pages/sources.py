"""Where every figure and statement comes from, under which licence, and what to beware of."""

from dash import Input, Output, callback, dcc, html, register_page

from components.component_markup import lighten
from components.page_help import page_help
from components.reference_lists import (
    contradiction_table,
    document_list,
    publication_list,
    quoted_table,
    study_table,
    subtheme_table,
    unplaced_list,
)
from data.current import current_dataset

register_page(__name__, path="/sources", title="Sources and licences - Parity Map", name="Sources")

OPENED = "sources-opened"
LISTS = "sources-lists"


def layout(**_query: str) -> html.Div:
    """The frame of the page; the lists follow."""
    return html.Div(
        [
            html.H1("Sources and licences"),
            html.P(
                "Contains public sector information licensed under the Open Government Licence v3.0. "
                "Most figures were transcribed from third-party copies of official publications: "
                "check them against the publication before citing.",
                className="lead",
            ),
            page_help("sources"),
            html.Div("Being fetched …", id=LISTS),
            dcc.Store(id=OPENED, data=True),
        ],
        className="prose",
    )


@callback(Output(LISTS, "children"), Input(OPENED, "data"))
def list_sources(_opened: bool) -> object:
    """List publications, documents, how the study was done, and where sources disagree."""
    dataset = current_dataset()
    evidence = dataset.evidence
    return lighten(
        [
            publication_list(dataset.publications, dataset.indicators),
            document_list(evidence.sources),
            study_table(evidence.study_facts),
            subtheme_table(evidence.subthemes),
            contradiction_table(evidence.contradictions),
            unplaced_list(evidence.statements, evidence.links),
            quoted_table(evidence.quoted_figures),
        ]
    )

"""The words of the first page: three doors, three steps, and what the product holds."""

from dash import html

from components.formatting import plural
from domain_model.dataset import Dataset
from domain_model.use_cases.count_evidence import statements_in
from domain_model.vocabulary import Reading, StatementKind

_DOORS = (
    (
        "For boards",
        "What is worse, how sure are we, what is behind it?",
        (("The heat map of all boards", "/heat-map"), ("Views that others share", "/views"), ("What the words mean", "/glossary")),
    ),
    (
        "For researchers",
        "Which pairs, from which figures, and what do studies say?",
        (("Barriers and enablers by block and level", "/matrix"), ("How the gap is measured", "/method"), ("Sources and licences", "/sources"), ("The data interface (OpenAPI description)", "/api/v1/openapi.json")),
    ),
    (
        "For facilitators",
        "Where a workshop would help most: cells in which nothing is published, or where figures and evidence part ways.",
        (
            ("Set up or run a workshop", "/workshops"),
            ("Join a workshop with a code", "/join"),
            ("The heat map with every cell open, measured or not", "/heat-map?unmeasured=yes"),
            ("Three layers, never averaged", "/method#layers"),
        ),
    ),
)  # fmt: skip


def doors() -> html.Section:
    """One door for each kind of reader."""
    return html.Section(
        [
            html.H2("Three ways in"),
            html.Div(
                [
                    html.Div(
                        [
                            html.H3(title),
                            html.P(question),
                            html.Ul([html.Li(html.A(words, href=address)) for words, address in links]),
                        ],
                        className="door",
                    )
                    for title, question, links in _DOORS
                ],
                className="doors",
            ),
        ]
    )


def first_steps() -> html.Section:
    """How to read a cell, in three steps."""
    return html.Section(
        [
            html.H2("How to read it"),
            html.Ol(
                [
                    html.Li(
                        [
                            html.Strong("Direction. "),
                            "▼ mental health is worse off, ▲ better off, = at parity. '63' reads: for every 100 in physical health, 63 in mental health.",
                        ]
                    ),
                    html.Li(
                        [
                            html.Strong("Certainty. "),
                            "A full fill is clear. A white cell with a coloured outline is uncertain. A dotted edge means that no interval was published.",
                        ]
                    ),
                    html.Li(
                        [
                            html.Strong("Emptiness. "),
                            "A hatched cell has no comparison, and its code says why. Hatched is never the same as fine.",
                        ]
                    ),
                ]
            ),
        ]
    )


def closing_facts(dataset: Dataset) -> html.Section:
    """What the product holds, counted."""
    published = statements_in(dataset, Reading.PUBLISHED)
    barriers = sum(s.counts_as(StatementKind.BARRIER) for s in published)
    enablers = sum(s.counts_as(StatementKind.ENABLER) for s in published)
    return html.Section(
        [
            html.H2("What is in it"),
            html.P(
                f"{plural(dataset.observations, 'published figure')} from {plural(len(dataset.publications), 'publication')}, "
                f"{plural(len(dataset.pairs), 'registered pair')} in 18 cells, and {barriers} barriers and {enablers} enablers as published "
                "in the study behind the matrix. Nothing is made up: what is unpublished is drawn as unpublished."
            ),
        ]
    )

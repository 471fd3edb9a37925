"""A figure with its caption and its table one key away: measure, source, geography and period in words."""

import plotly.graph_objects as go
from dash import dcc, html
from dash.development.base_component import Component

from components.attributes import attributes
from components.theme import GRAPH_CONFIG


def captioned_figure(
    figure: go.Figure, *, title: str, alternative: str, caption: str, below: list[Component] | None = None
) -> html.Figure:
    """A chart under an active title; `alternative` says in words what the picture shows."""
    return html.Figure(
        [
            html.Figcaption([html.Strong(title), html.Span(f" {caption}")]),
            html.Div(
                dcc.Graph(figure=figure, config=GRAPH_CONFIG),  # type: ignore[arg-type]
                role="img",
                className="chart",
                **attributes(aria_label=alternative),
            ),
            *(below or []),
        ],
        className="captioned-figure",
    )

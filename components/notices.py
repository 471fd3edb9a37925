"""Boxes that say something about the page: what could not be read, what stands out, what needs care."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

Words = str | Component | Sequence[str | Component]


def problems_notice(problems: Sequence[str]) -> html.Div | None:
    """What of an address could not be read (`no such area: QQQ`) and that a default is shown; None for nothing."""
    if not problems:
        return None
    return html.Div(
        [
            html.H2("Part of this address could not be read"),
            html.Ul([html.Li(problem) for problem in problems]),
            html.P(["What is shown instead is the default. ", html.A("Start again", href="?")]),
        ],
        className="notice warning",
        role="alert",
    )


def key_sentence(*paragraphs: Words) -> html.Div:
    """Sentences computed from what is shown, in the box with the yellow bar."""
    return html.Div([html.P(words) for words in paragraphs], className="key-sentence")


def care_list(sentences: Sequence[str]) -> html.Section | None:
    """Figures that need care before anybody quotes them; None for none."""
    if not sentences:
        return None
    return html.Section(
        [html.H2("Figures that need care"), html.Ul([html.Li(words) for words in sentences])],
        className="care",
    )

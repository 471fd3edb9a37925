"""Boxes that say something about the page: what could not be read, what stands out, what needs care."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.labels import label
from domain_model.vocabulary import CopyStatus

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


def error_summary(title: str, problems: Sequence[tuple[str, str]]) -> html.Div:
    """What is wrong in a form, each problem a link to the id of its field."""
    items = [html.Li(html.A(words, href=f"#{field}")) for words, field in problems]
    return html.Div([html.H2(title), html.Ul(items)], className="notice error", role="alert", tabIndex=-1)


def empty_state(title: str, reason: str, *next_steps: Component) -> html.Div:
    """Why there is nothing to see, in words, and what can be done."""
    return html.Div([html.H2(title), html.P(reason), *next_steps], className="notice empty-state")


def key_sentence(*paragraphs: Words) -> html.Div:
    """Sentences computed from what is shown, in the box with the yellow bar."""
    return html.Div([html.P(words) for words in paragraphs], className="key-sentence")


def copy_mark(status: CopyStatus) -> html.Span | None:
    """The mark of a figure read from somebody's copy; None for the publisher's own file."""
    if status is CopyStatus.PUBLISHER_FILE:
        return None
    return html.Span(label(status), className="copy-mark")


def care_list(sentences: Sequence[str]) -> html.Section | None:
    """Figures that need care before anybody quotes them; None for none."""
    if not sentences:
        return None
    return html.Section(
        [html.H2("Figures that need care"), html.Ul([html.Li(words) for words in sentences])],
        className="care",
    )

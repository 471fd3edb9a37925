"""The skeleton that pages of the evidence share: heading, tabs, introduction, view, filters, problems, content."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component

from components.attributes import attributes
from components.evidence_tabs import evidence_tabs
from components.markup import markup_host


def evidence_skeleton(
    heading: str,
    path: str,
    *,
    introduction: Sequence[Component],
    view: str,
    query: Mapping[str, str],
    filters: str,
    problems: str,
    content: Sequence[Component],
) -> html.Div:
    """A page of the evidence before anything is drawn; the callbacks of the page fill it from the address.

    `view`, `filters` and `problems` are ids: of the store that keeps the search part of the address, which starts as
    `query`; of the host of the filters, which write to that store; and of the place for problems with the address.
    `introduction` stands between the tabs and the filters, `content` beneath the problems.
    """
    return html.Div(
        [
            html.H1(heading),
            evidence_tabs(path),
            *introduction,
            dcc.Store(id=view, data=f"?{urlencode(query)}" if query else ""),
            html.Div(markup_host(filters), **attributes(data_view_store=view)),
            html.Div(id=problems),
            *content,
        ]
    )

"""The head of a page about one pair or indicator: its name, and which area and geography to mark."""

from collections.abc import Iterable

from dash import html

from components.attributes import attributes
from components.filters import select
from components.labels import label
from components.markup import tag
from components.url_state import DEFAULT_VINTAGE, PairView
from domain_model.geography import Area
from domain_model.vocabulary import AreaKind, Vintage

_KIND_ORDER = {AreaKind.COUNTRY: 0, AreaKind.REGION: 1, AreaKind.ICB: 2}


def detail_heading(title: str, view: PairView, areas: Iterable[Area]) -> html.Div:
    """The heading with the fields that mark an area and choose the geography."""
    ordered = sorted(areas, key=lambda area: (_KIND_ORDER[area.kind], area.short_name))
    fields = tag(
        "div",
        select("area", "Area to mark", [("", "none"), *((a.code, a.short_name) for a in ordered)], view.area),
        select(
            "vintage",
            "Geography",
            [("" if v is DEFAULT_VINTAGE else v.value, label(v)) for v in Vintage],
            "" if view.vintage is DEFAULT_VINTAGE else view.vintage.value,
        ),
        class_="filters",
        role="group",
        aria_label="Choose what is shown",
    )
    return html.Div([html.H1(title), html.Div(**attributes(data_markup=str(fields)))])


def unknown_detail(kind: str, wanted: str) -> html.Div:
    """That there is no such pair or indicator, and where to look."""
    return html.Div(
        [
            html.H1(f"No such {kind}: {wanted}"),
            html.P(
                [
                    "All indicators are listed under ",
                    html.A("sources", href="/sources"),
                    "; all pairs stand in their cells on ",
                    html.A("the heat map", href="/heat-map"),
                    ".",
                ]
            ),
        ],
        role="alert",
    )

"""Who an area is: its name, region, people, dates, and what became of it when boards changed."""

from dash import html

from components.attributes import attributes
from components.formatting import day_words, listed, plural
from components.glossary_terms import term
from components.labels import label
from components.page_actions import copy_link
from components.saved_view_lists import save_view_link
from components.url_state import AreaView
from domain_model.geography import Area, Geography
from domain_model.people import Person
from domain_model.vocabulary import AreaKind, Vintage

_QUIET = "btn btn-outline-primary btn-sm"


def area_heading(area: Area, view: AreaView, geography: Geography, person: Person | None = None) -> html.Div:
    """The name as heading, who and when below it, and the ways to the other geography and the heat map.

    `person` is whoever is signed in.
    """
    of_all = f"one of the {label(view.vintage)}" if area.kind is AreaKind.ICB else label(view.vintage)
    facts = [f"{area.population / 1e6:.2f} million people", of_all]
    if area.kind is AreaKind.ICB:
        facts.insert(0, geography.area(area.region, view.vintage).short_name)
    save = save_view_link(f"/area/{area.code}{view.to_search()}", person)
    day = [" · ", term(f"as at {day_words(view.as_at)}", "As at")] if view.as_at else []
    remember = (
        html.Button(
            "Make this my board", type="button", className=_QUIET,
            **attributes(data_remember_board=area.code, data_remember_vintage=view.vintage.value),
        )
        if area.kind is AreaKind.ICB
        else None
    )  # fmt: skip
    return html.Div(
        [
            html.H1(area.short_name),
            html.P([" · ".join(facts), *day], className="lead"),
            _history(area, view, geography),
            html.Div(
                [
                    html.A("Open on the heat map", href=_heat_map(area, view), className=_QUIET),
                    html.A("Checklists", href=f"/checklists/{area.code}", className=_QUIET),
                    *([remember] if remember else []),
                    html.Button("Print this page", type="button", className=_QUIET, **attributes(data_print="")),
                    html.Span(**attributes(data_markup=str(copy_link()))),
                    *([html.Span(**attributes(data_markup=str(save)))] if save else []),
                ],
                className="page-actions",
            ),
        ],
        className="area-heading",
    )  # fmt: skip


def _heat_map(area: Area, view: AreaView) -> str:
    search = AreaView(vintage=view.vintage, as_at=view.as_at, grades=view.grades, reading=view.reading).to_search()
    return f"/heat-map{search}{'&' if search else '?'}board={area.code}"


def _history(area: Area, view: AreaView, geography: Geography) -> html.P | None:
    """What the area was made of, or what became of it; None where it never changed."""
    if view.vintage is Vintage.ICB2026:
        parts = [s.predecessor for s in geography.predecessors(area.code)]
        if not parts:
            return None
        old = _links(parts, Vintage.ICB2023, view, geography)
        return html.P(
            ["Since 1 April 2026, made of all or part of ", *old, "; see them as they were."], className="note"
        )
    successors = [s.successor for s in geography.successors(area.code)]
    if not successors:
        return None
    ended = f"Ended {day_words(area.valid_to)}; " if area.valid_to else ""
    return html.P(
        [html.Strong(ended), "now all or part of ", *_links(successors, Vintage.ICB2026, view, geography), "."],
        className="note",
    )


def _links(codes: list[str], vintage: Vintage, view: AreaView, geography: Geography) -> list[html.A | str]:
    parts: list[html.A | str] = []
    for place, code in enumerate(codes):
        if place:
            parts.append(" and " if place == len(codes) - 1 else ", ")
        search = view.with_(vintage=vintage, cell=None).to_search()
        parts.append(html.A(geography.area(code, vintage).short_name, href=f"/area/{code}{search}"))
    return parts


def unknown_area(code: str, view: AreaView, geography: Geography) -> html.Div:
    """That there is no such area in this geography, and where it can be found."""
    elsewhere = geography.other_vintages(code, view.vintage)
    ways = [
        html.Li(
            html.A(
                f"{area.short_name}, {listed(sorted(label(v) for v in area.vintages))}",
                href=f"/area/{code}{view.with_(vintage=next(iter(area.vintages)), cell=None).to_search()}",
            )
        )
        for area in elsewhere
    ]
    boards = plural(len(geography.in_vintage(view.vintage, AreaKind.ICB)), "board")
    return html.Div(
        [
            html.H1(f"No such area: {code}"),
            html.P(f"{code} is none of the {boards}, 7 regions and England in {label(view.vintage)}."),
            *([html.P("It is an area of another geography:"), html.Ul(ways)] if ways else []),
            html.P(html.A("Choose your board", href="/#choose")),
        ],
        role="alert",
    )  # fmt: skip

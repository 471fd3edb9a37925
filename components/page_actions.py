"""What can be done with a page: hand on a link to what it shows, save it, and download its figures."""

from urllib.parse import quote, urlencode

from markupsafe import Markup

from components.markup import joined, tag
from components.saved_view_lists import save_view_link
from components.url_state import HeatMapView, PairView, View
from domain_model.cell_summary import DEFAULT_GRADES
from domain_model.people import Person
from domain_model.vocabulary import Reading

ROWS = 1000
"""How many rows are asked for, so that one file holds them all."""

_QUIET = "btn btn-outline-primary btn-sm"


def page_actions(*actions: Markup | None) -> Markup:
    """The row of a page's actions."""
    return tag("div", joined(actions), class_="page-actions no-print")


def copy_link() -> Markup:
    """Copies the address; the field appears where the browser lets no script write to its clipboard."""
    field = tag("input", type="text", readonly=True, hidden=True, data_copy_field=True, aria_label="Link to this view")
    button = tag("button", "Copy link", type="button", data_copy="", data_key="copy-link", class_=_QUIET)
    return tag("span", button, field, class_="copy-link")


def copy_address(address: str) -> Markup:
    """Copies this address, within this site, where that of the browser would not keep what is shown."""
    place = "address-to-copy"
    field = tag(
        "input", type="text", readonly=True, hidden=True, data_copy_field=True, id=place, value=address,
        aria_label="Link to this view",
    )  # fmt: skip
    button = tag("button", "Copy link", type="button", data_copy=place, data_key="copy-link", class_=_QUIET)
    return tag("span", button, field, class_="copy-link")


def download_csv(address: str, words: str = "Download CSV") -> Markup:
    """A link to figures as comma-separated values."""
    return tag("a", words, href=address, download=True, data_key="download-csv", class_=_QUIET)


def map_actions(view: HeatMapView, person: Person | None = None) -> Markup:
    """Of the heat map: its link, and every cell of the view; the data interface knows no region, and all are in it.

    `person` is whoever is signed in.
    """
    more = [("block", view.block.value)] if view.block else []
    more += [("level", view.level.value)] if view.level else []
    more += [("reading", view.reading.value)] if view.reading is not Reading.PUBLISHED else []
    if view.grades != DEFAULT_GRADES:
        more.append(("grade", ",".join(sorted(view.grades))))
    words = "Download CSV (all regions)" if view.region else "Download CSV"
    save = save_view_link(f"/heat-map{view.to_search()}", person)
    return page_actions(copy_link(), save, download_csv(_figures("cells", view, more), words))


def pair_actions(pair_id: str, view: PairView, person: Person | None = None) -> Markup:
    """Of a pair: its link, and the pair in every area; `person` is whoever is signed in."""
    save = save_view_link(f"/pair/{quote(pair_id)}{view.to_search()}", person)
    return page_actions(copy_link(), save, download_csv(_figures(f"pairs/{quote(pair_id)}", view, [])))


def _figures(path: str, view: View, more: list[tuple[str, str]]) -> str:
    query = [("vintage", view.vintage.value)]
    query += [("as_at", view.as_at.isoformat())] if view.as_at else []
    return f"/api/v1/{path}?{urlencode([*query, *more, ('limit', ROWS), ('format', 'csv')], safe=',')}"

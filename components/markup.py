"""HTML as text: what the large tables are written in, because Dash draws one React tree per element.

Measured on this product's heat map (50 rows by 18 cells): Dash in the browser takes 7 to 11 seconds to draw the
table from components or from plain dicts, and throws away every node at each redraw; the same table as one text
that `assets/grid.js` puts in its place takes 0.1 seconds. Everything that is not `Markup` already is escaped.
"""

from collections.abc import Iterable

from dash import dcc, html
from markupsafe import Markup, escape

Attribute = str | int | bool | None
_VOID = frozenset({"input", "col", "br", "hr", "meta", "link"})


def tag(name: str, /, *children: str | None, **attributes: Attribute) -> Markup:
    """One element: `tag("td", "5 < 6", class_="folded", aria_hidden="true")`.

    Underscores in attribute names become hyphens, one at the end is dropped; None and False leave
    the attribute out, True writes its bare name. Children that are None are left out.
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Markup(f"<{name}{written}>")
    inside = "".join(escape(child) for child in children if child is not None)
    return Markup(f"<{name}{written}>{inside}</{name}>")


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(value)}"'


def joined(parts: Iterable[str | None]) -> Markup:
    """Several pieces one after the other; None is left out."""
    return Markup("").join(part for part in parts if part is not None)


def for_ears(text: str) -> Markup:
    """Words that only a screen reader says."""
    return tag("span", text, class_="for-ears")


def for_eyes(text: str) -> Markup:
    """A sign that only the eye needs, its meaning being said in words beside it."""
    return tag("span", text, aria_hidden="true")


def markup_store(host: str) -> str:
    """The id of the store whose `data` is the markup of a host."""
    return f"{host}-markup"


def markup_host(host: str, *, label: str = "", class_name: str = "") -> html.Div:
    """An empty place on a page that `parityGrid.paint` fills with the markup in `markup_store(host)`.

    With a label it is a region of its own that can be scrolled by keyboard. The page joins the two by
    `clientside_callback(ClientsideFunction("parityGrid", "paint"), Output(host, "data-painted"),
    Input(markup_store(host), "data"), State(host, "id"))`.
    """
    region = {"role": "region", "aria-label": label, "tabIndex": 0} if label else {}
    return html.Div([dcc.Store(id=markup_store(host)), html.Div(id=host, className=class_name or None, **region)])

"""Writes a tree of `dash.html` components as HTML text, for parts of a page that hold many of them.

Dash's renderer takes time that grows with the square of the number of components (docs/adr/0005), so that a
panel of some hundred would take longer to appear than to compute. Such a part is composed of components, like
everything else, and handed to the browser as text.
"""

import re
from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup, escape

from components.attributes import attributes
from components.markup import Attribute, joined, tag

_NAMES = {"className": "class_", "htmlFor": "for_"}
_LEFT_OUT = frozenset({"children", "n_clicks", "n_clicks_timestamp", "disable_n_clicks", "key", "style"})
FEW = 20
"""Up to this many elements stay components; more go to the browser as text."""

_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


def as_markup(part: object) -> Markup:
    """The part as HTML text: a component, words, a number, a list of these, or None.

    Raises:
        TypeError: for a component that is not plain HTML, such as a graph.
    """
    if part is None:
        return Markup("")
    if isinstance(part, Component):
        return _element(part)
    if isinstance(part, str):
        return escape(part)
    if isinstance(part, Iterable):
        return joined(as_markup(item) for item in part)
    return escape(str(part))


def _element(component: Component) -> Markup:
    written = component.to_plotly_json()
    if written["namespace"] != "dash_html_components":
        raise TypeError(f"{written['type']} is not plain HTML and cannot be written as text")
    properties: dict[str, object] = written["props"]
    attributes: dict[str, Attribute] = {
        _NAMES.get(name, name.lower()).replace("-", "_"): value if isinstance(value, (str, int, bool)) else str(value)
        for name, value in sorted(properties.items())
        if name not in _LEFT_OUT and value is not None
    }
    style = properties.get("style")
    if isinstance(style, dict):
        attributes["style"] = ";".join(f"{_CAPITAL.sub('-', name).lower()}:{value}" for name, value in style.items())
    return tag(str(written["type"]).lower(), as_markup(properties.get("children")), **attributes)


def lighten(part: object) -> object:
    """The same part with every large piece of plain HTML in it turned into text.

    `assets/view_parts.js` shows what stands in `data-markup`; graphs and other live components stay
    what they are.
    """
    if isinstance(part, (list, tuple)):
        return [lighten(item) for item in part]
    if not isinstance(part, Component):
        return part
    size, is_plain = _weigh(part)
    if is_plain and size > FEW:
        return html.Div(**attributes(data_markup=str(as_markup(part))))
    if size > FEW and getattr(part, "children", None) is not None:
        part.children = lighten(part.children)
    return part


def _weigh(part: object) -> tuple[int, bool]:
    """How many elements a part holds, and whether all of them are plain HTML."""
    if isinstance(part, (list, tuple)):
        weights = [_weigh(item) for item in part]
        return sum(size for size, _plain in weights), all(plain for _size, plain in weights)
    if not isinstance(part, Component):
        return 0, True
    size, is_plain = _weigh(getattr(part, "children", None))
    return size + 1, is_plain and part._namespace == "dash_html_components"

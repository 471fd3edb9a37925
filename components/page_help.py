"""'Help with this page': a native disclosure that the key ? opens too, where no field has the focus."""

from dash import html
from markupsafe import Markup

from components.attributes import attributes
from components.help_text import HELP
from components.markup import joined, tag
from components.plain_help_text import PLAIN_HELP

HELP_ID = "page-help"
"""The id of the disclosure, which assets/help.js opens."""

SUMMARY = "Help with this page"


def page_help(page: str) -> html.Details:
    """The help of a page, by the name of its module.

    Raises:
        KeyError: if nobody has written the help of that page.
    """
    return html.Details(
        [html.Summary(SUMMARY), html.Div(**attributes(data_markup=str(help_markup(page))))],
        id=HELP_ID,
        className="page-help no-print",
    )


def help_disclosure(page: str) -> Markup:
    """The same of a page of plain HTML, by the name in `components/plain_help_text.py`.

    Raises:
        KeyError: if nobody has written the help of that page.
    """
    summary, content = tag("summary", SUMMARY), tag("div", help_markup(page))
    return tag("details", summary, content, id=HELP_ID, class_="page-help no-print")


def help_markup(page: str) -> Markup:
    """What stands in the disclosure: four texts, the way to the guide, and how to switch the key off."""
    text = PLAIN_HELP[page] if page in PLAIN_HELP else HELP[page]
    again = tag("button", "Show the three-step guide", type="button", data_guide_show=True, class_="link-button")
    return joined(
        (
            *(tag("p", tag("strong", f"{question}: "), answer) for question, answer in text.parts),
            tag("p", again) if text.has_guide else None,
            tag(
                "p",
                "The key ? opens and closes this help. ",
                tag("button", "Switch the key off", type="button", data_help_key=True, class_="link-button"),
                class_="note",
            ),
        )
    )

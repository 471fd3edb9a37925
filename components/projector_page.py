"""The document around the projector's screen: one stylesheet, one script, and controls that hide while nobody moves."""

from markupsafe import Markup

from components.markup import tag

PROJECTOR_STYLES = ("00-tokens.css", "workshop/projector.css")
PROJECTOR_SCRIPT = "workshop/projector.js"
"""Files of assets/ that the page needs."""


def projector_page(title: str, drawn: Markup, *, styles: list[str], script: str) -> str:
    """The whole document around a drawn screen; the script draws it anew, and works the controls."""
    controls = tag(
        "div",
        tag("button", "Back", id="slide-back", type="button"),
        tag("button", "Next", id="slide-next", type="button"),
        tag("button", "Full screen (F)", id="full-screen", type="button"),
        tag("button", "Key F is on", id="key-switch", type="button", aria_pressed="true"),
        id="controls",
    )
    foot = tag(
        "footer",
        tag("p", id="slide-place"),
        tag("p", "Connection lost, trying again", id="lost", hidden=True),
        controls,
    )
    told = tag("p", id="told", class_="for-ears", role="status")
    shell = tag("body", tag("div", drawn, id="screen"), foot, told, tag("script", src=script, defer=True))
    return _document(f"{title}, projector", shell, styles)


def no_such_screen(*, styles: list[str]) -> str:
    """The page at an address that opens no screen: it never existed, or was withdrawn."""
    words = "The link was withdrawn, or part of it is missing. Ask the facilitator for a new one."
    main = tag("main", tag("h1", "There is no screen at this address"), tag("p", words, class_="call"))
    return _document("No such screen", tag("body", tag("div", main, class_="view refused")), styles)


def _document(title: str, body: Markup, styles: list[str]) -> str:
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="robots", content="noindex"),
        tag("title", f"{title} - Parity Map"),
        tag("link", rel="icon", href="/_favicon.ico"),
        *(tag("link", rel="stylesheet", href=address) for address in styles),
    )
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en-GB')}"

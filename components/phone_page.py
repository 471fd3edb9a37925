"""The page of a workshop on a phone: a plain frame that `assets/workshop/phone.js` fills, and the frame of joining."""

from collections.abc import Sequence

from markupsafe import Markup

from components.markup import for_ears, joined, tag

PHONE_STYLE = "workshop/phone.css"
PHONE_SCRIPTS = ("workshop/phone_screens.js", "workshop/phone.js")
"""Files of assets/ that the page needs, in the order in which they are to run."""


def phone_page(workshop_id: str, title: str, *, style: str, scripts: Sequence[str], is_rehearsal: bool) -> str:
    """The whole document; `style` and `scripts` are the addresses of `PHONE_STYLE` and `PHONE_SCRIPTS`.

    What happens now is drawn into `#content` by the script, which finds the workshop in `data-workshop`. Without
    JavaScript the page says how to take part on paper.
    """
    status = tag(
        "p",
        tag("span", id="time-name"),
        tag("b", id="time-left"),
        id="time",
        role="timer",
    )
    connection = tag(
        "p", tag("span", "Connecting", id="connection-words", class_="for-ears"), id="connection", data_lost="no"
    )
    lost = tag("p", "No connection. What you do is kept on this phone.", id="offline", class_="band", hidden=True)
    main = tag(
        "main",
        tag("p", id="step"),
        tag("h1", title, id="heading", tabindex="-1"),
        tag("p", id="told", class_="problem", role="alert", hidden=True),
        tag("noscript", tag("p", "This page needs JavaScript. Ask the facilitator for a paper ballot.")),
        tag("div", id="content"),
    )
    kept = tag("p", tag("span", id="kept-sign", aria_hidden="true"), tag("span", id="kept-words"), id="kept")
    send = tag("button", id="send", type="button", class_="main", hidden=True)
    live = tag("div", id="live", class_="for-ears", role="status")
    return phone_document(
        title,
        phone_header(status, connection, below=joined((lost, rehearsal_band() if is_rehearsal else None))),
        main,
        tag("footer", tag("div", kept, send), id="footer", hidden=True),
        live,
        style=style,
        scripts=scripts,
        workshop=workshop_id,
    )


def phone_document(
    title: str, *content: Markup, style: str, scripts: Sequence[str] = (), workshop: str | None = None
) -> str:
    """A whole document in the style of the phone page; scripts are modules: they run in order, and at the end."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{title} - Parity Map"),
        tag("link", rel="icon", href="data:,"),
        tag("link", rel="stylesheet", href=style),
    )
    modules = (tag("script", src=address, type="module") for address in scripts)
    body = tag("body", *content, *modules, data_workshop=workshop)
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en-GB')}"


def phone_header(*beside: Markup, below: Markup | None = None) -> Markup:
    """The name of the product with what stands beside and below it; it stays in sight."""
    name = tag("p", "Parity Map", for_ears(" workshop"), class_="name")
    return tag("header", tag("div", name, *beside, class_="bar"), below, class_="top")


def rehearsal_band() -> Markup:
    """That nothing counts."""
    words = tag("p", tag("strong", "REHEARSAL:"), " nothing here counts", class_="band")
    return tag("div", words, class_="rehearsal")

"""A page of plain HTML with the header and footer of all pages."""

from collections.abc import Sequence

from dash import html
from markupsafe import Markup

from components.component_markup import as_markup
from components.markup import joined, tag
from components.shell import page_frame
from domain_model.people import Person


def plain_page(
    title: str,
    content: Sequence[Markup | str],
    *,
    styles: Sequence[str],
    scripts: Sequence[str],
    messages: Sequence[str] = (),
    person: Person | None = None,
    path: str = "",
    evidence_version: str = "",
) -> str:
    """The whole document; `messages` stand above the heading, said once and announced."""
    head = joined(
        (
            tag("meta", charset="utf-8"),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("title", f"{title} - Parity Map"),
            tag("link", rel="icon", href="/_favicon.ico"),
            *(tag("link", rel="stylesheet", href=address) for address in styles),
        )
    )
    said = tag("div", *(tag("p", words) for words in messages), class_="notice said", role="status")
    main = joined((said if messages else None, tag("h1", title), *content))
    frame = html.Div(page_frame(main, person=person, path=path, evidence_version=evidence_version), className="page")
    body = joined((as_markup(frame), *(tag("script", src=address, defer=True) for address in scripts)))
    document = tag("html", tag("head", head), tag("body", body), lang="en-GB")
    return f"<!DOCTYPE html>\n{document}"

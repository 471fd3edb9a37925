"""Whole pages of plain HTML: forms and their answers, which work without JavaScript."""

from pathlib import Path

from flask import Flask, Response, current_app, request
from markupsafe import Markup

from components.markup import tag
from components.page_help import help_disclosure
from components.plain_page import plain_page
from data.current import current_version
from data.errors import StoreError
from pages.http.said import take_said
from pages.http.who import current_person

ASSETS = Path(__file__).resolve().parents[2] / "assets"
SCRIPTS = ("session.js", "plain_page.js")
HELP_SCRIPT = "help.js"
_ADDRESSES = "plain_page_assets"


def paragraph(words: str) -> Markup:
    """One paragraph."""
    return tag("p", words)


def answer_page(
    title: str, *content: Markup | str, status: int = 200, scripts: tuple[str, ...] = (), help_page: str = ""
) -> Response:
    """A page with our header and footer around `content`, which follows the title as its heading.

    `scripts` are further files of assets/; `help_page` names the help that is offered below the heading, '' for
    none. Such a page is never kept by a cache: it is about whoever asked.
    """
    try:
        version = current_version()
        person = current_person()
    except StoreError:  # the page that says so has to be drawn without the database
        version, person = "", None
    helping = (HELP_SCRIPT,) if help_page else ()
    text = plain_page(
        title,
        (help_disclosure(help_page), *content) if help_page else content,
        styles=[asset_address(name) for name in _styles(current_app)],
        scripts=[asset_address(name) for name in (*SCRIPTS, *helping, *scripts)],
        messages=take_said(),
        person=person,
        path=request.path,
        evidence_version=version,
    )
    answer = Response(text, status, mimetype="text/html")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer


def asset_address(name: str) -> str:
    """The address of a file of assets/; it changes with the file, since browsers keep these for a year."""
    return f"/assets/{name}?m={int((ASSETS / name).stat().st_mtime)}"


def _styles(server: Flask) -> list[str]:
    known: list[str] | None = server.extensions.get(_ADDRESSES)
    if known is None:
        bootstrap = sorted(path.name for path in (ASSETS / "vendor").glob("bootstrap-*.css"))
        ours = sorted(path.name for path in ASSETS.glob("*.css"))
        known = server.extensions[_ADDRESSES] = [*(f"vendor/{name}" for name in bootstrap), *ours]
    return known

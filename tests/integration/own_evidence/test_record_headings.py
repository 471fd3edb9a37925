"""Pages about one record are called by what it says, with its id beneath, and say how to take things back."""

from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from tests.own_evidence import LINK, RATING, SOURCE, STATEMENT, kept, words
from tests.people import post
from tests.small_server import page_of

LONG = "FICTITIOUS: shifts on wards for adults stay unfilled for months since agencies pay more than the trust does"
SHORT = "FICTITIOUS: shifts on wards for adults stay unfilled for months since agencies pay more…"


def named(page: BeautifulSoup) -> str:
    """The heading of a page, which its title repeats."""
    heading = " ".join(page.h1.text.split())
    assert page.title.text == f"{heading} - Parity Map"
    return heading


def test_a_statement_its_rating_and_its_history_are_called_by_what_it_says(editor: FlaskClient) -> None:
    address = kept(editor, "/evidence/statements/new", **{**STATEMENT, "text": LONG})
    record = address.rpartition("/")[2]
    rating = f"/evidence/confidence/{record}"
    kept(editor, f"{rating}/edit", **RATING, version="0")
    shown = {path: page_of(editor.get(path)) for path in (address, rating, f"/evidence/history/statement/{record}")}
    assert [named(page) for page in shown.values()] == [SHORT, f"Confidence in: {SHORT}", f"Every version: {SHORT}"]
    for path, page in shown.items():
        assert record not in page.h1.text and page.select_one(".record-id").text == f"Statement · id {record}", path
        assert LONG in page.select_one("main").text or path.startswith("/evidence/history")
    assert named(page_of(editor.get(f"/evidence/history/confidence/{record}"))) == f"Every version: {SHORT}"
    kept(editor, f"{address}/withdraw", version="1")
    assert named(page_of(editor.get(rating))) == f"Confidence in: {SHORT}"
    assert named(page_of(editor.get(f"/evidence/history/statement/{record}"))) == f"Every version: {SHORT}"


def test_a_link_is_called_by_where_it_goes_and_a_statement_of_the_catalogue_by_its_words(editor: FlaskClient) -> None:
    address = kept(editor, "/evidence/links/new", **LINK)
    record = address.rpartition("/")[2]
    way = "Financing, macro → every building block, meso"
    assert named(page_of(editor.get(address))) == way
    assert named(page_of(editor.get(f"/evidence/history/link/{record}"))) == f"Every version: {way}"
    assert page_of(editor.get(address)).select_one(".record-id").text.endswith(f"id {record}")
    published = page_of(editor.get("/evidence/statements/T2-1"))
    assert "T2-1" not in named(published) and published.select_one(".record-id").text == "Statement · id T2-1"


def test_how_to_take_something_back_names_the_link_and_the_button_as_they_are_called(
    server: Flask, editor: FlaskClient
) -> None:
    address = kept(editor, "/evidence/statements/new", **STATEMENT)
    page = page_of(editor.get(address))
    assert page.select_one(".said").text == "The statement is kept. To take that back: 'every version' below, then " \
        "'Undo this edit'."  # fmt: skip
    (to_history,) = [link for link in page.select("main a") if link.text == "every version"]
    assert [one.text for one in page_of(editor.get(to_history["href"])).select("main form button")][0].startswith(
        "Undo this edit"
    )


def test_the_form_for_a_source_says_where_a_doi_goes_and_the_overview_leads_to_checklists(editor: FlaskClient) -> None:
    form = words(editor.get("/evidence/sources/new"))
    assert "A DOI, a journal, volume and pages go here" in form and "Journal article, report" in form
    assert post(editor, "/evidence/sources/new", **SOURCE).status_code == 303
    assert page_of(editor.get("/evidence")).select_one("main a[href='/checklists']").text == "Checklists of areas"

"""The full-text search over the evidence, as a page that works without JavaScript."""

from flask import Blueprint, Response, request

from components.evidence_tabs import evidence_tabs_markup
from components.search_page import PAGE, Asked, search_form, search_results
from data.current import current_evidence, unit_of_work
from domain_model.evidence_vocabulary import SearchKind
from domain_model.people_vocabulary import Permission
from domain_model.search_words import LONGEST_SEARCH
from pages.http.access import allow
from pages.http.plain_pages import answer_page

search = Blueprint("search", __name__)

_LAST_PAGE = 100_000


@search.get("/search")
@allow(Permission.VIEW)
def find() -> Response:
    """What holds the words of the address, fifty at a time."""
    asked = _asked()
    book = current_evidence()
    kinds = (asked.kind,) if asked.kind else ()
    with unit_of_work() as work:
        found = work.search.find(asked.text, kinds, limit=PAGE, offset=(asked.page - 1) * PAGE)
    title = f"Search: {asked.text[:40].strip()}" if asked.text.strip() else "Search the evidence"
    form, results = search_form(asked), search_results(asked, found, book)
    return answer_page(title, evidence_tabs_markup("/search"), form, results, help_page="search")


def _asked() -> Asked:
    """What the address asks for; what cannot be read of it is left out."""
    text = request.args.get("q", "")[: LONGEST_SEARCH + 1]
    kind = request.args.get("kind", "")
    page = request.args.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
    chosen = SearchKind(kind) if kind in set(SearchKind) else None
    return Asked(text, chosen, min(max(number, 1), _LAST_PAGE))

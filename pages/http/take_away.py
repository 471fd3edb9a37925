"""A view of the evidence taken away: the page with its files, citation and methods, and the files themselves."""

from collections.abc import Callable
from urllib.parse import parse_qsl, quote, urlencode

import orjson
from flask import Blueprint, Response, request

from components.evidence_tabs import evidence_tabs_markup
from components.exports.evidence_json import evidence_document
from components.exports.evidence_strategies import taken_strategies
from components.exports.evidence_svg import links_svg, matrix_svg
from components.exports.evidence_tables import Table
from components.exports.evidence_taken import (
    Printed,
    Taken,
    taken_frameworks,
    taken_links,
    taken_matrix,
    taken_perspectives,
)
from components.exports.evidence_words import Cover, TakenView
from components.exports.evidence_workbook import evidence_workbook
from components.exports.link_graph import link_graph
from components.exports.link_ways import OPENED, NothingOpenError, shown_alone, taken_of_links_page
from components.exports.references import bibtex_text, ris_text
from components.framework_view import FrameworksView
from components.link_view import LinksView, LinkTable
from components.markup import tag
from components.matrix_view import MatrixView
from components.perspective_view import PerspectivesView
from components.query_view import QueryView
from components.strategy_view import StrategiesView
from components.take_away_page import (
    BIBTEX,
    COUNTS,
    CSV,
    GRAPHML,
    JSON,
    METADATA,
    RIS,
    SVG,
    XLSX,
    TakenFile,
    files_of,
    take_away_parts,
)
from data.current import current_dataset, current_evidence, unit_of_work
from domain_model.evidence_book import EvidenceBook, catalogue_alone
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.compare_perspectives import compare_perspectives
from domain_model.use_cases.explore_evidence import explore_evidence
from domain_model.use_cases.find_strategies import NoSuchBarrierError
from domain_model.use_cases.follow_links import follow_links
from domain_model.use_cases.read_frameworks import read_frameworks
from pages.http.access import allow
from pages.http.addresses import public_address
from pages.http.csv_files import csv_text, download
from pages.http.plain_pages import answer_page, paragraph
from pages.http.who import now

take_away = Blueprint("take_away", __name__)

PATH = "/evidence/take-away"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_VIEWS: dict[TakenView, type[QueryView]] = {
    **dict.fromkeys(OPENED, LinksView),
    TakenView.MATRIX: MatrixView,
    TakenView.LINKS: LinksView,
    TakenView.FRAMEWORKS: FrameworksView,
    TakenView.PERSPECTIVES: PerspectivesView,
    TakenView.STRATEGIES: StrategiesView,
}


@take_away.get(PATH)
@allow(Permission.VIEW)
def page() -> Response:
    """What a view can be taken away as; `view` names it, the rest of the address is that of its own page."""
    name = request.args.get("view", TakenView.MATRIX.value)
    if name not in set(TakenView):
        return _no_such("There is no view of this name to take away.")
    kind, search = TakenView(name), _search()
    view, taken = _taken(kind, search)
    addresses = {one: f"{PATH}/{kind}.{one.ending}{_asked(search)}" for one in files_of(taken)}
    problems = [tag("p", f"Not understood, and left out: {problem}", class_="notice") for problem in view.problems]
    back = f"{kind.page}{view.to_search() if kind in OPENED else _asked(search)}"
    parts = take_away_parts(taken, addresses, back)
    title = f"Take away: {taken.cover.title}"
    tabs = evidence_tabs_markup(PATH)
    return answer_page(title, tabs, *problems, parts, help_page="take_away", scripts=("svg_to_png.js",))


@take_away.get(f"{PATH}/<name>")
@allow(Permission.VIEW)
def file(name: str) -> Response:
    """One file of a view: `matrix.xlsx`."""
    kind, _dot, ending = name.partition(".")
    if kind not in set(TakenView):
        return _no_such("There is no view of this name to take away.")
    _view, taken = _taken(TakenView(kind), _search())
    for one in files_of(taken):
        if one.ending == ending:
            mimetype, written = _WRITERS[one]
            return download(written(taken), mimetype, taken.cover.file_name(ending))
    return _no_such("This view cannot be taken away as a file of this kind.")


def _no_such(words: str) -> Response:
    link = tag("p", tag("a", "Take the matrix away", href=f"{PATH}?view=matrix"))
    return answer_page("No such file", paragraph(words), link, status=404)


@take_away.errorhandler(NothingOpenError)
def answer_nothing_open(problem: NothingOpenError) -> Response:
    """Say which path, loop or pair there is not, with the way to those that there are."""
    view = LinksView.from_search(_search()).with_(path=1, loop=0, way="", pair="", table=LinkTable.PATHS)
    link = tag("p", tag("a", "Look at the paths and links that there are", href=f"/links{view.to_search()}"))
    return answer_page("Not among these links", paragraph(str(problem)), link, status=404)


def _search() -> str:
    asked = parse_qsl(request.query_string.decode(errors="replace"), keep_blank_values=True)
    return urlencode([(name, value) for name, value in asked if name != "view"], quote_via=quote, safe="/,~")


def _asked(search: str) -> str:
    return f"?{search}" if search else ""


def _taken(kind: TakenView, search: str) -> tuple[QueryView, Taken]:
    """The view of an address, with everything that it shows."""
    view, book = _VIEWS[kind].from_search(search), current_evidence()
    book = catalogue_alone(book) if getattr(view, "catalogue_only", False) else book
    printed = Printed(now().date(), public_address())
    if isinstance(view, LinksView) and kind in OPENED:
        return shown_alone(kind, view), taken_of_links_page(kind, view, book, printed)
    if isinstance(view, MatrixView):
        matching: frozenset[str] | None = None
        if view.q.strip():
            with unit_of_work() as work:
                matching = work.search.matching(view.q)
        return view, taken_matrix(view, explore_evidence(book, view.filter(matching), view.reading), book, printed)
    if isinstance(view, LinksView):
        return view, taken_links(view, follow_links(book, view.filter()), book, printed)
    if isinstance(view, FrameworksView):
        reading = read_frameworks(book.evidence.framework_entries, view.filter())
        entries = tuple(one for each in reading.lists for one in each.entries if view.entry in ("", one.id))
        return view, taken_frameworks(view, entries, book, printed)
    if isinstance(view, StrategiesView):
        return _strategies(view, book, printed)
    assert isinstance(view, PerspectivesView)  # the last of the five
    return view, taken_perspectives(view, compare_perspectives(book.evidence, view.filter()), book, printed)


def _strategies(view: StrategiesView, book: EvidenceBook, printed: Printed) -> tuple[QueryView, Taken]:
    """The barriers of a view; one or an answer that does not exist is left out and said to be, as on its page."""
    titles = {pair.id: pair.words.title for pair in current_dataset().pairs}
    try:
        return view, taken_strategies(view, titles, book, printed)
    except NoSuchBarrierError as problem:
        rest = view.with_(barrier="", answer="", problems=(*view.problems, str(problem)))
        return rest, taken_strategies(rest, titles, book, printed)


def _csv(table: Table, cover: Cover) -> str:
    """A table; each row says of which version it is and which address shows it."""
    header = (*table.header, "evidence_version", "address_of_the_view")
    return csv_text(header, ((*row, cover.version, cover.address) for row in table.rows))


def _metadata(taken: Taken) -> str:
    """What every file says of itself, and what each column of the table means."""
    columns = [(f"column: {name}", meaning) for name, meaning in taken.main.columns]
    return csv_text(("name", "value"), [*taken.cover.rows(), *columns])


def _svg(taken: Taken) -> str:
    if taken.links is not None:
        return links_svg(taken.links, taken.cover)
    assert taken.matrix is not None  # files_of offers no figure otherwise
    return matrix_svg(taken.matrix, taken.cover)


def _graph(taken: Taken) -> bytes:
    assert taken.graph is not None  # files_of offers no graph otherwise
    return link_graph(taken.graph, taken.cover)


_WRITERS: dict[TakenFile, tuple[str, Callable[[Taken], str | bytes]]] = {
    CSV: ("text/csv", lambda taken: _csv(taken.main, taken.cover)),
    COUNTS: ("text/csv", lambda taken: _csv(taken.tables[1], taken.cover)),
    METADATA: ("text/csv", _metadata),
    XLSX: (WORKBOOK, evidence_workbook),
    JSON: ("application/json", lambda taken: orjson.dumps(evidence_document(taken), option=orjson.OPT_INDENT_2)),
    RIS: ("application/x-research-info-systems", lambda taken: ris_text(taken.cover)),
    BIBTEX: ("application/x-bibtex", lambda taken: bibtex_text(taken.cover)),
    GRAPHML: ("application/graphml+xml", _graph),
    SVG: ("image/svg+xml", _svg),
}

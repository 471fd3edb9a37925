"""The search page: the field, what was found of each kind, each hit with its words marked, and ways on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from components.formatting import plural
from components.framework_words import entry_address
from components.labels import label
from components.link_view import LinksView, LinkTable, pair_token
from components.link_words import ends_in_words, sign_chip
from components.markup import joined, tag
from components.source_words import source_citation, source_name
from components.statement_card import highlighted, statement_card
from domain_model.dataset import Evidence
from domain_model.evidence import FrameworkEntry, Link, Source, Statement
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_vocabulary import SearchKind
from domain_model.search import SearchHit, SearchPage
from domain_model.search_words import LONGEST_SEARCH, search_words
from domain_model.use_cases.index_links import end_of, start_of

PAGE = 50
"""Hits on a page."""

HOW_TO = (
    "Every word has to be there, in any form: services finds service. Words in “quotation marks” have to stand one "
    "after the other. Of the last word its beginning is enough. Accents and capitals make no difference."
)
SEARCHED = (
    "Searched are statements (text, note, sub-theme, participant, source and place), sources, links between cells, and "
    "the entries of frameworks: principles, levers, methods, facilitators, positive practice and the other lists."
)
_ONE = {
    SearchKind.STATEMENT: "statement",
    SearchKind.SOURCE: "source",
    SearchKind.LINK: "link",
    SearchKind.FRAMEWORK_ENTRY: "entry of a framework",
}
_MANY = {SearchKind.FRAMEWORK_ENTRY: "entries of frameworks"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: the words as typed, one kind or None for all, and the page from 1."""

    text: str = ""
    kind: SearchKind | None = None
    page: int = 1

    def address(self, kind: SearchKind | None, page: int = 1) -> str:
        """The address of the same search for a kind, at a page."""
        asked = {"q": self.text, **({"kind": kind.value} if kind else {}), **({"page": page} if page > 1 else {})}
        return f"/search?{urlencode(asked)}"


@dataclass(frozen=True, slots=True, eq=False)
class _Records:
    """Everything that can be found, by its id."""

    sources: Mapping[str, Source]
    statements: Mapping[str, Statement]
    links: Mapping[str, Link]
    entries: Mapping[str, FrameworkEntry]
    own: frozenset[str]


def search_form(asked: Asked) -> Markup:
    """The field and its button; it works without JavaScript."""
    field = tag(
        "input",
        type="search",
        id="q",
        name="q",
        value=asked.text[:LONGEST_SEARCH],
        maxlength=LONGEST_SEARCH,
        class_="form-control",
        aria_describedby="q-hint",
        autocomplete="off",
    )
    kind = tag("input", type="hidden", name="kind", value=asked.kind.value) if asked.kind else None
    button = tag("button", "Search", type="submit", class_="btn btn-primary")
    row = tag("div", field, button, class_="search-row")
    hint = tag("p", HOW_TO, id="q-hint", class_="note")
    whole = (tag("label", "Search the evidence", for_="q", class_="form-label"), row, kind, hint)
    return tag("form", *whole, role="search", action="/search", method="get", class_="search-form")


def search_results(asked: Asked, found: SearchPage, book: EvidenceBook) -> Markup:
    """What was found, or what to try; `found` holds the page that was asked for."""
    words = search_words(asked.text)
    if not asked.text.strip():
        return _nothing_asked(book.evidence)
    cut = "More was typed than is looked for: the end of it was left out." if words.is_cut else ""
    notice = tag("p", cut, class_="notice") if cut else None
    if not words.phrases:
        return _advice("There is no word in what you typed, only signs.", asked, found)
    if not sum(found.counts.values()):
        return joined((notice, _advice(f"Nothing holds all of: {asked.text[:LONGEST_SEARCH]}", asked, found)))
    ways = _ways(asked, found) if found.counts[SearchKind.STATEMENT] else None
    return joined((notice, _kinds(asked, found), ways, _hits(asked, found, book), _pages(asked, found)))


def _nothing_asked(evidence: Evidence) -> Markup:
    counts = (
        (len(evidence.statements), SearchKind.STATEMENT),
        (len(evidence.sources), SearchKind.SOURCE),
        (len(evidence.links), SearchKind.LINK),
        (len(evidence.framework_entries), SearchKind.FRAMEWORK_ENTRY),
    )
    items = (tag("li", _counted(number, kind)) for number, kind in counts)
    return tag("section", tag("h2", "What can be found"), tag("ul", joined(items)), tag("p", SEARCHED))


def _advice(problem: str, asked: Asked, found: SearchPage) -> Markup:
    tips = [
        "Leave a word out: each further word finds less.",
        "Take away quotation marks: the words may stand apart.",
        "Shorten the last word: psychiatr finds psychiatry, psychiatric and psychiatrists.",
        "Try the words of the sources, such as stigma, funding, liaison or training.",
    ]
    others = sum(found.counts.values()) - found.total
    if asked.kind and others:
        tips.insert(0, "Look among all kinds: there it is found.")
    return tag(
        "section",
        tag("h2", "Nothing found"),
        tag("p", problem),
        tag("ul", joined(tag("li", tip) for tip in tips)),
        tag("p", SEARCHED, class_="note"),
        class_="search-empty",
    )


def _kinds(asked: Asked, found: SearchPage) -> Markup:
    """How many of each kind, each a link that shows these alone."""
    whole = sum(found.counts.values())
    choices: list[tuple[SearchKind | None, str, int]] = [(None, "All", whole)]
    choices += [(kind, label(kind), found.counts[kind]) for kind in SearchKind]
    items = [
        tag(
            "li",
            tag(
                "a",
                f"{words} ",
                tag("span", f"{number:,}", class_="search-count"),
                href=asked.address(kind),
                aria_current="true" if kind is asked.kind else None,
            )
            if number or kind is asked.kind
            else tag("span", f"{words} ", tag("span", "0", class_="search-count")),
        )
        for kind, words, number in choices
    ]
    return tag("nav", tag("ul", joined(items)), class_="search-kinds", aria_label="Kinds of what was found")


def _ways(asked: Asked, found: SearchPage) -> Markup:
    query = urlencode({"reading": "extended", "q": asked.text})
    many = found.counts[SearchKind.STATEMENT]
    shown = "Show this statement" if many == 1 else f"Show these {many:,} statements"
    taken = "Take it away as a file" if many == 1 else "Take them away as a file"
    return tag(
        "p",
        tag("a", f"{shown} in the matrix", href=f"/matrix?{query}"),
        tag("a", taken, href=f"/evidence/take-away?view=matrix&{query}"),
        class_="buttons no-print",
    )


def _hits(asked: Asked, found: SearchPage, book: EvidenceBook) -> Markup:
    first = (asked.page - 1) * PAGE + 1
    heading = _counted(found.total, asked.kind) if asked.kind else plural(found.total, "record")
    if not found.hits:
        return joined((tag("h2", heading), tag("p", "There is no such page. ", _to(asked, 1, "To the first page"))))
    last = first + len(found.hits) - 1
    where = f"{first:,} to {last:,} of {found.total:,}" if found.total > PAGE else ""
    order = (
        "The best first: what holds the words more often, and in fewer other words, comes first."
        if found.is_ranked
        else "So much holds these words that no order says anything: it is in the order of the catalogue."
    )
    records = _records(book)
    items = (_hit(hit, records) for hit in found.hits)
    listing = tag("ol", joined(items), start=first, class_="search-hits")
    title = f"{heading}: {where}" if where else heading
    return joined((tag("h2", title), tag("p", order, class_="note"), listing))


def _records(book: EvidenceBook) -> _Records:
    evidence = book.evidence
    return _Records(
        {source.id: source for source in evidence.sources},
        {statement.id: statement for statement in evidence.statements},
        {link.id: link for link in evidence.links},
        {entry.id: entry for entry in evidence.framework_entries},
        book.own_statements,
    )


def _hit(hit: SearchHit, records: _Records) -> Markup:
    found = tag("p", "Found in: ", highlighted(hit.more), class_="search-more") if _is_found_in(hit.more) else None
    shown = _shown(hit, records)
    return tag("li", shown, found) if shown else tag("li", highlighted(hit.title or hit.text), found)


def _is_found_in(pieces: Sequence[tuple[str, bool]]) -> bool:
    return any(is_match for _text, is_match in pieces)


def _shown(hit: SearchHit, records: _Records) -> Markup | None:
    """The record as its kind is shown; None where it was taken away since the index was asked."""
    if hit.kind is SearchKind.STATEMENT and (statement := records.statements.get(hit.record)):
        is_own = hit.record in records.own
        return statement_card(statement, records.sources, own=is_own, found=tuple(hit.text))
    if hit.kind is SearchKind.SOURCE and (source := records.sources.get(hit.record)):
        address = f"/evidence/sources/{source.id}"
        return _card("Source", address, hit.title or source_name(source), hit.text, source_citation(source))
    if hit.kind is SearchKind.LINK and (link := records.links.get(hit.record)):
        return _link_card(hit, link, records)
    if hit.kind is SearchKind.FRAMEWORK_ENTRY and (entry := records.entries.get(hit.record)):
        where = f"{label(entry.kind)}: {entry.framework}. {_place(records, entry.source, entry.place)}"
        return _card("Entry", entry_address(entry.id), hit.title, hit.text, where)
    return None


def _card(
    kind: str, address: str, title: str | Sequence[tuple[str, bool]], text: Sequence[tuple[str, bool]], where: str
) -> Markup:
    words = title if isinstance(title, str) else highlighted(title)
    heading = tag("p", tag("span", f"{kind}: ", class_="search-kind"), tag("a", words, href=address))
    return tag(
        "article", heading, tag("p", highlighted(text)), tag("p", where, class_="st-facts"), class_="search-card"
    )


def _link_card(hit: SearchHit, link: Link, records: _Records) -> Markup:
    start, end = start_of(link), end_of(link)
    address = f"/links{LinksView(table=LinkTable.PAIR, pair=pair_token(start, end)).to_search()}"
    ends = ends_in_words(link)
    heading = tag(
        "p", tag("span", "Link: ", class_="search-kind"), tag("a", f"{ends[0]} → {ends[1]}", href=address), " ",
        sign_chip(link.sign),
    )  # fmt: skip
    where = f"{label(link.basis)}. {_place(records, link.source, link.place)}"
    return tag(
        "article", heading, tag("p", highlighted(hit.text)), tag("p", where, class_="st-facts"), class_="search-card"
    )


def _place(records: _Records, source: str, place: str) -> str:
    return ", ".join(part for part in (source_name(records.sources.get(source)), place) if part) + "."


def _pages(asked: Asked, found: SearchPage) -> Markup | None:
    last = -(-found.total // PAGE)
    if last < 2:
        return None
    back = _to(asked, asked.page - 1, "Previous 50") if 1 < asked.page <= last else None
    on = _to(asked, asked.page + 1, "Next 50") if asked.page < last else None
    where = tag("span", f"Page {min(asked.page, last):,} of {last:,}")
    return tag("nav", back, where, on, class_="search-pages", aria_label="Pages")


def _to(asked: Asked, page: int, words: str) -> Markup:
    return tag("a", words, href=asked.address(asked.kind, page), rel="prev" if words.startswith("Prev") else None)


def _counted(number: int, kind: SearchKind | None) -> str:
    if kind is None:
        return plural(number, "record")
    return plural(number, _ONE[kind], _MANY.get(kind, ""))

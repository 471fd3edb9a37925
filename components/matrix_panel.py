"""The panel of a place of the matrix: how many statements, how firm, and each of them with its source and place."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from components.formatting import plural, sentence_case
from components.labels import label
from components.markup import for_eyes, joined, tag
from components.matrix_view import MatrixView
from components.matrix_words import (
    EMPTY_SENTENCES,
    kind_label,
    measured_sentence,
    place_label,
)
from components.statement_card import KIND_MARKS, NOTHING_JUDGED, JudgedHere, statement_card
from domain_model.cells import Cell
from domain_model.evidence import Source, Statement
from domain_model.evidence_filter import HALVES, MatrixPlace
from domain_model.evidence_vocabulary import MatrixReading
from domain_model.search_words import SearchWords, highlighted
from domain_model.use_cases.count_pairs import MeasuredPairs
from domain_model.use_cases.explore_evidence import SIDES, EvidenceMatrix
from domain_model.vocabulary import Reading, StatementKind

AT_ONCE = 50
"""At most this many statements are drawn at once."""

FEW = 3
"""Up to this many published statements the panel points to what was coded besides."""

HEADING = "matrix-panel-heading"
"""The heading that receives the focus when the panel opens."""

_QUIET = "btn btn-outline-primary btn-sm"


@dataclass(frozen=True, slots=True)
class _Known:
    """What the cards of the panel need besides their statements."""

    sources: Mapping[str, Source]
    words: SearchWords | None
    judged: JudgedHere


def matrix_panel(
    matrix: EvidenceMatrix,
    view: MatrixView,
    sources: Mapping[str, Source],
    measured: Mapping[Cell, MeasuredPairs],
    *,
    words: SearchWords | None = None,
    may_edit: bool = False,
    judged: JudgedHere = NOTHING_JUDGED,
) -> Markup:
    """What lies behind the open place.

    `words` are highlighted, `may_edit` where the reader may add statements, `judged` what was judged of them here.
    """
    place = view.cell
    if place is None:
        return invitation()
    half = matrix.halves[place.token]
    known = _Known(sources, words, judged)
    notes = [_counts(matrix, place), _voices(matrix, place), *_emptiness(matrix, place)]
    if half.hidden > 0:
        notes.append(f"The filters keep {plural(half.hidden, 'statement')} back.")
    if place.cell is not None:
        notes.append(measured_sentence(measured[place.cell]))
    heading = place_label(place) + (f": {kind_label(place.half)}" if place.half else "")
    content = (
        _head(heading),
        tag("h2", heading, id=HEADING, tabindex="-1"),
        _switch(view, place),
        joined(tag("p", note, class_="panel-note") for note in notes if note),
        _more_as_coded(matrix, view, place),
        _ways_on(view, place, may_edit=may_edit),
        _statements(matrix, view, place, known),
        _elsewhere(matrix, place, known),
        _copy(),
    )
    return tag(
        "section", joined(content), class_="cell-panel matrix-panel",
        aria_labelledby=HEADING, data_panel=f" {place.token}",
    )  # fmt: skip


def invitation() -> Markup:
    """What stands in place of the panel while nothing is open."""
    return tag("p", "Choose a number to read the statements behind it.", class_="panel-invitation")


def _head(heading: str) -> Markup:
    close = tag("a", for_eyes("×"), " Close", href="?", class_="panel-close", aria_label=f"Close {heading}")
    kicker = tag("p", "Evidence · national: it describes England, not any one area", class_="panel-kicker")
    return tag("div", kicker, close, class_="panel-head")


def _switch(view: MatrixView, place: MatrixPlace) -> Markup:
    """The halves of the place as links, the open one marked."""
    choices: list[tuple[StatementKind | None, str]] = [(None, "all"), *((half, kind_label(half)) for half in HALVES)]
    links: list[Markup] = []
    for half, words in choices:
        target = MatrixPlace(f"{place.where}.{half}" if half else place.where)
        if target == place:
            links.append(tag("strong", words, aria_current="true"))
        else:
            href = view.with_(cell=target, page=1).to_search()
            links.append(tag("a", words, href=href, data_key=f"panel-{half or 'all'}"))
    return tag("p", "Show: ", Markup(" · ").join(links), class_="panel-switch")


def _counts(matrix: EvidenceMatrix, place: MatrixPlace) -> str:
    half = matrix.halves[place.token]
    noun = label(place.half) if place.half else "statement"
    said = [f"{plural(half.published, noun)} as published", f"{half.coded:,} as coded by us"]
    if half.extended is not None:
        said.append(f"{half.extended:,} with what was added here")
    passages = f", in {plural(half.passages, 'passage')}" if half.passages else ""
    return f"{sentence_case(', '.join(said))}{passages}."


def _more_as_coded(matrix: EvidenceMatrix, view: MatrixView, place: MatrixPlace) -> Markup | None:
    """Where the published table has little, how much more the texts have, as a link to the reading that counts it."""
    half = matrix.halves[place.token]
    more = half.coded - half.published
    if view.reading is not MatrixReading.PUBLISHED or half.published > FEW or more <= 0:
        return None
    href = view.with_(reading=MatrixReading.CODED, page=1).to_search()
    link = tag("a", f"{more:,} more as coded", href=href, data_key="panel-coded")
    return tag("p", link, class_="panel-more no-print")


def _voices(matrix: EvidenceMatrix, place: MatrixPlace) -> str:
    half = matrix.halves[place.token]
    if not half.passages:
        return ""
    named = plural(half.voices, "named participant") if half.voices else "No named participant"
    thin = " Thin voices: at most one named participant stands behind the whole of it." if half.thin else ""
    stand = "stands" if half.voices == 1 else "stand"
    return f"{named} {stand if half.voices else 'stands'} behind what is shown. Table 2 names nobody.{thin}"


def _emptiness(matrix: EvidenceMatrix, place: MatrixPlace) -> list[str]:
    """Why the half, or each half of the cell, has nothing in the reading at all."""
    if place.cell is None:
        return []
    kinds = SIDES if place.half is None else (place.half,)
    empty = [(kind, matrix.at(place.cell, kind).emptiness) for kind in kinds]
    return [
        f"{sentence_case(kind_label(kind))}: {EMPTY_SENTENCES[reason][:1].lower()}{EMPTY_SENTENCES[reason][1:]}"
        for kind, reason in empty
        if reason is not None
    ]


def _ways_on(view: MatrixView, place: MatrixPlace, *, may_edit: bool) -> Markup | None:
    """Where to go from a cell: its links, its figures, a search, and for editors a new statement."""
    cell = place.cell
    if cell is None:
        return None
    reading = Reading.PUBLISHED if view.reading is MatrixReading.PUBLISHED else Reading.CODED
    query = f"block={cell.block}&level={cell.level}"
    more = "" if reading is Reading.PUBLISHED else f"&reading={reading}"
    ways = [
        (f"/links?end={cell.token}&table=into", "What acts on this cell"),
        (f"/links?start={cell.token}&table=out", "What this cell acts on"),
        (f"/heat-map?{query}{more}", "The measured gap by board"),
    ]
    if view.q.strip():
        ways.append((f"/search?{urlencode({'q': view.q})}", "Search all evidence for these words"))
    if may_edit:
        ways.append((f"/evidence/statements/new?cell={cell.token}", "Add a statement here"))
    return tag("ul", joined(tag("li", tag("a", words, href=href)) for href, words in ways), class_="matrix-ways")


def _statements(
    matrix: EvidenceMatrix,
    view: MatrixView,
    place: MatrixPlace,
    known: _Known,
) -> Markup:
    total, _none = matrix.some(place, 0, 0)
    if not total:
        reason = "under these filters " if view.is_filtered else ""
        return tag("p", f"No statement stands here {reason}in this reading.", class_="matrix-nothing")
    pages = -(-total // AT_ONCE)
    page = min(max(view.page, 1), pages)
    first = (page - 1) * AT_ONCE
    _total, shown = matrix.some(place, first, AT_ONCE)
    parts: list[tuple[str, list[Statement]]] = [
        ("Printed in Table 2", [s for s in shown if s.id not in matrix.own and s.reading is Reading.PUBLISHED]),
        ("Coded by us from the texts", [s for s in shown if s.id not in matrix.own and s.reading is Reading.CODED]),
        ("Added here", [s for s in shown if s.id in matrix.own]),
    ]
    lists = [
        joined((tag("h3", f"{title} · {_tally(found)}"), _cards(matrix, found, known)))
        for title, found in parts
        if found
    ]
    return joined((*lists, _pager(view, page, pages, first, len(shown), total)))


def _tally(found: list[Statement]) -> str:
    counted = [(kind, sum(s.kind is kind for s in found)) for kind in StatementKind]
    names = {StatementKind.BOTH: "both"}
    return ", ".join(f"{number} {names.get(kind) or kind_label(kind, number)}" for kind, number in counted if number)


def _cards(matrix: EvidenceMatrix, found: list[Statement], known: _Known) -> Markup:
    items = [
        tag(
            "li",
            statement_card(
                statement,
                known.sources,
                own=statement.id in matrix.own,
                found=highlighted(statement.text, known.words) if known.words else (),
                judged=known.judged,
            ),
            _strategies(statement),
        )
        for statement in found
    ]
    return tag("ul", joined(items), class_="statement-list")


def _strategies(statement: Statement) -> Markup | None:
    """The way from a barrier to what addresses it."""
    if not statement.counts_as(StatementKind.BARRIER):
        return None
    mark = KIND_MARKS[StatementKind.BARRIER]
    words = ("What addresses this barrier", tag("span", f" ({mark} {statement.id})", class_="for-ears"))
    return tag("p", tag("a", *words, href=f"/strategies?barrier={statement.id}"), class_="st-ways no-print")


def _pager(view: MatrixView, page: int, pages: int, first: int, shown: int, total: int) -> Markup | None:
    if pages == 1:
        return None
    here = f"Statements {first + 1:,} to {first + shown:,} of {total:,}. "
    links: list[Markup] = []
    for number, words in ((page - 1, f"Show the {AT_ONCE} before"), (page + 1, f"Show the next {AT_ONCE}")):
        if 1 <= number <= pages:
            href = view.with_(page=number).to_search()
            links.append(tag("a", words, href=href, data_key=f"page-{words[-6:]}", class_=_QUIET))
    return tag("p", here, Markup(" ").join(links), class_="matrix-pager")


def _elsewhere(matrix: EvidenceMatrix, place: MatrixPlace, known: _Known) -> Markup | None:
    """What text and table file in two different cells of which this is one, and which is counted in the other."""
    if place.cell is None:
        return None
    found = [s for s in matrix.elsewhere(place.cell) if place.half is None or s.counts_as(place.half)]
    if not found:
        return None
    title = f"Counted in another cell, though text or table speaks of this one · {len(found)}"
    return joined((tag("h3", title), _cards(matrix, found[:AT_ONCE], known)))


def _copy() -> Markup:
    field = tag("input", type="text", readonly=True, hidden=True, data_copy_field=True, aria_label="Link to this cell")
    button = tag("button", "Copy link to this cell", type="button", data_copy="", data_key="copy-cell", class_=_QUIET)
    return tag("p", tag("span", button, field, class_="copy-link"), class_="no-print")

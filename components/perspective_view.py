"""The view of the perspectives page: its address, its fields, and what each perspective says, side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from components.filters import Choice, select
from components.formatting import listed, plural
from components.framework_words import cell_ways, counted_choices, statement_address
from components.labels import cell_label, label
from components.markup import for_eyes, joined, tag
from components.query_view import QueryView
from components.source_words import source_name
from components.stacked_table import stacked_table
from components.statement_card import KIND_MARKS, said_by
from domain_model.cells import Cell
from domain_model.evidence import Emphasis, Source, Statement, StudyFact
from domain_model.evidence_vocabulary import Perspective
from domain_model.use_cases.compare_perspectives import (
    PERSPECTIVES,
    PerspectiveComparison,
    PerspectiveFilter,
    PerspectiveRow,
    PerspectiveSaid,
)
from domain_model.vocabulary import BuildingBlock, Emptiness, Level

SHOWN = 8
"""How many statements of a perspective stand in a cell; the matrix has the rest."""

NO_VOICE = "no voice of this kind in these sources"
NOTHING_SAID = "not asked: these voices name other cells"
_OF_VOICES = ("not tied to roles", "no patients or carers")
"""What of the facts of the study bears on how its voices may be read."""


@dataclass(frozen=True, slots=True)
class PerspectivesView(QueryView):
    """Which rows are shown, by building block and level, and of which source."""

    block: BuildingBlock | None = None
    level: Level | None = None
    source: str = ""

    def filter(self) -> PerspectiveFilter:
        """What the use case is asked for."""
        return PerspectiveFilter(self.block, self.level, self.source)


def perspectives_filters(view: PerspectivesView, found: PerspectiveComparison, sources: Mapping[str, Source]) -> Markup:
    """The bar of fields; a source stands in it with how many things its voices say."""
    blocks: list[Choice] = [("", "all six"), *((block.value, label(block)) for block in BuildingBlock)]
    levels: list[Choice] = [("", "all three"), *((level.value, label(level)) for level in Level)]
    named = [(source.id, source_name(source)) for source in sources.values()]
    fields = (
        select("block", "Building block", blocks, view.block or ""),
        select("level", "Level", levels, view.level or ""),
        select("source", "Source", counted_choices("all sources", named, found.sources, view.source), view.source),
    )
    reset = tag("a", "Reset all", href="?", class_="reset", data_key="reset")
    return tag("div", *fields, reset, class_="filters", role="group", aria_label="Choose what is shown")


def perspectives_part(
    view: PerspectivesView, found: PerspectiveComparison, sources: Mapping[str, Source], facts: Sequence[StudyFact]
) -> Markup:
    """How to read it, the table side by side, which cells nobody speaks of, and what could not be placed."""
    return joined(
        (
            _reading(found, facts),
            _table(view, found, sources) if found.rows else _nothing(found),
            _silent(found),
            _unplaced(view, found),
        )
    )


def _reading(found: PerspectiveComparison, facts: Sequence[StudyFact]) -> Markup:
    """What the numbers are not, and what the study says of its own voices, in the words of its data."""
    absent = [label(one).lower() for one in PERSPECTIVES if one not in found.voices]
    clauses = [(clause, fact.place) for fact in facts for clause in fact.note.split("; ")]
    told = [f"{clause} ({place})" for clause, place in clauses if any(words in clause for words in _OF_VOICES)]
    of_study = (
        f"The study behind the published table says of its own voices: {'; '.join(told)}. Its statements therefore "
        "stand here only where its text names the perspective."
    )
    return joined(
        (
            tag(
                "p",
                "How many things a perspective says is a matter of whom the sources asked and how long they are. "
                "It is never its weight, and an empty place is not agreement.",
                class_="note",
            ),
            tag("p", f"These sources have no voice of: {listed(absent)}.", class_="note") if absent else None,
            tag("p", of_study, class_="note") if told else None,
        )
    )


def _table(view: PerspectivesView, found: PerspectiveComparison, sources: Mapping[str, Source]) -> Markup:
    numbers = {one: sum(row.said[one].number for row in found.rows) for one in PERSPECTIVES}
    counted = "; ".join(f"{label(one).lower()} {number}" for one, number in numbers.items())
    caption = (
        f"What each perspective emphasises in {plural(len(found.rows), 'row')}: {counted}. "
        "Something said of several cells stands in each."
    )
    headings = ("Cell", *(label(one) for one in PERSPECTIVES))
    rows = [(_head(row), *(_said(row, one, sources) for one in PERSPECTIVES)) for row in found.rows]
    return tag("div", stacked_table(caption, headings, rows), class_="perspectives")


def _head(row: PerspectiveRow) -> Markup:
    if row.cell is None:
        return tag("span", "In no single cell")
    ways = tag("details", tag("summary", "elsewhere"), cell_ways(row.cell, "", here="/perspectives"), class_="no-print")
    return joined((tag("span", cell_label(row.cell), id=f"cell-{row.cell.token.replace('/', '-')}"), ways))


def _said(row: PerspectiveRow, perspective: Perspective, sources: Mapping[str, Source]) -> Markup:
    said = row.said[perspective]
    if said.emptiness is not None:
        return tag("span", _EMPTY[said.emptiness], class_="perspective-none")
    items = [
        *(_emphasis(one, said.statement_of.get(one.id), sources) for one in said.emphases),
        *(_statement(one, sources) for one in said.statements[:SHOWN]),
    ]
    return joined((tag("ul", *items), _more(said, row.cell, perspective)))


_EMPTY = {Emptiness.NO_DATA: NO_VOICE, Emptiness.NOT_ASKED: NOTHING_SAID}


def _emphasis(one: Emphasis, same: Statement | None, sources: Mapping[str, Source]) -> Markup:
    """What is emphasised, as a link where a statement of the evidence says the same."""
    where = f"{one.voice}; {source_name(sources.get(one.source))}, {one.place}"
    if same is None:
        return tag("li", one.text, tag("small", where))
    kind = joined((for_eyes(f"{KIND_MARKS[same.kind]} "), label(same.kind)))
    return tag("li", tag("a", one.text, href=statement_address(same.id)), tag("small", kind, f"; {where}"))


def _statement(one: Statement, sources: Mapping[str, Source]) -> Markup:
    voice = said_by(one)
    where = f"{source_name(sources.get(one.source))}, {one.place}"
    kind = joined((for_eyes(f"{KIND_MARKS[one.kind]} "), label(one.kind)))
    link = tag("a", one.text, href=statement_address(one.id))
    return tag("li", link, tag("small", kind, f"; {voice}; {where}" if voice else f"; {where}"))


def _more(said: PerspectiveSaid, cell: Cell | None, perspective: Perspective) -> Markup | None:
    further = len(said.statements) - SHOWN
    if further <= 0:
        return None
    place = f"&cell={cell.token}" if cell else ""
    address = f"/matrix?reading=extended&perspectives={perspective}{place}"
    return tag("p", tag("a", f"{plural(further, 'further statement')} in the matrix", href=address))


def _nothing(found: PerspectiveComparison) -> Markup:
    words = "No voice that can be placed says anything here." if found.sources else (
        "The catalogue of this copy holds nothing yet of which it is known who says it."
    )  # fmt: skip
    return tag("p", words, " ", tag("a", "Reset all", href="?"), class_="perspective-none")


def _silent(found: PerspectiveComparison) -> Markup | None:
    if not found.silent:
        return None
    items = (tag("li", cell_label(cell)) for cell in found.silent)
    words = f"{plural(len(found.silent), 'cell')} of which none of these voices says anything"
    return tag(
        "section",
        tag("h2", "Where nobody speaks"),
        tag("p", f"{words}. These sources asked for what matters most, not cell by cell: that is not agreement."),
        tag("ul", *items, class_="perspective-silent"),
    )


def _unplaced(view: PerspectivesView, found: PerspectiveComparison) -> Markup | None:
    if not found.unplaced:
        return None
    of_source = f"&sources={quote(view.source)}" if view.source else ""
    link = tag("a", "They are in the matrix", href=f"/matrix?reading=extended&perspectives=unknown{of_source}")
    many = plural(found.unplaced, "statement")
    words = f"{many} of these sources {'is' if found.unplaced == 1 else 'are'} by voices whose perspective is not said"
    return tag("p", f"{words}, and so in no column. ", link, ".")

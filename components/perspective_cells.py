"""What each perspective says, cell by cell and side by side, with the authors of the documents apart from the rest."""

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from components.added_words import added_tag
from components.formatting import listed, plural, sentence_case
from components.framework_words import cell_ways, statement_address
from components.labels import cell_label, label
from components.markup import for_ears, for_eyes, joined, tag
from components.source_words import source_name
from components.stacked_table import stacked_table
from components.statement_card import KIND_MARKS, said_by
from domain_model.cells import Cell
from domain_model.evidence import Emphasis, Source, Statement
from domain_model.evidence_vocabulary import Perspective
from domain_model.use_cases.compare_perspectives import (
    PERSPECTIVES,
    PerspectiveComparison,
    PerspectiveRow,
    PerspectiveSaid,
)
from domain_model.vocabulary import BuildingBlock, Emptiness

FIRST = 3
"""How many things of a perspective stand in a cell at once; the others are behind a line that counts them."""

SHOWN = 12
"""How many statements of a perspective stand in a cell, folded ones with them; the matrix has the rest."""

FEW = 3
"""Of so many cells each is open on a wide screen, whoever speaks there."""

NO_VOICE = "no voice of this kind in these sources"
NOTHING_SAID = "nothing said of this cell: these voices speak of others"
OWN_VOICE = "the document authors' own voice"
"""What the statements of research are on this page: what those who wrote the documents say themselves."""

Sources = Mapping[str, Source]

_EMPTY = {Emptiness.NO_DATA: NO_VOICE, Emptiness.NOT_ASKED: NOTHING_SAID}
_NOWHERE = "In no single cell"
_VOICES = tuple(one for one in PERSPECTIVES if one is not Perspective.RESEARCH)


def voices_table(found: PerspectiveComparison) -> Markup:
    """How many different things each perspective says of each building block, whose name leads to its cells."""
    counted = "; ".join(f"{label(one).lower()} {number}" for one, number in _different(found.rows).items())
    caption = (
        f"How many different things are said in all: {counted}. Research is {OWN_VOICE}. What is said of several "
        "building blocks counts in each; the name of a building block leads to its cells."
    )
    headings = ("Building block", *(label(one) for one in PERSPECTIVES))
    rows = [
        (tag("a", title, href=f"#{place}"), *(_number(number) for number in _different(rows).values()))
        for title, place, rows in _blocks(found.rows)
    ]
    return tag("div", stacked_table(caption, headings, rows), class_="perspective-numbers")


def _number(number: int) -> Markup:
    return tag("span", str(number)) if number else tag("span", "none", class_="perspective-none")


def _heading(perspective: Perspective) -> str:
    return f"{label(perspective)}: {OWN_VOICE}" if perspective is Perspective.RESEARCH else label(perspective)


def _different(rows: Iterable[PerspectiveRow]) -> Mapping[Perspective, int]:
    """How many different things each perspective says in these rows, what stands in several of them once."""
    said = {one: [row.said[one] for row in rows] for one in PERSPECTIVES}
    return {one: len(_ids(parts)) for one, parts in said.items()}


def things_said(found: PerspectiveComparison) -> frozenset[str]:
    """The ids of all the different things that are said in these rows, each once."""
    return frozenset(_ids(said for row in found.rows for said in row.said.values()))


def _ids(parts: Iterable[PerspectiveSaid]) -> set[str]:
    ids: set[str] = set()
    repeating: set[str] = set()
    for part in parts:
        ids.update(one.id for one in (*part.emphases, *part.statements))
        repeating.update(one.id for one in part.statement_of.values())
    return ids - repeating


def _blocks(rows: Sequence[PerspectiveRow]) -> list[tuple[str, str, list[PerspectiveRow]]]:
    """The rows of each building block under its name and its place on the page, last what is in no single cell."""
    named = [
        (label(block), f"block-{block}", [row for row in rows if row.cell and row.cell.block is block])
        for block in BuildingBlock
    ]
    named.append((_NOWHERE, "block-none", [row for row in rows if row.cell is None]))
    return [(title, place, here) for title, place, here in named if here]


def voices_by_block(found: PerspectiveComparison, sources: Sources) -> Markup:
    """The cells of each building block; one of which only the authors speak is folded where there are many."""
    number = len(found.rows)
    sections = (
        tag(
            "section",
            tag("h2", title, id=place),
            *(_cell(row, sources, is_few=number <= FEW, is_alone=number == 1) for row in rows),
        )
        for title, place, rows in _blocks(found.rows)
    )
    return tag("div", *sections, class_="perspectives")


def _cell(row: PerspectiveRow, sources: Sources, *, is_few: bool, is_alone: bool) -> Markup:
    """A cell: its sentence, then what each perspective says. On a phone all are folded unless it is the only one."""
    title = cell_label(row.cell) if row.cell else _NOWHERE
    place = row.cell.token.replace("/", "-") if row.cell else "none"
    is_open = is_few or any(row.said[one].number for one in _VOICES)
    voices = tag("div", *(_said(row, one, sources) for one in _VOICES), class_="perspective-voices")
    ways = cell_ways(row.cell, "", here="/perspectives") if row.cell else None
    return tag(
        "details",
        tag("summary", tag("h3", title, id=f"cell-{place}"), " ", tag("span", summary_sentence(row))),
        tag("div", voices, _said(row, Perspective.RESEARCH, sources), ways, class_="perspective-columns"),
        class_="perspective-cell",
        open=is_open,
        data_close_on_phone="" if is_open and not is_alone else None,
    )


def summary_sentence(row: PerspectiveRow) -> str:
    """Who speaks of a cell and how often, and who does not: what is read while the cell is folded."""
    speaking = [
        f"{label(one).lower()} says {plural(row.said[one].number, 'thing')}" for one in _VOICES if row.said[one].number
    ]
    silent = [label(one).lower() for one in _VOICES if not row.said[one].number]
    authors = row.said[Perspective.RESEARCH].number
    by_authors = f"the authors say {plural(authors, 'thing')}" if authors else "nothing from the authors themselves"
    if not speaking:
        return f"Only the authors of the documents speak of this: {plural(authors, 'thing')}."
    nothing = f"nothing from {listed(silent)}" if silent else ""
    return f"{sentence_case('; '.join(part for part in (listed(speaking), nothing, by_authors) if part))}."


def _said(row: PerspectiveRow, perspective: Perspective, sources: Sources) -> Markup:
    said = row.said[perspective]
    is_research = perspective is Perspective.RESEARCH
    return tag(
        "div",
        tag("h4", _heading(perspective)),
        _things(said, row.cell, perspective, sources)
        if said.emptiness is None
        else tag("p", tag("span", _EMPTY[said.emptiness], class_="perspective-none")),
        class_="perspective-said perspective-authors" if is_research else "perspective-said",
        data_perspective=perspective.value,
    )


def _things(said: PerspectiveSaid, cell: Cell | None, perspective: Perspective, sources: Sources) -> Markup:
    items = [
        *(_emphasis(one, said.statement_of.get(one.id), sources) for one in said.emphases),
        *(_statement(one, sources) for one in said.statements[:SHOWN]),
    ]
    further = len(said.statements) - SHOWN
    hidden = items[FIRST:]
    whose = for_ears(f" of {label(perspective).lower()}, {cell_label(cell) if cell else _NOWHERE.lower()}")
    return joined(
        (
            tag("ul", *items[:FIRST]),
            tag("details", tag("summary", f"show {len(hidden)} more", whose), tag("ul", *hidden), class_="behind-key")
            if hidden
            else None,
            _rest(further, cell, perspective) if further > 0 else None,
        )
    )


def _emphasis(one: Emphasis, same: Statement | None, sources: Sources) -> Markup:
    """What is emphasised, as a link where a statement of the evidence says the same."""
    where = f"{one.voice}; {source_name(sources.get(one.source))}, {one.place}"
    if same is None:
        return tag("li", one.text, tag("small", where))
    link = tag("a", one.text, href=statement_address(same.id))
    return tag("li", link, tag("small", _kind(same), f"; {where}", _added(same)))


def _statement(one: Statement, sources: Sources) -> Markup:
    voice = said_by(one)
    where = f"{source_name(sources.get(one.source))}, {one.place}"
    link = tag("a", one.text, href=statement_address(one.id))
    return tag("li", link, tag("small", _kind(one), f"; {voice}; {where}" if voice else f"; {where}", _added(one)))


def _added(one: Statement) -> Markup | None:
    mark = added_tag(one.id)
    return joined(("; ", mark)) if mark else None


def _kind(one: Statement) -> Markup:
    return joined((for_eyes(f"{KIND_MARKS[one.kind]} "), label(one.kind)))


def _rest(further: int, cell: Cell | None, perspective: Perspective) -> Markup:
    place = f"&cell={cell.token}" if cell else ""
    address = f"/matrix?reading=extended&perspectives={perspective}{place}"
    return tag("p", tag("a", f"{plural(further, 'further statement')} in the matrix", href=address))

"""Reads the evidence of the seed: sources, statements, the published table, links and words."""

from collections.abc import Collection, Container
from pathlib import Path

from data.errors import SeedError
from data.seed_frameworks import read_emphases, read_expected_moves, read_framework_entries, read_strategies
from data.seed_rows import WIDE_BLOCKS, WIDE_LEVEL, SeedRow, read_keyed
from domain_model.cells import CELLS, CellWords
from domain_model.dataset import Evidence
from domain_model.evidence import (
    Contradiction,
    GlossaryTerm,
    Link,
    PublishedCell,
    QuotedFigure,
    Source,
    Statement,
    StudyFact,
    Subtheme,
)
from domain_model.evidence_vocabulary import Perspective, PlacementBasis, PopulationGroup
from domain_model.vocabulary import (
    BuildingBlock,
    CellState,
    LinkBasis,
    LinkSign,
    Reading,
    StatementKind,
)

SOURCES = "sources.csv"
STATEMENTS = "statements.csv"


def read_evidence(folder: Path, pairs: Collection[str]) -> Evidence:
    """The evidence catalogue of a seed folder; `pairs` are the ids of the pairs that a barrier may move.

    Raises:
        SeedError: if a row breaks the contract of docs/seed-format.md.
    """
    sources = _sources(folder)
    known = {source.id for source in sources}
    subthemes = _subthemes(folder, known)
    statements = _statements(folder, known, {subtheme.id for subtheme in subthemes})
    entries = read_framework_entries(folder, known)
    return Evidence(
        sources=sources,
        statements=statements,
        published_cells=_published_cells(folder),
        subthemes=subthemes,
        links=_links(folder, known),
        study_facts=_study_facts(folder, known),
        quoted_figures=_quoted_figures(folder, known),
        contradictions=_contradictions(folder, known),
        framework_entries=entries,
        emphases=read_emphases(folder, known),
        strategies=read_strategies(folder, statements, entries),
        expected_moves=read_expected_moves(folder, statements, pairs),
    )


def read_cell_words(folder: Path) -> tuple[CellWords, ...]:
    """What each of the 18 cells is about; refused where one has no words."""
    file = "cell_words.csv"
    words = tuple(
        CellWords(row.cell(), row.required("meaning"), row.required("question"))
        for _key, row in read_keyed(folder, file, "block level meaning question", key="block level")
    )
    for cell in CELLS:
        if cell not in {found.cell for found in words}:
            raise SeedError(file, len(words) + 2, f"no words for {cell.token}: add a row for it")
    return words


def read_glossary(folder: Path) -> tuple[GlossaryTerm, ...]:
    """The words the product uses, in plain English."""
    return tuple(
        GlossaryTerm(row.required("term"), row.required("plain_meaning"), row.text("more"))
        for _key, row in read_keyed(folder, "glossary.csv", "term plain_meaning more", key="term")
    )


def _sources(folder: Path) -> tuple[Source, ...]:
    columns = "id title authors year publisher kind citation note evidence_from evidence_to url"
    return tuple(_source(row) for _key, row in read_keyed(folder, SOURCES, columns, key="id"))


def _source(row: SeedRow) -> Source:
    first, last = row.whole_or_none("evidence_from"), row.whole_or_none("evidence_to")
    if (first is None) != (last is None):
        raise row.refuse("evidence_from and evidence_to go together: fill in both or neither")
    if first is not None and last is not None and first > last:
        raise row.refuse(f"evidence_from {first} is after evidence_to {last}: correct the years")
    return Source(
        id=row.required("id"),
        title=row.text("title"),
        authors=row.text("authors"),
        year=row.text("year"),
        publisher=row.text("publisher"),
        kind=row.required("kind"),
        citation=row.required("citation"),
        note=row.text("note"),
        evidence_from=first,
        evidence_to=last,
        url=row.text("url"),
    )


def _statements(folder: Path, sources: Container[str], subthemes: Container[str]) -> tuple[Statement, ...]:
    columns = (
        "id kind cells text source place participant voice reading in_table2 also_in note "
        "subtheme groups basis perspective"
    )
    rows = read_keyed(folder, STATEMENTS, columns, key="id")
    read = [(row, _statement(row, sources, subthemes)) for _key, row in rows]
    entries = {statement.id for _row, statement in read if statement.reading is Reading.PUBLISHED}
    for row, statement in read:
        for entry in statement.in_table2:
            row.as_known(entry, "in_table2", entries, f"{STATEMENTS} as a published entry")
    return tuple(statement for _row, statement in read)


def _statement(row: SeedRow, sources: Container[str], subthemes: Container[str]) -> Statement:
    row.required("cells")
    named = row.listed("cells")
    wide = [token for token in named if _is_wide(row, token)]
    return Statement(
        id=row.required("id"),
        kind=row.token("kind", StatementKind),
        cells=tuple(row.as_cell(token, "cells") for token in named if token not in wide),
        text=row.required("text"),
        source=row.known("source", sources, SOURCES),
        place=row.required("place"),
        participant=row.text("participant"),
        voice=row.required("voice"),
        reading=row.token("reading", Reading),
        in_table2=row.listed("in_table2"),
        also_in=tuple(row.as_cell(token, "also_in") for token in row.listed("also_in")),
        note=row.text("note"),
        placement=row.text("cells") if wide else "",
        subtheme=row.known("subtheme", subthemes, "subthemes.csv") if row.text("subtheme") else "",
        groups=tuple(row.as_token(token, "groups", PopulationGroup) for token in row.listed("groups")),
        basis=row.token("basis", PlacementBasis),
        perspective=row.token("perspective", Perspective),
    )


def _is_wide(row: SeedRow, token: str) -> bool:
    """Whether a place names every block or every level, and so no cell."""
    block, _slash, level = token.partition("/")
    if block not in WIDE_BLOCKS and level != WIDE_LEVEL:
        return False
    row.wide_place(block, level, "cells")
    return True


def _published_cells(folder: Path) -> tuple[PublishedCell, ...]:
    cells: list[PublishedCell] = []
    columns = "block level kind count state"
    for _key, row in read_keyed(folder, "table2_cells.csv", columns, key="block level kind"):
        kind = row.token("kind", StatementKind)
        if kind not in {StatementKind.BARRIER, StatementKind.ENABLER}:
            raise row.refuse(f"kind is {kind.value!r}: the published table has barrier and enabler only")
        published = PublishedCell(row.cell(), kind, row.whole("count"), row.token("state", CellState))
        if (published.state is CellState.ENTRIES) != (published.count > 0):
            raise row.refuse(f"state {published.state.value!r} does not go with a count of {published.count}")
        cells.append(published)
    return tuple(cells)


def _subthemes(folder: Path, sources: Container[str]) -> tuple[Subtheme, ...]:
    columns = "id block order label gist source place"
    return tuple(
        Subtheme(
            id=row.required("id"),
            block=row.token("block", BuildingBlock),
            order=row.whole("order"),
            label=row.required("label"),
            gist=row.required("gist"),
            source=row.known("source", sources, SOURCES),
            place=row.required("place"),
        )
        for _key, row in read_keyed(folder, "subthemes.csv", columns, key="id")
    )


def _links(folder: Path, sources: Container[str]) -> tuple[Link, ...]:
    columns = "id from_block from_level to_block to_level sign text basis basis_note source place"
    return tuple(_link(row, sources) for _key, row in read_keyed(folder, "links.csv", columns, key="id"))


def _link(row: SeedRow, sources: Container[str]) -> Link:
    origin = row.wide_place(row.required("from_block"), row.required("from_level"), "from")
    target = row.wide_place(row.required("to_block"), row.required("to_level"), "to")
    return Link(
        id=row.required("id"),
        from_block=origin[0],
        from_level=origin[1],
        to_block=target[0],
        to_level=target[1],
        from_words=f"{row.text('from_block')}/{row.text('from_level')}" if None in origin else "",
        to_words=f"{row.text('to_block')}/{row.text('to_level')}" if None in target else "",
        sign=row.token("sign", LinkSign),
        text=row.required("text"),
        basis=row.token("basis", LinkBasis),
        basis_note=row.text("basis_note"),
        source=row.known("source", sources, SOURCES),
        place=row.required("place"),
    )


def _study_facts(folder: Path, sources: Container[str]) -> tuple[StudyFact, ...]:
    columns = "record item value note source place"
    return tuple(
        StudyFact(
            record=row.required("record"),
            item=row.required("item"),
            value=row.text("value"),
            note=row.text("note"),
            source=row.known("source", sources, SOURCES),
            place=row.required("place"),
        )
        for _key, row in read_keyed(folder, "participants.csv", columns, key="record item")
    )


def _quoted_figures(folder: Path, sources: Container[str]) -> tuple[QuotedFigure, ...]:
    columns = (
        "id source measure group value low high unit period geography citation block level comparison use note place"
    )
    figures: list[QuotedFigure] = []
    for _key, row in read_keyed(folder, "quoted_figures.csv", columns, key="id"):
        cell = row.cell()
        figures.append(
            QuotedFigure(
                id=row.required("id"),
                source=row.known("source", sources, SOURCES),
                measure=row.required("measure"),
                group=row.text("group"),
                value=row.text("value"),
                low=row.text("low"),
                high=row.text("high"),
                unit=row.text("unit"),
                period=row.text("period"),
                geography=row.text("geography"),
                citation=row.text("citation"),
                block=cell.block,
                level=cell.level,
                comparison=row.text("comparison"),
                use=row.required("use"),
                note=row.text("note"),
                place=row.required("place"),
            )
        )
    return tuple(figures)


def _contradictions(folder: Path, sources: Container[str]) -> tuple[Contradiction, ...]:
    found: list[Contradiction] = []
    columns = "id source other_source subject finding place"
    for _key, row in read_keyed(folder, "contradictions.csv", columns, key="id"):
        for other in row.listed("other_source"):
            row.as_known(other, "other_source", sources, SOURCES)
        found.append(
            Contradiction(
                id=row.required("id"),
                source=row.known("source", sources, SOURCES),
                other_source=row.text("other_source"),
                subject=row.required("subject"),
                finding=row.required("finding"),
                place=row.required("place"),
            )
        )
    return tuple(found)

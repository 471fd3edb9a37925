"""Puts the published dataset into its tables: the way from domain object to row."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, delete, insert

from data import evidence_tables as evidence
from data import tables
from data.published_content import PublishedContent
from domain_model.cells import Cell
from domain_model.evidence import Emphasis, FrameworkEntry, Statement
from domain_model.geography import Area
from domain_model.indicators import Observation
from domain_model.parity import ParityPair, SideSource
from domain_model.vocabulary import Side

Row = dict[str, Any]
TOGETHER = 5_000
"""Rows that are handed to the database at a time."""


def replace_content(connection: Connection, content: PublishedContent, version: str, seed_digest: str) -> None:
    """Put the content in the place of what was published before, within the caller's transaction."""
    written = list(_rows_by_table(content))
    for kind, _rows in reversed(written):
        connection.execute(delete(tables.table_of(kind)))
    for kind, rows in written:
        _insert(connection, kind, rows)
    mark = {"id": 1, "version": version, "seed_digest": seed_digest}
    connection.execute(delete(tables.table_of(tables.PublishedDatasetRow)))
    connection.execute(insert(tables.table_of(tables.PublishedDatasetRow)), mark)


def _insert(connection: Connection, kind: type[tables.Base], rows: Iterable[Row]) -> None:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == TOGETHER:
            connection.execute(insert(tables.table_of(kind)), batch)
            batch = []
    if batch:
        connection.execute(insert(tables.table_of(kind)), batch)


def _rows_by_table(content: PublishedContent) -> Iterator[tuple[type[tables.Base], Iterable[Row]]]:
    """Each table with its rows, those that others refer to first."""
    geography, catalogue = content.geography, content.evidence
    codes = sorted({area.code for area in geography.areas})
    yield tables.AreaCodeRow, [{"code": code} for code in codes]
    yield tables.AreaRow, [_area(number, area) for number, area in enumerate(geography.areas, start=1)]
    yield (
        tables.AreaVintageRow,
        [
            {"code": area.code, "vintage": vintage.value, "area": number}
            for number, area in enumerate(geography.areas, start=1)
            for vintage in sorted(area.vintages)
        ],
    )
    yield tables.SuccessionRow, map(_as_it_is, geography.successions)
    yield tables.PublicationRow, map(_as_it_is, content.publications)
    yield tables.IndicatorRow, map(_as_it_is, content.indicators)
    yield tables.ObservationRow, (_observation(n, o) for n, o in enumerate(content.observations, start=1))
    yield tables.PairRow, map(_pair, content.pairs)
    yield tables.SpreadRow, map(_as_it_is, content.spreads)
    yield evidence.SourceRow, map(_as_it_is, catalogue.sources)
    yield evidence.StatementRow, map(_statement, catalogue.statements)
    yield evidence.StatementCellRow, [row for s in catalogue.statements for row in _statement_cells(s)]
    yield (
        evidence.StatementRepeatRow,
        [
            {"statement": statement.id, "entry": entry, "position": position}
            for statement in catalogue.statements
            for position, entry in enumerate(statement.in_table2)
        ],
    )
    yield evidence.PublishedCellRow, [_in_cell(published) for published in catalogue.published_cells]
    yield evidence.SubthemeRow, map(_as_it_is, catalogue.subthemes)
    yield evidence.LinkRow, map(_as_it_is, catalogue.links)
    yield evidence.StudyFactRow, map(_as_it_is, catalogue.study_facts)
    yield evidence.QuotedFigureRow, map(_as_it_is, catalogue.quoted_figures)
    yield evidence.ContradictionRow, map(_as_it_is, catalogue.contradictions)
    yield evidence.FrameworkEntryRow, [_listed(entry) for entry in catalogue.framework_entries]
    yield evidence.EmphasisRow, [_listed(emphasis) for emphasis in catalogue.emphases]
    yield evidence.StrategyRow, map(_as_it_is, catalogue.strategies)
    yield evidence.ExpectedMoveRow, map(_as_it_is, catalogue.expected_moves)
    yield evidence.CellWordsRow, [_in_cell(words) for words in content.cell_words]
    yield evidence.GlossaryTermRow, map(_as_it_is, content.glossary)


def _as_it_is(item: object, *, without: frozenset[str] = frozenset()) -> Row:
    """An object whose fields are columns of the same names; an enum's value is its token."""
    names = (field.name for field in fields(item) if field.name not in without)  # type: ignore[arg-type]
    return {name: _token(getattr(item, name)) for name in names}


def _token(value: object) -> object:
    return str(value) if isinstance(value, str) else value


def _place(cell: Cell) -> Row:
    return {"block": cell.block.value, "level": cell.level.value}


def _in_cell(item: object) -> Row:
    """An object with a cell, whose other fields are columns."""
    row = _as_it_is(item)
    return _place(row.pop("cell")) | row


def _area(number: int, area: Area) -> Row:
    row = _as_it_is(area, without=frozenset({"vintages"}))
    return row | {"id": number, "region": area.region or None}


def _observation(number: int, figure: Observation) -> Row:
    return {
        "id": number,
        "indicator": figure.indicator,
        "area": figure.area,
        "geography": figure.geography,
        "period_label": figure.period.label,
        "period_start": figure.period.start,
        "period_end": figure.period.end,
        "breakdown": figure.breakdown,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "count": figure.count,
        "denominator": figure.denominator,
        "status": " ".join(sorted(figure.status)),
        "organisations": figure.organisations,
        "organisations_expected": figure.organisations_expected,
        "note": figure.note,
        "publication": figure.publication,
    }


def _pair(pair: ParityPair) -> Row:
    row = _as_it_is(pair, without=frozenset({"cell", "words", *Side}))
    return (
        row
        | {"superseded_by": pair.superseded_by or None}
        | _place(pair.cell)
        | _side(Side.MENTAL, pair.mental)
        | _side(Side.COMPARATOR, pair.comparator)
        | _as_it_is(pair.words)
    )


def _side(side: Side, source: SideSource | None) -> Row:
    return {
        f"{side}_indicator": source.indicator if source else None,
        f"{side}_reading": source.reading.value if source else "",
        f"{side}_breakdown": source.breakdown if source else "",
    }


def _statement(statement: Statement) -> Row:
    row = _as_it_is(statement, without=frozenset({"cells", "in_table2", "also_in"}))
    return row | {"groups": " ".join(statement.groups)}


def _listed(item: FrameworkEntry | Emphasis) -> Row:
    """An object whose lists of cells and groups are columns with spaces between the tokens."""
    row = _as_it_is(item) | {"cells": " ".join(cell.token for cell in item.cells)}
    return row | ({"groups": " ".join(item.groups)} if isinstance(item, FrameworkEntry) else {})


def _statement_cells(statement: Statement) -> Iterator[Row]:
    for is_contested, cells in ((False, statement.cells), (True, statement.also_in)):
        for position, cell in enumerate(cells):
            yield _place(cell) | {
                "statement": statement.id,
                "is_contested": is_contested,
                "position": position,
            }

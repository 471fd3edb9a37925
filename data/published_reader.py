"""Takes the published dataset out of its tables: the way from row to domain object."""

import re
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from data import evidence_tables as evidence
from data import tables
from data.published_content import PublishedContent
from domain_model.cells import CELLS, Cell, CellWords
from domain_model.dataset import Evidence
from domain_model.evidence import (
    Contradiction,
    Emphasis,
    ExpectedMove,
    FrameworkEntry,
    GlossaryTerm,
    Link,
    PublishedCell,
    QuotedFigure,
    Source,
    Statement,
    Strategy,
    StudyFact,
    Subtheme,
)
from domain_model.evidence_vocabulary import (
    FrameworkKind,
    Perspective,
    PlacementBasis,
    PopulationGroup,
    StrategyStrength,
    Wording,
)
from domain_model.geography import Area, Geography, Succession
from domain_model.indicators import Indicator, Observation, Period, Publication
from domain_model.parity import PairWords, ParityPair, SideSource, Spread
from domain_model.vocabulary import (
    AreaKind,
    BuildingBlock,
    CellState,
    CopyStatus,
    Grade,
    Level,
    LinkBasis,
    LinkSign,
    Measure,
    PairKind,
    Polarity,
    Reading,
    Scale,
    Side,
    SideReading,
    StatementKind,
    StatusCode,
    Vintage,
)

Made = TypeVar("Made")
Token = TypeVar("Token", bound=StrEnum)
Row = dict[str, Any]


def read_content(connection: Connection) -> PublishedContent:
    """Everything published, in the order of its keys whatever the order of the rows."""
    return PublishedContent(
        geography=_geography(connection),
        publications=tuple(
            _made(Publication, row, copy_status=CopyStatus) for row in _rows(connection, tables.PublicationRow, "id")
        ),
        indicators=tuple(
            _made(Indicator, row, scale=Scale, polarity=Polarity)
            for row in _rows(connection, tables.IndicatorRow, "id")
        ),
        observations=tuple(_observations(connection)),
        pairs=tuple(_pair(row) for row in _rows(connection, tables.PairRow, "id")),
        spreads=tuple(
            _made(Spread, row) for row in _rows(connection, tables.SpreadRow, "pair", "period_end", "set_name")
        ),
        evidence=read_evidence(connection),
        cell_words=tuple(
            sorted(
                (_in_cell(CellWords, row) for row in _rows(connection, evidence.CellWordsRow)),
                key=lambda words: CELLS.index(words.cell),
            )
        ),
        glossary=tuple(
            sorted(
                (_made(GlossaryTerm, row) for row in _rows(connection, evidence.GlossaryTermRow)),
                key=lambda term: (term.term.casefold(), term.term),
            )
        ),
    )


def _rows(connection: Connection, kind: type[tables.Base], *keys: str) -> list[Row]:
    """The rows of a table, sorted here: databases disagree on the order of words."""
    rows = map(dict, connection.execute(select(tables.table_of(kind))).mappings())
    return sorted(rows, key=lambda row: [_natural(row[key]) for key in keys])


def _natural(key: object) -> list[tuple[int, str]]:
    """Sorts S2 before S10."""
    parts = re.findall(r"\d+|\D+", str(key))
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _made(make: type[Made], row: Row, **tokens: type[StrEnum]) -> Made:
    """An object whose fields are columns of the same names, some of them tokens of a closed list."""
    return make(**{name: tokens[name](row[name]) if name in tokens else row[name] for name in row})


def _in_cell(make: type[Made], row: Row, **tokens: type[StrEnum]) -> Made:
    """An object with a cell, whose other fields are columns."""
    others = {name: value for name, value in row.items() if name not in {"block", "level"}}
    return _made(make, {"cell": _cell(row)} | others, **tokens)


def _cell(row: Row) -> Cell:
    return Cell(BuildingBlock(row["block"]), Level(row["level"]))


def _or_none(token: str | None, tokens: type[Token]) -> Token | None:
    return None if token is None else tokens(token)


def _geography(connection: Connection) -> Geography:
    vintages: dict[int, set[Vintage]] = defaultdict(set)
    for row in _rows(connection, tables.AreaVintageRow):
        vintages[row["area"]].add(Vintage(row["vintage"]))
    areas = tuple(
        Area(
            code=row["code"],
            name=row["name"],
            short_name=row["short_name"],
            kind=AreaKind(row["kind"]),
            region=row["region"] or "",
            ons_code=row["ons_code"],
            population=row["population"],
            valid_from=row["valid_from"],
            valid_to=row["valid_to"],
            vintages=frozenset(vintages[row["id"]]),
        )
        for row in _rows(connection, tables.AreaRow, "code", "ons_code")
    )
    moves = _rows(connection, tables.SuccessionRow, "predecessor", "successor", "date")
    return Geography(areas, tuple(_made(Succession, row) for row in moves))


def _observations(connection: Connection) -> Iterator[Observation]:
    """The figures, oldest first; periods and statuses are shared, for there are few of them."""
    columns = tables.table_of(tables.ObservationRow).c
    periods: dict[tuple[Any, ...], Period] = {}
    statuses: dict[str, frozenset[StatusCode]] = {}
    query = select(
        columns.period_label, columns.period_start, columns.period_end, columns.status, columns.indicator,
        columns.area, columns.publication, columns.value, columns.geography, columns.breakdown, columns.low,
        columns.high, columns.count, columns.denominator, columns.organisations,
        columns.organisations_expected, columns.note,
    ).order_by(columns.period_end, columns.period_start, columns.id)  # fmt: skip
    for (
        label, start, end, codes, indicator, area, publication, value, geography, breakdown, low,
        high, count, denominator, organisations, expected, note,
    ) in connection.execute(query):  # fmt: skip
        period = periods.get((label, start, end))
        if period is None:
            period = periods[label, start, end] = Period(label, start, end)
        status = statuses.get(codes)
        if status is None:
            status = statuses[codes] = frozenset(map(StatusCode, codes.split()))
        yield Observation(
            indicator, area, period, publication, value, geography, breakdown, low, high, count, denominator,
            status, organisations, expected, note,
        )  # fmt: skip


def _pair(row: Row) -> ParityPair:
    return ParityPair(
        id=row["id"],
        cell=_cell(row),
        pair_kind=PairKind(row["pair_kind"]),
        mental_measure=row["mental_measure"],
        comparator_measure=row["comparator_measure"],
        measure=Measure(row["measure"]),
        mental_polarity=Polarity(row["mental_polarity"]),
        comparator_polarity=Polarity(row["comparator_polarity"]),
        unit=row["unit"],
        grade=Grade(row["grade"]),
        grade_reason=row["grade_reason"],
        known_bias=row["known_bias"],
        decides=row["decides"],
        superseded_by=row["superseded_by"] or "",
        source=row["source"],
        fingertips_id=row["fingertips_id"],
        mental=_side(row, Side.MENTAL),
        comparator=_side(row, Side.COMPARATOR),
        words=PairWords(**{name: row[name] for name in PairWords.__slots__}),
        sides_overlap=row["sides_overlap"],
    )


def _side(row: Row, side: Side) -> SideSource | None:
    indicator = row[f"{side}_indicator"]
    if indicator is None:
        return None
    return SideSource(indicator, SideReading(row[f"{side}_reading"]), row[f"{side}_breakdown"])


def read_evidence(connection: Connection) -> Evidence:
    """The published evidence, in the order of its keys."""
    published = (
        _in_cell(PublishedCell, row, kind=StatementKind, state=CellState)
        for row in _rows(connection, evidence.PublishedCellRow, "kind")
    )
    facts = _rows(connection, evidence.StudyFactRow, "record", "item")
    return Evidence(
        sources=tuple(_made(Source, row) for row in _rows(connection, evidence.SourceRow, "id")),
        statements=_statements(connection),
        published_cells=tuple(sorted(published, key=lambda half: CELLS.index(half.cell))),
        subthemes=tuple(
            _made(Subtheme, row, block=BuildingBlock) for row in _rows(connection, evidence.SubthemeRow, "id")
        ),
        links=tuple(_link(row) for row in _rows(connection, evidence.LinkRow, "id")),
        study_facts=tuple(_made(StudyFact, row) for row in facts),
        quoted_figures=tuple(
            _made(QuotedFigure, row, block=BuildingBlock, level=Level)
            for row in _rows(connection, evidence.QuotedFigureRow, "id")
        ),
        contradictions=tuple(_made(Contradiction, row) for row in _rows(connection, evidence.ContradictionRow, "id")),
        framework_entries=tuple(
            _made(FrameworkEntry, _unlisted(row), kind=FrameworkKind, cells_basis=PlacementBasis)
            for row in _rows(connection, evidence.FrameworkEntryRow, "id")
        ),
        emphases=tuple(
            _made(Emphasis, _unlisted(row), perspective=Perspective)
            for row in _rows(connection, evidence.EmphasisRow, "id")
        ),
        strategies=tuple(
            _made(Strategy, row, strength=StrategyStrength)
            for row in _rows(connection, evidence.StrategyRow, "barrier", "answer")
        ),
        expected_moves=tuple(
            _made(ExpectedMove, row) for row in _rows(connection, evidence.ExpectedMoveRow, "barrier", "pair")
        ),
    )


def _unlisted(row: Row) -> Row:
    """The row with its lists of tokens, written with spaces between, as tuples of cells and groups."""
    cells = {"cells": tuple(map(Cell.from_token, row["cells"].split()))}
    groups = {"groups": tuple(map(PopulationGroup, row["groups"].split()))} if "groups" in row else {}
    return row | cells | groups


def _statements(connection: Connection) -> tuple[Statement, ...]:
    cells: dict[tuple[str, bool], list[Cell]] = defaultdict(list)
    for row in _rows(connection, evidence.StatementCellRow, "position"):
        cells[row["statement"], row["is_contested"]].append(_cell(row))
    entries: dict[str, list[str]] = defaultdict(list)
    for row in _rows(connection, evidence.StatementRepeatRow, "position"):
        entries[row["statement"]].append(row["entry"])
    return tuple(
        Statement(
            id=row["id"],
            kind=StatementKind(row["kind"]),
            cells=tuple(cells[row["id"], False]),
            text=row["text"],
            source=row["source"],
            place=row["place"],
            participant=row["participant"],
            voice=row["voice"],
            reading=Reading(row["reading"]),
            in_table2=tuple(entries[row["id"]]),
            also_in=tuple(cells[row["id"], True]),
            note=row["note"],
            placement=row["placement"],
            subtheme=row["subtheme"],
            groups=tuple(map(PopulationGroup, row["groups"].split())),
            basis=PlacementBasis(row["basis"]),
            perspective=Perspective(row["perspective"]),
            wording=Wording(row["wording"]),
        )
        for row in _rows(connection, evidence.StatementRow, "id")
    )


def _link(row: Row) -> Link:
    ends: dict[str, Any] = {
        "from_block": _or_none(row["from_block"], BuildingBlock),
        "from_level": _or_none(row["from_level"], Level),
        "to_block": _or_none(row["to_block"], BuildingBlock),
        "to_level": _or_none(row["to_level"], Level),
    }
    return _made(Link, {**row, **ends}, sign=LinkSign, basis=LinkBasis)

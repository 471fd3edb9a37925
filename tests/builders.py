"""Small made-up objects for tests; every figure here is FICTITIOUS."""

from calendar import monthrange
from datetime import date

from domain_model.cells import CELLS, Cell, CellWords
from domain_model.comparison import ComparisonBasis
from domain_model.dataset import Dataset, Evidence
from domain_model.evidence import Link, PublishedCell, Source, Statement
from domain_model.figures import FigureBook
from domain_model.geography import Area, Geography, Succession
from domain_model.indicators import Indicator, Observation, Period, Publication
from domain_model.parity import PairWords, ParityPair, SideSource, Spread
from domain_model.vocabulary import (
    AreaKind,
    CellState,
    CopyStatus,
    Grade,
    LinkBasis,
    LinkSign,
    Measure,
    PairKind,
    Polarity,
    Reading,
    Scale,
    SideReading,
    StatementKind,
    Vintage,
)

BOTH = frozenset(Vintage)
OLD = frozenset({Vintage.ICB2023})
NEW = frozenset({Vintage.ICB2026})
MESO = Cell.from_token("service_delivery/meso")
TODAY = date(2026, 11, 1)


def month(label: str = "2024-09") -> Period:
    """A calendar month, `2024-09`."""
    year, number = (int(part) for part in label.split("-"))
    return Period(label, date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def area(code: str, kind: AreaKind = AreaKind.ICB, region: str = "Y1", vintages: frozenset[Vintage] = BOTH) -> Area:
    """An area whose names are made from its code."""
    parent = {AreaKind.ICB: region, AreaKind.REGION: "ENG", AreaKind.COUNTRY: ""}[kind]
    return Area(code, f"NHS {code} Board", code.title(), kind, parent, f"E{code}", 1000, None, None, vintages)


GEOGRAPHY = Geography(
    areas=(
        area("ENG", AreaKind.COUNTRY),
        area("Y1", AreaKind.REGION),
        area("Y2", AreaKind.REGION),
        area("AAA"),
        area("BBB", vintages=OLD),
        area("CCC", vintages=OLD),
        area("DDD", region="Y2"),
        area("NEW1", vintages=NEW),
        area("NEW2", vintages=NEW),
    ),
    successions=(
        Succession("BBB", "NEW1", date(2026, 4, 1), 1, 1000),
        Succession("CCC", "NEW1", date(2026, 4, 1), 0.25, 250),
        Succession("CCC", "NEW2", date(2026, 4, 1), 0.75, 750),
    ),
)
"""Four boards of 2023; BBB and a quarter of CCC became NEW1, the rest of CCC became NEW2."""

PUBLICATION = Publication(
    "pub", "A publisher", "A publication", "", "OGL v3", "owner/repo:path@1", CopyStatus.THIRD_PARTY_COPY, "", "", ""
)


def indicator(
    indicator_id: str,
    scale: Scale = Scale.PROPORTION,
    polarity: Polarity = Polarity.HIGHER_BETTER,
    constant: float | None = None,
) -> Indicator:
    """An indicator of publication `pub`."""
    return Indicator(
        indicator_id, f"Name of {indicator_id}", "A definition", scale, "%", polarity, "people", "people",
        "residents", "monthly", "pub", constant, "", "",
    )  # fmt: skip


def figure(indicator_id: str, area_code: str, value: float | None = None, **more: object) -> Observation:
    """A figure; give `count` and `denominator` to have the value computed."""
    fields: dict[str, object] = {"period": month(), "publication": "pub", "geography": "icb2023", **more}
    if value is None and fields.get("count") is not None:
        value = fields["count"] / fields["denominator"]  # type: ignore[operator]
    return Observation(indicator=indicator_id, area=area_code, value=value, **fields)  # type: ignore[arg-type]


def pair(
    pair_id: str = "P1",
    measure: Measure = Measure.PER_100,
    polarity: Polarity = Polarity.HIGHER_BETTER,
    **more: object,
) -> ParityPair:
    """A pair of the indicators `mental` and `physical` in service delivery, meso."""
    fields: dict[str, object] = {
        "cell": MESO, "pair_kind": PairKind.MENTAL_VS_PHYSICAL, "mental_measure": "m", "comparator_measure": "c",
        "comparator_polarity": polarity, "unit": "%", "grade": Grade.A, "grade_reason": "same question",
        "known_bias": "none recorded", "decides": True, "superseded_by": "", "source": "s", "fingertips_id": "",
        "mental": SideSource("mental"), "comparator": SideSource("physical"),
        "words": PairWords("Seen in time", "mental care", "physical care", "For every 100, {value}.", "u", "w", "n"),
        **more,
    }  # fmt: skip
    return ParityPair(id=pair_id, measure=measure, mental_polarity=polarity, **fields)  # type: ignore[arg-type]


COMPLEMENT = SideReading.COMPLEMENT


def basis(
    figures: list[Observation],
    *,
    scale: Scale = Scale.PROPORTION,
    vintage: Vintage = Vintage.ICB2023,
    as_at: date = TODAY,
    spreads: tuple[Spread, ...] = (),
    more_indicators: tuple[Indicator, ...] = (),
) -> ComparisonBasis:
    """A comparison basis over the made-up geography with the indicators `mental` and `physical`."""
    indicators = {i.id: i for i in (indicator("mental", scale), indicator("physical", scale), *more_indicators)}
    by_pair: dict[str, tuple[Spread, ...]] = {}
    for spread in spreads:
        by_pair[spread.pair] = (*by_pair.get(spread.pair, ()), spread)
    boards = frozenset(a.code for a in GEOGRAPHY.in_vintage(vintage, AreaKind.ICB))
    book = FigureBook(figures, indicators.values(), GEOGRAPHY)
    return ComparisonBasis(book, indicators, {"pub": PUBLICATION}, by_pair, boards, vintage, as_at)


def statement(
    statement_id: str,
    kind: StatementKind = StatementKind.BARRIER,
    cells: tuple[Cell, ...] = (MESO,),
    reading: Reading = Reading.PUBLISHED,
    **more: object,
) -> Statement:
    """A statement of source `src`."""
    fields: dict[str, object] = {
        "text": f"Text of {statement_id}", "source": "src", "place": "p. 1", "participant": "", "voice": "unknown",
        "in_table2": (), "also_in": (), "note": "", **more,
    }  # fmt: skip
    return Statement(id=statement_id, kind=kind, cells=cells, reading=reading, **fields)  # type: ignore[arg-type]


def link(link_id: str, source: Cell, target: Cell, sign: LinkSign = LinkSign.WORSENS) -> Link:
    """A link between two cells."""
    return Link(
        link_id, source.block, source.level, target.block, target.level, source.token, target.token, sign,
        f"Text of {link_id}", LinkBasis.STATED, "", "src", "p. 2",
    )  # fmt: skip


def evidence(
    statements: tuple[Statement, ...] = (),
    published_cells: tuple[PublishedCell, ...] = (),
    links: tuple[Link, ...] = (),
) -> Evidence:
    """An evidence catalogue with one source."""
    source = Source("src", "A study", "Authors", "2020", "Publisher", "study", "Authors 2020", "")
    return Evidence((source,), statements, published_cells, (), links, (), (), ())


def dataset(
    figures: list[Observation],
    pairs: tuple[ParityPair, ...] = (),
    *,
    more_indicators: tuple[Indicator, ...] = (),
    catalogue: Evidence | None = None,
    spreads: dict[str, tuple[Spread, ...]] | None = None,
) -> Dataset:
    """A dataset over the made-up geography."""
    indicators = {i.id: i for i in (indicator("mental"), indicator("physical"), *more_indicators)}
    return Dataset(
        version="test00000000",
        geography=GEOGRAPHY,
        publications={"pub": PUBLICATION},
        indicators=indicators,
        figures=FigureBook(figures, indicators.values(), GEOGRAPHY),
        pairs=pairs or (pair(),),
        spreads=spreads or {},
        evidence=catalogue or evidence(),
        cell_words={cell: CellWords(cell, "Meaning", "Question?") for cell in CELLS},
        glossary=(),
        observations=len(figures),
    )


def printed(cell: Cell, kind: StatementKind, state: CellState, count: int = 0) -> PublishedCell:
    """What the table prints in half a cell."""
    return PublishedCell(cell, kind, count, state)

"""Describe a cell in an area: everything its panel has to answer, put together once."""

from dataclasses import dataclass

from domain_model.cell_summary import MeasuredCell
from domain_model.cells import Cell, CellWords
from domain_model.dataset import Dataset
from domain_model.evidence import Source
from domain_model.gap_measures import difference_limits
from domain_model.geography import ENGLAND, Area
from domain_model.indicators import Publication
from domain_model.judgements import JudgementBook
from domain_model.parity import ParityGap, ParityPair
from domain_model.robustness import Robustness
from domain_model.use_cases.compare_areas import ParityGrid, examine_robustness
from domain_model.use_cases.compare_judgements import SingleView, single_views
from domain_model.use_cases.count_evidence import EvidenceCell, count_evidence
from domain_model.use_cases.explain_emptiness import why_not_compared
from domain_model.use_cases.follow_figures import Line, follow_pair
from domain_model.vocabulary import AreaKind, CopyStatus, Reading
from domain_model.workshop.judged_cells import NO_WORKSHOPS, WorkshopBook, WorkshopJudgement


@dataclass(frozen=True, slots=True)
class PairStanding:
    """One pair here, with the same pair in the region and in England.

    `limits` are the 95% limits of the plain difference in percentage points, None where no counts
    tell them. `decides` holds for the deciding pair of the cell.
    """

    gap: ParityGap
    region: ParityGap | None
    england: ParityGap | None
    limits: tuple[float, float] | None
    decides: bool


@dataclass(frozen=True, slots=True)
class WouldTake:
    """What it would take to compare a pair: what is unpublished, who could publish it, what is nearest."""

    pair: ParityPair
    unpublished: str
    who_could_publish: str
    nearest_proxy: str


@dataclass(frozen=True, slots=True, eq=False)
class CellDescription:
    """A cell in an area, layer by layer; the layers are never averaged.

    `compared` have a band and a grade that was asked for, worst first; `set_aside` have a band and
    another grade; `context` describe need without judgement; `not_compared` have a reason instead
    of a band. `why_empty` is the chief reason why nothing decides, '' where something does.
    `lines` are the levels of the deciding pair here through time, () where nothing decides.
    `views` are what people think, each person's by itself, with whether it contradicts the measure; `workshops` what
    approved workshops think, each by itself, the latest first.
    """

    area: Area
    cell: Cell
    words: CellWords | None
    measured: MeasuredCell
    region_area: Area | None
    region: MeasuredCell | None
    england: MeasuredCell | None
    robustness: Robustness | None
    compared: tuple[PairStanding, ...]
    set_aside: tuple[PairStanding, ...]
    context: tuple[PairStanding, ...]
    not_compared: tuple[ParityGap, ...]
    superseded: tuple[ParityPair, ...]
    why_empty: str
    would_take: tuple[WouldTake, ...]
    evidence: EvidenceCell
    publications: tuple[Publication, ...]
    sources: tuple[Source, ...]
    lines: tuple[Line, ...] = ()
    views: tuple[SingleView, ...] = ()
    workshops: tuple[WorkshopJudgement, ...] = ()

    @property
    def deciding(self) -> PairStanding | None:
        """The standing of the deciding pair."""
        return next((standing for standing in self.compared if standing.decides), None)

    @property
    def third_party_copies(self) -> tuple[Publication, ...]:
        """The publications behind the cell's figures that were read from somebody's copy."""
        return tuple(p for p in self.publications if p.copy_status is CopyStatus.THIRD_PARTY_COPY)


def describe_cell(
    dataset: Dataset,
    grid: ParityGrid,
    area_code: str,
    cell: Cell,
    reading: Reading = Reading.PUBLISHED,
    book: JudgementBook | None = None,
    workshops: WorkshopBook = NO_WORKSHOPS,
) -> CellDescription:
    """All that is known about a cell in an area of the grid, and what people and workshops think of it by the books.

    Raises:
        LookupError: if the area is not part of the grid's geography.
    """
    area = dataset.geography.area(area_code, grid.vintage)
    measured = grid.at(area_code, cell)
    region_area = dataset.geography.area(area.region, grid.vintage) if area.kind is AreaKind.ICB else None
    region = grid.at(region_area.code, cell) if region_area else None
    england = grid.at(ENGLAND, cell) if area.code != ENGLAND else None

    def standing(gap: ParityGap) -> PairStanding:
        return PairStanding(
            gap=gap,
            region=_same_pair(region, gap.pair),
            england=_same_pair(england, gap.pair),
            limits=difference_limits(gap),
            decides=gap is measured.deciding,
        )

    gaps = measured.gaps
    evidence = count_evidence(dataset, reading)[cell]
    not_compared = tuple(gap for gap in gaps if not gap.is_comparable and gap.context_band is None)
    return CellDescription(
        area=area,
        cell=cell,
        words=dataset.cell_words.get(cell),
        measured=measured,
        region_area=region_area,
        region=region,
        england=england,
        robustness=examine_robustness(dataset, area_code, cell, grid),
        compared=tuple(standing(g) for g in gaps if g.is_comparable and g.pair.grade in grid.grades),
        set_aside=tuple(standing(g) for g in gaps if g.is_comparable and g.pair.grade not in grid.grades),
        context=tuple(standing(g) for g in gaps if g.context_band is not None),
        not_compared=not_compared,
        superseded=tuple(pair for pair in dataset.pairs if pair.cell == cell and pair.is_superseded),
        why_empty=why_not_compared(measured),
        would_take=tuple(_would_take(gap.pair) for gap in not_compared),
        evidence=evidence,
        publications=_publications(gaps),
        sources=_sources(dataset, evidence),
        lines=_lines(dataset, grid, area.code, measured.deciding),
        views=single_views(book, measured) if book else (),
        workshops=workshops.at(area_code, cell),
    )


def _lines(dataset: Dataset, grid: ParityGrid, area: str, deciding: ParityGap | None) -> tuple[Line, ...]:
    """The levels of both sides of the deciding pair in the area itself."""
    if deciding is None:
        return ()
    lines = follow_pair(dataset, deciding.pair, area, grid.vintage, grid.as_at)
    return tuple(line for line in lines if line.area == area)


def _same_pair(measured: MeasuredCell | None, pair: ParityPair) -> ParityGap | None:
    if measured is None:
        return None
    return next(gap for gap in measured.gaps if gap.pair is pair)


def _would_take(pair: ParityPair) -> WouldTake:
    words = pair.words
    return WouldTake(pair, words.unpublished, words.who_could_publish, words.nearest_proxy)


def _publications(gaps: tuple[ParityGap, ...]) -> tuple[Publication, ...]:
    """The publications behind the values of the gaps, each once, in the order of their ids."""
    found = {
        side.publication.id: side.publication
        for gap in gaps
        for side in (gap.mental, gap.comparator)
        if side is not None and side.observation is not None and side.value is not None
    }
    return tuple(found[key] for key in sorted(found))


def _sources(dataset: Dataset, evidence: EvidenceCell) -> tuple[Source, ...]:
    """The documents behind the statements and links of the cell, in the order of the catalogue."""
    statements = (*evidence.barriers.statements, *evidence.enablers.statements, *evidence.themes)
    used = {s.source for s in statements} | {link.source for link in (*evidence.links_in, *evidence.links_out)}
    return tuple(source for source in dataset.evidence.sources if source.id in used)

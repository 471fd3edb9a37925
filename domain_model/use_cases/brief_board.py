"""Brief a board: the facts behind three sentences for its meeting, and the figures that need care."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from domain_model.cells import CELLS, Cell
from domain_model.dataset import Dataset
from domain_model.geography import ENGLAND, Area
from domain_model.parity import ParityGap
from domain_model.robustness import Robustness
from domain_model.use_cases.compare_areas import ParityGrid, compare_areas, examine_robustness
from domain_model.use_cases.explain_emptiness import kind_of_reason, why_not_compared
from domain_model.use_cases.judge_reliability import Care, care_for, is_direction_clear, is_finding
from domain_model.vocabulary import AreaKind, Band, PairKind, Vintage


@dataclass(frozen=True, slots=True)
class Standing:
    """A cell with the gap that decides it.

    `is_finding` holds where the band is clear, `is_direction_clear` where better or worse is; where
    neither does it is a question before it is a finding.
    """

    cell: Cell
    gap: ParityGap
    is_finding: bool
    is_direction_clear: bool

    @property
    def band(self) -> Band:
        """The band of the cell."""
        assert self.gap.band is not None
        return self.gap.band

    @property
    def distance(self) -> float:
        """Signed distance of the deciding pair; below 0 is worse for mental health."""
        assert self.gap.distance is not None
        return self.gap.distance


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A cell that cannot be compared, and why."""

    cell: Cell
    reason: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a cell that is named aloud is seen against, so that a shaky verdict is heard as one.

    `elsewhere` is the same pair in England and in the board's region, where it has a value there;
    `robustness` is None where too few other ways of looking apply.
    """

    elsewhere: tuple[tuple[Area, ParityGap], ...]
    robustness: Robustness | None


@dataclass(frozen=True, slots=True)
class Predecessor:
    """A board of before that today's was made of, and in how many cells it could be compared."""

    area: Area
    is_whole: bool
    until: date
    compared: int


@dataclass(frozen=True, slots=True)
class BoardBriefing:
    """What a board should hear about itself.

    `worse`, `parity` and `better` hold the cells in which mental and physical health are compared, the
    furthest from parity first; `groups` those that compare two groups of people instead, worst
    first; `unanswered` the cells that cannot be compared. `care` lists the figures that need care,
    those that decide a cell first. `around_worst` and `around_best` belong to the two cells that are named;
    `predecessors` are the boards that this one was made of, () where it never changed.
    """

    area: Area
    worse: tuple[Standing, ...]
    parity: tuple[Standing, ...]
    better: tuple[Standing, ...]
    groups: tuple[Standing, ...]
    unanswered: tuple[Unanswered, ...]
    care: tuple[Care, ...]
    around_worst: Surroundings | None = None
    around_best: Surroundings | None = None
    predecessors: tuple[Predecessor, ...] = ()

    @property
    def cells(self) -> int:
        """How many cells the framework has."""
        return len(CELLS)

    @property
    def compared(self) -> int:
        """In how many cells mental and physical health are compared."""
        return len(self.worse) + len(self.parity) + len(self.better)

    @property
    def much_worse(self) -> int:
        """In how many of the worse cells it is much worse."""
        return sum(standing.band is Band.MUCH_WORSE for standing in self.worse)

    @property
    def worst(self) -> Standing | None:
        """The worst cell that is a finding; else one whose direction is clear; else a question."""
        return _lead(self.worse)

    @property
    def best(self) -> Standing | None:
        """The best cell that is a finding; else one whose direction is clear; else a question."""
        return _lead(self.better)

    @property
    def chief_reason(self) -> tuple[str, int]:
        """The commonest kind of reason why cells cannot be compared, and in how many; ('', 0) for none."""
        counted = Counter(kind_of_reason(empty.reason) for empty in self.unanswered)
        return counted.most_common(1)[0] if counted else ("", 0)


def brief_board(dataset: Dataset, grid: ParityGrid, area_code: str) -> BoardBriefing:
    """The briefing of an area of the grid.

    Raises:
        LookupError: if the area is not part of the grid's geography.
    """
    area = dataset.geography.area(area_code, grid.vintage)
    standings: list[Standing] = []
    unanswered: list[Unanswered] = []
    for cell in CELLS:
        measured = grid.at(area_code, cell)
        if measured.deciding is None:
            unanswered.append(Unanswered(cell, why_not_compared(measured)))
        else:
            standings.append(
                Standing(
                    cell,
                    measured.deciding,
                    is_finding(measured.deciding),
                    is_direction_clear(measured.deciding),
                )
            )
    standings.sort(key=lambda standing: standing.distance)
    against_physical = [s for s in standings if s.gap.pair.pair_kind is PairKind.MENTAL_VS_PHYSICAL]
    worse = tuple(s for s in against_physical if s.band.step < 0)
    better = tuple(s for s in reversed(against_physical) if s.band.step > 0)
    return BoardBriefing(
        area=area,
        worse=worse,
        parity=tuple(s for s in against_physical if s.band is Band.PARITY),
        better=better,
        groups=tuple(s for s in standings if s.gap.pair.pair_kind is PairKind.GROUP),
        unanswered=tuple(unanswered),
        care=_care(grid, area_code),
        around_worst=_surroundings(dataset, grid, area, _lead(worse)),
        around_best=_surroundings(dataset, grid, area, _lead(better)),
        predecessors=_predecessors(dataset, grid, area),
    )


def _surroundings(dataset: Dataset, grid: ParityGrid, area: Area, standing: Standing | None) -> Surroundings | None:
    """England and the region beside a cell, and its robustness; None for no cell."""
    if standing is None:
        return None
    codes = (ENGLAND, area.region) if area.kind is AreaKind.ICB else (ENGLAND,)
    found = [
        (dataset.geography.area(code, grid.vintage), gap)
        for code in codes
        if code != area.code
        for gap in grid.at(code, standing.cell).gaps
        if gap.pair is standing.gap.pair and gap.value is not None
    ]
    return Surroundings(tuple(found), examine_robustness(dataset, area.code, standing.cell, grid))


def _predecessors(dataset: Dataset, grid: ParityGrid, area: Area) -> tuple[Predecessor, ...]:
    """The boards that a board of today was made of, with what could be compared in each at the same date."""
    if grid.vintage is not Vintage.ICB2026:
        return ()
    successions = {s.predecessor: s for s in dataset.geography.predecessors(area.code)}
    if not successions:
        return ()
    before = compare_areas(dataset, Vintage.ICB2023, grid.as_at, grid.grades)
    return tuple(
        Predecessor(
            area=dataset.geography.area(code, Vintage.ICB2023),
            is_whole=succession.is_whole,
            until=succession.date - timedelta(days=1),
            compared=sum(before.at(code, cell).deciding is not None for cell in CELLS),
        )
        for code, succession in successions.items()
    )


def _lead(standings: tuple[Standing, ...]) -> Standing | None:
    findings = [standing for standing in standings if standing.is_finding]
    directed = [standing for standing in standings if standing.is_direction_clear]
    return next(iter(findings or directed or standings), None)


def _care(grid: ParityGrid, area_code: str) -> tuple[Care, ...]:
    """The figures that need care among those compared, deciding ones first, then by cell."""
    found: list[Care] = []
    for cell in CELLS:
        measured = grid.at(area_code, cell)
        national = {gap.pair.id: gap for gap in grid.at(ENGLAND, cell).gaps}
        for gap in measured.gaps[: measured.comparable]:
            england = national[gap.pair.id] if area_code != ENGLAND else None
            found.append(care_for(gap, england, decides=gap is measured.deciding))
    return tuple(sorted((care for care in found if care.is_needed), key=lambda care: not care.decides))

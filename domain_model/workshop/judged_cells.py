"""What workshops judged: a revealed scoring of cells as the judgement layer of the heat map holds it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from domain_model.cells import Cell
from domain_model.judgements import Place
from domain_model.vocabulary import Band
from domain_model.workshop.ballots import band_of
from domain_model.workshop.published import PublishedFigure, RoundResults, VoiceToken
from domain_model.workshop.records import Approval, Workshop
from domain_model.workshop.rounds import Round
from domain_model.workshop_vocabulary import RoundKind, RoundState, Scale, Statistic, Suppression, Voice

EVERYONE = Voice.EVERYONE.value


@dataclass(frozen=True, slots=True)
class VoiceBand:
    """What one voice judges of a cell: the band of its median, None where `suppression` says why.

    `people` is how many of the voice answered the question, 0 where so few did that it is not told.
    """

    voice: VoiceToken
    people: int
    band: Band | None
    suppression: Suppression


@dataclass(frozen=True, slots=True)
class WorkshopJudgement:
    """What one round of one workshop judges of a cell in an area, never averaged with anything.

    `people` is how many answered the question, of whom `dont_know` do not know (None where that is not told).
    `band` is that of the median, None where `suppression` says why; `low` and `high` are the bands of the ends of
    its 95% interval, None where there is none or it is not shown. `severity` is the median from 1 to 9, None where
    it was not asked or is not shown. `voices` are the groups that are published, and other voices.
    """

    workshop: str
    title: str
    area: str
    cell: Cell
    round_number: int
    held_at: datetime
    people: int
    band: Band | None
    suppression: Suppression
    low: Band | None = None
    high: Band | None = None
    dont_know: int | None = None
    severity: float | None = None
    voices: tuple[VoiceBand, ...] = ()

    @property
    def place(self) -> Place:
        """Where it is about."""
        return (self.area, self.cell)


@dataclass(frozen=True, slots=True, eq=False)
class WorkshopBook:
    """What approved workshops judge of each cell in each area; in each place the latest first."""

    by_place: Mapping[Place, tuple[WorkshopJudgement, ...]] = field(
        default_factory=dict[Place, tuple[WorkshopJudgement, ...]]
    )

    def at(self, area: str, cell: Cell) -> tuple[WorkshopJudgement, ...]:
        """The judgements of a cell in an area, the latest first; an area's code is the same in every geography."""
        return self.by_place.get((area, cell), ())

    @classmethod
    def of(cls, judgements: Iterable[WorkshopJudgement]) -> Self:
        """The book of these."""
        by_place: dict[Place, tuple[WorkshopJudgement, ...]] = {}
        for one in sorted(judgements, key=lambda one: (one.held_at, one.workshop, one.round_number), reverse=True):
            by_place[one.place] = (*by_place.get(one.place, ()), one)
        return cls(by_place)


NO_WORKSHOPS = WorkshopBook()
"""The book where no workshop was approved: one object, so that what is made from it is remembered."""


def judges_cells(one: Round) -> bool:
    """Whether people see that a round compares cells with physical health."""
    is_shown = one.state is RoundState.REVEALED and one.publication > 0
    asks_bands = one.paper.kind is RoundKind.SCORE and Scale.PERCEPTION in one.paper.scales
    return is_shown and asks_bands and bool(cells_of(one))


def cells_of(one: Round) -> tuple[Cell, ...]:
    """The cells that a round asks about; what else it asks about is left out."""
    found: list[Cell] = []
    for target in one.paper.targets:
        try:
            found.append(Cell.from_token(target))
        except ValueError:  # the id of a thing to vote on
            continue
    return tuple(found)


def belongs_to_the_map(approval: Approval, one: Round) -> bool:
    """Whether an approval is about what a round shows now: one that was counted again is to be approved again."""
    is_known = one.counted_at is not None and one.counted_at <= approval.approved_at
    return approval.withdrawn_at is None and is_known and judges_cells(one)


def judged_cells(workshop: Workshop, one: Round, results: RoundResults) -> tuple[WorkshopJudgement, ...]:
    """What a round judges of each cell that it asked about, in the order of its ballot paper.

    Raises:
        ValueError: if the round was never counted.
    """
    if one.counted_at is None:
        raise ValueError(f"round {one.number} of {workshop.id} was never counted")
    return tuple(_judgement(workshop, one, one.counted_at, results, cell) for cell in cells_of(one))


def _judgement(
    workshop: Workshop, one: Round, held_at: datetime, results: RoundResults, cell: Cell
) -> WorkshopJudgement:
    def of(statistic: Statistic, voice: VoiceToken = EVERYONE) -> PublishedFigure | None:
        return results.figure(statistic, cell.token, Scale.PERCEPTION.value, voice)

    median, people, dont_know = of(Statistic.MEDIAN), of(Statistic.PEOPLE), of(Statistic.DONT_KNOW)
    return WorkshopJudgement(
        workshop=workshop.id,
        title=workshop.title,
        area=workshop.area,
        cell=cell,
        round_number=one.number,
        held_at=held_at,
        people=_whole(people) or 0,
        band=_band(median),
        suppression=median.suppression if median else Suppression.NO_ANSWER,
        low=_band(of(Statistic.MEDIAN_LOW)),
        high=_band(of(Statistic.MEDIAN_HIGH)),
        dont_know=_whole(dont_know),
        severity=results.value(Statistic.MEDIAN, cell.token, Scale.SEVERITY.value),
        voices=tuple(
            VoiceBand(voice, _whole(of(Statistic.PEOPLE, voice)) or 0, _band(found), found.suppression)
            for voice in results.published_voices
            if voice != EVERYONE and (found := of(Statistic.MEDIAN, voice)) is not None
        ),
    )


def _band(figure: PublishedFigure | None) -> Band | None:
    return None if figure is None or figure.value is None else band_of(figure.value)


def _whole(figure: PublishedFigure | None) -> int | None:
    return None if figure is None or figure.value is None else int(figure.value)

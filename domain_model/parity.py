"""The parity pair, its bands and the parity gap: the product's own idea, as typed objects."""

from dataclasses import dataclass, field
from math import exp, log

from domain_model.cells import Cell
from domain_model.indicators import Indicator, Observation, Period, Publication
from domain_model.vocabulary import (
    Band,
    Certainty,
    ContextBand,
    Emptiness,
    Grade,
    Measure,
    PairKind,
    Polarity,
    SideReading,
    StatusCode,
)


@dataclass(frozen=True, slots=True)
class SideSource:
    """Which indicator a side of a pair is read from, and how."""

    indicator: str
    reading: SideReading = SideReading.AS_PUBLISHED
    breakdown: str = ""


@dataclass(frozen=True, slots=True)
class PairWords:
    """What people read about a pair; `sentence` holds {value}."""

    title: str
    mental_label: str
    comparator_label: str
    sentence: str
    unpublished: str
    who_could_publish: str
    nearest_proxy: str

    def __post_init__(self) -> None:
        if "{value}" not in self.sentence:
            raise ValueError(f"the sentence of {self.title!r} has no {{value}}")


@dataclass(frozen=True, slots=True)
class ParityPair:
    """One mental-health measure joined to one comparator in one cell.

    Polarity, measure, grade, reason and bias come from the register; no code decides them.
    A side is None where it is not published or not held. `sides_overlap` says that one side
    contains the other, so that no interval of their ratio is honest.
    """

    id: str
    cell: Cell
    pair_kind: PairKind
    mental_measure: str
    comparator_measure: str
    measure: Measure
    mental_polarity: Polarity
    comparator_polarity: Polarity
    unit: str
    grade: Grade
    grade_reason: str
    known_bias: str
    decides: bool
    superseded_by: str
    source: str
    fingertips_id: str
    mental: SideSource | None
    comparator: SideSource | None
    words: PairWords
    sides_overlap: bool = False

    def __post_init__(self) -> None:
        if not self.grade_reason:
            raise ValueError(f"pair {self.id} has no reason for its grade")
        if not self.known_bias:
            raise ValueError(f"pair {self.id} has no known bias (write 'none recorded')")
        if self.measure is not Measure.CONTEXT and self.mental_polarity is Polarity.CONTEXT:
            raise ValueError(f"pair {self.id} judges by {self.measure} but has no polarity")

    @property
    def is_superseded(self) -> bool:
        """Whether a better pair has taken its place in the register."""
        return bool(self.superseded_by)

    @property
    def is_context(self) -> bool:
        """Whether it shows need or prevalence, without judgement."""
        return self.measure is Measure.CONTEXT


@dataclass(frozen=True, slots=True)
class Spread:
    """The standard deviation of a named set of areas or trusts that a standardised gap is measured in."""

    pair: str
    period_end: str
    set_name: str
    areas: int
    standard_deviation: float
    note: str

    def __post_init__(self) -> None:
        if self.standard_deviation <= 0:
            raise ValueError(f"spread of {self.pair}: {self.standard_deviation} is not above 0")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where parity ends and where much worse begins, per measure; each shown in every legend.

    Ratios count towards worse (0.95, 0.80); better is their mirror on the logarithmic scale.
    `standardised` cut points are ours, not Cohen's.
    """

    ratio_parity: float = 0.95
    ratio_much: float = 0.80
    standardised_parity: float = 0.2
    standardised_much: float = 0.5
    points_parity: float = 2.0
    points_much: float = 5.0

    def cuts(self, measure: Measure) -> tuple[float, float]:
        """Distances from equality at which parity ends and 'much' begins, on the measure's own scale.

        Ratios are on the natural logarithm of R, the others in their units.
        """
        if measure is Measure.STANDARDISED:
            return self.standardised_parity, self.standardised_much
        if measure is Measure.POINTS:
            return self.points_parity, self.points_much
        return -log(self.ratio_parity), -log(self.ratio_much)

    def scaled(self, factor: float) -> "Thresholds":
        """The same thresholds `factor` times as far from equality (0.8 is 20% tighter)."""
        return Thresholds(
            exp(log(self.ratio_parity) * factor),
            exp(log(self.ratio_much) * factor),
            self.standardised_parity * factor,
            self.standardised_much * factor,
            self.points_parity * factor,
            self.points_much * factor,
        )


DEFAULT_THRESHOLDS = Thresholds()
_EDGE = 1e-9

FEW_ORGANISATIONS = 5
"""A share of fewer organisations than this is never called clear."""


def band_at(position: float, cuts: tuple[float, float]) -> Band:
    """The band of a signed position (below 0 is worse for mental health); an exact edge is nearer parity."""
    parity, much = cuts
    size = abs(position)
    if size <= parity + _EDGE:
        return Band.PARITY
    if size <= much + _EDGE:
        return Band.WORSE if position < 0 else Band.BETTER
    return Band.MUCH_WORSE if position < 0 else Band.MUCH_BETTER


def context_band_at(position: float, cuts: tuple[float, float]) -> ContextBand:
    """More, less or similar need at a signed position; without judgement."""
    if abs(position) <= cuts[0] + _EDGE:
        return ContextBand.SIMILAR
    return ContextBand.MORE if position > 0 else ContextBand.LESS


def certainty_of(
    low: float | None, high: float | None, cuts: tuple[float, float], *, never_clear: bool = False
) -> Certainty:
    """How sure the band is, from the limits of its signed position.

    `never_clear` holds for shares of fewer than five organisations.
    """
    if low is None or high is None:
        return Certainty.NO_INTERVAL
    lowest, highest = band_at(low, cuts).step, band_at(high, cuts).step
    if lowest == highest and not never_clear:
        return Certainty.CLEAR
    if lowest <= Band.PARITY.step <= highest:
        return Certainty.COULD_BE_PARITY
    return Certainty.BAND_UNCERTAIN


@dataclass(frozen=True, slots=True)
class SideValue:
    """One side of a comparison as it was read: after its complement, with what it came from.

    `observation` is None for a side that is fixed by definition. `predecessors` are the figures
    of the boards that today's board was made of, where they could not be added.
    """

    indicator: Indicator
    publication: Publication
    value: float | None
    low: float | None
    high: float | None
    count: float | None
    denominator: float | None
    period: Period | None
    observation: Observation | None
    status: frozenset[StatusCode]
    predecessors: tuple[Observation, ...] = ()

    @property
    def organisations(self) -> int | None:
        """How many organisations the value rests on, where it belongs to organisations."""
        return self.observation.organisations if self.observation else None

    @property
    def rests_on_few(self) -> bool:
        """Whether it is a share of organisations of which there are fewer than five."""
        number = self.organisations
        return number is not None and number == self.denominator and number < FEW_ORGANISATIONS


@dataclass(frozen=True, slots=True)
class OtherFraming:
    """The same proportions framed as the share who got the bad outcome."""

    ratio: float | None
    band: Band


@dataclass(frozen=True, slots=True)
class ParityGap:
    """One pair in one area: a gap with its certainty, or the reason why there is none.

    `value` is R for `per_100`, `ratio` and `context`, d for `standardised`, points for `points`;
    `low` and `high` are its 95% limits. R over nothing is infinite. `position` is the signed place
    on the measure's own scale (ln R, d, points; below 0 is worse for mental health) and `distance`
    the same in units of the 'much' threshold. `difference` is the plain difference in points or natural units.
    """

    pair: ParityPair
    area: str
    mental: SideValue | None
    comparator: SideValue | None
    emptiness: Emptiness | None
    reason: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    position: float | None = None
    position_low: float | None = None
    position_high: float | None = None
    distance: float | None = None
    difference: float | None = None
    band: Band | None = None
    context_band: ContextBand | None = None
    certainty: Certainty | None = None
    no_interval_reason: str = ""
    other_framing: OtherFraming | None = None
    framing_sensitive: bool = False
    spread: Spread | None = None
    status: frozenset[StatusCode] = frozenset()
    notes: tuple[str, ...] = field(default=())

    @property
    def is_comparable(self) -> bool:
        """Whether it has a band and may decide its cell."""
        return self.band is not None

    @property
    def rests_on_few(self) -> bool:
        """Whether a side is a share of fewer than five organisations, which is never certain."""
        return any(side is not None and side.rests_on_few for side in (self.mental, self.comparator))

    @property
    def months_apart(self) -> int | None:
        """Months between the ends of the two periods, None where a side has no period."""
        if not (self.mental and self.comparator and self.mental.period and self.comparator.period):
            return None
        return self.mental.period.months_apart(self.comparator.period)

    @property
    def period(self) -> Period | None:
        """The period of the mental side, or of the other one where mental health has none."""
        for side in (self.mental, self.comparator):
            if side and side.period:
                return side.period
        return None

"""Published indicators, their figures, and where each figure comes from."""

from dataclasses import dataclass
from datetime import date
from math import log10

from domain_model.vocabulary import CopyStatus, Polarity, Scale, StatusCode


@dataclass(frozen=True, slots=True)
class Publication:
    """Who published a set of figures, under which licence, and through whose hands we got it.

    `publication_date` and `retrieved` are empty when not known; they are never guessed.
    """

    id: str
    publisher: str
    title: str
    publication_date: str
    licence: str
    obtained_via: str
    copy_status: CopyStatus
    retrieved: str
    credit: str
    caveats: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One published measure with its full metadata.

    `constant` is a value fixed by definition (a standard of 1, an SMR of 100): such an
    indicator has no figures of its own.
    """

    id: str
    name: str
    definition: str
    scale: Scale
    unit: str
    polarity: Polarity
    numerator: str
    denominator: str
    basis: str
    frequency: str
    publication: str
    constant: float | None
    fingertips_id: str
    caveats: str


@dataclass(frozen=True, slots=True)
class Period:
    """A named stretch of time, first and last day included."""

    label: str
    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError(f"period {self.label!r} starts {self.start} after its end {self.end}")

    def months_apart(self, other: "Period") -> int:
        """Whole months between the last day of one and the last day of the other."""
        return abs((self.end.year - other.end.year) * 12 + self.end.month - other.end.month)

    def days_between(self, other: "Period") -> int:
        """Days of gap between two periods: 0 when they overlap."""
        return max(0, (self.start - other.end).days, (other.start - self.end).days)


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure: an indicator in an area and period.

    `value` is in the indicator's scale (a proportion is a fraction); `low` and `high` are a
    published 95% interval; `count` and `denominator` are as published. A missing part is None,
    never zero.
    """

    indicator: str
    area: str
    period: Period
    publication: str
    value: float | None
    geography: str = ""
    breakdown: str = ""
    low: float | None = None
    high: float | None = None
    count: float | None = None
    denominator: float | None = None
    status: frozenset[StatusCode] = frozenset()
    organisations: int | None = None
    organisations_expected: int | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.count is not None and self.count < 0:
            raise ValueError(f"{self.indicator} {self.area} {self.period.label}: count {self.count} below 0")
        if self.denominator is not None and self.denominator <= 0:
            raise ValueError(
                f"{self.indicator} {self.area} {self.period.label}: denominator {self.denominator} not above 0"
            )
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"{self.indicator} {self.area} {self.period.label}: low {self.low} above high {self.high}")

    @property
    def multiplier(self) -> float | None:
        """The power of ten of a rate (per 1,000, per 100,000) that its counts show; None where they cannot."""
        if not (self.value and self.count and self.denominator) or self.value < 0:
            return None
        return 10.0 ** round(log10(self.value * self.denominator / self.count))

    @property
    def is_thinly_covered(self) -> bool:
        """Whether under half of the organisations expected are behind the value."""
        if self.organisations is None or not self.organisations_expected:
            return False
        return self.organisations * 2 < self.organisations_expected

"""The closed lists of words that code, web addresses, database and API share."""

from enum import StrEnum


class BuildingBlock(StrEnum):
    """The six building blocks of a health system (WHO, Everybody's business, 2007)."""

    LEADERSHIP_GOVERNANCE = "leadership_governance"
    FINANCING = "financing"
    SERVICE_DELIVERY = "service_delivery"
    WORKFORCE = "workforce"
    INFORMATION_RESEARCH = "information_research"
    TECHNOLOGIES_PRODUCTS = "technologies_products"


class Level(StrEnum):
    """The level of a health system at which something happens."""

    MACRO = "macro"
    MESO = "meso"
    MICRO = "micro"


class StatementKind(StrEnum):
    """Whether a statement of the evidence helps parity, hinders it, does both, or only describes."""

    BARRIER = "barrier"
    ENABLER = "enabler"
    BOTH = "both"
    THEME = "theme"


class Reading(StrEnum):
    """Which reading of the evidence is meant: the published table, or everything we coded."""

    PUBLISHED = "published"
    CODED = "coded"


class LinkSign(StrEnum):
    """What a link from one cell does to parity in the cell it reaches."""

    IMPROVES = "improves"
    WORSENS = "worsens"
    CONDITIONAL = "conditional"
    NO_CLEAR_EFFECT = "no_clear_effect"


class LinkBasis(StrEnum):
    """How firmly the source says a link: in so many words, by our inference, or as an opinion."""

    STATED = "stated"
    INFERRED = "inferred"
    OPINION = "opinion"


class AreaKind(StrEnum):
    """What sort of place an area is."""

    ICB = "icb"
    REGION = "region"
    COUNTRY = "country"


class Vintage(StrEnum):
    """A geography of Integrated Care Boards, named for the year it began to be used here."""

    ICB2026 = "icb2026"
    ICB2023 = "icb2023"


class PairKind(StrEnum):
    """What stands on the other side of a pair: physical health, or another population group."""

    MENTAL_VS_PHYSICAL = "mental_vs_physical"
    GROUP = "group"


class Side(StrEnum):
    """One of the two sides of a parity pair."""

    MENTAL = "mental"
    COMPARATOR = "comparator"


class Polarity(StrEnum):
    """Which direction of a measure is good for people."""

    HIGHER_BETTER = "higher_better"
    LOWER_BETTER = "lower_better"
    CONTEXT = "context"


class Scale(StrEnum):
    """What sort of number an indicator is."""

    PROPORTION = "proportion"
    RATE = "rate"
    MEAN_SCORE = "mean_score"
    INDEX = "index"
    MONEY = "money"
    COUNT = "count"
    RATIO = "ratio"
    PERCENTAGE_POINTS = "percentage_points"


class Measure(StrEnum):
    """How the gap of a pair is measured: by what fits the scale of its data."""

    PER_100 = "per_100"
    RATIO = "ratio"
    STANDARDISED = "standardised"
    POINTS = "points"
    CONTEXT = "context"


class Grade(StrEnum):
    """How fair the comparison of a pair is, from A (same construct) to D (no fair comparison)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Band(StrEnum):
    """Where mental health stands against the comparator."""

    MUCH_WORSE = "much_worse"
    WORSE = "worse"
    PARITY = "parity"
    BETTER = "better"
    MUCH_BETTER = "much_better"

    @property
    def step(self) -> int:
        """Signed position on the scale: -2 much worse, 0 parity, 2 much better."""
        return _BAND_STEPS[self]


_BAND_STEPS = {
    Band.MUCH_WORSE: -2,
    Band.WORSE: -1,
    Band.PARITY: 0,
    Band.BETTER: 1,
    Band.MUCH_BETTER: 2,
}


class ContextBand(StrEnum):
    """How much need or prevalence there is on the mental side; never a judgement."""

    MORE = "more"
    LESS = "less"
    SIMILAR = "similar"


class Certainty(StrEnum):
    """How sure the band is, given counting variation alone."""

    CLEAR = "clear"
    BAND_UNCERTAIN = "band_uncertain"
    COULD_BE_PARITY = "could_be_parity"
    NO_INTERVAL = "no_interval"


class Emptiness(StrEnum):
    """Why something is not there; the reasons are told apart and never drawn alike."""

    NO_GAP = "no_gap"
    NO_DATA = "no_data"
    CANNOT_COMPARE = "cannot_compare"
    SUPPRESSED = "suppressed"
    ASKED_NOTHING_REPORTED = "asked_nothing_reported"
    NOT_ASKED = "not_asked"


class StatusCode(StrEnum):
    """Shorthand codes printed in brackets beside a value (government spreadsheet guidance, and our own)."""

    NOT_PUBLISHED = "x"
    NOT_APPLICABLE = "z"
    SUPPRESSED = "c"
    LOW_RELIABILITY = "u"
    PROVISIONAL = "p"
    LIKELY_BREAK = "b"
    REAPPORTIONED = "e"


class SideReading(StrEnum):
    """Whether a pair reads an indicator as published or as its complement (the good outcome)."""

    AS_PUBLISHED = "as_published"
    COMPLEMENT = "complement"


class CopyStatus(StrEnum):
    """Whether a figure was read from the publisher's own file or from somebody's copy of it."""

    PUBLISHER_FILE = "publisher_file"
    THIRD_PARTY_COPY = "third_party_copy"


class CellState(StrEnum):
    """What the published table prints in one half of a cell."""

    ENTRIES = "entries"
    PRINTED_EMPTY = "printed_empty"
    NOT_PRINTED = "not_printed"


class Perception(StrEnum):
    """The answer to 'compared with physical health, mental health here is ...': a band, or 'don't know'."""

    MUCH_WORSE = "much_worse"
    WORSE = "worse"
    PARITY = "parity"
    BETTER = "better"
    MUCH_BETTER = "much_better"
    DONT_KNOW = "dont_know"

    @property
    def band(self) -> Band | None:
        """The band that the answer stands for; None for 'don't know'."""
        return None if self is Perception.DONT_KNOW else Band(self.value)


class Confidence(StrEnum):
    """How sure a person says they are of their own judgement."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

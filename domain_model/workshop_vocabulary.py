"""The closed lists of words about a live workshop: its stages, its groups, what they answer and what is shown."""

from enum import StrEnum


class Stage(StrEnum):
    """Where a workshop stands: the stages of the Nominal Group Technique, between a beginning and an end."""

    SET_UP = "set_up"
    IDEAS = "ideas"
    SHARE = "share"
    CLARIFY = "clarify"
    VOTE = "vote"
    DISCUSS = "discuss"
    CLOSED = "closed"


class Group(StrEnum):
    """As whom somebody takes part."""

    POLICY = "policy"
    PRACTICE = "practice"
    LIVED_EXPERIENCE = "lived_experience"
    CARERS = "carers"
    VOLUNTARY_SECTOR = "voluntary_sector"
    PUBLIC = "public"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"


class Voice(StrEnum):
    """Whose answers a published figure sums up, beside the groups that are large enough to stand for themselves."""

    EVERYONE = "everyone"
    OTHER_VOICES = "other_voices"
    EQUAL_VOICE = "equal_voice"


class RoundKind(StrEnum):
    """What a round of voting asks for."""

    RANK = "rank"
    SCORE = "score"


class Scale(StrEnum):
    """On what something is scored: two scales from 1 to 9, and the five bands of parity."""

    PERCEPTION = "perception"
    SEVERITY = "severity"
    FEASIBILITY = "feasibility"


class RoundState(StrEnum):
    """Where a round of voting stands.

    Between `OPEN` and `COUNTED` there is a moment in which ballots on their way still arrive; then all results
    are published at once, and `REVEALED` is whether people see them.
    """

    OPEN = "open"
    COUNTED = "counted"
    REVEALED = "revealed"


class EntryMode(StrEnum):
    """How somebody's ballots come in."""

    PHONE = "phone"
    PAPER = "paper"
    PROXY = "proxy"
    SIMULATED = "simulated"


class ItemOrigin(StrEnum):
    """Where something to vote on comes from."""

    CATALOGUE = "catalogue"
    FACILITATOR = "facilitator"
    IDEA = "idea"


class FactsPolicy(StrEnum):
    """When people see what is measured and reported about a cell."""

    OPEN = "open"
    AFTER_VOTE = "after_vote"


class Suppression(StrEnum):
    """Why a published figure has no value."""

    SHOWN = "shown"
    TOO_FEW = "too_few"
    """Fewer people than the workshop's least number answered."""
    SPREAD_OF_FEW = "spread_of_few"
    """Fewer than eight people: a spread could show everybody's answer."""
    NO_ANSWER = "no_answer"
    """Nobody answered, or everybody said that they do not know."""


class LinkKind(StrEnum):
    """What a workshop's secret link opens."""

    FACILITATOR = "facilitator"
    PROJECTOR = "projector"


class Statistic(StrEnum):
    """What a published figure is.

    Of a ranking: `SUM` of points, `FREQUENCY` (people who ranked it), `RANK` (joint ranks share a number), `RANK_LOW`
    and `RANK_HIGH` (the 95% range of the rank), `POINTS` (equal voice), and of the whole round `AGREEMENT`
    (Kendall's W). Of a scale: `MEDIAN`, `P30`, `P70`, `SPREAD` (P70 - P30), `SPREAD_LIMIT` (IPRAS), `DISAGREEMENT`
    (1 or 0), `MEDIAN_LOW` and `MEDIAN_HIGH` (95%), `CONSENSUS` (Delphi: 1 or 0), `STABILITY` (weighted kappa with the
    round before), `SHIFT`, `SHIFT_LOW` and `SHIFT_HIGH` (mean change since the round before, of those who answered
    both); since the workshop was held before: `DRIFT` of the mean, `DRIFT_WITHIN` of those who came to both with its
    limits, `DRIFT_PANEL` the rest. `COUNT_...` are how many people gave each answer. `PEOPLE` is how many answered.
    """

    PEOPLE = "people"
    SUM = "sum"
    FREQUENCY = "frequency"
    RANK = "rank"
    RANK_LOW = "rank_low"
    RANK_HIGH = "rank_high"
    POINTS = "points"
    AGREEMENT = "agreement"
    MEDIAN = "median"
    MEDIAN_LOW = "median_low"
    MEDIAN_HIGH = "median_high"
    P30 = "p30"
    P70 = "p70"
    SPREAD = "spread"
    SPREAD_LIMIT = "spread_limit"
    DISAGREEMENT = "disagreement"
    CONSENSUS = "consensus"
    STABILITY = "stability"
    SHIFT = "shift"
    SHIFT_LOW = "shift_low"
    SHIFT_HIGH = "shift_high"
    DRIFT = "drift"
    DRIFT_WITHIN = "drift_within"
    DRIFT_WITHIN_LOW = "drift_within_low"
    DRIFT_WITHIN_HIGH = "drift_within_high"
    DRIFT_PANEL = "drift_panel"
    DONT_KNOW = "dont_know"
    COUNT_1 = "count_1"
    COUNT_2 = "count_2"
    COUNT_3 = "count_3"
    COUNT_4 = "count_4"
    COUNT_5 = "count_5"
    COUNT_6 = "count_6"
    COUNT_7 = "count_7"
    COUNT_8 = "count_8"
    COUNT_9 = "count_9"

    @classmethod
    def count_of(cls, answer: int) -> "Statistic":
        """The statistic that counts one answer of a scale, 1 to 9; bands are numbered 1 much worse to 5 much better.

        Raises:
            ValueError: for an answer outside 1 to 9.
        """
        return cls(f"count_{answer}")

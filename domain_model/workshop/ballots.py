"""What somebody answers in a round of voting, checked against what the round asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, cast

from domain_model.vocabulary import Band, Perception
from domain_model.workshop_vocabulary import Group, RoundKind, Scale

LEAST_SCORE, MOST_SCORE = 1, 9
BANDS_IN_ORDER = (Band.MUCH_WORSE, Band.WORSE, Band.PARITY, Band.BETTER, Band.MUCH_BETTER)
"""The bands as a scale of five: their places, from 1, are what is counted."""

LARGEST_SEQUENCE = 500
"""How often one person may send a ballot anew in one round: nobody changes their mind more often by hand."""

Scores = Mapping[str, Mapping[Scale, int]]
"""By target (the id of an item, or a cell's token) and scale: 1 to 9; for perception 1 to 5, 0 for 'don't know'."""

_NO_SCORES: Scores = MappingProxyType({})


class InvalidBallotError(ValueError):
    """A ballot does not fit its round; the message says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What one ballot says: a ranking, strongest first, or scores; whichever its round does not ask for is empty."""

    ranking: tuple[str, ...] = ()
    scores: Scores = field(default_factory=lambda: _NO_SCORES)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was answered."""
        return not self.ranking and not any(self.scores.values())


@dataclass(frozen=True, slots=True)
class CountedBallot:
    """The answers of one person that stand when a round is counted, with the group the person speaks for."""

    participant: str
    group: Group
    answers: Answers


@dataclass(frozen=True, slots=True)
class BallotPaper:
    """What a round asks: on which targets, in the order shown, and by which scales or how many ranks."""

    kind: RoundKind
    targets: tuple[str, ...]
    scales: tuple[Scale, ...] = ()
    ranks: int = 0

    def __post_init__(self) -> None:
        if not self.targets or len(set(self.targets)) != len(self.targets):
            raise ValueError(f"a round asks about at least one thing, and about each once: {self.targets!r}")
        if self.kind is RoundKind.RANK and (self.scales or not 1 <= self.ranks <= len(self.targets)):
            raise ValueError(f"a ranking of {len(self.targets)} has 1 to that many ranks and no scale: {self.ranks}")
        if self.kind is RoundKind.SCORE and (not self.scales or self.ranks):
            raise ValueError("a round of scoring has a scale and no ranks")

    def check(self, answers: Answers) -> None:
        """Do nothing if the answers fit.

        Raises:
            InvalidBallotError: if they do not: unknown or repeated targets, too many ranks, scores off the scale.
        """
        if self.kind is RoundKind.RANK:
            self._check_ranking(answers)
        else:
            self._check_scores(answers)

    def _check_ranking(self, answers: Answers) -> None:
        if answers.scores:
            raise InvalidBallotError("this round asks for a ranking, not for scores")
        unknown = set(answers.ranking) - set(self.targets)
        if unknown:
            raise InvalidBallotError("something that you ranked is not to be voted on any more: load the page again")
        if len(set(answers.ranking)) != len(answers.ranking):
            raise InvalidBallotError("the same thing was ranked twice: rank it once")
        if len(answers.ranking) > self.ranks:
            raise InvalidBallotError(f"{len(answers.ranking)} things are ranked: rank at most {self.ranks}")

    def _check_scores(self, answers: Answers) -> None:
        if answers.ranking:
            raise InvalidBallotError("this round asks for scores, not for a ranking")
        for target, by_scale in answers.scores.items():
            if target not in self.targets:
                raise InvalidBallotError("something that you scored is not to be scored any more: load the page again")
            for scale, score in by_scale.items():
                if scale not in self.scales:
                    raise InvalidBallotError(f"this round does not ask for {scale.value}")
                low, high = (0, len(BANDS_IN_ORDER)) if scale is Scale.PERCEPTION else (LEAST_SCORE, MOST_SCORE)
                if not low <= score <= high:
                    raise InvalidBallotError(f"a score of {score} is off the scale: give {low} to {high}")


def number_of(perception: Perception) -> int:
    """A perception as a number of its scale: 1 much worse to 5 much better, 0 for 'don't know'."""
    return BANDS_IN_ORDER.index(perception.band) + 1 if perception.band else 0


def band_of(number: float) -> Band | None:
    """The band of a median on the scale of five; a median between two bands is the one nearer parity; None for 0.

    Raises:
        ValueError: for a number that is no place, nor halfway between two places, of the scale.
    """
    if number == 0:
        return None
    if not 1 <= number <= len(BANDS_IN_ORDER) or number * 2 % 1:
        raise ValueError(f"{number} is no place on a scale of {len(BANDS_IN_ORDER)} bands")
    nearer_parity = int(number + 0.5) if number < 3 else int(number)
    return BANDS_IN_ORDER[nearer_parity - 1]


def answers_document(answers: Answers) -> dict[str, Any]:
    """Answers as plain values, for the store and for phones."""
    if answers.ranking:
        return {"ranking": list(answers.ranking)}
    scores = {
        target: {scale.value: score for scale, score in by_scale.items()} for target, by_scale in answers.scores.items()
    }
    return {"scores": scores} if scores else {}


def answers_from(document: object) -> Answers:
    """The answers that a document tells, which may come from anywhere.

    Raises:
        InvalidBallotError: if it tells none.
    """
    try:
        found = cast("dict[str, Any]", document)
        ranking = tuple(_word(target) for target in found.get("ranking", ()))
        scores = {
            _word(target): {Scale(scale): _whole(score) for scale, score in by_scale.items()}
            for target, by_scale in found.get("scores", {}).items()
        }
    except (AttributeError, TypeError, ValueError):
        raise InvalidBallotError("this is no ballot: load the page again") from None
    return Answers(ranking, MappingProxyType({target: by_scale for target, by_scale in scores.items() if by_scale}))


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value

"""Read what all coders of a closed round said, and choose whose placements are compared."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from domain_model.coding import CodedPlacement, CodingRound, OpenRoundError, standing_placements
from domain_model.evidence_vocabulary import CodingCounting
from domain_model.ports import UnitOfWork
from domain_model.use_cases.code_statements import read_round


@dataclass(frozen=True, slots=True)
class CodersSaid:
    """A closed round with all that stands in it.

    `coders` are the ids of those who placed anything, in the order of joining: 'Coder 1' is the first, whoever is
    left out. `placements` are what stands, one for each coder and statement. Equal where nothing differs, so that what
    is computed from it can be remembered.
    """

    round: CodingRound
    coders: tuple[str, ...]
    placements: tuple[CodedPlacement, ...]

    def numbered(self, numbers: Collection[int]) -> frozenset[str]:
        """The ids of the coders with these numbers, from 1; a number that nobody has is passed over."""
        return frozenset(coder for number, coder in enumerate(self.coders, start=1) if number in numbers)

    def number(self, coder: str) -> int:
        """The number of a coder, from 1.

        Raises:
            ValueError: if they placed nothing in the round.
        """
        return self.coders.index(coder) + 1

    def others(self, left_out: Collection[str]) -> tuple[str, ...]:
        """The coders who are not left out."""
        return tuple(coder for coder in self.coders if coder not in left_out)


@dataclass(frozen=True, slots=True)
class Divided:
    """A statement with what each coder said of it, None for whoever left it open, in the order of the coders.

    `agreeing` is the share of pairs of coders who said the same cell and kind; None where fewer than two said anything.
    """

    statement: str
    placements: tuple[CodedPlacement | None, ...]
    agreeing: float | None

    @property
    def is_disagreement(self) -> bool:
        """Whether two coders said different things."""
        return self.agreeing is not None and self.agreeing < 1


@dataclass(frozen=True, slots=True)
class CoderShare:
    """What one coder brings to the comparison.

    `placed` is how many statements they placed, `counting` how many of these count. `by_all_else` is how many
    statements all those compared would have placed if this coder were left out, or, where they are, taken in again;
    None where fewer than two would be compared.
    """

    coder: str
    placed: int
    counting: int
    is_left_out: bool
    by_all_else: int | None


def read_coded_round(work: UnitOfWork, round_id: str) -> CodersSaid:
    """What all coders of a closed round said.

    Raises:
        NoSuchRoundError: if there is no such round.
        OpenRoundError: if it is not closed yet: nobody is told anything before.
    """
    coding_round = read_round(work, round_id)
    if not coding_round.is_closed:
        raise OpenRoundError(round_id)
    standing = standing_placements(work.coding.all_versions(round_id))
    placed_any = {coder for coder, _statement in standing}
    coders = tuple(coder.person for coder in work.coding.coders(round_id) if coder.person in placed_any)
    return CodersSaid(coding_round, coders, tuple(standing.values()))


def coder_shares(said: CodersSaid, left_out: Collection[str], counting: CodingCounting) -> tuple[CoderShare, ...]:
    """What each coder of the round brings to the comparison, those left out too."""
    placed: dict[str, set[str]] = {coder: set() for coder in said.coders}
    counted: dict[str, set[str]] = {coder: set() for coder in said.coders}
    for one in said.placements:
        if one.choice is not None:
            placed[one.coder].add(one.statement)
            if counting is CodingCounting.WITH_NOWHERE or one.choice.cell is not None:
                counted[one.coder].add(one.statement)

    def by_all(coders: Sequence[str]) -> int | None:
        if len(coders) < 2:
            return None
        return sum(all(one in counted[coder] for coder in coders) for one in said.round.statements)

    return tuple(
        CoderShare(
            coder,
            len(placed[coder]),
            len(counted[coder]),
            coder in left_out,
            by_all(said.others(frozenset(left_out) ^ {coder})),
        )
        for coder in said.coders
    )


def divided_statements(said: CodersSaid, coders: Sequence[str]) -> tuple[Divided, ...]:
    """All statements of the round with what these coders said of each, the most divided first."""
    by_key = {(one.coder, one.statement): one for one in said.placements}
    divided = (
        _divided(statement, [by_key.get((coder, statement)) for coder in coders]) for statement in said.round.statements
    )
    return tuple(sorted(divided, key=lambda one: 1.0 if one.agreeing is None else one.agreeing))


def _divided(statement: str, placements: Iterable[CodedPlacement | None]) -> Divided:
    placements = tuple(placements)
    said = [placement.choice for placement in placements if placement is not None]
    pairs = len(said) * (len(said) - 1)
    same = sum(one == other for one in said for other in said) - len(said)
    return Divided(statement, placements, same / pairs if pairs else None)

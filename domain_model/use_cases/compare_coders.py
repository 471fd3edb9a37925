"""Compare the coders of a closed round, all of them or those who are not left out: how far they agree beyond chance."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from domain_model.cells import CELLS
from domain_model.coding import Choice, CodingRound
from domain_model.evidence_vocabulary import CodingAspect, CodingCounting
from domain_model.statistics.agreement_intervals import (
    Coefficient,
    cohen_kappa,
    fleiss_agreement,
    krippendorff_agreement,
    observed_agreement,
)
from domain_model.use_cases.read_coded_round import (
    CoderShare,
    CodersSaid,
    Divided,
    coder_shares,
    divided_statements,
)
from domain_model.vocabulary import BuildingBlock, Level, StatementKind

NOWHERE = "nowhere"
"""The category of what fits no single cell."""

FEW_STATEMENTS = 30
"""With fewer statements than this the formulas of large samples are rough; the mark is ours."""

FEW_PLACEMENTS = 5
"""A category with fewer placements than this is rare; the mark is ours."""

MOST_REMEMBERED = 16
"""How many comparisons a process remembers: one of 500 statements takes seconds, and its round never changes."""

Choices = Mapping[tuple[str, str], Choice]
"""What stands, by coder and statement."""

_CATEGORIES: dict[CodingAspect, tuple[str, ...]] = {
    CodingAspect.CELL: (*(cell.token for cell in CELLS), NOWHERE),
    CodingAspect.BLOCK: (*(block.value for block in BuildingBlock), NOWHERE),
    CodingAspect.LEVEL: (*(level.value for level in Level), NOWHERE),
    CodingAspect.KIND: tuple(kind.value for kind in StatementKind),
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree in one aspect: in all its categories at once, or in one `category` against all others.

    `cohen` is there for two coders, over what both placed; `fleiss` is over what all of them placed; `alpha` over what
    any two did. `is_ordered` is for levels as steps, macro above meso above micro, for which alpha alone speaks.
    `observed` is the share of pairs of coders who agree on a statement, chance included; `placements` how many
    placements are in the category, and `share` their share of all.
    """

    aspect: CodingAspect
    category: str | None
    cohen: Coefficient | None
    fleiss: Coefficient | None
    alpha: Coefficient
    observed: float | None
    placements: int
    share: float | None
    is_ordered: bool = False

    @property
    def is_few(self) -> bool:
        """Whether it rests on so few statements or placements that its interval is rough."""
        return self.alpha.units < FEW_STATEMENTS or (self.category is not None and self.placements < FEW_PLACEMENTS)


@dataclass(frozen=True, slots=True)
class CodersCompared:
    """A closed round with all that its coders `said`, and how far those of them agree who are compared.

    `coders` are the ids of those who are compared, in the order of joining, and `left_out` the ids of the others.
    `shares` are what each of all of them brings. `compared` is how many statements two or more of those compared
    placed, `by_all` how many all of them did. `overall` has every aspect in all its categories, `single` each category
    against all others. `statements` are all of the round with what those compared said, the most divided first.
    """

    said: CodersSaid
    counting: CodingCounting
    coders: tuple[str, ...]
    left_out: tuple[str, ...]
    shares: tuple[CoderShare, ...]
    compared: int
    by_all: int
    overall: tuple[Agreement, ...]
    single: tuple[Agreement, ...]
    statements: tuple[Divided, ...]

    @property
    def round(self) -> CodingRound:
        """The round."""
        return self.said.round

    @property
    def disagreements(self) -> tuple[Divided, ...]:
        """The statements of which two coders said different things, the most divided first."""
        return tuple(statement for statement in self.statements if statement.is_disagreement)

    def of(self, aspect: CodingAspect) -> tuple[Agreement, ...]:
        """Each category of an aspect against all others."""
        return tuple(one for one in self.single if one.aspect is aspect)


def compared(said: CodersSaid, counting: CodingCounting, left_out: frozenset[str] = frozenset()) -> CodersCompared:
    """The coders of a closed round compared, some of them left out; remembered for as long as nothing differs.

    No coefficient is defined where fewer than two of those compared placed anything.
    """
    return some_compared(said, counting, left_out) if left_out else all_compared(said, counting)


@lru_cache(maxsize=MOST_REMEMBERED)
def all_compared(said: CodersSaid, counting: CodingCounting) -> CodersCompared:
    """All coders compared: remembered apart, so that no choice of some of them drives it out."""
    return _compared(said, counting, frozenset())


@lru_cache(maxsize=MOST_REMEMBERED)
def some_compared(said: CodersSaid, counting: CodingCounting, left_out: frozenset[str]) -> CodersCompared:
    """Those coders compared who are not left out."""
    return _compared(said, counting, left_out)


def _compared(said: CodersSaid, counting: CodingCounting, left_out: frozenset[str]) -> CodersCompared:
    coders = said.others(left_out)
    choices: dict[tuple[str, str], Choice] = {
        (one.coder, one.statement): one.choice for one in said.placements if one.choice is not None
    }
    statements = _counted(said.round.statements, coders, choices, counting)
    numbers = [sum((coder, statement) in choices for coder in coders) for statement in statements]
    overall: list[Agreement] = []
    single: list[Agreement] = []
    for aspect, categories in _CATEGORIES.items():
        table = _table(statements, coders, choices, partial(_category_number, aspect))
        overall.append(_agreement(aspect, None, table, len(categories)))
        if aspect is CodingAspect.LEVEL:
            in_order = np.where(table == categories.index(NOWHERE), np.nan, table)
            overall.append(_agreement(aspect, None, in_order, len(categories), level="ordinal"))
        for number, category in enumerate(categories):
            if category != NOWHERE or (aspect is CodingAspect.CELL and counting is CodingCounting.WITH_NOWHERE):
                one = np.where(np.isnan(table), np.nan, table == number)
                single.append(_agreement(aspect, category, one, 2))
    return CodersCompared(
        said,
        counting,
        coders,
        left_out=tuple(coder for coder in said.coders if coder in left_out),
        shares=coder_shares(said, left_out, counting),
        compared=sum(number >= 2 for number in numbers),
        by_all=sum(number == len(coders) >= 2 for number in numbers),
        overall=tuple(overall),
        single=tuple(single),
        statements=divided_statements(said, coders),
    )


def category_of(aspect: CodingAspect, choice: Choice) -> str:
    """The category that a choice falls in."""
    if aspect is CodingAspect.KIND:
        return choice.kind.value
    if choice.cell is None:
        return NOWHERE
    tokens = {
        CodingAspect.CELL: choice.cell.token,
        CodingAspect.BLOCK: choice.cell.block.value,
        CodingAspect.LEVEL: choice.cell.level.value,
    }
    return tokens[aspect]


def _category_number(aspect: CodingAspect, choice: Choice) -> int:
    return _CATEGORIES[aspect].index(category_of(aspect, choice))


def _counted(
    statements: Sequence[str], coders: Sequence[str], choices: Choices, counting: CodingCounting
) -> tuple[str, ...]:
    if counting is CodingCounting.WITH_NOWHERE:
        return tuple(statements)

    def is_in_a_cell(coder: str, statement: str) -> bool:
        choice = choices.get((coder, statement))
        return choice is not None and choice.cell is not None

    return tuple(one for one in statements if all(is_in_a_cell(coder, one) for coder in coders))


def _table(
    statements: Sequence[str], coders: Sequence[str], choices: Choices, number_of: Callable[[Choice], int]
) -> NDArray[np.float64]:
    """The number of each category by coder (rows) and statement (columns), nan where it was left open."""
    table = np.full((len(coders), len(statements)), np.nan)
    for row, coder in enumerate(coders):
        for column, statement in enumerate(statements):
            choice = choices.get((coder, statement))
            if choice is not None:
                table[row, column] = number_of(choice)
    return table


def _agreement(
    aspect: CodingAspect,
    category: str | None,
    table: NDArray[np.float64],
    categories: int,
    *,
    level: Literal["nominal", "ordinal"] = "nominal",
) -> Agreement:
    by_statement = np.count_nonzero(table[:, :, None] == np.arange(categories), axis=0)
    complete = ~np.isnan(table).any(axis=0)
    is_ordered = level == "ordinal"
    two = len(table) == 2 and not is_ordered
    in_category = int(np.count_nonzero(table == 1)) if category else 0
    said = int(np.count_nonzero(~np.isnan(table)))
    return Agreement(
        aspect,
        category,
        cohen_kappa(table[0, complete].tolist(), table[1, complete].tolist()) if two else None,
        None if is_ordered else fleiss_agreement(by_statement[complete]),
        krippendorff_agreement(table, level=level),
        observed_agreement(by_statement),
        in_category,
        in_category / said if category and said else None,
        is_ordered,
    )

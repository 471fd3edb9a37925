"""What is said of coding rounds in words: who coded, what was chosen, and how far coders agree."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from components.author_names import FORMER_MEMBER
from components.formatting import MINUS, sentence_case
from components.labels import cell_label, label
from components.statement_card import KIND_MARKS
from domain_model.coding import Choice
from domain_model.evidence_vocabulary import CodingAspect
from domain_model.statistics.agreement_intervals import Coefficient
from domain_model.use_cases.compare_coders import NOWHERE, Agreement
from domain_model.vocabulary import BuildingBlock, Level, StatementKind

FITS_NOWHERE = "fits no single cell"
LEFT_OPEN = "left open"

Names = Mapping[str, str]
"""The name of each person by id; empty for a reader who is not signed in."""


def coder_name(number: int, person: str, names: Names, reader: str = "") -> str:
    """A coder as this reader knows them: by number, and by name for whoever is signed in; numbers begin with 1."""
    if reader and person == reader:
        return f"Coder {number} (you)"
    if not names:
        return f"Coder {number}"
    return f"Coder {number} ({names.get(person) or FORMER_MEMBER})"


def coder_names(coders: Sequence[str], names: Names, reader: str = "") -> tuple[str, ...]:
    """All coders of a round, in the order in which they joined."""
    return tuple(coder_name(number, person, names, reader) for number, person in enumerate(coders, start=1))


def coders_by_id(coders: Sequence[str], names: Names, reader: str = "") -> dict[str, str]:
    """What this reader calls each coder of a round, by id; the number stays whoever else is left out."""
    return dict(zip(coders, coder_names(coders, names, reader), strict=True))


def kind_words(kind: StatementKind) -> str:
    """A kind with its mark: `■ barrier`."""
    return f"{KIND_MARKS[kind]} {label(kind)}"


def choice_words(choice: Choice | None) -> str:
    """What a coder said of a statement: `■ barrier: Financing, macro`."""
    if choice is None:
        return LEFT_OPEN
    return f"{kind_words(choice.kind)}: {cell_label(choice.cell) if choice.cell else FITS_NOWHERE}"


def category_words(aspect: CodingAspect, category: str) -> str:
    """A category of an aspect as people read it."""
    if category == NOWHERE:
        return sentence_case(FITS_NOWHERE)
    if aspect is CodingAspect.CELL:
        block, _slash, level = category.partition("/")
        return f"{label(BuildingBlock(block))}, {label(Level(level))}"
    kinds = {CodingAspect.BLOCK: BuildingBlock, CodingAspect.LEVEL: Level, CodingAspect.KIND: StatementKind}
    return sentence_case(label(kinds[aspect](category)))


def aspect_words(agreement: Agreement) -> str:
    """Which aspect a row is about."""
    words = sentence_case(label(agreement.aspect))
    return f"{words}, as steps in order" if agreement.is_ordered else words


def decimal(number: float) -> str:
    """A coefficient with two decimals and a true minus."""
    text = f"{abs(number):.2f}"
    return f"{MINUS}{text}" if number < 0 and text != "0.00" else text


def coefficient_words(found: Coefficient | None) -> str:
    """A coefficient with its interval and on how many statements it rests; '' where it does not apply."""
    if found is None:
        return ""
    if found.value is None:
        return f"not defined; n = {found.units}"
    low, high = found.interval.low, found.interval.high
    interval = "no interval" if low is None or high is None else f"{decimal(low)} to {decimal(high)}"
    return f"{decimal(found.value)} ({interval}); n = {found.units}"


def percent(share: float | None) -> str:
    """A share as a whole percentage; '' for none."""
    return "" if share is None else f"{share * 100:.0f}%"


class Verdict(StrEnum):
    """What a coefficient says by its interval, on whichever side of 0 that lies."""

    MORE = "more"
    CHANCE = "chance"
    LESS = "less"


_VERDICTS = {
    Verdict.MORE: "has coders agree more often than chance alone would have it",
    Verdict.CHANCE: "cannot tell agreement from what chance alone would give",
    Verdict.LESS: "has coders agree less often than chance alone would have it",
}


def alpha_sentence(agreement: Agreement) -> str:
    """What Krippendorff's alpha says, which is named with its interval, without any cut between good and bad."""
    what, alpha = aspect_words(agreement), agreement.alpha
    if alpha.units == 0:
        return f"{what}: nothing can be said, because no statement counts that two coders placed."
    if alpha.value is None:
        return f"{what}: agreement beyond chance is not defined, because every placement is in one category."
    said = _verdict(alpha)
    if said is None:
        why = (
            "from full agreement no method can tell how often coders would differ"
            if alpha.value == 1
            else "there are too few statements, or a category is too rare"
        )
        return f"{what}: Krippendorff's alpha is {decimal(alpha.value)}, without an interval: {why}."
    by = f"{what}: by Krippendorff's alpha, {_figures(alpha)},"
    if said is Verdict.CHANCE:
        return f"{by} agreement cannot be told from what chance alone would give, because the interval holds 0."
    if said is Verdict.LESS:
        return f"{by} coders agreed less often than chance alone would have it."
    return f"{by} coders came {percent(alpha.value)} of the way from chance to full agreement."


def otherwise_sentence(agreement: Agreement) -> str:
    """Which other coefficients of the same row say otherwise than alpha, with their intervals; '' for none.

    A coefficient says that coders agreed more often than chance has it, less often, or that it cannot be told.
    Where alpha has no interval and so says nothing, none can say otherwise.
    """
    said = _verdict(agreement.alpha)
    if said is None:
        return ""
    others = (("Cohen's kappa", agreement.cohen), ("Fleiss's kappa", agreement.fleiss))
    found = [(name, one, _verdict(one)) for name, one in others if one is not None]
    differing = [f"{name}, {_figures(one)}, {_VERDICTS[by]}" for name, one, by in found if by not in (None, said)]
    return f"Other coefficients say otherwise: {'; '.join(differing)}." if differing else ""


def _verdict(found: Coefficient) -> Verdict | None:
    """What a coefficient says; None where it has no interval."""
    low, high = found.interval.low, found.interval.high
    if low is None or high is None:
        return None
    if low <= 0 <= high:
        return Verdict.CHANCE
    return Verdict.MORE if low > 0 else Verdict.LESS


def _figures(found: Coefficient) -> str:
    """A coefficient with its interval, inside a sentence; only where it has one."""
    value, low, high = found.value, found.interval.low, found.interval.high
    assert value is not None and low is not None and high is not None  # a verdict rests on an interval
    return f"{decimal(value)} (95% interval: {decimal(low)} to {decimal(high)})"

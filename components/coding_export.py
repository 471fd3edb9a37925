"""A closed coding round as rows of a file: what each coder said, and how far they agree."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from components.coding_coders import Called, left_out_words
from components.coding_since import closed_version
from domain_model.evidence import Placement, Statement
from domain_model.statistics.agreement_intervals import RESAMPLES, SEED, Coefficient
from domain_model.use_cases.compare_coders import CodersCompared
from domain_model.use_cases.read_coded_round import CodersSaid, divided_statements

PLACEMENT_COLUMNS = (
    *("round", "evidence_version", "statement", "text", "source", "place", "coder"),
    *("state", "kind", "block", "level", "note", "version", "placed_at"),
    *("agreed_kind", "agreed_cells", "words_changed", "evidence_version_of_text", "coders_left_out", "left_out"),
)
AGREEMENT_COLUMNS = (
    *("round", "evidence_version", "counting", "coders", "aspect", "category", "coefficient", "value", "low", "high"),
    *("standard_error", "statements", "pairs_that_agree", "placements", "share_of_placements", "interval_method"),
    *("coders_left_out", "left_out"),
)
_METHODS = {
    "cohen_kappa": "asymptotic (Fleiss, Cohen and Everitt 1969)",
    "fleiss_kappa": "linearised over statements, t (Gwet 2021)",
    "krippendorff_alpha": f"bootstrap of statements, {RESAMPLES} resamples, seed {SEED}",
}

Row = tuple[str | int | float, ...]


def placement_rows(
    said: CodersSaid,
    left_out: Collection[str],
    called: Called,
    statements: Mapping[str, Statement],
    agreed: Mapping[str, Placement],
    changed: Collection[str],
    version: str,
) -> Iterator[Row]:
    """One row a statement and coder who is not left out, the most divided statement first.

    The state is `placed`, `fits_nowhere` or `left_open`. `version` is that of the evidence today, whose texts are in
    the rows; `changed` are the statements whose words were changed after the round was made.
    """
    coders = said.others(left_out)
    for one in divided_statements(said, coders):
        known, placement = statements.get(one.statement), agreed.get(one.statement)
        text = (known.text, known.source, known.place) if known else ("", "", "")
        cells = ";".join(cell.token for cell in placement.cells) if placement else ""
        ended = (placement.kind.value if placement else "", cells)
        since = ("yes" if one.statement in changed else "no", version)
        last = (*ended, *since, *_left_out(said, left_out))
        for coder, word in zip(coders, one.placements, strict=True):
            first = (said.round.title, closed_version(said.round), one.statement, *text, called[coder])
            if word is None or word.choice is None:
                yield (*first, "left_open", "", "", "", "", "", "", *last)
                continue
            cell = word.choice.cell
            place = ("placed", cell.block.value, cell.level.value) if cell else ("fits_nowhere", "", "")
            at = word.at.isoformat(timespec="seconds")
            yield (*first, place[0], word.choice.kind.value, *place[1:], word.note, word.version, at, *last)


def agreement_rows(found: CodersCompared) -> Iterator[Row]:
    """One row an aspect or category and coefficient; an empty field is not defined or does not apply."""
    version = closed_version(found.round)
    for one in (*found.overall, *found.single):
        aspect = f"{one.aspect.value}, ordered" if one.is_ordered else one.aspect.value
        first = (found.round.title, version, found.counting.value, len(found.coders), aspect, one.category or "all")
        shares = (_number(one.observed), one.placements if one.category else "", _number(one.share))
        for name, coefficient in (
            ("cohen_kappa", one.cohen),
            ("fleiss_kappa", one.fleiss),
            ("krippendorff_alpha", one.alpha),
        ):
            if coefficient is not None:
                last = (_METHODS[name], *_left_out(found.said, found.left_out))
                yield (*first, name, *_figures(coefficient), *shares, *last)


def _left_out(said: CodersSaid, left_out: Collection[str]) -> tuple[int, str]:
    """How many coders are left out, and which: by number, as everybody may know them."""
    in_order: Sequence[str] = [coder for coder in said.coders if coder in left_out]
    return (len(in_order), left_out_words(said, in_order))


def _figures(found: Coefficient) -> Row:
    numbers = (found.value, found.interval.low, found.interval.high, found.error)
    return (*map(_number, numbers), found.units)


def _number(value: float | None) -> float | str:
    return "" if value is None else round(value, 6)

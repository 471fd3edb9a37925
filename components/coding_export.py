"""A closed coding round as rows of a file: what each coder said, and how far they agree."""

from collections.abc import Iterator, Mapping, Sequence

from domain_model.evidence import Placement, Statement
from domain_model.statistics.agreement_intervals import RESAMPLES, SEED, Coefficient
from domain_model.use_cases.compare_coders import CodersCompared

PLACEMENT_COLUMNS = (
    *("round", "evidence_version", "statement", "text", "source", "place", "coder"),
    *("state", "kind", "block", "level", "note", "version", "placed_at"),
    *("agreed_kind", "agreed_cells"),
)
AGREEMENT_COLUMNS = (
    *("round", "evidence_version", "counting", "coders", "aspect", "category", "coefficient", "value", "low", "high"),
    *("standard_error", "statements", "pairs_that_agree", "placements", "share_of_placements", "interval_method"),
)
_METHODS = {
    "cohen_kappa": "asymptotic (Fleiss, Cohen and Everitt 1969)",
    "fleiss_kappa": "linearised over statements, t (Gwet 2021)",
    "krippendorff_alpha": f"bootstrap of statements, {RESAMPLES} resamples, seed {SEED}",
}

Row = tuple[str | int | float, ...]


def placement_rows(
    found: CodersCompared,
    coders: Sequence[str],
    statements: Mapping[str, Statement],
    agreed: Mapping[str, Placement],
    version: str,
) -> Iterator[Row]:
    """One row a statement and coder, the most divided first; the state is `placed`, `fits_nowhere` or `left_open`."""
    for one in found.statements:
        known, placement = statements.get(one.statement), agreed.get(one.statement)
        text = (known.text, known.source, known.place) if known else ("", "", "")
        cells = ";".join(cell.token for cell in placement.cells) if placement else ""
        ended = (placement.kind.value if placement else "", cells)
        for name, said in zip(coders, one.placements, strict=True):
            first = (found.round.title, version, one.statement, *text, name)
            if said is None or said.choice is None:
                yield (*first, "left_open", "", "", "", "", "", "", *ended)
                continue
            cell = said.choice.cell
            place = ("placed", cell.block.value, cell.level.value) if cell else ("fits_nowhere", "", "")
            at = said.at.isoformat(timespec="seconds")
            yield (*first, place[0], said.choice.kind.value, *place[1:], said.note, said.version, at, *ended)


def agreement_rows(found: CodersCompared, version: str) -> Iterator[Row]:
    """One row an aspect or category and coefficient; an empty field is not defined or does not apply."""
    for one in (*found.overall, *found.single):
        aspect = f"{one.aspect.value}, ordered" if one.is_ordered else one.aspect.value
        first = (found.round.title, version, found.counting.value, len(found.coders), aspect, one.category or "all")
        last = (_number(one.observed), one.placements if one.category else "", _number(one.share))
        for name, coefficient in (
            ("cohen_kappa", one.cohen),
            ("fleiss_kappa", one.fleiss),
            ("krippendorff_alpha", one.alpha),
        ):
            if coefficient is not None:
                yield (*first, name, *_figures(coefficient), *last, _METHODS[name])


def _figures(found: Coefficient) -> Row:
    numbers = (found.value, found.interval.low, found.interval.high, found.error)
    return (*map(_number, numbers), found.units)


def _number(value: float | None) -> float | str:
    return "" if value is None else round(value, 6)

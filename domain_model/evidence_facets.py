"""Which rows of an index a filter lets pass, and how many would pass if one field asked for something else."""

from collections.abc import Mapping

import numpy as np

from domain_model.evidence_filter import EvidenceFilter
from domain_model.evidence_index import EvidenceIndex, Mask

FACETS = ("kinds", "parts", "sources", "subthemes", "voices", "perspectives", "groups", "bases", "participants")
"""The fields of which one or several values can be chosen."""

FLAGS = ("only_thin", "only_contested", "only_dual", "only_own")
"""The fields that are on or off."""

YEARS = "years"
UNDATED = "undated"
"""The field of sources that print no year."""


def _conditions(index: EvidenceIndex, chosen: EvidenceFilter) -> dict[str, Mask]:
    """The rows that pass each field by itself, for the fields that ask for something."""
    length = len(index.statements)
    found: dict[str, Mask] = {}
    for name in FACETS:
        values: tuple[str, ...] = getattr(chosen, name)
        if values:
            found[name] = index.columns[name].matches(frozenset(values), length)
    for name in FLAGS:
        if getattr(chosen, name):
            found[name] = index.flags[name]
    if chosen.undated or chosen.year_from is not None or chosen.year_to is not None:
        found[YEARS] = _in_years(index, chosen)
    if chosen.matching is not None:
        mask = np.zeros(length, dtype=np.bool_)
        mask[[index.row_of[each] for each in chosen.matching if each in index.row_of]] = True
        found["matching"] = mask
    return found


def _in_years(index: EvidenceIndex, chosen: EvidenceFilter) -> Mask:
    """Sources of years that overlap those asked for; with `undated` those that print none, too or alone."""
    undated = index.flags[UNDATED]
    if chosen.year_from is None and chosen.year_to is None:
        return undated
    mask = ~undated
    if chosen.year_from is not None:
        mask &= index.last >= chosen.year_from
    if chosen.year_to is not None:
        mask &= index.first <= chosen.year_to
    return mask | undated if chosen.undated else mask


def passing(index: EvidenceIndex, chosen: EvidenceFilter) -> Mask:
    """The rows that pass the whole filter."""
    return _all_of(index, _conditions(index, chosen))


def _all_of(index: EvidenceIndex, conditions: Mapping[str, Mask], but: str = "") -> Mask:
    mask = index.everything
    for name, condition in conditions.items():
        if name != but:
            mask &= condition
    return mask


def passing_with_facets(index: EvidenceIndex, chosen: EvidenceFilter) -> tuple[Mask, dict[str, dict[str, int]]]:
    """The rows that pass, and the facets: each counts under all conditions but its own."""
    conditions = _conditions(index, chosen)
    mask = _all_of(index, conditions)

    def others(name: str) -> Mask:
        if name not in conditions:
            return mask
        return _all_of(index, conditions, but=name)

    facets = {name: index.columns[name].counts(others(name)) for name in FACETS}
    for name in FLAGS:
        facets[name] = {"yes": int(np.count_nonzero(others(name) & index.flags[name]))}
    years = others(YEARS)
    facets[UNDATED] = {"yes": int(np.count_nonzero(years & index.flags[UNDATED]))}
    facets[YEARS] = _years(index, years & ~index.flags[UNDATED])
    return mask, facets


def _years(index: EvidenceIndex, mask: Mask) -> dict[str, int]:
    """How many of these rows speak of each year, from the first that any row of the index speaks of to the last."""
    dated = ~index.flags[UNDATED]
    if not dated.any():
        return {}
    start, end = int(index.first[dated].min()), int(index.last[dated].max())
    steps = np.bincount(index.first[mask] - start, minlength=end - start + 2)
    steps = steps - np.bincount(index.last[mask] - start + 1, minlength=end - start + 2)
    return {str(start + place): int(number) for place, number in enumerate(np.cumsum(steps)[:-1])}

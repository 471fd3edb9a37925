"""Frameworks read by filter: which entries fit, what each choice would leave, and what bears on each cell."""

import pytest

from domain_model.cells import Cell
from domain_model.evidence import FrameworkEntry
from domain_model.evidence_vocabulary import FrameworkKind, PlacementBasis, PopulationGroup
from domain_model.use_cases.read_frameworks import FrameworkFilter, read_frameworks

MESO, MICRO = Cell.from_token("service_delivery/meso"), Cell.from_token("workforce/micro")
LEVER, DUTY = FrameworkKind.LEVER, FrameworkKind.DUTY


def entry(
    entry_id: str,
    kind: FrameworkKind = LEVER,
    framework: str = "Levers, FICTITIOUS",
    order: int = 1,
    cells: tuple[Cell, ...] = (MESO,),
    **more: object,
) -> FrameworkEntry:
    fields: dict[str, object] = {
        "title": f"Title of {entry_id}", "text": "FICTITIOUS", "cells_basis": PlacementBasis.INFERRED, "groups": (),
        "criterion": "", "source": "src", "place": "p. 1", "note": "", **more,
    }  # fmt: skip
    return FrameworkEntry(id=entry_id, kind=kind, framework=framework, order=order, cells=cells, **fields)  # type: ignore[arg-type]


ENTRIES = (
    entry("duty", DUTY, "Duties, FICTITIOUS", groups=(PopulationGroup.RACE, PopulationGroup.AGE), source="law"),
    entry("second", order=2, cells=(MESO, MICRO), criterion="A plan with Dates"),
    entry("first", order=1, cells=(MICRO,)),
    entry("other", framework="More levers, FICTITIOUS", cells=(), note="dates are not printed"),
)


def ids(wanted: FrameworkFilter) -> list[str]:
    return [one.id for each in read_frameworks(ENTRIES, wanted).lists for one in each.entries]


def test_entries_stand_by_kind_then_by_framework_each_in_its_own_order():
    reading = read_frameworks(ENTRIES, FrameworkFilter())
    assert [(each.kind, each.framework, [one.id for one in each.entries]) for each in reading.lists] == [
        (LEVER, "Levers, FICTITIOUS", ["first", "second"]),
        (LEVER, "More levers, FICTITIOUS", ["other"]),
        (DUTY, "Duties, FICTITIOUS", ["duty"]),
    ]
    assert (reading.found, reading.total) == (4, 4)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (FrameworkFilter(kind=DUTY), ["duty"]),
        (FrameworkFilter(cell=MICRO), ["first", "second"]),
        (FrameworkFilter(cell=MESO), ["second", "duty"]),
        (FrameworkFilter(group=PopulationGroup.AGE), ["duty"]),
        (FrameworkFilter(source="law"), ["duty"]),
        (FrameworkFilter(source="law", kind=LEVER), []),
        (FrameworkFilter(text="DATES"), ["second", "other"]),
        (FrameworkFilter(text="plan dates"), ["second"]),
        (FrameworkFilter(text="duties"), ["duty"]),
    ],
)
def test_a_filter_leaves_what_fits_all_of_it(wanted: FrameworkFilter, found: list[str]):
    assert ids(wanted) == found


def test_each_choice_counts_what_it_would_leave_under_all_other_filters():
    facets = read_frameworks(ENTRIES, FrameworkFilter(kind=LEVER, cell=MICRO)).facets
    assert facets["kind"] == {"lever": 2}
    assert facets["cell"] == {MESO.token: 1, MICRO.token: 2}
    assert facets["group"] == {}
    assert facets["source"] == {"src": 2}
    assert read_frameworks(ENTRIES, FrameworkFilter()).facets["group"] == {"race": 1, "age": 1}


def test_the_crosswalk_counts_an_entry_in_each_of_its_cells_whatever_cell_is_chosen():
    reading = read_frameworks(ENTRIES, FrameworkFilter(cell=MICRO))
    assert reading.found == 2
    assert list(reading.crosswalk[MESO].items()) == [(LEVER, 1), (DUTY, 1)]
    assert reading.crosswalk[MICRO] == {LEVER: 2}
    assert reading.crosswalk[Cell.from_token("financing/macro")] == {}
    assert len(reading.crosswalk) == 18
    assert reading.in_no_cell == 1

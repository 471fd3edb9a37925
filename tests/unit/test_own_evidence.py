"""What stands after edits to one's own evidence, and the book that joins it to the catalogue; all FICTITIOUS."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain_model.cells import Cell
from domain_model.dataset import Dataset
from domain_model.evidence import ConfidenceRating, Placement, Source
from domain_model.evidence_book import evidence_book
from domain_model.evidence_vocabulary import Concern, Dispute, FindingConfidence, PlacementBasis, RecordKind
from domain_model.own_evidence import CODERS_DISAGREE, Content, Edit, OwnEvidence, dispute_of, placed, standing
from domain_model.use_cases.read_own_evidence import AddedSource, FieldChange, added_sources, changes_between
from domain_model.vocabulary import StatementKind
from tests.builders import MESO, dataset, evidence, link, statement

AT = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
MICRO = Cell.from_token("workforce/micro")
MACRO = Cell.from_token("financing/macro")
SOURCE = Source("own-a", "FICTITIOUS interviews", "A. B.", "2020", "", "article", "", "")
STATEMENT = replace(statement("own-s"), cells=(MESO,), source="own-a")
LINK = replace(link("own-l", MESO, MICRO), source="own-a")
RATING = ConfidenceRating(
    "own-s",
    Concern.MINOR,
    Concern.NONE_OR_VERY_MINOR,
    Concern.SERIOUS,
    Concern.MODERATE,
    FindingConfidence.LOW,
    "One voice",
)
PLACED = Placement("own-s", StatementKind.ENABLER, (MACRO, MICRO), "Both coders")


def edit(number: int, kind: RecordKind, record: str, content: Content | None, version: int = 1) -> Edit:
    return Edit(number, kind, record, version, content, "p-ada", AT)


EVERYTHING = (
    edit(1, RecordKind.SOURCE, "own-a", SOURCE),
    edit(2, RecordKind.STATEMENT, "own-s", STATEMENT),
    edit(3, RecordKind.LINK, "own-l", LINK),
    edit(4, RecordKind.CONFIDENCE, "own-s", RATING),
    edit(5, RecordKind.PLACEMENT, "own-s", PLACED),
)


def records_of(own: OwnEvidence) -> tuple[object, ...]:
    tables = (own.sources, own.statements, own.links, own.confidence, own.placements)
    return (own.number, *(list(table.items()) for table in tables))


def test_each_kind_of_record_stands_in_its_own_table() -> None:
    own = standing(EVERYTHING)
    assert own.number == 5
    assert [(one.record, one.content) for one in own.sources.values()] == [("own-a", SOURCE)]
    assert [(one.record, one.content) for one in own.statements.values()] == [("own-s", STATEMENT)]
    assert [(one.record, one.content) for one in own.links.values()] == [("own-l", LINK)]
    assert own.confidence == {"own-s": RATING}
    assert own.placements == {"own-s": PLACED}


def test_nothing_stands_where_nothing_was_added() -> None:
    assert records_of(standing(())) == (0, [], [], [], [], [])


def test_a_later_version_takes_the_place_of_an_earlier_one() -> None:
    later = replace(STATEMENT, text="Changed")
    second = replace(STATEMENT, id="own-t")
    own = standing(
        (
            *EVERYTHING,
            edit(6, RecordKind.STATEMENT, "own-t", second),
            edit(7, RecordKind.STATEMENT, "own-s", later, 2),
            edit(8, RecordKind.CONFIDENCE, "own-s", replace(RATING, reason="Two voices"), 2),
            edit(9, RecordKind.PLACEMENT, "own-s", replace(PLACED, cells=(MESO,)), 2),
        )
    )
    assert [(one.record, one.version, one.content) for one in own.statements.values()] == [
        ("own-s", 2, later),
        ("own-t", 1, second),
    ]
    assert own.confidence["own-s"].reason == "Two voices"
    assert own.placements["own-s"].cells == (MESO,)


@pytest.mark.parametrize(
    ("kind", "record", "left"),
    [
        (RecordKind.SOURCE, "own-a", [0, 1, 1, 1, 1]),
        (RecordKind.STATEMENT, "own-s", [1, 0, 1, 0, 0]),
        (RecordKind.LINK, "own-l", [1, 1, 0, 1, 1]),
        (RecordKind.CONFIDENCE, "own-s", [1, 1, 1, 0, 1]),
        (RecordKind.PLACEMENT, "own-s", [1, 1, 1, 1, 0]),
        (RecordKind.SOURCE, "own-never", [1, 1, 1, 1, 1]),
    ],
)
def test_a_withdrawn_record_does_not_stand_and_others_do(kind: RecordKind, record: str, left: list[int]) -> None:
    own = standing((*EVERYTHING, edit(6, kind, record, None, 2)))
    tables = (own.sources, own.statements, own.links, own.confidence, own.placements)
    assert [len(table) for table in tables] == left
    assert own.number == 6


def test_what_stands_does_not_depend_on_where_the_reading_was_interrupted() -> None:
    edits = (
        *EVERYTHING,
        edit(6, RecordKind.LINK, "own-l", None, 2),
        edit(7, RecordKind.SOURCE, "own-a", replace(SOURCE, year="2021"), 2),
        edit(8, RecordKind.PLACEMENT, "own-s", None, 2),
    )
    at_once = records_of(standing(edits))
    for cut in range(len(edits) + 1):
        earlier = standing(edits[:cut])
        before = records_of(earlier)
        assert records_of(standing(edits[cut:], earlier)) == at_once
        assert records_of(earlier) == before


def test_what_was_judged_of_other_words_is_set_aside_until_the_statement_says_them_again() -> None:
    changed = edit(6, RecordKind.STATEMENT, "own-s", replace(STATEMENT, text="FICTITIOUS: something else"), 2)
    own = standing((*EVERYTHING, changed))
    assert (own.confidence, own.placements) == ({}, {})
    assert own.set_aside == {(RecordKind.CONFIDENCE, "own-s"), (RecordKind.PLACEMENT, "own-s")}
    back = standing([edit(7, RecordKind.STATEMENT, "own-s", STATEMENT, 3)], own)
    assert (back.confidence, back.placements) == ({"own-s": RATING}, {"own-s": PLACED})
    assert not back.set_aside
    again = standing([edit(7, RecordKind.CONFIDENCE, "own-s", RATING, 2)], own)
    assert again.confidence == {"own-s": RATING}
    assert again.set_aside == {(RecordKind.PLACEMENT, "own-s")}


def test_a_better_page_number_is_no_reason_to_judge_anew_and_a_withdrawn_statement_is_not_judged() -> None:
    paged = edit(6, RecordKind.STATEMENT, "own-s", replace(STATEMENT, place="p. 9", note="FICTITIOUS"), 2)
    assert standing((*EVERYTHING, paged)).placements == {"own-s": PLACED}
    gone = standing((*EVERYTHING, edit(6, RecordKind.STATEMENT, "own-s", None, 2)))
    assert (gone.confidence, gone.placements) == ({}, {})


def test_what_is_judged_of_the_catalogue_stands_whatever_is_added() -> None:
    rated = edit(1, RecordKind.CONFIDENCE, "T2-001", replace(RATING, statement="T2-001"))
    own = standing([rated, *(replace(one, number=one.number + 1) for one in EVERYTHING)])
    assert set(own.confidence) == {"T2-001", "own-s"}


def test_an_agreed_placement_takes_the_place_of_kind_cells_and_doubt() -> None:
    doubtful = replace(
        STATEMENT, kind=StatementKind.BARRIER, also_in=(MACRO,), placement="all levels", basis=PlacementBasis.CONTESTED
    )
    agreed = placed(doubtful, PLACED)
    assert (agreed.kind, agreed.cells, agreed.also_in, agreed.placement, agreed.basis) == (
        StatementKind.ENABLER,
        (MACRO, MICRO),
        (),
        "",
        PlacementBasis.AGREED,
    )
    assert (agreed.id, agreed.text, agreed.source) == (doubtful.id, doubtful.text, doubtful.source)
    assert placed(doubtful, None) is doubtful


# ---- What an edit changed


def test_two_versions_differ_field_by_field_in_the_order_of_the_record() -> None:
    changed = replace(STATEMENT, cells=(MICRO,), note="FICTITIOUS", id="own-other")
    assert changes_between(STATEMENT, changed) == (
        FieldChange("cells", (MESO,), (MICRO,)),
        FieldChange("note", "", "FICTITIOUS"),
    )
    assert changes_between(STATEMENT, STATEMENT) == ()


def test_a_new_or_withdrawn_record_differs_in_all_that_it_says() -> None:
    assert [one.field for one in changes_between(None, SOURCE)] == ["title", "authors", "year", "kind"]
    assert {(one.field, one.after) for one in changes_between(SOURCE, None)} == {
        ("title", None),
        ("authors", None),
        ("year", None),
        ("kind", None),
    }
    assert changes_between(None, None) == ()


def test_added_evidence_is_gathered_by_source_also_of_the_catalogue() -> None:
    own = standing(
        (
            edit(1, RecordKind.STATEMENT, "own-x", replace(STATEMENT, id="own-x", source="src")),
            *(replace(one, number=one.number + 1) for one in EVERYTHING),
            edit(9, RecordKind.LINK, "own-k", replace(LINK, id="own-k", source="src")),
        )
    )
    assert added_sources(own) == (
        AddedSource("own-a", ("own-s",), ("own-l",)),
        AddedSource("src", ("own-x",), ("own-k",)),
    )


# ---- The book


def catalogue() -> Dataset:
    return dataset([], catalogue=evidence(statements=(statement("S1"),), links=(link("X1", MICRO, MESO),)))


def test_a_book_without_additions_is_the_catalogue_at_its_version() -> None:
    known = catalogue()
    book = evidence_book(known, standing(()))
    assert book.version == known.version
    assert book.published is known.evidence
    assert book.evidence.statements == known.evidence.statements
    assert (book.own_sources, book.own_statements, book.own_links) == (frozenset(), frozenset(), frozenset())


def test_a_book_has_the_catalogue_first_and_what_was_added_after_it() -> None:
    known = catalogue()
    placed_catalogue = edit(6, RecordKind.PLACEMENT, "S1", replace(PLACED, statement="S1"))
    book = evidence_book(known, standing((*EVERYTHING, placed_catalogue)))
    assert book.version == f"{known.version}+6"
    assert [one.id for one in book.evidence.sources] == [*(one.id for one in known.evidence.sources), "own-a"]
    assert [(one.id, one.cells) for one in book.evidence.statements] == [
        ("S1", (MACRO, MICRO)),
        ("own-s", (MACRO, MICRO)),
    ]
    assert [one.id for one in book.evidence.links] == ["X1", "own-l"]
    assert (book.own_sources, book.own_statements, book.own_links) == ({"own-a"}, {"own-s"}, {"own-l"})
    assert book.published is known.evidence
    assert book.published.statements[0].cells != (MACRO, MICRO)


def test_a_record_under_the_wrong_kind_is_an_error_of_ours() -> None:
    wrong = standing((edit(1, RecordKind.STATEMENT, "own-a", SOURCE),))
    with pytest.raises(TypeError, match="is no Statement"):
        evidence_book(catalogue(), wrong)


def test_who_disagrees_on_a_place_is_told_by_where_the_statement_is_from_and_by_its_note() -> None:
    catalogue = replace(statement("T1"), also_in=(MICRO,))
    assert dispute_of(statement("T1")) is None and dispute_of(STATEMENT) is None
    assert dispute_of(catalogue) is Dispute.TEXT_AND_TABLE
    assert dispute_of(replace(statement("T2"), basis=PlacementBasis.CONTESTED)) is Dispute.TEXT_AND_TABLE
    own = replace(catalogue, id="own-s")
    assert dispute_of(own) is Dispute.UNSAID
    assert dispute_of(replace(own, note=f"FICTITIOUS {CODERS_DISAGREE}")) is Dispute.UNSAID, "within other words"
    assert dispute_of(replace(own, note=f"FICTITIOUS\n{CODERS_DISAGREE}")) is Dispute.CODERS
    assert dispute_of(replace(STATEMENT, note=CODERS_DISAGREE)) is None, "its place was agreed since"

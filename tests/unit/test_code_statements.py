"""Coding rounds as ideas: orders of one's own, what stands, what is next, samples and texts."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain_model.cells import Cell
from domain_model.coding import (
    LONGEST_CODING_NOTE,
    LONGEST_TITLE,
    Choice,
    CodedPlacement,
    Coder,
    CodingRound,
    checked_coding_note,
    checked_title,
    order_for,
    standing_placements,
)
from domain_model.use_cases.agree_codings import LONGEST_AGREED_REASON, checked_agreed_reason
from domain_model.use_cases.code_statements import OwnCoding, drawn
from domain_model.vocabulary import StatementKind
from tests.builders import statement

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
CHOICE = Choice(StatementKind.BARRIER, Cell.from_token("financing/meso"))
OTHER = Choice(StatementKind.ENABLER, None)
ROUND = CodingRound("r1", "owner", "FICTITIOUS", tuple(f"S{number}" for number in range(40)), AT)


def said(statement_id: str, version: int, choice: Choice | None, coder: str = "ann") -> CodedPlacement:
    return CodedPlacement("r1", coder, statement_id, version, choice, "", AT)


def coding(*versions: CodedPlacement, order: tuple[str, ...] = ("A", "B", "C")) -> OwnCoding:
    by_statement: dict[str, tuple[CodedPlacement, ...]] = {}
    for version in versions:
        by_statement[version.statement] = (*by_statement.get(version.statement, ()), version)
    return OwnCoding(replace(ROUND, statements=order), Coder("r1", "ann", AT), order, by_statement)


def test_everybody_has_an_order_of_their_own_which_stays_and_leaves_nothing_out() -> None:
    ann, ben = order_for(ROUND, "ann"), order_for(ROUND, "ben")
    assert ann == order_for(ROUND, "ann")
    assert len({ann, ben, ROUND.statements, order_for(replace(ROUND, id="r2"), "ann")}) == 4
    assert sorted(ann) == sorted(ben) == sorted(ROUND.statements)


def test_a_round_is_open_until_it_has_the_moment_of_its_closing() -> None:
    assert not ROUND.is_closed
    assert replace(ROUND, closed_at=AT).is_closed


def test_the_latest_version_stands_unless_it_was_taken_back() -> None:
    versions = [
        said("A", 2, OTHER),
        said("A", 1, CHOICE),
        said("B", 1, CHOICE),
        said("B", 2, None),
        said("A", 1, CHOICE, "ben"),
    ]
    assert {key: one.choice for key, one in standing_placements(versions).items()} == {
        ("ann", "A"): OTHER,
        ("ben", "A"): CHOICE,
    }


def test_ones_own_coding_says_what_stands_how_much_is_placed_and_what_is_next() -> None:
    own = coding(said("A", 1, CHOICE), said("B", 1, OTHER), said("B", 2, None))
    assert (own.choice("A"), own.choice("B"), own.choice("C")) == (CHOICE, None, None)
    assert own.placed == 1
    assert [own.next_open(after) for after in (0, 1, 2, 3)] == [2, 2, 3, 2]
    full = coding(said("A", 1, CHOICE), said("B", 1, OTHER), said("C", 1, OTHER))
    assert (full.placed, full.next_open(0), full.next_open(3)) == (3, None, None)


def test_a_sample_is_in_the_catalogues_order_the_same_for_a_seed_and_all_where_there_are_fewer() -> None:
    many = [statement(f"S{number:02}") for number in range(30)]
    ten = drawn(many, 10, "seed")
    assert len(set(ten)) == 10 and list(ten) == sorted(ten) and ten == drawn(many, 10, "seed")
    assert ten != drawn(many, 10, "other") and ten != tuple(one.id for one in many[:10])
    assert drawn(many, 30, "seed") == tuple(one.id for one in many)


def test_titles_notes_and_reasons_are_tidied_and_bounded() -> None:
    assert checked_title("  Two   words ") == "Two words"
    assert checked_coding_note("\r\nOne\r\ntwo ") == "One\ntwo"
    assert checked_coding_note("   ") == ""
    assert checked_agreed_reason(" Why\rnot ") == "Why\nnot"
    assert len(checked_title("x" * LONGEST_TITLE)) == LONGEST_TITLE
    for title in ("", "   ", "x" * (LONGEST_TITLE + 1), "a\x00b"):
        with pytest.raises(ValueError, match="title of 1 to 120"):
            checked_title(title)
    for note in ("x" * (LONGEST_CODING_NOTE + 1), "a\x00b"):
        with pytest.raises(ValueError, match="at most 500"):
            checked_coding_note(note)
    for reason in ("", " \n", "x" * (LONGEST_AGREED_REASON + 1), "a\x00b"):
        with pytest.raises(ValueError, match="Say why in 1 to 1,000"):
            checked_agreed_reason(reason)

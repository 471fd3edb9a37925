"""Whether statements read as coders read them: another release, and words of people's own statements changed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import cast

import pytest

from domain_model.cells import Cell
from domain_model.coding import CodingRound
from domain_model.evidence import Statement
from domain_model.evidence_vocabulary import RecordKind
from domain_model.own_evidence import Content, Edit
from domain_model.ports import UnitOfWork
from domain_model.use_cases.compare_wording import words_since
from tests.builders import link, statement

MADE = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
MACRO, MESO = Cell.from_token("financing/macro"), Cell.from_token("financing/meso")
OWN = statement("own-a", cells=(MACRO,))
REWORDED = replace(OWN, text="other FICTITIOUS words")


def work(version: str, *contents: tuple[int, Content | None]) -> UnitOfWork:
    """A store at a version of the published data, where own-a was edited so many hours after the round was made."""
    edits = tuple(
        Edit(number, RecordKind.STATEMENT, "own-a", number, content, "ann", MADE + timedelta(hours=hours))
        for number, (hours, content) in enumerate(contents, start=1)
    )
    own = SimpleNamespace(histories=lambda records: {one: edits for one in records})
    return cast(UnitOfWork, SimpleNamespace(datasets=SimpleNamespace(current=lambda: SimpleNamespace(version=version)),
                                            own_evidence=own))  # fmt: skip


def round_of(*statements: str, made: str | None = "abc+1", closed: str | None = "abc+7") -> CodingRound:
    return CodingRound("r1", "owner", "FICTITIOUS", statements, MADE, MADE + timedelta(hours=5), made, closed)


@pytest.mark.parametrize(
    ("made", "closed", "is_replaced"),
    [
        ("abc+1", "abc+7", False),
        ("abc", "abc", False),
        ("old", "abc+7", True),
        ("old+3", "old+7", True),
        (None, "abc+7", None),
        (None, "old", True),
        (None, None, None),
    ],
)
def test_the_catalogue_may_read_differently_where_another_was_published_since(made, closed, is_replaced) -> None:
    found = words_since(work("abc"), round_of("S1", made=made, closed=closed))
    assert (found.is_replaced, found.changed) == (is_replaced, frozenset())


def test_a_round_without_a_statement_of_the_catalogue_does_not_depend_on_it() -> None:
    found = words_since(work("new", (-1, OWN)), round_of("own-a", made=None, closed=None))
    assert found.is_replaced is False
    assert words_since(work("new", (-1, OWN)), round_of("own-a", "S1")).is_replaced is True


@pytest.mark.parametrize(
    ("edits", "is_changed"),
    [
        ([(-2, OWN)], False),
        ([(-2, OWN), (-1, REWORDED)], False),
        ([(-2, OWN), (1, REWORDED)], True),
        ([(-2, OWN), (9, REWORDED)], True),
        ([(-2, OWN), (1, REWORDED), (2, OWN)], True),
        ([(-2, OWN), (1, replace(OWN, cells=(MESO,), note="FICTITIOUS"))], False),
        ([(-2, OWN), (1, replace(OWN, participant="P-FICTITIOUS", voice="authors"))], False),
        ([(-2, OWN), (1, None)], False),
        ([(-2, OWN), (1, None), (2, OWN)], False),
        ([(-2, OWN), (1, None), (2, REWORDED)], True),
        ([(0, OWN)], False),
        ([(1, OWN)], False),
        ([], False),
    ],
)
def test_words_count_as_changed_where_they_differed_at_any_time_since_the_round_was_made(
    edits: list[tuple[int, Statement | None]], is_changed: bool
) -> None:
    found = words_since(work("abc", *edits), round_of("S1", "own-a"))
    assert found.changed == ({"own-a"} if is_changed else frozenset())


def test_only_statements_have_words() -> None:
    with pytest.raises(TypeError, match="no statement"):
        words_since(work("abc", (-1, link("own-a", MACRO, MESO))), round_of("own-a"))

"""Checklists: what an answer may be, how answers are counted, and which change was the last one."""

from datetime import UTC, datetime, timedelta

import pytest

from components.checklist_words import counts_words
from domain_model.checklists import LONGEST_REMARK, ChecklistMark, checked_answer
from domain_model.evidence_vocabulary import ChecklistState, FrameworkKind
from domain_model.use_cases.fill_checklist import Checklist, ChecklistRow
from tests.unit.test_read_frameworks import entry

AT = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
IN_PLACE, PARTLY, NOT, DOES_NOT = ChecklistState


def mark(entry_id: str, state: ChecklistState | None, minutes: int = 0, author: str = "ann", version: int = 1):
    return ChecklistMark("AAA", entry_id, version, state, "", author, AT + timedelta(minutes=minutes))


def checklist(*marks: ChecklistMark) -> Checklist:
    by_entry = {one.entry: one for one in marks}
    rows = tuple(ChecklistRow(entry(name), by_entry.get(name)) for name in ("a", "b", "c", "d", "e"))
    return Checklist("AAA", FrameworkKind.LEVER, rows)


def test_an_answer_is_tidied():
    assert checked_answer(PARTLY, "  one\r\ntwo\r \n") == (PARTLY, "one\ntwo")
    assert checked_answer(None, " \n") == (None, "")


@pytest.mark.parametrize(
    ("state", "note", "says"),
    [
        (PARTLY, "x" * (LONGEST_REMARK + 1), "at most 2,000 characters; this note has 2,001"),
        (PARTLY, "a\x00b", "cannot be shown"),
        (None, "a note alone", "Choose an answer"),
    ],
)
def test_what_cannot_be_kept_is_said(state: ChecklistState | None, note: str, says: str):
    with pytest.raises(ValueError, match=says):
        checked_answer(state, note)


def test_answers_are_counted_by_state_and_what_is_not_answered_is_no_answer():
    found = checklist(mark("a", IN_PLACE), mark("b", PARTLY), mark("c", IN_PLACE), mark("d", None, version=2))
    assert found.counts == {IN_PLACE: 2, PARTLY: 1, NOT: 0, DOES_NOT: 0, None: 2}
    assert found.answered == 3
    assert [row.version for row in found.rows] == [1, 1, 1, 2, 0]
    words = counts_words(found)
    assert words == (
        "Of 5 entries: 2 in place, 1 partly in place, 0 not in place, 0 does not apply here, 2 not answered."
    )
    assert "%" not in words


def test_the_last_change_is_what_was_kept_together_last():
    assert checklist().last_change == ()
    found = checklist(mark("a", NOT, 1), mark("b", NOT, 5), mark("c", None, 5), mark("d", NOT, 5, author="aaron"))
    assert [one.entry for one in found.last_change] == ["b", "c"]


def test_a_mark_says_a_state_with_its_note_or_something_else():
    assert mark("a", NOT).says(NOT, "")
    assert not mark("a", NOT).says(NOT, "a note")
    assert not mark("a", NOT).says(PARTLY, "")

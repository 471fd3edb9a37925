"""What is typed into the fields of a cell, and files of views row by row; every view here is FICTITIOUS."""

from datetime import UTC, datetime

import pytest

from components.score_import import RowState
from components.score_values import read_opinion, typed_of, typed_opinion
from domain_model.judgements import LONGEST_REASON, Judgement, Opinion
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from domain_model.use_cases.judge_cells import Answer
from domain_model.vocabulary import Confidence, Perception
from pages.http.scoring_rows import LARGEST_FILE, MOST_ROWS, UnreadableFileError, read_rows, text_of
from tests.builders import MESO

AT = datetime(2026, 11, 22, 10, 2, tzinfo=UTC)
ANN = Person("Ann-Id", "Ann FICTITIOUS", "ann@example.org", Role.EDITOR, AT)
FULL = Opinion(Perception.MUCH_WORSE, 7, 3, Confidence.HIGH, "Waits\nare long", "Minutes, item 4")
AREAS = {"AAA", "DDD"}
HEADER = "area,block,level,perception,severity,feasibility,confidence,reason,source,stands"


def judgement(opinion: Opinion | None, version: int = 1) -> Judgement:
    return Judgement(version, "ann", "AAA", MESO, version, opinion, AT)


def test_an_opinion_comes_back_from_its_fields() -> None:
    assert read_opinion(typed_opinion(FULL)) == (FULL, {})
    assert typed_opinion(FULL)["severity"] == "7" and typed_opinion(FULL)["perception"] == "much_worse"
    assert read_opinion(typed_of(None)) == (Opinion(), {}) == read_opinion({})
    assert typed_of(judgement(None)) == typed_of(None)
    assert typed_of(judgement(FULL)) == typed_opinion(FULL)


def test_words_are_taken_as_well_as_tokens() -> None:
    found, problems = read_opinion({"perception": " About the SAME ", "confidence": "Very sure", "severity": " 9 "})
    assert found == Opinion(Perception.PARITY, 9, confidence=Confidence.HIGH) and problems == {}
    assert read_opinion({"perception": "Don’t know"})[0].perception is Perception.DONT_KNOW


def test_line_ends_and_spaces_make_no_difference() -> None:
    assert read_opinion({"reason": "  Waits\r\nare\rlong\n "})[0].reason == "Waits\nare\nlong"


@pytest.mark.parametrize(
    ("part", "text", "words"),
    [
        ("severity", "0", "Severity: give a whole number from 1 to 9"),
        ("severity", "10", "Severity: give a whole number from 1 to 9"),
        ("feasibility", "3.5", "Feasibility: give a whole number from 1 to 9"),
        ("feasibility", "٣", "Feasibility: give a whole number from 1 to 9"),
        ("perception", "bad", "Answer: give one of much worse, worse, about the same"),
        ("confidence", "0.9", "How sure: give one of not sure, fairly sure and very sure"),
        (
            "reason",
            "x" * (LONGEST_REASON + 1),
            f"it has {LONGEST_REASON + 1} characters; shorten it to {LONGEST_REASON}",
        ),
        ("reason", "nul\x00", "Reason: it holds characters that cannot be shown"),
        ("source", "x" * 501, "Source: it has 501 characters; shorten it to 500"),
    ],
)
def test_what_is_wrong_is_said_by_part_and_left_out(part: str, text: str, words: str) -> None:
    opinion, problems = read_opinion(
        {"perception": "worse", **({"perception": text} if part == "perception" else {part: text})}
    )
    assert list(problems) == [part] and words in problems[part]
    assert getattr(opinion, part) in (None, "")


# ---- Files


def rows_of(*lines: str, own: tuple[Judgement, ...] = (), header: str = HEADER):
    return read_rows("\n".join((header, *lines)), AREAS, own, ANN)


@pytest.mark.parametrize(
    ("author", "refused"),
    [("Eve FICTITIOUS", "Eve FICTITIOUS"), ("a former member", "a former member"), ("Ann FICTITIOUS", "")]
    + [(" ann  fictitious ", ""), ("Ann-Id", ""), ("", "")],
)
def test_a_row_of_another_author_is_a_problem(author: str, refused: str) -> None:
    (row,) = rows_of(f"AAA,financing,meso,worse,{author}", header="area,block,level,perception,author")
    if not refused:
        assert (row.state, row.answer) == (RowState.NEW, Answer(Opinion(Perception.WORSE)))
        return
    assert (row.state, row.column, row.where) == (RowState.PROBLEM, "author", "AAA financing/meso")
    assert row.problem.startswith(f"Written by {refused}: only your own views can be put back.")
    assert row.answer is None and row.place is None


@pytest.mark.parametrize(
    ("author", "number", "state"),
    [
        ("Ann FICTITIOUS", "Ann-Id", RowState.NEW),
        ("Ann before FICTITIOUS", "Ann-Id", RowState.NEW),
        ("", "", RowState.NEW),
        ("Ann FICTITIOUS", "", RowState.PROBLEM),
        ("Ann FICTITIOUS", "eve-id", RowState.PROBLEM),
        ("", "eve-id", RowState.PROBLEM),
    ],
)
def test_where_the_file_has_an_id_the_id_decides_and_not_the_name(author: str, number: str, state: RowState) -> None:
    header = "area,block,level,perception,author,author_id"
    (row,) = rows_of(f"AAA,financing,meso,worse,{author},{number}", header=header)
    assert row.state is state
    if not author and number:
        assert "Written by somebody else" in row.problem


def test_an_older_version_of_another_author_and_a_short_row_are_problems_too() -> None:
    rows = rows_of("no,Eve,AAA,financing,meso,worse", "no,Eve,AAA", header="stands,author,area,block,level,perception")
    assert [(row.state, row.column, row.where) for row in rows] == [
        (RowState.PROBLEM, "author", "AAA financing/meso"),
        (RowState.PROBLEM, "author", "AAA /"),
    ]


def test_rows_are_new_changed_or_unchanged_against_what_stands() -> None:
    line = "AAA,service_delivery,meso,worse,7,,,,,"
    opinion = Opinion(Perception.WORSE, 7)
    (row,) = rows_of(line)
    assert (row.number, row.state, row.place, row.answer) == (2, RowState.NEW, ("AAA", MESO), Answer(opinion))
    (row,) = rows_of(line, own=(judgement(opinion), judgement(FULL, 2)))
    assert (row.state, row.answer) == (RowState.CHANGED, Answer(opinion, 2))
    assert row.before is not None and row.before.opinion == FULL
    assert rows_of(line, own=(judgement(opinion),))[0].state is RowState.UNCHANGED
    assert rows_of(line, own=(judgement(opinion), judgement(None, 2)))[0].answer == Answer(opinion, 2)


def test_older_versions_and_empty_answers_are_left_out_and_empty_lines_are_no_rows() -> None:
    rows = rows_of(
        "AAA,service_delivery,meso,better,,,,,,no",
        ",,,,,,,,,",
        "AAA,service_delivery,meso,worse,,,,,,yes",
        "DDD,service_delivery,meso,,,,,,,",
    )
    assert [(row.number, row.state) for row in rows] == [(2, RowState.HISTORY), (4, RowState.NEW), (5, RowState.EMPTY)]


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("ZZZ,financing,meso,worse,,,,,,", "area", "There is no area 'ZZZ'. Use its code"),
        ("AAA,finance,meso,worse,,,,,,", "block, level", "There is no such cell"),
        ("AAA,financing,meso,dreadful,,,,,,", "perception", "give one of"),
        ("AAA,financing,meso,worse,12,,,,,", "severity", "from 1 to 9"),
        ("DDD,service_delivery,meso,better,,,,,,", "area, block, level", "Row 2 is about the same cell"),
    ],
)
def test_a_problem_names_row_column_and_what_to_do(line: str, column: str, words: str) -> None:
    row = rows_of("DDD,service_delivery,meso,worse,,,,,,", line)[1]
    assert (row.number, row.state, row.column, row.answer) == (3, RowState.PROBLEM, column, None)
    assert words in row.problem


def test_a_semicolon_file_and_one_of_a_spreadsheet_are_read() -> None:
    text = "\ufeffArea;Block;Level;Perception\r\nAAA;financing;meso;worse\r\n"
    (row,) = read_rows(text_of(text.encode()), AREAS, (), ANN)
    assert row.answer == Answer(Opinion(Perception.WORSE))


def test_the_sign_that_keeps_a_spreadsheet_from_running_a_formula_is_taken_off() -> None:
    (row,) = rows_of("AAA,financing,meso,worse,,,,'=1+1,''-x,")
    assert row.answer is not None
    assert (row.answer.opinion.reason, row.answer.opinion.source) == ("=1+1", "'-x")
    (row,) = rows_of("AAA,financing,meso,worse,,,,'tis so,,")
    assert row.answer is not None and row.answer.opinion.reason == "'tis so"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "lacks the column area, block, level, perception"),
        ("area,block,level\nAAA,financing,meso", "lacks the column perception"),
        (HEADER, "no row below its header"),
        (f"{HEADER}\n,,,,,,,,,", "no row below its header"),
        (f'{HEADER}\nAAA,financing,meso,"worse" ,,,,,,', "no table of comma-separated values"),
        ("\n".join([HEADER, *["AAA,financing,meso,worse,,,,,,"] * (MOST_ROWS + 1)]), f"more than {MOST_ROWS} rows"),
    ],
)
def test_a_file_that_is_no_table_of_views_is_refused_with_what_to_do(text: str, words: str) -> None:
    with pytest.raises(UnreadableFileError, match=words):
        read_rows(text, AREAS, (), ANN)


def test_a_file_that_is_too_large_or_no_text_is_refused() -> None:
    assert text_of(b"a\r\nb\rc") == "a\nb\nc"
    with pytest.raises(UnreadableFileError, match="larger than 256 KB"):
        text_of(b"x" * (LARGEST_FILE + 1))
    with pytest.raises(UnreadableFileError, match="not in UTF-8"):
        text_of("café".encode("latin-1"))

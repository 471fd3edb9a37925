"""A workshop's published results as plain values, and back; FICTITIOUS figures that few formats keep exactly."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from components.exports.results_tables import (
    FIGURE_COLUMNS,
    LONG_COLUMNS,
    export_document,
    local_words,
    long_rows,
    nested,
    parts_of_document,
    parts_of_long_table,
)
from components.exports.results_workbook import parts_of_workbook, workbook_bytes
from domain_model.workshop.ballots import BallotPaper
from domain_model.workshop.file_fields import Fields, InvalidFileError
from domain_model.workshop.published import PublishedFigure, RoundResults
from domain_model.workshop.results_file import (
    HIDDEN_TEXT,
    FiledRound,
    ResultsFile,
    filed_round,
    results_file_from,
    shown_item,
)
from domain_model.workshop.rounds import Round
from domain_model.workshop_vocabulary import EntryMode, Group, RoundKind, Scale, Statistic, Suppression
from tests.workshops import ITEMS, MESO, MICRO, a_plan, second

THIRD = 0.1 + 0.2
RANKING = BallotPaper(RoundKind.RANK, ("item-b", "item-a"), ranks=2)
SCORING = BallotPaper(RoundKind.SCORE, (MESO.token, MICRO.token), (Scale.PERCEPTION, Scale.SEVERITY))
RESULTS = RoundResults(
    2,
    2,
    (
        PublishedFigure("", "", "everyone", Statistic.PEOPLE, 31.0, 31),
        PublishedFigure(MESO.token, "severity", "policy", Statistic.SHIFT, -THIRD, 21),
        PublishedFigure(MESO.token, "severity", "carers", Statistic.SHIFT, None, 0, Suppression.TOO_FEW),
        PublishedFigure(MESO.token, "severity", "everyone", Statistic.STABILITY, 1 / 3, 21),
    ),
    {Group.POLICY: "policy", Group.CARERS: "other_voices"},
)
FILE = ResultsFile(
    workshop="w-original",
    plan=replace(a_plan(aim="=1+1 is no formula\r\nnor this"), items=()),
    items=(ITEMS[1], replace(ITEMS[0], is_hidden=True)),
    created_at=second(0),
    closed_at=second(900),
    exported_at=second(1000.25),
    dataset_version="abc",
    joined=33,
    modes={EntryMode.PHONE: 28, EntryMode.PAPER: 5},
    rounds=(
        FiledRound(1, RANKING, "First?", second(10), done=33),
        FiledRound(2, SCORING, "-Second?", second(20), second(30), second(40), 1, True, 31, RESULTS),
    ),
)
Way = Callable[[], ResultsFile]


def by_document() -> ResultsFile:
    return results_file_from(*parts_of_document(export_document(FILE)))


def by_table() -> ResultsFile:
    rows = [[cell if isinstance(cell, str) else repr(cell) for cell in row] for row in long_rows(export_document(FILE))]
    return results_file_from(*parts_of_long_table([list(LONG_COLUMNS), *rows]))


def by_workbook() -> ResultsFile:
    return results_file_from(*parts_of_workbook(workbook_bytes(export_document(FILE), FILE)))


@pytest.mark.parametrize("way", [by_document, by_table, by_workbook])
def test_a_file_reads_back_as_it_was_to_the_bit(way: Way) -> None:
    found = way()
    assert found == FILE
    results = found.rounds[1].results
    assert results is not None
    assert [one.value for one in results.figures] == [31.0, -0.30000000000000004, None, 0.3333333333333333]


def test_a_file_that_leaves_rounds_out_keeps_the_numbers_of_the_others() -> None:
    assert RESULTS.round_number == 2
    alone = replace(FILE, rounds=FILE.rounds[1:])
    assert results_file_from(*parts_of_document(export_document(alone))) == alone


def test_a_document_says_the_question_once_and_not_with_each_figure() -> None:
    assert export_document(FILE)["figures"][1] == {
        "round": 2, "target": "service_delivery/meso", "scale": "severity", "voice": "policy", "statistic": "shift",
        "value": -THIRD, "people": 21, "suppression": "shown",
    }  # fmt: skip


def test_figures_are_one_long_table_with_question_and_words_of_the_target() -> None:
    rows = long_rows(export_document(FILE))
    assert rows[-3] == [
        "figure", "", "", 2, "-Second?", "service_delivery/meso", "Service delivery, meso", "severity", "policy",
        "shift", -THIRD, 21, "shown",
    ]  # fmt: skip
    assert rows[-2][10:] == ["", 0, "too_few"]
    assert len(rows[0]) == len(LONG_COLUMNS) == len(FIGURE_COLUMNS) + 3


def test_times_stand_in_utc_and_by_the_clocks_of_london() -> None:
    assert export_document(FILE)["workshop"]["created_at"] == "2026-11-12T10:00:00+00:00"
    assert export_document(FILE)["workshop"]["created_at_london"] == "2026-11-12 10:00 GMT"
    assert local_words(second(0).replace(month=6)) == "2026-06-12 11:00 BST"


def test_a_round_that_nobody_sees_has_neither_figures_nor_voices_nor_a_time_of_its_reveal() -> None:
    one = Round(1, RANKING, "First?", second(10), None, publication=1, voices={Group.POLICY: "policy"})
    filed = filed_round(one, None, 33, second(99))
    assert (filed.results, filed.revealed_at, filed.done) == (None, None, 33)
    document = export_document(replace(FILE, rounds=(filed,)))
    assert document["figures"] == []
    assert (document["rounds"][0]["voices"], document["rounds"][0]["publication"]) == ({}, 0)


def test_what_was_hidden_has_no_wording_and_nothing_its_former_one() -> None:
    item = replace(ITEMS[0], is_hidden=True, earlier=("names somebody",))
    assert (shown_item(item).text, shown_item(item).earlier) == (HIDDEN_TEXT, ())
    assert shown_item(ITEMS[1]) == ITEMS[1]


def document(**changes: object) -> dict[str, Any]:
    return export_document(FILE) | changes


CHANGES: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (lambda d: d.update(format="other"), "The file: it is not a workshop's results"),
    (lambda d: d.update(format_version=3), "written by another release"),
    (lambda d: d.update(exported_at="yesterday"), "“exported_at” is no moment"),
    (lambda d: d.update(exported_at="2026-11-12T10:00:00"), "“exported_at” is no moment"),
    (lambda d: d.update(exported_at=None), "“exported_at” is missing"),
    (lambda d: d.update(workshop="w"), "The file, workshop: it is no list of named fields"),
    (lambda d: d["workshop"].update(id="\x00"), "“id” is no plain text"),
    (lambda d: d["people"].update(joined=1.5), "“joined” is no whole number"),
    (lambda d: d["people"].update(joined=-1), "“joined” is no whole number"),
    (lambda d: d["people"].update(joined=True), "“joined” is no number"),
    (lambda d: d["people"].update(joined="many"), "“joined” is no number"),
    (lambda d: d["people"].update(by_mode={"owl": 2}), "“by_mode” has an unknown name"),
    (lambda d: d["plan"].update(ranks=None), "“ranks” is missing"),
    (lambda d: d["plan"].update(cells=["nowhere"]), "The file, plan: no such cell"),
    (lambda d: d["plan"].update(cells="nowhere"), "“cells” is no list"),
    (lambda d: d["plan"].update(cells={"a": "x"}), "“cells” is no list"),
    (lambda d: d["plan"].update(is_rehearsal="perhaps"), "“is_rehearsal” is neither yes nor no"),
    (lambda d: d["items"][0].update(origin="owl"), "The file, items 1: 'owl' is not a valid ItemOrigin"),
    (lambda d: d.update(items=[{}] * 121), "“items” has more than 120 entries"),
    (lambda d: d["rounds"][0].update(kind="owl"), "The file, rounds 1: 'owl' is not a valid RoundKind"),
    (lambda d: d["rounds"][0].update(number=2), "The file, rounds: their numbers are not in order"),
    (lambda d: d["rounds"][0].update(number=3), "The file, rounds: their numbers are not in order"),
    (lambda d: d["rounds"][0].update(number=0), "The file, rounds: their numbers are not in order"),
    (lambda d: d["rounds"][1].update(repeats=2), "The file, rounds 2: it repeats no round before it"),
    (lambda d: d["rounds"][0].update(targets=["item-c"]), "rounds 1: it asks about something that is neither"),
    (lambda d: d["rounds"][0].update(targets=["x"] * 79), "The file, rounds 1: “targets” has more than 78 entries"),
    (lambda d: d["plan"].update(groups={str(n): "policy" for n in range(101)}), "“groups” has more than 100 entries"),
    (lambda d: d["rounds"][1].update(publication=0), "it was revealed but never published"),
    (lambda d: d["rounds"][1].update(voices={"owl": "policy"}), "unknown group or voice"),
    (lambda d: d["rounds"][1].update(voices={"policy": "owl"}), "unknown group or voice"),
    (lambda d: d["figures"][1].update(value=float("inf")), "Figure 2: “value” is no number"),
    (lambda d: d["figures"][1].update(statistic="owl"), "Figure 2: 'owl' is not a valid Statistic"),
    (lambda d: d["figures"].__setitem__(0, 5), "Figure 1: it is no list of named fields"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "why"), CHANGES)
def test_a_file_that_does_not_fit_is_refused_with_where_and_why(
    change: Callable[[dict[str, Any]], object], why: str
) -> None:
    changed = document()
    change(changed)
    with pytest.raises(InvalidFileError) as refused:
        results_file_from(*parts_of_document(changed))
    assert why in str(refused.value)


def test_numbers_that_a_spreadsheet_made_of_texts_are_read_as_texts() -> None:
    fields = Fields({"title": 2026, "ratio": 5.0, "flag": True}, "here")
    assert (fields.text("title"), fields.text("ratio")) == ("2026", "5")
    with pytest.raises(InvalidFileError):
        fields.text("flag")


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([("row 2", "a", "1"), ("row 3", "a.b", "2")], "Row 3: “a.b” is part of something"),
        ([("row 2", "a.b", "1"), ("row 3", "a.b", "2")], "Row 3: “a.b” stands there twice"),
        ([("row 2", ".".join("abcdefghijk"), "1")], "cannot be read"),
    ],
)
def test_names_that_contradict_one_another_are_refused(rows: list[tuple[str, str, str]], why: str) -> None:
    with pytest.raises(InvalidFileError) as refused:
        nested(rows)
    assert why in str(refused.value)


def test_a_table_with_an_unknown_record_is_refused_and_empty_rows_are_not() -> None:
    empty = [""] * len(LONG_COLUMNS)
    assert parts_of_long_table([list(LONG_COLUMNS), empty]) == ({}, [])
    with pytest.raises(InvalidFileError, match="Row 2: “record” is neither"):
        parts_of_long_table([list(LONG_COLUMNS), ["owl", *empty[1:]]])


def test_a_workbook_that_lacks_a_sheet_or_a_column_or_holds_words_for_numbers_is_refused() -> None:
    assert refusal_of({"Other": [["a"]]}).startswith("The workbook: it has no sheet “Set-up”")
    assert "it lacks the column text" in refusal_of({"Set-up": [["name"]]})
    header = [*FIGURE_COLUMNS, "value_exact"]
    row = [2, "", "", "", "", "everyone", "sum", "many", 5, "shown", "7.0"]
    assert "“value” or “value_exact” is no number" in refusal_of(
        {"Set-up": [["name", "text"]], "Figures": [header, row]}
    )


def test_a_workbook_that_unpacks_to_too_much_or_is_damaged_is_refused() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (61 * 1024 * 1024))
    with pytest.raises(InvalidFileError, match="too large once it is unpacked"):
        parts_of_workbook(packed.getvalue())
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("a", b"b")
    with pytest.raises(InvalidFileError, match="no workbook, or is damaged"):
        parts_of_workbook(packed.getvalue())


def refusal_of(sheets: dict[str, list[list[object]]]) -> str:
    """How a workbook with these sheets is refused."""
    book = Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = BytesIO()
    book.save(out)
    with pytest.raises(InvalidFileError) as refused:
        parts_of_workbook(out.getvalue())
    return str(refused.value)

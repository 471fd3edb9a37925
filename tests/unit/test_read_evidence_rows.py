"""Rows of tables become records, or everything that is wrong with them is told; all FICTITIOUS."""

import dataclasses
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from io import BytesIO

import pytest
from openpyxl import Workbook

from data.importers import evidence_tables
from data.importers.evidence_tables import rows_of_csv, rows_of_workbook
from domain_model.cells import Cell
from domain_model.coding_project import UnreadableFileError
from domain_model.dataset import Evidence
from domain_model.evidence import Link, Source, Statement, Subtheme
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_import import Choices, ImportRow, Proposed, StagedImport
from domain_model.evidence_vocabulary import ImportFormat, PlacementBasis, PopulationGroup, RecordKind
from domain_model.own_evidence import Edit, standing
from domain_model.use_cases import read_evidence_rows as reading
from domain_model.use_cases.evidence_rows import EXAMPLES, TableRow
from domain_model.use_cases.plan_import import ImportPlan, plan_import
from domain_model.use_cases.read_evidence_rows import read_evidence_rows
from domain_model.vocabulary import BuildingBlock, Level, LinkBasis, LinkSign, Reading, StatementKind

AT = datetime(2026, 11, 1, tzinfo=UTC)
NINE = Source("nine", "Nine FICTITIOUS", "Poe", "", "", "article", "Nine", "")
ENTRY = Statement(
    "T2-001",
    StatementKind.BARRIER,
    (Cell.from_token("financing/meso"),),
    "FICTITIOUS entry",
    "nine",
    "p. 1",
    "",
    "authors",
    Reading.PUBLISHED,
    (),
    (),
    "",
)
LINK = Link("X1", BuildingBlock.FINANCING, Level.MACRO, BuildingBlock.WORKFORCE, Level.MESO, "", "", LinkSign.WORSENS,
            "FICTITIOUS link", LinkBasis.INFERRED, "", "nine", "p. 2")  # fmt: skip
SUBTHEMES = tuple(
    Subtheme(record, block, 1, name, "FICTITIOUS", "nine", "p. 1")
    for record, block, name in (
        ("ST1", BuildingBlock.FINANCING, "Funding & pay"),
        ("ST2", BuildingBlock.FINANCING, "Twice"),
        ("ST3", BuildingBlock.WORKFORCE, "Twice"),
    )
)
EVIDENCE = Evidence((NINE,), (ENTRY,), (), SUBTHEMES, (LINK,), (), (), ())
NOTHING_ADDED = standing(())


def book(*own: Edit) -> EvidenceBook:
    added = standing(own)
    statements = tuple(edit.content for edit in added.statements.values() if isinstance(edit.content, Statement))
    whole = dataclasses.replace(EVIDENCE, statements=(*EVIDENCE.statements, *statements))
    return EvidenceBook("v", whole, EVIDENCE, added, frozenset(), frozenset(added.statements), frozenset())


def spoken(token: StrEnum) -> str:
    """The words of a screen, FICTITIOUS: one kind of statement has others than its token."""
    others: dict[StrEnum, str] = {
        StatementKind.BOTH: "Hindrance and help",
        PopulationGroup.VETERANS: "Former soldiers",
    }
    return others.get(token, token.value)


def row(kind: RecordKind, /, **cells: str) -> TableRow:
    return TableRow("row 2", kind, cells)


def statement(**cells: str) -> TableRow:
    whole = {"kind": "barrier", "cells": "financing/meso", "text": "FICTITIOUS", "source": "nine", "place": "p. 3"}
    return row(RecordKind.STATEMENT, **{**whole, **cells})


def link(**cells: str) -> TableRow:
    whole = {"from_block": "financing", "from_level": "macro", "to_block": "workforce", "to_level": "meso"}
    more = {"sign": "worsens", "text": "FICTITIOUS link", "source": "nine", "place": "p. 2"}
    return row(RecordKind.LINK, **{**whole, **more, **cells})


def told(*rows: TableRow) -> tuple[str, ...]:
    with pytest.raises(UnreadableFileError) as caught:
        read_evidence_rows(rows, book(), spoken)
    return caught.value.problems


def plan(proposed: Proposed, *own: Edit) -> ImportPlan:
    staged = StagedImport(ImportRow("i", "ann", ImportFormat.CSV, "x.csv", AT), proposed, Choices(), ())
    return plan_import(staged, book(*own), spoken)


def test_a_row_that_says_the_same_is_the_same_record_whatever_its_place():
    first, _losses = read_evidence_rows([statement(), statement(text="FICTITIOUS other")], book(), spoken)
    again, _losses = read_evidence_rows([statement(text="FICTITIOUS other"), statement(id="my own 7")], book(), spoken)
    assert {one.id for one in first.statements} == {one.id for one in again.statements}
    assert len({one.id for one in first.statements}) == 2


def test_a_row_with_an_id_that_stands_here_is_that_record():
    same = statement(id="T2-001", text="FICTITIOUS entry", place="p. 1", voice="authors")
    proposed, _losses = read_evidence_rows([same, link(id="X1")], book(), spoken)
    assert (proposed.statements, proposed.links) == ((ENTRY,), (LINK,))
    changed, _losses = read_evidence_rows([statement(id="T2-001")], book(), spoken)
    found = plan(changed)
    assert (found.records, found.differing) == ((), ((RecordKind.STATEMENT, "T2-001"),))
    assert found.losses[0].what == "statement that says something else here"


def test_agreement_is_not_taken_from_a_table():
    proposed, losses = read_evidence_rows([statement(basis="agreed", also_in="workforce/macro")], book(), spoken)
    assert proposed.statements[0].basis is PlacementBasis.INFERRED
    assert proposed.statements[0].also_in == (Cell.from_token("workforce/macro"),)
    assert [loss.what for loss in losses] == ["basis agreed"]


def test_all_that_is_wrong_is_told_with_row_and_column():
    source = row(RecordKind.SOURCE, title="", id="a")
    twice = row(RecordKind.SOURCE, title="FICTITIOUS", id="a")
    nameless = row(RecordKind.SOURCE, title="FICTITIOUS", year="x" * 301)
    found = told(source, twice, nameless, statement(also_in="nowhere"), link(sign="hurts", from_level="top"))
    assert found == (
        "Row 2, column title: Write the title of the source.",
        "Row 2, column id: “a” is the name of another row as well.",
        "Row 2, column id: give the source a short name, by which its statements name it.",
        f"Row 2, column year: “{'x' * 80}”: Write up to 300 characters here; these are 301.",
        "Row 2, column also_in: “nowhere” is no cell: write a building block and a level, such as financing/meso, "
        "several with ; between. Building blocks: leadership_governance, financing, service_delivery, workforce, "
        "information_research, technologies_products; levels: macro, meso, micro.",
        "Row 2, column from_level: “top” is none of macro, meso, micro, all.",
        "Row 2, column sign: “hurts” is none of improves, worsens, conditional, no_clear_effect.",
    )


def test_a_long_list_of_problems_is_cut_and_an_empty_file_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reading, "MOST_PROBLEMS", 2)
    found = told(*[statement(kind="x") for _row in range(5)])
    assert (len(found), found[-1]) == (3, "And 3 more problems.")
    assert told() == ("The file has no rows below its headings.",)


def test_a_source_of_ours_is_named_by_its_id_and_a_new_one_by_what_it_says():
    own = row(RecordKind.SOURCE, id="own-abc", title="FICTITIOUS one")
    new = row(RecordKind.SOURCE, id="s1", title="FICTITIOUS two")
    proposed, _losses = read_evidence_rows([own, new, statement(source="s1"), link(source="own-abc")], book(), spoken)
    assert [one.id[:7] for one in proposed.sources] == ["own-abc", proposed.statements[0].source[:7]]
    assert proposed.links[0].source == "own-abc"
    assert proposed.sources[1].id == proposed.statements[0].source != "s1"


def test_a_plan_drops_what_only_the_catalogue_can_say():
    foreign = dataclasses.replace(ENTRY, id="own-x", in_table2=("T2-001", "T2-999"), subtheme="ST77")
    found = plan(Proposed(statements=(foreign,)))
    ((kind, record, made),) = found.records
    assert isinstance(made, Statement)
    assert (kind, record, made.reading, made.in_table2, made.subtheme) == (
        RecordKind.STATEMENT,
        "own-x",
        Reading.CODED,
        ("T2-001",),
        "",
    )
    assert [(loss.what, loss.count) for loss in found.losses] == [
        ("repeated entry", 1),
        ("sub-theme", 1),
        ("statement of the published table", 1),
    ]


def test_a_plan_meets_what_was_added_before_as_it_was_added():
    added = dataclasses.replace(ENTRY, id="own-x", reading=Reading.CODED)
    edit = Edit(1, RecordKind.STATEMENT, "own-x", 1, added, "ann", AT)
    assert plan(Proposed(statements=(added,)), edit).same == ((RecordKind.STATEMENT, "own-x"),)
    changed = dataclasses.replace(added, note="since")
    assert plan(Proposed(statements=(changed,)), edit).differing == ((RecordKind.STATEMENT, "own-x"),)
    assert plan(Proposed(sources=(NINE,), links=(LINK,))).same == ((RecordKind.SOURCE, "nine"), (RecordKind.LINK, "X1"))


def workbook(*rows: Sequence[object], sheet: str = "statements") -> bytes:
    out, made = BytesIO(), Workbook()
    made.active.title = sheet  # type: ignore[union-attr]
    for cells in rows:
        made.active.append(cells)  # type: ignore[union-attr]
    made.save(out)
    return out.getvalue()


def test_cells_of_workbooks_are_read_as_people_see_them():
    found = rows_of_workbook(
        workbook(
            ["kind", "Note", "place", "x"],
            [True, 7.0, datetime(2024, 9, 30), 1.5],
            [None, None, None, None],
            sheet="Links",
        )
    )
    assert found == (
        TableRow(
            "sheet Links, row 2", RecordKind.LINK, {"kind": "yes", "note": "7", "place": "2024-09-30", "x": "1.5"}
        ),
    )


def test_workbooks_are_bounded_in_rows(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(evidence_tables, "MOST_ROWS", 3)
    with pytest.raises(UnreadableFileError, match="more than 3 rows"):
        rows_of_workbook(workbook(["kind"], *[["x"]] * 4))
    made = Workbook()
    for name in ("links", "sources"):
        sheet = made.create_sheet(name)
        for cells in (["id"], ["a"], ["b"]):
            sheet.append(cells)
    out = BytesIO()
    made.save(out)
    with pytest.raises(UnreadableFileError, match="The workbook has more than 3 rows"):
        rows_of_workbook(out.getvalue())
    assert rows_of_workbook(workbook()) == ()


def test_the_apostrophe_that_makes_a_cell_safe_is_taken_away_and_others_stay():
    found = rows_of_csv(b"cells,text,note,place\n'=1,'quoted',''=x,-1\n\n")
    assert found[0].cells == {"cells": "=1", "text": "'quoted'", "note": "'=x", "place": "-1"}


def test_one_table_holds_several_kinds_where_a_column_says_so():
    found = rows_of_csv(b"record,id\nSource,a\nlink,b\n,\n")
    assert [(one.kind, one.where) for one in found] == [(RecordKind.SOURCE, "row 2"), (RecordKind.LINK, "row 3")]


def one_statement(**cells: str) -> Statement:
    proposed, _losses = read_evidence_rows([statement(**cells)], book(), spoken)
    return proposed.statements[0]


def test_tokens_are_understood_in_the_words_of_the_screen_and_in_any_case():
    written = one_statement(
        kind="hindrance AND help",
        cells="Service delivery / meso; WORKFORCE, every level",
        also_in="Technologies & products , Macro",
        groups="Former soldiers;Age",
        subtheme="funding and pay",
    )
    tokens = one_statement(
        kind="both",
        cells="service_delivery/meso;workforce/all",
        also_in="technologies_products/macro",
        groups="age;veterans",
        subtheme="st1",
    )
    assert written == tokens
    assert (written.kind, written.subtheme) == (StatementKind.BOTH, "ST1")
    assert one_statement(subtheme="Workforce: twice").subtheme == "ST3"
    proposed, _losses = read_evidence_rows(
        [link(from_block="Every building block", from_level="every level", to_level="MESO")], book(), spoken
    )
    assert (proposed.links[0].from_words, proposed.links[0].to_level) == ("all/all", Level.MESO)
    proposed, _losses = read_evidence_rows([link(from_block="Across the building blocks")], book(), spoken)
    assert proposed.links[0].from_words == "cross_cutting/macro"


def test_a_value_that_is_refused_is_told_with_all_that_may_be_written():
    found = told(
        statement(kind="barier", cells="financing;top/meso", subtheme="Twice", groups="a;b;c;d;e;f;g"),
        statement(kind="", cells=""),
        link(to_level="", source="nobody"),
    )
    cells = (
        "write a building block and a level, such as financing/meso, several with ; between. Building blocks: "
        "leadership_governance, financing, service_delivery, workforce, information_research, technologies_products, "
        "all; levels: macro, meso, micro, all."
    )
    groups = ", ".join(group.value for group in PopulationGroup).replace("veterans", "veterans (Former soldiers)")
    assert found == (
        "Row 2, column kind: “barier” is none of barrier, enabler, both (Hindrance and help), theme.",
        f"Row 2, column groups: “a”, “b”, “c”, “d”, “e” and 2 more are none of {groups}.",
        f"Row 2, column cells: “financing”, “top/meso” are no cells: {cells}",
        "Row 2, column subtheme: “Twice” is none of ST1 (Funding & pay), ST2 (Twice), ST3 (Twice).",
        "Row 2, column kind: Choose what the source says it is: write one of barrier, enabler, "
        "both (Hindrance and help), theme.",
        f"Row 2, column cells: {cells}",
        "Row 2, column to_level: Choose a level: write one of macro, meso, micro, all.",
        "Row 2, column source: there is no source “nobody”, neither in this file nor here.",
    )


def problems_of(content: bytes) -> tuple[str, ...]:
    return told(*rows_of_csv(content))


def test_all_faults_of_all_rows_are_told_at_once_in_the_order_of_the_rows():
    found = problems_of(
        b"record,id,title,evidence_from,source,kind,cells,text,plac,place\n"
        b"statement,,,,s,theme,financing/meso,FICTITIOUS,,\n"
        b",s,,20x4,,,,,,\n"
        b"person,,,,s,wrong,financing/meso,\x01,,p. 3\n"
        b",only,,,,,,,,\n"
        b"source,\x02,,,,,,,,,too many\n"
    )
    assert found == (
        "These headings are not ours: “plac” (did you mean place?).",
        "Row 2, column place: Say where it stands in the source: a page, a section, a line.",
        "Row 3, column record: write one of source, statement, link.",
        "Row 3, column evidence_from: “20x4”: Write a year in four digits, or leave this empty.",
        "Row 3, column title: Write the title of the source.",
        "Row 4, column text: this is too long, or no plain text.",
        "Row 4, column record: “person” is none of source, statement, link.",
        "Row 4, column kind: “wrong” is none of barrier, enabler, both (Hindrance and help), theme.",
        "Row 5, column record: write one of source, statement, link.",
        "Row 6, column id: this is too long, or no plain text.",
        "Row 6: it has more cells than there are headings. The cells of a row may be separated by commas, semicolons "
        "or tabs; one that holds the separator, a line break or a quotation mark stands in quotation marks.",
        "Row 6, column title: Write the title of the source.",
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_headings_tell_what_separates_the_cells(separator: str):
    quoted = [b'"x;y,z\t"', b"3" + (b"." if separator == "," else b",") + b"5"]
    content = (
        b"\xef\xbb\xbf" + separator.encode().join([b'"cells"', b"text"]) + b"\r\n" + separator.encode().join(quoted)
    )
    (found,) = rows_of_csv(content)
    assert found.cells == {"cells": "x;y,z", "text": "3.5" if separator == "," else "3,5"}


def test_headings_that_are_not_ours_are_named_whole_with_the_nearest_of_ours():
    with pytest.raises(UnreadableFileError) as caught:
        rows_of_csv(
            ";".join(["Titles", "parti cipant", *(f"no heading {number} of ours" for number in range(9))]).encode()
        )
    named = ", ".join(f"“no heading {number} of ours”" for number in range(8))
    assert caught.value.problems[0].startswith(
        "Row 1: These headings are not ours: “titles” (did you mean title?), “parti cipant” (did you mean "
        f"participant?), {named}; and 1 more. Begin with a template. The cells of a row may be separated by "
        "commas, semicolons or tabs"
    )


def test_a_column_without_a_place_is_reported_with_the_nearest_of_ours():
    rows = [statement(perspectiv="Policy", title="FICTITIOUS"), statement(perspectiv="Policy", mood="low", version="3")]
    _proposed, losses = read_evidence_rows(rows, book(), spoken)
    assert [(loss.what, loss.count, loss.why) for loss in losses] == [
        ("column perspectiv", 2, "Parity Map has no place for it: did you mean perspective?"),
        ("column title", 1, "Parity Map has no place for it"),
        ("column mood", 1, "Parity Map has no place for it"),
        ("column version", 1, "only the catalogue and the store of Parity Map can say this"),
    ]


def test_an_example_row_is_left_out_as_it_is_and_refused_when_it_was_changed_a_little():
    untouched = [TableRow("row 2", kind, {**cells, "note": ""}) for kind, cells in EXAMPLES.items()]
    proposed, losses = read_evidence_rows(untouched, book(), spoken)
    assert proposed == Proposed()
    assert [(loss.what, loss.count) for loss in losses] == [("example row of the template", 3)]
    source, entry, _link = EXAMPLES.values()
    assert told(row(RecordKind.SOURCE, **{**source, "id": "s1"}), statement(id=entry["id"])) == (
        "Row 2, column title: these are the words of the example row of the template: write your own, or delete the "
        "row.",
        "Row 2, column id: this is the example row of the template: give it another id if you filled it in, or delete "
        "the row.",
    )

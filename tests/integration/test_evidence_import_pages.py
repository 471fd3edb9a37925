"""Bringing evidence in over HTTP: read, given its meaning, looked at, taken in, met again, taken back, refused."""

import csv
from dataclasses import replace
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import Workbook, load_workbook
from werkzeug.test import TestResponse

from app import configure
from components.exports.evidence_template import csv_columns
from data.current import EXTENSION, current_evidence, unit_of_work, writing_unit_of_work
from data.importers.refi_qda_xml import read_codebook, read_project
from data.unit_of_work import Store
from domain_model.coding_project import UnreadableFileError
from domain_model.evidence import Statement
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_import import Choices, ImportRow, Proposed, StagedImport
from domain_model.evidence_vocabulary import ImportFormat, RecordKind, Wording
from domain_model.own_codebook import NOTHING, CodeRole, Meaning
from domain_model.people import Person
from domain_model.people_vocabulary import AuditAction, Role
from domain_model.use_cases.import_evidence import MOST_WAITING
from domain_model.use_cases.keep_evidence import keep_records
from domain_model.vocabulary import StatementKind
from pages.http.access import guard
from pages.http.evidence_import import evidence_import
from pages.http.evidence_import_reading import LARGEST_FILE, read_file
from pages.http.forms import refuse_forms_sent_twice
from pages.http.messages import messages
from pages.http.own_evidence import own_evidence
from pages.http.sign_in import sign_in
from pages.http.who import know_people, now
from tests.people import add_person, hidden_fields_of, post, signed_in
from tests.refi_files import CODEBOOK, code, codebook, guid, piece, qdpx, source

ASK = "/evidence/import"
WORDS = "FICTITIOUS SECRET words of an interview"
SOURCES_ROW = "source,fict,FICTITIOUS report,Poe A,2021"
PROJECT_TEXT = f"{WORDS}. FICTITIOUS second piece."
GROUPS = (
    "age, disability, gender_reassignment, marriage_civil_partnership, "
    "pregnancy_maternity, race, religion_belief (Religion or belief), sex, "
    "sexual_orientation, socioeconomic_status, refugees_asylum_seekers, migrants, "
    "looked_after_children, homeless_people, prisoners_young_offenders, "
    "traveller_communities, veterans, intersections (Intersections of several)"
)
CELL_ADVICE = (
    "write a building block and a level, such as financing/meso, several with ; between. Building blocks: "
    "leadership_governance, financing, service_delivery, workforce, "
    "information_research, technologies_products (Technologies and medical products), all; "
    "levels: macro, meso, micro, all."
)


@pytest.fixture
def server(store: Store) -> Flask:
    made = Flask("imports_under_test")
    configure(made, store)
    made.config["MAX_CONTENT_LENGTH"] = 1024 * 1024
    made.extensions[EXTENSION] = store
    for blueprint in (sign_in, messages, own_evidence, evidence_import):
        made.register_blueprint(blueprint)
    know_people(made)
    refuse_forms_sent_twice(made)
    guard(made)
    return made


@pytest.fixture
def ann(server: Flask) -> Person:
    return add_person(server, Role.EDITOR, "Ann FICTITIOUS")


@pytest.fixture
def client(server: Flask, ann: Person) -> FlaskClient:
    return signed_in(server, ann)


def book(server: Flask) -> EvidenceBook:
    with server.app_context():
        return current_evidence()


def soup(answer: TestResponse) -> BeautifulSoup:
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


def send(client: FlaskClient, name: str, content: bytes | str) -> TestResponse:
    raw = content.encode() if isinstance(content, str) else content
    return post(client, ASK, page=ASK, file=(BytesIO(raw), name))


def brought(client: FlaskClient, name: str, content: bytes | str) -> str:
    """Bring a file and answer its address."""
    answer = send(client, name, content)
    assert answer.status_code == 303, soup(answer).get_text(" ")
    return answer.headers["Location"]


def problems(answer: TestResponse) -> list[str]:
    assert answer.status_code == 422
    return [item.get_text() for item in soup(answer).select(".notice.error li")]


def text_of(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(soup(answer).get_text(" ").split())


def table(*rows: str) -> str:
    return "record,id,title,authors,year,source,kind,cells,text,place,groups,basis\n" + "\n".join(rows)


STATEMENT_ROW = (
    'statement,,,,,fict,barrier,workforce/meso;financing/macro,"FICTITIOUS: few, staff",p. 3,age;race,stated'
)


def project(**more: str) -> bytes:
    codes = codebook(
        code(1, "Workforce", code(2, "Meso level", code(3, "Barriers"))), code(4, "Mist"), code(5, "Unused")
    )
    described = "<Description>FICTITIOUS description</Description>"
    first = piece(10, 0, len(WORDS), (3, 50), (3, 51), (4, 51), inside=described)
    second = piece(11, len(WORDS) + 2, len(PROJECT_TEXT), (4, 50))
    users = f'<Users><User guid="{guid(50)}" name="A"/><User guid="{guid(51)}" name="B"/></Users>'
    inside = (
        f"{users}{codes}<Sources>{source(9, 'FICTITIOUS interview', first, second)}<AudioSource name='Tape'/></Sources>"
    )
    return qdpx(inside, {9: PROJECT_TEXT})


def test_a_table_is_read_looked_at_taken_in_met_again_and_taken_back(client: FlaskClient, server: Flask, ann: Person):
    before = book(server)
    at = brought(client, "study.csv", table(SOURCES_ROW + ",,,,,,,", STATEMENT_ROW))
    seen = text_of(client, at)
    assert "1 new source, 1 new statement." in seen and "FICTITIOUS: few, staff" in seen
    assert book(server).version == before.version
    assert post(client, f"{at}/confirm", page=at).status_code == 303
    after = book(server)
    (made,) = [one for one in after.evidence.statements if one.id in after.own_statements]
    assert (made.kind, [cell.token for cell in made.cells]) == ("barrier", ["financing/macro", "workforce/meso"])
    assert made.source in after.own_sources and made.id.startswith("own-")
    edit = after.own.statements[made.id]
    assert (edit.author, edit.batch) == (ann.id, at.rpartition("/")[2])
    assert "2 records were added" in text_of(client, at)

    again = brought(client, "copy of study.csv", "\ufeff" + table(SOURCES_ROW + ",,,,,,,", STATEMENT_ROW))
    seen = text_of(client, again)
    assert "Nothing: this file holds no record that is new here." in seen
    assert "2 records of the file stand here in the same words: nothing changes." in seen
    assert "Add 0 records" not in seen

    assert post(client, f"{at}/undo", page=at).status_code == 303
    assert not book(server).own_statements and not book(server).own_sources
    assert "taken back" in text_of(client, ASK)
    assert "1 new source, 1 new statement." in text_of(client, again)
    assert post(client, f"{at}/undo", page=ASK).status_code == 303
    assert "taken back already" in text_of(client, at)


def test_undo_leaves_what_somebody_worked_on_since_with_its_source(client: FlaskClient, server: Flask, ann: Person):
    other = STATEMENT_ROW.replace("few", "no")
    at = brought(client, "study.csv", table(SOURCES_ROW + ",,,,,,,", STATEMENT_ROW, other))
    post(client, f"{at}/confirm", page=at)
    kept = sorted(book(server).own_statements)[0]
    content = book(server).own.statements[kept].content
    assert isinstance(content, Statement)
    with server.app_context(), writing_unit_of_work() as work:
        records = [(RecordKind.STATEMENT, kept, replace(content, note="since"))]
        keep_records(work, ann, records, now(), action=AuditAction.EVIDENCE_CHANGED)
        work.commit()
    post(client, f"{at}/undo", page=at)
    after = book(server)
    assert after.own_statements == {kept} and len(after.own_sources) == 1
    said = text_of(client, at)
    assert "1 record taken back" in said and f"statement {kept}" in said


def test_rows_that_cannot_be_read_are_told_one_by_one_and_nothing_is_taken(client: FlaskClient, server: Flask):
    wrong = STATEMENT_ROW.replace("barrier", "barier").replace("fict,", "nobody,").replace("age;race", "age;wizards")
    told = problems(
        send(client, "study.csv", table(SOURCES_ROW + ",,,,,,,", wrong, "statement,,,,,fict,theme,nowhere,,,,"))
    )
    assert told == [
        "Row 3, column kind: “barier” is none of barrier, enabler, both (both barrier and enabler), theme.",
        f"Row 3, column groups: “wizards” is none of {GROUPS}.",
        "Row 3, column source: there is no source “nobody”, neither in this file nor here.",
        "Row 4, column place: Say where it stands in the source: a page, a section, a line.",
        "Row 4, column text: Write what the source says.",
        f"Row 4, column cells: “nowhere” is no cell: {CELL_ADVICE}",
    ]
    assert "Nothing was brought in yet." in text_of(client, ASK)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("x.csv", "café".encode("latin-1"), "not in UTF-8 (line 1 shows it)"),
        ("x.csv", "id,kind".encode("utf-16"), "is in UTF-16"),
        ("x.csv", "a,b\n1,2", "Row 1: These headings are not ours: “a”, “b”. Begin with a template."),
        ("x.csv", "a;b\n1;2", "separated by commas, semicolons or tabs"),
        ("x.csv", "id,text\n1,2", "The headings do not tell of what kind the rows are: add the column record."),
        ("x.csv", "cells,cells\n1,2", "the heading cells stands there twice"),
        ("x.csv", table(), "no rows below its headings"),
        ("x.csv", table("person,1"), "“person” is none of source, statement, link"),
        ("x.csv", table(",1"), "write one of source, statement, link"),
        ("x.csv", "id,title,record\na,FICTITIOUS report", "Row 2, column record: write one of source"),
        ("x.csv", 'cells,text\n"open', "no table of comma-separated values (line 2: "),
        ("x.csv", "cells,text\na,b,c", "more cells than there are headings"),
        ("x.csv", "cells,text\n" + "a,b\n" * 10_001, "more than 10,000 rows"),
        ("x.csv", "cells,text\na,\x01", "no plain text"),
        ("x.csv", b"", "no rows below"),
        ("x.xlsx", b"PK", "no zip archive"),
        ("x.xlsx", qdpx(""), "no workbook"),
        ("x.qdpx", b"MZ", "no zip archive"),
        ("x.qdc", b"<x/>", "no REFI-QDA codebook"),
        ("x.exe", b"MZ", "ends in none of .csv, .xlsx, .qdc, .qdpx"),
    ],
)
def test_files_that_are_none_are_refused_in_words(client: FlaskClient, name: str, content: bytes | str, told: str):
    said = problems(send(client, name, content))
    assert told in said[0]


def test_a_file_that_is_too_large_is_refused_in_our_words_and_elsewhere_by_the_server(
    client: FlaskClient, server: Flask
):
    with pytest.raises(UnreadableFileError, match="larger than 20 MB"):
        read_file("x.csv", b" " * (LARGEST_FILE + 1), book(server))
    assert problems(post(client, ASK, page=ASK)) == ["Choose a file first."]
    assert post(client, f"{ASK}/x/choices", words="x" * (2 * 1024 * 1024)).status_code == 413


def test_a_workbook_from_the_template_is_read_and_no_formula_is_run(client: FlaskClient, server: Flask):
    template = load_workbook(BytesIO(client.get(f"{ASK}/template.xlsx").data))
    assert template.sheetnames == ["sources", "statements", "links", "Words"]
    template["sources"].append(["s1", "FICTITIOUS report", "Poe", 2021])
    heads = [str(cell.value) for cell in template["statements"][1]]
    row = {"kind": "theme", "cells": "workforce/meso", "text": "=1+1", "source": "s1", "place": "p. 2"}
    template["statements"].append([row.get(head, "") for head in heads])
    row["text"] = "FICTITIOUS text"
    template["statements"].append([row.get(head, "") for head in heads])
    out = BytesIO()
    template.save(out)
    told = problems(send(client, "filled.xlsx", out.getvalue()))
    assert told == ["Sheet statements, row 3, column text: Write what the source says."]  # it was never computed
    template["statements"].delete_rows(3)
    out = BytesIO()
    template.save(out)
    at = brought(client, "filled.XLSX", out.getvalue())
    post(client, f"{at}/confirm", page=at)
    after = book(server)
    assert [edit.content.text for edit in after.own.statements.values()] == ["FICTITIOUS text"]  # type: ignore[union-attr]
    assert [edit.content.year for edit in after.own.sources.values()] == ["2021"]  # type: ignore[union-attr]


def test_workbooks_without_our_sheets_or_with_entities_are_refused(client: FlaskClient):
    out = BytesIO()
    Workbook().save(out)
    assert "none of the sheets sources, statements, links" in problems(send(client, "x.xlsx", out.getvalue()))[0]
    bad = qdpx("", more={"xl/workbook.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"})
    assert "declares entities" in problems(send(client, "x.xlsx", bad))[0]


def test_links_and_the_columns_that_have_no_place_are_read_from_a_table_of_one_kind(client: FlaskClient, server: Flask):
    links = (
        "id,from_block,from_level,to_block,to_level,sign,text,basis,source,place,mood,version\n"
        "X9,financing,macro,all,meso,worsens,'=FICTITIOUS,stated,study,p. 1,sad,3\n"
    )
    at = brought(client, "links.csv", links)
    seen = text_of(client, at)
    assert "1 new link." in seen and "column mood" in seen and "column version" in seen
    report = client.get(f"{at}/losses.csv")
    rows = list(csv.reader(StringIO(report.get_data(as_text=True))))
    assert rows[0] == ["what", "count", "example", "why"]
    assert rows[1] == ["column mood", "1", "sad", "Parity Map has no place for it"]
    post(client, f"{at}/confirm", page=at)
    (edit,) = book(server).own.links.values()
    assert edit.content.text == "=FICTITIOUS" and edit.content.to_words == "all/meso"  # type: ignore[union-attr]


def test_a_project_asks_what_its_codes_mean_and_keeps_no_words_unless_told(client: FlaskClient, server: Flask):
    at = brought(client, "study.qdpx", project())
    page = soup(client.get(at))
    asked = {field["name"]: field for field in page.select("select")}
    assert set(asked) == {f"source-{guid(9)}", *(f"{part}-{guid(n)}" for part in ("code", "kind") for n in (3, 4))}
    chosen = {name: option["value"] for name, field in asked.items() for option in field.select("option[selected]")}
    assert chosen[f"code-{guid(3)}"] == Meaning(CodeRole.CELL, "workforce/meso").token
    assert chosen[f"kind-{guid(3)}"] == "barrier" and chosen[f"code-{guid(4)}"] == NOTHING.token
    seen = text_of(client, f"{at}/preview")
    assert "FICTITIOUS description" in seen and WORDS not in seen
    assert "more than half of them named" in seen
    assert "AudioSource" in seen and "Tape" in seen
    answer = post(
        client,
        f"{at}/choices",
        page=at,
        **{
            "part": "1",
            "words": "quotation",
            f"code-{guid(4)}": Meaning(CodeRole.GROUP, "veterans").token,
            f"code-{guid(3)}": Meaning(CodeRole.CELL, "financing/macro").token,
            f"kind-{guid(3)}": "enabler",
            f"source-{guid(9)}": "study",
            f"code-{guid(99)}": "not ours",
        },
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{at}/preview")
    seen = text_of(client, f"{at}/preview")
    assert "1 new statement." in seen and WORDS in seen
    post(client, f"{at}/confirm", page=f"{at}/preview")
    (edit,) = book(server).own.statements.values()
    made = edit.content
    assert made.text == WORDS and made.wording is Wording.QUOTATION and made.source == "study"  # type: ignore[union-attr]
    assert made.kind is StatementKind.ENABLER and made.basis == "agreed" and made.groups == ("veterans",)  # type: ignore[union-attr]
    with server.app_context(), unit_of_work() as work:
        staged = work.evidence_imports.staged(at.rpartition("/")[2])
    assert staged is not None and WORDS not in repr(staged)

    next_time = brought(client, "next study.qdpx", project())
    page = soup(client.get(next_time))
    known = page.select_one(f"#code-{guid(4)} option[selected]")
    assert known is not None and known["value"] == Meaning(CodeRole.GROUP, "veterans").token


def test_what_is_no_choice_of_ours_is_passed_over(client: FlaskClient):
    at = brought(client, "study.qdpx", project())
    sent = {f"code-{guid(3)}": "cell:nowhere:", f"source-{guid(9)}": "nobody", "words": "all", f"kind-{guid(3)}": "x"}
    assert post(client, f"{at}/choices", page=at, **sent).status_code == 303
    seen = text_of(client, f"{at}/preview")
    assert "1 new source, 1 new statement." in seen


def test_a_codebook_keeps_what_its_codes_mean_for_the_project_that_follows(client: FlaskClient):
    content = f'<CodeBook xmlns="{CODEBOOK}"><Codes>{code(4, "Mist")}</Codes></CodeBook>'
    at = brought(client, "codes.qdc", content)
    post(client, f"{at}/choices", page=at, **{f"code-{guid(4)}": Meaning(CodeRole.GROUP, "age").token})
    seen = text_of(client, f"{at}/preview")
    assert "A codebook holds no evidence." in seen
    assert post(client, f"{at}/confirm", page=f"{at}/preview").status_code == 303
    assert "Undo this import" not in text_of(client, at)
    following = brought(client, "study.qdpx", project())
    found = soup(client.get(following)).select_one(f"#code-{guid(4)} option[selected]")
    assert found is not None and found["value"] == Meaning(CodeRole.GROUP, "age").token


def test_many_codes_are_asked_about_in_parts(client: FlaskClient):
    many = [code(number, f"FICTITIOUS {number}") for number in range(100, 170)]
    content = f'<CodeBook xmlns="{CODEBOOK}"><Codes>{"".join(many)}</Codes></CodeBook>'
    at = brought(client, "codes.qdc", content)
    assert len(soup(client.get(at)).select("select")) == 100
    sent = {"part": "1", f"code-{guid(100)}": Meaning(CodeRole.GROUP, "sex").token}
    answer = client.post(f"{at}/choices", data={**hidden_fields_of(client, at), **sent})
    assert answer.headers["Location"] == f"{at}?part=2"
    assert len(soup(client.get(f"{at}?part=2")).select("select")) == 40
    assert "part 2 of 2" in text_of(client, f"{at}?part=99")
    answer = client.post(f"{at}/choices", data={**hidden_fields_of(client, at), "part": "1", "then": "preview"})
    assert answer.headers["Location"] == f"{at}/preview"


def test_files_that_wait_are_their_owners_and_can_be_thrown_away(client: FlaskClient, server: Flask):
    at = brought(client, "study.qdpx", project())
    bob = signed_in(server, Role.EDITOR)
    for answer in (bob.get(at), bob.get(f"{at}/preview"), bob.get(f"{at}/losses.csv"), post(bob, f"{at}/confirm")):
        assert answer.status_code == 404 and "waits for somebody else" in answer.get_data(as_text=True)
    assert "study.qdpx" not in text_of(bob, ASK)
    assert post(client, f"{at}/undo", page=at).status_code == 303
    assert "nothing to take back" in text_of(client, ASK)
    assert post(client, f"{at}/discard", page=at).status_code == 303
    assert client.get(at).status_code == 404
    at = brought(client, "study.qdpx", project())
    post(client, f"{at}/confirm", page=at)
    for path in ("confirm", "discard", "choices"):
        assert post(client, f"{at}/{path}").status_code == 303
    assert client.get(f"{at}/preview").status_code == 303
    assert "Ann FICTITIOUS" in text_of(bob, ASK)
    assert post(bob, f"{at}/undo").status_code == 303
    assert not book(server).own_statements


def test_too_many_files_that_wait_are_refused(client: FlaskClient):
    content = f'<CodeBook xmlns="{CODEBOOK}"><Codes>{code(4, "Mist")}</Codes></CodeBook>'
    for _number in range(MOST_WAITING):
        brought(client, "codes.qdc", content)
    assert "files of yours wait already" in problems(send(client, "codes.qdc", content))[0]


def test_a_file_that_nobody_takes_in_is_removed_after_thirty_days(client: FlaskClient, server: Flask, ann: Person):
    old = StagedImport(
        ImportRow("old", ann.id, ImportFormat.CSV, "old.csv", now() - timedelta(days=30, minutes=1)),
        Proposed(),
        Choices(),
        (),
    )
    young = replace(old, row=replace(old.row, id="young", created_at=now() - timedelta(days=29)))
    with server.app_context(), writing_unit_of_work() as work:
        work.evidence_imports.add(old)
        work.evidence_imports.add(young)
        work.commit()
    assert client.get(f"{ASK}/old").status_code == 200
    brought(client, "study.qdpx", project())
    assert (client.get(f"{ASK}/old").status_code, client.get(f"{ASK}/young").status_code) == (404, 200)


def test_a_source_that_is_withdrawn_meanwhile_stops_the_import(client: FlaskClient, server: Flask, ann: Person):
    at = brought(client, "study.csv", table(SOURCES_ROW + ",,,,,,,"))
    post(client, f"{at}/confirm", page=at)
    (own_source,) = book(server).own_sources
    rows = STATEMENT_ROW.replace("fict,", f"{own_source},")
    waiting = brought(client, "more.csv", table(rows))
    post(client, f"{at}/undo", page=at)
    assert post(client, f"{waiting}/confirm", page=waiting).status_code == 303
    assert "was withdrawn meanwhile" in text_of(client, waiting)
    assert not book(server).own_statements


def test_whoever_may_not_edit_brings_nothing(server: Flask):
    viewer = signed_in(server, Role.VIEWER)
    assert viewer.get(ASK).status_code == 403
    assert post(viewer, ASK).status_code == 403
    visitor = server.test_client()
    assert visitor.get(ASK).status_code == 303
    assert visitor.get(f"{ASK}/template.csv").get_data(as_text=True).split(",")[:2] == ["record", "id"]


def test_codebook_project_and_words_are_for_everybody_who_reads(server: Flask):
    visitor = server.test_client()
    codes, _losses = read_codebook(visitor.get("/evidence/refi/codebook.qdc").data)
    assert ("Workforce", "meso", "barrier") in {one.path for one in codes.codes}
    everything, losses = read_project(visitor.get("/evidence/refi/project.qdpx").data)
    found = sum(len(one.selections) for one in everything.sources)
    assert (found, losses) == (len(book(server).evidence.statements), ())
    barriers, _losses = read_project(visitor.get("/evidence/refi/project.qdpx?kinds=barrier").data)
    assert 0 < sum(len(one.selections) for one in barriers.sources) < found
    assert visitor.get("/evidence/refi/project.qdpx").data == visitor.get("/evidence/refi/project.qdpx").data
    nothing, _losses = read_project(visitor.get("/evidence/refi/project.qdpx?q=zyzzyva").data)
    assert sum(len(one.selections) for one in nothing.sources) == 0
    words = visitor.get(f"{ASK}/words.csv").get_data(as_text=True)
    assert "groups,veterans,Veterans" in words
    assert set(csv_columns()) >= {"record", "cells", "from_block", "citation"}


def test_our_own_project_is_recognised_as_a_whole(client: FlaskClient, server: Flask):
    content = client.get("/evidence/refi/project.qdpx").data
    at = brought(client, "ours.qdpx", content)
    assert "There is no other code to ask about." in text_of(client, at)
    seen = text_of(client, f"{at}/preview")
    assert "Nothing: this file holds no record that is new here." in seen
    assert "Everything that the file holds is taken over." in seen


def test_files_of_spreadsheets_elsewhere_and_the_words_of_the_screen_are_read(client: FlaskClient, server: Flask):
    rows = table(
        "source,fict,FICTITIOUS report,Poe A,20x4,,,,,,,",
        "Statement,,,,,fict,BARRIER,“cells”,“text”,p. 3,Age,The source names the place",
    )
    written = rows.replace(",", ";").replace("“cells”", '"Service delivery / meso;workforce, MACRO"')
    at = brought(client, "study.csv", "\ufeff" + written.replace("“text”", '"FICTITIOUS; 3,5 ""posts"""'))
    seen = text_of(client, at)
    assert "1 new source, 1 new statement." in seen and "Perspective: Not said." in seen
    assert "“20x4” (FICTITIOUS report" in seen and "filters by year do not find them" in seen
    post(client, f"{at}/confirm", page=at)
    ((_id, edit),) = book(server).own.statements.items()
    made = edit.content
    assert isinstance(made, Statement)
    assert (made.kind, made.text, made.basis) == (StatementKind.BARRIER, 'FICTITIOUS; 3,5 "posts"', "stated")
    assert [cell.token for cell in made.cells] == ["service_delivery/meso", "workforce/macro"]


def test_the_years_that_can_be_read_are_not_remarked_on(client: FlaskClient):
    at = brought(client, "study.csv", table(SOURCES_ROW + ",,,,,,,", "source,b,FICTITIOUS two,,2019-2021,,,,,,,"))
    assert "Years that cannot be read" not in text_of(client, at)


def test_templates_as_they_are_bring_nothing_and_say_so(client: FlaskClient):
    for ending in ("csv", "xlsx"):
        at = brought(client, f"template.{ending}", client.get(f"{ASK}/template.{ending}").data)
        seen = text_of(client, at)
        assert "Nothing: this file holds no record that is new here." in seen
        assert "example row of the template 3" in seen and "it is FICTITIOUS, and left out" in seen


def test_the_page_says_what_every_column_of_the_templates_means(client: FlaskClient):
    page = soup(client.get(ASK))
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in page.select("details tbody tr")]
    assert [row[0] for row in rows][:3] == ["record", "id", "title"]
    assert set(csv_columns()) == {row[0] for row in rows}
    needed = {(of, column) for column, of, must, _meaning in rows if must == "yes"}
    assert ("statements", "cells") in needed and ("statements", "voice") not in needed
    assert all(meaning for _column, _of, _must, meaning in rows)
    written = client.get(f"{ASK}/words.csv").get_data(as_text=True)
    assert 'every row,record,"needed: what the row is' in written

"""References come back from RIS and BibTeX one a source, with authors taken apart only where they are several."""

from dataclasses import replace

import pytest
import rispy
from pybtex.database import parse_string

from components.exports.author_names import authors_of
from components.exports.incomplete_sources import incomplete_warning
from components.exports.references import bibtex_text, ris_text
from domain_model.evidence_book import EvidenceBook
from tests.taken_evidence import NASTY, OTHER, STUDY, matrix


def test_references_come_back_from_ris_one_a_source(book: EvidenceBook) -> None:
    text = ris_text(matrix(book).cover)
    itself, first, second = rispy.loads(text)
    assert {line[2:6] for line in text.splitlines() if line} == {"  - "}, "a line that is no part of the format"
    assert (itself["type_of_reference"], itself["title"], itself["edition"], itself["date"], itself["urls"]) == (
        "DATA", "Parity Map: Matrix of barriers and enablers", "evidence version abc123+7", "2026/11/28/",
        ["https://parity.example.org/matrix?reading=extended"],
    )  # fmt: skip
    assert (first["id"], first["title"], first["year"], first["type_of_reference"]) == (
        "study", "FICTITIOUS study", "2021", "GEN",
    )  # fmt: skip
    assert first["authors"] == ["Author, A", "Author, B"] and first["urls"] == ["https://study.example.org/?a=1&b=2"]
    assert any("evidence version abc123+7" in note for note in first["notes"])
    assert second["type_of_reference"] == "RPRT" and second["title"] == NASTY and "authors" not in second


def test_references_come_back_from_bibtex_whatever_they_hold(book: EvidenceBook) -> None:
    text = bibtex_text(matrix(book).cover)
    found = parse_string(text, "bibtex").entries
    assert list(found) == ["parity-map-evidence", "study", "own-odd_-"]
    itself = found["parity-map-evidence"]
    assert (itself.type, itself.fields["version"], itself.fields["urldate"]) == ("misc", "abc123+7", "2026-11-28")
    assert found["study"].fields["year"] == "2021" and found["study"].type == "misc"
    assert [str(person) for person in found["study"].persons["author"]] == ["Author, A", "Author, B"]
    assert "(brace)" in found["own-odd_-"].fields["title"] and found["own-odd_-"].type == "techreport"
    assert "evidence version abc123+7" in text.partition("@misc")[0]


def test_an_entry_that_lacks_author_year_or_title_says_so_and_invents_nothing(book: EvidenceBook) -> None:
    untitled = replace(STUDY, title="", authors="", year="", publisher="A Press", citation="FICTITIOUS interviews: 9.")
    undated = replace(STUDY, id="undated", year=" ")
    cover = replace(matrix(book).cover, sources=(untitled, undated, replace(STUDY, id="whole")))
    _view, bare, late, whole = rispy.loads(ris_text(cover))
    assert "authors" not in bare and "year" not in bare and bare["title"] == "[A Press, qualitative study]"
    assert bare["notes"][0] == (
        "Incomplete: author, year and title are missing in the copy that was read. Complete this reference before you "
        "publish. The words in square brackets are our description, not a title."
    )
    assert late["notes"][0].startswith("Incomplete: year is missing in the copy") and "square" not in late["notes"][0]
    assert not any("Incomplete" in note for note in whole["notes"])
    found = parse_string(bibtex_text(cover), "bibtex").entries
    assert not found["study"].persons and "year" not in found["study"].fields
    assert found["study"].fields["key"] == "A Press" and "key" not in found["whole"].fields
    assert found["study"].fields["note"].startswith("Incomplete: author, year and title are missing in the copy")
    assert found["study"].fields["note"].endswith("FICTITIOUS interviews: 9.")
    assert "Incomplete" not in found["whole"].fields["note"]


def test_a_view_warns_of_incomplete_sources_with_what_rests_on_them(book: EvidenceBook) -> None:
    (warning,) = matrix(book).cover.warnings
    assert warning.startswith("1 of 2 sources lacks author, year or title in the copy that was read (FICTITIOUS {")
    assert warning.endswith(
        ": no author or year): complete this reference before you publish. 1 of 6 passages listed rests on it."
    )
    assert matrix(book, sources=("study",)).cover.warnings == ()
    several = incomplete_warning((OTHER, replace(STUDY, year="")), ["study", "study", "whole"], "link", "links")
    assert several[0].startswith("2 of 2 sources lack") and several[0].endswith("2 of 3 links rest on them.")
    assert warning in [note for one in rispy.loads(ris_text(matrix(book).cover))[:1] for note in one["notes"]]


def test_addresses_in_bibtex_hold_their_signs_without_a_backslash(book: EvidenceBook) -> None:
    odd = replace(STUDY, url="https://study.example.org/a_b?a=1&b=50%25#part", citation="A & B.")
    text = bibtex_text(replace(matrix(book).cover, sources=(odd,)))
    assert 'url = "https://study.example.org/a_b?a=1&b=50%25#part"' in text and r"A \& B." in text
    assert parse_string(text, "bibtex").entries["study"].fields["url"] == odd.url


def test_a_kind_is_a_journal_article_only_where_it_says_so(book: EvidenceBook) -> None:
    kinds = ("Journal article", "article", "Report", "Guidance", "interviews")
    sources = tuple(replace(STUDY, id=f"s{number}", kind=kind) for number, kind in enumerate(kinds))
    cover = replace(matrix(book).cover, sources=sources)
    assert [one["type_of_reference"] for one in rispy.loads(ris_text(cover))[1:]] == [
        "JOUR", "GEN", "RPRT", "RPRT", "GEN",
    ]  # fmt: skip
    found = list(parse_string(bibtex_text(cover), "bibtex").entries.values())[1:]
    assert [one.type for one in found] == ["misc", "misc", "techreport", "techreport", "misc"]
    assert found[2].fields["institution"] == "A Press" and "institution" not in found[0].fields


def test_no_reference_is_an_article_without_a_journal_or_a_report_without_an_institution(book: EvidenceBook) -> None:
    article = replace(STUDY, kind="article", authors="Royal College of FICTITIOUS Nurses")
    cover = replace(matrix(book).cover, sources=(article, replace(OTHER, publisher="", authors="")))
    found = parse_string(bibtex_text(cover), "bibtex").entries
    assert [entry.type for entry in found.values()] == ["misc", "misc", "misc"]
    assert [str(person) for person in found["study"].persons["author"]] == ["{Royal College of FICTITIOUS Nurses}"]
    assert not found["own-odd_-"].persons


def test_a_view_without_sources_is_a_reference_alone(book: EvidenceBook) -> None:
    cover = matrix(book, sources=("none",)).cover
    assert [one["id"] for one in rispy.loads(ris_text(cover))] == ["parity-map-evidence"]
    assert list(parse_string(bibtex_text(cover), "bibtex").entries) == ["parity-map-evidence"]


@pytest.mark.parametrize(
    ("printed", "persons", "bodies"),
    [
        ("Felicity FICTITIOUS", ["FICTITIOUS, Felicity"], []),
        ("Smith J; Jones KL", ["Smith, J", "Jones, KL"], []),
        ("Smith, J. and de Vries, Anna", ["Smith, J.", "de Vries, Anna"], []),
        ("Anna Bee, Carl van der Dee and E. O'Neil", ["Bee, Anna", "van der Dee, Carl", "O'Neil, E."], []),
        ("Surname, F.", ["Surname, F."], []),
        ("Smith, J., Jones, K.", [], ["Smith, J., Jones, K."]),
        ("Department of Health and Social Care", [], ["Department of Health and Social Care"]),
        (
            "National Institute for Health and Care Excellence",
            [],
            ["National Institute for Health and Care Excellence"],
        ),
        ("College of A and Institute of B", [], ["College of A", "Institute of B"]),
        ("Public Health England; Mind UK", [], ["Public Health England", "Mind UK"]),
        ("Smith J et al.", [], ["Smith J et al."]),
        (" ; ", [], []),
    ],
)
def test_authors_are_taken_apart_only_where_they_are_plainly_several(
    printed: str, persons: list[str], bodies: list[str]
) -> None:
    found = authors_of(printed)
    assert [one.name for one in found if one.is_person] == persons
    assert [one.name for one in found if not one.is_person] == bodies
